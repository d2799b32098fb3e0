// Wishes about fields.

#include "tests/oracle/tree_case.h"
#include "tests/oracle/wish_drawer.h"

#include <algorithm>
#include <array>

namespace pw::oracle {
namespace {

using policy::Place;
using yaml::Value;
using Kind = Value::Kind;

bool isText(const Value& value)
{
    return value.kind == Kind::String;
}

class FieldWish : WishDrawer
{
public:
    FieldWish(WishCase& made, std::mt19937_64& random) : WishDrawer(made, random) { }

    bool draw()
    {
        if (!m_case.anchors.aliases.empty())
            return expandAlias();
        switch (pick(8)) {
        case 0:
        case 1:
        case 2:
            return setExisting();
        case 3:
            return setMissing();
        case 4:
            return clear();
        case 5:
            return renameKey();
        case 6:
            return restyle();
        default:
            return refused();
        }
    }

private:
    bool setExisting()
    {
        const Path path = oneOf(everywhere());
        const Value& old = before(path);
        const Value value = chance(12) ? old : randomValue(m_random, chance(3) ? 2 : 4);
        m_case.kind = "SetValue";
        m_case.wishes = {policy::SetValue{place(path), value}};
        after(path) = value;
        if (value == old)
            return true;
        touch(regions().of(path));
        if (sizeOf(old) > 0)
            m_case.gone = {{regions().inside(path)}};
        return true;
    }

    bool setMissing()
    {
        const Path mapping = oneOf(mappings());
        const std::string key = freshKey(before(mapping));
        if (key.empty())
            return false;
        Place at = place(mapping).entry(key);
        Value value = randomValue(m_random, chance(2) ? 2 : 4);
        const Value inner = value;
        std::vector<std::string> parents;
        for (std::size_t n = pick(3); n > 0; --n)
            parents.push_back(n == 1 ? "name" : "matchFields");
        for (const std::string& parent : parents)
            at = at.entry(parent);
        for (auto parent = parents.rbegin(); parent != parents.rend(); ++parent)
            value = Value::map({{*parent, value}});
        m_case.kind = parents.empty() ? "SetValue (missing)" : "SetValue (missing parents)";
        m_case.wishes = {policy::SetValue{at, inner}};
        addEntry(mapping, key, value);
        touchForEntry(mapping, key);
        return true;
    }

    bool clear()
    {
        std::vector<Path> paths = someApart(everywhere(), 3);
        m_case.kind = "Clear";
        policy::Clear wish;
        for (const Path& path : paths) {
            wish.places.push_back(place(path));
            m_case.gone.push_back({regions().of(path), !regions().part(path).flow});
            if (chance(4) && sizeOf(before(path)) > 0) // goes with the whole
                wish.places.push_back(place(below(path, 0)));
        }
        if (chance(4))
            wish.places.push_back(place(paths.front()).entry("nowhere"));
        m_case.wishes = {wish};
        touchWithout(paths);
        eraseAll(std::move(paths));
        return true;
    }

    bool renameKey()
    {
        const std::vector<Path> entries = pathsWhere([&](const Path& path, const Value&) {
            return before(parentOf(path)).kind == Kind::Map;
        });
        const Path path = oneOf(entries);
        const std::string key = freshKey(before(parentOf(path)));
        if (key.empty())
            return false;
        m_case.kind = "RenameKey";
        m_case.wishes = {policy::RenameKey{place(path), key}};
        after(parentOf(path)).entries[path.back()].first = key;
        touch(regions().of(path));
        return true;
    }

    bool restyle()
    {
        using Style = yaml::TreeStyle;
        if (m_case.text.json)
            return false;
        const Path path = oneOf(everywhere());
        const Value& value = before(path);
        Style style = Style::Flow;
        if (isText(value)) {
            if (value.text.find('\n') != std::string::npos)
                return false;
            style = std::array{Style::SingleQuoted, Style::DoubleQuoted, Style::Plain}[pick(3)];
        } else if (sizeOf(value) > 0) {
            if (regions().part(path).flow || regions().hasComment(regions().inside(path)))
                return false;
            style = regions().part(below(path, 0)).flow ? Style::Block : Style::Flow;
        } else {
            return false;
        }
        m_case.kind = "Restyle";
        m_case.wishes = {policy::Restyle{place(path), style}};
        touch(regions().of(path));
        if (style != Style::Plain)
            m_case.styled = {path, style};
        return true;
    }

    bool expandAlias()
    {
        if (m_case.anchors.aliases.empty())
            return false;
        const auto alias
            = std::next(m_case.anchors.aliases.begin(),
                        static_cast<std::ptrdiff_t>(pick(m_case.anchors.aliases.size())));
        m_case.kind = "ExpandAlias";
        m_case.wishes = {policy::ExpandAlias{place(alias->first)}};
        touch(regions().of(alias->first));
        m_case.styled = {alias->first, yaml::TreeStyle::Like};
        return true;
    }

    bool refused()
    {
        m_case.kind = "refused by contract";
        const std::vector<Path> texts = ofKind(Kind::String);
        const std::vector<Path> lists = ofKind(Kind::List);
        const Path text = oneOf(texts);
        switch (pick(3)) {
        case 0:
            m_case.wishes = {policy::SetValue{place(text).entry("k"), Value::string("v")}};
            m_case.refusal = "wrong-kind";
            return true;
        case 1:
            m_case.wishes = {policy::RenameKey{place(m_case.root).entry("nowhere"), "k"}};
            m_case.refusal = "gone";
            return true;
        default:
            if (lists.empty())
                return false;
            m_case.wishes = {policy::MoveItems{{place(lists.back())}, place(lists.back()), 0}};
            m_case.refusal = "into-itself";
            return true;
        }
    }
};

} // namespace

bool drawFieldWish(WishCase& made, std::mt19937_64& random)
{
    return FieldWish(made, random).draw();
}

} // namespace pw::oracle
