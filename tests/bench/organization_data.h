#pragma once
// An organization at random that is the same in every run: images, instances of them and policies.

#include "core/yaml/value.h"

#include <cstddef>
#include <string>

namespace pw::bench {

struct OrganizationSize
{
    std::size_t fingerprints = 100'000;
    std::size_t scopes = 2000; ///< two for each image
    std::size_t policies = 1000; ///< one for each image
    /// Every instance states its container id, as a running one does: no two share a scope.
    bool containerIds = false;
};

/// Everything was seen in the day after this.
inline constexpr double organizationStart = 1'713'000'000;

/// Records from one index to another, one a line. Five instances of a scope behave alike; one in
/// ten kinds of behaviour has a shell that its policy does not allow.
[[nodiscard]] std::string fingerprintLines(const OrganizationSize& size, std::size_t begin,
                                           std::size_t end);
/// The policy for one image; another `round` is another text of the same meaning.
[[nodiscard]] yaml::Value imagePolicy(std::size_t image, std::size_t round = 0);
/// Has every container in its scope and allows what nearly all of them do.
[[nodiscard]] yaml::Value policyForAll(std::size_t round = 0);

} // namespace pw::bench
