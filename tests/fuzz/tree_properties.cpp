#include "tests/fuzz/tree_properties.h"

#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"
#include "core/yaml/yaml_writer.h"
#include "tests/fuzz/require.h"

#include <algorithm>
#include <cstdlib>

namespace pw::fuzz {

using namespace pw::yaml;

namespace {

NodeRef nodeAt(const Document& document, std::size_t i)
{
    return {document, static_cast<NodeId>(i)};
}

void requireSoundNode(NodeRef node, text::ByteOffset size)
{
    const text::Span span = node.span();
    require(span.begin <= span.end && span.end <= size, "a span lies in the text");
    require(!node.parent() || node.parent().span().contains(span), "a span lies in its parent");
    require(node.entrySpan().contains(span), "an entry holds its value");

    std::size_t children = 0;
    text::ByteOffset behind = span.begin;
    for (const NodeRef item : node.items()) {
        require(item.parent() == node, "an item knows its parent");
        require(item.span().begin >= behind, "items stand in order");
        behind = item.span().end;
        ++children;
    }
    for (const auto& [key, value] : node.entries()) {
        require(value.key() == key && !key.key(), "a value knows its key");
        require(key.span().begin >= behind && value.span().begin >= key.span().end,
                "keys and values stand in order");
        behind = value.span().end;
        ++children;
    }
    require(children == node.size(), "all children are counted");
}

/// Numbers may be written in another way: `1e3` is a text to YAML 1.1, which needs `1.0e+3`.
bool sameValues(const Value& a, const Value& b)
{
    if (a.kind != b.kind || a.items.size() != b.items.size()
        || a.entries.size() != b.entries.size())
        return false;
    if (a.kind == Value::Kind::Number && a.text != b.text) {
        const double x = std::strtod(a.text.c_str(), nullptr);
        return x == std::strtod(b.text.c_str(), nullptr);
    }
    const auto sameEntry = [](const auto& x, const auto& y) {
        return x.first == y.first && sameValues(x.second, y.second);
    };
    return a.text == b.text
        && std::equal(a.items.begin(), a.items.end(), b.items.begin(), sameValues)
        && std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), sameEntry);
}

/// YAML 1.1 knows three more than an editor.
bool hasLineBreak(std::string_view text)
{
    for (const std::string_view lineBreak :
         {"\n", "\r", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
        if (text.find(lineBreak) != std::string_view::npos)
            return true;
    }
    return false;
}

/// The text where it is what it was: a key, an item of a flow list or of a block list.
std::string alone(NodeRef node, std::string_view under, bool key)
{
    const bool json = node.document()->format() != Format::Yaml;
    if (key)
        return json ? "{" + std::string(under) + ": 1}" : std::string(under) + ": x";
    if (json || node.parent().isFlow())
        return "[" + std::string(under) + "]";
    return "- " + std::string(under);
}

} // namespace

void requireSoundTree(const Document& document)
{
    const auto size = static_cast<text::ByteOffset>(document.source().bytes().size());
    for (std::size_t i = 0; i < document.nodeCount(); ++i) {
        const NodeRef node = nodeAt(document, i);
        requireSoundNode(node, size);
        require(!node.parent() || !node.path().empty(), "a node below the root has a path");
    }
    text::ByteOffset before = 0;
    for (const text::Diagnostic& problem : document.problems()) {
        require(!problem.code.empty() && !problem.message.empty(), "a problem says what it is");
        require(problem.span.begin <= problem.span.end && problem.span.end <= size,
                "a problem lies in the text");
        require(problem.span.begin >= before, "problems are sorted");
        before = problem.span.begin;
    }
    require(document.complete() || !document.problems().empty(), "an unread rest has a reason");
    require(!document.roots().empty() || !document.problems().empty(), "nothing has a reason");
}

void requireScalarsReadAlone(const Document& document)
{
    for (std::size_t i = 0; i < document.nodeCount(); ++i) {
        const NodeRef node = nodeAt(document, i);
        const bool block
            = node.style() == ScalarStyle::Literal || node.style() == ScalarStyle::Folded;
        const std::string_view under = document.source().slice(node.span());
        // Lines of a longer scalar may stand further left than a lone one allows.
        if (!node.isScalar() || block || under.empty() || hasLineBreak(under)
            || !node.tag().empty())
            continue;
        const bool key = node.parent().isMapping() && !node.key();
        const Document read = yaml::read(*text::SourceText::make(alone(node, under, key)));
        require(read.roots().size() == 1 && read.roots()[0].size() == 1, "a scalar reads alone");
        const NodeRef root = read.roots()[0];
        const NodeRef same = key ? (*root.entries().begin()).key : *root.items().begin();
        require(same.isScalar() && same.value() == node.value(), "it reads as its value");
        require(same.scalarType() == node.scalarType(), "it reads as its type");
    }
}

void requireRoundTrip(const Document& document)
{
    for (const NodeRef root : document.roots()) {
        const Value value = toValue(root);
        const std::string written = writeYaml(value);
        const Document read = yaml::read(*text::SourceText::make(written));
        require(read.complete() && read.roots().size() == 1, "what is written is read");
        const Value again = toValue(read.roots()[0]);
        require(writeYaml(again) == written, "writing what was read gives the same bytes");
        require(sameValues(again, value), "the values are the same");

        ReadLimits deeper;
        ++deeper.maxDepth; // for the list around it, which makes a document of any value
        const Document json
            = yaml::read(*text::SourceText::make("[" + writeJson(value) + "]"), deeper);
        require(json.complete() && json.format() == Format::Json, "written JSON is JSON");
        const std::string asJson = writeJson(toValue(*json.roots()[0].items().begin()));
        require(asJson == writeJson(value), "JSON keeps the values");
    }
}

} // namespace pw::fuzz
