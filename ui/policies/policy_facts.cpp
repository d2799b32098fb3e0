#include "ui/policies/policy_facts.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/icon_label.h"
#include "ui/common/icons.h"
#include "ui/common/status_chip.h"
#include "ui/common/times.h"
#include "ui/policies/policy_words.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace pw::ui {
namespace {

constexpr int margin = 12;
constexpr int iconSize = 16;
constexpr int linePadding = 2;
constexpr int copySize = 18;

QLabel* makeValue(QWidget* parent)
{
    auto* const label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// The widgets side by side, the last one as wide as there is room.
QWidget* inARow(std::initializer_list<QWidget*> widgets, QWidget* parent)
{
    auto* const whole = new QWidget(parent);
    auto* const row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    for (QWidget* const widget : widgets)
        row->addWidget(widget, 0, Qt::AlignTop);
    row->setStretchFactor(*(widgets.end() - 1), 1);
    return whole;
}

QWidget* inAColumn(std::initializer_list<QWidget*> widgets, QWidget* parent)
{
    auto* const whole = new QWidget(parent);
    auto* const column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(linePadding);
    for (QWidget* const widget : widgets)
        column->addWidget(widget);
    return whole;
}

QString others(const ops::PolicyCover& cover, const QStringList& names)
{
    if (names.isEmpty())
        return {};
    const std::size_t shared = cover.count - cover.alone;
    return PolicyFacts::tr("; %1 of them also in the scope of %2")
        .arg(number(shared), names.join(QStringLiteral(", ")));
}

} // namespace

PolicyFacts::PolicyFacts(QWidget* parent) : QScrollArea(parent)
{
    setObjectName(QStringLiteral("policyFacts"));
    setAccessibleName(tr("About the policy"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* const content = new QWidget(this);
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    m_form = new QGridLayout(content);
    m_form->setContentsMargins(margin, margin - 4, margin, margin);
    m_form->setHorizontalSpacing(margin);
    m_form->setVerticalSpacing(2);
    m_form->setColumnStretch(1, 1);
    addRow(tr("Status"), makeStatus());
    addRow(tr("UID"), makeUid());
    addRow(tr("Scope"), makeScope());
    m_covers = addLine(tr("Covers"), "policyCovers");
    m_deviations = addLine(tr("Deviations"), "policyDeviations");
    m_created = addLine(tr("Created"), "policyCreated");
    m_changed = addLine(tr("Changed"), "policyChanged");
    m_form->setRowStretch(m_form->rowCount(), 1);
    setWidget(content);
}

QWidget* PolicyFacts::makeStatus()
{
    m_status = new StatusChip(this);
    m_status->setObjectName(QStringLiteral("policyStatus"));
    m_warning = new IconLabel(QStringLiteral("warn"), iconSize, this, Tone::Warning);
    m_mode = makeValue(this);
    m_mode->setObjectName(QStringLiteral("policyMode"));
    auto* const rest = new QWidget(this);
    return inAColumn({inARow({m_status, m_warning, rest}, this), m_mode}, this);
}

QWidget* PolicyFacts::makeUid()
{
    m_uid = makeValue(this);
    m_uid->setObjectName(QStringLiteral("policyUid"));
    m_uid->setFont(monoFont(font()));
    m_copy = new QToolButton(this);
    m_copy->setObjectName(QStringLiteral("copyUid"));
    m_copy->setAccessibleName(tr("Copy the UID"));
    m_copy->setToolTip(tr("Copy the UID"));
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_copy->setAutoRaise(true);
    m_copy->setFixedSize(copySize, copySize);
    m_copy->setFocusPolicy(Qt::StrongFocus);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_uid->text()); });
    auto* const rest = new QWidget(this);
    QWidget* const row = inARow({m_uid, m_copy, rest}, this);
    m_uid->setWordWrap(false);
    return row;
}

QWidget* PolicyFacts::makeScope()
{
    m_scope = makeValue(this);
    m_scope->setObjectName(QStringLiteral("policyScope"));
    m_fields = makeValue(this);
    m_fields->setObjectName(QStringLiteral("policyScopeFields"));
    m_fields->setForegroundRole(QPalette::PlaceholderText);
    return inAColumn({m_scope, m_fields}, this);
}

/// The title stands beside the first line of the value.
void PolicyFacts::addRow(const QString& title, QWidget* value)
{
    const int row = m_form->rowCount();
    auto* const label = new QLabel(title, this);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setContentsMargins(0, linePadding, 0, linePadding);
    value->setContentsMargins(0, linePadding, 0, linePadding);
    m_form->addWidget(label, row, 0, Qt::AlignLeft | Qt::AlignTop);
    m_form->addWidget(value, row, 1);
}

QLabel* PolicyFacts::addLine(const QString& title, const char* objectName)
{
    QLabel* const value = makeValue(this);
    value->setObjectName(QLatin1String(objectName));
    addRow(title, value);
    return value;
}

void PolicyFacts::setTime(QLabel& label, const std::string& time, const std::string& by)
{
    const QString when = time.empty() ? tr("not known when") : timeText(time);
    label.setText(by.empty() ? when : tr("%1 by %2").arg(when, toQString(by)));
    label.setToolTip(localTimeText(time));
}

void PolicyFacts::setRow(const ops::PolicyListRow& row, const QStringList& otherNames, double now)
{
    const Chip chip = statusChip(row.status);
    m_status->set(chip.icon, chip.tone, chip.word);
    m_warning->setVisible(lacksMode(row));
    m_mode->setText(modeSentence(row));
    m_uid->setText(toQString(row.uid));
    setTime(*m_created, row.createTime, row.createdBy);
    setTime(*m_changed, row.lastUpdated, row.lastUpdatedBy);
    m_scope->setText(row.scope.empty() ? tr("everything of its type") : toQString(row.scope));
    QStringList fields;
    for (const auto& [field, value] : row.scopeFields)
        fields += toQString(field + " " + value);
    m_fields->setText(fields.join(QStringLiteral("\n")));
    m_fields->setVisible(!fields.isEmpty());
    m_covers->setText(coverText(row) + (row.cover ? others(*row.cover, otherNames) : QString()));
    const QString quiet = quietText(row, now);
    m_deviations->setText(deviationsText(row)
                          + (quiet.isEmpty() ? QString() : QStringLiteral("; ") + quiet));
}

} // namespace pw::ui
