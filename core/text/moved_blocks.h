#pragma once
// Lines that went here and came there.

#include "core/text/line_diff.h"

namespace pw::text {

struct MovedBlock
{
    LineRange left; ///< removed there
    LineRange right; ///< as many, added there
    bool indented = false; ///< some of them by other white space
    bool operator==(const MovedBlock&) const = default;
};

/// Blocks that a person would take for moved, in the order of the right text. No line is in two of
/// them. Takes time by the lines that were removed and added.
[[nodiscard]] std::vector<MovedBlock> movedBlocks(std::string_view left, std::string_view right,
                                                  const LineDiff& diff);

} // namespace pw::text
