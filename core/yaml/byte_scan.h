#pragma once
// One pass over the bytes, before any reader: what no reader should have to stumble over.

#include "core/text/source_text.h"
#include "core/yaml/problem_list.h"

#include <string>
#include <string_view>

namespace pw::yaml {

struct ByteScan
{
    std::string_view bytes; ///< of the source, without the byte order mark
    /// Where the text has bytes that libyaml refuses (invalid UTF-8, NUL, control characters): the
    /// same bytes with `_` in their place, so that the rest of the text is still read.
    std::string mended;
    text::ByteOffset bomSize = 0;
    bool ascii = true;
    /// Nothing can be made of the bytes: UTF-16, or a hostile heap of directives.
    bool unreadable = false;
    bool hasConflictMarker = false;
    text::ByteOffset firstConflictMarker = 0;

    [[nodiscard]] std::string_view readable() const { return mended.empty() ? bytes : mended; }
};

/// Finds `utf-16`, `invalid-utf8`, `nul`, `control-character`, `bidi-control`, `lone-cr` and
/// `conflict-marker`.
[[nodiscard]] ByteScan scanBytes(const text::SourceText& source, ProblemList& problems);

/// U+202A and the like, which make a text look different from what it is.
[[nodiscard]] bool isBidiControl(char32_t c);

} // namespace pw::yaml
