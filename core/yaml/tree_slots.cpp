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

bool isCollection(const Value& value)
{
    return !value.items.empty() || !value.entries.empty();
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

/// The last line of `lines` without its end, the first without its indentation.
std::string inlineText(std::string lines, std::size_t column, std::string_view eol)
{
    if (lines.ends_with(eol))
        lines.resize(lines.size() - eol.size());
    return lines.substr(std::min(column, lines.size()));
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

std::string TreeSlots::blockLines(NodeRef node, const Insertions& insertions,
                                  std::size_t column) const
{
    YamlStyle style = styleAround(node, m_lines);
    style.column = column;
    style.listKey = keyOf(node);
    Value value = node.isMapping() ? Value::map() : Value::list();
    for (const TreeEdit::Insertion* insertion : insertions) {
        if (node.isMapping())
            value.entries.emplace_back(insertion->key, insertion->value);
        else
            value.items.push_back(insertion->value);
    }
    return m_lines.withEol(writeYaml(value, style));
}

std::vector<TreeSlots::Child> TreeSlots::blockChildren(NodeRef node, Problem& problem) const
{
    std::vector<Child> out;
    out.reserve(node.size());
    ByteOffset from = node.span().begin;
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

std::optional<Error> TreeSlots::change(NodeRef node, const TreeEdit::Changes& changes)
{
    Problem problem;
    const std::vector<Child> children
        = node.isFlow() ? flowChildren(node) : blockChildren(node, problem);
    if (problem)
        return problem;
    const auto isRemoved
        = [&](std::size_t i) { return i < changes.removed.size() && changes.removed[i]; };
    std::vector<Slot> slots;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= children.size(); ++i) {
        if (i < children.size() && isRemoved(i))
            continue;
        Slot slot{from, i, {}};
        for (const TreeEdit::Insertion& insertion : changes.insertions) {
            const std::size_t before = std::min(insertion.before, children.size());
            if (before >= from && before <= i)
                slot.insertions.push_back(&insertion);
        }
        std::stable_sort(slot.insertions.begin(), slot.insertions.end(),
                         [](const auto* a, const auto* b) { return a->before < b->before; });
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
    std::string added
        = slot.insertions.empty() ? std::string() : blockLines(node, slot.insertions, column);
    const std::size_t first = slot.removedFrom;
    const std::size_t end = slot.removedTo;
    const auto lineOf = [&](const Child& child) {
        return Span{m_lines.lineStart(child.begin), m_lines.behind(child.end, column)};
    };
    for (std::size_t i = first; i < end; ++i) {
        if (i + 1 == children.size() && keepsBlankLines(children[i].node))
            return noPlace(node);
    }
    const bool sharesLine = !m_lines.startsLine(children.front().begin);
    if (first == 0 && sharesLine) { // behind the dash of what it stands in
        const ByteOffset at = children.front().begin;
        if (!added.empty() && end == 0) {
            const std::string head = added.substr(column);
            add({at, at}, head + std::string(column, ' '), node);
            return std::nullopt;
        }
        if (!added.empty()) {
            add({at, lineOf(children[end - 1]).end}, added.substr(column), node);
            return std::nullopt;
        }
        const Span last = lineOf(children[end - 1]);
        if (end >= children.size() || m_lines.hasComment(last.end, children[end].begin))
            return commentInTheWay(node);
        add({at, children[end].begin}, {}, node);
        return std::nullopt;
    }
    for (std::size_t i = first; i < end; ++i)
        add(lineOf(children[i]), {}, node);
    if (added.empty())
        return std::nullopt;
    ByteOffset at = 0;
    if (first > 0) {
        if (keepsBlankLines(children[first - 1].node))
            return noPlace(node);
        at = lineOf(children[first - 1]).end;
    } else if (end > 0) {
        at = lineOf(children.front()).begin;
    } else if (const ByteOffset colon = colonEnd(node); colon > 0) {
        at = m_lines.nextLine(colon); // before the comments that speak of the first one
    } else {
        at = lineOf(children.front()).begin;
    }
    add({at, at}, std::move(added), node);
    return std::nullopt;
}

std::optional<Error> TreeSlots::emptied(NodeRef node, const std::vector<Child>& children,
                                        std::size_t column)
{
    const ByteOffset colon = colonEnd(node);
    if (colon == 0 || !m_lines.startsLine(children.front().begin))
        return noPlace(node);
    add({colon, colon}, node.isMapping() ? " {}" : " []", node);
    for (const Child& child : children) {
        add({m_lines.lineStart(child.begin), m_lines.behind(child.end, column)}, {}, node);
    }
    return std::nullopt;
}

std::optional<Error> TreeSlots::set(NodeRef node, const Value& value)
{
    const NodeRef parent = node.parent();
    if (m_document.format() != Format::Yaml || parent.isFlow())
        return setInFlow(node, value);
    if (node.isScalar()
        && (node.style() == ScalarStyle::Literal || node.style() == ScalarStyle::Folded))
        return noPlace(node);
    if (node.key())
        return setEntry(node, value);
    return setItem(node, value);
}

std::optional<Error> TreeSlots::setInFlow(NodeRef node, const Value& value)
{
    if (node.span().empty())
        return noPlace(node);
    TreeEdit::Insertion whole{0, {}, value};
    const std::string_view lead = m_lines.lead(node.span().begin);
    const std::string_view indentation
        = lead.substr(0, std::min(lead.find_first_not_of(" \t"), lead.size()));
    add(node.span(), flowText(node, whole, node, indentation), node);
    return std::nullopt;
}

std::optional<Error> TreeSlots::setEntry(NodeRef node, const Value& value)
{
    const NodeRef key = node.key();
    const ByteOffset colon = colonEnd(node);
    const std::string_view lead = m_lines.lead(key.span().begin);
    if (colon == 0 || lead.find_first_not_of(" -") != std::string_view::npos)
        return noPlace(node);
    YamlStyle style = styleAround(node.parent(), m_lines);
    style.listKey = std::string(key.value());
    const bool oneLine = !isCollection(value) || style.flow.find(style.listKey) != style.flow.end();
    const bool list = !value.items.empty();
    style.column = lead.size() + (list ? style.listStep : style.mapStep);
    if (isCollection(value) && !oneLine && node.span().size() > 0 && !node.isScalar()
        && node.isFlow() && m_lines.hasComment(node.span().begin, node.span().end))
        return commentInTheWay(node);
    std::string text;
    if (node.isString() && value.kind == Value::Kind::String) { // the quotes that it had
        style.quotes[style.listKey] = node.style() == ScalarStyle::SingleQuoted ? Quotes::Single
            : node.style() == ScalarStyle::DoubleQuoted                         ? Quotes::Double
                                                                                : Quotes::Needed;
    }
    if (oneLine) {
        YamlStyle plain = style;
        plain.column = 0;
        text = isCollection(value) ? writeFlow(value, plain)
                                   : inlineText(writeYaml(value, plain), 0, "\n");
    } else {
        text = m_lines.withEol(writeYaml(value, style));
    }
    const bool wasInLine
        = node.span().empty() || m_lines.lineStart(node.span().begin) == m_lines.lineStart(colon);
    if (wasInLine) {
        const ByteOffset end = std::max(node.span().end, colon);
        if (oneLine && !node.span().empty()) {
            add(node.span(), std::move(text), node);
        } else if (oneLine) {
            add({colon, colon}, " " + text, node);
        } else {
            if (end > colon)
                add({colon, end}, {}, node);
            const ByteOffset next = m_lines.nextLine(end);
            add({next, next}, std::move(text), node);
        }
        return std::nullopt;
    }
    const Span old{m_lines.lineStart(node.span().begin), m_lines.nextLine(node.span().end)};
    if (oneLine)
        add({colon, colon}, " " + text, node);
    add(old, oneLine ? std::string() : std::move(text), node);
    return std::nullopt;
}

std::optional<Error> TreeSlots::setItem(NodeRef node, const Value& value)
{
    const Span span = node.span();
    const std::string_view lead = m_lines.lead(span.begin);
    if (lead.find_first_not_of(" -") != std::string_view::npos || lead.starts_with("--")
        || (node.parent() && lead.find('-') == std::string_view::npos))
        return noPlace(node);
    YamlStyle style = styleAround(node, m_lines);
    const std::string key = keyOf(node.parent());
    if (span.empty())
        style.column = lead.size() + 1;
    else
        style.column = lead.size();
    style.listKey = key;
    const bool oneLine = isCollection(value) && style.flowItems.find(key) != style.flowItems.end();
    std::string text = oneLine
        ? writeFlow(value, style)
        : inlineText(m_lines.withEol(writeYaml(value, style)), style.column, m_lines.eol());
    add(span, (span.empty() ? " " : "") + text, node);
    return std::nullopt;
}

} // namespace pw::yaml
