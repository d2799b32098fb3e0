#include "ui/diff/review_delegate.h"

#include "ui/common/convert.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QPainter>
#include <QTreeView>

#include <algorithm>
#include <cmath>

namespace pw::ui {
namespace {

constexpr int side = 10;
constexpr int iconSize = 16;
constexpr int gap = 10;
constexpr int above = 7;
constexpr int effectIcon = 14;
constexpr int effectGap = 5;
constexpr int chevronSize = 12;
constexpr int headingHeight = 30;
constexpr int mostLines = 4; // what is longer stands in the tip

bool isHeading(const QModelIndex& index)
{
    return index.data(ReviewModel::CountRole).isValid();
}

void paintHeading(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const Theme& theme = themeOf(option.palette);
    const QRect& rect = option.rect;
    painter.save();
    if (!option.state.testFlag(QStyle::State_Selected))
        painter.fillRect(rect, theme.panel);
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.border);
    const QRect mark(rect.left() + side, rect.center().y() - chevronSize / 2, chevronSize,
                     chevronSize);
    const bool isOpen = option.state.testFlag(QStyle::State_Open);
    paintIcon(painter, isOpen ? QStringLiteral("next") : QStringLiteral("right"), mark,
              theme.muted);
    const QFont bold = scaledFont(option.font, 1.0, QFont::DemiBold);
    QRect words = rect.adjusted(side + iconSize + gap - 2, 0, -side, 0);
    const QString title = QFontMetrics(bold).elidedText(index.data().toString(), Qt::ElideRight,
                                                        words.width() - 4 * gap);
    painter.setFont(bold);
    painter.setPen(theme.text);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, title);
    words.setLeft(words.left() + QFontMetrics(bold).horizontalAdvance(title) + gap);
    painter.setFont(option.font);
    painter.setPen(theme.muted);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     index.data(ReviewModel::CountRole).toString());
    painter.restore();
}

/// The sentence with its names in mono and semibold.
void prepare(QTextLayout& layout, const ops::Sentence& sentence, const QFont& font)
{
    QString text;
    QList<QTextLayout::FormatRange> formats;
    const QFont mono = monoFont(font);
    for (const ops::Sentence::Part& part : sentence.parts) {
        const QString words = toQString(part.text);
        if (part.name) {
            QTextLayout::FormatRange range;
            range.start = static_cast<int>(text.size());
            range.length = static_cast<int>(words.size());
            range.format.setFont(mono);
            formats += range;
        }
        text += words;
    }
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.setFont(font);
    layout.setText(text);
    layout.setFormats(formats);
}

/// Breaks it into lines of that width; the height of those that are shown.
int breakLines(QTextLayout& layout, int width)
{
    qreal height = 0;
    layout.beginLayout();
    for (int i = 0; i < mostLines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(std::max(1, width));
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return static_cast<int>(std::ceil(height));
}

int wrappedHeight(const QString& text, const QFont& font, int width)
{
    if (text.isEmpty())
        return 0;
    const QFontMetrics metrics(font);
    const int lines
        = metrics.boundingRect(QRect(0, 0, std::max(1, width), 10'000), Qt::TextWordWrap, text)
              .height();
    return std::min(lines, 2 * metrics.height());
}

QFont detailFont(const QFont& body)
{
    return scaledFont(body, 0.92);
}

} // namespace

ReviewDelegate::ReviewDelegate(int titleWidth, QObject* parent)
    : QStyledItemDelegate(parent), m_titleWidth(titleWidth)
{
}

ReviewDelegate::Layout ReviewDelegate::layoutOf(const ReviewRow& row, const QFont& font,
                                                int width) const
{
    Layout out;
    const QFontMetrics metrics(font);
    const int line = metrics.height();
    out.glyph = QRect(side, above + (line - iconSize) / 2, iconSize, iconSize);
    int left = out.glyph.right() + 1 + gap;
    if (m_titleWidth > 0) {
        out.title = QRect(left, above, m_titleWidth, line);
        left += m_titleWidth + gap;
    }
    int right = width - side;
    if (!row.effect.isEmpty()) {
        const int effect = effectIcon + effectGap + metrics.horizontalAdvance(row.effect);
        out.effect = QRect(right - effect, above, effect, line);
        right = out.effect.left() - gap;
    }
    const int room = std::max(1, right - left);
    QTextLayout text;
    prepare(text, row.sentence, font);
    out.sentence = QRect(left, above, room, std::max(line, breakLines(text, room)));
    const int detail = wrappedHeight(row.detail, detailFont(font), room);
    out.detail = QRect(left, out.sentence.bottom() + 2, room, detail);
    out.height
        = std::max(leastHeight, (detail > 0 ? out.detail : out.sentence).bottom() + 1 + above);
    return out;
}

QSize ReviewDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* const view = qobject_cast<const QTreeView*>(option.widget);
    const int width = view != nullptr ? view->viewport()->width() : option.rect.width();
    if (isHeading(index))
        return {1, headingHeight};
    const auto row = index.data(ReviewModel::ReviewRowRole).value<ReviewRow>();
    return {1, layoutOf(row, option.font, width).height};
}

void ReviewDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    if (isHeading(index))
        return paintHeading(*painter, option, index);
    const auto row = index.data(ReviewModel::ReviewRowRole).value<ReviewRow>();
    const Theme& theme = themeOf(option.palette);
    Layout layout = layoutOf(row, option.font, option.rect.width());
    painter->save();
    painter->setClipRect(option.rect);
    painter->translate(option.rect.topLeft());
    painter->fillRect(QRect(0, option.rect.height() - 1, option.rect.width(), 1), theme.border);
    const QFont bold = scaledFont(option.font, 1.0, QFont::DemiBold);
    if (!row.icon.isEmpty()) {
        paintIcon(*painter, row.icon, layout.glyph, toneColor(theme, row.tone));
    } else {
        painter->setFont(scaledFont(monoFont(option.font), 1.1, QFont::Bold));
        painter->setPen(toneColor(theme, row.tone));
        painter->drawText(layout.glyph, Qt::AlignCenter, row.sign);
    }
    painter->setFont(bold);
    painter->setPen(toneColor(theme, row.titleTone));
    painter->drawText(
        layout.title, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(bold).elidedText(row.title, Qt::ElideRight, layout.title.width()));
    QTextLayout text;
    prepare(text, row.sentence, option.font);
    breakLines(text, layout.sentence.width());
    painter->setPen(theme.text);
    text.draw(painter, layout.sentence.topLeft());
    painter->setFont(detailFont(option.font));
    painter->setPen(theme.muted);
    painter->drawText(layout.detail, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, row.detail);
    const QColor effect = toneColor(theme, row.effectTone);
    if (!row.effectIcon.isEmpty())
        paintIcon(*painter, row.effectIcon,
                  QRect(layout.effect.left(),
                        layout.effect.top() + (layout.effect.height() - effectIcon) / 2, effectIcon,
                        effectIcon),
                  effect);
    painter->setFont(option.font);
    painter->setPen(effect);
    painter->drawText(layout.effect, Qt::AlignRight | Qt::AlignVCenter, row.effect);
    painter->restore();
}

} // namespace pw::ui
