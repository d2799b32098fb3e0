#include "core/text/edited_lines.h"

#include <algorithm>

namespace pw::text {

namespace {

struct Region
{
    std::size_t begin = 0; ///< the start of a line
    std::size_t end = 0; ///< the start of a line, or the end of the text
    std::vector<TextEdit> edits;
};

std::size_t nextLine(std::string_view text, std::size_t at)
{
    const std::size_t end = text.find('\n', at);
    return end == std::string_view::npos ? text.size() : end + 1;
}

/// A place and the start of its line; the next place is found from there, so that many edits of
/// one long line do not each look at all of it.
struct Place
{
    std::size_t at = 0;
    std::size_t line = 0;

    void moveTo(std::string_view text, std::size_t later)
    {
        const std::size_t lineBreak = text.substr(at, later - at).rfind('\n');
        if (lineBreak != std::string_view::npos)
            line = at + lineBreak + 1;
        at = later;
    }
};

/// The lines that the edit touches, which begin with `begin`.
Region regionOf(std::string_view text, std::size_t begin, const TextEdit& edit)
{
    const std::size_t at = edit.span.end;
    const bool betweenLines = (at == 0 || text[at - 1] == '\n') && begin + edit.span.size() == at
        && (edit.replacement.empty() || edit.replacement.ends_with('\n'));
    return {begin, betweenLines ? at : nextLine(text, at), {edit}};
}

std::vector<std::string> linesOf(std::string_view text)
{
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t next = nextLine(text, at);
        std::string_view line = text.substr(at, next - at);
        while (line.ends_with('\n') || line.ends_with('\r'))
            line.remove_suffix(1);
        out.emplace_back(line);
        at = next;
    }
    return out;
}

std::uint32_t countLines(std::string_view text)
{
    return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
}

} // namespace

std::vector<EditedLine> editedLines(std::string_view before, const TextEdits& edits)
{
    if (!edits.apply(before))
        return {};
    std::vector<TextEdit> sorted = edits.edits();
    std::stable_sort(sorted.begin(), sorted.end(), [](const TextEdit& a, const TextEdit& b) {
        return std::pair(a.span.begin, a.span.end) < std::pair(b.span.begin, b.span.end);
    });
    std::vector<Region> regions;
    Place place;
    for (const TextEdit& edit : sorted) {
        place.moveTo(before, edit.span.begin);
        Region region = regionOf(before, place.line, edit);
        if (!regions.empty() && region.begin < regions.back().end) {
            regions.back().end = std::max(regions.back().end, region.end);
            regions.back().edits.push_back(edit);
        } else {
            regions.push_back(std::move(region));
        }
    }
    std::vector<EditedLine> out;
    std::uint32_t oldLine = 1;
    std::uint32_t newLine = 1;
    std::size_t counted = 0;
    for (const Region& region : regions) {
        const std::uint32_t between = countLines(before.substr(counted, region.begin - counted));
        oldLine += between;
        newLine += between;
        counted = region.end;
        TextEdits inside;
        for (const TextEdit& edit : region.edits) {
            inside.replace({edit.span.begin - static_cast<ByteOffset>(region.begin),
                            edit.span.end - static_cast<ByteOffset>(region.begin)},
                           edit.replacement);
        }
        const std::string_view was = before.substr(region.begin, region.end - region.begin);
        const std::string now = inside.apply(was).value_or(std::string(was));
        const std::vector<std::string> gone = linesOf(was);
        const std::vector<std::string> come = linesOf(now);
        const auto common = static_cast<std::size_t>(
            std::mismatch(gone.begin(), gone.end(), come.begin(), come.end()).first - gone.begin());
        std::size_t tail = 0;
        while (tail < gone.size() - common && tail < come.size() - common
               && gone[gone.size() - 1 - tail] == come[come.size() - 1 - tail])
            ++tail;
        for (std::size_t i = common; i + tail < gone.size(); ++i)
            out.push_back({false, oldLine + static_cast<std::uint32_t>(i), gone[i]});
        for (std::size_t i = common; i + tail < come.size(); ++i)
            out.push_back({true, newLine + static_cast<std::uint32_t>(i), come[i]});
        oldLine += countLines(was);
        newLine += countLines(now);
    }
    return out;
}

} // namespace pw::text
