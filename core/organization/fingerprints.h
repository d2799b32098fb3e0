#pragma once
// The fingerprints of the store: small rows for lists, records by number or id.

#include "core/base/result.h"
#include "core/policy/fingerprint.h"
#include "core/policy/policy.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::organization {

class Database;

/// A fingerprint as it goes in: its record is complete (see record.h) and on one line.
struct NewFingerprint
{
    policy::FingerprintFacts facts; ///< with an id
    std::string record; ///< JSON
    policy::GuardianDocument workload; ///< what policies are held against
    std::string schema; ///< `model_fingerprint:container:1.1.0`
    std::string status;
    std::string hostname;
    std::string clusterUid;
    std::string rootPuid;
    std::string firstTimestamp; ///< as written
    std::string latestTimestamp;
    double time = 0;
    double validFrom = 0;
    std::optional<double> validTo; ///< as the record says
    double lastSeen = 0; ///< when it ended, or was last heard of
    std::optional<std::int64_t> version;
};

/// What lists and filters look at.
struct FingerprintRow
{
    std::int64_t number = 0; ///< of the row; stays when the fingerprint is replaced
    std::int64_t seq = 0; ///< rises with every arrival and replacement
    /// `covered` says what the applied policies make of it now; labels are there when asked for.
    policy::FingerprintFacts facts;
    std::string schema;
    std::string status;
    std::string hostname;
    std::string clusterUid;
    std::string rootPuid;
    std::string firstTimestamp; ///< as written
    std::string latestTimestamp;
    double time = 0;
    double validFrom = 0;
    std::optional<double> validTo;
    double lastSeen = 0;
    double arrived = 0;
    std::optional<std::int64_t> version;
    std::int64_t scope = 0;
    std::int64_t behaviour = 0;
    std::span<const std::string> coveredBy; ///< uids of policies; valid during the visit
};

/// Absent or empty members ask for everything.
struct FingerprintSearch
{
    std::optional<double> start; ///< running in the window, both ends included
    std::optional<double> end;
    std::optional<double> timeFrom; ///< of the row's own time, included
    std::optional<double> timeBefore; ///< not included
    std::string type; ///< `container` or `linux-service`
    std::string muid;
    std::vector<std::string> ids;
    bool podLabels = false; ///< rows have them, which takes longer
};

class Fingerprints
{
public:
    explicit Fingerprints(Database& database) : m_database(&database) { }

    struct PutCount
    {
        std::size_t added = 0;
        std::size_t replaced = 0;
        std::size_t unchanged = 0; ///< the same record, or an older one, is there already
    };
    /// In one transaction (a part of the one around it). Of two with one id the one with the
    /// greater version, then the later latestTimestamp stays. Queues their evaluation.
    [[nodiscard]] Result<PutCount> put(std::span<const NewFingerprint> fingerprints,
                                       double arrived);

    /// By time, then id; `visit` answers false to stop. Rows are of one moment.
    [[nodiscard]] Result<Done> visit(const FingerprintSearch& search,
                                     const std::function<bool(const FingerprintRow&)>& visit,
                                     const std::stop_token& stop = {});
    /// The records of rows in the order given, with `covered_by_policy` as it is now; numbers that
    /// are gone are left out.
    [[nodiscard]] Result<Done>
    visitRecords(std::span<const std::int64_t> numbers,
                 const std::function<bool(std::int64_t number, std::string record)>& visit,
                 const std::stop_token& stop = {});
    [[nodiscard]] Result<std::optional<std::string>> record(const std::string& id);
    [[nodiscard]] Result<std::size_t> count();

private:
    Database* m_database;
};

} // namespace pw::organization
