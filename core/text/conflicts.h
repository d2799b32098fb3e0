#pragma once
// Merge conflicts that git left in a text, between its marker lines.

#include "core/text/diagnostic.h"

#include <string_view>
#include <vector>

namespace pw::text {

/// `<<<<<<<` to `>>>>>>>`, with the version before both between `|||||||` and `=======` where git
/// was told to write it. Spans are whole lines, line ends included.
struct Conflict
{
    Span whole;
    Span ours;
    Span theirs;
    bool operator==(const Conflict&) const = default;
};

/// Those that are complete, in the order of the text. Markers that have no partner are passed over.
[[nodiscard]] std::vector<Conflict> conflictsIn(std::string_view bytes);

/// Keep ours, keep theirs, keep both.
[[nodiscard]] std::vector<Fix> conflictFixes(std::string_view bytes, const Conflict& conflict);

} // namespace pw::text
