#pragma once
// A value tree changed by hand, the plain way: places are paths of indexes.

#include "core/policy/place.h"
#include "core/yaml/value.h"
#include "tests/oracle/decorated_text.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace pw::oracle {

[[nodiscard]] yaml::Value& valueAt(yaml::Value& root, const Path& path);
[[nodiscard]] const yaml::Value& valueAt(const yaml::Value& root, const Path& path);
/// Of its items or entries.
[[nodiscard]] std::size_t sizeOf(const yaml::Value& value);
[[nodiscard]] Path parentOf(Path path);
[[nodiscard]] Path below(Path path, std::size_t index);
[[nodiscard]] bool holds(const Path& outer, const Path& inner);
/// Every value of the tree, parents before their children.
void eachValue(const yaml::Value& root,
               const std::function<void(const Path&, const yaml::Value&)>& use);

void eraseAt(yaml::Value& root, const Path& path);
void insertAt(yaml::Value& into, std::size_t index, const std::string& key, yaml::Value value);
/// The items into the list before that index, all counted as the tree stands now.
void moveItems(yaml::Value& root, const std::vector<Path>& items, const Path& list,
               std::size_t before);

/// The index of the key; npos when the mapping has none.
[[nodiscard]] std::size_t indexOf(const yaml::Value& mapping, std::string_view key);
/// Down by keys; empty when one of them is missing.
[[nodiscard]] Path pathTo(const yaml::Value& root, const std::vector<std::string>& keys);
/// The steps to what stands there.
[[nodiscard]] std::vector<policy::Step> stepsTo(const yaml::Value& root, const Path& path);

/// Down by the steps; nothing when one leads nowhere.
[[nodiscard]] std::optional<Path> pathOf(const yaml::Value& root,
                                         const std::vector<policy::Step>& steps);

/// Equal, entries in the same order; those with one of the keys may stand anywhere among them.
[[nodiscard]] bool sameBut(const yaml::Value& one, const yaml::Value& other,
                           const std::set<std::string>& anywhere);

} // namespace pw::oracle
