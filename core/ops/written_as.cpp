#include "core/ops/written_as.h"

#include "core/yaml/tree_edit.h"

#include <algorithm>

namespace pw::ops {
namespace {

using yaml::Value;

/// Both have the same `id`, or else the same `name`.
bool isNamesake(const Value& a, const Value& b)
{
    for (const std::string_view key : {"id", "name"}) {
        const Value* const one = a.find(key);
        const Value* const other = b.find(key);
        if (one != nullptr && other != nullptr)
            return *one == *other;
    }
    return false;
}

/// The item of the list that is most like the one at that place of another list.
const Value* counterpart(const Value& item, std::size_t place, const Value& list)
{
    const auto same = std::ranges::find_if(
        list.items, [&item](const Value& other) { return isNamesake(item, other); });
    if (same != list.items.end())
        return &*same;
    if (list.items.empty())
        return nullptr;
    return &list.items[std::min(place, list.items.size() - 1)];
}

class Rewriter
{
public:
    explicit Rewriter(const yaml::Document& document) : m_edit(document) { }

    void rewrite(yaml::NodeRef node, const Value& wanted)
    {
        const Value there = yaml::toValue(node);
        if (there == wanted)
            return;
        if (node.isMapping() && wanted.kind == Value::Kind::Map)
            rewriteEntries(node, wanted);
        else if (node.isSequence() && wanted.kind == Value::Kind::List && node.size() > 0)
            rewriteItems(node, there, wanted);
        else
            m_edit.set(node, wanted);
    }

    [[nodiscard]] Result<text::TextEdits> plan() const { return m_edit.plan(); }

private:
    void rewriteEntries(yaml::NodeRef node, const Value& wanted)
    {
        for (const auto& [key, value] : node.entries()) {
            if (const Value* const other = wanted.find(key.value()))
                rewrite(value, *other);
            else
                m_edit.remove(value);
        }
        for (const auto& [key, value] : wanted.entries) {
            if (!node.find(key))
                m_edit.insertEntry(node, node.size(), key, value);
        }
    }

    void rewriteItems(yaml::NodeRef node, const Value& there, const Value& wanted)
    {
        std::vector<const Value*> left;
        for (const Value& item : wanted.items)
            left.push_back(&item);
        std::vector<const Value*> partners(there.items.size(), nullptr);
        const auto pair = [&](auto fits) {
            for (std::size_t i = 0; i < partners.size(); ++i) {
                if (partners[i] != nullptr)
                    continue;
                const auto found = std::ranges::find_if(
                    left, [&](const Value* other) { return fits(there.items[i], *other); });
                if (found == left.end())
                    continue;
                partners[i] = *found;
                left.erase(found);
            }
        };
        pair([](const Value& a, const Value& b) { return a == b; });
        pair(isNamesake);
        // Rules and actions have no names: what is left is the same in its order.
        pair([](const Value& a, const Value& b) {
            return a.kind == Value::Kind::Map && b.kind == Value::Kind::Map
                && a.find("name") == nullptr && b.find("name") == nullptr;
        });
        std::size_t i = 0;
        for (const yaml::NodeRef item : node.items()) {
            if (partners[i] != nullptr)
                rewrite(item, *partners[i]);
            else
                m_edit.remove(item);
            ++i;
        }
        for (const Value* const item : left)
            m_edit.insertItem(node, node.size(), *item);
    }

    yaml::TreeEdit m_edit;
};

} // namespace

std::optional<std::string> writtenAs(yaml::NodeRef root, const Value& value)
{
    if (!root)
        return std::nullopt;
    Rewriter rewriter(*root.document());
    rewriter.rewrite(root, value);
    const Result<text::TextEdits> edits = rewriter.plan();
    if (!edits)
        return std::nullopt;
    const Result<std::string> text = edits->apply(root.document()->source().bytes());
    return text ? std::optional(*text) : std::nullopt;
}

Value inOrderOf(const Value& value, const Value& like)
{
    Value out = value;
    for (std::size_t i = 0; i < out.items.size(); ++i) {
        if (const Value* const other = counterpart(value.items[i], i, like))
            out.items[i] = inOrderOf(value.items[i], *other);
    }
    const auto rank = [&like](const std::string& key) {
        const auto found
            = std::ranges::find(like.entries, key, &std::pair<std::string, Value>::first);
        return found - like.entries.begin();
    };
    std::ranges::stable_sort(out.entries, {}, [&](const auto& entry) { return rank(entry.first); });
    for (auto& [key, below] : out.entries) {
        if (const Value* const other = like.find(key))
            below = inOrderOf(below, *other);
    }
    return out;
}

} // namespace pw::ops
