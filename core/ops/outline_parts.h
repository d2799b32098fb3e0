#pragma once
// What the lines of an outline are made of; only the sources of outline include this.

#include "core/ops/outline.h"
#include "core/policy/policy.h"

#include <initializer_list>
#include <utility>

namespace pw::ops {

/// An entry with its place: the steps tell duplicate keys apart.
struct PlacedEntry
{
    yaml::NodeRef key;
    yaml::NodeRef value;
    policy::Place place;
};
[[nodiscard]] std::vector<PlacedEntry> entriesOf(yaml::NodeRef mapping, const policy::Place& place);

/// A value in a few words.
[[nodiscard]] Sentence valueWords(yaml::NodeRef value);
/// `mode: audit`, `rulesets: a and b`, `metadata, 3 entries`.
[[nodiscard]] Sentence entryWords(yaml::NodeRef key, yaml::NodeRef value);

/// Of the mapping itself when it is empty.
[[nodiscard]] text::Span firstKey(yaml::NodeRef mapping);
/// The first of these values that is a scalar; else the first key.
[[nodiscard]] text::Span nameSpanOf(yaml::NodeRef mapping,
                                    std::initializer_list<yaml::NodeRef> names);

class OutlineLines
{
public:
    void add(std::size_t depth, OutlineKind kind, Sentence words, text::Span span,
             text::Span nameSpan, policy::Place place);
    /// The entry by its key.
    void part(const PlacedEntry& entry, std::size_t depth, OutlineKind kind, Sentence words);
    void entry(const PlacedEntry& entry, std::size_t depth);
    /// An item that is not what its list is for: `a text, not a process`.
    void strange(yaml::NodeRef item, std::size_t depth, OutlineKind kind, const char* what,
                 policy::Place place);
    [[nodiscard]] std::vector<OutlineItem>& items() { return m_items; }
    [[nodiscard]] std::vector<OutlineItem> take() { return std::move(m_items); }

private:
    std::vector<OutlineItem> m_items;
};

/// The parts of a spec, whatever they are decoded to in `document`.
void addSpec(OutlineLines& lines, const PlacedEntry& spec, std::size_t depth,
             const policy::GuardianDocument& document);

/// The gravest problem of each, by where the problems begin.
void addGravest(std::vector<OutlineItem>& items, std::span<const text::Diagnostic> diagnostics);

} // namespace pw::ops
