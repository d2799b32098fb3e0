#pragma once
// What several network rules get at once, as wishes for the text.

#include "core/ops/form_wishes.h"

#include <optional>

namespace pw::ops {

/// What rules of either way may have.
enum class RuleList : std::uint8_t { Peers, Ports };

/// The ids with commas between them that all of the rules name, in their order; empty when they are
/// for any process. Nothing when the rules differ.
[[nodiscard]] std::optional<std::string> sharedProcesses(std::span<const FormSpot> rules);
/// All of them are for these processes alone, named by ids with commas between them. Error: an id
/// that no process has, or none at all: that would be for any process.
[[nodiscard]] Result<Wishes> wishesToSetProcesses(std::span<const FormSpot> rules,
                                                  std::string_view typed);
/// All of them are for any process.
[[nodiscard]] Wishes wishesForAnyProcess(std::span<const FormSpot> rules);
/// A peer or a port as a person writes it on one line, into those that have it not.
[[nodiscard]] Result<Wishes> wishesToAddToRules(std::span<const FormSpot> rules, RuleList list,
                                                std::string_view typed);
/// Out of those that have it. Error: none has it, or one would have none left.
[[nodiscard]] Result<Wishes> wishesToTakeFromRules(std::span<const FormSpot> rules, RuleList list,
                                                   std::string_view typed);

} // namespace pw::ops
