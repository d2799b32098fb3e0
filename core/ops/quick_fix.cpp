#include "core/ops/quick_fix.h"

#include "core/yaml/json_writer.h"
#include "core/yaml/yaml_writer.h"

#include <algorithm>

namespace pw::ops {

namespace {

using text::ByteOffset;
using text::Fix;
using text::Span;
using yaml::NodeRef;

bool isJson(NodeRef node)
{
    return node.document()->format() != yaml::Format::Yaml;
}

std::string_view bytesOf(NodeRef node)
{
    return node.document()->source().bytes();
}

/// Its bytes are the scalar alone, on one line.
bool isBare(NodeRef scalar)
{
    if (!scalar.isScalar() || !scalar.anchor().empty() || scalar.span().empty())
        return false;
    const std::string_view written = scalar.document()->source().slice(scalar.span());
    return written.front() != '!' && written.front() != '&'
        && written.find_first_of("\r\n") == std::string_view::npos
        && scalar.style() != yaml::ScalarStyle::Literal
        && scalar.style() != yaml::ScalarStyle::Folded;
}

Fix replaceSpan(Span span, std::string replacement, std::string title)
{
    Fix fix;
    fix.title = std::move(title);
    fix.edits.replace(span, std::move(replacement));
    return fix;
}

std::string singleQuoted(std::string_view content)
{
    std::string out = "'";
    for (const char c : content)
        out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + "'";
}

/// What stands between the start of the line and the place, if it is of these signs alone. Looks no
/// further back than that: a line may be megabytes long.
std::optional<std::string_view> leadOf(std::string_view bytes, ByteOffset at,
                                       std::string_view signs)
{
    ByteOffset begin = at;
    while (begin > 0 && signs.find(bytes[begin - 1]) != std::string_view::npos)
        --begin;
    const bool behindMark = begin == 3 && bytes.starts_with("\xEF\xBB\xBF");
    if (begin > 0 && !behindMark && bytes[begin - 1] != '\n' && bytes[begin - 1] != '\r')
        return std::nullopt;
    return bytes.substr(begin, at - begin);
}

/// The line end found behind `at`, whatever YAML takes for one; empty at the end of the text.
Span lineBreak(std::string_view bytes, ByteOffset at)
{
    for (std::size_t i = at; i < bytes.size(); ++i) {
        const std::string_view rest = bytes.substr(i);
        std::size_t length = 0;
        if (rest.starts_with("\r\n") || rest.starts_with("\xC2\x85"))
            length = 2;
        else if (rest.front() == '\n' || rest.front() == '\r')
            length = 1;
        else if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9"))
            length = 3;
        if (length > 0)
            return {static_cast<ByteOffset>(i), static_cast<ByteOffset>(i + length)};
    }
    const auto end = static_cast<ByteOffset>(bytes.size());
    return {end, end};
}

/// The line end that the text uses around the place.
std::string lineEndLike(std::string_view bytes, ByteOffset at)
{
    Span found = lineBreak(bytes, at);
    if (found.empty()) {
        const std::size_t last = bytes.substr(0, at).find_last_of("\r\n");
        if (last == std::string_view::npos)
            return "\n";
        const bool crlf = bytes[last] == '\n' && last > 0 && bytes[last - 1] == '\r';
        return crlf ? "\r\n" : std::string(1, bytes[last]);
    }
    const std::string_view written = bytes.substr(found.begin, found.size());
    return written == "\r\n" || written == "\r" ? std::string(written) : "\n";
}

/// What stands before the first key of a block mapping, as spaces; nothing when it is no plain
/// indentation with dashes.
std::optional<std::string> indentationOf(std::string_view bytes, NodeRef firstKey)
{
    const std::optional<std::string_view> before = leadOf(bytes, firstKey.span().begin, " -");
    if (!before || before->starts_with("--"))
        return std::nullopt;
    return std::string(before->size(), ' ');
}

/// The entry behind which the field belongs: the last in the text of those named before it.
NodeRef entryBefore(NodeRef mapping, const policy::ObjectType& type, const policy::Field& field)
{
    NodeRef out;
    for (const auto& [key, value] : mapping.entries()) {
        const policy::Field* known = type.field(key.value());
        if (known != nullptr && known < type.field(field.key))
            out = value;
    }
    return out;
}

NodeRef firstKey(NodeRef mapping)
{
    for (const auto& entry : mapping.entries())
        return entry.key;
    return {};
}

std::optional<Fix> addToBlock(NodeRef mapping, NodeRef before, const std::string& entry, Fix fix)
{
    const std::string_view bytes = bytesOf(mapping);
    const NodeRef first = firstKey(mapping);
    const std::optional<std::string> indentation = indentationOf(bytes, first);
    if (!indentation)
        return std::nullopt;
    if (!before) {
        const ByteOffset at = first.span().begin;
        fix.edits.insert(at, entry + lineEndLike(bytes, at) + *indentation);
        return fix;
    }
    const ByteOffset end = before.entrySpan().end;
    const std::string eol = lineEndLike(bytes, end);
    const bool atLineStart = end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r');
    const Span found = atLineStart ? Span{end, end} : lineBreak(bytes, end);
    const bool lastLine = !atLineStart && found.empty();
    fix.edits.insert(found.end, lastLine ? eol + *indentation + entry : *indentation + entry + eol);
    return fix;
}

std::optional<Fix> addToFlow(NodeRef mapping, NodeRef before, const std::string& entry, Fix fix)
{
    const std::string_view bytes = bytesOf(mapping);
    const Span span = mapping.span();
    if (span.size() < 2 || bytes[span.begin] != '{')
        return std::nullopt;
    const NodeRef first = firstKey(mapping);
    if (!first) {
        fix.edits.insert(span.begin + 1, entry);
        return fix;
    }
    const NodeRef key = before && !before.span().empty() ? before.key() : first;
    const std::optional<std::string_view> lead = leadOf(bytes, key.span().begin, " \t");
    const std::string gap
        = lead ? lineEndLike(bytes, key.span().begin) + std::string(*lead) : std::string(" ");
    if (key == first && (!before || before.span().empty()))
        fix.edits.insert(first.span().begin, entry + "," + gap);
    else
        fix.edits.insert(before.span().end, "," + gap + entry);
    return fix;
}

} // namespace

std::optional<Fix> replaceText(NodeRef scalar, std::string_view content, std::string title)
{
    if (!isBare(scalar))
        return std::nullopt;
    const yaml::Value value = yaml::Value::string(std::string(content));
    std::string written;
    if (isJson(scalar) || scalar.style() == yaml::ScalarStyle::DoubleQuoted)
        written = yaml::jsonString(content);
    else if (scalar.style() == yaml::ScalarStyle::SingleQuoted)
        written = singleQuoted(content);
    else
        written = yaml::writeScalar(value);
    return replaceSpan(scalar.span(), std::move(written), std::move(title));
}

std::optional<Fix> quote(NodeRef scalar)
{
    if (!isBare(scalar) || scalar.style() != yaml::ScalarStyle::Plain)
        return std::nullopt;
    std::string written
        = isJson(scalar) ? yaml::jsonString(scalar.value()) : singleQuoted(scalar.value());
    std::string title = "write " + written;
    return replaceSpan(scalar.span(), std::move(written), std::move(title));
}

std::optional<Fix> writePlain(NodeRef scalar, std::string_view content)
{
    if (!isBare(scalar))
        return std::nullopt;
    return replaceSpan(scalar.span(), std::string(content), "write " + std::string(content));
}

std::optional<Fix> wrapInList(NodeRef scalar)
{
    if (!isBare(scalar))
        return std::nullopt;
    std::string written = "["
        + (isJson(scalar) ? yaml::jsonString(scalar.value()) : singleQuoted(scalar.value())) + "]";
    std::string title = "write " + written;
    return replaceSpan(scalar.span(), std::move(written), std::move(title));
}

std::optional<Fix> addEntry(NodeRef mapping, const policy::ObjectType& type,
                            const policy::Field& field)
{
    if (field.suggested.empty() || !mapping.isMapping() || !mapping.anchor().empty())
        return std::nullopt;
    Fix fix;
    fix.title = "add \"" + std::string(field.key) + ": " + std::string(field.suggested) + "\"";
    std::string entry = std::string(field.key) + ": " + std::string(field.suggested);
    if (isJson(mapping)) {
        if (field.suggested.starts_with('{'))
            return std::nullopt; // written for YAML
        const bool text = field.kind == policy::FieldKind::Text;
        entry = yaml::jsonString(field.key) + ": "
            + (text ? yaml::jsonString(field.suggested) : std::string(field.suggested));
    }
    const NodeRef before = entryBefore(mapping, type, field);
    return mapping.isFlow() ? addToFlow(mapping, before, entry, std::move(fix))
                            : addToBlock(mapping, before, entry, std::move(fix));
}

} // namespace pw::ops
