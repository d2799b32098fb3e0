#pragma once
// Tips that hold words from outside: shown as they are written, whatever they look like.

#include <QString>

namespace pw::ui {

/// Long lines are wrapped, line breaks stay. Empty for an empty text.
[[nodiscard]] QString plainTip(const QString& text);

} // namespace pw::ui
