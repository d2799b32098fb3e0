#include "core/policy/process_nodes.h"

#include "core/policy/kinds.h"

namespace pw::policy {
namespace {

using yaml::NodeRef;

void addIds(NodeRef process, std::vector<NodeRef>& out)
{
    if (const NodeRef id = process.find("id"); id.isScalar())
        out.push_back(id);
    if (const NodeRef inPolicy = process.find("policyNode"))
        addIds(inPolicy, out);
    for (const NodeRef child : process.find("children").items())
        addIds(child, out);
}

bool names(NodeRef node, std::string_view id)
{
    const NodeRef text = node.isAlias() ? node.aliasTarget() : node;
    return text.isScalar() && text.value() == id;
}

void addPlaces(NodeRef process, std::string_view id, IdPlaces& out)
{
    if (const NodeRef own = process.find("id"); names(own, id))
        out.definitions.push_back(own);
    if (const NodeRef inPolicy = process.find("policyNode")) {
        if (const NodeRef known = inPolicy.find("id"); names(known, id))
            out.uses.push_back(known);
        for (const NodeRef child : inPolicy.find("children").items())
            addPlaces(child, id, out);
    }
    for (const NodeRef child : process.find("children").items())
        addPlaces(child, id, out);
}

} // namespace

NodeRef bodyOf(NodeRef root)
{
    return kindOf(root) == Kind::DeviationRecord ? root.find("deviation") : root;
}

void eachProcess(NodeRef list, const std::function<void(NodeRef)>& use)
{
    for (const NodeRef process : list.items()) {
        use(process);
        eachProcess(process.find("children"), use);
    }
}

std::vector<NodeRef> idNodes(NodeRef root)
{
    std::vector<NodeRef> out;
    for (const NodeRef process : bodyOf(root).find("spec").find("processPolicy").items())
        addIds(process, out);
    return out;
}

std::set<std::string> idsOf(const std::vector<NodeRef>& ids)
{
    std::set<std::string> out;
    for (const NodeRef id : ids)
        out.emplace(id.value());
    return out;
}

std::vector<NodeRef> idNodesBelow(NodeRef process)
{
    std::vector<NodeRef> out;
    addIds(process, out);
    return out;
}

std::vector<NodeRef> ruleNodes(NodeRef root)
{
    std::vector<NodeRef> out;
    const NodeRef network = bodyOf(root).find("spec").find("networkPolicy");
    for (const char* const direction : {"ingress", "egress"}) {
        for (const NodeRef rule : network.find(direction).items())
            out.push_back(rule);
    }
    return out;
}

std::vector<NodeRef> processesNamedIn(NodeRef rule)
{
    const NodeRef processes = rule.find("processes");
    const NodeRef meant = processes.isAlias() ? processes.aliasTarget() : processes;
    if (meant.isScalar() && !meant.isNull())
        return {processes};
    std::vector<NodeRef> out;
    for (const NodeRef named : processes.items())
        out.push_back(named);
    return out;
}

IdPlaces placesOfId(NodeRef root, std::string_view id)
{
    IdPlaces out;
    for (const NodeRef process : bodyOf(root).find("spec").find("processPolicy").items())
        addPlaces(process, id, out);
    for (const NodeRef rule : ruleNodes(root)) {
        for (const NodeRef named : processesNamedIn(rule)) {
            if (names(named, id))
                out.uses.push_back(named);
        }
    }
    return out;
}

NodeRef effectiveUsers(NodeRef process)
{
    for (NodeRef at = process; at; at = at.parent().parent()) {
        if (const NodeRef users = at.find("euser"); users && !users.isNull())
            return users;
        if (!at.parent().isSequence() || at.parent().key().value() != "children")
            break;
    }
    return {};
}

} // namespace pw::policy
