#pragma once
// Validation as text: documents in, one line a problem out.

#include "core/ops/validate.h"
#include "core/yaml/reader.h"

#include <string>

namespace pw::test {

inline yaml::Document documentOf(std::string bytes)
{
    return yaml::read(*text::SourceText::make(std::move(bytes), "p.yaml"));
}

/// `line:column severity code path`, a line each.
inline std::string problemsOf(const std::string& bytes)
{
    const yaml::Document document = documentOf(bytes);
    std::string out;
    for (const text::Diagnostic& d : ops::validate(document)) {
        const text::LineColumn place = document.source().lineColumn(d.span.begin);
        out += std::to_string(place.line) + ":" + std::to_string(place.column) + " "
            + std::string(text::toString(d.severity)) + " " + d.code + " " + d.path + "\n";
    }
    return out;
}

/// The messages alone, a line each.
inline std::string messagesOf(const std::string& bytes)
{
    std::string out;
    for (const text::Diagnostic& d : ops::validate(documentOf(bytes)))
        out += d.message + "\n";
    return out;
}

/// The text after the first fix of the problem with that code.
inline std::string mended(const std::string& bytes, std::string_view code)
{
    for (const text::Diagnostic& d : ops::validate(documentOf(bytes))) {
        if (d.code == code && !d.fixes.empty())
            return *d.fixes.front().edits.apply(bytes);
    }
    return "no fix";
}

/// A container policy; `spec` and `response` are lines indented by two.
inline std::string policyWith(const std::string& processes, const std::string& network = "[]",
                              const std::string& more = {})
{
    return "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\n"
           "metadata: {name: shop, type: container}\n"
           "spec:\n  containerSelector: {image: 'nginx:1'}\n  mode: audit\n"
           "  processPolicy: "
        + processes + "\n  networkPolicy: {ingress: " + network + ", egress: []}\n"
        + "  response: {default: [{makeRedFlag: {severity: high}}], actions: []}\n" + more;
}

} // namespace pw::test
