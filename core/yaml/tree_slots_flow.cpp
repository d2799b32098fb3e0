// Slots between brackets and braces: JSON, and YAML written like it.

#include "core/yaml/json_writer.h"
#include "core/yaml/tree_slots.h"

#include <algorithm>

namespace pw::yaml {

namespace {

using text::ByteOffset;
using text::Span;

bool isBlank(char sign)
{
    return sign == ' ' || sign == '\t';
}

} // namespace

std::string TreeSlots::flowText(NodeRef node, const TreeEdit::Insertion& insertion, NodeRef model,
                                std::string_view lead)
{
    if (m_document.format() == Format::Yaml) {
        std::string comments;
        if (insertion.moved) {
            const std::string start = m_lines.eol() + flowIndentation(node);
            for (const std::string& comment : commentsOf(insertion.moved))
                comments += start + comment;
            comments += comments.empty() ? std::string() : start;
        }
        YamlStyle style = styleOf(node);
        style.listKey = keyOf(node);
        if (insertion.key.empty())
            return comments + writeFlow(insertion.value, style);
        style.paddedFlowMaps = false;
        const std::string entry = writeFlow(Value::map({{insertion.key, insertion.value}}), style);
        return comments + entry.substr(1, entry.size() - 2);
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

/// The child, the comma behind it, and where it has lines of its own those, with its comments.
void TreeSlots::removeBesideComments(NodeRef node, const Child& child)
{
    const std::string_view bytes = m_lines.bytes();
    const ByteOffset close = node.span().end - 1;
    const Span lines = flowBlockOf(node, child);
    if (lines.begin != child.begin) {
        add(lines, {}, node);
        return;
    }
    const ByteOffset comma = m_lines.skipGap(child.end, close);
    ByteOffset end = comma < close && bytes[comma] == ',' ? comma + 1 : child.end;
    while (end < close && isBlank(bytes[end]) && bytes[end + 1] != '#')
        ++end;
    // One blank is left between what stands before it and a comment behind it.
    const bool blanks = isBlank(bytes[end]) && isBlank(bytes[child.begin - 1]);
    add({blanks ? child.begin - 1 : child.begin, end}, {}, node);
}

Span TreeSlots::flowBlockOf(NodeRef node, const Child& child) const
{
    const std::string_view bytes = m_lines.bytes();
    const ByteOffset close = node.span().end - 1;
    const ByteOffset comma = m_lines.skipGap(child.end, close);
    const ByteOffset end = comma < close && bytes[comma] == ',' ? comma + 1 : child.end;
    const ByteOffset line = m_lines.nextLine(end);
    if (!m_lines.startsLine(child.begin) || m_lines.skipGap(end, close) < line
        || m_lines.lineStart(child.begin) <= node.span().begin)
        return {child.begin, child.end};
    return {m_lines.above(child.begin, m_lines.nextLine(node.span().begin)), line};
}

/// Deeper than what the brackets stand in.
std::string TreeSlots::flowIndentation(NodeRef node) const
{
    NodeRef outer = node;
    while (outer.parent() && outer.parent().isFlow())
        outer = outer.parent();
    const std::string_view lead = m_lines.lead(outer.entrySpan().begin);
    return std::string(lead.size() + 2, ' ');
}

void TreeSlots::addBesideComments(NodeRef node, const std::vector<Child>& children,
                                  std::size_t before, const std::vector<std::string>& texts)
{
    const std::string_view bytes = m_lines.bytes();
    const auto joined = [&](const std::string& front, const std::string& behind) {
        std::string out;
        for (const std::string& text : texts)
            out += front + text + behind;
        return out;
    };
    if (before < children.size()) {
        const ByteOffset at = children[before].begin;
        const ByteOffset line = m_lines.above(at, m_lines.nextLine(node.span().begin));
        const bool own = m_lines.startsLine(at) && line > node.span().begin
            && (before == 0 || children[before - 1].end <= line);
        if (own)
            add({line, line}, joined(std::string(m_lines.lead(at)), "," + m_lines.eol()), node);
        else
            add({at, at}, joined({}, ", "), node);
        return;
    }
    const Child& last = children.back();
    const ByteOffset close = node.span().end - 1;
    const ByteOffset comma = m_lines.skipGap(last.end, close);
    const bool hasComma = comma < close && bytes[comma] == ',';
    if (!hasComma)
        add({last.end, last.end}, ",", node);
    const ByteOffset behind = hasComma ? comma + 1 : last.end;
    if (m_lines.lineStart(close) <= behind) { // the bracket stands in the same line
        std::string text = joined(" ", ",");
        if (!hasComma)
            text.pop_back();
        add({behind, behind}, std::move(text), node);
        return;
    }
    const std::string_view lead = m_lines.lead(last.begin);
    const std::string indentation(
        lead.substr(0, std::min(lead.find_first_not_of(" \t"), lead.size())));
    const ByteOffset at = m_lines.nextLine(behind);
    const std::string step = m_lines.startsLine(last.begin) ? indentation : indentation + "  ";
    add({at, at}, joined(step, "," + m_lines.eol()), node);
}

std::optional<Error>
TreeSlots::flowSlotWithComments(NodeRef node, const std::vector<Child>& children, const Slot& slot)
{
    std::vector<std::string> texts;
    for (const TreeEdit::Insertion* insertion : slot.insertions)
        texts.push_back(flowText(node, *insertion, children.front().node, {}));
    for (std::size_t i = slot.removedFrom; i < slot.removedTo; ++i)
        removeBesideComments(node, children[i]);
    if (texts.empty())
        return std::nullopt;
    addBesideComments(node, children, slot.removedFrom, texts);
    return std::nullopt;
}

std::optional<Error> TreeSlots::flowSlot(NodeRef node, const std::vector<Child>& children,
                                         const Slot& slot)
{
    const std::size_t first = slot.removedFrom;
    const std::size_t end = slot.removedTo;
    if (gapsHaveComments(node, children, first, end))
        return flowSlotWithComments(node, children, slot);
    const bool hasBefore = first > 0;
    const bool hasBehind = end < children.size();
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
        std::string joined;
        for (const std::string& text : texts)
            joined += (joined.empty() ? "" : "," + gap) + text;
        add({children[first].begin, children[end - 1].end}, joined, node);
    } else if (first < end) {
        if (hasBefore)
            add({children[first - 1].end, children[end - 1].end}, {}, node);
        else if (hasBehind)
            add({children[first].begin, children[end].begin}, {}, node);
        else
            add({node.span().begin + 1, node.span().end - 1}, {}, node);
    } else {
        std::string joined;
        for (const std::string& text : texts)
            joined += hasBefore ? "," + (text.starts_with(m_lines.eol()) ? "" : gap) + text
                                : text + "," + gap;
        const ByteOffset at = hasBefore ? children[first - 1].end : children[end].begin;
        add({at, at}, joined, node);
    }
    return std::nullopt;
}

} // namespace pw::yaml
