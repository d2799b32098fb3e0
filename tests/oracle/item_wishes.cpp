// Wishes about the items of lists.

#include "tests/oracle/tree_case.h"
#include "tests/oracle/wish_drawer.h"

#include <algorithm>

namespace pw::oracle {
namespace {

using yaml::Value;
using Kind = Value::Kind;

class ItemWish : WishDrawer
{
public:
    ItemWish(WishCase& made, std::mt19937_64& random) : WishDrawer(made, random) { }

    bool draw()
    {
        switch (pick(4)) {
        case 0:
            return insertItems();
        case 1:
            return insertIntoNothing();
        case 2:
            return insertIntoText();
        default:
            return moveItems();
        }
    }

private:
    std::vector<Value> newValues()
    {
        std::vector<Value> out;
        for (std::size_t n = 1 + pick(3); n > 0; --n)
            out.push_back(randomValue(m_random, chance(3) ? 2 : 4));
        return out;
    }

    bool insertItems()
    {
        const std::vector<Path> lists = ofKind(Kind::List);
        if (lists.empty())
            return false;
        const Path list = oneOf(lists);
        std::size_t index = pick(sizeOf(before(list)) + 1);
        m_case.kind = "InsertItems";
        const std::vector<Value> values = newValues();
        m_case.wishes = {policy::InsertItems{
            place(list), index == sizeOf(before(list)) && chance(2) ? policy::atEnd : index,
            values}};
        touch(regions().gap(list, index));
        for (const Value& value : values)
            insertAt(after(list), index++, {}, value);
        return true;
    }

    bool insertIntoNothing()
    {
        m_case.kind = "InsertItems (missing)";
        const std::vector<Value> values = newValues();
        const std::vector<Path> nulls = ofKind(Kind::Null);
        if (!nulls.empty() && chance(2)) {
            const Path path = oneOf(nulls);
            m_case.wishes = {policy::InsertItems{place(path), 0, values}};
            after(path) = Value::list(values);
            touch(regions().of(path));
            return true;
        }
        const Path mapping = oneOf(mappings());
        const std::string key = freshKey(before(mapping));
        if (key.empty())
            return false;
        m_case.wishes = {policy::InsertItems{place(mapping).entry(key), policy::atEnd, values}};
        addEntry(mapping, key, Value::list(values));
        touchForEntry(mapping, key);
        return true;
    }

    /// Where the schema wants a list of texts, and knows the place.
    bool insertIntoText()
    {
        const Value* const kind = before(m_case.root).find("kind");
        static const std::set<std::string> known{"SpyderbatPolicy", "SpyderbatFingerprint",
                                                 "SpyderbatBaseline"};
        if (kind == nullptr || !known.contains(kind->text))
            return false;
        const std::vector<Path> texts = pathsWhere([&](const Path& path, const Value& value) {
            const Value& parent = before(parentOf(path));
            if (value.kind != Kind::String || parent.kind != Kind::Map)
                return false;
            const std::string& key = parent.entries[path.back()].first;
            return (key == "exe" || key == "euser") && parent.find("name") != nullptr
                && parent.find("id") != nullptr;
        });
        if (texts.empty())
            return false;
        const Path path = oneOf(texts);
        const bool isFront = chance(2);
        const std::vector<Value> values = newValues();
        m_case.kind = "InsertItems (single text)";
        m_case.wishes = {policy::InsertItems{place(path), isFront ? 0 : policy::atEnd, values}};
        Value list = Value::list(values);
        insertAt(list, isFront ? values.size() : 0, {}, before(path));
        after(path) = list;
        touch(regions().of(path));
        return true;
    }

    bool moveItems()
    {
        const std::vector<Path> items
            = someApart(pathsWhere([&](const Path& path, const Value&) {
                            return path.size() > m_case.root.size() + 1
                                && before(parentOf(path)).kind == Kind::List;
                        }),
                        3);
        if (items.empty())
            return false;
        const auto isInside = [&](const Path& path) {
            return std::ranges::any_of(items, [&](const Path& item) { return holds(item, path); });
        };
        std::vector<Path> lists = ofKind(Kind::List);
        for (const Path& path : ofKind(Kind::Null))
            lists.push_back(path);
        std::erase_if(lists, isInside);
        policy::MoveItems wish;
        for (const Path& item : items)
            wish.items.push_back(place(item));
        m_case.kind = "MoveItems";
        touchWithout(items);
        if (chance(8)) {
            const Path mapping = oneOf(mappings());
            const std::string key = freshKey(before(mapping));
            if (key.empty() || isInside(mapping))
                return false;
            m_case.kind = "MoveItems (missing list)";
            wish.list = place(mapping).entry(key);
            addEntry(mapping, key, Value::list());
            touchForEntry(mapping, key);
            if (holdsOne(items, mapping)) // moved about in the same lines
                touch(regions().of(mapping));
            oracle::moveItems(m_case.after, items,
                              below(mapping, after(mapping).entries.size() - 1), 0);
            m_case.wishes = {wish};
            return true;
        }
        const Path list = chance(2) ? parentOf(items.front()) : oneOf(lists);
        const std::size_t index = pick(sizeOf(before(list)) + 1);
        wish.list = place(list);
        wish.before = index;
        const bool isSame
            = std::ranges::any_of(items, [&](const Path& item) { return parentOf(item) == list; });
        touch(isSame || before(list).isNull() ? regions().of(list) : regions().gap(list, index));
        if (after(list).isNull())
            after(list) = Value::list();
        oracle::moveItems(m_case.after, items, list, index);
        m_case.wishes = {wish};
        return true;
    }

    static bool holdsOne(const std::vector<Path>& items, const Path& outer)
    {
        return std::ranges::any_of(items, [&](const Path& item) { return holds(outer, item); });
    }
};

} // namespace

bool drawItemWish(WishCase& made, std::mt19937_64& random)
{
    return made.anchors.aliases.empty() && ItemWish(made, random).draw();
}

} // namespace pw::oracle
