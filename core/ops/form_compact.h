#pragma once
// Peers and ports as a person writes them on one line: `10.0.0.0/8`, `api.example.org`, `TCP 443`.

#include "core/ops/form_wishes.h"

namespace pw::ops {

/// The row is such an item and says nothing that does not fit on a line, or where the next goes.
[[nodiscard]] bool isCompact(const FormRow& row);
/// The line, of an item.
[[nodiscard]] std::string compactValue(const FormRow& item);
/// What the line says; the error is for a person.
[[nodiscard]] Result<yaml::Value> compactTyped(const policy::ObjectType& type,
                                               std::string_view typed);
/// As little as changes the item to what was typed.
[[nodiscard]] Result<Wishes> wishesForCompact(const FormSpot& spot, std::string_view typed);

} // namespace pw::ops
