#pragma once
// What libyaml's words mean for the person who wrote the text.

#include "core/text/span.h"

#include <string>
#include <string_view>

namespace pw::yaml {

/// As libyaml tells it, with its marks turned into bytes of the file.
struct YamlError
{
    std::string_view problem;
    std::string_view context;
    text::ByteOffset place = 0;
    text::ByteOffset contextPlace = 0;
};

struct YamlMessage
{
    std::string code; ///< `syntax`, `tab-indentation` or `empty-key`
    std::string text;
    text::Span span;
};

/// `bytes` begins behind the byte order mark of `bomSize` bytes.
[[nodiscard]] YamlMessage explain(const YamlError& error, std::string_view bytes,
                                  text::ByteOffset bomSize);

} // namespace pw::yaml
