// Whole pieces of a policy: what a new process, rule or action needs, ready to be typed over.

#include "core/ops/completion_parts.h"
#include "core/ops/response_fit.h"
#include "core/policy/process_ids.h"
#include "core/yaml/reader.h"

#include <algorithm>
#include <array>
#include <set>

namespace pw::ops::completing {
namespace {

using policy::Field;
using policy::FieldKind;
using policy::ObjectType;
using yaml::Value;

constexpr std::string_view processName = "process";
constexpr std::string_view exampleBlock = "192.0.2.0/24"; // kept for documentation
constexpr std::string_view exampleName = "api.example.org";

Value text(std::string_view content)
{
    return Value::string(std::string(content));
}

Value listOf(Value item)
{
    return Value::list({std::move(item)});
}

/// An example of the schema as a value; a text where the field wants one.
Value exampleOf(const Field& field)
{
    const std::string_view written = field.suggested.empty() ? field.example : field.suggested;
    const yaml::Document read
        = yaml::read(text::SourceText::make(std::string(written)).value_or(text::SourceText()));
    if (read.roots().empty() || field.kind == FieldKind::Text) {
        const bool quoted = written.size() > 1 && written.front() == '\'';
        return text(quoted ? written.substr(1, written.size() - 2) : written);
    }
    return yaml::toValue(read.roots().front());
}

Value processValue(const TextContext& context)
{
    std::set<std::string> taken;
    for (const std::string_view id : context.processIds)
        taken.emplace(id);
    const bool isChild = context.steps.size() > 3 || context.dashSteps.size() > 2;
    Value out = Value::map({{"name", text(processName)},
                            {"exe", listOf(text("/usr/bin/process"))},
                            {"id", text(policy::freeId("process_0", taken))}});
    if (!isChild)
        out.set("euser", listOf(text("root")));
    return out;
}

Value addressValue()
{
    return Value::map({{"ipBlock", Value::map({{"cidr", text(exampleBlock)}})}});
}

Value portValue()
{
    return Value::map({{"protocol", text("TCP")}, {"port", Value::number("443")}});
}

Value ruleValue(std::string_view peers, const TextContext& context)
{
    Value out = Value::map({{std::string(peers), listOf(addressValue())}});
    if (!context.processIds.empty())
        out.set("processes", listOf(text(context.processIds.front())));
    out.set("ports", listOf(portValue()));
    return out;
}

/// The selector that an action is most likely for: the process it kills, or the pod.
std::string_view selectorFor(std::string_view action, std::string_view type)
{
    const std::string_view wanted = action == "agentKillPod" ? "podSelector" : "processSelector";
    return selectorFits(wanted, type) ? wanted : "clusterSelector";
}

Value actionValue(const Field& action, std::string_view type, bool withSelector)
{
    Value body = Value::map();
    for (const Field& field : action.item->fields) {
        if (field.required)
            body.set(field.key, exampleOf(field));
    }
    if (withSelector) {
        const std::string_view selector = selectorFor(action.key, type);
        if (const Field* const field = action.item->field(selector))
            body.set(selector, exampleOf(*field));
    }
    return Value::map({{std::string(action.key), std::move(body)}});
}

Value policyValue(std::string_view type, std::string_view selector, std::string_view field,
                  std::string_view example)
{
    Value redFlag = Value::map({{"makeRedFlag", Value::map({{"severity", text("high")}})}});
    Value spec = Value::map(
        {{std::string(selector), Value::map({{std::string(field), text(example)}})},
         {"mode", text("audit")},
         {"processPolicy", Value::list()},
         {"networkPolicy", Value::map({{"ingress", Value::list()}, {"egress", Value::list()}})},
         {"response",
          Value::map({{"default", listOf(std::move(redFlag))}, {"actions", Value::list()}})}});
    return Value::map(
        {{"apiVersion", text("spyderbat/v1")},
         {"kind", text("SpyderbatPolicy")},
         {"metadata", Value::map({{"name", text("new-policy")}, {"type", text(type)}})},
         {"spec", std::move(spec)}});
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
            processName);
    } else if (name == "ingress rule") {
        add("rule", "Connections that come in from an address.", ruleValue("from", context),
            exampleBlock);
    } else if (name == "egress rule") {
        add("rule", "Connections that go out to an address.", ruleValue("to", context),
            exampleBlock);
    } else if (name == "block") {
        add("address", "One address or a network.", addressValue(), exampleBlock);
        add("DNS name", "Hosts by their name.",
            Value::map({{"dnsSelector", listOf(text(exampleName))}}), exampleName);
    } else if (name == "port") {
        add("port", "One port.", portValue(), "443");
    } else if (name == "expression") {
        Value value = Value::map();
        for (const Field& field : list.item->fields)
            value.set(field.key, exampleOf(field));
        add("expression", "A condition on a field or a label.", value, {});
    } else if (name == "default entry" || name == "action entry") {
        const std::string_view type = typeOf(context);
        for (const Field& action : list.item->fields) {
            if (action.until.empty() && actionFits(action.key, type))
                add(action.key, action.doc, actionValue(action, type, name == "action entry"), {});
        }
    }
}

void addDocuments(const Writer& writer, std::vector<CompletionItem>& items)
{
    struct Kind
    {
        std::string_view label;
        std::string_view type;
        std::string_view selector;
        std::string_view field;
        std::string_view example;
    };
    constexpr std::array kinds{
        Kind{"policy for containers", "container", "containerSelector", "image",
             "registry.example.org/name:tag"},
        Kind{"policy for a Linux service", "linux-service", "serviceSelector", "cgroup",
             "systemd:/system.slice/name.service"},
    };
    for (const Kind& kind : kinds) {
        CompletionItem item{.kind = CompletionKind::Snippet,
                            .label = std::string(kind.label),
                            .detail = "new document",
                            .doc = "A policy in audit mode that allows nothing yet."};
        writer.node(item, policyValue(kind.type, kind.selector, kind.field, kind.example), false,
                    false, "new-policy");
        items.push_back(std::move(item));
    }
}

} // namespace pw::ops::completing
