#include "ui/editor/place_line.h"

#include "core/policy/place.h"
#include "ui/common/convert.h"
#include "ui/common/icons.h"
#include "ui/common/plain_tip.h"
#include "ui/common/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int lineHeight = 24;
constexpr int side = 10;
constexpr int arrowSize = 12;
constexpr int gap = 4;
constexpr double textScale = 0.92;

} // namespace

QList<PlaceName> placeNames(const Snapshot& snapshot, text::ByteOffset place)
{
    QList<PlaceName> out;
    yaml::NodeRef node;
    for (const policy::Unit& unit : snapshot.units) {
        const yaml::NodeRef root(*snapshot.document, unit.root);
        if (root.span().begin <= place && place <= root.span().end)
            node = root;
    }
    const std::vector<policy::Step> steps = policy::stepsAt(node, place);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const policy::Step& step = steps[i];
        if (!step.isItem || out.isEmpty())
            out << PlaceName{toQString(step.key), {}};
        if (step.isItem)
            out.last().name += QStringLiteral("[%1]").arg(step.index);
        out.last().span = policy::nodeBelow(node, std::span(steps).first(i + 1)).entrySpan();
    }
    return out;
}

PlaceLine::PlaceLine(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("placeLine"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
}

QStringList PlaceLine::names() const
{
    QStringList out;
    for (const PlaceName& each : m_names)
        out << each.name;
    return out;
}

void PlaceLine::setNames(const QList<PlaceName>& names)
{
    if (m_names == names)
        return;
    m_names = names;
    m_hovered = -1;
    setAccessibleName(this->names().join(QStringLiteral(" › ")));
    update();
}

QSize PlaceLine::sizeHint() const
{
    return {2 * side, std::max(lineHeight, fontMetrics().height() + 8)};
}

QList<PlaceLine::Part> PlaceLine::layoutParts() const
{
    QList<Part> out;
    const QFont plain = scaledFont(font(), textScale);
    int left = side;
    for (qsizetype i = 0; i < m_names.size() && left < width(); ++i) {
        Part part;
        if (i > 0) {
            part.arrow = QRect(left, (height() - arrowSize) / 2, arrowSize, arrowSize);
            left += arrowSize + gap;
        }
        const bool last = i + 1 == m_names.size();
        const QFontMetrics metrics(last ? scaledFont(plain, 1.0, QFont::DemiBold) : plain);
        part.shown = metrics.elidedText(m_names[i].name, Qt::ElideRight,
                                        std::max(0, width() - left - side));
        part.rect = QRect(left, 0, metrics.horizontalAdvance(part.shown), height() - 1);
        left += part.rect.width() + gap;
        out << part;
    }
    return out;
}

int PlaceLine::partAt(const QPoint& place) const
{
    const QList<Part> parts = layoutParts();
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts[i].rect.contains(place))
            return static_cast<int>(i);
    }
    return -1;
}

void PlaceLine::setHovered(int part)
{
    if (std::exchange(m_hovered, part) == part)
        return;
    setCursor(part < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

bool PlaceLine::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* const help = static_cast<QHelpEvent*>(event);
    const int part = partAt(help->pos());
    if (part < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(),
                           plainTip(tr("Go to %1").arg(names().mid(0, part + 1).join(u'.'))), this);
    return true;
}

void PlaceLine::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(partAt(event->position().toPoint()));
}

void PlaceLine::leaveEvent(QEvent* /*event*/)
{
    setHovered(-1);
}

void PlaceLine::mouseReleaseEvent(QMouseEvent* event)
{
    const int part = partAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && part >= 0)
        Q_EMIT chosen(m_names[part].span);
}

void PlaceLine::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.border);
    const QFont plain = scaledFont(font(), textScale);
    const QList<Part> parts = layoutParts();
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const Part& part = parts[i];
        if (!part.arrow.isEmpty())
            paintIcon(painter, QStringLiteral("right"), part.arrow, theme.muted);
        const bool last = i + 1 == m_names.size();
        QFont used = last ? scaledFont(plain, 1.0, QFont::DemiBold) : plain;
        used.setUnderline(i == m_hovered);
        painter.setFont(used);
        painter.setPen(i == m_hovered ? theme.accent : last ? theme.text : theme.muted);
        painter.drawText(part.rect, Qt::AlignLeft | Qt::AlignVCenter, part.shown);
    }
}

} // namespace pw::ui
