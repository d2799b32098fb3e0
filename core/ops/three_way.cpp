#include "core/ops/three_way.h"

#include "core/ops/item_identity.h"
#include "core/ops/policy_changes.h"
#include "core/policy/policy_edit.h"

#include <algorithm>

namespace pw::ops {
namespace {

using policy::Place;
using policy::PolicyEdit;
using yaml::Value;

/// Something at one place of the three documents; null: it is not there.
struct Versions
{
    const Value* base = nullptr;
    const Value* mine = nullptr;
    const Value* theirs = nullptr;
};

bool same(const Value* one, const Value* other)
{
    if (one == nullptr || other == nullptr)
        return one == other;
    return meaningOf(*one) == meaningOf(*other);
}

bool areAll(const Versions& at, Value::Kind kind)
{
    // What only one side has is set or taken away as a whole.
    return at.mine != nullptr && at.mine->kind == kind && at.theirs != nullptr
        && at.theirs->kind == kind && (at.base == nullptr || at.base->kind == kind);
}

std::optional<Value> copyOf(const Value* value)
{
    return value != nullptr ? std::optional(*value) : std::nullopt;
}

class Merger
{
public:
    explicit Merger(const MergeChoices& choices) : m_choices(choices) { }

    void merge(const Place& place, const std::string& path, const Versions& at)
    {
        if (same(at.base, at.theirs) || same(at.mine, at.theirs))
            return;
        if (areAll(at, Value::Kind::Map))
            return mergeMaps(place, path, at);
        if (areAll(at, Value::Kind::List))
            return mergeLists(place, path, at);
        if (!takesTheirs(path, at, same(at.base, at.mine)))
            return;
        if (at.theirs == nullptr)
            m_wishes.emplace_back(policy::Clear{{place}});
        else
            m_wishes.emplace_back(policy::SetValue{place, *at.theirs});
    }

    [[nodiscard]] const std::vector<PolicyEdit>& wishes() const { return m_wishes; }
    ThreeWayPlan take() { return std::move(m_out); }

private:
    /// Notes what is to be said of it; whether their version goes into my text.
    bool takesTheirs(const std::string& path, const Versions& at, bool mineIsAsItWas)
    {
        if (mineIsAsItWas) {
            m_out.taken.push_back(path);
            return true;
        }
        m_out.conflicts.push_back({path, copyOf(at.base), copyOf(at.mine), copyOf(at.theirs)});
        const auto choice = m_choices.find(path);
        return choice != m_choices.end() && choice->second == MergeSide::Theirs;
    }

    void mergeMaps(const Place& place, const std::string& path, const Versions& at)
    {
        std::vector<std::string> keys;
        for (const Value* const map : {at.theirs, at.base}) {
            if (map == nullptr)
                continue;
            for (const auto& [key, value] : map->entries) {
                if (std::ranges::find(keys, key) == keys.end())
                    keys.push_back(key);
            }
        }
        const bool metadata = path == "metadata";
        for (const std::string& key : keys) {
            if (metadata && isServerField(key))
                continue;
            const Versions below{at.base != nullptr ? at.base->find(key) : nullptr,
                                 at.mine->find(key), at.theirs->find(key)};
            merge(place.entry(key), path.empty() ? key : path + '.' + key, below);
        }
    }

    void mergeLists(const Place& place, const std::string& path, const Versions& at);

    const MergeChoices& m_choices;
    std::vector<PolicyEdit> m_wishes;
    ThreeWayPlan m_out;
};

/// One list in three versions: which items are which, which of mine go, and which of theirs come.
class ListMerge
{
public:
    explicit ListMerge(const Versions& at)
        : mine(at.mine->items), theirs(at.theirs->items),
          base(at.base != nullptr ? at.base->items : none()), mineOfBase(pairItems(base, mine)),
          theirsOfBase(pairItems(base, theirs)), mineOfTheirs(theirs.size(), noItem)
    {
        std::vector<bool> known(mine.size(), false);
        for (std::size_t i = 0; i < base.size(); ++i) {
            if (mineOfBase[i] != noItem)
                known[mineOfBase[i]] = true;
            if (theirsOfBase[i] != noItem)
                mineOfTheirs[theirsOfBase[i]] = mineOfBase[i];
        }
        pairNewOnes(known);
    }

    static const std::vector<Value>& none()
    {
        static const std::vector<Value> empty;
        return empty;
    }

    /// Behind the item that stands before it there.
    [[nodiscard]] std::size_t placeFor(std::size_t theirItem) const
    {
        for (std::size_t at = theirItem; at > 0; --at) {
            if (mineOfTheirs[at - 1] != noItem)
                return mineOfTheirs[at - 1] + 1;
        }
        for (std::size_t at = theirItem + 1; at < theirs.size(); ++at) {
            if (mineOfTheirs[at] != noItem)
                return mineOfTheirs[at];
        }
        return mine.size();
    }

    const std::vector<Value>& mine;
    const std::vector<Value>& theirs;
    const std::vector<Value>& base;
    std::vector<std::size_t> mineOfBase;
    std::vector<std::size_t> theirsOfBase;
    std::vector<std::size_t> mineOfTheirs;

private:
    /// Both added the same.
    void pairNewOnes(const std::vector<bool>& known)
    {
        std::vector<std::size_t> myNew;
        std::vector<std::size_t> theirNew;
        std::vector<Value> myValues;
        std::vector<Value> theirValues;
        for (std::size_t i = 0; i < mine.size(); ++i) {
            if (!known[i]) {
                myNew.push_back(i);
                myValues.push_back(mine[i]);
            }
        }
        for (std::size_t i = 0; i < theirs.size(); ++i) {
            if (std::ranges::find(theirsOfBase, i) == theirsOfBase.end()) {
                theirNew.push_back(i);
                theirValues.push_back(theirs[i]);
            }
        }
        const std::vector<std::size_t> pairs = pairItems(theirValues, myValues);
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            if (pairs[i] != noItem
                && (!idOf(theirValues[i]).empty() || same(&theirValues[i], &myValues[pairs[i]])))
                mineOfTheirs[theirNew[i]] = myNew[pairs[i]];
        }
    }
};

std::string itemPath(const std::string& path, const Value& item, std::size_t index)
{
    std::string name = idOf(item);
    if (name.empty())
        name = item.kind == Value::Kind::Map || item.kind == Value::Kind::List
            ? std::to_string(index)
            : item.text;
    return path + '[' + name + ']';
}

void Merger::mergeLists(const Place& place, const std::string& path, const Versions& at)
{
    const ListMerge list(at);
    std::vector<std::size_t> gone; // of mine
    std::map<std::size_t, std::vector<Value>> come; // before which of mine
    std::vector<bool> seen(list.theirs.size(), false);
    for (std::size_t i = 0; i < list.base.size(); ++i) {
        const std::size_t my = list.mineOfBase[i];
        const std::size_t their = list.theirsOfBase[i];
        if (their != noItem)
            seen[their] = true;
        const Versions item{&list.base[i], my != noItem ? &list.mine[my] : nullptr,
                            their != noItem ? &list.theirs[their] : nullptr};
        const std::string named = itemPath(path, list.base[i], i);
        if (item.mine != nullptr && item.theirs != nullptr) {
            merge(place.item(my), named, item);
        } else if (item.mine != nullptr) {
            if (takesTheirs(named, item, same(item.base, item.mine)))
                gone.push_back(my);
        } else if (item.theirs != nullptr && !same(item.base, item.theirs)) {
            if (takesTheirs(named, item, false))
                come[list.placeFor(their)].push_back(*item.theirs);
        }
    }
    for (std::size_t their = 0; their < list.theirs.size(); ++their) {
        if (seen[their])
            continue;
        const Value& item = list.theirs[their];
        const std::string named = itemPath(path, item, their);
        const std::size_t my = list.mineOfTheirs[their];
        if (my != noItem) {
            merge(place.item(my), named, {nullptr, &list.mine[my], &item});
            continue;
        }
        m_out.taken.push_back(named);
        come[list.placeFor(their)].push_back(item);
    }
    // What lies deeper was wished before: from here on the items of this list move.
    if (!gone.empty()) {
        policy::Clear clear;
        for (const std::size_t my : gone)
            clear.places.push_back(place.item(my));
        m_wishes.emplace_back(std::move(clear));
    }
    for (auto group = come.rbegin(); group != come.rend(); ++group) {
        const auto before = group->first
            - static_cast<std::size_t>(std::ranges::count_if(
                gone, [&group](std::size_t my) { return my < group->first; }));
        m_wishes.emplace_back(policy::InsertItems{place, before, std::move(group->second)});
    }
}

} // namespace

Result<ThreeWayPlan> planThreeWay(const Value& base, const yaml::Document& mine, std::size_t unit,
                                  const Value& theirs, const MergeChoices& choices)
{
    const std::vector<policy::Unit> units = policy::unitsOf(mine, false);
    if (!mine.complete() || unit >= units.size())
        return Error{"does-not-parse", "the text does not parse", {}};
    const Value own = yaml::toValue(yaml::NodeRef(mine, units[unit].root));
    Merger merger(choices);
    merger.merge(Place{unit, {}}, {}, {&base, &own, &theirs});
    const Result<policy::PlannedEdit> planned = policy::planEdits(mine, merger.wishes());
    if (!planned)
        return planned.error();
    ThreeWayPlan out = merger.take();
    out.edits = planned->edits;
    std::ranges::sort(out.conflicts, {}, &MergeConflict::path);
    return out;
}

} // namespace pw::ops
