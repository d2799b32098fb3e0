// New items of lists in a form: what is required, ready to be typed over.

#include "core/ops/form_wishes.h"
#include "core/ops/response_fit.h"
#include "core/policy/process_nodes.h"
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

/// With what the schema requires of it.
Value requiredOf(const ObjectType& type)
{
    Value out = Value::map();
    for (const Field& field : type.fields) {
        if (field.required)
            out.set(field.key, newValue(field));
    }
    return out;
}

Value newProcess(const FormSpot& list)
{
    Value out = Value::map({{"name", text("process")},
                            {"exe", Value::list({text("/usr/bin/process")})},
                            {"id", text("process_0")}});
    if (list.row.field->key == "processPolicy")
        out.set("euser", Value::list({text("root")}));
    return out;
}

Value newAddress()
{
    return Value::map({{"ipBlock", Value::map({{"cidr", text("192.0.2.0/24")}})}});
}

Value newRule(std::string_view peers, const FormSpot& list)
{
    Value out = Value::map({{std::string(peers), Value::list({newAddress()})}});
    const std::vector<yaml::NodeRef> ids = policy::idNodes(list.root);
    if (!ids.empty())
        out.set("processes", Value::list({text(ids.front().value())}));
    out.set("ports", Value::list({readValue("{protocol: TCP, port: 443}")}));
    return out;
}

/// What the action is most likely for: the process it kills, or the pod.
std::string_view selectorFor(std::string_view action, std::string_view policyType)
{
    const std::string_view wanted = action == "agentKillPod" ? "podSelector" : "processSelector";
    return selectorFits(wanted, policyType) ? wanted : "clusterSelector";
}

} // namespace

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
        return field.suggested.empty() && field.item != nullptr ? requiredOf(*field.item)
                                                                : readValue(field.suggested);
    case FieldKind::DocumentList:
        return Value::list();
    case FieldKind::ObjectList:
        return field.minimum > 0 && field.item != nullptr ? Value::list({requiredOf(*field.item)})
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

Value newItem(const FormSpot& list)
{
    const Field* const field = list.row.field;
    if (field == nullptr)
        return text("");
    if (field->kind == FieldKind::DocumentList) {
        const std::string_view kind
            = field->values.empty() ? "SpyderbatPolicy" : field->values.front();
        return Value::map({{"apiVersion", text("spyderbat/v1")}, {"kind", text(kind)}});
    }
    if (field->item == nullptr)
        return text("");
    const std::string_view name = field->item->name;
    if (list.row.isProcessList())
        return newProcess(list);
    if (name == "ingress rule")
        return newRule("from", list);
    if (name == "egress rule")
        return newRule("to", list);
    if (name == "block")
        return newAddress();
    if (name == "port")
        return readValue("{protocol: TCP, port: 443}");
    if (name == "default entry" || name == "action entry")
        return newAction(field->item->fields.front(), "container");
    if (name == "expression") {
        Value out = requiredOf(*field->item);
        out.set("values", Value::list());
        return out;
    }
    return requiredOf(*field->item);
}

Value newAction(const Field& action, std::string_view policyType)
{
    Value body = action.item == nullptr ? Value::map() : requiredOf(*action.item);
    const std::string_view selector = selectorFor(action.key, policyType);
    if (const Field* const field = action.item != nullptr ? action.item->field(selector) : nullptr)
        body.set(selector, readValue(field->example));
    return Value::map({{std::string(action.key), std::move(body)}});
}

} // namespace pw::ops
