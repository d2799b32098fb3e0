#include "core/yaml/tree_edit.h"

#include "core/yaml/tree_obstacles.h"
#include "core/yaml/tree_slots.h"

#include <algorithm>

namespace pw::yaml {

namespace {

Error refusal(std::string code, std::string message, NodeRef node)
{
    return Error{std::move(code), std::move(message), node ? node.path() : std::string()};
}

/// Nothing stands in it that would have to be kept: `[]`, `{}`, `null` or a missing value.
bool isVoid(NodeRef node)
{
    return node.isNull() || ((node.isSequence() || node.isMapping()) && node.size() == 0);
}

bool liesIn(NodeRef node, NodeRef other)
{
    return node != other && other.span().contains(node.span());
}

Value filled(const std::vector<TreeEdit::Insertion>& insertions)
{
    const bool map = !insertions.front().key.empty();
    Value value = map ? Value::map() : Value::list();
    for (const TreeEdit::Insertion& insertion : insertions) {
        if (map)
            value.entries.emplace_back(insertion.key, insertion.value);
        else
            value.items.push_back(insertion.value);
    }
    return value;
}

} // namespace

void TreeEdit::set(NodeRef node, Value value)
{
    m_sets[node.id()] = {std::move(value)};
}

void TreeEdit::rewrite(NodeRef node, Value value)
{
    m_sets[node.id()] = {std::move(value), true};
}

void TreeEdit::setShared(NodeRef scalar, std::string content)
{
    m_sets[scalar.id()] = {Value::string(std::move(content)), false, TreeStyle::Like, true};
}

void TreeEdit::restyle(NodeRef node, TreeStyle style)
{
    m_sets[node.id()] = {toValue(node), false, style};
}

void TreeEdit::insertItem(NodeRef sequence, std::size_t before, Value value)
{
    m_collections[sequence.id()].insertions.push_back({before, {}, std::move(value)});
}

void TreeEdit::insertEntry(NodeRef mapping, std::size_t before, std::string key, Value value)
{
    m_collections[mapping.id()].insertions.push_back({before, std::move(key), std::move(value)});
}

void TreeEdit::remove(NodeRef node)
{
    m_collections[node.parent().id()].removed.insert(node.id());
}

void TreeEdit::move(NodeRef node, NodeRef into, std::size_t before)
{
    m_collections[node.parent().id()].removed.insert(node.id());
    const NodeRef key = node.key();
    m_collections[into.id()].insertions.push_back(
        {before, key ? std::string(key.value()) : std::string(), toValue(node), node});
}

void TreeEdit::rename(NodeRef value, std::string key)
{
    m_keys[value.id()] = std::move(key);
}

/// Plans the wishes of one edit.
class TreeEdit::Planner
{
public:
    explicit Planner(const TreeEdit& edit)
        : m_edit(edit), m_document(*edit.m_document), m_lines(m_document.lines()),
          m_slots(m_document, m_lines), m_obstacles(m_document)
    {
    }

    Result<text::TextEdits> plan()
    {
        if (!m_lines.plainLineEnds())
            return Error{
                "line-breaks", "the text has line ends that editors and YAML see differently", {}};
        for (const auto& [id, changes] : m_edit.m_collections) {
            if (auto error = change(NodeRef(m_document, id), changes))
                return *error;
        }
        for (const auto& [id, wish] : m_edit.m_sets) {
            if (auto error = set(NodeRef(m_document, id), wish))
                return *error;
        }
        for (const auto& [id, key] : m_edit.m_keys) {
            if (auto error = rename(NodeRef(m_document, id), key))
                return *error;
        }
        text::TextEdits edits = m_lines.toTextEdits(m_slots.takeEdits());
        if (const auto fits = edits.check(m_lines.bytes().size()); !fits)
            return Error{"wishes-clash", fits.error().message, {}};
        return edits;
    }

private:
    using Problem = std::optional<Error>;

    Problem change(NodeRef node, const Changes& changes)
    {
        if (!node)
            return Error{"no-such-node", "there is no such place", {}};
        if (auto error = m_obstacles.around(node))
            return error;
        for (const NodeId id : changes.removed) {
            const NodeRef removed(m_document, id);
            if (removed.parent() != node)
                return Error{"no-such-node", "there is no such place", {}};
            if (auto error = m_obstacles.inside(removed))
                return error;
        }
        for (const Insertion& insertion : changes.insertions) {
            if (auto error = checked(node, insertion, changes))
                return error;
        }
        if (isVoid(node))
            return fill(node, changes.insertions);
        if (!node.isSequence() && !node.isMapping())
            return refusal("not-a-collection", "it is no list and no mapping", node);
        return m_slots.change(node, changes);
    }

    /// An empty collection, or a missing one, gets what it is given.
    Problem fill(NodeRef node, const std::vector<Insertion>& insertions)
    {
        if (insertions.empty())
            return std::nullopt;
        const bool moved
            = std::ranges::any_of(insertions, [](const Insertion& one) { return bool(one.moved); });
        return moved ? m_slots.fill(node, insertions) : m_slots.set(node, filled(insertions));
    }

    Problem checked(NodeRef into, const Insertion& insertion, const Changes& changes)
    {
        if (insertion.moved && insertion.moved.span().contains(into.span()))
            return refusal("into-itself", "it cannot be moved into itself", insertion.moved);
        if (isVoid(into))
            return std::nullopt;
        if (insertion.key.empty() != into.isSequence())
            return refusal("not-a-collection",
                           into.isSequence() ? "an entry has no place in a list"
                                             : "an item has no place in a mapping",
                           into);
        if (const NodeRef there = into.find(insertion.key);
            !insertion.key.empty() && there && !changes.removed.contains(there.id()))
            return refusal("duplicate-key",
                           "the key \"" + insertion.key + "\" stands there already", into);
        return std::nullopt;
    }

    Problem set(NodeRef node, const Set& wish)
    {
        if (!node)
            return Error{"no-such-node", "there is no such place", {}};
        const bool hasOwnSay = !node.isAlias() && !wish.isShared;
        if (auto error = m_obstacles.around(hasOwnSay ? node : node.parent()))
            return error;
        if (wish.isShared)
            return m_slots.writeOver(node, wish.value.text, node);
        if (auto error = wish.dropsAnchors ? std::nullopt : m_obstacles.inside(node))
            return error;
        for (const auto& [other, changes] : m_edit.m_collections) {
            if (liesIn(NodeRef(m_document, other), node))
                return refusal("wishes-clash", "a part of it is changed as well", node);
        }
        if (wish.style != TreeStyle::Like && m_slots.hasCommentsInside(node))
            return refusal("comment-in-the-way", "a comment stands in it", node);
        return m_slots.set(node, wish.value, wish.style);
    }

    Problem rename(NodeRef value, const std::string& key)
    {
        if (!value || !value.key())
            return Error{"no-such-node", "there is no such entry", {}};
        if (auto error = m_obstacles.around(value.parent()))
            return error;
        for (const auto& [otherKey, other] : value.parent().entries()) {
            const auto renamed = m_edit.m_keys.find(other.id());
            const bool same
                = renamed != m_edit.m_keys.end() ? renamed->second == key : otherKey.value() == key;
            const auto changes = m_edit.m_collections.find(value.parent().id());
            const bool goes = changes != m_edit.m_collections.end()
                && changes->second.removed.contains(other.id());
            if (other != value && same && !goes)
                return refusal("duplicate-key", "the key \"" + key + "\" stands there already",
                               value.parent());
        }
        return m_slots.rename(value, key);
    }

    const TreeEdit& m_edit;
    const Document& m_document;
    const TreeLines& m_lines;
    TreeSlots m_slots;
    TreeObstacles m_obstacles;
};

Result<text::TextEdits> TreeEdit::plan() const
{
    return Planner(*this).plan();
}

} // namespace pw::yaml
