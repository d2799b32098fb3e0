#include "app/policywright/rail.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QAction>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace pw::app {
namespace {

constexpr int railWidth = 76;
constexpr QSize railIcon(20, 20);
constexpr int badgeSize = 16;

} // namespace

/// A place with the number of what waits there.
class Rail::PlaceButton : public QToolButton
{
public:
    using QToolButton::QToolButton;

    void setBadge(int number)
    {
        m_badge = number;
        update();
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QToolButton::paintEvent(event);
        if (m_badge <= 0)
            return;
        const ui::Theme& theme = ui::themeOf(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QString text = m_badge > 99 ? QStringLiteral("99+") : QString::number(m_badge);
        QFont small = ui::scaledFont(font(), 0.9, QFont::DemiBold);
        const int textWidth = QFontMetrics(small).horizontalAdvance(text);
        const QRectF disc(width() / 2.0 + 4, 3, std::max(badgeSize, textWidth + 8), badgeSize);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.text);
        painter.drawRoundedRect(disc, badgeSize / 2.0, badgeSize / 2.0);
        painter.setPen(theme.base);
        painter.setFont(small);
        painter.drawText(disc, Qt::AlignCenter, text);
    }

private:
    int m_badge = 0;
};

Rail::Rail(const Actions& actions, QWidget* parent) : QToolBar(tr("Places"), parent)
{
    setObjectName(QStringLiteral("rail"));
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    toggleViewAction()->setEnabled(false);
    // Shown by Qt when the bar is too short, and nameless without this.
    if (auto* const more = findChild<QToolButton*>(QStringLiteral("qt_toolbar_ext_button")))
        more->setAccessibleName(tr("More"));
    setOrientation(Qt::Vertical);
    setFixedWidth(railWidth);
    m_fingerprints = add(actions.fingerprintsPlace, QStringLiteral("fingerprint"));
    m_policies = add(actions.policiesPlace, QStringLiteral("policy"));
    m_compare = add(actions.comparePlace, QStringLiteral("compare"));
    m_documents = add(actions.documentsPlace, QStringLiteral("documents"));
    m_documentsEntry = this->actions().constLast();
    setDocuments(0);
    setPlace(Place::Fingerprints);
}

Rail::PlaceButton* Rail::add(QAction* action, const QString& iconName)
{
    auto* const place = new PlaceButton(this);
    const QString name = QString(action->text()).remove(u'&');
    place->setObjectName(action->objectName() + QStringLiteral("Button"));
    place->setText(name);
    place->setAccessibleName(name);
    place->setToolTip(
        action->shortcut().isEmpty()
            ? name
            : tr("%1 (%2)").arg(name, action->shortcut().toString(QKeySequence::NativeText)));
    place->setIcon(ui::icon(iconName, true));
    place->setIconSize(railIcon);
    place->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    place->setCheckable(true);
    place->setAutoExclusive(true);
    place->setFocusPolicy(Qt::TabFocus);
    connect(place, &QToolButton::clicked, action, &QAction::trigger);
    // Screen readers check a button where a mouse clicks it.
    connect(place, &QToolButton::toggled, action, [action](bool on) {
        if (on)
            action->trigger();
    });
    addWidget(place);
    return place;
}

void Rail::setPlace(Place place)
{
    PlaceButton* const button = place == Place::Documents ? m_documents
        : place == Place::Policies                        ? m_policies
        : place == Place::Compare                         ? m_compare
                                                          : m_fingerprints;
    const QSignalBlocker blocker(button); // it is there already
    button->setChecked(true);
}

void Rail::setDocuments(int count)
{
    m_documentsEntry->setVisible(count > 0);
    m_documents->setBadge(count);
    m_documents->setAccessibleName(count > 0 ? tr("Documents, %n open", nullptr, count)
                                             : tr("Documents"));
}

} // namespace pw::app
