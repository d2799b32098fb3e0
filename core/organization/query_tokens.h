#pragma once
// The words of a query text.

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pw::organization {

struct QueryToken
{
    enum class Kind : std::uint8_t {
        Word, ///< a field's name or a keyword
        Text, ///< in quotes, which are taken off
        Number,
        Sign, ///< `=`, `~=`, `(`, `[`, `*`, …
        End,
    };
    Kind kind = Kind::End;
    std::string text;
    std::size_t at = 0; ///< byte of the query
};

/// Ends with one of kind End. `\"`, `\'` and `\\` in quotes are one sign each, any other backslash
/// stays: a regular expression keeps its own. Error code `wrong-query`.
[[nodiscard]] Result<std::vector<QueryToken>> queryTokens(std::string_view text);

/// What is wrong, and where, counted from 1.
[[nodiscard]] Error wrongQuery(std::string message, std::size_t at);

} // namespace pw::organization
