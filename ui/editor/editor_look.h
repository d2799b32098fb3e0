#pragma once
// Colours, margins and folding of an editor, from the tokens of the theme. What Scintilla cannot
// draw sharply (chevrons, glyphs, the folded count) is painted over its picture.

#include "core/yaml/document.h"

#include <QFont>

#include <memory>

class QPainter;
class QRect;
class QsciLexer;
class QsciScintilla;

namespace pw::ui {

struct Theme;

class EditorLook
{
public:
    explicit EditorLook(QsciScintilla& editor);
    ~EditorLook();

    /// Takes the lexer of a format; the text is coloured again.
    void setFormat(yaml::Format format);
    /// Another document of Scintilla, which knows no lexer yet.
    void adoptDocument();
    /// Every colour and font anew, by the palette and font that the editor has now.
    void apply();
    /// The margin of the numbers grows with the count of lines.
    void fitNumbers();
    /// What stands in the margins and behind folded lines, for the lines that `clip` touches.
    void paintOver(QPainter& painter, const QRect& clip) const;

private:
    struct Line;

    void foldAsWanted();
    void applyLexer(const Theme& theme);
    void applyMargins(const Theme& theme);
    void applyIndicators(const Theme& theme);
    void paintLine(QPainter& painter, const Theme& theme, const Line& line) const;
    [[nodiscard]] int marginLeft(int margin) const;
    [[nodiscard]] QFont textFont() const;

    QsciScintilla& m_editor;
    std::unique_ptr<QsciLexer> m_lexer;
    bool m_json = false;
    int m_digits = 0;
};

} // namespace pw::ui
