#include "core/yaml/tree_slots.h"

#include <algorithm>

namespace pw::yaml {

namespace {

using text::ByteOffset;
using text::Span;

Error refusal(std::string code, std::string message, NodeRef node)
{
    return Error{std::move(code), std::move(message), node.path()};
}

Error commentInTheWay(NodeRef node)
{
    return refusal("comment-in-the-way", "a comment stands where the change has to be made", node);
}

Error noPlace(NodeRef node)
{
    return refusal("no-place", "it is written in a way that leaves no place for the change", node);
}

std::size_t depthOf(NodeRef node)
{
    std::size_t depth = 0;
    for (; node; node = node.parent())
        ++depth;
    return depth;
}

/// `|+` keeps the blank lines behind it: nothing can be put between.
bool keepsBlankLines(NodeRef node)
{
    while (node && (node.isSequence() || node.isMapping())) {
        NodeRef last;
        for (const NodeRef item : node.items())
            last = item;
        for (const auto& [key, value] : node.entries())
            last = value;
        node = last;
    }
    if (!node.isScalar()
        || (node.style() != ScalarStyle::Literal && node.style() != ScalarStyle::Folded))
        return false;
    const std::string_view written = node.document()->source().slice(node.span());
    return written.substr(0, written.find('\n')).find('+') != std::string_view::npos;
}

} // namespace

TreeSlots::TreeSlots(const Document& document, const TreeLines& lines)
    : m_document(document), m_lines(lines)
{
    if (document.format() != Format::Yaml)
        m_json = jsonStyle(document);
}

void TreeSlots::add(Span span, std::string text, NodeRef node)
{
    m_edits.push_back({span, std::move(text), depthOf(node)});
}

ByteOffset TreeSlots::colonEnd(NodeRef value) const
{
    const NodeRef key = value.key();
    if (!key || !key.isScalar())
        return 0;
    const ByteOffset at = m_lines.skipGap(key.span().end, m_lines.lineEnd(key.span().end));
    return at < m_lines.bytes().size() && m_lines.bytes()[at] == ':' ? at + 1 : 0;
}

const YamlStyle& TreeSlots::styleOf(NodeRef node)
{
    const auto known = m_styles.find(node.id());
    if (known != m_styles.end())
        return known->second;
    return m_styles.emplace(node.id(), styleAround(node, m_lines)).first->second;
}

Result<std::string> TreeSlots::blockLines(NodeRef node, const Insertions& insertions,
                                          std::size_t column)
{
    if (insertions.empty())
        return std::string();
    YamlStyle style = styleOf(node);
    style.column = column;
    style.listKey = keyOf(node);
    std::string out;
    for (const TreeEdit::Insertion* insertion : insertions) {
        const NodeRef moved = insertion->moved;
        if (moved && !moved.parent().isFlow()) {
            out += movedLines(moved, column);
            continue;
        }
        if (moved) {
            for (const std::string& comment : commentsOf(moved))
                out += std::string(column, ' ') + comment + m_lines.eol();
        }
        const Value value = !insertion->key.empty()
            ? Value::map({{insertion->key, insertion->value}})
            : Value::list({insertion->value});
        out += m_lines.withEol(writeYaml(value, style));
    }
    return out;
}

std::vector<TreeSlots::Child> TreeSlots::blockChildren(NodeRef node, Problem& problem) const
{
    std::vector<Child> out;
    out.reserve(node.size());
    ByteOffset from = std::max(node.span().begin, propertiesEnd(node));
    for (const NodeRef item : node.items()) {
        const ByteOffset dash = m_lines.skipGap(from, item.span().begin);
        if (dash >= m_lines.bytes().size() || m_lines.bytes()[dash] != '-')
            problem = noPlace(item);
        out.push_back({item, dash, item.span().end});
        from = item.span().end;
    }
    for (const auto& [key, value] : node.entries()) {
        if (!key.isScalar() || colonEnd(value) == 0
            || m_lines.lead(key.span().begin).find('?') != std::string_view::npos)
            problem = refusal("complex-key", "a key is written in a way that cannot be kept", node);
        out.push_back({value, key.span().begin, std::max(value.span().end, key.span().end)});
    }
    return out;
}

std::vector<TreeSlots::Child> TreeSlots::flowChildren(NodeRef node) const
{
    std::vector<Child> out;
    out.reserve(node.size());
    for (const NodeRef item : node.items())
        out.push_back({item, item.span().begin, item.span().end});
    for (const auto& [key, value] : node.entries()) {
        out.push_back({value, std::min(key.span().begin, value.span().begin),
                       std::max(value.span().end, key.span().end)});
    }
    return out;
}

ByteOffset TreeSlots::propertiesEnd(NodeRef node) const
{
    ByteOffset at = node.span().begin;
    const std::string_view bytes = m_lines.bytes();
    while (at < node.span().end && (bytes[at] == '&' || bytes[at] == '!')) {
        ByteOffset end = at;
        while (end < node.span().end && bytes[end] != ' ' && bytes[end] != '\t'
               && bytes[end] != '\r' && bytes[end] != '\n')
            ++end;
        const ByteOffset next = m_lines.skipGap(end, m_lines.lineEnd(end));
        if (next >= node.span().end || (bytes[next] != '&' && bytes[next] != '!'))
            return end;
        at = next;
    }
    return 0;
}

ByteOffset TreeSlots::floorOf(NodeRef node, const std::vector<Child>& children, std::size_t index,
                              std::size_t column) const
{
    if (index > 0)
        return m_lines.behind(children[index - 1].end, column);
    const ByteOffset colon = colonEnd(node);
    return colon > 0 ? m_lines.nextLine(colon) : 0;
}

Span TreeSlots::blockOf(const Child& child, std::size_t column, ByteOffset floor) const
{
    ByteOffset end = m_lines.behind(child.end, column);
    if (keepsBlankLines(child.node)) { // they are its own
        while (end < m_lines.bytes().size()
               && m_lines.bytes().substr(end, m_lines.lineEnd(end) - end).find_first_not_of(' ')
                   == std::string_view::npos)
            end = m_lines.nextLine(end);
    }
    return {m_lines.startsLine(child.begin) ? m_lines.above(child.begin, floor) : child.begin, end};
}

std::optional<Error> TreeSlots::change(NodeRef node, const TreeEdit::Changes& changes)
{
    Problem problem;
    const std::vector<Child> children
        = node.isFlow() ? flowChildren(node) : blockChildren(node, problem);
    if (problem)
        return problem;
    Insertions insertions;
    for (const TreeEdit::Insertion& insertion : changes.insertions)
        insertions.push_back(&insertion);
    const auto placeOf = [&](const TreeEdit::Insertion* insertion) {
        return std::min(insertion->before, children.size());
    };
    std::ranges::stable_sort(insertions, {}, placeOf);
    auto next = insertions.begin();
    std::vector<Slot> slots;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= children.size(); ++i) {
        if (i < children.size() && changes.removed.contains(children[i].node.id()))
            continue;
        Slot slot{from, i, {}};
        while (next != insertions.end() && placeOf(*next) <= i)
            slot.insertions.push_back(*next++);
        if (slot.removedFrom < slot.removedTo || !slot.insertions.empty())
            slots.push_back(std::move(slot));
        from = i + 1;
    }
    return node.isFlow() ? changeFlow(node, children, slots) : changeBlock(node, children, slots);
}

std::optional<Error> TreeSlots::changeBlock(NodeRef node, const std::vector<Child>& children,
                                            const std::vector<Slot>& slots)
{
    const std::string_view lead = m_lines.lead(children.front().begin);
    if (lead.find('\t') != std::string_view::npos)
        return refusal("tab-indentation", "its lines are indented with tabs", node);
    if (lead.find_first_not_of(" -") != std::string_view::npos || lead.starts_with("--"))
        return noPlace(node);
    if (slots.size() == 1 && slots.front().insertions.empty() && slots.front().removedFrom == 0
        && slots.front().removedTo == children.size())
        return emptied(node, children, lead.size());
    for (const Slot& slot : slots) {
        if (auto problem = blockSlot(node, children, slot, lead.size()))
            return problem;
    }
    return std::nullopt;
}

std::optional<Error> TreeSlots::blockSlot(NodeRef node, const std::vector<Child>& children,
                                          const Slot& slot, std::size_t column)
{
    Result<std::string> added = blockLines(node, slot.insertions, column);
    if (!added)
        return added.error();
    const std::size_t first = slot.removedFrom;
    const std::size_t end = slot.removedTo;
    if (first == 0 && !m_lines.startsLine(children.front().begin))
        return firstInLine(node, children, slot, column, *std::move(added));
    const auto block = [&](std::size_t index) {
        return blockOf(children[index], column, floorOf(node, children, index, column));
    };
    for (std::size_t i = first; i < end; ++i)
        add(block(i), {}, node);
    if (added->empty())
        return std::nullopt;
    ByteOffset at = 0;
    if (first > 0)
        at = block(first - 1).end;
    else if (const ByteOffset colon = colonEnd(node); colon > 0 && end == 0)
        at = m_lines.nextLine(std::max(colon, propertiesEnd(node)));
    else
        at = block(0).begin;
    add({at, at}, *std::move(added), node);
    return std::nullopt;
}

/// The first child stands behind the dash of what it stands in.
std::optional<Error> TreeSlots::firstInLine(NodeRef node, const std::vector<Child>& children,
                                            const Slot& slot, std::size_t column, std::string added)
{
    const ByteOffset at = children.front().begin;
    const std::size_t end = slot.removedTo;
    if (!added.empty() && added.find_first_not_of(' ') != column)
        return commentInTheWay(node); // of what is moved here
    const std::string head = added.empty() ? added : added.substr(column);
    if (end == 0) {
        add({at, at}, head + std::string(column, ' '), node);
        return std::nullopt;
    }
    const auto block = [&](std::size_t index) {
        return blockOf(children[index], column,
                       index == 0 ? at : floorOf(node, children, index, column));
    };
    if (!added.empty()) {
        add({at, block(0).end}, head, node);
        for (std::size_t i = 1; i < end; ++i)
            add(block(i), {}, node);
        return std::nullopt;
    }
    // What follows moves up, with the comments that stand above it or belong to nobody.
    std::size_t gone = 0;
    ByteOffset next = at;
    while (next == at || (gone < end && m_lines.bytes()[next] != '#')) {
        next = block(gone).end;
        const ByteOffset stop = ++gone < end ? block(gone).begin : children[end].begin;
        while (next < stop && m_lines.bytes()[next] != '#')
            ++next;
    }
    add({at, next}, {}, node);
    for (std::size_t i = gone; i < end; ++i)
        add(block(i), {}, node);
    return std::nullopt;
}

std::optional<Error> TreeSlots::emptied(NodeRef node, const std::vector<Child>& children,
                                        std::size_t column)
{
    const std::string nothing = node.isMapping() ? "{}" : "[]";
    const ByteOffset colon = colonEnd(node);
    const bool isBelowKey = colon > 0 && m_lines.startsLine(children.front().begin);
    if (isBelowKey) {
        const ByteOffset at = std::max(colon, propertiesEnd(node));
        add({at, at}, " " + nothing, node);
    }
    for (std::size_t i = 0; i < children.size(); ++i) {
        const Span block = blockOf(children[i], column, floorOf(node, children, i, column));
        std::string text;
        if (i == 0 && !isBelowKey)
            text = std::string(m_lines.startsLine(children[i].begin) ? column : 0, ' ') + nothing
                + m_lines.eol();
        add(block, std::move(text), node);
    }
    return std::nullopt;
}

} // namespace pw::yaml
