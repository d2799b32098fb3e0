#pragma once
// What values say, and which part of a document a place is in; only the sources of hover include
// this.

#include "core/ops/node_place.h"
#include "core/ops/sentence.h"

namespace pw::ops {

/// Of a scalar or an alias. `field` is what it is a value or an item of; null: not known. Empty
/// when it says no more than what stands there.
[[nodiscard]] Sentence meaningOf(const NodePlace& place, const policy::Field* field);

/// The process that an id in a rule names, or how often the id of a process is used; empty where no
/// id stands.
[[nodiscard]] Sentence idMeaning(const NodePlace& place);

/// The rule, process or action around the place; empty when there is none.
[[nodiscard]] Sentence insideSentence(const NodePlace& place);

} // namespace pw::ops
