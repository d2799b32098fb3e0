#pragma once
// Evaluates: which applied policies cover which fingerprints, what deviates, and what the policies
// would do or did about it.

#include "core/base/result.h"

#include <cstddef>
#include <memory>
#include <stop_token>

namespace pw::organization {

class Database;

/// Works off what the store has queued: policies that changed and fingerprints that arrived. All
/// that it knows is in the database, so it may end at any time, and several processes may work at
/// once: each slice is one transaction that begins where the last one ended.
class Guardian
{
public:
    /// One step is a policy held against what one fingerprint did, or a record written.
    static constexpr std::size_t sliceSteps = 2000;

    explicit Guardian(Database& database);
    Guardian(const Guardian&) = delete;
    Guardian& operator=(const Guardian&) = delete;
    ~Guardian();

    /// Something is queued. Nearly free when nobody changed the database since the last call.
    [[nodiscard]] Result<bool> pending();
    /// A part of what is queued. True when there is more. Error codes: those of Database.
    [[nodiscard]] Result<bool> workSlice(const std::stop_token& stop = {},
                                         std::size_t steps = sliceSteps);
    /// All of it. Error code beside those of Database: `cancelled`; what was done stays done.
    [[nodiscard]] Result<Done> finish(const std::stop_token& stop = {});
    /// What covers which fingerprints, for who need not know yet what deviates.
    [[nodiscard]] Result<Done> finishCoverage(const std::stop_token& stop = {});

private:
    [[nodiscard]] Result<bool> coveragePending();

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace pw::organization
