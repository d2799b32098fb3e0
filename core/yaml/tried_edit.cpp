#include "core/yaml/tried_edit.h"

#include "core/yaml/reader.h"

#include <algorithm>

namespace pw::yaml {

void TriedEdit::set(NodeRef node, Value value)
{
    m_touched.push_back(node.id());
    m_sets[node.id()] = std::move(value);
}

void TriedEdit::setShared(NodeRef scalar, std::string content)
{
    set(scalar, Value::string(std::move(content)));
    m_shared.insert(scalar.id());
}

void TriedEdit::insertItem(NodeRef sequence, std::size_t before, Value value)
{
    m_touched.push_back(sequence.id());
    m_insertions[sequence.id()].push_back(
        {std::min(before, sequence.size()), {}, std::move(value)});
}

void TriedEdit::insertEntry(NodeRef mapping, std::size_t before, std::string key, Value value)
{
    m_touched.push_back(mapping.id());
    m_insertions[mapping.id()].push_back(
        {std::min(before, mapping.size()), std::move(key), std::move(value)});
}

void TriedEdit::remove(NodeRef node)
{
    m_touched.push_back(node.id());
    m_removed.insert(node.id());
}

void TriedEdit::move(NodeRef node, NodeRef into, std::size_t before)
{
    m_touched.push_back(node.id());
    m_touched.push_back(into.id());
    m_moved.insert(node.id());
    m_insertions[into.id()].push_back({std::min(before, into.size()), {}, node});
}

void TriedEdit::restyle(NodeRef node, TreeStyle style)
{
    m_touched.push_back(node.id());
    m_styles[node.id()] = style;
}

void TriedEdit::rename(NodeRef value, std::string key)
{
    m_touched.push_back(value.id());
    m_keys[value.id()] = std::move(key);
}

std::string TriedEdit::keyOf(NodeRef value) const
{
    const auto renamed = m_keys.find(value.id());
    return renamed != m_keys.end() ? renamed->second : std::string(value.key().value());
}

Value TriedEdit::wishedOf(const Insertion& insertion) const
{
    const NodeRef* const moved = std::get_if<NodeRef>(&insertion.what);
    return moved != nullptr ? wished(*moved) : std::get<Value>(insertion.what);
}

template <typename Use>
void TriedEdit::eachInsertion(NodeRef node, std::size_t child, bool last, const Use& use) const
{
    const auto found = m_insertions.find(node.id());
    if (found == m_insertions.end())
        return;
    for (const Insertion& insertion : found->second) {
        if (insertion.before == child || (last && insertion.before > child))
            use(insertion);
    }
}

Value TriedEdit::wishedList(NodeRef node) const
{
    Value out = Value::list();
    const auto add = [&](const Insertion& insertion) { out.items.push_back(wishedOf(insertion)); };
    std::size_t at = 0;
    for (const NodeRef item : node.items()) {
        eachInsertion(node, at++, false, add);
        if (!m_removed.contains(item.id()) && !m_moved.contains(item.id()))
            out.items.push_back(wished(item));
    }
    eachInsertion(node, at, true, add);
    return out;
}

Value TriedEdit::wishedMap(NodeRef node) const
{
    Value out = Value::map();
    const auto add = [&](const Insertion& insertion) {
        const NodeRef* const moved = std::get_if<NodeRef>(&insertion.what);
        out.set(moved != nullptr ? keyOf(*moved) : insertion.key, wishedOf(insertion));
    };
    std::size_t at = 0;
    for (const auto& [key, value] : node.entries()) {
        eachInsertion(node, at++, false, add);
        if (!m_removed.contains(value.id()) && !m_moved.contains(value.id()))
            out.set(keyOf(value), wished(value));
    }
    eachInsertion(node, at, true, add);
    return out;
}

/// What is changed below an anchor changes wherever its alias stands.
Value TriedEdit::wishedAlias(NodeRef alias) const
{
    constexpr std::size_t most = 100'000; // of aliases that stand for something changed
    const NodeRef target = alias.aliasTarget();
    const auto isInside = [&](NodeId id) {
        return target && target.span().contains(NodeRef(*m_document, id).span());
    };
    const bool changed = std::ranges::any_of(m_touched, isInside);
    if (!changed || target.span().contains(alias.span()))
        return toValue(alias);
    return ++m_followed > most ? Value() : wished(target);
}

Value TriedEdit::wished(NodeRef node) const
{
    if (const auto set = m_sets.find(node.id()); set != m_sets.end())
        return set->second;
    const auto insertions = m_insertions.find(node.id());
    const bool isFilled = insertions != m_insertions.end() && !insertions->second.empty();
    if (node.isSequence())
        return wishedList(node);
    if (node.isMapping())
        return wishedMap(node);
    if (!isFilled)
        return node.isAlias() ? wishedAlias(node) : toValue(node);
    const Insertion& first = insertions->second.front(); // an empty value becomes what it is given
    const bool entry = !first.key.empty()
        || (std::holds_alternative<NodeRef>(first.what) && std::get<NodeRef>(first.what).key());
    return entry ? wishedMap(node) : wishedList(node);
}

Result<TriedText> TriedEdit::plan() const
{
    m_followed = 0;
    TreeEdit edit(*m_document);
    for (const auto& [id, value] : m_sets) {
        if (m_shared.contains(id))
            edit.setShared(NodeRef(*m_document, id), value.text);
        else
            edit.set(NodeRef(*m_document, id), value);
    }
    for (const auto& [id, style] : m_styles)
        edit.restyle(NodeRef(*m_document, id), style);
    for (const auto& [id, key] : m_keys)
        edit.rename(NodeRef(*m_document, id), key);
    for (const NodeId id : m_removed)
        edit.remove(NodeRef(*m_document, id));
    for (const auto& [id, insertions] : m_insertions) {
        const NodeRef into(*m_document, id);
        for (const Insertion& insertion : insertions) {
            if (const NodeRef* const moved = std::get_if<NodeRef>(&insertion.what))
                edit.move(*moved, into, insertion.before);
            else if (insertion.key.empty())
                edit.insertItem(into, insertion.before, std::get<Value>(insertion.what));
            else
                edit.insertEntry(into, insertion.before, insertion.key,
                                 std::get<Value>(insertion.what));
        }
    }
    Result<text::TextEdits> edits = edit.plan();
    if (!edits)
        return edits.error();
    const text::SourceText& source = m_document->source();
    Result<std::string> after = edits->apply(source.bytes());
    if (!after)
        return after.error();
    Result<text::SourceText> text = text::SourceText::make(*std::move(after), source.name());
    if (!text)
        return text.error();
    auto read = std::make_shared<const Document>(yaml::read(*text));
    const std::vector<NodeRef> before = m_document->roots();
    const std::vector<NodeRef> now = read->roots();
    bool same = read->complete() == m_document->complete() && before.size() == now.size();
    for (std::size_t at = 0; same && at < now.size(); ++at)
        same = wished(before[at]) == toValue(now[at]);
    if (!same)
        return Error{
            "not-as-wished", "the text would not say what is wished; change it by hand", {}};
    return TriedText{*std::move(edits), std::move(read)};
}

} // namespace pw::yaml
