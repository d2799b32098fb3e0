#pragma once
// Which actions and selectors say anything in a policy of a type.

#include <span>
#include <string_view>

namespace pw::ops {

/// A policy of that type (`container`, `linux-service`, `cluster`) can take the action; flags and
/// webhooks always.
[[nodiscard]] bool actionFits(std::string_view action, std::string_view type);

/// The selector says something in an action of such a policy.
[[nodiscard]] bool selectorFits(std::string_view selector, std::string_view type);

/// The selectors that say something about the scope of such a policy; none for other types.
[[nodiscard]] std::span<const std::string_view> scopeSelectors(std::string_view type);

} // namespace pw::ops
