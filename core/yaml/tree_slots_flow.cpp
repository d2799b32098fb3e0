// Slots between brackets and braces: JSON, and YAML written like it.

#include "core/yaml/json_writer.h"
#include "core/yaml/tree_slots.h"

#include <algorithm>

namespace pw::yaml {

namespace {

using text::ByteOffset;
using text::Span;

Error commentInTheWay(NodeRef node)
{
    return Error{"comment-in-the-way", "a comment stands where the change has to be made",
                 node.path()};
}

} // namespace

std::string TreeSlots::flowText(NodeRef node, const TreeEdit::Insertion& insertion, NodeRef model,
                                std::string_view lead) const
{
    if (m_document.format() == Format::Yaml) {
        YamlStyle style = styleAround(node, m_lines);
        style.listKey = keyOf(node);
        if (insertion.key.empty())
            return writeFlow(insertion.value, style);
        style.paddedFlowMaps = false;
        const std::string entry = writeFlow(Value::map({{insertion.key, insertion.value}}), style);
        return entry.substr(1, entry.size() - 2);
    }
    JsonStyle style = m_json;
    const bool collection = model && (model.isSequence() || model.isMapping()) && model.size() > 0;
    if (collection && node != model) {
        const Span span = model.span();
        style.lines = style.lines && m_lines.lineStart(span.begin) != m_lines.lineStart(span.end);
    }
    std::string out;
    if (!insertion.key.empty())
        out = jsonString(insertion.key) + (style.compact ? ":" : ": ");
    return m_lines.withEol(out + writeJson(insertion.value, style, lead));
}

bool TreeSlots::gapsHaveComments(NodeRef node, const std::vector<Child>& children, std::size_t from,
                                 std::size_t to) const
{
    if (m_document.format() != Format::Yaml)
        return false;
    // Gap i lies before child i; the last one lies before the bracket that closes.
    for (std::size_t i = from; i <= to; ++i) {
        const ByteOffset begin = i == 0 ? node.span().begin : children[i - 1].end;
        const ByteOffset end = i == children.size() ? node.span().end : children[i].begin;
        if (m_lines.hasComment(begin, end))
            return true;
    }
    return false;
}

std::optional<Error> TreeSlots::changeFlow(NodeRef node, const std::vector<Child>& children,
                                           const std::vector<Slot>& slots)
{
    const std::string_view bytes = m_lines.bytes();
    if (bytes[node.span().begin] != (node.isMapping() ? '{' : '['))
        return Error{"no-place", "it is a pair without braces", node.path()};
    for (const Slot& slot : slots) {
        if (auto problem = flowSlot(node, children, slot))
            return problem;
    }
    return std::nullopt;
}

std::optional<Error> TreeSlots::flowSlot(NodeRef node, const std::vector<Child>& children,
                                         const Slot& slot)
{
    const std::size_t first = slot.removedFrom;
    const std::size_t end = slot.removedTo;
    const bool hasBefore = first > 0;
    const bool hasBehind = end < children.size();
    const bool comments = gapsHaveComments(node, children, first, end);
    const Child& like
        = hasBefore ? children[first - 1] : children[std::min(end, children.size() - 1)];
    const bool ownLine = m_lines.startsLine(like.begin);
    const std::string lead(ownLine ? m_lines.lead(like.begin) : std::string_view());
    const std::string gap = ownLine ? m_lines.eol() + lead
        : m_json.compact            ? std::string()
                                    : std::string(" ");
    // Further lines of what is added stand below the line that it begins in.
    const std::string_view around = m_lines.lead(like.begin);
    const std::string indentation(
        around.substr(0, std::min(around.find_first_not_of(" \t"), around.size())));
    std::vector<std::string> texts;
    for (const TreeEdit::Insertion* insertion : slot.insertions)
        texts.push_back(flowText(node, *insertion, like.node, indentation));

    if (first < end && !texts.empty()) {
        if (comments)
            return commentInTheWay(node);
        std::string joined;
        for (const std::string& text : texts)
            joined += (joined.empty() ? "" : "," + gap) + text;
        add({children[first].begin, children[end - 1].end}, joined, node);
        return std::nullopt;
    }
    if (first < end) {
        if (comments) { // YAML: whole lines, a comma may be left behind
            const ByteOffset comma = m_lines.skipGap(children[end - 1].end, node.span().end);
            const ByteOffset last
                = m_lines.bytes()[comma] == ',' ? comma + 1 : children[end - 1].end;
            const ByteOffset next = m_lines.skipGap(last, node.span().end);
            const Span lines{m_lines.lineStart(children[first].begin), m_lines.nextLine(last)};
            if (!m_lines.startsLine(children[first].begin) || next < lines.end
                || lines.begin <= node.span().begin
                || (hasBefore && children[first - 1].end > lines.begin))
                return commentInTheWay(node);
            add(lines, {}, node);
            return std::nullopt;
        }
        if (hasBefore)
            add({children[first - 1].end, children[end - 1].end}, {}, node);
        else if (hasBehind)
            add({children[first].begin, children[end].begin}, {}, node);
        else
            add({node.span().begin + 1, node.span().end - 1}, {}, node);
        return std::nullopt;
    }
    std::string joined;
    if (!comments) {
        for (const std::string& text : texts)
            joined += hasBefore ? "," + gap + text : text + "," + gap;
        const ByteOffset at = hasBefore ? children[first - 1].end : children[end].begin;
        add({at, at}, joined, node);
        return std::nullopt;
    }
    const ByteOffset from = hasBefore ? children[first - 1].end : node.span().begin + 1;
    const ByteOffset to = hasBehind ? children[end].begin : node.span().end - 1;
    if (!ownLine || m_lines.lineStart(from) == m_lines.lineStart(to))
        return commentInTheWay(node);
    ByteOffset line = from;
    if (hasBefore) {
        const ByteOffset comma = m_lines.skipGap(from, to);
        if (comma < to && m_lines.bytes()[comma] == ',')
            line = comma;
        else
            add({from, from}, ",", node);
    }
    for (const std::string& text : texts)
        joined += lead + text + "," + m_lines.eol();
    const ByteOffset at = m_lines.nextLine(line);
    if (at > m_lines.lineStart(to))
        return commentInTheWay(node);
    add({at, at}, joined, node);
    return std::nullopt;
}

} // namespace pw::yaml
