#pragma once
// From one table of fingerprints to the next: what a model has to announce, worked out away from
// the thread of the window.

#include "core/ops/fingerprint_list.h"
#include "ui/common/row_spans.h"

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ui {

using FingerprintListPtr = std::shared_ptr<const ops::FingerprintList>;

/// A table with the list that it was made from. Never changed.
struct ShownFingerprints
{
    FingerprintListPtr list;
    ops::FingerprintTable table;
    ops::FingerprintQuery query;
    std::vector<std::string> groupKeys;
    std::vector<std::vector<std::string_view>> memberKeys; ///< of each group, as its members
    std::deque<std::string> madeKeys; ///< of members without an id
};
using ShownPtr = std::shared_ptr<const ShownFingerprints>;

[[nodiscard]] ShownPtr shownOf(FingerprintListPtr list, ops::FingerprintTable table,
                               const ops::FingerprintQuery& query);

/// First what is gone goes, then the others take their new order, then what is new comes.
struct RowsChange
{
    std::vector<RowSpans::Span> removed; ///< back to front, counted at that step
    /// Of those that stay: the old place of each, in the new order; empty when it is the old one.
    std::vector<std::size_t> order;
    std::vector<RowSpans::Span> inserted; ///< front to back, counted at that step
    bool operator==(const RowsChange&) const = default;
};

struct FingerprintChange
{
    ShownPtr from;
    ShownPtr to;
    bool whole = false; ///< another type or grouping: nothing stays
    RowsChange groups;
    std::vector<RowsChange> members; ///< of each group of `to` that stays, in the order of `to`
    std::size_t spans = 0; ///< that are removed and inserted, together
};

/// `from` may be null.
[[nodiscard]] FingerprintChange changeOf(ShownPtr from, ShownPtr to);

} // namespace pw::ui
