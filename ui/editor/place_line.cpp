#include "ui/editor/place_line.h"

#include "ui/common/convert.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QPainter>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int lineHeight = 24;
constexpr int side = 10;
constexpr int arrowSize = 12;
constexpr int gap = 4;

/// The child whose entry holds the place, or the one before it that ends on the way there.
yaml::NodeRef childAt(yaml::NodeRef node, text::ByteOffset place)
{
    yaml::NodeRef found;
    const auto consider = [&](yaml::NodeRef child) {
        const text::Span span = child.entrySpan();
        if (span.begin <= place && place <= span.end)
            found = child;
    };
    if (node.isMapping()) {
        for (const auto& [key, value] : node.entries())
            consider(value);
    } else if (node.isSequence()) {
        for (const yaml::NodeRef item : node.items())
            consider(item);
    }
    return found;
}

} // namespace

QStringList placeNames(const Snapshot& snapshot, text::ByteOffset place)
{
    QStringList out;
    yaml::NodeRef node;
    for (const policy::Unit& unit : snapshot.units) {
        const yaml::NodeRef root(*snapshot.document, unit.root);
        if (root.span().begin <= place && place <= root.span().end)
            node = root;
    }
    while (node) {
        const yaml::NodeRef child = childAt(node, place);
        if (!child)
            break;
        if (node.isMapping()) {
            out << toQString(child.key().value());
        } else {
            int number = 0;
            for (const yaml::NodeRef item : node.items()) {
                if (item == child)
                    break;
                ++number;
            }
            const QString step = QStringLiteral("[%1]").arg(number);
            if (out.isEmpty())
                out << step;
            else
                out.last() += step;
        }
        node = child;
    }
    return out;
}

PlaceLine::PlaceLine(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("placeLine"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PlaceLine::setNames(const QStringList& names)
{
    if (m_names == names)
        return;
    m_names = names;
    setAccessibleName(names.join(QStringLiteral(" › ")));
    update();
}

QSize PlaceLine::sizeHint() const
{
    return {2 * side, std::max(lineHeight, fontMetrics().height() + 8)};
}

void PlaceLine::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(palette());
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.border);
    const QFont plain = scaledFont(font(), 0.92);
    int left = side;
    for (qsizetype i = 0; i < m_names.size() && left < width(); ++i) {
        const bool last = i + 1 == m_names.size();
        if (i > 0) {
            paintIcon(painter, QStringLiteral("right"),
                      QRect(left, (height() - arrowSize) / 2, arrowSize, arrowSize), theme.muted);
            left += arrowSize + gap;
        }
        const QFont used = last ? scaledFont(plain, 1.0, QFont::DemiBold) : plain;
        const QFontMetrics metrics(used);
        const QString name
            = metrics.elidedText(m_names[i], Qt::ElideRight, std::max(0, width() - left - side));
        painter.setFont(used);
        painter.setPen(last ? theme.text : theme.muted);
        painter.drawText(QRect(left, 0, width() - left, height()), Qt::AlignLeft | Qt::AlignVCenter,
                         name);
        left += metrics.horizontalAdvance(name) + gap;
    }
}

} // namespace pw::ui
