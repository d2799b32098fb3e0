#pragma once
// What a set of fingerprints did, taken together: each behaviour once, with how many showed it.

#include "core/policy/policy.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace pw::ops {

/// A process under one parent; the same name, executables and users are the same process.
struct ProcessActivity
{
    std::string name;
    std::vector<std::string> exe;
    std::vector<std::string> euser; ///< in effect, inherited ones included
    std::vector<std::string> listening; ///< `TCP 80`, `UDP 5000-5010`
    std::size_t seenIn = 0;
    std::vector<ProcessActivity> children;
    std::string key = {}; ///< see behaviour_key.h
    bool operator==(const ProcessActivity&) const = default;
};

/// What is known about the peers of a row.
enum class PeerScope : std::uint8_t { Name, Private, Public, Mixed };

/// Traffic with one peer on one port by one process, or with many addresses (then `parts` has one
/// row for each).
struct ConnectionActivity
{
    policy::Direction way = policy::Direction::Ingress;
    std::string peer; ///< `192.168.4.31`, `10.0.0.0/8`, `db.local`, `10.0.0.1 – 10.3.63.255`
    PeerScope scope = PeerScope::Name;
    std::string port; ///< `TCP 80`
    std::string process; ///< as a fingerprint calls it: `nginx_1`; `any` when a rule names none
    std::size_t seenIn = 0;
    std::vector<ConnectionActivity> parts;
    std::string key = {}; ///< see behaviour_key.h; with parts, a key of the row alone
    std::vector<std::string> processes = {}; ///< keys of its processes; empty: of any
    bool operator==(const ConnectionActivity&) const = default;
};

struct CombinedActivity
{
    std::size_t of = 0; ///< fingerprints taken together
    std::vector<ProcessActivity> processes;
    std::vector<ConnectionActivity> connections; ///< ingress first; the most common first
    /// Behaviours (processes and connections) that fewer than half of the fingerprints showed.
    std::size_t outliers = 0;
    bool operator==(const CombinedActivity&) const = default;
};

/// Fewer than half showed it.
[[nodiscard]] constexpr bool isOutlier(std::size_t seenIn, std::size_t of)
{
    return seenIn * 2 < of;
}

/// Takes documents one at a time, so that none has to be kept.
class ActivityBuilder
{
public:
    ActivityBuilder();
    ~ActivityBuilder();
    ActivityBuilder(const ActivityBuilder&) = delete;
    ActivityBuilder& operator=(const ActivityBuilder&) = delete;

    void add(const policy::GuardianDocument& document);
    [[nodiscard]] CombinedActivity build() const;

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace pw::ops
