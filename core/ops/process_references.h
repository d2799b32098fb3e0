#pragma once
// Where a text names one process: its definition and everything that refers to it.

#include "core/policy/kinds.h"
#include "core/text/span.h"
#include "core/yaml/document.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pw::ops {

struct ProcessReferences
{
    std::string id;
    std::size_t unit = 0; ///< as policy::Place numbers documents; of a group's member the group
    /// The `id` values of processes, quotes and anchors included. None: no process has the id;
    /// several: it is a duplicate.
    std::vector<text::Span> definitions;
    /// In network rules, and where a deviation names a process of its policy; in the order of the
    /// text.
    std::vector<text::Span> uses;
    bool operator==(const ProcessReferences&) const = default;
};

/// Nothing where no id of a process stands, a word or an alias of one; the place right behind a
/// word counts as the word. Ids are known within their document, a member of a group apart from the
/// others. `units` are those of a snapshot, groups opened.
[[nodiscard]] std::optional<ProcessReferences>
processReferencesAt(const yaml::Document& document, std::span<const policy::Unit> units,
                    text::ByteOffset at);

} // namespace pw::ops
