#include "core/organization/schema.h"

#include "core/organization/database.h"

#include <array>

namespace pw::organization {
namespace {

// Numbers of rows rise for ever, so that "everything after the last one seen" misses nothing.
constexpr const char* firstStep = R"sql(
CREATE TABLE organization(
    only INTEGER PRIMARY KEY CHECK (only = 1),
    uid TEXT NOT NULL,
    name TEXT NOT NULL,
    created REAL NOT NULL,
    sampled INTEGER NOT NULL DEFAULT 0);

-- What selectors see of a fingerprint and what it did, each kept once. Never changed or removed.
CREATE TABLE scope(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    facts TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    image TEXT NOT NULL,
    cgroup TEXT NOT NULL,
    evaluated INTEGER NOT NULL DEFAULT 0);
CREATE INDEX scope_image ON scope(image);
CREATE INDEX scope_cgroup ON scope(cgroup);
CREATE TABLE behaviour(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    digest TEXT NOT NULL,
    document TEXT NOT NULL);
CREATE INDEX behaviour_digest ON behaviour(digest);

-- `number` stays when a fingerprint is replaced, `seq` is a new one at every arrival.
CREATE TABLE fingerprint(
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    seq INTEGER NOT NULL,
    scope INTEGER NOT NULL REFERENCES scope(id),
    behaviour INTEGER NOT NULL REFERENCES behaviour(id),
    arrived REAL NOT NULL,
    time REAL NOT NULL,
    valid_from REAL NOT NULL,
    valid_to REAL,
    last_seen REAL NOT NULL,
    version INTEGER,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    image TEXT NOT NULL,
    image_id TEXT NOT NULL,
    container_name TEXT NOT NULL,
    container_id TEXT NOT NULL,
    cgroup TEXT NOT NULL,
    service_name TEXT NOT NULL,
    cluster_name TEXT NOT NULL,
    cluster_uid TEXT NOT NULL,
    namespace TEXT NOT NULL,
    pod_name TEXT NOT NULL,
    muid TEXT NOT NULL,
    hostname TEXT NOT NULL,
    root_puid TEXT NOT NULL,
    schema TEXT NOT NULL,
    status TEXT NOT NULL,
    first_timestamp TEXT NOT NULL,
    latest_timestamp TEXT NOT NULL);
CREATE INDEX fingerprint_time ON fingerprint(time, id);
CREATE INDEX fingerprint_seq ON fingerprint(seq);
CREATE INDEX fingerprint_scope ON fingerprint(scope, behaviour);
-- Apart, so that lists do not walk over them.
CREATE TABLE record(
    fingerprint INTEGER PRIMARY KEY REFERENCES fingerprint(number),
    json TEXT NOT NULL);

-- `current` is the id of a version; null once it is deleted.
CREATE TABLE policy(
    uid TEXT PRIMARY KEY,
    current INTEGER,
    created REAL NOT NULL,
    created_by TEXT NOT NULL,
    deleted REAL) WITHOUT ROWID;
CREATE TABLE policy_version(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL REFERENCES policy(uid),
    version INTEGER NOT NULL,
    applied REAL NOT NULL,
    applied_by TEXT NOT NULL,
    valid_to REAL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    mode TEXT NOT NULL,
    tags TEXT NOT NULL,
    selectors TEXT NOT NULL,
    selector_hash TEXT NOT NULL,
    document TEXT NOT NULL,
    UNIQUE(uid, version));
CREATE TABLE ruleset(
    uid TEXT PRIMARY KEY,
    current INTEGER,
    created REAL NOT NULL,
    created_by TEXT NOT NULL,
    deleted REAL) WITHOUT ROWID;
CREATE TABLE ruleset_version(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL REFERENCES ruleset(uid),
    version INTEGER NOT NULL,
    applied REAL NOT NULL,
    applied_by TEXT NOT NULL,
    valid_to REAL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    mode TEXT NOT NULL,
    tags TEXT NOT NULL,
    selectors TEXT NOT NULL,
    selector_hash TEXT NOT NULL,
    document TEXT NOT NULL,
    UNIQUE(uid, version));

-- What is still to be evaluated: policies that have changed, with the place that was reached, and
-- fingerprints above the number in `evaluated`.
CREATE TABLE evaluation(
    policy TEXT PRIMARY KEY,
    stage INTEGER NOT NULL DEFAULT 0,
    scope INTEGER NOT NULL DEFAULT 0,
    behaviour INTEGER NOT NULL DEFAULT 0,
    fingerprint INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE evaluated(seq INTEGER NOT NULL);
INSERT INTO evaluated VALUES (0);

-- What the evaluation found, for the current versions of enabled policies.
CREATE TABLE policy_scope(
    version INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    policy TEXT NOT NULL,
    PRIMARY KEY(scope, version)) WITHOUT ROWID;
CREATE INDEX policy_scope_version ON policy_scope(version);
CREATE TABLE policy_behaviour(
    version INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    behaviour INTEGER NOT NULL,
    deviations TEXT NOT NULL,
    PRIMARY KEY(version, behaviour, scope)) WITHOUT ROWID;
CREATE TABLE policy_deviation(
    version INTEGER NOT NULL,
    behaviour INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    checksum TEXT NOT NULL,
    PRIMARY KEY(version, behaviour, scope, checksum)) WITHOUT ROWID;

-- History: written once, never changed.
CREATE TABLE deviation(
    id TEXT PRIMARY KEY,
    time REAL NOT NULL,
    policy TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    checksum TEXT NOT NULL,
    record TEXT NOT NULL);
CREATE INDEX deviation_policy ON deviation(policy, time);
CREATE INDEX deviation_fingerprint ON deviation(fingerprint);
CREATE INDEX deviation_time ON deviation(time, id);
CREATE TABLE audit_event(
    id TEXT PRIMARY KEY,
    time REAL NOT NULL,
    policy TEXT NOT NULL,
    schema TEXT NOT NULL,
    record TEXT NOT NULL);
CREATE INDEX audit_event_policy ON audit_event(policy, time);
CREATE INDEX audit_event_time ON audit_event(time, id);

-- Deviations that the policy as it stands still finds in the fingerprint as it stands.
CREATE VIEW active_deviation AS
    SELECT d.id FROM deviation d
    WHERE EXISTS(
        SELECT 1 FROM fingerprint f
        JOIN policy_scope c ON c.scope = f.scope AND c.policy = d.policy
        JOIN policy_deviation v ON v.version = c.version AND v.behaviour = f.behaviour
            AND v.scope IN (0, f.scope) AND v.checksum = d.checksum
        WHERE f.id = d.fingerprint);
)sql";

// Scopes that no policy was held against are found without looking at the others.
constexpr const char* secondStep = "CREATE INDEX scope_new ON scope(id) WHERE evaluated = 0;";

constexpr std::array steps{firstStep, secondStep};

/// The tables that the file has, whoever made them.
Result<bool> isEmpty(Database& database)
{
    const Result<std::optional<std::int64_t>> count
        = database.integer("SELECT count(*) FROM sqlite_schema");
    if (!count)
        return count.error();
    return count->value_or(0) == 0;
}

Result<std::int64_t> pragma(Database& database, const char* name)
{
    const Result<std::optional<std::int64_t>> value
        = database.integer(std::string("PRAGMA ") + name);
    if (!value)
        return value.error();
    return value->value_or(0);
}

Result<std::int64_t> versionOf(Database& database)
{
    const Result<std::int64_t> application = pragma(database, "application_id");
    if (!application)
        return application;
    const Result<std::int64_t> version = pragma(database, "user_version");
    if (!version)
        return version;
    const Result<bool> empty = isEmpty(database);
    if (!empty)
        return empty.error();
    if (*application == applicationId && !*empty)
        return version;
    if (*application == 0 && *version == 0 && *empty)
        return std::int64_t{0};
    return Error{"not-a-database", "the file is the database of another program", {}};
}

} // namespace

Error newerVersion(std::int64_t found)
{
    return {"newer-version",
            "the database was written by a newer version of Policywright (its layout is "
                + std::to_string(found) + ", this program knows up to "
                + std::to_string(schemaVersion()) + "); use that version, or another file",
            {}};
}

std::span<const char* const> schemaSteps()
{
    return steps;
}

std::int64_t schemaVersion()
{
    return static_cast<std::int64_t>(steps.size());
}

Result<std::int64_t> migrate(Database& database, std::span<const char* const> known)
{
    const auto newest = static_cast<std::int64_t>(known.size());
    Result<std::int64_t> version = versionOf(database);
    if (version && *version > newest)
        return newerVersion(*version);
    if (!version || *version == newest)
        return version;
    Result<Transaction> transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    version = versionOf(database);
    if (!version || *version >= newest)
        return version; // another process was faster
    for (std::int64_t step = *version; step < newest; ++step) {
        const Result<Done> done = database.execute(known[static_cast<std::size_t>(step)]);
        if (!done)
            return done.error().withContext("bring the database to layout "
                                            + std::to_string(step + 1));
    }
    const std::string marks = "PRAGMA application_id = " + std::to_string(applicationId)
        + "; PRAGMA user_version = " + std::to_string(newest);
    if (const Result<Done> done = database.execute(marks); !done)
        return done.error();
    if (const Result<Done> done = transaction->commit(); !done)
        return done.error();
    return version;
}

} // namespace pw::organization
