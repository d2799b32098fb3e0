#pragma once
// One text, analysed: what every view shows and every command checks. Immutable.

#include "core/policy/kinds.h"
#include "core/text/diagnostic.h"
#include "core/text/source_text.h"
#include "core/yaml/document.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

namespace pw {

struct Snapshot
{
    text::SourceText source;
    std::uint64_t revision = 0; ///< of the editor's text; edits planned on it carry it
    std::shared_ptr<const yaml::Document> document; ///< never null
    std::vector<policy::Unit> units; ///< groups opened; their nodes are in `document`
    std::vector<text::Diagnostic> diagnostics; ///< sorted by place

    [[nodiscard]] bool valid() const { return !text::hasErrors(diagnostics); }
};

/// Reads and judges the text. Cheap to copy; may be shared between threads. Cancelled work gives
/// a snapshot that is not complete and must not be shown.
[[nodiscard]] Snapshot analyse(text::SourceText source, std::uint64_t revision = 0,
                               const std::stop_token& stop = {});

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace pw
