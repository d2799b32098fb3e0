#pragma once
// The fingerprint table as text, column by column as spyctl prints it.

#include "core/base/result.h"
#include "core/ops/fingerprint_table.h"

#include <string>
#include <vector>

namespace pw::ops {

/// A cell may hold several lines.
struct TextTable
{
    std::vector<std::string> headers;
    std::vector<std::vector<std::string>> rows;
    bool operator==(const TextTable&) const = default;
};

struct FingerprintTableOptions
{
    std::string type = "container";
    bool wide = false; ///< ids, repositories and cgroups are not cut
    std::vector<std::string> groupBy; ///< field paths, as the instances' group values
    std::string sortBy; ///< a header in any case; empty for the first column
};

/// Error code: `unknown-column`, which names the columns. Rows without a value come last.
[[nodiscard]] Result<TextTable> fingerprintTable(const std::vector<FingerprintInstance>& instances,
                                                 const FingerprintTableOptions& options);

/// Columns two spaces apart, nothing behind the last sign of a line. Ends with a newline.
[[nodiscard]] std::string toText(const TextTable& table);

} // namespace pw::ops
