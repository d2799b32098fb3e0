#pragma once
// The problems of a text at their places in an editor: squiggles, glyphs of the lines, overview.

#include "core/text/diagnostic.h"

#include <optional>
#include <vector>

class QsciScintilla;

namespace pw::ui {

class OverviewBar;

class ProblemMarks
{
public:
    ProblemMarks(QsciScintilla& editor, OverviewBar& overview);

    /// Takes the place of all marks of before.
    void show(const std::vector<text::Diagnostic>& diagnostics, bool hasBom);
    void clear();

    /// What is marked at a position: indexes in the list that was shown, the gravest first.
    [[nodiscard]] std::vector<std::size_t> at(long position) const;
    /// What is marked anywhere on a line.
    [[nodiscard]] std::vector<std::size_t> onLine(long line) const;
    /// Where the next marked place begins, round the end.
    [[nodiscard]] std::optional<long> next(long position, bool backwards) const;

private:
    struct Range
    {
        long begin = 0;
        long end = 0;
    };
    [[nodiscard]] Range visible(long begin, long end) const;

    QsciScintilla& m_editor;
    OverviewBar& m_overview;
};

} // namespace pw::ui
