#pragma once
// Trees and problems in a form that a test can compare with a small text.

#include "core/yaml/document.h"
#include "core/yaml/reader.h"

#include <QTest>

#include <string>

/// Shows both texts when a comparison fails.
template <> inline char* QTest::toString(const std::string& text)
{
    return qstrdup(text.c_str());
}

namespace pw::yaml::test {

inline Document readText(std::string bytes)
{
    return read(*text::SourceText::make(std::move(bytes), "t.yaml"));
}

inline std::string_view under(NodeRef node)
{
    return node.document()->source().slice(node.span());
}

/// Line ends and the like in a form that a person can read.
inline std::string shown(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else
            out += c;
    }
    return out;
}

/// `{a:1,b:[x,~]}`: texts as they are, null as `~`, aliases as `*name`.
inline std::string tree(NodeRef node)
{
    std::string out;
    switch (node.kind()) {
    case NodeKind::Alias:
        return "*" + std::string(node.value());
    case NodeKind::Scalar:
        return node.isNull() ? "~" : shown(node.value());
    case NodeKind::Sequence:
        for (const NodeRef item : node.items())
            out += (out.empty() ? "" : ",") + tree(item);
        return "[" + out + "]";
    case NodeKind::Mapping:
        for (const auto& [key, value] : node.entries())
            out += (out.empty() ? "" : ",") + tree(key) + ":" + tree(value);
        return "{" + out + "}";
    }
    return out;
}

inline std::string trees(const Document& document)
{
    std::string out;
    for (const NodeRef root : document.roots())
        out += (out.empty() ? "" : " --- ") + tree(root);
    return out;
}

/// `duplicate-key 2:1 <name>`, one a line: code, place, text under the span.
inline std::string problems(const Document& document)
{
    std::string out;
    for (const text::Diagnostic& problem : document.problems()) {
        const text::LineColumn place = document.source().lineColumn(problem.span.begin);
        out += problem.code + " " + std::to_string(place.line) + ":" + std::to_string(place.column)
            + " <" + shown(document.source().slice(problem.span)) + ">\n";
    }
    return out;
}

} // namespace pw::yaml::test
