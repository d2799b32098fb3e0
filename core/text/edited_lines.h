#pragma once
// Edits as a person reads them: whole lines that go and lines that come.

#include "core/text/text_edit.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pw::text {

struct EditedLine
{
    bool added = false;
    std::uint32_t line = 0; ///< from 1: of the new text when added, else of the old one
    std::string text; ///< without its line end
    bool operator==(const EditedLine&) const = default;
};

/// By place, what goes before what comes. Lines that an edit touches and leaves the same are left
/// out. Empty when the edits do not fit the text.
[[nodiscard]] std::vector<EditedLine> editedLines(std::string_view before, const TextEdits& edits);

} // namespace pw::text
