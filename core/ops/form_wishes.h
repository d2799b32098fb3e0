#pragma once
// What a person does in a form, as wishes for the text.

#include "core/ops/form_rows.h"
#include "core/policy/policy_edit.h"

#include <span>

namespace pw::ops {

using Wishes = std::vector<policy::PolicyEdit>;

/// A row and where it is. `root` is the root of its document.
struct FormSpot
{
    policy::Place place;
    FormRow row;
    yaml::NodeRef root;
};

/// What was typed as a value of the row's kind. The error says to a person why it does not fit.
[[nodiscard]] Result<yaml::Value> typedValue(const FormRow& row, std::string_view typed);

/// The row gets the value that was typed; on a row where the next item goes it is added. Nothing
/// typed into an optional text takes it away. No wishes when the text says so already. Error: as of
/// `typedValue`, or an id that another process has.
[[nodiscard]] Result<Wishes> wishesForTyped(const FormSpot& spot, std::string_view typed);
/// A new label: `app`, or with its value `app=web`.
[[nodiscard]] Result<Wishes> wishesForLabel(const FormSpot& addRow, std::string_view typed);
[[nodiscard]] Result<Wishes> wishesForKey(const FormSpot& entry, std::string_view key);
/// The rows go; processes with all that names them.
[[nodiscard]] Wishes wishesToClear(std::span<const FormSpot> spots);
/// The items into a list before that index, counted as the list stands now.
[[nodiscard]] Wishes wishesToMove(std::span<const FormSpot> items, const policy::Place& list,
                                  std::size_t before);
/// Where the first of them stands once they were moved there. `size`: of the list as it is now.
[[nodiscard]] policy::Place placeAfterMove(std::span<const FormSpot> items,
                                           const policy::Place& list, std::size_t before,
                                           std::size_t size);
/// An item that has what is required, into the list.
[[nodiscard]] Wishes wishesToAdd(const FormSpot& list, std::size_t before);
[[nodiscard]] Wishes wishesToAdd(const FormSpot& list, std::size_t before, yaml::Value value);
/// A mapping with what is required where nothing stands.
[[nodiscard]] Wishes wishesToFill(const FormSpot& spot);

/// A new item of the list.
[[nodiscard]] yaml::Value newItem(const FormSpot& list);

} // namespace pw::ops
