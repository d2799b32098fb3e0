#pragma once
// What the strip of the review page says: how the write went, or what has to be chosen first.

#include "ui/apply/outcome_strip.h"
#include "ui/apply/review_gate.h"

#include <optional>

namespace pw::ui {

/// Names of the strip's buttons.
inline const QString keepMineButton = QStringLiteral("keepMine");
inline const QString mergeBothButton = QStringLiteral("mergeBoth");
inline const QString takeTheirsButton = QStringLiteral("takeTheirs");
inline const QString sideBySideButton = QStringLiteral("sideBySide");
inline const QString applyAsNewButton = QStringLiteral("applyAsNew");
inline const QString tryAgainButton = QStringLiteral("tryAgain");
inline const QString lookAgainButton = QStringLiteral("lookAgain");

/// The one that the review of this place speaks of, unless the document was written since.
[[nodiscard]] std::optional<ApplyConflict> conflictIn(const std::vector<ops::ReviewPtr>& reviews,
                                                      const std::vector<ApplyOutcome>& outcomes,
                                                      std::size_t shown);

/// `gate`: what the main button is asked, `conflict` included. Outcomes are as many as reviews.
[[nodiscard]] OutcomeStrip::Content stripContent(const GateInput& gate,
                                                 const std::vector<ApplyOutcome>& outcomes,
                                                 const std::optional<ApplyConflict>& conflict);

} // namespace pw::ui
