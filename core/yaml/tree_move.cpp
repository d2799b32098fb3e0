// An entry or item as it is written, for another place.

#include "core/yaml/tree_slots.h"

#include <algorithm>

namespace pw::yaml {

namespace {

using text::ByteOffset;
using text::Span;

/// Every line so many columns further in or out; blank lines stay as they are.
std::string shifted(std::string_view lines, std::ptrdiff_t columns)
{
    std::string out;
    for (std::size_t at = 0; at < lines.size();) {
        const std::size_t end = std::min(lines.find('\n', at), lines.size() - 1) + 1;
        std::string_view line = lines.substr(at, end - at);
        const bool blank = line.find_first_not_of(" \t\r\n") == std::string_view::npos;
        if (columns > 0 && !blank)
            out.append(static_cast<std::size_t>(columns), ' ');
        for (std::ptrdiff_t i = columns; i < 0 && line.starts_with(' '); ++i)
            line.remove_prefix(1);
        out += line;
        at = end;
    }
    return out;
}

/// In the order of the text.
void addScalars(NodeRef node, std::vector<NodeRef>& out)
{
    if (node.isScalar() || node.isAlias())
        out.push_back(node);
    for (const NodeRef item : node.items())
        addScalars(item, out);
    for (const auto& [key, value] : node.entries()) {
        addScalars(key, out);
        addScalars(value, out);
    }
}

} // namespace

/// As one of the children of what it stands in, which begin in that column.
TreeSlots::Child TreeSlots::childOf(NodeRef node, std::size_t& column) const
{
    Problem ignored; // was found out where it is taken away
    const NodeRef parent = node.parent();
    const std::vector<Child> children
        = parent.isFlow() ? flowChildren(parent) : blockChildren(parent, ignored);
    column = m_lines.lead(children.front().begin).size();
    for (std::size_t index = 0; index < children.size(); ++index) {
        if (children[index].node != node)
            continue;
        Child child = children[index];
        child.block = parent.isFlow()
            ? flowBlockOf(parent, child)
            : blockOf(child, column, floorOf(parent, children, index, column));
        return child;
    }
    return {};
}

std::string TreeSlots::movedLines(NodeRef moved, std::size_t column) const
{
    std::size_t from = 0;
    const Child child = childOf(moved, from);
    std::string lines(m_lines.bytes().substr(child.block.begin, child.block.size()));
    if (!m_lines.startsLine(child.begin))
        lines.insert(0, from, ' ');
    if (!lines.ends_with('\n'))
        lines += m_lines.eol();
    return shifted(lines, static_cast<std::ptrdiff_t>(column) - static_cast<std::ptrdiff_t>(from));
}

std::vector<std::string> TreeSlots::commentsOf(NodeRef node) const
{
    std::vector<std::string> out;
    if (m_document.format() != Format::Yaml)
        return out;
    std::size_t column = 0;
    const Span block = childOf(node, column).block;
    std::vector<NodeRef> scalars;
    addScalars(node.key(), scalars);
    addScalars(node, scalars);
    ByteOffset at = block.begin;
    const auto take = [&](ByteOffset end) {
        for (at = m_lines.bytes().find('#', at) < end
                 ? static_cast<ByteOffset>(m_lines.bytes().find('#', at))
                 : end;
             at < end;) {
            const ByteOffset lineEnd = m_lines.lineEnd(at);
            out.emplace_back(m_lines.bytes().substr(at, lineEnd - at));
            const std::size_t next = m_lines.bytes().find('#', lineEnd);
            at = next < end ? static_cast<ByteOffset>(next) : end;
        }
    };
    for (const NodeRef scalar : scalars) {
        take(scalar.span().begin);
        if (const std::string head = headComment(scalar); !head.empty())
            out.push_back(head.substr(1));
        at = std::max(at, scalar.span().end);
    }
    take(std::min(block.end, static_cast<ByteOffset>(m_lines.bytes().size())));
    return out;
}

bool TreeSlots::isInBlock(NodeRef node) const
{
    return m_document.format() == Format::Yaml && node.parent() && !node.parent().isFlow()
        && (!node.key() || colonEnd(node) > 0);
}

std::optional<Error> TreeSlots::fill(NodeRef node,
                                     const std::vector<TreeEdit::Insertion>& insertions)
{
    if (!isInBlock(node))
        return fillInFlow(node, insertions);
    Insertions all;
    for (const TreeEdit::Insertion& insertion : insertions)
        all.push_back(&insertion);
    const NodeRef start = node.key() ? node.key() : node;
    const std::size_t outer = m_lines.lead(start.span().begin).size();
    const YamlStyle& style = styleOf(node.parent());
    const bool isMap = !insertions.front().key.empty();
    const std::size_t column = !node.key() ? outer + (node.span().empty() ? 1 : 0)
        : isMap                            ? outer + style.mapStep
                                           : outer + style.listStep;
    const Result<std::string> lines = blockLines(node, all, column);
    if (!lines)
        return lines.error();
    const ByteOffset begin
        = node.key() ? std::max(colonEnd(node), propertiesEnd(node)) : node.span().begin;
    const ByteOffset end = std::max(node.span().end, begin);
    if (node.key()) {
        add({begin, end}, {}, node);
        const ByteOffset next = m_lines.nextLine(end);
        add({next, next}, *lines, node);
        return std::nullopt;
    }
    // Behind a dash the first line begins where the dash leaves off.
    std::string text = lines->substr(std::min(lines->find_first_not_of(' '), lines->size()));
    text.resize(text.size() - (text.ends_with(m_lines.eol()) ? m_lines.eol().size() : 0));
    add({begin, end}, (node.span().empty() ? " " : "") + text, node);
    return std::nullopt;
}

std::optional<Error> TreeSlots::fillInFlow(NodeRef node,
                                           const std::vector<TreeEdit::Insertion>& insertions)
{
    const bool isMap = !insertions.front().key.empty();
    std::string text;
    for (const TreeEdit::Insertion& insertion : insertions)
        text += (text.empty() ? "" : ", ") + flowText(node, insertion, {}, {});
    text = (isMap ? "{" : "[") + text + (isMap ? "}" : "]");
    if (!node.span().empty()) {
        add(node.span(), std::move(text), node);
        return std::nullopt;
    }
    const ByteOffset colon = colonEnd(node);
    const ByteOffset at = colon > 0 ? colon : node.key().span().end;
    add({at, at}, (colon > 0 ? " " : ": ") + text, node);
    return std::nullopt;
}

} // namespace pw::yaml
