#pragma once
// What must be true of every tree that a reader makes, whatever the bytes are.

#include "core/yaml/document.h"

namespace pw::fuzz {

/// Spans lie in the text, in their parent and behind their left neighbour; problems lie in the
/// text; the tree's handles agree with each other.
void requireSoundTree(const yaml::Document& document);

/// The text under the span of a plain or quoted scalar reads as its value when it stands alone.
void requireScalarsReadAlone(const yaml::Document& document);

/// What is written of the tree reads as the same values and is written the same again.
void requireRoundTrip(const yaml::Document& document);

} // namespace pw::fuzz
