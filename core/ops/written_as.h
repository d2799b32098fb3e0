#pragma once
// One value in the words of another text, so that the two can be compared line by line.

#include "core/yaml/document.h"
#include "core/yaml/value.h"

#include <optional>
#include <string>

namespace pw::ops {

/// The text of `root`'s document with as little changed as makes `root` say what `value` says:
/// comments, order and spelling of what both say stay. Items of lists are the same by their `id` or
/// `name`, or when they are equal; the order of a list stays. Nothing where the text cannot be
/// changed in place (anchors, aliases, duplicate keys, …).
[[nodiscard]] std::optional<std::string> writtenAs(yaml::NodeRef root, const yaml::Value& value);

/// Entries in the order in which `like` has them, the rest behind; items with the same `id` or
/// `name`, or else at the same place, are ordered alike. The value means what it meant.
[[nodiscard]] yaml::Value inOrderOf(const yaml::Value& value, const yaml::Value& like);

} // namespace pw::ops
