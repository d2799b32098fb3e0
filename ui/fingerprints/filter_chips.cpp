#include "ui/fingerprints/filter_chips.h"

#include "ui/common/convert.h"
#include "ui/common/icons.h"
#include "ui/common/plain_tip.h"
#include "ui/common/theme.h"
#include "ui/fingerprints/facet_model.h"
#include "ui/fingerprints/filter_panel.h"

#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int chipHeight = 22;
constexpr int side = 6;
constexpr int gap = 4;
constexpr int crossSize = 12;
constexpr int longestValue = 260;
constexpr int between = 6;
constexpr int rounding = 2; ///< advances are whole numbers, glyphs are not
constexpr double radius = 3;
constexpr double tint = 0.12;

} // namespace

FilterChip::FilterChip(const QString& field, const QString& value, QWidget* parent)
    : QAbstractButton(parent), m_field(field), m_value(value)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setObjectName(QStringLiteral("filterChip"));
    setAccessibleName(tr("Take off the filter %1: %2").arg(field, value));
    setToolTip(plainTip(QStringLiteral("%1: %2").arg(field, value)));
}

QSize FilterChip::sizeHint() const
{
    const int value = QFontMetrics(monoFont(font())).horizontalAdvance(m_value) + rounding;
    return {side + fontMetrics().horizontalAdvance(m_field) + gap + std::min(value, longestValue)
                + gap + crossSize + side,
            std::max(chipHeight, fontMetrics().height() + gap)};
}

void FilterChip::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool marked = hasFocus();
    painter.setPen(QPen(marked ? theme.accent : theme.border, marked ? 2 : 1));
    painter.setBrush(underMouse() ? theme.selection : Theme::mixed(theme.accent, theme.base, tint));
    const qreal edge = marked ? 1.0 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(edge, edge, -edge, -edge), radius, radius);
    QRect place = rect().adjusted(side, 0, -side, 0);
    painter.setPen(theme.muted);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, m_field);
    place.setLeft(place.left() + fontMetrics().horizontalAdvance(m_field) + gap);
    place.setRight(place.right() - crossSize - gap);
    const QFont mono = monoFont(font());
    painter.setFont(mono);
    painter.setPen(theme.text);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(mono).elidedText(m_value, Qt::ElideMiddle, place.width()));
    const QRect cross(rect().right() - side - crossSize + 1, (height() - crossSize) / 2, crossSize,
                      crossSize);
    paintIcon(painter, QStringLiteral("close"), cross, theme.muted);
}

FilterChips::FilterChips(QWidget* parent) : QWidget(parent), m_more(new QPushButton(this))
{
    setObjectName(QStringLiteral("filterChips"));
    setAccessibleName(tr("Filters that are on"));
    m_more->setObjectName(QStringLiteral("clearChips"));
    m_more->setText(tr("Clear"));
    m_more->setAccessibleName(tr("Clear all filters"));
    setFixedHeight(m_more->sizeHint().height());
    connect(m_more, &QAbstractButton::clicked, this, &FilterChips::clearRequested);
    hide();
}

void FilterChips::setFilter(const ops::FingerprintFilter& filter)
{
    if (filter.fields == m_fields)
        return;
    m_fields = filter.fields;
    for (FilterChip* const chip : m_chips) {
        chip->hide();
        chip->deleteLater(); // its own click may be what brought us here
    }
    m_chips.clear();
    for (const auto& [field, patterns] : filter.fields) {
        if (FilterPanel::hasOwnPlace(field))
            continue;
        for (const std::string& pattern : patterns) {
            const QString value = pattern.empty() ? noneOf(field) : toQString(pattern);
            auto* const chip = new FilterChip(fieldTitle(field), value, this);
            connect(chip, &FilterChip::clicked, this,
                    [this, one = field, pattern] { Q_EMIT removed(one, pattern); });
            m_chips += chip;
        }
    }
    setVisible(!m_chips.isEmpty());
    place();
}

void FilterChips::place()
{
    const QSize clear = m_more->sizeHint();
    int left = 0;
    int hidden = 0;
    for (FilterChip* const chip : m_chips) {
        const QSize size = chip->sizeHint();
        const bool fits = hidden == 0 && left + size.width() + between + clear.width() <= width();
        chip->setVisible(fits);
        hidden += fits ? 0 : 1;
        if (!fits)
            continue;
        chip->setGeometry(left, (height() - size.height()) / 2, size.width(), size.height());
        left += size.width() + between;
    }
    m_more->setText(hidden > 0 ? tr("Clear (%1 more)").arg(hidden) : tr("Clear"));
    m_more->setGeometry(QRect(QPoint(left, 0), m_more->sizeHint()));
    QWidget* before = nullptr;
    for (FilterChip* const chip : m_chips) {
        if (before != nullptr)
            setTabOrder(before, chip);
        before = chip;
    }
    if (before != nullptr)
        setTabOrder(before, m_more);
}

void FilterChips::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

} // namespace pw::ui
