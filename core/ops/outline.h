#pragma once
// What a text holds, in the order in which it stands there: the lines of an outline.

#include "core/ops/sentence.h"
#include "core/policy/place.h"
#include "core/text/diagnostic.h"
#include "core/yaml/document.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pw::ops {

enum class OutlineKind : std::uint8_t {
    Document,
    Selectors, ///< all those of a document together
    Selector,
    Processes,
    Process,
    Network,
    IngressRule,
    EgressRule,
    Response,
    Action,
    Entry, ///< any other key, and items that have words of their own
};

/// `document`, `ingress rule`, …
[[nodiscard]] std::string_view toString(OutlineKind kind);

struct OutlineItem
{
    std::size_t depth = 0; ///< children stand behind their parent, one deeper
    OutlineKind kind = OutlineKind::Entry;
    Sentence words;
    text::Span span; ///< with its key; of Selectors from the first one to the last
    text::Span nameSpan; ///< a few bytes of it to put a cursor at: its name, or its key
    policy::Place path; ///< of Selectors the spec, of which they are a part
    std::optional<text::Severity> gravest; ///< of the problems in it; nothing when there is none
    bool operator==(const OutlineItem&) const = default;
};

/// Every document with its parts, broken values included; `apiVersion` and `kind` only where the
/// kind is not known. `units` are those of a snapshot, groups opened; `diagnostics` are sorted by
/// place.
[[nodiscard]] std::vector<OutlineItem> outline(const yaml::Document& document,
                                               std::span<const policy::Unit> units,
                                               std::span<const text::Diagnostic> diagnostics);

/// Indexes of the items that hold the place, from the document down. An item holds the place right
/// behind it.
[[nodiscard]] std::vector<std::size_t> trail(const std::vector<OutlineItem>& items,
                                             text::ByteOffset at);

} // namespace pw::ops
