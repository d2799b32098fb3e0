#pragma once
// Fixes for what the readers of a text report: they know the text, but not how to change it.

#include "core/text/diagnostic.h"
#include "core/yaml/document.h"

#include <vector>

namespace pw::ops {

/// Gives a fix to each problem that has one obvious answer: an alias or a merge key is written out,
/// an anchor that nothing refers to goes, and so does a second entry that says the same as the
/// first; of a merge conflict one side or both are kept. Problems whose code is another one are
/// left alone.
void addReaderFixes(const yaml::Document& document, std::vector<text::Diagnostic>& problems);

} // namespace pw::ops
