#include "tests/oracle/text_regions.h"

#include "tests/oracle/plain_value.h"

#include <algorithm>

namespace pw::oracle {
namespace {

/// Sorted, those that meet as one.
std::vector<Region> joined(std::vector<Region> regions)
{
    std::ranges::sort(regions, {}, &Region::begin);
    std::vector<Region> out;
    for (const Region& region : regions) {
        if (!out.empty() && region.begin <= out.back().end)
            out.back().end = std::max(out.back().end, region.end);
        else
            out.push_back(region);
    }
    return out;
}

} // namespace

Region TextRegions::of(const Path& path) const
{
    if (path.empty())
        return {0, m_text.text.size()};
    return {part(path).begin, part(path).end};
}

Region TextRegions::without(const Path& path) const
{
    const Path parent = parentOf(path);
    const std::size_t count = sizeOf(valueAt(m_value, parent));
    if (part(path).flow || count == 1)
        return of(parent);
    if (part(path).inLine && path.back() + 1 < count)
        return {part(path).begin,
                m_text.text.find_first_not_of(' ', part(below(parent, path.back() + 1)).begin)};
    return of(path);
}

Region TextRegions::gap(const Path& parent, std::size_t index) const
{
    const std::size_t count = sizeOf(valueAt(m_value, parent));
    if (count == 0 || part(below(parent, 0)).flow)
        return of(parent);
    Region out = of(parent);
    if (index > 0)
        out.begin = part(below(parent, index - 1)).end;
    if (index < count) {
        const Part& next = part(below(parent, index));
        out.end = next.inLine ? next.end : next.begin;
        if (index == 0 && !parent.empty() && !next.inLine)
            out.begin = part(parent).lineEnd;
    }
    return out;
}

std::vector<Region> TextRegions::gaps(const Path& parent) const
{
    std::vector<Region> out;
    for (std::size_t i = 0; i <= sizeOf(valueAt(m_value, parent)); ++i)
        out.push_back(gap(parent, i));
    return out;
}

Region TextRegions::inside(const Path& path) const
{
    return part(path).flow ? of(path) : Region{part(path).lineEnd, part(path).end};
}

bool TextRegions::hasComment(Region region) const
{
    return std::ranges::any_of(m_text.comments, [&](const auto& comment) {
        return comment.first >= region.begin && comment.first < region.end;
    });
}

std::string differenceOutside(const std::string& before, std::vector<Region> touched,
                              const std::string& after)
{
    touched = joined(std::move(touched));
    if (touched.empty())
        return before == after ? std::string() : "something differs";
    // The last line has no end: of the one that is last afterwards it is taken off, and a last
    // line without an end gets one when lines come behind it.
    const bool noEnd = !before.ends_with('\n');
    const auto trimmed = [&](std::string text) {
        while (noEnd && (text.ends_with('\n') || text.ends_with('\r')))
            text.pop_back();
        return text;
    };
    std::string head = before.substr(0, touched.front().begin);
    if (touched.back().end >= before.size())
        head = trimmed(head);
    if (!after.starts_with(head))
        return "bytes before the place differ";
    const std::string tail = before.substr(std::min(touched.back().end, before.size()));
    if (after.size() < head.size() + tail.size() || !after.ends_with(tail))
        return "bytes behind the place differ";
    std::size_t at = head.size();
    for (std::size_t i = 1; i < touched.size(); ++i) {
        const std::string between
            = trimmed(before.substr(touched[i - 1].end, touched[i].begin - touched[i - 1].end));
        at = after.find(between, at);
        if (at == std::string::npos || at + between.size() + tail.size() > after.size())
            return "bytes between the places differ: " + between;
        at += between.size();
    }
    return {};
}

std::string lostComment(const DecoratedText& before, const std::vector<Gone>& gone,
                        const std::string& after)
{
    for (const auto& [at, words] : before.comments) {
        bool mayGo = false;
        bool goes = false;
        for (const Gone& one : gone) {
            const bool isIn = at >= one.region.begin && at < one.region.end;
            mayGo = mayGo || isIn;
            goes = goes || (isIn && one.goes);
        }
        const std::size_t found = after.find(words);
        if (found == std::string::npos && !mayGo)
            return words + " is lost";
        if (found != std::string::npos && goes)
            return words + " stays although it belongs to what went";
        if (found != std::string::npos && after.find(words, found + 1) != std::string::npos)
            return words + " stands there twice";
    }
    return {};
}

} // namespace pw::oracle
