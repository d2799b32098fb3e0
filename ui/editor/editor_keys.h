#pragma once
// What keys do in a policy text: the bindings that stay, and how far a new line is indented.

#include "core/yaml/document.h"

#include <string_view>

class QsciScintilla;

namespace pw::ui {

inline constexpr int indentStep = 2;

/// Takes off every binding of QScintilla but moving, selecting, deleting, clipboard and undo:
/// the others are keys of the window (Ctrl+D, Ctrl+T, Ctrl+/ …) or change a text by surprise.
void keepPlainBindings(QsciScintilla& editor);

/// Spaces in front of a line that follows `line` (up to the cursor, without its end).
[[nodiscard]] int indentAfter(std::string_view line, yaml::Format format);

} // namespace pw::ui
