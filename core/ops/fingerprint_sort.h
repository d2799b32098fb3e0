#pragma once
// The columns of the fingerprint table, and its rows in the order of one of them.

#include "core/ops/fingerprint_index.h"

#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

struct FingerprintTable;

enum class TableColumn : std::uint8_t {
    Title, ///< of a group its image or service, of an instance its pod or machine
    ImageId, ///< of an instance the id of its container
    Repo, ///< of an instance its namespace, else its cluster
    Cgroup, ///< of an instance its id
    Covered,
    Latest,
    Cluster,
    Namespace,
    Machines,
    Count, ///< of fingerprints
};

struct TableSort
{
    TableColumn column = TableColumn::Title;
    bool descending = false;
    bool operator==(const TableSort&) const = default;
};

/// What an instance is called: its pod or container, or the machine of a service.
[[nodiscard]] const std::string& instanceTitle(const policy::FingerprintFacts& facts);
/// Its namespace, else its cluster.
[[nodiscard]] const std::string& instancePlace(const policy::FingerprintFacts& facts);

/// Groups, and the members of each. Texts whatever their case; equal rows stay as they are.
void sortTable(FingerprintTable& table, const FingerprintIndex& index, const TableSort& sort);

} // namespace pw::ops
