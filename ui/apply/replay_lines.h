#pragma once
// The tables of a review: what could be killed, numbers before and after, and its documents.

#include "ui/apply/apply_types.h"
#include "ui/common/line_model.h"

namespace pw::ui {

[[nodiscard]] QStringList killTitles();
/// One a line, in the order of the review.
[[nodiscard]] std::vector<Line> killLines(const ops::ApplyReview& review);
[[nodiscard]] QString killsSentence(const ops::ApplyReview& review);
/// Why the list of kills is empty.
[[nodiscard]] QString noKillsSentence(const ops::ApplyReview& review);

/// `MEASURE`, `NOW`, `AFTER`.
[[nodiscard]] QStringList numberTitles();
/// `v2 now, v3 after; the last 24 h`.
[[nodiscard]] QString numbersSentence(const ops::ApplyReview& review);
[[nodiscard]] std::vector<Line> numberLines(const ops::ApplyReview& review);

[[nodiscard]] QStringList documentTitles();
/// One document among several, in the order in which they are sent.
[[nodiscard]] Line documentLine(const std::string& key, const ops::ApplyReview& review,
                                const ApplyOutcome& outcome);

} // namespace pw::ui
