#pragma once
// What a Client is asked and what it answers: what ran and what deviated.

#include "core/api/client_types.h"
#include "core/api/filters.h"
#include "core/policy/fingerprint.h"

namespace pw::api {

struct FingerprintQuery
{
    std::string type; ///< `container` or `linux-service`; empty: both
    TimeRange range;
    std::vector<std::string> names; ///< any of them: a part of a name or id, wildcards allowed
    bool exactNames = false; ///< the whole name
    Filters filters;
    std::vector<std::string> extraFields; ///< paths of the record (`muid`), for grouping
    /// Rows as spyctl prints them, without labels, machines' names and covering policies, which
    /// cost the server time.
    bool printedOnly = false;
};

struct FingerprintRow
{
    policy::FingerprintFacts facts;
    std::vector<std::string> extra; ///< one for each extra field, empty when missing
};

struct FingerprintRows
{
    std::vector<FingerprintRow> rows;
    std::vector<std::string> notes; ///< what is not as asked for, for a person to read
    bool complete = true; ///< false when more ran than the server would list
};

/// Each record is JSON on one line.
struct Records
{
    std::vector<std::string> lines;
    std::vector<std::string> missing; ///< ids that the server does not have
    std::vector<std::string> notes;
    bool complete = true;

    [[nodiscard]] std::string ndjson() const; ///< a text that every reader of files takes
};

struct DeviationQuery
{
    TimeRange range;
    std::vector<std::string> policies; ///< uids; empty: all
    std::vector<std::string> names; ///< parts of a policy's name or uid or of the record's id
    bool exactNames = false;
    bool unique = true; ///< one for each policy and checksum, the newest
};

struct Deviation
{
    std::string id;
    std::string policyUid;
    std::string policyName;
    std::string type; ///< `process`, `ingress`, `egress`, …
    std::string checksum; ///< empty: it cannot be merged
    std::string description;
    std::string time; ///< epoch seconds as written
    std::string ref; ///< what deviated
    std::size_t count = 1; ///< records with its policy and checksum
    std::string record; ///< JSON on one line
};

struct Deviations
{
    std::vector<Deviation> records; ///< by time, then id
    std::vector<std::string> notes;
    bool complete = true;
};

struct LogQuery
{
    std::string policyUid;
    TimeRange range;
    std::string iterator; ///< of an earlier answer: what came after it
    std::string eventType; ///< `guardian_action`, …; empty: all
};

struct LogEvent
{
    std::string id;
    std::string schema;
    std::string time; ///< epoch seconds as written
    std::string description;
    std::string record; ///< JSON on one line
};

struct PolicyLog
{
    std::vector<LogEvent> events; ///< by time
    std::string iterator; ///< to go on from; the one asked with when nothing new came, else empty
    std::vector<std::string> notes;
    bool complete = true;
};

} // namespace pw::api
