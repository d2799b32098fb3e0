#pragma once
// What a new policy is for, line by line, each with the reason why it came out so.

#include "core/ops/merge.h"

#include <string>
#include <vector>

namespace pw::ops {

struct ScopeLine
{
    enum class Fate : std::uint8_t {
        Shared, ///< all inputs say the same
        Listed, ///< they differ, and all their values are listed
        Wildcard, ///< they differ, a pattern is left
        Dropped, ///< it does not narrow the policy any more
    };
    Fate fate = Fate::Shared;
    std::string field; ///< in plain words: `namespace`, `pod label app`
    std::string path; ///< `spec.namespaceSelector.matchLabels.kubernetes.io/metadata.name`
    std::string value; ///< as in the policy; empty when dropped
    std::string reason; ///< `all selected fingerprints share it`
    bool operator==(const ScopeLine&) const = default;
};

/// In the order of the policy; what was dropped stands last.
[[nodiscard]] std::vector<ScopeLine> scopeLines(const std::vector<MergeInput>& inputs,
                                                const policy::GuardianDocument& merged);

/// `mongo:latest in namespace dev`, `/system.slice/nginx.service`.
[[nodiscard]] std::string scopeSummary(const policy::GuardianDocument& merged);

/// `image` for `spec.containerSelector.image`; the path itself when it has no plain name.
[[nodiscard]] std::string plainField(std::string_view path);

} // namespace pw::ops
