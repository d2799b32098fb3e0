#include "core/text/conflicts.h"

#include <algorithm>
#include <optional>

namespace pw::text {
namespace {

constexpr std::size_t markerSize = 7;

/// The sign of a marker line, 0 for every other line.
char markerOf(std::string_view line)
{
    if (line.size() < markerSize)
        return 0;
    const char sign = line.front();
    const bool known = sign == '<' || sign == '|' || sign == '=' || sign == '>';
    const bool alone = line.size() == markerSize || line[markerSize] == ' '
        || line[markerSize] == '\r' || line[markerSize] == '\n';
    return known && alone && line.substr(0, markerSize) == std::string(markerSize, sign) ? sign : 0;
}

} // namespace

std::vector<Conflict> conflictsIn(std::string_view bytes)
{
    std::vector<Conflict> out;
    std::optional<Conflict> open;
    bool inTheirs = false;
    for (std::size_t begin = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0; begin < bytes.size();) {
        const std::size_t found = bytes.find('\n', begin);
        const std::size_t end = found == std::string_view::npos ? bytes.size() : found + 1;
        const auto from = static_cast<ByteOffset>(begin);
        const auto to = static_cast<ByteOffset>(end);
        const char sign = markerOf(bytes.substr(begin, end - begin));
        begin = end;
        if (sign == '<') {
            open = Conflict{{from, to}, {to, to}, {}};
            inTheirs = false;
        } else if (sign == 0 || !open) {
            continue;
        } else if (sign == '|' || sign == '=') {
            if (open->ours.end == open->ours.begin)
                open->ours.end = from;
            if (sign == '=')
                open->theirs = {to, to};
            inTheirs = inTheirs || sign == '=';
        } else if (inTheirs) {
            open->theirs.end = from;
            open->whole.end = to;
            out.push_back(*open);
            open.reset();
        }
    }
    return out;
}

std::vector<Fix> conflictFixes(std::string_view bytes, const Conflict& conflict)
{
    const auto linesOf
        = [bytes](Span span) { return std::string(bytes.substr(span.begin, span.size())); };
    const auto keeping = [&](std::string title, std::string lines) {
        Fix fix{std::move(title), {}};
        fix.edits.replace(conflict.whole, std::move(lines));
        return fix;
    };
    const std::string ours = linesOf(conflict.ours);
    const std::string theirs = linesOf(conflict.theirs);
    return {keeping("keep the lines above =======", ours),
            keeping("keep the lines below =======", theirs), keeping("keep both", ours + theirs)};
}

} // namespace pw::text
