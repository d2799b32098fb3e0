#include "core/policy/decode_parts.h"
#include "core/policy/scalars.h"

#include <algorithm>

namespace pw::policy {

namespace {

using yaml::NodeRef;

Labels decodeLabels(NodeRef node)
{
    Labels out;
    for (const auto& [key, value] : node.entries()) {
        if (!value.isString())
            continue;
        const auto same = std::find_if(out.begin(), out.end(), [name = key.value()](const auto& l) {
            return l.first == name;
        });
        if (same == out.end())
            out.emplace_back(key.value(), value.value());
        else
            same->second = value.value(); // of duplicates the last one counts
    }
    return out;
}

std::vector<Expression> decodeExpressions(NodeRef list)
{
    std::vector<Expression> out;
    for (const NodeRef item : list.items()) {
        if (!item.isMapping())
            continue;
        Expression expression;
        expression.key = textOf(item.find("key")).value_or("");
        expression.op = textOf(item.find("operator")).value_or("");
        expression.values = textsOf(item.find("values")).value_or(std::vector<std::string>());
        expression.where = {item.id()};
        out.push_back(std::move(expression));
    }
    return out;
}

void decodeField(Selector& selector, std::string_view name, NodeRef value)
{
    SelectorField field;
    field.name = name;
    field.where = {value.id()};
    if (const auto text = textOf(value)) {
        field.values.emplace_back(*text);
    } else if (auto texts = textsOf(value)) {
        field.values = std::move(*texts);
        field.isList = true;
    } else {
        return;
    }
    std::erase_if(selector.fields, [&](const SelectorField& f) { return f.name == field.name; });
    selector.fields.push_back(std::move(field));
}

using yaml::Value;

std::vector<std::string> textsOfValue(const Value* list)
{
    std::vector<std::string> out;
    if (list != nullptr && list->kind == Value::Kind::List) {
        for (const Value& item : list->items) {
            if (item.kind == Value::Kind::String)
                out.push_back(item.text);
        }
    }
    return out;
}

Labels labelsOfValue(const Value& map)
{
    Labels out;
    for (const auto& [key, value] : map.entries) {
        if (value.kind == Value::Kind::String)
            out.emplace_back(key, value.text);
    }
    return out;
}

std::vector<Expression> expressionsOfValue(const Value& list)
{
    std::vector<Expression> out;
    for (const Value& item : list.items) {
        const auto text = [&item](std::string_view field) {
            const Value* const found = item.find(field);
            return found != nullptr && found->kind == Value::Kind::String ? found->text
                                                                          : std::string();
        };
        if (item.kind == Value::Kind::Map)
            out.push_back(
                {text("key"), text("operator"), textsOfValue(item.find("values")), Where{}});
    }
    return out;
}

} // namespace

Selector decodeSelector(std::string_view key, const Value& value)
{
    Selector out;
    out.key = key;
    for (const auto& [name, below] : value.entries) {
        if (name == "matchFields")
            out.matchFields = labelsOfValue(below);
        else if (name == "matchFieldsExpressions")
            out.matchFieldsExpressions = expressionsOfValue(below);
        else if (name == "matchLabels")
            out.matchLabels = labelsOfValue(below);
        else if (name == "matchExpressions")
            out.matchExpressions = expressionsOfValue(below);
        else if (below.kind == Value::Kind::String)
            out.fields.push_back({name, {below.text}, false, Where{}});
        else if (below.kind == Value::Kind::List)
            out.fields.push_back({name, textsOfValue(&below), true, Where{}});
    }
    return out;
}

Selector decodeSelector(std::string_view key, NodeRef node)
{
    Selector out;
    out.key = key;
    out.where = {node.id()};
    for (const auto& [name, value] : node.entries()) {
        const std::string_view word = name.value();
        if (word == "matchFields")
            out.matchFields = decodeLabels(value);
        else if (word == "matchFieldsExpressions")
            out.matchFieldsExpressions = decodeExpressions(value);
        else if (word == "matchLabels")
            out.matchLabels = decodeLabels(value);
        else if (word == "matchExpressions")
            out.matchExpressions = decodeExpressions(value);
        else
            decodeField(out, word, value);
    }
    return out;
}

} // namespace pw::policy
