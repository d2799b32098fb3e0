#pragma once
// How the rows of a form are known again when the text has changed.

#include "core/ops/form_rows.h"

#include <string>
#include <vector>

namespace pw::ui {

/// A row among those beside it.
struct KeyedRow
{
    std::string key; ///< its own; of an item that of its list
    const ops::FormRow* item = nullptr; ///< in its list
};

/// Unique in each of the two.
struct RowKeys
{
    std::vector<std::string> before;
    std::vector<std::string> after;
};

/// Items are known from both ends of their list as far as they read the same, so that those around
/// a new one stay what they are; in a list that has as many as before, by their number.
[[nodiscard]] RowKeys rowKeys(const std::vector<KeyedRow>& before,
                              const std::vector<KeyedRow>& after);

/// Of rows that come where none were.
[[nodiscard]] RowKeys newRowKeys(std::size_t count);

} // namespace pw::ui
