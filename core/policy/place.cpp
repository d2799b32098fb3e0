#include "core/policy/place.h"

#include <algorithm>

namespace pw::policy {
namespace {

using yaml::NodeRef;

NodeRef below(NodeRef node, const Step& step)
{
    if (step.isItem) {
        std::size_t at = 0;
        for (const NodeRef item : node.items()) {
            if (at++ == step.index)
                return item;
        }
        return {};
    }
    if (step.index == 0)
        return node.find(step.key);
    std::vector<NodeRef> same;
    for (const auto& [key, value] : node.entries()) {
        if (key.value() == step.key)
            same.push_back(value);
    }
    return step.index < same.size() ? same[same.size() - 1 - step.index] : NodeRef();
}

std::optional<Step> stepTo(NodeRef node)
{
    const NodeRef parent = node.parent();
    if (const NodeRef key = node.key()) {
        Step step{std::string(key.value()), 0, false};
        bool isBehind = false;
        for (const auto& [otherKey, value] : parent.entries()) {
            if (isBehind && otherKey.value() == key.value())
                ++step.index;
            isBehind = isBehind || value == node;
        }
        return step;
    }
    std::size_t at = 0;
    for (const NodeRef item : parent.items()) {
        if (item == node)
            return Step{{}, at, true};
        ++at;
    }
    return std::nullopt; // a key
}

} // namespace

Place Place::entry(std::string_view key) const
{
    Place out = *this;
    out.steps.push_back({std::string(key), 0, false});
    return out;
}

Place Place::item(std::size_t index) const
{
    Place out = *this;
    out.steps.push_back({{}, index, true});
    return out;
}

Place Place::parent() const
{
    Place out = *this;
    if (!out.steps.empty())
        out.steps.pop_back();
    return out;
}

bool Place::holds(const Place& other) const
{
    return unit == other.unit && steps.size() <= other.steps.size()
        && std::equal(steps.begin(), steps.end(), other.steps.begin());
}

std::string Place::path() const
{
    std::string out;
    for (const Step& step : steps) {
        if (step.isItem)
            out += "[" + std::to_string(step.index) + "]";
        else
            out += (out.empty() ? "" : ".") + step.key;
    }
    return out;
}

NodeRef nodeAt(const yaml::Document& document, const std::vector<Unit>& units, const Place& place)
{
    if (place.unit >= units.size())
        return {};
    return nodeBelow(NodeRef(document, units[place.unit].root), place.steps);
}

NodeRef nodeBelow(NodeRef root, std::span<const Step> steps)
{
    for (const Step& step : steps) {
        if (!root)
            break;
        root = below(root, step);
    }
    return root;
}

std::vector<Step> stepsAt(NodeRef root, text::ByteOffset at)
{
    std::vector<Step> out;
    while (root.isMapping() || root.isSequence()) {
        NodeRef found;
        const auto consider = [&](NodeRef child) {
            const text::Span span = child.entrySpan();
            if (span.begin <= at && at <= span.end)
                found = child;
        };
        for (const NodeRef item : root.items())
            consider(item);
        for (const auto& [key, value] : root.entries())
            consider(value);
        const std::optional<Step> step = found ? stepTo(found) : std::nullopt;
        if (!step)
            break;
        out.push_back(*step);
        root = found;
    }
    return out;
}

std::optional<Place> placeOf(const std::vector<Unit>& units, NodeRef node)
{
    Place place;
    for (NodeRef at = node; at; at = at.parent()) {
        const auto unit = std::ranges::find(units, at.id(), &Unit::root);
        if (unit != units.end()) {
            place.unit = static_cast<std::size_t>(unit - units.begin());
            std::ranges::reverse(place.steps);
            return place;
        }
        const std::optional<Step> step = stepTo(at);
        if (!step)
            return std::nullopt;
        place.steps.push_back(*step);
    }
    return std::nullopt;
}

} // namespace pw::policy
