#include "core/ops/new_pieces.h"

#include "core/ops/response_fit.h"
#include "core/yaml/reader.h"

namespace pw::ops {
namespace {

using policy::Field;
using policy::FieldKind;
using policy::ObjectType;
using yaml::Value;

Value text(std::string_view content)
{
    return Value::string(std::string(content));
}

Value readValue(std::string_view written)
{
    const yaml::Document read
        = yaml::read(text::SourceText::make(std::string(written)).value_or(text::SourceText()));
    return read.roots().empty() ? Value() : yaml::toValue(read.roots().front());
}

/// What the action is most likely for: the process it kills, or the pod.
std::string_view selectorFor(std::string_view action, std::string_view policyType)
{
    const std::string_view wanted = action == "agentKillPod" ? "podSelector" : "processSelector";
    return selectorFits(wanted, policyType) ? wanted : "clusterSelector";
}

} // namespace

Value newPolicy(NewPolicy type)
{
    const bool isContainer = type == NewPolicy::Container;
    Value redFlag = Value::map({{"makeRedFlag", Value::map({{"severity", text("high")}})}});
    Value scope = isContainer
        ? Value::map({{"image", text("registry.example.org/name:tag")}})
        : Value::map({{"cgroup", text("systemd:/system.slice/name.service")}});
    Value spec = Value::map(
        {{isContainer ? "containerSelector" : "serviceSelector", std::move(scope)},
         {"mode", text("audit")},
         {"processPolicy", Value::list()},
         {"networkPolicy", Value::map({{"ingress", Value::list()}, {"egress", Value::list()}})},
         {"response",
          Value::map(
              {{"default", Value::list({std::move(redFlag)})}, {"actions", Value::list()}})}});
    return Value::map({{"apiVersion", text("spyderbat/v1")},
                       {"kind", text("SpyderbatPolicy")},
                       {"metadata",
                        Value::map({{"name", text(newPolicyName)},
                                    {"type", text(isContainer ? "container" : "linux-service")}})},
                       {"spec", std::move(spec)}});
}

Value newObject(const ObjectType& type)
{
    Value out = Value::map();
    for (const Field& field : type.fields) {
        if (field.required)
            out.set(field.key, newValue(field));
    }
    return out;
}

Value newValue(const Field& field)
{
    const std::string_view written = field.suggested.empty() ? field.example : field.suggested;
    switch (field.kind) {
    case FieldKind::Text:
    case FieldKind::TextOrTextList: {
        if (!field.values.empty())
            return text(field.suggested.empty() ? field.values.front() : field.suggested);
        const Value read = readValue(written);
        return text(read.kind == Value::Kind::String ? read.text : std::string(written));
    }
    case FieldKind::TextMap:
    case FieldKind::FreeMap:
        return Value::map();
    case FieldKind::Object:
        return field.suggested.empty() && field.item != nullptr ? newObject(*field.item)
                                                                : readValue(field.suggested);
    case FieldKind::DocumentList:
        return Value::list();
    case FieldKind::ObjectList:
        return field.minimum > 0 && field.item != nullptr ? Value::list({newObject(*field.item)})
                                                          : Value::list();
    case FieldKind::Boolean:
        return Value::boolean(field.defaultValue != "true");
    case FieldKind::Anything:
        return written.empty() ? text("") : readValue(written);
    case FieldKind::Number:
    case FieldKind::NumberOrText:
    case FieldKind::Integer:
    case FieldKind::TextList:
        break;
    }
    return readValue(written);
}

Value newProcess(std::string_view id, bool isChild)
{
    Value out = Value::map({{"name", text(newProcessName)},
                            {"exe", Value::list({text("/usr/bin/process")})},
                            {"id", text(id)}});
    if (!isChild)
        out.set("euser", Value::list({text("root")}));
    return out;
}

Value newAddress()
{
    return Value::map({{"ipBlock", Value::map({{"cidr", text(newNetwork)}})}});
}

Value newHost()
{
    return Value::map({{"dnsSelector", Value::list({text(newHostName)})}});
}

Value newPort()
{
    return Value::map(
        {{"protocol", text("TCP")}, {"port", Value::number(std::string(newPortNumber))}});
}

Value newRule(std::string_view peers, std::string_view processId)
{
    Value out = Value::map({{std::string(peers), Value::list({newAddress()})}});
    if (!processId.empty())
        out.set("processes", Value::list({text(processId)}));
    out.set("ports", Value::list({newPort()}));
    return out;
}

Value newAction(const Field& action, std::string_view policyType)
{
    Value body = action.item == nullptr ? Value::map() : newObject(*action.item);
    const std::string_view selector = selectorFor(action.key, policyType);
    if (const Field* const field = action.item != nullptr ? action.item->field(selector) : nullptr)
        body.set(selector, readValue(field->example));
    return Value::map({{std::string(action.key), std::move(body)}});
}

} // namespace pw::ops
