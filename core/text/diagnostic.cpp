#include "core/text/diagnostic.h"

#include <algorithm>
#include <tuple>

namespace pw::text {

namespace {

constexpr std::size_t shownWidth = 100;

bool startsCodePoint(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

} // namespace

std::string_view toString(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Security:
        return "security";
    case Severity::Warning:
        return "warning";
    case Severity::Suggestion:
        return "suggestion";
    }
    return {};
}

void sortByPlace(std::vector<Diagnostic>& diagnostics)
{
    std::stable_sort(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& a, const Diagnostic& b) {
                         return std::tie(a.span.begin, a.severity, a.code)
                             < std::tie(b.span.begin, b.severity, b.code);
                     });
}

bool hasErrors(const std::vector<Diagnostic>& diagnostics)
{
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& d) { return d.severity == Severity::Error; });
}

std::string render(const SourceText& source, const Diagnostic& diagnostic)
{
    const LineColumn place = source.lineColumn(diagnostic.span.begin);
    std::string out;
    if (!source.name().empty())
        out = source.name() + ":";
    out += std::to_string(place.line) + ":" + std::to_string(place.column) + ": ";
    out += std::string(toString(diagnostic.severity)) + ": ";
    if (!diagnostic.path.empty())
        out += diagnostic.path + ": ";
    out += diagnostic.message + " [" + diagnostic.code + "]\n";

    const std::string_view line = source.line(place.line);
    if (line.empty())
        return out;
    // Both from whole code points, so that the caret stands under its sign.
    const std::size_t at = std::min<std::size_t>(
        diagnostic.span.begin - std::min(diagnostic.span.begin, source.lineStart(place.line)),
        line.size());
    std::size_t begin = at > shownWidth / 2 ? at - shownWidth / 2 : 0;
    while (begin > 0 && !startsCodePoint(line[begin]))
        --begin;
    std::size_t end = std::min(begin + shownWidth, line.size());
    while (end < line.size() && !startsCodePoint(line[end]))
        ++end;
    std::string shown;
    std::string caret;
    for (std::size_t i = begin; i < end; ++i) {
        const bool control = static_cast<unsigned char>(line[i]) < 0x20 || line[i] == 0x7F;
        shown += control ? ' ' : line[i];
        if (i < at && startsCodePoint(line[i]))
            caret += ' ';
    }
    out += "    " + shown + "\n    " + caret + "^\n";
    return out;
}

} // namespace pw::text
