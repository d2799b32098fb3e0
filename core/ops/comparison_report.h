#pragma once
// A comparison as lines for a terminal and as a table for a review.

#include "core/ops/comparison.h"

#include <string>

namespace pw::ops {

/// `4 wider, 1 narrower, 1 response`; empty when nothing changed.
[[nodiscard]] std::string countsText(const Comparison& comparison);

/// A line a change below the name of its document, with what it does behind it.
[[nodiscard]] std::string textReport(const Comparison& comparison);

/// A heading and a table, to be pasted into a review.
[[nodiscard]] std::string markdownReport(const Comparison& comparison, std::string_view left,
                                         std::string_view right);

} // namespace pw::ops
