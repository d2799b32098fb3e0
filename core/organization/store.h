#pragma once
// What the local organization knows, in one SQLite file that several processes may have open.

#include "core/organization/applied.h"
#include "core/organization/database.h"
#include "core/organization/database_file.h"
#include "core/organization/events.h"
#include "core/organization/fingerprints.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pw::organization {

/// A host that fingerprints came from.
struct Machine
{
    std::string uid; ///< `mach:…`
    std::string hostname; ///< its uid when nobody said
    std::string clusterUid; ///< empty outside of clusters
    double firstSeen = 0;
    double lastSeen = 0;
    bool operator==(const Machine&) const = default;
};

struct Cluster
{
    std::string uid; ///< `clus:…`
    std::string name;
    double firstSeen = 0;
    double lastSeen = 0;
    bool operator==(const Cluster&) const = default;
};

class Store
{
public:
    /// Makes the folder (0700) and the file (0600) when they are missing. A damaged database is
    /// moved aside and a fresh one made; a file that is no database of ours, or one of a newer
    /// version of the program, is refused and not touched. Error codes beside those of Database:
    /// `not-a-database`, `newer-version`, `is-a-folder`.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const std::string& path,
                                                             const FileOptions& options = {});
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    ~Store();

    [[nodiscard]] const std::string& path() const;
    [[nodiscard]] const std::vector<OpenNote>& notes() const;
    /// Nobody has put the sample in yet (see sample.h).
    [[nodiscard]] Result<bool> wantsSample();
    Result<Done> noteSample();

    [[nodiscard]] Database& database();
    [[nodiscard]] Fingerprints& fingerprints();
    [[nodiscard]] Applied& policies();
    [[nodiscard]] Applied& rulesets();
    [[nodiscard]] Events& events();

    [[nodiscard]] const std::string& organizationUid() const;
    [[nodiscard]] Result<std::string> organizationName();
    Result<Done> setOrganizationName(const std::string& name);
    /// When the organization was made, epoch seconds.
    [[nodiscard]] double createdAt() const;

    /// Sorted by uid.
    [[nodiscard]] Result<std::vector<Machine>> machines();
    [[nodiscard]] Result<std::vector<Cluster>> clusters();

private:
    struct Parts;
    explicit Store(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace pw::organization
