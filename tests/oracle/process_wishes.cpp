// Wishes about processes and rules: ids stay unique, rules follow, users stay who they are.

#include "tests/oracle/process_judges.h"
#include "tests/oracle/rich_policy.h"
#include "tests/oracle/wish_drawer.h"

#include <algorithm>

namespace pw::oracle {
namespace {

using yaml::Value;

bool isProcess(const Value& value)
{
    return value.kind == Value::Kind::Map;
}

class ProcessWish : WishDrawer
{
public:
    ProcessWish(WishCase& made, std::mt19937_64& random)
        : WishDrawer(made, random), m_processes(processesOf(made.before, made.root))
    {
        std::erase_if(m_processes, [&](const ListedProcess& process) {
            return !isProcess(before(process.path));
        });
    }

    bool draw()
    {
        if (m_processes.empty())
            return false;
        switch (m_case.anchors.aliases.empty() ? pick(7) : 0) {
        case 0:
            return renameId();
        case 1:
            return add();
        case 2:
            return remove();
        case 3:
        case 4:
            return move();
        case 5:
            return duplicate();
        default:
            return split();
        }
    }

private:
    /// A list of processes: one that stands there, or the children of one that has none yet.
    struct List
    {
        Path path; ///< of the list or the null; of the process without children
        bool isMissing = false;
        bool isNull = false;
        std::size_t size = 0;
    };

    List someList()
    {
        const Path some = oneOf(m_processes).path;
        if (chance(3))
            return {parentOf(some), false, false, sizeOf(before(parentOf(some)))};
        const std::size_t children = indexOf(before(some), "children");
        if (children == std::string::npos)
            return {some, true, false, 0};
        const Path list = below(some, children);
        const Value& there = before(list);
        return {list, false, there.isNull(), there.items.size()};
    }
    [[nodiscard]] bool isUsable(const List& list) const
    {
        return list.isMissing || list.isNull || before(list.path).kind == Value::Kind::List;
    }
    [[nodiscard]] policy::Place placeOf(const List& list) const
    {
        return list.isMissing ? place(list.path).entry("children") : place(list.path);
    }
    void touchIn(const List& list, std::size_t index)
    {
        if (list.isMissing)
            touchForEntry(list.path, "children");
        else
            touch(list.isNull ? regions().of(list.path) : regions().gap(list.path, index));
    }
    /// Where it is, made where it is missing.
    Path makeList(const List& list)
    {
        if (!list.isMissing) {
            if (list.isNull)
                after(list.path) = Value::list();
            return list.path;
        }
        after(list.path).set("children", Value::list());
        return below(list.path, after(list.path).entries.size() - 1);
    }

    [[nodiscard]] Wanted wanted() const { return {m_case.after, m_case.root, m_case.anywhere}; }

    bool add()
    {
        const List list = someList();
        if (!isUsable(list))
            return false;
        const std::size_t index = pick(list.size + 1);
        const Value process = randomProcess(m_random, list.path.size() > 4 ? 1 : 0);
        m_case.kind = "AddProcess";
        m_case.wishes = {policy::AddProcess{placeOf(list), index, process}};
        touchIn(list, index);
        const Path made = makeList(list);
        insertAt(after(made), index, {}, process);
        m_case.judge
            = [wanted = wanted(), steps = stepsTo(m_case.after, below(made, index)),
               process](const Value& now) { return judgeAdded(now, wanted, steps, process); };
        return true;
    }

    bool duplicate()
    {
        const Path path = oneOf(m_processes).path;
        Path copy = path;
        ++copy.back();
        const Value process = before(path);
        m_case.kind = "DuplicateProcess";
        m_case.wishes = {policy::DuplicateProcess{place(path)}};
        touch(regions().gap(parentOf(path), copy.back()));
        std::set<std::string> ids;
        for (const ListedProcess& listed : m_processes) {
            const Value* const id = before(listed.path).find("id");
            if (holds(path, listed.path) && id != nullptr && id->kind == Value::Kind::String)
                ids.insert(id->text);
        }
        for (const Path& rule : rulesOf(m_case.before, m_case.root)) {
            for (const Path& name : namesIn(m_case.before, rule, ids))
                touch(parentOf(name) == rule ? regions().of(name)
                                             : regions().gap(parentOf(name), name.back() + 1));
        }
        insertAt(after(parentOf(path)), copy.back(), {}, process);
        m_case.judge = [wanted = wanted(), copy, process](const Value& now) {
            return judgeCopy(now, wanted, copy, process);
        };
        return true;
    }

    bool remove()
    {
        std::vector<Path> paths = somePaths();
        std::multiset<std::string> left;
        std::set<std::string> gone;
        for (const ListedProcess& process : m_processes) {
            if (!process.id)
                continue;
            if (isIn(paths, process.path))
                gone.insert(*process.id);
            else
                left.insert(*process.id);
        }
        std::erase_if(gone, [&](const std::string& id) { return left.contains(id); });
        policy::RemoveProcesses wish;
        for (const ListedProcess& process : m_processes) { // a child goes with its parent
            const bool isOne = std::ranges::find(paths, process.path) != paths.end();
            if (isOne || (isIn(paths, process.path) && chance(4)))
                wish.places.push_back(place(process.path));
        }
        for (const Path& rule : rulesOf(m_case.before, m_case.root)) {
            const std::vector<Path> names = namesIn(m_case.before, rule, gone);
            if (names.empty())
                continue;
            if (parentOf(names.front()) == rule
                || names.size() == sizeOf(before(parentOf(names.front()))))
                paths.push_back(rule);
            else
                paths.insert(paths.end(), names.begin(), names.end());
        }
        m_case.kind = "RemoveProcesses";
        m_case.wishes = {wish};
        for (const Path& path : paths)
            m_case.gone.push_back({regions().of(path), !regions().part(path).flow});
        touchWithout(paths);
        eraseAll(std::move(paths));
        return true;
    }

    std::vector<Path> somePaths()
    {
        std::vector<Path> all;
        for (const ListedProcess& process : m_processes)
            all.push_back(process.path);
        return someApart(all, 3);
    }
    static bool isIn(const std::vector<Path>& outer, const Path& inner)
    {
        return std::ranges::any_of(outer, [&](const Path& one) { return holds(one, inner); });
    }

    bool move()
    {
        const std::vector<Path> paths = somePaths();
        const List list = someList();
        const bool isInside = isIn(paths, list.path);
        if (!isUsable(list))
            return false;
        policy::MoveProcesses wish{{}, placeOf(list), pick(list.size + 1)};
        for (const Path& path : paths)
            wish.places.push_back(place(path));
        m_case.wishes = {wish};
        if (isInside) {
            m_case.kind = "refused by contract";
            m_case.refusal = "into-itself";
            return true;
        }
        m_case.kind = "MoveProcesses";
        touchWithout(paths);
        const bool isSame = std::ranges::any_of(
            paths, [&](const Path& path) { return parentOf(path) == list.path; });
        if (isSame)
            touch(regions().of(list.path));
        else
            touchIn(list, wish.before);
        if (list.isMissing && isIn({list.path}, paths.front()))
            touch(regions().of(list.path));
        const Path made = makeList(list);
        noteUsers(m_case.after, m_case.root, paths);
        moveItems(m_case.after, paths, made, wish.before);
        m_case.judge = [wanted = wanted()](const Value& now) { return judgeMoved(now, wanted); };
        return true;
    }

    bool renameId()
    {
        const ListedProcess& process = oneOf(m_processes);
        if (!process.id || before(process.path).find("id")->kind != Value::Kind::String)
            return false;
        const std::string& from = *process.id;
        const std::string to = oneOf(std::vector<std::string>{"renamed_0", "a b", "7", "it's"});
        m_case.kind = "RenameProcessId";
        m_case.wishes = {policy::RenameProcessId{m_case.unit, from, to}};
        const auto isTaken = [&](const ListedProcess& other) { return other.id == to; };
        if (std::ranges::any_of(m_processes, isTaken)) {
            m_case.kind = "refused by contract";
            m_case.refusal = "id-taken";
            return true;
        }
        std::vector<Path> places;
        for (const ListedProcess& other : m_processes) {
            if (other.id == from)
                places.push_back(below(other.path, indexOf(before(other.path), "id")));
        }
        for (const Path& rule : rulesOf(m_case.before, m_case.root)) {
            for (const Path& name : namesIn(m_case.before, rule, {from}))
                places.push_back(name);
        }
        for (const Path& path : places) {
            touch(regions().of(path));
            after(path) = Value::string(to);
        }
        // What else the anchor is the text of must not follow.
        const auto isPlace = [&](const auto& path) {
            return std::ranges::find(places, path.first) != places.end();
        };
        if (std::ranges::any_of(m_case.anchors.anchors, isPlace)
            && !std::ranges::all_of(m_case.anchors.aliases, isPlace)) {
            m_case.kind = "refused by contract";
            m_case.refusal = "anchor";
        }
        return true;
    }

    bool split()
    {
        const std::vector<Path> rules = rulesOf(m_case.before, m_case.root);
        if (rules.empty())
            return false;
        const Path rule = oneOf(rules);
        const std::string key = oneOf(std::vector<std::string>{"from", "to", "processes", "ports"});
        const std::size_t at = indexOf(before(rule), key);
        if (at == std::string::npos || before(below(rule, at)).items.empty())
            return false;
        const Path list = below(rule, at);
        policy::SplitRule wish{place(rule), key, {}};
        std::vector<Path> items;
        for (std::size_t i = 0; i < before(list).items.size(); ++i) {
            if (!chance(2))
                continue;
            wish.items.push_back(i);
            items.push_back(below(list, i));
        }
        m_case.wishes = {wish};
        if (items.empty() || items.size() == before(list).items.size()) {
            m_case.kind = "refused by contract";
            m_case.refusal = "nothing-to-split";
            return true;
        }
        m_case.kind = "SplitRule";
        touchWithout(items);
        touch(regions().gap(parentOf(rule), rule.back() + 1));
        m_case.judge = [was = m_case.before, rule, key](const Value& now) {
            return judgeSplit(now, was, rule, key);
        };
        return true;
    }

    std::vector<ListedProcess> m_processes;
};

} // namespace

bool drawProcessWish(WishCase& made, std::mt19937_64& random)
{
    return ProcessWish(made, random).draw();
}

} // namespace pw::oracle
