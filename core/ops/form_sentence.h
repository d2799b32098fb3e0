#pragma once
// The parts of a form in plain words, as hover and outline say them.

#include "core/ops/form_tabs.h"
#include "core/ops/form_wishes.h"
#include "core/ops/sentence.h"

namespace pw::ops {

/// Of the rule, process or action that the row is or stands in; empty for others and where nothing
/// stands yet.
[[nodiscard]] Sentence rowSentence(const FormSpot& spot);
/// What a selector fits; empty for other rows.
[[nodiscard]] Sentence selectorRowSentence(const FormRow& row);

/// Of all that the tab shows: what the document is for, what will be done about deviations. Empty
/// where the rows say all there is to say.
[[nodiscard]] Sentence tabSentence(const policy::Unit& unit, const yaml::Document& document,
                                   FormTab tab);

} // namespace pw::ops
