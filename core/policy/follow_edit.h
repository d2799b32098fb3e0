#pragma once
// Wishes that were made about a text that has changed since: where their targets are now.

#include "core/policy/policy_edit.h"

namespace pw::policy {

/// What a view has seen: a text, and its documents as `unitsOf(document, false)` gives them.
struct SeenText
{
    const yaml::Document& document;
    const std::vector<Unit>& units;
};

/// The same node in a later text, found by what was typed in between; steps that led nowhere lead
/// on from it. Error codes: `gone` (it was taken away, or its beginning was typed over), `changed`
/// (it says something else now, and `unchanged` was asked for).
[[nodiscard]] Result<Place> followPlace(const SeenText& seen, const SeenText& now,
                                        const Place& place, bool unchanged = false);

/// Every place of the wish. Error codes: those of followPlace; a value that is to be set must not
/// have changed.
[[nodiscard]] Result<PolicyEdit> followEdit(const SeenText& seen, const SeenText& now,
                                            const PolicyEdit& wish);

} // namespace pw::policy
