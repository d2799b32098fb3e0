#include "core/ops/quick_fix.h"

#include "core/policy/schema_place.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"
#include "core/yaml/yaml_writer.h"

#include <algorithm>

namespace pw::ops {

namespace {

using text::Fix;
using text::Span;
using yaml::NodeRef;

bool isJson(NodeRef node)
{
    return node.document()->format() != yaml::Format::Yaml;
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

} // namespace

std::optional<Fix> planned(const yaml::TreeEdit& edit, std::string title)
{
    Result<text::TextEdits> edits = edit.plan();
    if (!edits)
        return std::nullopt;
    return Fix{std::move(title), *std::move(edits)};
}

std::optional<Fix> replaceText(NodeRef scalar, std::string_view content, std::string title)
{
    if (!isBare(scalar))
        return std::nullopt;
    const yaml::Value value = yaml::Value::string(std::string(content));
    std::string written;
    if (isJson(scalar) || scalar.style() == yaml::ScalarStyle::DoubleQuoted)
        written = yaml::jsonString(content);
    else if (scalar.style() == yaml::ScalarStyle::SingleQuoted)
        written = yaml::singleQuoted(content);
    else
        written = yaml::writeScalar(value);
    return replaceSpan(scalar.span(), std::move(written), std::move(title));
}

std::optional<Fix> quote(NodeRef scalar)
{
    if (!isBare(scalar) || scalar.style() != yaml::ScalarStyle::Plain)
        return std::nullopt;
    std::string written
        = isJson(scalar) ? yaml::jsonString(scalar.value()) : yaml::singleQuoted(scalar.value());
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
        + (isJson(scalar) ? yaml::jsonString(scalar.value()) : yaml::singleQuoted(scalar.value()))
        + "]";
    std::string title = "write " + written;
    return replaceSpan(scalar.span(), std::move(written), std::move(title));
}

std::optional<Fix> remove(NodeRef value, std::string title, bool listToo)
{
    const NodeRef list = value.parent();
    yaml::TreeEdit edit(*value.document());
    edit.remove(listToo && list.isSequence() && list.size() == 1 ? list : value);
    return planned(edit, std::move(title));
}

std::optional<Fix> setValue(NodeRef node, yaml::Value value, std::string title)
{
    yaml::TreeEdit edit(*node.document());
    edit.set(node, std::move(value));
    return planned(edit, std::move(title));
}

std::optional<Fix> exchange(NodeRef one, NodeRef other, std::string title)
{
    yaml::TreeEdit edit(*one.document());
    edit.set(one, yaml::toValue(other));
    edit.set(other, yaml::toValue(one));
    return planned(edit, std::move(title));
}

std::optional<Fix> addEntry(NodeRef mapping, const policy::ObjectType& type, std::string key,
                            yaml::Value value, std::string title)
{
    yaml::TreeEdit edit(*mapping.document());
    const std::size_t place = policy::entryPlace(mapping, &type, key);
    edit.insertEntry(mapping, place, std::move(key), std::move(value));
    return planned(edit, std::move(title));
}

std::optional<Fix> addEntry(NodeRef mapping, const policy::ObjectType& type,
                            const policy::Field& field)
{
    if (field.suggested.empty() || !mapping.isMapping())
        return std::nullopt;
    const yaml::Document suggested = yaml::read(
        text::SourceText::make(std::string(field.suggested)).value_or(text::SourceText()));
    const bool isText = field.kind == policy::FieldKind::Text;
    yaml::Value value = isText || suggested.roots().empty()
        ? yaml::Value::string(std::string(field.suggested))
        : yaml::toValue(suggested.roots().front());
    return addEntry(mapping, type, std::string(field.key), std::move(value),
                    "add \"" + std::string(field.key) + ": " + std::string(field.suggested) + "\"");
}

} // namespace pw::ops
