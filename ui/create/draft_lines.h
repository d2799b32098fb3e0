#pragma once
// A draft in words: the lines of its lists and its sentence.

#include "core/ops/policy_draft.h"
#include "ui/common/line_model.h"

namespace pw::ui {

[[nodiscard]] std::vector<Line> scopeLinesOf(const ops::PolicyDraft& draft);
[[nodiscard]] std::vector<Line> wideningLinesOf(const ops::PolicyDraft& draft);
/// `Widened (3)`.
[[nodiscard]] QString wideningTitle(const ops::PolicyDraft& draft);
/// `2 processes, 1 rule; scope: mongo:latest in namespace dev; nothing is widened`.
[[nodiscard]] QString resultSentence(const ops::PolicyDraft& draft);

/// The widening of that line is kept exact from now on, or no longer.
void setKeptExact(ops::DraftChoices& choices, const ops::PolicyDraft& draft,
                  const std::string& line, bool on);

} // namespace pw::ui
