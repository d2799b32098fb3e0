#pragma once
// Which fingerprints of a list have to be read to judge policies.

#include "core/ops/fingerprint_list.h"
#include "core/policy/policy.h"

#include <cstddef>
#include <vector>

namespace pw::ops {

struct EvidenceRows
{
    std::vector<std::size_t> rows; ///< indexes into the list's instances, ascending
    std::size_t all = 0; ///< how many there were before the list was cut
};

/// Those that one of the policies may select, by what a row says: whether it does is told by their
/// documents. Of more than `most` the first.
[[nodiscard]] EvidenceRows evidenceRows(const FingerprintList& list,
                                        const std::vector<policy::GuardianDocument>& policies,
                                        std::size_t most);

} // namespace pw::ops
