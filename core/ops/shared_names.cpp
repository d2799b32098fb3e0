#include "core/ops/shared_names.h"

#include "core/ops/shared_names_table.h"

#include <algorithm>

namespace pw::ops {
namespace {

/// Behind the last wildcard, from the next label on.
std::string_view fixedSuffix(std::string_view pattern)
{
    const std::size_t open = pattern.find_last_of("*?]");
    if (open == std::string_view::npos)
        return {};
    const std::size_t dot = pattern.find('.', open);
    return dot == std::string_view::npos ? std::string_view() : pattern.substr(dot + 1);
}

} // namespace

std::optional<std::string> sharedBy(std::string_view pattern)
{
    const std::size_t open = pattern.find_last_of("*?]");
    const bool endsAtDot = open + 1 >= pattern.size() || pattern[open + 1] == '.';
    if (open == std::string_view::npos || !endsAtDot)
        return std::nullopt;
    const std::string_view suffix = fixedSuffix(pattern);
    if (suffix.empty())
        return "everybody";
    if (suffix.find('.') == std::string_view::npos && suffix != "local" && suffix != "internal")
        return "everybody below " + std::string(suffix);
    for (const SharedName& shared : sharedNames) {
        if (shared.suffix == suffix)
            return (shared.kind == "hosting" ? "everybody at " : "everybody below ")
                + std::string(suffix);
    }
    return std::nullopt;
}

} // namespace pw::ops
