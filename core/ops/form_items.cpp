// New items of lists in a form.

#include "core/ops/form_wishes.h"
#include "core/ops/new_pieces.h"
#include "core/policy/process_nodes.h"

namespace pw::ops {
namespace {

using policy::Field;
using policy::FieldKind;
using yaml::Value;

/// Of the first process of the document; empty when it has none.
std::string_view firstId(yaml::NodeRef root)
{
    const std::vector<yaml::NodeRef> ids = policy::idNodes(root);
    return ids.empty() ? std::string_view() : ids.front().value();
}

} // namespace

Value newItem(const FormSpot& list)
{
    const Field* const field = list.row.field;
    if (field == nullptr)
        return Value::string("");
    if (field->kind == FieldKind::DocumentList) {
        const std::string_view kind
            = field->values.empty() ? "SpyderbatPolicy" : field->values.front();
        return Value::map({{"apiVersion", Value::string("spyderbat/v1")},
                           {"kind", Value::string(std::string(kind))}});
    }
    if (field->item == nullptr)
        return Value::string("");
    const std::string_view name = field->item->name;
    if (list.row.isProcessList())
        return newProcess(newProcessId, field->key != "processPolicy");
    if (name == "ingress rule")
        return newRule("from", firstId(list.root));
    if (name == "egress rule")
        return newRule("to", firstId(list.root));
    if (name == "block")
        return newAddress();
    if (name == "port")
        return newPort();
    if (name == "default entry" || name == "action entry")
        return newAction(field->item->fields.front(), "container");
    if (name == "expression") {
        Value out = newObject(*field->item);
        out.set("values", Value::list());
        return out;
    }
    return newObject(*field->item);
}

} // namespace pw::ops
