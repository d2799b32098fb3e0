#pragma once
// Several cursors in one text.

#include "core/text/span.h"

#include <utility>
#include <vector>

class QsciScintilla;

namespace pw::ui {

/// Typing goes to all of them; Ctrl+click adds one.
void allowManyCursors(QsciScintilla& editor);

/// One more in the line above the topmost, or below the last one, in the column of the main one.
void addCursor(QsciScintilla& editor, bool above);

/// Selects the next place that says the same as the selection, the word at the cursor when nothing
/// is selected.
void addNextOccurrence(QsciScintilla& editor);

/// The main one stays. False when there is only one.
bool dropCursors(QsciScintilla& editor);

/// Begin and end of each selection, as the widget's positions; of a mere cursor both are the same.
[[nodiscard]] std::vector<std::pair<long, long>> selectionsOf(const QsciScintilla& editor);

} // namespace pw::ui
