#pragma once
// Fingerprints of several texts as one list of small rows, and the table that a person asked for.

#include "core/ops/fingerprint_filter.h"
#include "core/ops/fingerprint_table.h"
#include "core/policy/policy.h"
#include "core/text/diagnostic.h"

#include <cstdint>
#include <functional>
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

/// Bytes are kept, trees are not: a document is read again when it is asked for.
struct FingerprintList
{
    std::vector<text::SourceText> sources;
    std::vector<FingerprintInstance> instances;
    std::vector<std::uint32_t> sourceOf; ///< of each instance: index into `sources`
    std::vector<SourceProblem> problems;
    std::size_t duplicates = 0; ///< dropped, because a newer one has the same id

    /// The same fingerprint has the same identity when its file is read again.
    [[nodiscard]] std::string identity(std::size_t instance) const;
};

/// Adds the fingerprints of a text (groups opened) and what is wrong with it.
void addFingerprints(FingerprintList& list, const text::SourceText& source,
                     const std::stop_token& stop = {});

/// Of instances with one id the one with the greatest timestamp stays, at the place of the first.
void dropDuplicates(FingerprintList& list);

enum class GroupField : std::uint8_t { Namespace, Cluster, Machine };

struct FingerprintQuery
{
    FingerprintFilter filter;
    std::vector<GroupField> groupBy; ///< beside image or cgroup
    bool operator==(const FingerprintQuery&) const = default;
};

struct FingerprintTable
{
    std::vector<FingerprintGroupRow> groups; ///< members are indexes into the list's instances
    std::size_t shown = 0; ///< fingerprints that fit the filter
    std::size_t containers = 0; ///< fingerprints of the whole list, by type
    std::size_t services = 0;
    std::vector<std::string> namespaces; ///< of all fingerprints of the type, sorted
    std::vector<std::string> clusters;
    std::string earliest; ///< timestamps of all fingerprints of the type, as written
    std::string latest;
};

[[nodiscard]] FingerprintTable tableOf(const FingerprintList& list, const FingerprintQuery& query,
                                       const std::stop_token& stop = {});

/// Calls `visit` with each instance and its node, texts read once each; texts in the order of the
/// list, the instances of one in the order given.
void visitRecords(const FingerprintList& list, const std::vector<std::size_t>& instances,
                  const std::function<void(std::size_t instance, yaml::NodeRef record)>& visit,
                  const std::stop_token& stop = {});

/// Calls `visit` with the decoded document of each instance, texts read once each.
void visitDocuments(const FingerprintList& list, const std::vector<std::size_t>& instances,
                    const std::function<void(const policy::GuardianDocument&)>& visit,
                    const std::stop_token& stop = {});

} // namespace pw::ops
