#pragma once
// Applied documents: policies or rulesets, with every version of them.

#include "core/base/result.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw::organization {

class Database;

/// One version of a policy or ruleset.
struct AppliedVersion
{
    std::int64_t number = 0; ///< of this version among all
    std::string uid; ///< `pol:…`, `rs:…`
    std::string name; ///< of the record; the document may have a longer one
    std::string type;
    std::int64_t version = 0; ///< counted from 1
    bool enabled = true;
    std::string mode; ///< empty when it says none
    std::string selectorHash; ///< of trace policies
    std::vector<std::string> tags;
    std::string createdBy;
    std::string lastUpdatedBy;
    double created = 0;
    double lastUpdated = 0; ///< when this version was applied
    std::optional<double> validTo; ///< when the next one was applied or the policy deleted
    std::string document; ///< JSON on one line, its metadata filled
};

/// Absent or empty members ask for everything; texts are compared as they are, case included.
struct AppliedFilter
{
    std::string type;
    std::string uid;
    std::string nameContains;
    std::string nameEquals;
    std::string nameOrUidContains;
    std::string nameOrUidEquals;
    std::string selectorHash;
    std::string selectorContains; ///< in the JSON of the document's selectors
    std::string hasTag;
    std::string inPolicy; ///< rulesets that the policy of this uid names
    bool fromArchive = false; ///< the versions that are no longer current, instead of those
};

/// Who writes what and when.
struct Writing
{
    std::string user;
    double time = 0;
    std::string recordName; ///< a name for the record; empty: the document's own
};

class Applied
{
public:
    enum class What : std::uint8_t { Policies, Rulesets };
    Applied(Database& database, What what) : m_database(&database), m_what(what) { }

    /// By time of creation, then uid, then version.
    [[nodiscard]] Result<std::vector<AppliedVersion>> list(const AppliedFilter& filter = {});
    /// The current version; nothing when there is no such uid.
    [[nodiscard]] Result<std::optional<AppliedVersion>> get(const std::string& uid);
    [[nodiscard]] Result<std::optional<AppliedVersion>> getVersion(const std::string& uid,
                                                                   std::int64_t version);
    /// Both fill the metadata (uid, creationTimestamp, version, createdBy, lastUpdatedBy,
    /// lastUpdatedTimestamp) and queue the evaluation. Error codes: `invalid-document`,
    /// `invalid-name`, `no-such-uid`, `type-changed`.
    [[nodiscard]] Result<AppliedVersion> create(const yaml::Value& document,
                                                const Writing& writing);
    [[nodiscard]] Result<AppliedVersion> update(const std::string& uid, const yaml::Value& document,
                                                const Writing& writing);
    /// Its versions stay for the records that speak of it. Error code `no-such-uid`.
    Result<Done> remove(const std::string& uid, double time);

private:
    /// An empty uid makes a new one.
    Result<AppliedVersion> write(const std::string& uid, const yaml::Value& document,
                                 const Writing& writing);
    [[nodiscard]] Error noSuchUid(const std::string& uid) const;

    Database* m_database;
    What m_what;
};

} // namespace pw::organization
