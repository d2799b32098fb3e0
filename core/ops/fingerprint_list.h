#pragma once
// Fingerprints of several texts, or of an organization, as one list of small rows, and the table
// that a person asked for.

#include "core/base/result.h"
#include "core/ops/fingerprint_facets.h"
#include "core/ops/fingerprint_sort.h"
#include "core/ops/fingerprint_table.h"
#include "core/policy/policy.h"
#include "core/text/diagnostic.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::ops {

/// Something about a text that its reader should know: it could not be opened, is broken from some
/// place on, or holds documents that are no fingerprints.
struct SourceProblem
{
    text::Severity severity = text::Severity::Error;
    std::string source; ///< the text's name
    text::LineColumn place{0, 0}; ///< line 0: the whole text
    std::string message;
    bool operator==(const SourceProblem&) const = default;
};

/// It has what a row of the table stands for: a container its image and imageID, a service its
/// cgroup.
[[nodiscard]] bool canBeListed(const policy::FingerprintFacts& facts);

/// Bytes are kept, trees are not: a document is read again when it is asked for. Rows of an
/// organization have no bytes here: their documents are fetched by id.
struct FingerprintList
{
    /// In `sourceOf`: there is no text.
    static constexpr std::uint32_t noSource = 0xFFFF'FFFF;

    std::vector<text::SourceText> sources;
    std::vector<FingerprintInstance> instances;
    std::vector<std::uint32_t> sourceOf; ///< of each instance: index into `sources`, or noSource
    std::vector<SourceProblem> problems;
    std::size_t duplicates = 0; ///< dropped, because a newer one has the same id
    /// What filters look at; made by prepare(), and again after every change of the instances.
    std::shared_ptr<const FingerprintIndex> index;

    /// The same fingerprint has the same identity when its file is read or its row fetched again.
    [[nodiscard]] std::string identity(std::size_t instance) const;
    [[nodiscard]] bool hasText(std::size_t instance) const
    {
        return sourceOf[instance] != noSource;
    }
};

/// Adds the fingerprints of a text (groups opened) and what is wrong with it.
void addFingerprints(FingerprintList& list, const text::SourceText& source,
                     const std::stop_token& stop = {});

/// Adds rows without a text. Those that cannot be listed are left out, which `problems` tells under
/// the name of where they came from.
void addRows(FingerprintList& list, std::vector<policy::FingerprintFacts> rows,
             const std::string& origin);

/// Of instances with one id the one with the greatest timestamp stays, at the place of the first.
void dropDuplicates(FingerprintList& list);

/// Makes filters fast; a list that is asked once does without.
void prepare(FingerprintList& list);

enum class GroupField : std::uint8_t { Namespace, Cluster, Machine };

struct FingerprintQuery
{
    FingerprintFilter filter;
    std::vector<GroupField> groupBy; ///< beside image or cgroup
    std::optional<TableSort> sort; ///< else by the title of groups, members as they are in the list
    bool operator==(const FingerprintQuery&) const = default;
};

/// The different values of a field in one group.
struct GroupValues
{
    std::string one; ///< the value, when there is one
    std::size_t count = 0; ///< without the empty one
    bool operator==(const GroupValues&) const = default;
};

/// Where the members of a group run.
struct GroupPlaces
{
    GroupValues clusters;
    GroupValues namespaces;
    GroupValues machines;
    bool operator==(const GroupPlaces&) const = default;
};

struct FingerprintTable
{
    std::vector<FingerprintGroupRow> groups; ///< members are indexes into the list's instances
    std::vector<GroupPlaces> places; ///< of each group
    std::size_t shown = 0; ///< fingerprints that fit the filter
    std::size_t containers = 0; ///< fingerprints of the whole list, by type
    std::size_t services = 0;
    std::vector<FacetValue> namespaces; ///< of all fingerprints of the type, sorted
    std::vector<FacetValue> clusters;
    FingerprintFacets facets;
    std::string earliest; ///< timestamps of all fingerprints of the type, as written
    std::string latest;
};

/// Cancelled work gives a part of a table.
[[nodiscard]] FingerprintTable tableOf(const FingerprintList& list, const FingerprintQuery& query,
                                       const std::stop_token& stop = {});

struct SelectionCounts
{
    std::size_t fingerprints = 0;
    std::size_t covered = 0;
    std::size_t images = 0; ///< of services: cgroups
    std::size_t namespaces = 0;
    bool services = false;
    bool operator==(const SelectionCounts&) const = default;
};

/// Instances of one type, each once.
[[nodiscard]] SelectionCounts countsOf(const FingerprintList& list,
                                       const std::vector<std::size_t>& instances);

/// The ids of those instances that have no text: whose documents must be fetched first.
[[nodiscard]] std::vector<std::string> idsToFetch(const FingerprintList& list,
                                                  const std::vector<std::size_t>& instances);

/// Calls `visit` with each instance and its node, texts read once each; texts in the order of the
/// list, the instances of one in the order given. Error code `not-fetched`, before the first visit:
/// some of them have no text, see idsToFetch.
[[nodiscard]] Result<Done>
visitRecords(const FingerprintList& list, const std::vector<std::size_t>& instances,
             const std::function<void(std::size_t instance, yaml::NodeRef record)>& visit,
             const std::stop_token& stop = {});

/// Calls `visit` with the decoded document of each instance, as visitRecords does.
[[nodiscard]] Result<Done>
visitDocuments(const FingerprintList& list, const std::vector<std::size_t>& instances,
               const std::function<void(const policy::GuardianDocument&)>& visit,
               const std::stop_token& stop = {});

} // namespace pw::ops
