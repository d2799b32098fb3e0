#pragma once
// The single checks of a review, see apply_review.h.

#include "core/ops/apply_review.h"

namespace pw::ops {

/// What the checks look at.
struct ReviewFacts
{
    const ReviewInput& input;
    const ApplyReview& review;
    const policy::GuardianDocument& proposed;
    const policy::GuardianDocument* server = nullptr;
};

[[nodiscard]] ReviewCheck validCheck(const ReviewFacts& facts);
[[nodiscard]] ReviewCheck serverCheck(const ReviewFacts& facts);
[[nodiscard]] ReviewCheck selfMatchCheck(const ReviewFacts& facts);
/// `covers`: for each piece of evidence, whether the policy selects it, now or afterwards.
[[nodiscard]] ReviewCheck overlapCheck(const ReviewFacts& facts, const std::vector<bool>& covers);
[[nodiscard]] ReviewCheck maturityCheck(const ReviewFacts& facts);
[[nodiscard]] ReviewCheck killsCheck(const ReviewFacts& facts);
[[nodiscard]] ReviewCheck responseCheck(const ReviewFacts& facts);
[[nodiscard]] ReviewCheck wayBackCheck(const ReviewFacts& facts);

} // namespace pw::ops
