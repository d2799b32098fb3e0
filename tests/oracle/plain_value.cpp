#include "tests/oracle/plain_value.h"

#include <algorithm>

namespace pw::oracle {

using yaml::Value;

namespace {

/// No text of a test has it.
const std::string mark = "\x01";

void eachBelow(const Path& path, const Value& value,
               const std::function<void(const Path&, const Value&)>& use)
{
    use(path, value);
    for (std::size_t i = 0; i < value.items.size(); ++i)
        eachBelow(below(path, i), value.items[i], use);
    for (std::size_t i = 0; i < value.entries.size(); ++i)
        eachBelow(below(path, i), value.entries[i].second, use);
}

void eraseMarked(Value& value)
{
    std::erase_if(value.items, [](const Value& item) {
        return item.kind == Value::Kind::String && item.text == mark;
    });
    for (Value& item : value.items)
        eraseMarked(item);
    for (auto& [key, entry] : value.entries)
        eraseMarked(entry);
}

} // namespace

const Value& valueAt(const Value& root, const Path& path)
{
    const Value* value = &root;
    for (const std::size_t step : path)
        value = value->kind == Value::Kind::Map ? &value->entries.at(step).second
                                                : &value->items.at(step);
    return *value;
}

Value& valueAt(Value& root, const Path& path)
{
    return const_cast<Value&>(valueAt(static_cast<const Value&>(root), path));
}

std::size_t sizeOf(const Value& value)
{
    return value.kind == Value::Kind::Map ? value.entries.size() : value.items.size();
}

Path parentOf(Path path)
{
    path.pop_back();
    return path;
}

Path below(Path path, std::size_t index)
{
    path.push_back(index);
    return path;
}

bool holds(const Path& outer, const Path& inner)
{
    return outer.size() <= inner.size() && std::equal(outer.begin(), outer.end(), inner.begin());
}

void eachValue(const Value& root, const std::function<void(const Path&, const Value&)>& use)
{
    eachBelow({}, root, use);
}

void eraseAt(Value& root, const Path& path)
{
    Value& parent = valueAt(root, parentOf(path));
    const auto index = static_cast<std::ptrdiff_t>(path.back());
    if (parent.kind == Value::Kind::Map)
        parent.entries.erase(parent.entries.begin() + index);
    else
        parent.items.erase(parent.items.begin() + index);
}

void insertAt(Value& into, std::size_t index, const std::string& key, Value value)
{
    const auto place = static_cast<std::ptrdiff_t>(index);
    if (into.kind == Value::Kind::Map)
        into.entries.insert(into.entries.begin() + place, {key, std::move(value)});
    else
        into.items.insert(into.items.begin() + place, std::move(value));
}

void moveItems(Value& root, const std::vector<Path>& items, const Path& list, std::size_t before)
{
    std::vector<Value> moved;
    for (const Path& item : items)
        moved.push_back(valueAt(root, item));
    for (const Path& item : items)
        valueAt(root, item) = Value::string(mark);
    Value& into = valueAt(root, list);
    const std::size_t at = std::min(before, into.items.size());
    into.items.insert(into.items.begin() + static_cast<std::ptrdiff_t>(at), moved.begin(),
                      moved.end());
    eraseMarked(root);
}

std::size_t indexOf(const Value& mapping, std::string_view key)
{
    for (std::size_t i = 0; i < mapping.entries.size(); ++i) {
        if (mapping.entries[i].first == key)
            return i;
    }
    return std::string::npos;
}

Path pathTo(const Value& root, const std::vector<std::string>& keys)
{
    Path out;
    for (const std::string& key : keys) {
        const std::size_t index = indexOf(valueAt(root, out), key);
        if (index == std::string::npos)
            return {};
        out.push_back(index);
    }
    return out;
}

std::vector<policy::Step> stepsTo(const Value& root, const Path& path)
{
    std::vector<policy::Step> out;
    const Value* at = &root;
    for (const std::size_t index : path) {
        if (at->kind == Value::Kind::Map) {
            out.push_back({at->entries[index].first, 0, false});
            at = &at->entries[index].second;
        } else {
            out.push_back({{}, index, true});
            at = &at->items[index];
        }
    }
    return out;
}

std::optional<Path> pathOf(const Value& root, const std::vector<policy::Step>& steps)
{
    Path out;
    for (const policy::Step& step : steps) {
        const Value& at = valueAt(root, out);
        const std::size_t index = step.isItem ? step.index : indexOf(at, step.key);
        if (index >= sizeOf(at))
            return std::nullopt;
        out.push_back(index);
    }
    return out;
}

bool sameBut(const Value& one, const Value& other, const std::set<std::string>& anywhere)
{
    if (one.kind != other.kind || one.text != other.text || one.items.size() != other.items.size()
        || one.entries.size() != other.entries.size())
        return false;
    for (std::size_t i = 0; i < one.items.size(); ++i) {
        if (!sameBut(one.items[i], other.items[i], anywhere))
            return false;
    }
    std::size_t at = 0;
    for (const auto& [key, value] : one.entries) {
        const Value* const same = other.find(key);
        if (same == nullptr || !sameBut(value, *same, anywhere))
            return false;
        if (anywhere.contains(key))
            continue;
        while (anywhere.contains(other.entries[at].first))
            ++at;
        if (other.entries[at++].first != key)
            return false;
    }
    return true;
}

} // namespace pw::oracle
