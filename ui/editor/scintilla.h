#pragma once
// Messages to Scintilla in plain integers, and the numbers that our marks have there.

#include "core/text/diagnostic.h"
#include "ui/editor/qsci.h"

namespace pw::ui::sci {

/// The overloads of SendScintilla tell pointers from numbers; this one is for numbers.
inline long send(const QsciScintillaBase& editor, unsigned int message, long w = 0, long l = 0)
{
    return editor.SendScintilla(message, static_cast<unsigned long>(w), l);
}

inline constexpr int numberMargin = 0;
inline constexpr int symbolMargin = 1;
inline constexpr int foldMargin = 2;

/// Graver ones have higher numbers: they are drawn later, above the others.
[[nodiscard]] constexpr int problemIndicator(text::Severity severity)
{
    constexpr int firstOwn = 8; // the ones below belong to lexers
    return firstOwn + 3 - static_cast<int>(severity);
}
inline constexpr int lastMarker = 31;
inline constexpr int foundIndicator = 12; ///< what the search bar found
inline constexpr int referenceIndicator = 13; ///< the places of the id at the cursor

[[nodiscard]] constexpr int problemMarker(text::Severity severity)
{
    return static_cast<int>(severity);
}

} // namespace pw::ui::sci
