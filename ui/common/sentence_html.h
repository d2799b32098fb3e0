#pragma once
// A sentence of core as text for a label: its names stand out.

#include "core/ops/sentence.h"

#include <QString>

namespace pw::ui {

[[nodiscard]] QString sentenceHtml(const ops::Sentence& sentence);
/// As it stands at the beginning of a line. A name is left as it is.
[[nodiscard]] ops::Sentence begun(ops::Sentence sentence);

} // namespace pw::ui
