// Rules about the process tree and the ids that network rules use.

#include "core/ops/spelling.h"
#include "core/ops/validate_rules.h"

#include "core/policy/kinds.h"
#include "core/policy/process_ids.h"
#include "core/policy/process_nodes.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace pw::ops::validation {

namespace {

using yaml::NodeRef;
using Ids = std::unordered_set<std::string_view>;

/// Ids of the whole tree and those that rules name, so that a new one differs from all of them.
std::set<std::string> allIds(NodeRef spec)
{
    std::set<std::string> out;
    for (const std::string_view direction : {"ingress", "egress"}) {
        for (const NodeRef rule : spec.find("networkPolicy").find(direction).items()) {
            for (const NodeRef named : policy::processesNamedIn(rule))
                out.emplace(named.value());
        }
    }
    const auto visit = [&out](auto&& self, NodeRef processes) -> void {
        for (const NodeRef process : processes.items()) {
            out.emplace(process.find("id").value());
            self(self, process.find("children"));
        }
    };
    visit(visit, spec.find("processPolicy"));
    return out;
}

/// Network rules go on naming the first one.
std::optional<text::Fix> ownId(const RuleInput& input, NodeRef id)
{
    const std::string free
        = policy::freeId(std::string(id.value()), allIds(input.node.find("spec")));
    return replaceText(id, free, "write \"" + free + "\"");
}

void collect(const RuleInput& input, NodeRef list, Ids& ids)
{
    for (const NodeRef process : list.items()) {
        if (const NodeRef known = process.find("policyNode")) {
            collect(input, known.find("children"), ids);
            continue;
        }
        const NodeRef id = process.find("id");
        if (id.isString() && !id.value().empty() && !ids.insert(id.value()).second) {
            input.report.error("duplicate-id",
                               "Duplicate id '" + shorten(id.value())
                                   + "' detected. Give this process an id of its own, such as "
                                     "the next free number",
                               at(id),
                               input.report.fix("duplicate-id", [&] { return ownId(input, id); }));
        }
        collect(input, process.find("children"), ids);
    }
}

/// A key of the mapping is probably meant to be this one.
bool misspelt(NodeRef mapping, std::string_view key)
{
    for (const auto& entry : mapping.entries()) {
        if (entry.key.value() != key && !closestWord(entry.key.value(), {&key, 1}).empty())
            return true;
    }
    return false;
}

void unknownId(const RuleInput& input, NodeRef processes, NodeRef item,
               const std::vector<std::string_view>& known)
{
    std::string message = "No process found with id(s) '['" + shorten(item.value()) + "']'. ";
    std::optional<text::Fix> fix;
    const std::string_view meant = closestWord(item.value(), known);
    if (meant.empty()) {
        message += "Write the id of a process of processPolicy, or remove it";
    } else {
        message += "Did you mean \"" + std::string(meant) + "\"?";
        fix = replaceText(item, meant, "write \"" + std::string(meant) + "\"");
    }
    input.report.error("unknown-process", std::move(message), within(processes, item),
                       std::move(fix));
}

} // namespace

void processIds(const RuleInput& input)
{
    const NodeRef spec = input.node.find("spec");
    const NodeRef tree = spec.find("processPolicy");
    Ids ids;
    collect(input, tree, ids);
    const policy::Kind kind = policy::kindOf(input.node);
    // A deviation also names processes of its policy, which is not here. Behind the end of what
    // could be read there may be more processes.
    const bool othersExist = kind == policy::Kind::Deviation || input.report.unfinished(tree)
        || (!tree && input.report.unfinished(spec));
    if (othersExist)
        return;
    constexpr std::size_t mostCandidates = 300; // comparing spellings must stay cheap
    std::vector<std::string_view> known(ids.begin(), ids.end());
    std::sort(known.begin(), known.end());
    if (known.size() > mostCandidates)
        known.clear();
    const NodeRef network = spec.find("networkPolicy");
    for (const std::string_view direction : {"ingress", "egress"}) {
        for (const NodeRef rule : network.find(direction).items()) {
            const NodeRef processes = rule.find("processes");
            for (const NodeRef item : processes.items()) {
                if (item.isString() && !ids.contains(item.value()))
                    unknownId(input, processes, item, known);
            }
        }
    }
}

void processUsers(const RuleInput& input)
{
    for (const NodeRef root : input.node.find("spec").find("processPolicy").items()) {
        if (!root.isMapping() || root.find("policyNode") || input.report.unfinished(root))
            continue;
        const NodeRef users = root.find("euser");
        if ((users && !users.isNull()) || misspelt(root, "euser"))
            continue;
        const std::string id = shorten(root.find("id").value());
        input.report.error("root-without-euser",
                           "Root process has no eusers. Add euser with the users of '" + id
                               + "', such as [root]",
                           missingIn(root, "euser"));
    }
}

} // namespace pw::ops::validation
