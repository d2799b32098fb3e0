#pragma once
// `--image`, `--namespace`, …: which fingerprints a command is about.

#include "app/pwctl/arguments.h"
#include "core/api/filters.h"

#include <vector>

namespace pw::pwctl {

[[nodiscard]] std::vector<OptionSpec> filterOptions();

/// Those of the context, each replaced by its option when that is given.
[[nodiscard]] api::Filters filtersOf(const Arguments& arguments, api::Filters ofContext);

} // namespace pw::pwctl
