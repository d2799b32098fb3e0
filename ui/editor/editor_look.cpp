#include "ui/editor/editor_look.h"

#include "ui/common/icons.h"
#include "ui/common/severity.h"
#include "ui/common/theme.h"
#include "ui/editor/scintilla.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace pw::ui {
namespace {

using Sci = QsciScintillaBase;

constexpr int numberWidth = 46; // at least
constexpr int numberSide = 10;
constexpr int symbolWidth = 18;
constexpr int foldWidth = 15;
constexpr int keywordSets = 8; // that Scintilla asks a lexer for
constexpr int glyphSize = 12;
constexpr int chevronSize = 12;
constexpr int caretWidth = 2;
constexpr int boxSide = 5;
constexpr double lineFactor = 1.5; // of the size of the text
constexpr int textSide = 6;

/// Words with a meaning of their own in policies, beside those of YAML.
class PolicyYamlLexer : public QsciLexerYAML
{
public:
    using QsciLexerYAML::QsciLexerYAML;
    [[nodiscard]] const char* keywords(int set) const override
    {
        return set == 1 ? "true false yes no on off null audit enforce TCP UDP SCTP info low "
                          "medium high critical container linux-service cluster"
                        : nullptr;
    }
};

/// Scintilla counts colours as BGR.
long colour(const QColor& color)
{
    return color.red() | (color.green() << 8) | (color.blue() << 16);
}

} // namespace

/// One line on the screen.
struct EditorLook::Line
{
    long number = 0; // from 0
    int top = 0;
    int height = 0;
    bool current = false;
};

EditorLook::EditorLook(QsciScintilla& editor) : m_editor(editor)
{
    m_editor.setUtf8(true);
    m_editor.setFrameShape(QFrame::NoFrame);
    m_editor.setCaretLineVisible(true);
    m_editor.setCaretWidth(caretWidth);
    m_editor.setBraceMatching(QsciScintilla::SloppyBraceMatch);
    m_editor.setMarginType(sci::numberMargin, QsciScintilla::NumberMargin);
    m_editor.setMarginType(sci::symbolMargin, QsciScintilla::SymbolMarginColor);
    m_editor.setMarginMarkerMask(sci::symbolMargin, 0); // the glyphs are painted by us
    m_editor.setMarginWidth(sci::symbolMargin, symbolWidth);
    m_editor.setFolding(QsciScintilla::PlainFoldStyle, sci::foldMargin);
    m_editor.setMarginWidth(sci::foldMargin, foldWidth);
    sci::send(m_editor, Sci::SCI_SETFOLDFLAGS, 0); // no line below a folded one
    sci::send(m_editor, Sci::SCI_SETMARGINLEFT, 0, textSide);
    sci::send(m_editor, Sci::SCI_SETSCROLLWIDTHTRACKING, 1);
    sci::send(m_editor, Sci::SCI_SETSCROLLWIDTH, 1);
    sci::send(m_editor, Sci::SCI_SETINDENTATIONGUIDES, Sci::SC_IV_NONE);
    for (int marker = 0; marker <= sci::lastMarker; ++marker)
        sci::send(m_editor, Sci::SCI_MARKERDEFINE, marker, Sci::SC_MARK_EMPTY);
    setFormat(yaml::Format::Yaml);
}

EditorLook::~EditorLook()
{
    m_editor.setLexer(nullptr);
}

void EditorLook::setFormat(yaml::Format format)
{
    const bool json = format != yaml::Format::Yaml;
    if (m_lexer != nullptr && json == m_json)
        return;
    m_json = json;
    std::unique_ptr<QsciLexer> lexer;
    if (json) {
        auto own = std::make_unique<QsciLexerJSON>();
        own->setFoldCompact(false);
        lexer = std::move(own);
    } else {
        lexer = std::make_unique<PolicyYamlLexer>();
    }
    std::swap(m_lexer, lexer);
    applyLexer(themeOf(m_editor.palette()));
    m_editor.setLexer(m_lexer.get());
    foldAsWanted();
    apply();
}

/// The lexer of YAML folds by indentation alone; FoldLevels does better.
void EditorLook::foldAsWanted()
{
    m_editor.SendScintilla(Sci::SCI_SETPROPERTY, "fold", m_json ? "1" : "0");
}

void EditorLook::adoptDocument()
{
    // What QsciScintilla::setLexer does beside this looks at every line.
    m_editor.SendScintilla(Sci::SCI_SETLEXERLANGUAGE, 0UL, m_lexer->lexer());
    for (int set = 1; set <= keywordSets; ++set) {
        if (const char* const words = m_lexer->keywords(set))
            m_editor.SendScintilla(Sci::SCI_SETKEYWORDS, static_cast<unsigned long>(set - 1),
                                   words);
    }
    m_lexer->refreshProperties();
    foldAsWanted();
}

void EditorLook::apply()
{
    const Theme& theme = themeOf(m_editor.palette());
    applyLexer(theme);
    applyMargins(theme);
    applyIndicators(theme);
    m_editor.setCaretForegroundColor(theme.text);
    m_editor.setCaretLineBackgroundColor(theme.codeCurrentLine);
    m_editor.setSelectionBackgroundColor(theme.selection);
    m_editor.resetSelectionForegroundColor();
    m_editor.setMatchedBraceForegroundColor(theme.text);
    m_editor.setMatchedBraceBackgroundColor(theme.selectionSoft);
    m_editor.setUnmatchedBraceForegroundColor(theme.removed);
    m_editor.setUnmatchedBraceBackgroundColor(theme.base);
    sci::send(m_editor, Sci::SCI_STYLESETBOLD, Sci::STYLE_BRACELIGHT, 1);
    m_editor.setCallTipsBackgroundColor(theme.base);
    m_editor.setCallTipsForegroundColor(theme.text);
    m_editor.setCallTipsHighlightColor(theme.accent);
    const QFontMetrics metrics(textFont());
    const int extra
        = std::max(0, qRound(QFontInfo(textFont()).pixelSize() * lineFactor) - metrics.height());
    m_editor.setExtraAscent(extra - extra / 2);
    m_editor.setExtraDescent(extra / 2);
    m_digits = 0;
    fitNumbers();
}

/// Scintilla knows points alone.
QFont EditorLook::textFont() const
{
    QFont font = monoFont(m_editor.font());
    if (font.pixelSize() > 0)
        font.setPointSizeF(font.pixelSize() * 72.0 / m_editor.logicalDpiY());
    font.setPointSizeF(font.pointSizeF()
                       + static_cast<double>(sci::send(m_editor, Sci::SCI_GETZOOM)));
    return font;
}

void EditorLook::applyLexer(const Theme& theme)
{
    QFont font = monoFont(m_editor.font());
    if (font.pixelSize() > 0)
        font.setPointSizeF(font.pixelSize() * 72.0 / m_editor.logicalDpiY());
    m_lexer->setDefaultFont(font);
    m_lexer->setDefaultColor(theme.text);
    m_lexer->setDefaultPaper(theme.base);
    m_lexer->setFont(font, -1);
    m_lexer->setColor(theme.text, -1);
    m_lexer->setPaper(theme.base, -1);
    for (int style = 0; style < Sci::STYLE_DEFAULT; ++style)
        m_lexer->setEolFill(false, style);
    using Colour = std::pair<int, const QColor*>;
    const auto set = [this](std::initializer_list<Colour> colours) {
        for (const Colour& each : colours)
            m_lexer->setColor(*each.second, each.first);
    };
    QFont italic = font;
    italic.setItalic(true);
    if (m_json) {
        set({{QsciLexerJSON::Property, &theme.codeKey},
             {QsciLexerJSON::String, &theme.codeQuoted},
             {QsciLexerJSON::UnclosedString, &theme.removed},
             {QsciLexerJSON::EscapeSequence, &theme.audit},
             {QsciLexerJSON::Number, &theme.codeNumber},
             {QsciLexerJSON::Operator, &theme.codeComment},
             {QsciLexerJSON::IRI, &theme.codeQuoted},
             {QsciLexerJSON::IRICompact, &theme.codeQuoted},
             {QsciLexerJSON::Keyword, &theme.audit},
             {QsciLexerJSON::KeywordLD, &theme.codeQuoted},
             {QsciLexerJSON::CommentLine, &theme.codeComment},
             {QsciLexerJSON::CommentBlock, &theme.codeComment},
             {QsciLexerJSON::Error, &theme.removed}});
        return;
    }
    set({{QsciLexerYAML::Identifier, &theme.codeKey},
         {QsciLexerYAML::Comment, &theme.codeComment},
         {QsciLexerYAML::Operator, &theme.codeComment},
         {QsciLexerYAML::DocumentDelimiter, &theme.codeComment},
         {QsciLexerYAML::Number, &theme.codeNumber},
         {QsciLexerYAML::Keyword, &theme.audit},
         {QsciLexerYAML::Reference, &theme.audit},
         {QsciLexerYAML::TextBlockMarker, &theme.codeQuoted}});
    m_lexer->setFont(italic, QsciLexerYAML::Comment);
}

void EditorLook::applyMargins(const Theme& theme)
{
    m_editor.setMarginsFont(m_lexer->defaultFont());
    m_editor.setMarginsBackgroundColor(theme.codeMargin);
    m_editor.setMarginsForegroundColor(theme.muted);
    m_editor.setFoldMarginColors(theme.codeMargin, theme.codeMargin);
    sci::send(m_editor, Sci::SCI_SETMARGINBACKN, sci::symbolMargin, colour(theme.codeMargin));
}

void EditorLook::applyIndicators(const Theme& theme)
{
    using text::Severity;
    const std::pair<Severity, long> styles[] = {{Severity::Error, Sci::INDIC_SQUIGGLEPIXMAP},
                                                {Severity::Security, Sci::INDIC_SQUIGGLE},
                                                {Severity::Warning, Sci::INDIC_SQUIGGLELOW},
                                                {Severity::Suggestion, Sci::INDIC_DOTS}};
    for (const auto& [severity, style] : styles) {
        const int indicator = sci::problemIndicator(severity);
        sci::send(m_editor, Sci::SCI_INDICSETSTYLE, indicator, style);
        sci::send(m_editor, Sci::SCI_INDICSETUNDER, indicator, 0);
        sci::send(m_editor, Sci::SCI_INDICSETFORE, indicator,
                  colour(toneColor(theme, severityTone(severity))));
    }
    sci::send(m_editor, Sci::SCI_INDICSETSTYLE, sci::foundIndicator, Sci::INDIC_FULLBOX);
    sci::send(m_editor, Sci::SCI_INDICSETUNDER, sci::foundIndicator, 1);
    sci::send(m_editor, Sci::SCI_INDICSETFORE, sci::foundIndicator, colour(theme.changed));
    sci::send(m_editor, Sci::SCI_INDICSETALPHA, sci::foundIndicator, 60);
    sci::send(m_editor, Sci::SCI_INDICSETOUTLINEALPHA, sci::foundIndicator, 120);
    sci::send(m_editor, Sci::SCI_SETADDITIONALCARETFORE, colour(theme.text));
    sci::send(m_editor, Sci::SCI_INDICSETSTYLE, sci::referenceIndicator, Sci::INDIC_FULLBOX);
    sci::send(m_editor, Sci::SCI_INDICSETUNDER, sci::referenceIndicator, 1);
    sci::send(m_editor, Sci::SCI_INDICSETFORE, sci::referenceIndicator, colour(theme.audit));
    sci::send(m_editor, Sci::SCI_INDICSETALPHA, sci::referenceIndicator, 40);
    sci::send(m_editor, Sci::SCI_INDICSETOUTLINEALPHA, sci::referenceIndicator, 110);
}

void EditorLook::fitNumbers()
{
    const int digits = std::max(3, static_cast<int>(QString::number(m_editor.lines()).size()));
    if (digits == m_digits)
        return;
    m_digits = digits;
    const QFontMetrics metrics(textFont());
    m_editor.setMarginWidth(
        sci::numberMargin,
        std::max(numberWidth, metrics.horizontalAdvance(QString(digits, u'9')) + 2 * numberSide));
}

int EditorLook::marginLeft(int margin) const
{
    int left = 0;
    for (int before = 0; before < margin; ++before)
        left += m_editor.marginWidth(before);
    return left;
}

void EditorLook::paintOver(QPainter& painter, const QRect& clip) const
{
    const Theme& theme = themeOf(m_editor.palette());
    const int height = static_cast<int>(sci::send(m_editor, Sci::SCI_TEXTHEIGHT));
    const long first = sci::send(m_editor, Sci::SCI_GETFIRSTVISIBLELINE);
    const long lines = sci::send(m_editor, Sci::SCI_GETLINECOUNT);
    const long current = sci::send(m_editor, Sci::SCI_LINEFROMPOSITION,
                                   sci::send(m_editor, Sci::SCI_GETCURRENTPOS));
    // The margin ends in a line, down to the bottom.
    const int edge = marginLeft(sci::foldMargin + 1) - 1;
    painter.fillRect(QRect(edge, clip.top(), 1, clip.height()), theme.border);
    long before = -1;
    for (int row = clip.top() / height; row <= clip.bottom() / height; ++row) {
        const long line = sci::send(m_editor, Sci::SCI_DOCLINEFROMVISIBLE, first + row);
        if (line >= lines || line == before)
            break; // behind the end
        before = line;
        paintLine(painter, theme, {line, row * height, height, line == current});
    }
}

void EditorLook::paintLine(QPainter& painter, const Theme& theme, const Line& line) const
{
    if (line.current) {
        const QRect place(0, line.top, m_editor.marginWidth(sci::numberMargin), line.height);
        QFont bold = textFont();
        bold.setBold(true);
        painter.fillRect(place, theme.codeMargin);
        painter.setFont(bold);
        painter.setPen(theme.text);
        painter.drawText(place.adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(line.number + 1));
    }
    const long markers = sci::send(m_editor, Sci::SCI_MARKERGET, line.number);
    for (const text::Severity severity : severities) {
        if ((markers & (1L << sci::problemMarker(severity))) == 0)
            continue;
        const QRect place(marginLeft(sci::symbolMargin) + (symbolWidth - glyphSize) / 2,
                          line.top + (line.height - glyphSize) / 2, glyphSize, glyphSize);
        paintIcon(painter, severityIcon(severity), place, toneColor(theme, severityTone(severity)));
        break; // the gravest
    }
    const long level = sci::send(m_editor, Sci::SCI_GETFOLDLEVEL, line.number);
    if ((level & Sci::SC_FOLDLEVELHEADERFLAG) == 0)
        return;
    const bool open = sci::send(m_editor, Sci::SCI_GETFOLDEXPANDED, line.number) != 0;
    const QRect place(marginLeft(sci::foldMargin) + (foldWidth - chevronSize) / 2,
                      line.top + (line.height - chevronSize) / 2, chevronSize, chevronSize);
    paintIcon(painter, open ? QStringLiteral("next") : QStringLiteral("right"), place, theme.muted);
    if (open)
        return;
    const long last = sci::send(m_editor, Sci::SCI_GETLASTCHILD, line.number, -1);
    const QString count
        = QCoreApplication::translate("pw::ui::EditorLook", "%1 lines").arg(last - line.number);
    const QFontMetrics metrics(textFont());
    const long end = sci::send(m_editor, Sci::SCI_GETLINEENDPOSITION, line.number);
    const int left
        = static_cast<int>(sci::send(m_editor, Sci::SCI_POINTXFROMPOSITION, 0, end)) + 2 * boxSide;
    const QRect box(left, line.top + 1, metrics.horizontalAdvance(count) + 2 * boxSide,
                    line.height - 2);
    painter.setFont(textFont());
    painter.setPen(theme.border);
    painter.setBrush(theme.codeMargin);
    painter.drawRect(box.adjusted(0, 0, -1, -1));
    painter.setPen(theme.muted);
    painter.drawText(box, Qt::AlignCenter, count);
}

} // namespace pw::ui
