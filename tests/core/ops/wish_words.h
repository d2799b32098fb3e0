#pragma once
// Wishes as short texts: `set spec.mode "enforce"`.

#include "core/policy/policy_edit.h"

#include <span>
#include <string>

namespace pw::tests {

/// On one line: `{name: "a", exe: ["b"]}`.
inline std::string wordsOf(const yaml::Value& value)
{
    using Kind = yaml::Value::Kind;
    std::string out;
    const auto add = [&out](const std::string& part) { out += (out.empty() ? "" : ", ") + part; };
    switch (value.kind) {
    case Kind::Null:
        return "null";
    case Kind::Bool:
    case Kind::Number:
        return value.text;
    case Kind::String:
        return '"' + value.text + '"';
    case Kind::List:
        for (const yaml::Value& item : value.items)
            add(wordsOf(item));
        return '[' + out + ']';
    case Kind::Map:
        for (const auto& [key, one] : value.entries)
            add(key + ": " + wordsOf(one));
        return '{' + out + '}';
    }
    return out;
}

struct WishWords
{
    static std::string places(const std::vector<policy::Place>& all)
    {
        std::string out;
        for (const policy::Place& place : all)
            out += ' ' + place.path();
        return out;
    }
    static std::string before(std::size_t at)
    {
        return at == policy::atEnd ? " at end" : " before " + std::to_string(at);
    }
    std::string operator()(const policy::SetValue& wish) const
    {
        return "set " + wish.at.path() + ' ' + wordsOf(wish.value);
    }
    std::string operator()(const policy::Clear& wish) const
    {
        return "clear" + places(wish.places);
    }
    std::string operator()(const policy::InsertItems& wish) const
    {
        std::string out = "insert " + wish.list.path() + before(wish.before);
        for (const yaml::Value& value : wish.values)
            out += ' ' + wordsOf(value);
        return out;
    }
    std::string operator()(const policy::MoveItems& wish) const
    {
        return "move" + places(wish.items) + " to " + wish.list.path() + before(wish.before);
    }
    std::string operator()(const policy::RenameKey& wish) const
    {
        return "rename " + wish.at.path() + ' ' + wish.key;
    }
    std::string operator()(const policy::Restyle& wish) const
    {
        return "restyle " + wish.at.path();
    }
    std::string operator()(const policy::ExpandAlias& wish) const
    {
        return "expand " + wish.at.path();
    }
    std::string operator()(const policy::AddProcess& wish) const
    {
        return "add process " + wish.list.path() + before(wish.before) + ' '
            + wordsOf(wish.process);
    }
    std::string operator()(const policy::RemoveProcesses& wish) const
    {
        return "remove processes" + places(wish.places);
    }
    std::string operator()(const policy::MoveProcesses& wish) const
    {
        return "move processes" + places(wish.places) + " to " + wish.list.path()
            + before(wish.before);
    }
    std::string operator()(const policy::DuplicateProcess& wish) const
    {
        return "duplicate " + wish.at.path();
    }
    std::string operator()(const policy::RenameProcessId& wish) const
    {
        return "rename id " + wish.from + ' ' + wish.to;
    }
    std::string operator()(const policy::StartDocument& wish) const
    {
        return "start " + wordsOf(wish.document);
    }
    std::string operator()(const policy::SplitRule& wish) const
    {
        std::string out = "split " + wish.at.path() + ' ' + wish.key;
        for (const std::size_t item : wish.items)
            out += ' ' + std::to_string(item);
        return out;
    }
};

inline std::string wordsOf(std::span<const policy::PolicyEdit> wishes)
{
    std::string out;
    for (const policy::PolicyEdit& wish : wishes)
        out += (out.empty() ? "" : "; ") + std::visit(WishWords(), wish);
    return out;
}

} // namespace pw::tests
