#pragma once
// How messages name things, the same everywhere.

#include "core/policy/process.h"

#include <string>
#include <string_view>

namespace pw::ops {

/// The texts of any list or set, one behind the other.
template <typename Texts>
[[nodiscard]] std::string joined(const Texts& texts, std::string_view between = ", ")
{
    std::string out;
    bool first = true;
    for (const auto& text : texts) {
        if (!first)
            out += between;
        first = false;
        out += text;
    }
    return out;
}

/// `12 rules`, `1 rule`, `0 rules`.
[[nodiscard]] inline std::string counted(std::size_t count, std::string_view one,
                                         std::string_view many)
{
    return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

/// `TCP 443`, `UDP 8000-8010`.
[[nodiscard]] inline std::string portText(const policy::PortRange& range)
{
    std::string out = range.protocol == policy::Protocol::Tcp ? "TCP " : "UDP ";
    out += std::to_string(range.port);
    if (range.endPort != range.port)
        out += "-" + std::to_string(range.endPort);
    return out;
}

} // namespace pw::ops
