#pragma once
// The colours of one line of YAML, found without reading the lines around it: cheap, and wrong
// within block scalars, where a line looks like any other.

#include "core/text/span.h"

#include <string_view>
#include <vector>

namespace pw::ui {

struct YamlToken
{
    enum class Kind : std::uint8_t { Key, Sign, Plain, Number, Quoted, Comment };
    Kind kind = Kind::Plain;
    text::Span span; ///< of the line
    bool operator==(const YamlToken&) const = default;
};

/// Ascending; white space between them is left out.
[[nodiscard]] std::vector<YamlToken> yamlTokens(std::string_view line);

} // namespace pw::ui
