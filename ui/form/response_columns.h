#pragma once
// What the table of actions says of each.

#include "ui/form/entry_model.h"

#include <string>

namespace pw::ui {

inline constexpr const char* defaultKey = "default";
inline constexpr const char* actionsKey = "actions";

/// By default, or by selector.
[[nodiscard]] QString whenText(const EntryRow& row);
/// `agentKillPod`; empty for an entry without an action.
[[nodiscard]] std::string actionKey(const EntryRow& row);
/// In words; of a list what it holds.
[[nodiscard]] QString actionText(const EntryRow& row);
/// It is switched off by its own `enabled`.
[[nodiscard]] bool isActionOff(const EntryRow& row);
[[nodiscard]] std::vector<EntryModel::Column> responseColumns();

} // namespace pw::ui
