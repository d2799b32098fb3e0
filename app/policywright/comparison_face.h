#pragma once
// What a side of a comparison is called.

#include "app/policywright/compare_source.h"
#include "ui/compare/compare_types.h"

namespace pw::app {

class Document;

/// `open`: the text that the source speaks of; null: there is none, or it was closed. `note`: what
/// its text was read with.
[[nodiscard]] ui::CompareFace faceOf(const CompareSource& source, const Document* open,
                                     const QString& note);

} // namespace pw::app
