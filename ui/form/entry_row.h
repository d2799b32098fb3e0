#pragma once
// A row of the table above the fields of a tab.

#include "core/ops/form_wishes.h"

#include <QString>

#include <memory>
#include <vector>

namespace pw::ui {

/// A row and those below it.
struct EntryRow
{
    enum class Kind : std::uint8_t {
        Entry,
        EmptyList, ///< a list without entries, or none yet
        Other, ///< something that belongs to no list
        Group, ///< of entries that have `label` in common
    };
    Kind kind = Kind::Entry;
    policy::Place place;
    ops::FormRow row;
    QString label;
    std::vector<EntryRow> below = {};
};

/// In the tree of an EntryModel.
struct EntryNode
{
    EntryRow row; ///< without those below it
    EntryNode* above = nullptr;
    std::size_t at = 0; ///< among those of `above`
    std::vector<std::unique_ptr<EntryNode>> below = {};
};

} // namespace pw::ui
