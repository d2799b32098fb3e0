#pragma once
// A comparison as one HTML page that needs nothing else: what changed in meaning, how much of it
// goes which way as a picture, and the texts line by line.

#include "core/ops/comparison.h"

#include <string>

namespace pw::ops {

/// What one side is called, and what it says.
struct ReportSide
{
    std::string_view name;
    std::string_view text;
};

/// Light or dark as its reader prefers. What the texts say is shown and never taken as HTML; signs
/// that could hide or reorder text stand as escapes. The texts end after 20,000 rows, and the page
/// says so.
[[nodiscard]] std::string htmlReport(const Comparison& comparison, const ReportSide& left,
                                     const ReportSide& right);

} // namespace pw::ops
