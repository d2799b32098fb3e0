#include "core/policy/follow_edit.h"

#include "core/text/edits_between.h"

#include <algorithm>

namespace pw::policy {
namespace {

using text::ByteOffset;
using yaml::NodeRef;

Error gone(const Place& place)
{
    return Error{"gone", "the place is no longer there", place.path()};
}

/// Where the node begins: at its key, or at itself.
ByteOffset beginOf(NodeRef node)
{
    const NodeRef key = node.key();
    return key ? key.span().begin : node.span().begin;
}

class Follower
{
public:
    Follower(const SeenText& seen, const SeenText& now) : m_seen(seen), m_now(now)
    {
        const std::string_view before = seen.document.source().bytes();
        const std::string_view after = now.document.source().bytes();
        m_edits = text::editsBetween(before, after).edits();
        std::ranges::sort(m_edits, {}, [](const text::TextEdit& edit) { return edit.span.begin; });
    }

    [[nodiscard]] Result<Place> follow(const Place& place, bool unchanged) const
    {
        if (m_edits.empty())
            return place;
        Place known = place;
        std::vector<Step> rest;
        NodeRef node = nodeAt(m_seen.document, m_seen.units, known);
        while (!node && !known.isRoot()) {
            rest.insert(rest.begin(), known.steps.back());
            known.steps.pop_back();
            node = nodeAt(m_seen.document, m_seen.units, known);
        }
        if (!node)
            return gone(place);
        const Result<Place> found = known.isRoot() ? sameUnit(known) : sameNode(node, known);
        if (!found)
            return found.error();
        const NodeRef now = nodeAt(m_now.document, m_now.units, *found);
        // What came to be in between is no less in the way than what was changed.
        const bool other = rest.empty()
            ? !(yaml::toValue(now) == yaml::toValue(node))
            : !rest.front().isItem && now.isMapping() && now.find(rest.front().key);
        if (unchanged && other)
            return Error{"changed", "the text says something else there now", place.path()};
        Place out = *found;
        out.steps.insert(out.steps.end(), rest.begin(), rest.end());
        return out;
    }

    /// The index of the same item of a list; behind the last one stays there.
    [[nodiscard]] Result<std::size_t> followIndex(const Place& list, std::size_t index) const
    {
        const NodeRef node = nodeAt(m_seen.document, m_seen.units, list);
        if (index >= node.size())
            return atEnd;
        const Result<Place> item = follow(list.item(index), false);
        if (!item)
            return item.error();
        return item->steps.back().index;
    }

    [[nodiscard]] Result<std::size_t> followUnit(std::size_t unit) const
    {
        const Result<Place> root = follow(Place{unit, {}}, false);
        if (!root)
            return root.error();
        return root->unit;
    }

private:
    /// Where a byte is now; nothing when it was taken away or typed over.
    [[nodiscard]] std::optional<ByteOffset> now(ByteOffset at) const
    {
        std::int64_t shift = 0;
        for (const text::TextEdit& edit : m_edits) {
            if (edit.span.begin > at || (edit.span.begin == at && !edit.span.empty()))
                break;
            if (edit.span.end > at)
                return std::nullopt;
            shift += static_cast<std::int64_t>(edit.replacement.size())
                - static_cast<std::int64_t>(edit.span.size());
        }
        return static_cast<ByteOffset>(static_cast<std::int64_t>(at) + shift);
    }

    [[nodiscard]] Result<Place> sameUnit(const Place& root) const
    {
        const NodeRef node(m_seen.document, m_seen.units[root.unit].root);
        const std::optional<ByteOffset> begin = now(node.span().begin);
        for (std::size_t i = 0; i < m_now.units.size(); ++i) {
            if (begin == NodeRef(m_now.document, m_now.units[i].root).span().begin)
                return Place{i, {}};
        }
        if (m_now.units.size() == m_seen.units.size())
            return root;
        return gone(root);
    }

    [[nodiscard]] Result<Place> sameNode(NodeRef node, const Place& place) const
    {
        const std::optional<ByteOffset> begin = now(beginOf(node));
        if (!begin)
            return gone(place);
        const bool hasKey = static_cast<bool>(node.key());
        for (std::size_t i = 0; i < m_now.document.nodeCount(); ++i) {
            const NodeRef other(m_now.document, yaml::NodeId{static_cast<std::uint32_t>(i)});
            if (static_cast<bool>(other.key()) != hasKey || beginOf(other) != *begin)
                continue;
            if (hasKey && other.key().value() != node.key().value())
                continue;
            std::optional<Place> found = placeOf(m_now.units, other);
            if (found && found->steps.size() == place.steps.size())
                return *std::move(found);
        }
        return gone(place);
    }

    const SeenText& m_seen;
    const SeenText& m_now;
    std::vector<text::TextEdit> m_edits;
};

/// Replaces the places of one wish; the first one that cannot be found ends it.
class WishFollower
{
public:
    explicit WishFollower(const Follower& follower) : m_follower(follower) { }

    void operator()(SetValue& wish) { take(wish.at, true); }
    void operator()(Clear& wish) { takeAll(wish.places); }
    void operator()(InsertItems& wish) { takeList(wish.list, wish.before); }
    void operator()(MoveItems& wish)
    {
        takeAll(wish.items);
        takeList(wish.list, wish.before);
    }
    void operator()(RenameKey& wish) { take(wish.at); }
    void operator()(Restyle& wish) { take(wish.at); }
    void operator()(ExpandAlias& wish) { take(wish.at); }
    void operator()(AddProcess& wish) { takeList(wish.list, wish.before); }
    void operator()(RemoveProcesses& wish) { takeAll(wish.places); }
    void operator()(MoveProcesses& wish)
    {
        takeAll(wish.places);
        takeList(wish.list, wish.before);
    }
    void operator()(DuplicateProcess& wish) { take(wish.at); }
    void operator()(RenameProcessId& wish)
    {
        if (Result<std::size_t> unit = m_follower.followUnit(wish.unit))
            wish.unit = *unit;
        else
            fail(unit.error());
    }
    void operator()(SplitRule& wish) { take(wish.at, true); }
    void operator()(StartDocument& /*wish*/) { } // needs an empty text, wherever its comments are

    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

private:
    void fail(const Error& error)
    {
        if (!m_error)
            m_error = error;
    }
    void take(Place& place, bool unchanged = false)
    {
        if (Result<Place> found = m_follower.follow(place, unchanged))
            place = *std::move(found);
        else
            fail(found.error());
    }
    void takeAll(std::vector<Place>& places)
    {
        for (Place& place : places)
            take(place);
    }
    void takeList(Place& list, std::size_t& before)
    {
        if (before != atEnd) {
            if (Result<std::size_t> index = m_follower.followIndex(list, before))
                before = *index;
            else
                fail(index.error());
        }
        take(list);
    }

    const Follower& m_follower;
    std::optional<Error> m_error;
};

} // namespace

Result<Place> followPlace(const SeenText& seen, const SeenText& now, const Place& place,
                          bool unchanged)
{
    return Follower(seen, now).follow(place, unchanged);
}

Result<PolicyEdit> followEdit(const SeenText& seen, const SeenText& now, const PolicyEdit& wish)
{
    const Follower follower(seen, now);
    WishFollower places(follower);
    PolicyEdit out = wish;
    std::visit(places, out);
    if (places.error())
        return *places.error();
    return out;
}

} // namespace pw::policy
