#pragma once
// What changed in words, as rows of a list.

#include "core/ops/policy_changes.h"
#include "ui/diff/review_model.h"

#include <vector>

namespace pw::ui {

/// How what a change does looks and is called.
struct EffectLook
{
    QString icon; ///< empty: none
    Tone tone = Tone::Muted;
    QString word;
};
[[nodiscard]] EffectLook effectLook(ops::Effect effect);

[[nodiscard]] std::vector<ReviewRow> changeRows(const std::vector<ops::PolicyChange>& changes);

} // namespace pw::ui
