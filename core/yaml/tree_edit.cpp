#include "core/yaml/tree_edit.h"

#include "core/yaml/tree_slots.h"

namespace pw::yaml {

namespace {

Error refusal(std::string code, std::string message, NodeRef node)
{
    return Error{std::move(code), std::move(message), node ? node.path() : std::string()};
}

/// What makes a change of the bytes mean something else elsewhere.
std::optional<Error> obstacle(NodeRef node, bool descend)
{
    for (NodeRef up = node; up; up = up.parent()) {
        if (!up.anchor().empty())
            return refusal("anchor", "the place has an anchor (&" + std::string(up.anchor()) + ")",
                           up);
    }
    if (node.isAlias())
        return refusal("alias", "an alias (*" + std::string(node.value()) + ") stands there", node);
    if (!descend)
        return std::nullopt;
    const auto inside = [](auto&& self, NodeRef at) -> std::optional<Error> {
        if (!at.anchor().empty())
            return refusal("anchor", "an anchor (&" + std::string(at.anchor()) + ") stands in it",
                           at);
        for (const NodeRef item : at.items()) {
            if (auto error = self(self, item))
                return error;
        }
        for (const auto& [key, value] : at.entries()) {
            if (auto error = self(self, key))
                return error;
            if (auto error = self(self, value))
                return error;
        }
        return std::nullopt;
    };
    return inside(inside, node);
}

std::optional<Error> obstacleInCollection(NodeRef node)
{
    if (auto error = obstacle(node, false))
        return error;
    if (!node.tag().empty())
        return refusal("tag", "it has a tag (" + std::string(node.tag()) + ")", node);
    std::map<std::string_view, int> keys;
    for (const auto& [key, value] : node.entries()) {
        if (key.value() == "<<" && key.style() == ScalarStyle::Plain
            && node.document()->format() == Format::Yaml)
            return refusal("merge-key", "it has a merge key (<<)", node);
        if (++keys[key.value()] > 1)
            return refusal("duplicate-key",
                           "its key \"" + std::string(key.value()) + "\" stands there twice", node);
    }
    return std::nullopt;
}

/// Nothing stands in it that would have to be kept: `[]`, `{}`, `null` or a missing value.
bool isVoid(NodeRef node)
{
    return node.isNull() || ((node.isSequence() || node.isMapping()) && node.size() == 0);
}

NodeRef childAt(NodeRef parent, std::size_t index)
{
    std::size_t i = 0;
    for (const NodeRef item : parent.items()) {
        if (i++ == index)
            return item;
    }
    for (const auto& [key, value] : parent.entries()) {
        if (i++ == index)
            return value;
    }
    return {};
}

std::size_t indexOf(NodeRef node)
{
    std::size_t i = 0;
    const NodeRef parent = node.parent();
    for (const NodeRef item : parent.items()) {
        if (item == node)
            return i;
        ++i;
    }
    for (const auto& [key, value] : parent.entries()) {
        if (value == node)
            return i;
        ++i;
    }
    return i;
}

bool liesIn(NodeRef node, NodeRef other)
{
    return other.span().contains(node.span()) && node != other;
}

} // namespace

void TreeEdit::set(NodeRef node, Value value)
{
    m_sets[node.id()] = {std::move(value), false};
}

void TreeEdit::rewrite(NodeRef node, Value value)
{
    m_sets[node.id()] = {std::move(value), true};
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
    const NodeRef parent = node.parent();
    std::vector<bool>& removed = m_collections[parent.id()].removed;
    removed.resize(parent.size(), false);
    if (const std::size_t index = indexOf(node); index < removed.size())
        removed[index] = true;
}

Result<text::TextEdits> TreeEdit::plan() const
{
    const TreeLines lines(*m_document);
    if (!lines.plainLineEnds())
        return Error{
            "line-breaks", "the text has line ends that editors and YAML see differently", {}};
    TreeSlots slots(*m_document, lines);
    for (const auto& [id, changes] : m_collections) {
        const NodeRef node(*m_document, id);
        if (!node)
            return Error{"no-such-node", "there is no such place", {}};
        if (auto error = obstacleInCollection(node))
            return *error;
        for (std::size_t i = 0; i < changes.removed.size(); ++i) {
            if (!changes.removed[i])
                continue;
            if (auto error = obstacle(childAt(node, i), true))
                return *error;
        }
        if (isVoid(node)) {
            if (changes.insertions.empty())
                continue;
            const bool map = !changes.insertions.front().key.empty();
            Value value = map ? Value::map() : Value::list();
            for (const Insertion& insertion : changes.insertions) {
                if (map)
                    value.entries.emplace_back(insertion.key, insertion.value);
                else
                    value.items.push_back(insertion.value);
            }
            if (auto error = slots.set(node, value))
                return *error;
            continue;
        }
        if (!node.isSequence() && !node.isMapping())
            return refusal("not-a-collection", "it is no list and no mapping", node);
        if (auto error = slots.change(node, changes))
            return *error;
    }
    for (const auto& [id, wish] : m_sets) {
        const NodeRef node(*m_document, id);
        if (!node)
            return Error{"no-such-node", "there is no such place", {}};
        if (auto error = obstacle(node, !wish.dropsAnchors))
            return *error;
        if (!node.tag().empty())
            return refusal("tag", "it has a tag (" + std::string(node.tag()) + ")", node);
        for (const auto& [other, changes] : m_collections) {
            if (liesIn(NodeRef(*m_document, other), node))
                return refusal("wishes-clash", "a part of it is changed as well", node);
        }
        if (auto error = slots.set(node, wish.value))
            return *error;
    }
    text::TextEdits edits = lines.toTextEdits(slots.takeEdits());
    if (const auto applied = edits.apply(lines.bytes()); !applied)
        return Error{"wishes-clash", applied.error().message, {}};
    return edits;
}

} // namespace pw::yaml
