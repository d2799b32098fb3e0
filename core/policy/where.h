#pragma once
// The place a decoded value was read from. Values compare as values: two places are always equal.

#include "core/yaml/document.h"

namespace pw::policy {

struct Where
{
    yaml::NodeId node = yaml::noNode; ///< in the document it was decoded from; noNode when made

    constexpr bool operator==(const Where&) const { return true; }
};

} // namespace pw::policy
