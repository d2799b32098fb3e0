// One value in the place of another, and one key in the place of another.

#include "core/yaml/json_writer.h"
#include "core/yaml/tree_slots.h"

#include <algorithm>

namespace pw::yaml {

namespace {

using text::ByteOffset;
using text::Span;

Error noPlace(NodeRef node)
{
    return Error{"no-place", "it is written in a way that leaves no place for the change",
                 node.path()};
}

bool isCollection(const Value& value)
{
    return !value.items.empty() || !value.entries.empty();
}

bool isBlockScalar(NodeRef node)
{
    return node.isScalar()
        && (node.style() == ScalarStyle::Literal || node.style() == ScalarStyle::Folded);
}

/// The last line of `lines` without its end, the first without its indentation.
std::string inlineText(std::string lines, std::size_t column, std::string_view eol)
{
    if (lines.ends_with(eol))
        lines.resize(lines.size() - eol.size());
    return lines.substr(std::min(column, lines.size()));
}

std::string singleQuoted(std::string_view content)
{
    std::string out = "'";
    for (const char c : content)
        out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + "'";
}

/// Those that it has, unless others are asked for.
Quotes quotesFor(NodeRef node, TreeStyle written)
{
    if (written == TreeStyle::SingleQuoted
        || (written == TreeStyle::Like && node.style() == ScalarStyle::SingleQuoted))
        return Quotes::Single;
    if (written == TreeStyle::DoubleQuoted
        || (written == TreeStyle::Like && node.style() == ScalarStyle::DoubleQuoted))
        return Quotes::Double;
    return Quotes::Needed;
}

/// In the quotes that the scalar has.
std::string writtenLike(NodeRef scalar, const std::string& content)
{
    const bool oneLine = content.find_first_of("\r\n") == std::string::npos;
    if (scalar.document()->format() != Format::Yaml || scalar.style() == ScalarStyle::DoubleQuoted)
        return jsonString(content);
    const std::string plain = writeScalar(Value::string(content));
    return scalar.style() == ScalarStyle::SingleQuoted && oneLine && !plain.starts_with('"')
        ? singleQuoted(content)
        : plain;
}

} // namespace

/// The comment on the first line of what goes on below it: behind `|`, or behind an anchor.
std::string TreeSlots::headComment(NodeRef node) const
{
    const Span span = node.span();
    const ByteOffset end = m_lines.lineEnd(span.begin);
    if (span.empty() || span.end <= end || node.isFlow())
        return {};
    ByteOffset at = std::max(span.begin, propertiesEnd(node));
    const std::string_view bytes = m_lines.bytes();
    if (isBlockScalar(node)) {
        at = m_lines.skipGap(at, end);
        while (at < end && bytes[at] != ' ' && bytes[at] != '\t')
            ++at;
    } else if (node.isScalar()) {
        return {};
    }
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t'))
        ++at;
    return at < end && bytes[at] == '#' ? " " + std::string(bytes.substr(at, end - at))
                                        : std::string();
}

bool TreeSlots::hasCommentsInside(NodeRef node) const
{
    if (!node.isSequence() && !node.isMapping())
        return false;
    ByteOffset at = node.span().begin;
    bool found = false;
    const auto visit = [&](auto&& self, NodeRef inner) -> void {
        if (inner.isScalar() || inner.isAlias()) {
            found = found || m_lines.hasComment(at, inner.span().begin)
                || !headComment(inner).empty();
            at = std::max(at, inner.span().end);
        }
        for (const NodeRef item : inner.items())
            self(self, item);
        for (const auto& [key, value] : inner.entries()) {
            self(self, key);
            self(self, value);
        }
    };
    visit(visit, node);
    return found || m_lines.hasComment(at, node.span().end);
}

std::optional<Error> TreeSlots::rename(NodeRef value, const std::string& key)
{
    return writeOver(value.key(), key, value);
}

std::optional<Error> TreeSlots::writeOver(NodeRef scalar, const std::string& content, NodeRef node)
{
    if (!scalar.isScalar() || isBlockScalar(scalar))
        return noPlace(node);
    const Span span{std::max(scalar.span().begin, propertiesEnd(scalar)), scalar.span().end};
    ByteOffset begin = span.begin;
    while (begin > scalar.span().begin && begin < span.end && m_lines.bytes()[begin] == ' ')
        ++begin;
    add({begin, span.end}, writtenLike(scalar, content), node);
    return std::nullopt;
}

std::optional<Error> TreeSlots::set(NodeRef node, const Value& value, TreeStyle style)
{
    const NodeRef parent = node.parent();
    if (m_document.format() != Format::Yaml || parent.isFlow())
        return setInFlow(node, value, style);
    if (node.key())
        return setEntry(node, value, style);
    return setItem(node, value, style);
}

std::optional<Error> TreeSlots::setInFlow(NodeRef node, const Value& value, TreeStyle written)
{
    TreeEdit::Insertion whole{0, {}, value, {}};
    if (node.span().empty()) { // `{a: , b}`
        if (!node.key().isScalar())
            return noPlace(node);
        const ByteOffset colon = colonEnd(node);
        const ByteOffset at = colon > 0 ? colon : node.key().span().end;
        add({at, at}, (colon > 0 ? " " : ": ") + flowText(node, whole, node, {}), node);
        return std::nullopt;
    }
    if (written == TreeStyle::Block)
        return noPlace(node);
    if (m_document.format() == Format::Yaml && written != TreeStyle::Like && node.isString()) {
        YamlStyle style;
        style.quotes[{}] = quotesFor(node, written);
        const std::string text = writeFlow(Value::list({value}), style);
        add(node.span(), text.substr(1, text.size() - 2), node);
        return std::nullopt;
    }
    const std::string_view lead = m_lines.lead(node.span().begin);
    const std::string_view indentation
        = lead.substr(0, std::min(lead.find_first_not_of(" \t"), lead.size()));
    add(node.span(), flowText(node, whole, node, indentation), node);
    return std::nullopt;
}

std::optional<Error> TreeSlots::setEntry(NodeRef node, const Value& value, TreeStyle written)
{
    const NodeRef key = node.key();
    const ByteOffset colon = colonEnd(node);
    const std::string_view lead = m_lines.lead(key.span().begin);
    if (colon == 0 || lead.find_first_not_of(" -") != std::string_view::npos)
        return noPlace(node);
    YamlStyle style = styleOf(node.parent());
    style.listKey = std::string(key.value());
    style.expressionsInLine = written != TreeStyle::Block;
    const std::string comment = headComment(node);
    const bool oneLine = !isCollection(value)
        || (written == TreeStyle::Like ? style.flow.contains(style.listKey)
                                       : written == TreeStyle::Flow);
    const bool list = !value.items.empty();
    style.column = lead.size() + (list ? style.listStep : style.mapStep);
    std::string text;
    if (node.isString() && value.kind == Value::Kind::String)
        style.quotes[style.listKey] = quotesFor(node, written);
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
            add(node.span(), text + comment, node);
        } else if (oneLine) {
            add({colon, colon}, " " + text, node);
        } else {
            if (end > colon)
                add({colon, end}, comment, node);
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

std::optional<Error> TreeSlots::setItem(NodeRef node, const Value& value, TreeStyle written)
{
    const Span span = node.span();
    const std::string_view lead = m_lines.lead(span.begin);
    if (lead.find_first_not_of(" -") != std::string_view::npos || lead.starts_with("--"))
        return noPlace(node);
    YamlStyle style = styleOf(node);
    const std::string key = keyOf(node.parent());
    if (span.empty())
        style.column = lead.size() + 1;
    else
        style.column = lead.size();
    style.listKey = key;
    const bool oneLine = isCollection(value)
        && (written == TreeStyle::Like ? style.flowItems.contains(key)
                                       : written == TreeStyle::Flow);
    if (written == TreeStyle::Block) {
        style.flowItems.erase(key);
        style.expressionsInLine = false;
    }
    if (node.isString() && value.kind == Value::Kind::String)
        style.quotes[key] = quotesFor(node, written);
    const std::string comment = headComment(node);
    std::string text = oneLine
        ? writeFlow(value, style)
        : inlineText(m_lines.withEol(writeYaml(value, style)), style.column, m_lines.eol());
    if (!comment.empty() && isCollection(value) && !oneLine)
        text = comment.substr(1) + m_lines.eol() + std::string(style.column, ' ') + text;
    else
        text += comment;
    add(span, (span.empty() ? " " : "") + text, node);
    return std::nullopt;
}

} // namespace pw::yaml
