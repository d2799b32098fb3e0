#include "ui/diff/diff_delegate.h"

#include "ui/common/convert.h"
#include "ui/common/theme.h"

#include <QPainter>

#include <algorithm>

namespace pw::ui {
namespace {

using Kind = DiffRow::Kind;

constexpr int side = 10;
constexpr int signGap = 8;
constexpr int textGap = 6;
constexpr int leastHeight = 18;
constexpr int accentBar = 3;
constexpr double noteSize = 12.0 / 13.0;

QColor groundOf(const Theme& theme, Kind kind)
{
    switch (kind) {
    case Kind::Removed:
        return theme.diffRemoved;
    case Kind::Added:
        return theme.diffAdded;
    case Kind::EqualFold:
        return theme.alternate;
    case Kind::LineEndFold:
    case Kind::Changed:
        return theme.diffChanged;
    case Kind::Ghost:
        return theme.diffGhost;
    case Kind::Equal:
        break;
    }
    return theme.base;
}

QColor colorOf(const Theme& theme, YamlToken::Kind kind)
{
    switch (kind) {
    case YamlToken::Kind::Key:
        return theme.codeKey;
    case YamlToken::Kind::Sign:
    case YamlToken::Kind::Comment:
        return theme.codeComment;
    case YamlToken::Kind::Number:
        return theme.codeNumber;
    case YamlToken::Kind::Quoted:
        return theme.codeQuoted;
    case YamlToken::Kind::Plain:
        break;
    }
    return theme.text;
}

/// Signs that would hide or turn round what stands beside them are shown as boxes.
QString visible(std::string_view bytes)
{
    QString out = toQString(bytes);
    for (QChar& sign : out) {
        if (sign == u'\t')
            sign = u' ';
        else if (sign.category() == QChar::Other_Control || sign.category() == QChar::Other_Format)
            sign = QChar::ReplacementCharacter;
    }
    return out;
}

/// Places where the look of the text may change.
std::vector<text::ByteOffset> cutsOf(const DiffLine& line)
{
    std::vector<text::ByteOffset> out{0, static_cast<text::ByteOffset>(line.text.size())};
    for (const YamlToken& token : line.tokens) {
        out.push_back(token.span.begin);
        out.push_back(token.span.end);
    }
    for (const text::Span& word : line.words) {
        out.push_back(word.begin);
        out.push_back(word.end);
    }
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
    return out;
}

class RowPainter
{
public:
    RowPainter(QPainter& painter, const QStyleOptionViewItem& option, const DiffLine& line)
        : m_painter(painter), m_option(option), m_line(line), m_theme(themeOf(option.palette)),
          m_mono(monoFont(option.font)), m_metrics(m_mono),
          m_columns(DiffColumns::of(m_metrics, line.digits, line.oneNumber))
    {
    }

    void paint()
    {
        ground();
        if (m_line.row.isFold()) {
            fold();
            return;
        }
        m_painter.setFont(m_mono);
        number(m_line.row.left, m_columns.leftNumber);
        number(m_line.row.right, m_columns.rightNumber);
        sign();
        note(text());
    }

private:
    [[nodiscard]] int x(int column) const { return m_option.rect.left() + column; }
    [[nodiscard]] QRect cell(int left, int width) const
    {
        return {left, m_option.rect.top(), width, m_option.rect.height()};
    }
    void ground();
    void fold();
    void number(std::uint32_t line, int rightEdge);
    void sign();
    int text();
    void note(int left);

    QPainter& m_painter;
    const QStyleOptionViewItem& m_option;
    const DiffLine& m_line;
    const Theme& m_theme;
    QFont m_mono;
    QFontMetrics m_metrics;
    DiffColumns m_columns;
};

/// The selection colours the numbers alone, so that a change keeps its colour.
void RowPainter::ground()
{
    const QRect& row = m_option.rect;
    m_painter.fillRect(row, groundOf(m_theme, m_line.row.kind));
    const bool active = m_option.state.testFlag(QStyle::State_Active);
    if (m_option.state.testFlag(QStyle::State_Selected))
        m_painter.fillRect(cell(row.left(), m_columns.text - textGap),
                           active ? m_theme.selection : m_theme.selectionInactive);
    if (m_option.state.testFlag(QStyle::State_HasFocus))
        m_painter.fillRect(cell(row.left(), accentBar), m_theme.accent);
    m_painter.fillRect(cell(x(m_columns.text) - textGap, 1), m_theme.border);
}

void RowPainter::fold()
{
    QFont link = scaledFont(m_option.font, noteSize);
    link.setUnderline(true);
    m_painter.setFont(link);
    m_painter.setPen(m_theme.muted);
    m_painter.drawText(m_option.rect.adjusted(m_columns.text, 0, 0, 0),
                       Qt::AlignLeft | Qt::AlignVCenter, m_line.note);
}

void RowPainter::number(std::uint32_t line, int rightEdge)
{
    if (line == DiffRow::none)
        return;
    m_painter.setPen(m_theme.muted);
    m_painter.drawText(cell(m_option.rect.left(), rightEdge), Qt::AlignRight | Qt::AlignVCenter,
                       QString::number(line + 1));
}

void RowPainter::sign()
{
    if (m_line.row.kind == Kind::Equal)
        return;
    if (m_line.row.kind == Kind::Ghost)
        return;
    const bool added = m_line.row.kind == Kind::Added;
    const bool changed = m_line.row.kind == Kind::Changed;
    QFont bold = m_mono;
    bold.setWeight(QFont::Bold);
    m_painter.setFont(bold);
    m_painter.setPen(added ? m_theme.covered : changed ? m_theme.changed : m_theme.removed);
    m_painter.drawText(cell(x(m_columns.sign), m_columns.digit), Qt::AlignCenter,
                       added         ? QStringLiteral("+")
                           : changed ? QStringLiteral("~")
                                     : QStringLiteral("\u2212"));
    m_painter.setFont(m_mono);
}

/// Returns where the text ends. On a marked word every token has the colour of plain text.
int RowPainter::text()
{
    const bool comes = m_line.row.left == DiffRow::none;
    const QColor mark = comes ? m_theme.diffAddedWord : m_theme.diffRemovedWord;
    const std::vector<text::ByteOffset> cuts = cutsOf(m_line);
    auto token = m_line.tokens.begin();
    auto word = m_line.words.begin();
    int left = x(m_columns.text);
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        const text::Span part{cuts[i], cuts[i + 1]};
        while (token != m_line.tokens.end() && token->span.end <= part.begin)
            ++token;
        while (word != m_line.words.end() && word->end <= part.begin)
            ++word;
        const bool marked = word != m_line.words.end() && word->contains(part);
        const bool colored = token != m_line.tokens.end() && token->span.contains(part);
        const QString shown = visible(text::sliced(m_line.text, part));
        const int width = m_metrics.horizontalAdvance(shown);
        if (marked)
            m_painter.fillRect(cell(left, width).adjusted(0, 1, 0, -1), mark);
        m_painter.setPen(colored && !marked ? colorOf(m_theme, token->kind) : m_theme.text);
        m_painter.drawText(cell(left, width + m_columns.digit), Qt::AlignLeft | Qt::AlignVCenter,
                           shown);
        left += width;
    }
    return left;
}

void RowPainter::note(int left)
{
    if (m_line.note.isEmpty())
        return;
    m_painter.setFont(scaledFont(m_option.font, noteSize));
    m_painter.setPen(m_theme.muted);
    m_painter.drawText(
        m_option.rect.adjusted(left + 2 * m_columns.digit - m_option.rect.left(), 0, 0, 0),
        Qt::AlignLeft | Qt::AlignVCenter, m_line.note);
}

} // namespace

DiffColumns DiffColumns::of(const QFontMetrics& mono, int digits, bool oneNumber)
{
    DiffColumns out;
    out.digit = mono.horizontalAdvance(u'0');
    const int number = std::max(digits, 3) * out.digit;
    out.leftNumber = side + number;
    out.rightNumber = oneNumber ? out.leftNumber : out.leftNumber + side + number;
    out.sign = out.rightNumber + side;
    out.text = out.sign + out.digit + signGap + textGap;
    return out;
}

void DiffDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const auto line = index.data(DiffModel::LineRole).value<DiffLine>();
    painter->save();
    painter->setClipRect(option.rect);
    RowPainter(*painter, option, line).paint();
    painter->restore();
}

QSize DiffDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto line = index.data(DiffModel::LineRole).value<DiffLine>();
    const QFontMetrics mono(monoFont(option.font));
    const DiffColumns columns = DiffColumns::of(mono, line.digits, line.oneNumber);
    const auto signs = static_cast<int>(std::min(m_longest, shownBytes));
    // Room for a note behind the longest line.
    const int note = 2 * columns.digit
        + option.fontMetrics.horizontalAdvance(QStringLiteral("ends with CRLF"));
    return {columns.text + signs * columns.digit + note + side,
            std::max(leastHeight, mono.height() + 3)};
}

} // namespace pw::ui
