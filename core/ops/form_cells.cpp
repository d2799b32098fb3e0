#include "core/ops/form_cells.h"

#include "core/ops/form_rows.h"
#include "core/policy/process_nodes.h"

#include <algorithm>
#include <set>

namespace pw::ops {
namespace {

using yaml::NodeRef;

std::string scalar(NodeRef node)
{
    return node.isScalar() ? std::string(node.value()) : shownValue(node);
}

template <typename Words> std::string firstOf(NodeRef list, const Words& words)
{
    if (!list.isSequence())
        return scalar(list);
    if (list.size() == 0)
        return {};
    std::string out = words(*list.items().begin());
    if (list.size() > 1)
        out += ", +" + std::to_string(list.size() - 1);
    return out;
}

/// `pod` for `podSelector`.
std::string selectorName(std::string_view key)
{
    constexpr std::string_view ending = "Selector";
    return std::string(key.substr(0, key.size() - ending.size()));
}

std::string insideOf(NodeRef selector)
{
    std::string out;
    for (const auto& [key, value] : selector.entries()) {
        const bool hasNames = key.value() == "matchLabels" || key.value() == "matchFields";
        if (!hasNames) {
            out += (out.empty() ? "" : " ") + shownValue(value);
            continue;
        }
        for (const auto& [name, text] : value.entries())
            out += (out.empty() ? "" : " ") + std::string(name.value()) + "=" + scalar(text);
    }
    return out;
}

} // namespace

std::string portWords(NodeRef port)
{
    if (!port.isMapping())
        return scalar(port);
    std::string out = scalar(port.find("protocol"));
    out += (out.empty() ? "" : " ") + scalar(port.find("port"));
    const NodeRef end = port.find("endPort");
    if (end && scalar(end) != scalar(port.find("port")))
        out += "–" + scalar(end);
    return out;
}

std::string peerWords(NodeRef peer)
{
    if (const NodeRef cidr = peer.find("ipBlock").find("cidr"))
        return scalar(cidr) + (peer.find("ipBlock").find("except") ? " except" : "");
    return firstOf(peer.find("dnsSelector") ? peer.find("dnsSelector") : peer, scalar);
}

std::string portsWords(NodeRef ports)
{
    return firstOf(ports, portWords);
}

std::string peersWords(NodeRef peers)
{
    return firstOf(peers, peerWords);
}

std::string textsWords(NodeRef texts)
{
    return firstOf(texts, scalar);
}

NodeRef peersOf(NodeRef rule)
{
    return rule.find("from") ? rule.find("from") : rule.find("to");
}

ProcessUsers usersOf(NodeRef process)
{
    const NodeRef users = policy::effectiveUsers(process);
    return {users, users && users != process.find("euser")};
}

NodeRef bodyOf(NodeRef action)
{
    for (const auto& [key, value] : action.entries())
        return value;
    return {};
}

std::string selectorWords(NodeRef body)
{
    std::string out;
    for (const auto& [key, value] : body.entries()) {
        if (key.value().ends_with("Selector"))
            out += (out.empty() ? "" : ", ") + selectorName(key.value()) + " " + insideOf(value);
    }
    return out;
}

Removal removalOf(NodeRef root, const std::vector<NodeRef>& processes)
{
    std::multiset<std::string_view> all;
    for (const NodeRef id : policy::idNodes(root))
        all.insert(id.value());
    std::set<yaml::NodeId> going;
    std::set<std::string_view> gone;
    Removal out;
    for (const NodeRef process : processes) {
        for (const NodeRef id : policy::idNodesBelow(process)) {
            if (!going.insert(id.id()).second)
                continue;
            gone.insert(id.value());
            if (const auto one = all.find(id.value()); one != all.end())
                all.erase(one);
        }
    }
    const auto isSelected
        = [&](NodeRef process) { return std::ranges::find(processes, process) != processes.end(); };
    std::set<yaml::NodeId> below;
    for (const NodeRef process : processes) {
        policy::eachProcess(process.find("children"), [&](NodeRef child) {
            if (!isSelected(child))
                below.insert(child.id());
        });
    }
    out.below = below.size();
    std::erase_if(gone, [&](std::string_view id) { return all.contains(id); });
    for (const NodeRef rule : policy::ruleNodes(root)) {
        const NodeRef names = rule.find("processes");
        std::size_t named = 0;
        for (const NodeRef name : names.items())
            named += name.isScalar() && gone.contains(name.value()) ? 1 : 0;
        if (named == 0)
            continue;
        ++(named == names.size() ? out.rules : out.shortened);
    }
    return out;
}

} // namespace pw::ops
