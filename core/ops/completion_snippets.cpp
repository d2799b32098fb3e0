// Whole pieces of a policy: what a new process, rule or action needs, ready to be typed over.

#include "core/ops/completion_parts.h"
#include "core/ops/new_pieces.h"
#include "core/ops/response_fit.h"
#include "core/policy/process_ids.h"

#include <algorithm>
#include <set>

namespace pw::ops::completing {
namespace {

using policy::Field;
using policy::FieldKind;
using policy::ObjectType;
using yaml::Value;

Value processValue(const TextContext& context)
{
    std::set<std::string> taken;
    for (const std::string_view id : context.processIds)
        taken.emplace(id);
    const bool isChild = context.steps.size() > 3 || context.dashSteps.size() > 2;
    return newProcess(policy::freeId(std::string(newProcessId), taken), isChild);
}

std::string_view firstId(const TextContext& context)
{
    return context.processIds.empty() ? std::string_view() : context.processIds.front();
}

/// Every field of it: what is optional is not known to be.
Value expressionValue(const ObjectType& type)
{
    Value out = Value::map();
    for (const Field& field : type.fields)
        out.set(field.key, newValue(field));
    return out;
}

/// `container`, `linux-service` or another type of policy.
std::string_view typeOf(const TextContext& context)
{
    if (context.kind == policy::Kind::ClusterPolicy)
        return "cluster";
    const auto& levels = context.place.levels;
    const auto document
        = std::ranges::find_if(levels, [](const TextLevel& level) { return !level.type.empty(); });
    return document == levels.end() ? "container" : document->type;
}

} // namespace

void addSnippets(const Writer& writer, const Field& list, bool withDash,
                 std::vector<CompletionItem>& items)
{
    if (list.item == nullptr)
        return;
    const TextContext& context = writer.context();
    const std::string_view name = list.item->name;
    const auto add = [&](std::string_view label, std::string_view doc, const Value& value,
                         std::string_view placeholder) {
        CompletionItem item{.kind = CompletionKind::Snippet,
                            .label = std::string(label),
                            .detail = "new entry",
                            .doc = std::string(doc)};
        writer.node(item, value, true, withDash, placeholder);
        items.push_back(std::move(item));
    };
    if (name == "process") {
        add("process", "A process with its executable, its id and its user.", processValue(context),
            newProcessName);
    } else if (name == "ingress rule") {
        add("rule", "Connections that come in from an address.", newRule("from", firstId(context)),
            newNetwork);
    } else if (name == "egress rule") {
        add("rule", "Connections that go out to an address.", newRule("to", firstId(context)),
            newNetwork);
    } else if (name == "block") {
        add("address", "One address or a network.", newAddress(), newNetwork);
        add("DNS name", "Hosts by their name.", newHost(), newHostName);
    } else if (name == "port") {
        add("port", "One port.", newPort(), newPortNumber);
    } else if (name == "expression") {
        add("expression", "A condition on a field or a label.", expressionValue(*list.item), {});
    } else if (name == "default entry" || name == "action entry") {
        const std::string_view type = typeOf(context);
        for (const Field& action : list.item->fields) {
            if (action.until.empty() && actionFits(action.key, type))
                add(action.key, action.doc, newAction(action, type), {});
        }
    }
}

void addDocuments(const Writer& writer, std::vector<CompletionItem>& items)
{
    for (const auto& [label, type] :
         {std::pair("policy for containers", NewPolicy::Container),
          std::pair("policy for a Linux service", NewPolicy::LinuxService)}) {
        CompletionItem item{.kind = CompletionKind::Snippet,
                            .label = label,
                            .detail = "new document",
                            .doc = "A policy in audit mode that allows nothing yet."};
        writer.node(item, newPolicy(type), false, false, newPolicyName);
        items.push_back(std::move(item));
    }
}

} // namespace pw::ops::completing
