#include "core/yaml/value.h"

#include <algorithm>
#include <unordered_map>

namespace pw::yaml {

namespace {

constexpr std::size_t maxFollowedNodes = 1'000'000;

/// Walks the tree down; its depth is what the reader allowed, plus one tree for each alias.
class Converter
{
public:
    Value convert(NodeRef node)
    {
        if (m_inAlias > 0 && ++m_followed > maxFollowedNodes)
            return {};
        switch (node.kind()) {
        case NodeKind::Scalar:
            return scalar(node);
        case NodeKind::Sequence: {
            Value list = Value::list();
            list.items.reserve(m_inAlias > 0 ? 0 : node.size());
            for (const NodeRef item : node.items())
                list.items.push_back(convert(item));
            return list;
        }
        case NodeKind::Mapping:
            return mapping(node);
        case NodeKind::Alias:
            return follow(node);
        }
        return {};
    }

private:
    static Value scalar(NodeRef node)
    {
        const std::string_view text = node.value();
        switch (node.scalarType()) {
        case ScalarType::Null:
            return {};
        case ScalarType::Bool: {
            const char first = text.front();
            const bool on = first == 't' || first == 'T' || first == 'y' || first == 'Y'
                || text == "on" || text == "On" || text == "ON";
            return Value::boolean(on);
        }
        case ScalarType::Int:
        case ScalarType::Float:
            return Value::number(std::string(text));
        case ScalarType::Timestamp:
        case ScalarType::String:
            return Value::string(std::string(text));
        }
        return {};
    }

    Value mapping(NodeRef node)
    {
        Value map = Value::map();
        map.entries.reserve(m_inAlias > 0 ? 0 : node.size());
        constexpr std::size_t few = 16;
        std::unordered_map<std::string_view, std::size_t> places; // for large mappings only
        for (const auto& [key, value] : node.entries()) {
            const std::string_view name = key.value();
            std::size_t place = map.entries.size();
            if (node.size() > few) {
                place = places.try_emplace(name, place).first->second;
            } else {
                const auto same = std::find_if(map.entries.begin(), map.entries.end(),
                                               [&](const auto& e) { return e.first == name; });
                place = static_cast<std::size_t>(same - map.entries.begin());
            }
            if (place == map.entries.size())
                map.entries.emplace_back(name, convert(value));
            else
                map.entries[place].second = convert(value);
        }
        return map;
    }

    Value follow(NodeRef alias)
    {
        const NodeRef target = alias.aliasTarget();
        for (NodeRef up = alias; up; up = up.parent()) {
            if (up == target)
                return {}; // it stands for something that holds it
        }
        constexpr std::size_t maxAliasDepth = 64;
        if (!target || m_inAlias >= maxAliasDepth)
            return {};
        ++m_inAlias;
        Value value = convert(target);
        --m_inAlias;
        return value;
    }

    std::size_t m_inAlias = 0;
    std::size_t m_followed = 0;
};

} // namespace

Value Value::string(std::string content)
{
    Value value;
    value.kind = Kind::String;
    value.text = std::move(content);
    return value;
}

Value Value::number(std::string written)
{
    Value value;
    value.kind = Kind::Number;
    value.text = std::move(written);
    return value;
}

Value Value::boolean(bool on)
{
    Value value;
    value.kind = Kind::Bool;
    value.text = on ? "true" : "false";
    return value;
}

Value Value::list(std::vector<Value> items)
{
    Value value;
    value.kind = Kind::List;
    value.items = std::move(items);
    return value;
}

Value Value::map(std::vector<std::pair<std::string, Value>> entries)
{
    Value value;
    value.kind = Kind::Map;
    value.entries = std::move(entries);
    return value;
}

Value Value::strings(const std::vector<std::string>& contents)
{
    Value value = list();
    value.items.reserve(contents.size());
    for (const std::string& content : contents)
        value.items.push_back(string(content));
    return value;
}

const Value* Value::find(std::string_view key) const
{
    const auto at = std::find_if(entries.begin(), entries.end(),
                                 [&](const auto& entry) { return entry.first == key; });
    return at == entries.end() ? nullptr : &at->second;
}

void Value::set(std::string_view key, Value value)
{
    const auto at = std::find_if(entries.begin(), entries.end(),
                                 [&](const auto& entry) { return entry.first == key; });
    if (at == entries.end())
        entries.emplace_back(key, std::move(value));
    else
        at->second = std::move(value);
}

void Value::erase(std::string_view key)
{
    std::erase_if(entries, [&](const auto& entry) { return entry.first == key; });
}

Value toValue(NodeRef node)
{
    return node ? Converter().convert(node) : Value();
}

} // namespace pw::yaml
