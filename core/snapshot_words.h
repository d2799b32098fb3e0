#pragma once
// What a person is told about a snapshot: its outline, what stands at a place, where a process is
// named.

#include "core/ops/hover.h"
#include "core/ops/outline.h"
#include "core/ops/process_references.h"
#include "core/snapshot.h"

namespace pw::ops {

[[nodiscard]] inline std::vector<OutlineItem> outline(const Snapshot& snapshot)
{
    return outline(*snapshot.document, snapshot.units, snapshot.diagnostics);
}

[[nodiscard]] inline std::optional<Hover> hoverAt(const Snapshot& snapshot, text::ByteOffset at)
{
    return hoverAt(*snapshot.document, snapshot.units, at);
}

[[nodiscard]] inline std::optional<ProcessReferences> processReferencesAt(const Snapshot& snapshot,
                                                                          text::ByteOffset at)
{
    return processReferencesAt(*snapshot.document, snapshot.units, at);
}

} // namespace pw::ops
