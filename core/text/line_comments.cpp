#include "core/text/line_comments.h"

#include <algorithm>

namespace pw::text {
namespace {

struct Line
{
    ByteOffset begin = 0;
    ByteOffset content = 0; ///< behind the blanks
    bool isComment = false;
};

/// Lines with something on them, each once, in the order of the text.
std::vector<Line> linesOf(std::string_view bytes, std::vector<Span> spans)
{
    std::ranges::sort(spans, {}, &Span::begin);
    std::vector<Line> out;
    std::size_t next = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (const Span& span : spans) {
        const std::size_t found = bytes.substr(0, span.begin).rfind('\n');
        std::size_t begin = std::max(next, found == std::string_view::npos ? 0 : found + 1);
        for (bool first = true; begin < span.end || (first && begin <= span.end); first = false) {
            const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
            const std::size_t content = bytes.find_first_not_of(" \t\r", begin);
            if (content < end)
                out.push_back({static_cast<ByteOffset>(begin), static_cast<ByteOffset>(content),
                               bytes[content] == '#'});
            next = end + 1;
            if (end == bytes.size())
                return out;
            begin = next;
        }
    }
    return out;
}

} // namespace

TextEdits toggleLineComments(std::string_view bytes, const std::vector<Span>& spans)
{
    TextEdits out;
    const std::vector<Line> lines = linesOf(bytes, spans);
    if (lines.empty())
        return out;
    if (std::ranges::all_of(lines, &Line::isComment)) {
        for (const Line& line : lines) {
            const bool blank = line.content + 1 < bytes.size() && bytes[line.content + 1] == ' ';
            out.replace({line.content, line.content + (blank ? 2U : 1U)}, {});
        }
        return out;
    }
    ByteOffset column = static_cast<ByteOffset>(bytes.size());
    for (const Line& line : lines)
        column = std::min(column, line.content - line.begin);
    for (const Line& line : lines)
        out.insert(line.begin + column, "# ");
    return out;
}

} // namespace pw::text
