#pragma once
// Which fingerprints each applied policy is for, by name.

#include "core/ops/fingerprint_list.h"
#include "core/ops/policy_index.h"

#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::ops {

/// An instance as a person knows it.
struct ScopedInstance
{
    std::string id; ///< `fprint:…`
    std::string name; ///< of its pod, container or service; else its id
    std::string place; ///< namespace, or machine
    bool operator==(const ScopedInstance&) const = default;
};

struct PolicyCover
{
    /// So many are named; more are only counted.
    static constexpr std::size_t mostNamed = 500;

    std::size_t count = 0; ///< fingerprints in its scope
    std::size_t alone = 0; ///< of them those that no other policy has in its scope
    std::vector<ScopedInstance> instances; ///< the first ones
    std::vector<std::string> others; ///< uids of policies that have some of them, too; sorted
    bool operator==(const PolicyCover&) const = default;
};

/// Looks up one fingerprint after the other. Policies that are disabled or not applied are for
/// nothing, as the server has it.
class PolicyCovers
{
public:
    explicit PolicyCovers(const std::vector<policy::GuardianDocument>& policies);

    /// Where the server says which policies (uids) are for it.
    void add(const policy::FingerprintFacts& facts, const std::vector<std::string>& coveredBy);
    /// Where it does not: computed from the fingerprint's document, its record's facts taken in.
    void add(const policy::FingerprintFacts& facts, const policy::GuardianDocument& workload);
    /// Computed for those instances of the list, which may be a slice of it. Cancelled work gives
    /// fewer. Error code `not-fetched`: some have no text.
    [[nodiscard]] Result<Done> add(const FingerprintList& list,
                                   const std::vector<std::size_t>& instances,
                                   const std::stop_token& stop = {});

    /// Nothing for a uid that is none of the policies'.
    [[nodiscard]] std::optional<PolicyCover> of(std::string_view uid) const;

private:
    std::vector<std::string> m_uids; ///< by their id in the index
    PolicyIndex m_index;
    std::map<std::string, PolicyCover, std::less<>> m_covers;
};

} // namespace pw::ops
