#pragma once
// The parsers underneath, doing nothing with what they find: what ours are measured against.

#include <string_view>

namespace pw::bench {

/// One pass over the events of libyaml; false for a text it refuses.
[[nodiscard]] bool bareYamlPass(std::string_view bytes);

/// One pass of simdjson's DOM parser.
[[nodiscard]] bool bareJsonPass(std::string_view bytes);

} // namespace pw::bench
