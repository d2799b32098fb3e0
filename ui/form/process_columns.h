#pragma once
// What the table of processes says of each.

#include "ui/form/entry_model.h"

namespace pw::ui {

/// Of a process of the policy that a deviation names: what stands below its key.
[[nodiscard]] yaml::NodeRef policyNode(const EntryRow& row);
/// Of a row that is no process its key.
[[nodiscard]] QString processName(const EntryRow& row);
[[nodiscard]] std::vector<EntryModel::Column> processColumns();

} // namespace pw::ui
