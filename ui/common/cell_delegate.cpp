#include "ui/common/cell_delegate.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QPainter>
#include <QTreeView>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int barHeight = 10;
constexpr int coverageWidth = 112;
constexpr int shareWidth = 72;
constexpr int minFill = 2;
constexpr int figureGap = 8;
constexpr int figureWidth = 38;
constexpr int iconSize = 16;
constexpr int iconGap = 6;
constexpr int chipHeight = 18;
constexpr int chipIcon = 12;
constexpr int chipSide = 5;
constexpr int chipGap = 4;
constexpr double chipScale = 0.92;

QColor coverageColor(const Theme& theme, const Cell& content)
{
    if (content.count == content.of)
        return theme.covered;
    return content.count == 0 ? theme.uncovered : theme.partlyCovered;
}

QRect centredBar(const QRect& cell, int width)
{
    return {cell.left(), cell.top() + (cell.height() - barHeight) / 2,
            std::min(width, cell.width()), barHeight};
}

int filled(int width, std::size_t count, std::size_t of)
{
    if (count == 0 || of == 0)
        return 0;
    const double share = static_cast<double>(count) / static_cast<double>(of);
    return std::clamp(qRound(width * share), minFill, width);
}

/// One pixel wide at every scale.
void paintFrame(QPainter& painter, const QRect& frame, const QColor& color, Qt::PenStyle line)
{
    QPen pen(color, 1, line);
    if (line == Qt::DashLine)
        pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5));
}

QString figureText(const Cell& content)
{
    return QStringLiteral("%1/%2").arg(content.count).arg(content.of);
}

void paintCoverage(QPainter& painter, const QStyleOptionViewItem& option, const QRect& cell,
                   const Cell& content, const Theme& theme)
{
    const QFont bold = scaledFont(option.font, 1.0, QFont::DemiBold);
    const auto layout = CoverageLayout::of(cell, content, QFontMetrics(bold));
    const QColor color = coverageColor(theme, content);
    painter.fillRect(layout.frame, theme.base);
    painter.fillRect(layout.fill, color);
    paintFrame(painter, layout.frame, color, Qt::SolidLine);
    painter.setPen(color);
    painter.setFont(bold);
    painter.drawText(layout.figure, Qt::AlignLeft | Qt::AlignVCenter, figureText(content));
    painter.setPen(theme.muted);
    painter.setFont(option.font);
    painter.drawText(layout.word, Qt::AlignLeft | Qt::AlignVCenter,
                     option.fontMetrics.elidedText(CellDelegate::coverageWord(content),
                                                   Qt::ElideRight, layout.word.width()));
}

void paintShare(QPainter& painter, const QStyleOptionViewItem& option, const QRect& cell,
                const Cell& content, const Theme& theme)
{
    const auto layout = ShareLayout::of(cell, content);
    paintFrame(painter, layout.frame, layout.outlier ? theme.uncovered : theme.control,
               layout.outlier ? Qt::DashLine : Qt::SolidLine);
    painter.fillRect(layout.fill, layout.outlier ? theme.uncovered : theme.bar);
    painter.setPen(layout.outlier ? theme.uncovered : theme.text);
    painter.setFont(layout.outlier ? scaledFont(option.font, 1.0, QFont::DemiBold) : option.font);
    painter.drawText(layout.figure, Qt::AlignLeft | Qt::AlignVCenter, figureText(content));
}

QFont chipFont(const QFont& body)
{
    return scaledFont(body, chipScale, QFont::Medium);
}

int chipWidth(const QString& word, const QFont& body)
{
    return 2 * chipSide + chipIcon + chipGap + QFontMetrics(chipFont(body)).horizontalAdvance(word);
}

void paintWouldChip(QPainter& painter, const QStyleOptionViewItem& option, const QRect& cell,
                    const Cell& content, const Theme& theme)
{
    const QColor color = toneColor(theme, content.tone);
    const QRect frame(cell.left(), cell.top() + (cell.height() - chipHeight) / 2,
                      std::min(cell.width(), chipWidth(option.text, option.font)), chipHeight);
    paintFrame(painter, frame, color, Qt::DashLine);
    paintIcon(painter, content.icon,
              QRect(frame.left() + chipSide, frame.top() + (chipHeight - chipIcon) / 2, chipIcon,
                    chipIcon),
              color);
    painter.setFont(chipFont(option.font));
    painter.setPen(color);
    const QRect word = frame.adjusted(chipSide + chipIcon + chipGap, 0, 0, 0);
    painter.drawText(word, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(painter.font())
                         .elidedText(option.text, Qt::ElideRight, std::max(0, word.width())));
}

void paintText(QPainter& painter, const QStyleOptionViewItem& option, QRect cell,
               const Cell& content, const Theme& theme)
{
    if (!content.icon.isEmpty()) {
        const QRect place(cell.left(), cell.top() + (cell.height() - iconSize) / 2, iconSize,
                          iconSize);
        paintIcon(painter, content.icon, place, toneColor(theme, content.iconTone));
        cell.setLeft(cell.left() + iconSize + iconGap);
    }
    QFont font = content.mono ? monoFont(option.font) : option.font;
    if (content.bold)
        font.setWeight(QFont::DemiBold);
    font.setUnderline(content.link);
    const QFontMetrics metrics(font);
    const QString text
        = metrics.elidedText(option.text, content.elideMiddle ? Qt::ElideMiddle : Qt::ElideRight,
                             std::max(0, cell.width()));
    painter.setFont(font);
    painter.setPen(toneColor(theme, content.tone));
    painter.drawText(cell,
                     content.atRight ? static_cast<int>(Qt::AlignRight | Qt::AlignVCenter)
                                     : static_cast<int>(option.displayAlignment | Qt::AlignVCenter),
                     text);
    if (content.note.isEmpty())
        return;
    cell.setLeft(cell.left() + metrics.horizontalAdvance(text) + figureGap);
    const QFont noteFont = content.noteMono ? monoFont(option.font) : option.font;
    painter.setFont(noteFont);
    painter.setPen(theme.muted);
    painter.drawText(
        cell, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(noteFont).elidedText(content.note, Qt::ElideRight, std::max(0, cell.width())));
}

} // namespace

CoverageLayout CoverageLayout::of(const QRect& cell, const Cell& content, const QFontMetrics& bold)
{
    CoverageLayout out;
    out.frame = centredBar(cell, coverageWidth);
    out.fill = out.frame;
    out.fill.setWidth(filled(out.frame.width(), content.count, content.of));
    const int width = std::max(figureWidth, bold.horizontalAdvance(figureText(content)));
    out.figure = QRect(out.frame.right() + 1 + figureGap, cell.top(), width, cell.height());
    out.word = cell;
    out.word.setLeft(out.figure.right() + 1 + figureGap / 2);
    return out;
}

ShareLayout ShareLayout::of(const QRect& cell, const Cell& content)
{
    ShareLayout out;
    out.frame = centredBar(cell, shareWidth);
    out.fill = out.frame.adjusted(2, 2, -2, -2);
    out.fill.setWidth(filled(out.fill.width(), content.count, content.of));
    out.figure = cell;
    out.figure.setLeft(out.frame.right() + 1 + figureGap);
    out.outlier = content.count * 2 < content.of;
    return out;
}

QString CellDelegate::coverageWord(const Cell& content)
{
    if (content.count == content.of)
        return tr("covered");
    return content.count == 0 ? tr("not covered") : tr("partly covered");
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const Theme& theme = themeOf(item.palette);
    const Cell content = index.data(CellRole).value<Cell>();
    // Behind an expander the first cell needs no distance of its own.
    const auto* const tree = qobject_cast<const QTreeView*>(option.widget);
    const bool behindExpander = index.column() == 0 && (tree == nullptr || tree->rootIsDecorated());
    const QRect cell = item.rect.adjusted(behindExpander ? 2 : cellPadding, 0, -cellPadding, 0);
    painter->save();
    painter->setClipRect(item.rect);
    switch (content.kind) {
    case CellKind::Coverage:
        paintCoverage(*painter, item, cell, content, theme);
        break;
    case CellKind::Share:
        paintShare(*painter, item, cell, content, theme);
        break;
    case CellKind::WouldChip:
        paintWouldChip(*painter, item, cell, content, theme);
        break;
    case CellKind::Text:
        paintText(*painter, item, cell, content, theme);
        break;
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const Cell content = index.data(CellRole).value<Cell>();
    int width = 2 * cellPadding;
    const QFont bold = scaledFont(item.font, 1.0, QFont::DemiBold);
    switch (content.kind) {
    case CellKind::Coverage:
        width += coverageWidth + figureGap
            + std::max(figureWidth, QFontMetrics(bold).horizontalAdvance(figureText(content)))
            + figureGap / 2 + item.fontMetrics.horizontalAdvance(coverageWord(content));
        break;
    case CellKind::Share:
        width += shareWidth + figureGap + QFontMetrics(bold).horizontalAdvance(figureText(content));
        break;
    case CellKind::WouldChip:
        width += chipWidth(item.text, item.font);
        break;
    case CellKind::Text: {
        const QFont font = content.mono ? monoFont(item.font) : content.bold ? bold : item.font;
        width += QFontMetrics(font).horizontalAdvance(item.text);
        width += content.icon.isEmpty() ? 0 : iconSize + iconGap;
        if (!content.note.isEmpty())
            width += figureGap
                + QFontMetrics(content.noteMono ? monoFont(item.font) : item.font)
                      .horizontalAdvance(content.note);
        break;
    }
    }
    return {width, std::max(rowHeight, item.fontMetrics.height() + 8)};
}

} // namespace pw::ui
