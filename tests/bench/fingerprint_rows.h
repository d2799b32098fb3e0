#pragma once
// Rows of an organization in bulk.

#include "core/ops/fingerprint_list.h"

namespace pw::bench {

/// Alike in two rounds but for some: in each round other instances have come and gone, and others
/// are covered.
[[nodiscard]] ops::FingerprintList fingerprintRows(std::size_t rows, std::size_t images,
                                                   unsigned round);

} // namespace pw::bench
