#pragma once
// Which item of a list is which of a later one.

#include "core/yaml/value.h"

#include <cstddef>
#include <string>
#include <vector>

namespace pw::ops {

/// A spelling that two values share when they mean the same: keys and items in any order.
[[nodiscard]] std::string meaningOf(const yaml::Value& value);

/// What a person calls the item: the id of a process, else nothing.
[[nodiscard]] std::string idOf(const yaml::Value& item);

inline constexpr std::size_t noItem = static_cast<std::size_t>(-1);

/// Of each item of `before` the one in `after`: by id, else by meaning, else by the type of an
/// action, else the most alike of those that are left. None is in two pairs.
[[nodiscard]] std::vector<std::size_t> pairItems(const std::vector<yaml::Value>& before,
                                                 const std::vector<yaml::Value>& after);

} // namespace pw::ops
