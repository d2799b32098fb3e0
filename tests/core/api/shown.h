#pragma once
// Contexts and problems as lines of text.

#include "core/api/context.h"

#include <string>

namespace pw::api {

inline text::SourceText sourceOf(const std::string& bytes)
{
    return *text::SourceText::make(bytes, "config");
}

/// `1:7 wrong-type "the text under the place"`, `warning` before the code of one.
inline std::string shown(const text::SourceText& source,
                         const std::vector<text::Diagnostic>& problems)
{
    std::string out;
    for (const text::Diagnostic& problem : problems) {
        const text::LineColumn at = source.lineColumn(problem.span.begin);
        out += std::to_string(at.line) + ":" + std::to_string(at.column) + " "
            + (problem.severity == text::Severity::Error ? "" : "warning ") + problem.code + " \""
            + std::string(source.slice(problem.span)) + "\"\n";
    }
    return out;
}

/// `name: organization, key secret`, then what else there is.
inline std::string shown(const Context& context)
{
    std::string out = context.name + ": " + context.organization + ", key " + context.secretName;
    if (!context.url.empty())
        out += ", url " + context.url;
    if (context.readOnly)
        out += ", read-only";
    if (!context.proxy.empty())
        out += ", proxy " + context.proxy;
    if (!context.caFile.empty())
        out += ", trusts " + context.caFile;
    for (const auto& [field, values] : context.filters) {
        for (const std::string& value : values)
            out += ", " + std::string(toString(field)) + "=" + value;
    }
    return out;
}

inline std::string shown(const Contexts& contexts)
{
    std::string out;
    for (const Context& context : contexts.list)
        out += shown(context) + "\n";
    return contexts.current.empty() ? out : out + "current: " + contexts.current + "\n";
}

} // namespace pw::api
