#include "ui/form/form_tabs_bar.h"

#include "ui/common/counts.h"
#include "ui/common/icons.h"
#include "ui/common/severity.h"
#include "ui/common/theme.h"

#include <QPainter>
#include <QScopedValueRollback>
#include <QStyleOptionTab>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int barHeight = 34;
constexpr int sidePadding = 9;
constexpr int gap = 6;
constexpr int glyphSize = 16;
constexpr int lineHeight = 2;
constexpr int focusInset = 3;

} // namespace

FormTabsBar::FormTabsBar(QWidget* parent) : QTabBar(parent)
{
    setObjectName(QStringLiteral("formTabs"));
    setAccessibleName(tr("Parts of the document"));
    setExpanding(false);
    setDrawBase(false);
    setUsesScrollButtons(true);
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QTabBar::currentChanged, this, [this](int index) {
        if (!m_setting && index >= 0)
            Q_EMIT chosen(current());
    });
}

QString FormTabsBar::title(ops::FormTab tab)
{
    switch (tab) {
    case ops::FormTab::Overview:
        return tr("Overview");
    case ops::FormTab::Selectors:
        return tr("Selectors");
    case ops::FormTab::Processes:
        return tr("Processes");
    case ops::FormTab::Network:
        return tr("Network");
    case ops::FormTab::Response:
        return tr("Response");
    }
    return {};
}

void FormTabsBar::setStates(const std::vector<FormTabState>& states)
{
    if (states == m_states)
        return;
    const QScopedValueRollback guard(m_setting, true);
    const std::optional<ops::FormTab> before
        = m_states.empty() ? std::nullopt : std::optional(current());
    m_states = states;
    while (count() > static_cast<int>(states.size()))
        removeTab(count() - 1);
    while (count() < static_cast<int>(states.size()))
        addTab(QString());
    for (int index = 0; index < count(); ++index) {
        const FormTabState& state = m_states[static_cast<std::size_t>(index)];
        // The text is what is spoken; the numbers and glyphs are painted.
        QString words = title(state.tab);
        if (state.count > 0)
            words += u' ' + number(state.count);
        QString tip = title(state.tab);
        if (state.gravest) {
            words += QStringLiteral(", %1").arg(severityWord(*state.gravest));
            tip += QStringLiteral(": %1").arg(
                counted(state.problems, tr("problem"), tr("problems")));
        }
        setTabText(index, words);
        setAccessibleTabName(index, words);
        setTabToolTip(index, tip);
        if (before == state.tab)
            setCurrentIndex(index);
    }
    updateGeometry();
    update();
}

ops::FormTab FormTabsBar::current() const
{
    const auto at = static_cast<std::size_t>(std::max(0, currentIndex()));
    return at < m_states.size() ? m_states[at].tab : ops::FormTab::Overview;
}

void FormTabsBar::setCurrent(ops::FormTab tab)
{
    const QScopedValueRollback guard(m_setting, true);
    const auto found = std::ranges::find(m_states, tab, &FormTabState::tab);
    if (found != m_states.end())
        setCurrentIndex(static_cast<int>(found - m_states.begin()));
}

/// Tabs come and go before their states do.
const FormTabState& FormTabsBar::state(int index) const
{
    static const FormTabState none;
    const auto at = static_cast<std::size_t>(index);
    return at < m_states.size() ? m_states[at] : none;
}

QString FormTabsBar::countText(int index) const
{
    const std::size_t count = state(index).count;
    return count == 0 ? QString() : number(count);
}

QSize FormTabsBar::tabSizeHint(int index) const
{
    const FormTabState& told = state(index);
    const QFontMetrics bold(scaledFont(font(), 1.0, QFont::DemiBold));
    int width = 2 * sidePadding + bold.horizontalAdvance(title(told.tab));
    const QString count = countText(index);
    if (!count.isEmpty())
        width += gap + fontMetrics().horizontalAdvance(count);
    if (told.gravest)
        width += gap + glyphSize;
    return {width, std::max(barHeight, fontMetrics().height() + 16)};
}

void FormTabsBar::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.border);
    const QFont bold = scaledFont(font(), 1.0, QFont::DemiBold);
    for (int index = 0; index < count(); ++index) {
        const FormTabState& told = state(index);
        const bool isCurrent = index == currentIndex();
        const QRect tab = tabRect(index);
        QRect place = tab.adjusted(sidePadding, 0, -sidePadding, 0);
        painter.setFont(isCurrent ? bold : font());
        painter.setPen(isCurrent ? theme.text : theme.muted);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, title(told.tab));
        place.setLeft(place.left() + painter.fontMetrics().horizontalAdvance(title(told.tab)));
        painter.setFont(font());
        painter.setPen(theme.muted);
        if (const QString count = countText(index); !count.isEmpty()) {
            place.setLeft(place.left() + gap);
            painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, count);
            place.setLeft(place.left() + fontMetrics().horizontalAdvance(count));
        }
        if (told.gravest) {
            const QRect glyph(place.left() + gap, tab.center().y() - glyphSize / 2, glyphSize,
                              glyphSize);
            paintIcon(painter, severityIcon(*told.gravest), glyph,
                      toneColor(theme, severityTone(*told.gravest)));
        }
        if (isCurrent)
            painter.fillRect(
                QRect(tab.left(), tab.bottom() + 1 - lineHeight, tab.width(), lineHeight),
                theme.accent);
        if (isCurrent && hasFocus()) {
            painter.setPen(QPen(theme.accent, 2));
            painter.drawRect(
                tab.adjusted(focusInset, focusInset, -focusInset, -focusInset - lineHeight));
        }
    }
}

} // namespace pw::ui
