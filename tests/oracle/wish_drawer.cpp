#include "tests/oracle/wish_drawer.h"

#include <algorithm>

namespace pw::oracle {

using yaml::Value;
using Kind = Value::Kind;

policy::Place WishDrawer::place(const Path& path) const
{
    const Path inUnit(path.begin() + static_cast<std::ptrdiff_t>(m_case.root.size()), path.end());
    return {m_case.unit, stepsTo(before(m_case.root), inUnit)};
}

std::vector<Path>
WishDrawer::pathsWhere(const std::function<bool(const Path&, const Value&)>& fits) const
{
    std::vector<Path> out;
    eachValue(m_case.before, [&](const Path& path, const Value& value) {
        if (path.size() > m_case.root.size() && holds(m_case.root, path) && fits(path, value))
            out.push_back(path);
    });
    return out;
}

std::vector<Path> WishDrawer::everywhere() const
{
    return pathsWhere([](const Path&, const Value&) { return true; });
}

std::vector<Path> WishDrawer::ofKind(Kind kind) const
{
    return pathsWhere([=](const Path&, const Value& value) { return value.kind == kind; });
}

std::vector<Path> WishDrawer::mappings() const
{
    std::vector<Path> out = ofKind(Kind::Map);
    for (const Path& path : ofKind(Kind::Null))
        out.push_back(path);
    out.push_back(m_case.root);
    return out;
}

std::string WishDrawer::freshKey(const Value& mapping)
{
    static const std::vector<std::string> keys{"newKey",
                                               "a b",
                                               "mode",
                                               "enabled",
                                               "euser",
                                               "children",
                                               "endPort",
                                               "except",
                                               "response",
                                               "podSelector",
                                               "matchLabels",
                                               "yes",
                                               "uid",
                                               "x: y",
                                               "content",
                                               "ports",
                                               "listeningSockets",
                                               "processes",
                                               "7",
                                               "disableProcesses"};
    const std::string& key = oneOf(keys);
    return indexOf(mapping, key) == std::string::npos ? key : std::string();
}

void WishDrawer::touchAll(const std::vector<Region>& regions)
{
    for (const Region& region : regions)
        touch(region);
}

void WishDrawer::touchWithout(const std::vector<Path>& gone)
{
    for (const Path& path : gone) {
        const Path parent = parentOf(path);
        std::size_t next = path.back() + 1;
        const auto goes = [&](std::size_t index) {
            return std::ranges::find(gone, below(parent, index)) != gone.end();
        };
        const std::size_t count = sizeOf(before(parent));
        std::size_t kept = 0;
        for (std::size_t i = 0; i < count; ++i)
            kept += goes(i) ? 0 : 1;
        while (next < count && goes(next))
            ++next;
        const Part& part = regions().part(path);
        if (part.flow || kept == 0)
            touch(regions().of(parent));
        else if (part.inLine)
            touch({part.begin,
                   m_case.text.text.find_first_not_of(' ',
                                                      regions().part(below(parent, next)).begin)});
        else
            touch(regions().of(path));
    }
}

void WishDrawer::touchForEntry(const Path& mapping, const std::string& key)
{
    m_case.anywhere.insert(key);
    if (sizeOf(before(mapping)) == 0)
        touch(regions().of(mapping));
    else
        touchAll(regions().gaps(mapping));
}

std::vector<Path> WishDrawer::someApart(const std::vector<Path>& candidates, std::size_t most)
{
    std::vector<Path> out;
    for (std::size_t n = candidates.empty() ? 0 : 1 + pick(most); n > 0; --n) {
        const Path& path = oneOf(candidates);
        if (std::ranges::none_of(
                out, [&](const Path& other) { return holds(other, path) || holds(path, other); }))
            out.push_back(path);
    }
    return out;
}

void WishDrawer::eraseAll(std::vector<Path> paths)
{
    std::ranges::sort(paths, std::greater<>());
    for (const Path& path : paths)
        eraseAt(m_case.after, path);
}

void WishDrawer::addEntry(const Path& mapping, const std::string& key, Value value)
{
    if (after(mapping).isNull())
        after(mapping) = Value::map();
    after(mapping).set(key, std::move(value));
}

} // namespace pw::oracle
