#pragma once
// What the table of network rules says of each.

#include "ui/form/entry_model.h"

namespace pw::ui {

inline constexpr const char* ingressKey = "ingress";
inline constexpr const char* egressKey = "egress";

/// `ingress`, also of a list that is empty.
[[nodiscard]] QString wayText(const EntryRow& row);
[[nodiscard]] std::vector<EntryModel::Column> networkColumns();

} // namespace pw::ui
