#pragma once
// Says what is missing in a text that is no JSON, by what stands there and what stood before.

#include "core/yaml/json_text.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace pw::yaml {

/// Places count from the front of `bytes`.
struct JsonError
{
    std::string_view bytes;
    std::size_t at = 0;
    std::size_t limit = 0; ///< where the text ends for the reader
    std::size_t open = 0; ///< where the innermost collection begins
    bool inObject = false; ///< it is one
    BrokenString broken; ///< what the text ends with, if so
};

struct JsonMessage
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
};

[[nodiscard]] JsonMessage explain(const JsonError& error);

} // namespace pw::yaml
