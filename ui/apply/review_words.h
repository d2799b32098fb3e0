#pragma once
// Checks and changes of a review as rows, and its versions and states as words.

#include "ui/apply/apply_types.h"
#include "ui/diff/review_model.h"

namespace pw::ui {

/// Icon, tone and word of a policy's state.
struct StatusLook
{
    QString icon;
    Tone tone = Tone::Muted;
    QString word;
};
[[nodiscard]] StatusLook statusNow(const ops::ApplyReview& review);
[[nodiscard]] StatusLook statusAfter(const ops::ApplyReview& review);

/// The checks of the review, and behind them what the context and the server say.
[[nodiscard]] std::vector<ReviewRow>
checkRows(const ops::ApplyReview& review, const ApplyTarget& target, const ServerVerdict& verdict);
/// `6 passed · 2 to read`.
[[nodiscard]] QString checksSentence(const std::vector<ReviewRow>& rows);

/// `v3`; empty when the version is not known.
[[nodiscard]] QString versionNow(const ops::ApplyReview& review);
[[nodiscard]] QString versionAfter(const ops::ApplyReview& review);

} // namespace pw::ui
