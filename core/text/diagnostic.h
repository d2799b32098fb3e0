#pragma once
// What is wrong with a text, at its place, and what to do about it.

#include "core/text/source_text.h"
#include "core/text/span.h"
#include "core/text/text_edit.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pw::text {

/// In the order in which they are listed.
enum class Severity : std::uint8_t {
    Error, ///< not valid, cannot be applied
    Security, ///< valid, but too wide or dangerous
    Warning, ///< probably not meant
    Suggestion,
};

/// A change that mends a problem, offered and never made by itself.
struct Fix
{
    std::string title; ///< `add "mode: audit"`
    TextEdits edits;
    bool operator==(const Fix&) const = default;
};

struct Diagnostic
{
    Severity severity = Severity::Error;
    std::string code; ///< stable word with dashes: `host-bits`; never reused for another meaning
    std::string message; ///< what is wrong and what to do
    Span span; ///< bytes of the text
    std::string path; ///< `spec.networkPolicy.ingress[0].ports[1].port`, empty at byte level
    std::vector<Fix> fixes;

    bool operator==(const Diagnostic&) const = default;
};

/// `error`, `security`, `warning`, `suggestion`.
[[nodiscard]] std::string_view toString(Severity severity);

/// Sorts by place, then severity, then code.
void sortByPlace(std::vector<Diagnostic>& diagnostics);

/// True when one of them is an error.
[[nodiscard]] bool hasErrors(const std::vector<Diagnostic>& diagnostics);

/// `file:12:5: error: message [code]`, the line and a caret under the place. Long lines are cut
/// around the place.
[[nodiscard]] std::string render(const SourceText& source, const Diagnostic& diagnostic);

} // namespace pw::text
