#pragma once
// Which objects a query asks for, in the words of contexts and of the command line.

#include "core/policy/fingerprint.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pw::api {

enum class FilterField : std::uint8_t {
    Cluster, ///< name or uid
    Namespace,
    Pod,
    Machine, ///< name or uid
    Image,
    ImageId,
    ContainerName,
    ContainerId,
    Cgroup,
    Status,
    Id,
};

/// Fields are joined by "and", the values of one by "or". Values may hold wildcards.
using Filters = std::map<FilterField, std::vector<std::string>>;

/// The whole text is what one of the patterns says.
[[nodiscard]] bool fitsAny(const std::vector<std::string>& patterns, std::string_view text);
/// What a fingerprint says of itself passes the filters; documents do not say their status, so that
/// every status fits them.
[[nodiscard]] bool fits(FilterField field, const std::vector<std::string>& values,
                        const policy::FingerprintFacts& facts);
[[nodiscard]] bool fits(const Filters& filters, const policy::FingerprintFacts& facts);

/// As a context's file spells it: `imageID`; `status` and `id` stand in none.
[[nodiscard]] std::string_view toString(FilterField field);

} // namespace pw::api
