#pragma once
// Changes are runs of changed rows, in whatever rows a view of a diff has: `rows.size()` and
// `rows.at(row).isChange()`.

namespace pw::ui {

/// Half open.
struct RowRange
{
    int begin = 0;
    int end = 0;
    bool operator==(const RowRange&) const = default;
};

/// The change that the row belongs to; empty when it belongs to none.
template <typename Rows> [[nodiscard]] RowRange changeAt(const Rows& rows, int row)
{
    if (row < 0 || row >= rows.size() || !rows.at(row).isChange())
        return {};
    RowRange out{row, row + 1};
    while (out.begin > 0 && rows.at(out.begin - 1).isChange())
        --out.begin;
    while (out.end < rows.size() && rows.at(out.end).isChange())
        ++out.end;
    return out;
}

/// The first row of a change that begins below; -1: none does.
template <typename Rows> [[nodiscard]] int nextChange(const Rows& rows, int row)
{
    int next = row > 0 ? row : 0;
    if (const RowRange here = changeAt(rows, row); here.end > here.begin)
        next = here.end;
    while (next < rows.size() && !rows.at(next).isChange())
        ++next;
    return next < rows.size() ? next : -1;
}

/// The first row of the change above; -1: there is none.
template <typename Rows> [[nodiscard]] int previousChange(const Rows& rows, int row)
{
    int before = row < rows.size() ? row : rows.size();
    if (const RowRange here = changeAt(rows, row); here.end > here.begin)
        before = here.begin;
    --before;
    while (before >= 0 && !rows.at(before).isChange())
        --before;
    return before < 0 ? -1 : changeAt(rows, before).begin;
}

/// How many changes begin in the rows up to the last one.
template <typename Rows> [[nodiscard]] int changesUpTo(const Rows& rows, int last)
{
    int out = 0;
    for (int row = 0; row <= last; ++row)
        out += rows.at(row).isChange() && (row == 0 || !rows.at(row - 1).isChange()) ? 1 : 0;
    return out;
}

/// Of the change that the row belongs to, from 1; 0 when it belongs to none.
template <typename Rows> [[nodiscard]] int changeNumber(const Rows& rows, int row)
{
    const bool inChange = row >= 0 && row < rows.size() && rows.at(row).isChange();
    return inChange ? changesUpTo(rows, row) : 0;
}

} // namespace pw::ui
