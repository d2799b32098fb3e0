#pragma once
// A policy held against what was seen: what it selects, what it allows, and what it would do about
// the rest. Nothing is applied.

#include "core/base/progress.h"
#include "core/policy/fingerprint.h"
#include "core/policy/policy.h"

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::ops {

/// One fingerprint of the time range.
struct Evidence
{
    policy::GuardianDocument document; ///< as `workloadOf` reads its record
    policy::FingerprintFacts facts;
};

struct ReplayNumbers
{
    std::size_t covered = 0; ///< fingerprints that the policy selects
    std::size_t conforming = 0; ///< of those: everything they did is allowed
    std::size_t behaviours = 0; ///< different processes and connections of those covered
    std::size_t allowed = 0; ///< of those behaviours, in every fingerprint that shows them
    std::size_t flagged
        = 0; ///< deviations that would raise a flag; each fingerprint counts its own
    std::size_t killedProcesses = 0; ///< deviations that would end a process, a group or a tree
    std::size_t killedPods = 0; ///< pods that would be deleted
    std::size_t images = 0; ///< different images, or services, that are selected
    bool operator==(const ReplayNumbers&) const = default;
};

/// A deviation whose response ends something.
struct PossibleKill
{
    std::string instance; ///< pod, container or service
    std::string time; ///< latest timestamp of the fingerprint, as written
    std::string process; ///< name; empty when the connection is of no known process
    std::string what; ///< `Process nc (/usr/bin/nc) by root under sh`
    std::string action; ///< `agentKillPod`
    policy::Where rule; ///< the action in the policy
    bool operator==(const PossibleKill&) const = default;
};

struct Replay
{
    ReplayNumbers numbers;
    std::vector<PossibleKill> kills; ///< the first `mostKills`; the numbers count all
    std::vector<bool> covers; ///< for each piece of evidence
};

inline constexpr std::size_t mostKills = 10'000;

/// What the policy would do when it enforced, whatever its mode; one that is switched off does and
/// selects nothing. Stopped work gives what was done until then.
[[nodiscard]] Replay replay(const policy::GuardianDocument& policy,
                            const std::vector<Evidence>& evidence, const std::stop_token& stop = {},
                            const ProgressFn& progress = {});

/// How a person calls it: pod, container, service, or else its id.
[[nodiscard]] std::string instanceName(const policy::FingerprintFacts& facts);

} // namespace pw::ops
