#pragma once
// The sample organization, built in.

#include <string_view>

namespace pw::connections {

/// The text of resources/sample/organization.yaml.
[[nodiscard]] std::string_view sampleOrganization();

} // namespace pw::connections
