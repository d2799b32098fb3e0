#include "ui/form/row_keys.h"

#include <map>

namespace pw::ui {
namespace {

using ops::FormRow;

/// How many items at either end of a list read the same as before.
struct Ends
{
    std::size_t size = 0;
    std::size_t front = 0;
    std::size_t back = 0;
};

using Lists = std::map<std::string, std::vector<const FormRow*>>;

std::string_view bytesOf(const FormRow& row)
{
    if (!row.node)
        return {};
    return row.node.document()->source().slice(row.node.span());
}

Lists listsOf(const std::vector<KeyedRow>& rows)
{
    Lists out;
    for (const KeyedRow& row : rows) {
        if (row.item != nullptr)
            out[row.key].push_back(row.item);
    }
    return out;
}

Ends endsOf(const std::vector<const FormRow*>& own, const std::vector<const FormRow*>& other)
{
    const std::size_t shorter = std::min(own.size(), other.size());
    if (own.size() == other.size())
        return {own.size(), shorter, 0};
    Ends out{own.size(), 0, 0};
    const auto alike = [&](std::size_t mine, std::size_t theirs) {
        return bytesOf(*own[mine]) == bytesOf(*other[theirs]);
    };
    while (out.front < shorter && alike(out.front, out.front))
        ++out.front;
    while (out.back < shorter - out.front
           && alike(own.size() - 1 - out.back, other.size() - 1 - out.back))
        ++out.back;
    return out;
}

std::string itemKey(std::size_t at, const Ends& ends)
{
    if (at >= ends.size - ends.back)
        return "\ne" + std::to_string(ends.size - at);
    return (at < ends.front ? "\nf" : "\nm") + std::to_string(at);
}

std::vector<std::string> keysOf(const std::vector<KeyedRow>& rows, const Lists& own,
                                const Lists& other)
{
    std::map<std::string, Ends> ends;
    for (const auto& [key, items] : own) {
        const auto there = other.find(key);
        ends[key]
            = endsOf(items, there == other.end() ? std::vector<const FormRow*>() : there->second);
    }
    std::map<std::string, std::size_t> next;
    std::vector<std::string> out;
    out.reserve(rows.size());
    for (const KeyedRow& row : rows)
        out.push_back(row.item == nullptr ? row.key
                                          : row.key + itemKey(next[row.key]++, ends[row.key]));
    return out;
}

} // namespace

RowKeys newRowKeys(std::size_t count)
{
    RowKeys out;
    out.after.reserve(count);
    for (std::size_t at = 0; at < count; ++at)
        out.after.push_back(std::to_string(at));
    return out;
}

RowKeys rowKeys(const std::vector<KeyedRow>& before, const std::vector<KeyedRow>& after)
{
    const Lists old = listsOf(before);
    const Lists now = listsOf(after);
    return {keysOf(before, old, now), keysOf(after, now, old)};
}

} // namespace pw::ui
