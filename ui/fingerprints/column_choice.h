#pragma once
// Which columns the fingerprint table has, and in which order, as a value.

#include "core/ops/fingerprint_sort.h"

#include <QString>

#include <string_view>
#include <vector>

namespace pw::ui {

struct ColumnChoice
{
    /// Beside the title, which is always the first. What a type of fingerprints does not have is
    /// left out of its table.
    std::vector<ops::TableColumn> columns = defaultColumns();
    bool wide = false; ///< ids and repositories are not cut

    bool operator==(const ColumnChoice&) const = default;
    /// As spyctl prints them.
    [[nodiscard]] static std::vector<ops::TableColumn> defaultColumns();
};

/// Those that can be chosen, in the order in which they are offered.
[[nodiscard]] std::vector<ops::TableColumn> choosableColumns(std::string_view type);

/// As in the header of the table: `COVERED_BY_POLICY`.
[[nodiscard]] QString columnTitle(ops::TableColumn column, std::string_view type);

/// `wide image-id repo covered latest`, for settings.
[[nodiscard]] QString columnText(const ColumnChoice& choice);
/// Words of other versions are left out.
[[nodiscard]] ColumnChoice columnChoiceOf(const QString& text);

} // namespace pw::ui
