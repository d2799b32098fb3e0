#include "ui/apply/apply_head.h"

#include "ui/apply/review_words.h"
#include "ui/common/convert.h"
#include "ui/common/elided_label.h"
#include "ui/common/icon_label.h"
#include "ui/common/icons.h"
#include "ui/common/plain_tip.h"
#include "ui/common/status_chip.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace pw::ui {
namespace {

constexpr int barHeight = 44;
constexpr int titleIcon = 18;
constexpr int arrowIcon = 14;
constexpr int roomForHost = 1120;
constexpr int titleSigns = 22;
constexpr double titleScale = 1.23;

QLabel* plainLabel(const char* objectName, const QFont& font, QWidget* parent)
{
    auto* const label = new QLabel(parent);
    label->setObjectName(QLatin1String(objectName));
    label->setTextFormat(Qt::PlainText);
    label->setFont(font);
    return label;
}

ElidedLabel* elidedLabel(const char* objectName, Qt::TextElideMode mode, const QFont& font,
                         QWidget* parent)
{
    auto* const label = new ElidedLabel(mode, parent);
    label->setObjectName(QLatin1String(objectName));
    label->setFont(font);
    return label;
}

void showStatus(StatusChip& chip, const StatusLook& look)
{
    chip.set(look.icon, look.tone, look.word);
}

} // namespace

ApplyHead::ApplyHead(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("applyHead"));
    setProperty("kind", QStringLiteral("bar"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(barHeight);
    const QFont bold = scaledFont(font(), 1.0, QFont::DemiBold);
    const QFont mono = monoFont(font());
    m_icon = new IconLabel(QStringLiteral("apply"), titleIcon, this);
    m_title = elidedLabel("applyTitle", Qt::ElideRight,
                          scaledFont(font(), titleScale, QFont::DemiBold), this);
    m_nowWords = plainLabel("applyNowWords", font(), this);
    m_nowWords->setText(tr("on the server"));
    m_now = plainLabel("applyVersionNow", bold, this);
    m_nowStatus = new StatusChip(this);
    m_nowStatus->setObjectName(QStringLiteral("applyStatusNow"));
    m_arrow = new IconLabel(QStringLiteral("right"), arrowIcon, this, Tone::Muted);
    m_afterWords = plainLabel("applyAfterWords", font(), this);
    m_afterWords->setText(tr("after"));
    m_after = plainLabel("applyVersionAfter", bold, this);
    m_afterStatus = new StatusChip(this);
    m_afterStatus->setObjectName(QStringLiteral("applyStatusAfter"));
    m_to = plainLabel("applyTo", font(), this);
    m_to->setText(tr("To"));
    m_production = new StatusChip(this, StatusChip::Look::Solid);
    m_production->setObjectName(QStringLiteral("applyProduction"));
    m_organization = elidedLabel("applyOrganization", Qt::ElideRight, bold, this);
    m_host = elidedLabel("applyHost", Qt::ElideMiddle, mono, this);
    m_uid = elidedLabel("applyUid", Qt::ElideMiddle, mono, this);
    m_title->setLeastSigns(titleSigns);
    m_copy = new QToolButton(this);
    m_copy->setObjectName(QStringLiteral("applyCopyUid"));
    m_copy->setAccessibleName(tr("Copy the uid"));
    m_copy->setToolTip(tr("Copy the uid"));
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_copy->setAutoRaise(true);
    for (QWidget* const muted : {static_cast<QWidget*>(m_nowWords), static_cast<QWidget*>(m_host),
                                 static_cast<QWidget*>(m_afterWords), static_cast<QWidget*>(m_to),
                                 static_cast<QWidget*>(m_uid)})
        muted->setForegroundRole(QPalette::PlaceholderText);

    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    for (QWidget* const part : std::initializer_list<QWidget*>{m_icon, m_title})
        row->addWidget(part);
    row->addSpacing(8);
    for (QWidget* const part : std::initializer_list<QWidget*>{
             m_nowWords, m_now, m_nowStatus, m_arrow, m_afterWords, m_after, m_afterStatus})
        row->addWidget(part);
    row->addStretch(1);
    for (QWidget* const part :
         std::initializer_list<QWidget*>{m_to, m_production, m_organization, m_host, m_uid, m_copy})
        row->addWidget(part);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_uid->text()); });
    showVersions(false);
    setUid({});
}

void ApplyHead::setTarget(const ApplyTarget& target)
{
    m_organization->setText(target.organization);
    m_host->setText(target.host);
    m_production->set(QStringLiteral("lock"), Tone::Security,
                      target.production ? tr("production") : QString());
    makeRoom();
}

void ApplyHead::showReview(const ops::ApplyReview& review)
{
    const QString name = toQString(review.name);
    m_icon->set(review.deletes ? QStringLiteral("trash") : QStringLiteral("apply"), Tone::Normal);
    m_title->setText(review.deletes ? tr("Delete %1").arg(name) : tr("Apply %1").arg(name));
    m_now->setText(versionNow(review));
    m_after->setText(versionAfter(review));
    showVersions(true);
    m_now->setVisible(!m_now->text().isEmpty());
    m_after->setVisible(!m_after->text().isEmpty());
    showStatus(*m_nowStatus, statusNow(review));
    showStatus(*m_afterStatus, statusAfter(review));
    setUid(toQString(review.uid));
}

void ApplyHead::showDocuments(int count)
{
    m_title->setText(tr("Apply %1 documents").arg(count));
    showVersions(false);
    setUid({});
}

void ApplyHead::showVersions(bool on)
{
    for (QWidget* const part :
         std::initializer_list<QWidget*>{m_nowWords, m_now, m_arrow, m_afterWords, m_after})
        part->setVisible(on);
    if (!on) {
        m_nowStatus->set({}, Tone::Normal, {});
        m_afterStatus->set({}, Tone::Normal, {});
    }
}

void ApplyHead::setUid(const QString& uid)
{
    m_uid->setText(uid);
    m_uid->setVisible(!uid.isEmpty());
    m_copy->setVisible(!uid.isEmpty());
}

void ApplyHead::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

/// The host stands in the tip of the organization, too.
void ApplyHead::makeRoom()
{
    m_host->setVisible(!m_host->text().isEmpty() && width() >= roomForHost);
    m_organization->setToolTip(plainTip(m_host->text()));
}

} // namespace pw::ui
