#include "core/policy/process_nodes.h"

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

} // namespace

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
    for (const NodeRef process : root.find("spec").find("processPolicy").items())
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
    const NodeRef network = root.find("spec").find("networkPolicy");
    for (const char* const direction : {"ingress", "egress"}) {
        for (const NodeRef rule : network.find(direction).items())
            out.push_back(rule);
    }
    return out;
}

} // namespace pw::policy
