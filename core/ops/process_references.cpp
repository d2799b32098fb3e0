#include "core/ops/process_references.h"

#include "core/ops/node_place.h"
#include "core/policy/process_nodes.h"

#include <algorithm>

namespace pw::ops {
namespace {

using yaml::NodeRef;

/// The value of an `id`, or `processes` and an item of it; whose they are is not asked.
bool maybeId(const std::vector<policy::Step>& steps)
{
    if (steps.size() < 2)
        return false;
    if (steps.back().isItem)
        return steps[steps.size() - 2].key == "processes";
    return steps.back().key == "id" || steps.back().key == "processes";
}

std::vector<text::Span> spansOf(const std::vector<NodeRef>& nodes)
{
    std::vector<text::Span> out;
    for (const NodeRef node : nodes)
        out.push_back(node.span());
    std::ranges::sort(out, {}, &text::Span::begin);
    return out;
}

} // namespace

std::optional<ProcessReferences> processReferencesAt(const yaml::Document& document,
                                                     std::span<const policy::Unit> units,
                                                     text::ByteOffset at)
{
    const NodePlace place = nodePlaceAt(document, units, at);
    if (!place.node || place.isKey() || !place.unit || !maybeId(place.steps))
        return std::nullopt;
    const NodeRef word = place.node.isAlias() ? place.node.aliasTarget() : place.node;
    if (!word.isScalar() || word.value().empty())
        return std::nullopt;
    const policy::IdPlaces places = policy::placesOfId(place.root, word.value());
    const auto isThere = [&](const std::vector<NodeRef>& nodes) {
        return std::ranges::find(nodes, place.node) != nodes.end();
    };
    if (!isThere(places.definitions) && !isThere(places.uses))
        return std::nullopt;
    return ProcessReferences{std::string(word.value()), placeUnit(document, units, *place.unit),
                             spansOf(places.definitions), spansOf(places.uses)};
}

} // namespace pw::ops
