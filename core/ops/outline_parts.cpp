#include "core/ops/outline_parts.h"

#include "core/ops/short_text.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace pw::ops {

using yaml::NodeRef;

std::vector<PlacedEntry> entriesOf(NodeRef mapping, const policy::Place& place)
{
    std::vector<PlacedEntry> out;
    out.reserve(mapping.size());
    for (const auto& [key, value] : mapping.entries())
        out.push_back({key, value, place.entry(key.value())});
    std::unordered_map<std::string_view, std::size_t> behind;
    for (auto at = out.rbegin(); at != out.rend(); ++at)
        at->place.steps.back().index = behind[at->key.value()]++;
    return out;
}

Sentence valueWords(NodeRef value)
{
    Sentence out;
    if (value.isNull() && value.value().empty())
        return out.say("nothing");
    if (value.isScalar())
        return out.name(shorten(value.value()));
    if (value.isAlias())
        return out.name("*" + shorten(value.value()));
    return out.say(value.isSequence() ? "a list" : "a mapping");
}

Sentence entryWords(NodeRef key, NodeRef value)
{
    Sentence out;
    out.name(key.isScalar() ? shorten(key.value()) : "?");
    if (value.isMapping() && value.size() > 0)
        return out.say(", " + counted(value.size(), "entry", "entries"));
    const auto items = value.items();
    const bool plain
        = std::all_of(items.begin(), items.end(), [](NodeRef item) { return item.isScalar(); });
    if (value.isSequence() && value.size() > 0 && !plain)
        return out.say(", " + counted(value.size(), "entry", "entries"));
    if (value.isSequence() && value.size() > 0) {
        std::vector<std::string> texts;
        for (const NodeRef item : items)
            texts.push_back(shorten(item.value()));
        return out.say(": ").list(texts);
    }
    if (value.isMapping() || value.isSequence() || (value.isNull() && value.value().empty()))
        return out.say(", empty");
    return out.say(": ").add(valueWords(value));
}

text::Span firstKey(NodeRef mapping)
{
    for (const auto& [key, value] : mapping.entries())
        return key.span();
    return mapping.span();
}

text::Span nameSpanOf(NodeRef mapping, std::initializer_list<NodeRef> names)
{
    for (const NodeRef name : names) {
        if (name.isScalar() && !name.span().empty())
            return name.span();
    }
    return firstKey(mapping);
}

void OutlineLines::add(std::size_t depth, OutlineKind kind, Sentence words, text::Span span,
                       text::Span nameSpan, policy::Place place)
{
    m_items.push_back(
        {depth, kind, std::move(words), span, nameSpan, std::move(place), std::nullopt});
}

void OutlineLines::part(const PlacedEntry& entry, std::size_t depth, OutlineKind kind,
                        Sentence words)
{
    add(depth, kind, std::move(words), text::hull(entry.key.span(), entry.value.span()),
        entry.key.span(), entry.place);
}

void OutlineLines::entry(const PlacedEntry& entry, std::size_t depth)
{
    part(entry, depth, OutlineKind::Entry, entryWords(entry.key, entry.value));
}

void OutlineLines::strange(NodeRef item, std::size_t depth, OutlineKind kind, const char* what,
                           policy::Place place)
{
    add(depth, kind, valueWords(item).say(std::string(", not ") + what), item.span(), item.span(),
        std::move(place));
}

std::string_view toString(OutlineKind kind)
{
    constexpr std::array<std::string_view, 11> words{
        "document",     "selectors",   "selector", "processes", "process", "network",
        "ingress rule", "egress rule", "response", "action",    "entry"};
    return words.at(static_cast<std::size_t>(kind));
}

std::vector<std::size_t> trail(const std::vector<OutlineItem>& items, text::ByteOffset at)
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const OutlineItem& item = items[i];
        if (at < item.span.begin || item.span.end < at || item.depth > out.size())
            continue;
        // Of two siblings the later one: the span of all selectors may hold other entries.
        out.resize(item.depth);
        out.push_back(i);
    }
    return out;
}

void addGravest(std::vector<OutlineItem>& items, std::span<const text::Diagnostic> diagnostics)
{
    constexpr text::ByteOffset never = 0xffffffffU;
    constexpr std::size_t severities = 4;
    // For each problem and severity: where the first one begins, from this problem on.
    using Next = std::array<text::ByteOffset, severities>;
    std::vector<Next> next(diagnostics.size() + 1);
    next.back().fill(never);
    for (std::size_t i = diagnostics.size(); i-- > 0;) {
        next[i] = next[i + 1];
        next[i].at(static_cast<std::size_t>(diagnostics[i].severity)) = diagnostics[i].span.begin;
    }
    for (OutlineItem& item : items) {
        const auto first = std::ranges::lower_bound(
            diagnostics, item.span.begin, {},
            [](const text::Diagnostic& problem) { return problem.span.begin; });
        const Next& from = next[static_cast<std::size_t>(first - diagnostics.begin())];
        for (std::size_t severity = 0; severity < severities && !item.gravest; ++severity) {
            if (from.at(severity) <= item.span.end)
                item.gravest = static_cast<text::Severity>(severity);
        }
    }
}

} // namespace pw::ops
