#pragma once
// A filter as a short text, for a name to stand for it, and as words of a command line.

#include "core/base/result.h"
#include "core/ops/fingerprint_filter.h"

namespace pw::ops {

/// `type=container namespace=dev namespace=prod text='mongo* db' only=uncovered`. Empty for a
/// filter that asks for nothing.
[[nodiscard]] std::string filterText(const FingerprintFilter& filter);

/// Reads what filterText writes. Error codes: `unknown-field`, `wrong-filter`.
[[nodiscard]] Result<FingerprintFilter> filterOf(std::string_view text);

/// The words behind `spyctl get fingerprints`, not quoted for a shell. What spyctl cannot ask for
/// (labels, status, pods, only the uncovered, several words) is left out.
[[nodiscard]] std::vector<std::string> spyctlWords(const FingerprintFilter& filter);

} // namespace pw::ops
