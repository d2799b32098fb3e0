#include "core/policy/decode_parts.h"
#include "core/policy/scalars.h"

namespace pw::policy {

namespace {

using yaml::NodeRef;

void decodeInto(ProcessNode& out, NodeRef node)
{
    for (const auto& [key, value] : node.entries()) {
        const std::string_view word = key.value();
        if (word == "name")
            out.name = textOf(value).value_or("");
        else if (word == "exe")
            out.exe = textsOf(value).value_or(std::vector<std::string>());
        else if (word == "id")
            out.id = textOf(value).value_or("");
        else if (word == "euser")
            out.euser = textsOf(value);
        else if (word == "listeningSockets")
            out.listeningSockets = decodePorts(value);
        else if (word == "children")
            out.children = decodeProcesses(value);
    }
}

} // namespace

ProcessNode decodeProcess(NodeRef node)
{
    ProcessNode out;
    out.where = {node.id()};
    const NodeRef known = node.find("policyNode");
    if (!known.isMapping()) {
        decodeInto(out, node);
        return out;
    }
    out.isPolicyNode = true;
    out.id = textOf(known.find("id")).value_or("");
    out.children = decodeProcesses(known.find("children"));
    return out;
}

std::vector<ProcessNode> decodeProcesses(NodeRef list)
{
    std::vector<ProcessNode> out;
    out.reserve(list.size());
    for (const NodeRef item : list.items()) {
        if (item.isMapping())
            out.push_back(decodeProcess(item));
    }
    return out;
}

} // namespace pw::policy
