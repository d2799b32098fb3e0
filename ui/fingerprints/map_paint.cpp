#include "ui/fingerprints/map_paint.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace pw::ui {
namespace {

using policy::Direction;
using Role = MapNode::Role;

constexpr int side = 8;
constexpr int iconSize = 16;
constexpr int chevronSize = 12;
constexpr int gap = 6;
constexpr double radius = 4;
constexpr double thinnest = 1;
constexpr double thickest = 4;
constexpr double arrowLength = 8;
constexpr double arrowWidth = 4; ///< half of it
constexpr double spine = 10; ///< from the inner end of a bundle
constexpr double captionSize = 11.0 / 13.0;
constexpr double captionTop = 12;
constexpr double captionHeight = 20;
constexpr double leastNote = 40;

class Painter
{
public:
    Painter(QPainter& painter, const MapLayout& layout, const std::vector<NodeLabel>& labels,
            const MapLook& look, const Theme& theme, const QRectF& part)
        : m_painter(painter), m_layout(layout), m_labels(labels), m_look(look), m_theme(theme),
          m_part(part), m_mono(monoFont(look.font)),
          m_bold(scaledFont(look.font, 1.0, QFont::DemiBold))
    {
    }

    void paint()
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
        // Where lines meet, the common ones are on top.
        for (const bool rare : {true, false}) {
            for (const MapNode& node : m_layout.nodes) {
                if (node.role == Role::Workload || outlier(node) != rare)
                    continue;
                if (node.bundle >= 0)
                    branch(node);
                else
                    line(node);
            }
        }
        for (std::size_t at = 0; at < m_layout.nodes.size(); ++at) {
            if (m_layout.nodes[at].box.adjusted(-4, -4, 4, 4).intersects(m_part))
                box(at);
        }
        captions();
    }

private:
    [[nodiscard]] bool outlier(const MapNode& node) const
    {
        return ops::isOutlier(node.seenIn, m_look.of);
    }
    [[nodiscard]] QPen pen(const MapNode& node) const;
    [[nodiscard]] const MapNode& workload() const { return m_layout.nodes.front(); }
    void line(const MapNode& node);
    void branch(const MapNode& node);
    void box(std::size_t at);
    void label(const MapNode& node, const NodeLabel& label, const QRect& place);
    void workloadLabel(const NodeLabel& label, const QRect& place);
    void captions();
    void caption(const QString& icon, const QString& text, const QRectF& place);

    QPainter& m_painter;
    const MapLayout& m_layout;
    const std::vector<NodeLabel>& m_labels;
    const MapLook& m_look;
    const Theme& m_theme;
    QRectF m_part;
    QFont m_mono;
    QFont m_bold;
};

/// The end of the box that looks at the middle of the picture.
QPointF innerEnd(const MapNode& node)
{
    return {node.way == Direction::Ingress ? node.box.right() : node.box.left(),
            node.box.center().y()};
}

/// Wider the more of the fingerprints showed it; dashed when fewer than half did.
QPen Painter::pen(const MapNode& node) const
{
    const double share
        = m_look.of == 0 ? 0 : static_cast<double>(node.seenIn) / static_cast<double>(m_look.of);
    QPen out(outlier(node) ? m_theme.uncovered : m_theme.bar,
             thinnest + (thickest - thinnest) * share);
    out.setCapStyle(Qt::FlatCap);
    if (outlier(node))
        out.setDashPattern({4, 3});
    return out;
}

void Painter::line(const MapNode& node)
{
    const bool inward = node.way == Direction::Ingress;
    const QRectF& middle = workload().box;
    const QPointF peer = innerEnd(node);
    const QPointF door(inward ? middle.left() : middle.right(), middle.center().y());
    // The arrow stands at the end that is called.
    const QPointF tip = inward ? door : peer;
    const QPointF arrowBase(tip.x() - arrowLength, tip.y());
    const QPointF from = inward ? peer : door;
    const double bend = (arrowBase.x() - from.x()) / 2;
    QPainterPath path(from);
    path.cubicTo(from + QPointF(bend, 0), arrowBase - QPointF(bend, 0), arrowBase);
    if (!path.boundingRect()
             .adjusted(-arrowLength, -arrowLength, arrowLength, arrowLength)
             .intersects(m_part))
        return;
    const QPen stroke = pen(node);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(stroke);
    m_painter.drawPath(path);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(stroke.color());
    m_painter.drawPolygon(
        QPolygonF({tip, arrowBase + QPointF(0, arrowWidth), arrowBase - QPointF(0, arrowWidth)}));
}

/// What hangs under a bundle hangs on its spine, as in a tree.
void Painter::branch(const MapNode& node)
{
    const MapNode& bundle = m_layout.nodes[static_cast<std::size_t>(node.bundle)];
    const double x = innerEnd(bundle).x() + (node.way == Direction::Ingress ? -spine : spine);
    const QPointF end = innerEnd(node);
    const QRectF around = QRectF(QPointF(x, bundle.box.bottom()), end).normalized();
    if (!around.adjusted(-thickest, -thickest, thickest, thickest).intersects(m_part))
        return;
    // The spine is everybody's; the branch tells how many showed this one.
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_theme.control, 1));
    m_painter.drawLine(QPointF(x, bundle.box.bottom()), QPointF(x, end.y()));
    m_painter.setPen(pen(node));
    m_painter.drawLine(QPointF(x, end.y()), end);
}

void Painter::box(std::size_t at)
{
    const MapNode& node = m_layout.nodes[at];
    const bool current = static_cast<int>(at) == m_look.current;
    const bool ringed = current && m_look.focused;
    QColor ground = node.role == Role::Workload ? m_theme.panel : m_theme.base;
    if (static_cast<int>(at) == m_look.hovered)
        ground = m_theme.hover;
    if (current)
        ground = m_look.focused ? m_theme.selection : m_theme.selectionInactive;
    QPen frame(outlier(node) ? m_theme.uncovered : m_theme.control, 1);
    if (node.role == Role::Workload)
        frame.setColor(m_theme.control);
    else if (outlier(node))
        frame.setDashPattern({3, 2});
    if (ringed)
        frame = QPen(m_theme.accent, 2);
    const double inset = ringed ? 1 : 0.5;
    m_painter.setPen(frame);
    m_painter.setBrush(ground);
    m_painter.drawRoundedRect(node.box.adjusted(inset, inset, -inset, -inset), radius, radius);
    const QRect place = node.box.toRect().adjusted(side, 0, -side, 0);
    if (node.role == Role::Workload)
        workloadLabel(m_labels[at], place);
    else
        label(node, m_labels[at], place);
}

void Painter::workloadLabel(const NodeLabel& label, const QRect& place)
{
    const int half = place.height() / 2;
    const QRect first(place.left(), place.top() + 3, place.width(), half - 2);
    const QRect second(place.left(), place.top() + half, place.width(), half - 3);
    const QFontMetrics metrics(m_bold);
    const QString title
        = metrics.elidedText(label.title, Qt::ElideMiddle, first.width() - iconSize - gap);
    const int width = iconSize + gap + metrics.horizontalAdvance(title);
    const int left = first.center().x() - width / 2;
    paintIcon(m_painter, label.icon,
              QRect(left, first.center().y() - iconSize / 2 + 1, iconSize, iconSize), m_theme.text);
    m_painter.setPen(m_theme.text);
    m_painter.setFont(m_bold);
    m_painter.drawText(first.adjusted(left + iconSize + gap - first.left(), 0, 0, 0),
                       Qt::AlignLeft | Qt::AlignVCenter, title);
    m_painter.setPen(m_theme.muted);
    m_painter.setFont(m_look.font);
    m_painter.drawText(second, Qt::AlignCenter, label.note);
}

void Painter::label(const MapNode& node, const NodeLabel& label, const QRect& place)
{
    QRect rest = place;
    const auto square = [&rest](int size) {
        const QRect out(rest.left(), rest.top() + (rest.height() - size) / 2, size, size);
        rest.setLeft(out.right() + 1 + gap);
        return out;
    };
    if (node.role == Role::Bundle)
        paintIcon(m_painter, node.open ? QStringLiteral("next") : QStringLiteral("right"),
                  square(chevronSize), m_theme.muted);
    const bool rare = outlier(node);
    paintIcon(m_painter, label.icon, square(iconSize), rare ? m_theme.uncovered : m_theme.muted);
    const auto atEnd = [&](const QString& text, const QFont& font, const QColor& color) {
        m_painter.setFont(font);
        m_painter.setPen(color);
        m_painter.drawText(rest, Qt::AlignRight | Qt::AlignVCenter, text);
        rest.setRight(rest.right() - QFontMetrics(font).horizontalAdvance(text) - gap);
    };
    atEnd(label.figure, rare ? m_bold : m_look.font, rare ? m_theme.uncovered : m_theme.muted);
    if (!label.rare.isEmpty())
        atEnd(label.rare, m_look.font, m_theme.uncovered);

    // The peer matters most, but the port is seldom long: it keeps its place.
    const QFontMetrics mono(m_mono);
    const QString note = mono.elidedText(label.note, Qt::ElideRight,
                                         std::max(static_cast<int>(leastNote), rest.width() / 2));
    const int noteWidth = mono.horizontalAdvance(note);
    const bool name = node.role == Role::Peer;
    const QFont titleFont = name ? m_mono : m_look.font;
    const QString title
        = QFontMetrics(titleFont).elidedText(label.title, name ? Qt::ElideMiddle : Qt::ElideRight,
                                             std::max(0, rest.width() - noteWidth - gap));
    m_painter.setFont(titleFont);
    m_painter.setPen(m_theme.text);
    m_painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, title);
    rest.setLeft(rest.left() + QFontMetrics(titleFont).horizontalAdvance(title) + gap);
    m_painter.setFont(m_mono);
    m_painter.setPen(m_theme.muted);
    m_painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, note);
}

void Painter::captions()
{
    if (m_layout.nodes.size() == 1 && !m_look.empty.isEmpty()) {
        m_painter.setFont(m_look.font);
        m_painter.setPen(m_theme.muted);
        const QRectF& box = workload().box;
        m_painter.drawText(QRectF(0, box.bottom() + gap, m_layout.size.width(), captionHeight),
                           Qt::AlignHCenter | Qt::AlignTop, m_look.empty);
        return;
    }
    for (const Direction way : {Direction::Ingress, Direction::Egress}) {
        QRectF column;
        for (const MapNode& node : m_layout.nodes) {
            if (node.role != Role::Workload && node.bundle < 0 && node.way == way)
                column |= node.box;
        }
        if (column.isNull())
            continue;
        column.setTop(column.top() - captionTop - captionHeight + gap);
        column.setHeight(captionHeight);
        const bool inward = way == Direction::Ingress;
        caption(inward ? QStringLiteral("ingress") : QStringLiteral("egress"),
                inward ? m_look.ingress : m_look.egress, column);
    }
}

void Painter::caption(const QString& icon, const QString& text, const QRectF& place)
{
    const QRect line = place.toRect();
    paintIcon(m_painter, icon,
              QRect(line.left(), line.top() + (line.height() - iconSize) / 2, iconSize, iconSize),
              m_theme.muted);
    m_painter.setFont(scaledFont(m_look.font, captionSize, QFont::DemiBold));
    m_painter.setPen(m_theme.muted);
    m_painter.drawText(line.adjusted(iconSize + gap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                       text);
}

} // namespace

void paintMap(QPainter& painter, const MapLayout& layout, const std::vector<NodeLabel>& labels,
              const MapLook& look, const Theme& theme, const QRectF& part)
{
    painter.save();
    Painter(painter, layout, labels, look, theme, part).paint();
    painter.restore();
}

} // namespace pw::ui
