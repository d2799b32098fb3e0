#pragma once
// What a policy selects, as a text and as the service's hash of it.

#include "core/yaml/value.h"

#include <string>

namespace pw::organization {

/// The selectors of the document's spec, in its order.
[[nodiscard]] yaml::Value selectorsOf(const yaml::Value& document);

/// MD5 of the selectors as the service's clients write them: JSON without blanks, keys sorted, all
/// but ASCII escaped. The same scope has the same hash.
[[nodiscard]] std::string selectorHash(const yaml::Value& document);

} // namespace pw::organization
