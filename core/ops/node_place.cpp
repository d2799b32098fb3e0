#include "core/ops/node_place.h"

#include <algorithm>

namespace pw::ops {
namespace {

using yaml::NodeRef;

bool holds(NodeRef node, text::ByteOffset at)
{
    return node.span().begin <= at && at <= node.span().end;
}

/// The key, scalar or alias there, from this node down.
NodeRef leafAt(NodeRef node, text::ByteOffset at)
{
    while (node.isMapping() || node.isSequence()) {
        NodeRef next;
        // Where two of them meet, the later one is looked at.
        const auto consider = [&](NodeRef child) {
            if (holds(child, at))
                next = child;
            return child.span().begin <= at;
        };
        for (const NodeRef item : node.items()) {
            if (!consider(item))
                break;
        }
        for (const auto& [key, value] : node.entries()) {
            if (!consider(key) || !consider(value))
                break;
        }
        if (!next)
            return {};
        node = next;
    }
    return node;
}

/// The value of the entry that the node is the key of, else the node.
NodeRef valueOf(NodeRef node)
{
    const NodeRef parent = node.parent();
    if (!parent.isMapping() || node.key())
        return node;
    for (const auto& [key, value] : parent.entries()) {
        if (key == node)
            return value;
    }
    return node;
}

policy::Step stepTo(NodeRef node)
{
    if (const NodeRef key = node.key())
        return {std::string(key.value()), 0, false};
    std::size_t index = 0;
    for (const NodeRef item : node.parent().items()) {
        if (item == node)
            break;
        ++index;
    }
    return {{}, index, true};
}

/// A list of documents at the top, or in a list there.
bool isItemsList(NodeRef node)
{
    const NodeRef parent = node.parent();
    const bool isTop = !parent || (parent.isSequence() && !parent.parent());
    return isTop && node.isMapping() && node.find("items").isSequence() && !node.find("kind");
}

} // namespace

NodePlace nodePlaceAt(const yaml::Document& document, std::span<const policy::Unit> units,
                      text::ByteOffset at)
{
    NodePlace out;
    for (const NodeRef root : document.roots()) {
        if (holds(root, at))
            out.node = leafAt(root, at);
    }
    if (!out.node)
        return out;
    out.value = valueOf(out.node);
    for (NodeRef node = out.value; node; node = node.parent()) {
        // Units stand in the order of the text, as the nodes do.
        const auto unit = std::ranges::lower_bound(units, node.id(), {}, &policy::Unit::root);
        const bool isUnit = unit != units.end() && unit->root == node.id();
        if (isUnit || !node.parent() || isItemsList(node)) {
            out.root = node;
            out.type = isUnit       ? policy::schemaOf(unit->kind)
                : isItemsList(node) ? &policy::itemsListSchema()
                                    : nullptr;
            if (isUnit)
                out.unit = static_cast<std::size_t>(unit - units.begin());
            break;
        }
        out.steps.push_back(stepTo(node));
    }
    std::ranges::reverse(out.steps);
    return out;
}

std::size_t placeUnit(const yaml::Document& document, std::span<const policy::Unit> units,
                      std::size_t unit)
{
    std::size_t number = 0;
    text::ByteOffset groupEnd = 0;
    for (std::size_t i = 0; i < unit && i < units.size(); ++i) {
        const NodeRef root(document, units[i].root);
        const bool isMember = root.span().begin < groupEnd;
        if (!isMember && units[i].kind == policy::Kind::FingerprintGroup)
            groupEnd = root.span().end;
        number += isMember ? 0 : 1;
    }
    if (number > 0 && unit < units.size()
        && NodeRef(document, units[unit].root).span().begin < groupEnd)
        --number;
    return number;
}

} // namespace pw::ops
