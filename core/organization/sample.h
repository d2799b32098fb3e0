#pragma once
// What a new organization has in it, so that there is something to look at.

#include "core/base/result.h"

#include <string_view>

namespace pw::organization {

class Store;

/// Imports the sample (the text of resources/sample/organization.yaml) with all its times shifted,
/// so that the newest is `now`. Once in the life of a database, whoever asks first.
[[nodiscard]] Result<Done> addSample(Store& store, std::string_view text, double now);

} // namespace pw::organization
