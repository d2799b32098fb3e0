#pragma once
// A place in a text that outlives the tree it was found in: the document and the steps from its
// root. Views name what they wish to change by it.

#include "core/policy/kinds.h"
#include "core/yaml/document.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pw::policy {

/// Down to an entry of a mapping, or to an item of a list.
struct Step
{
    std::string key; ///< of an entry
    std::size_t index = 0; ///< of an item; of an entry whose key stands there twice: how many of
                           ///< the same key stand behind it
    bool isItem = false;
    bool operator==(const Step&) const = default;
};

struct Place
{
    std::size_t unit = 0; ///< by number, of `unitsOf(document, false)`
    std::vector<Step> steps;

    [[nodiscard]] Place entry(std::string_view key) const;
    [[nodiscard]] Place item(std::size_t index) const;
    [[nodiscard]] Place parent() const; ///< itself at the root
    [[nodiscard]] bool isRoot() const { return steps.empty(); }
    /// The other stands in it, or is it.
    [[nodiscard]] bool holds(const Place& other) const;
    /// `spec.networkPolicy.ingress[0].from`
    [[nodiscard]] std::string path() const;
    bool operator==(const Place&) const = default;
};

/// What stands there; nothing when nothing does.
[[nodiscard]] yaml::NodeRef nodeAt(const yaml::Document& document, const std::vector<Unit>& units,
                                   const Place& place);
/// As nodeAt, from the root of a document down.
[[nodiscard]] yaml::NodeRef nodeBelow(yaml::NodeRef root, std::span<const Step> steps);
/// From the root to the deepest entry or item that holds the byte; the place right behind an entry
/// counts as the entry.
[[nodiscard]] std::vector<Step> stepsAt(yaml::NodeRef root, text::ByteOffset at);
/// Nothing for keys and for what stands in no unit.
[[nodiscard]] std::optional<Place> placeOf(const std::vector<Unit>& units, yaml::NodeRef node);

} // namespace pw::policy
