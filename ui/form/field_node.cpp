#include "ui/form/field_node.h"

#include <algorithm>

namespace pw::ui {
namespace {

using ops::FormRow;

std::string_view bytesOf(const FormRow& row)
{
    if (!row.node)
        return {};
    return row.node.document()->source().slice(row.node.span());
}

bool isItem(const FormRow* row)
{
    return row->role == FormRow::Role::Item;
}

std::string entryKey(const FormRow& row)
{
    if (row.role == FormRow::Role::Add)
        return "+";
    return row.step.key + '\n' + std::to_string(row.step.index);
}

std::string itemKey(std::size_t at, std::size_t size, std::size_t front, std::size_t back)
{
    if (at >= size - back)
        return "e" + std::to_string(size - at);
    return (at < front ? "f" : "m") + std::to_string(at);
}

} // namespace

RowKeys rowKeys(const std::vector<const FormRow*>& before, const std::vector<const FormRow*>& after)
{
    RowKeys out;
    const auto itemsOf = [](const std::vector<const FormRow*>& rows) {
        return static_cast<std::size_t>(std::ranges::count_if(rows, isItem));
    };
    const std::size_t old = itemsOf(before);
    const std::size_t now = itemsOf(after);
    const std::size_t shorter = std::min(old, now);
    std::size_t front = shorter;
    std::size_t back = 0;
    if (old != now) {
        front = 0;
        while (front < shorter && bytesOf(*before[front]) == bytesOf(*after[front]))
            ++front;
        while (back < shorter - front
               && bytesOf(*before[old - 1 - back]) == bytesOf(*after[now - 1 - back]))
            ++back;
    }
    const auto keys = [&](const std::vector<const FormRow*>& rows, std::size_t items) {
        std::vector<std::string> list;
        list.reserve(rows.size());
        for (std::size_t at = 0; at < rows.size(); ++at) {
            list.push_back(isItem(rows[at]) ? itemKey(at, items, front, back)
                                            : entryKey(*rows[at]));
        }
        return list;
    };
    out.before = keys(before, old);
    out.after = keys(after, now);
    return out;
}

} // namespace pw::ui
