#pragma once
// What stands at a byte of a text, and in which document.

#include "core/policy/place.h"
#include "core/policy/schema.h"
#include "core/text/span.h"
#include "core/yaml/document.h"

#include <optional>
#include <span>
#include <vector>

namespace pw::ops {

struct NodePlace
{
    /// A key, a scalar or an alias; nothing in collections beside them.
    yaml::NodeRef node;
    yaml::NodeRef value; ///< of a key its entry's value, else `node`
    yaml::NodeRef root; ///< of the document: the innermost one, a group's member before the group
    std::optional<std::size_t> unit; ///< that document in the list of units; nothing: in none
    /// Of the document, or of the list that documents stand in; null: none is known.
    const policy::ObjectType* type = nullptr;
    std::vector<policy::Step> steps; ///< from `root` to `value`

    [[nodiscard]] bool isKey() const { return node != value; }
};

/// The place right behind a word counts as the word. `units` are those of a snapshot, groups
/// opened.
[[nodiscard]] NodePlace nodePlaceAt(const yaml::Document& document,
                                    std::span<const policy::Unit> units, text::ByteOffset at);

/// How policy::Place numbers the document: members of a group count as the group.
[[nodiscard]] std::size_t placeUnit(const yaml::Document& document,
                                    std::span<const policy::Unit> units, std::size_t unit);

} // namespace pw::ops
