#pragma once
// Differences of two texts as edits, and as a patch that git and patch(1) take.

#include "core/text/line_diff.h"
#include "core/text/text_edit.h"

#include <string>

namespace pw::text {

/// The lines of these hunks as the left text has them, for the right text; hunks are numbers of
/// `diff.hunks`, ascending.
[[nodiscard]] TextEdits takeLeft(std::string_view left, std::string_view right,
                                 const LineDiff& diff, const std::vector<std::size_t>& hunks);
/// The other way round: edits of the left text.
[[nodiscard]] TextEdits takeRight(std::string_view left, std::string_view right,
                                  const LineDiff& diff, const std::vector<std::size_t>& hunks);

/// From the left text to the right one, with three lines around each change; empty when they are
/// equal. Names stand in the head as they are.
[[nodiscard]] std::string unifiedPatch(std::string_view left, std::string_view right,
                                       std::string_view leftName, std::string_view rightName);

} // namespace pw::text
