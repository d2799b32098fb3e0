#pragma once
// What is known about a word of the text, as the rich text of a tip.

#include "core/ops/hover.h"

#include <QPalette>
#include <QString>

namespace pw::ui {

/// Nothing in it is taken for markup. Empty when there is nothing to say.
[[nodiscard]] QString hoverTip(const ops::Hover& hover, const QPalette& palette);

} // namespace pw::ui
