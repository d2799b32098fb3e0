#pragma once
// How the place Policies says what a policy does, the same in rows, details and questions.

#include "core/ops/policy_list.h"
#include "ui/common/chip.h"

#include <QString>

namespace pw::ui {

/// Glyph, colour and word: `Auditing`, `Enforcing`, `Disabled`, …
[[nodiscard]] Chip statusChip(ops::PolicyStatus status);
[[nodiscard]] QString typeIcon(std::string_view type);
/// What its mode means for what runs.
[[nodiscard]] QString modeSentence(const ops::PolicyListRow& row);
/// The mode is missing: an old document, which counts as enforce.
[[nodiscard]] bool lacksMode(const ops::PolicyListRow& row);

/// Whole days without a deviation until `now` (epoch seconds); nothing for those that do not audit
/// or were not counted.
[[nodiscard]] std::optional<int> quietDays(const ops::PolicyListRow& row, double now);
enum class AtLeast : std::uint8_t { Words, Sign };
/// `0 days quiet`, `at least 3 days quiet`, `≥ 3 days quiet`; empty where quietDays is nothing.
[[nodiscard]] QString quietText(const ops::PolicyListRow& row, double now,
                                AtLeast how = AtLeast::Words);
/// `2 deviations, seen 16 times`, `no deviations`, `not counted yet`.
[[nodiscard]] QString deviationsText(const ops::PolicyListRow& row);
/// `14 fingerprints`, `no fingerprint that is loaded`, `not looked up yet`.
[[nodiscard]] QString coverText(const ops::PolicyListRow& row);
[[nodiscard]] QString fingerprintsText(std::size_t count);
/// `4 policies  ·  2 auditing  ·  1 enforcing`, `1 of 4 policies  ·  …` when fewer are shown.
[[nodiscard]] QString countsText(const std::vector<ops::PolicyListRow>& rows, int shown);

} // namespace pw::ui
