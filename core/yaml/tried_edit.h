#pragma once
// Wishes about a tree that are tried before anybody sees their edits: planned, applied to a copy,
// read again, and compared with what was wished.

#include "core/base/result.h"
#include "core/text/text_edit.h"
#include "core/yaml/document.h"
#include "core/yaml/tree_edit.h"
#include "core/yaml/value.h"

#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace pw::yaml {

/// Behind the last item or entry.
inline constexpr std::size_t atEnd = static_cast<std::size_t>(-1);

struct TriedText
{
    text::TextEdits edits; ///< none when the text says so already
    std::shared_ptr<const Document> document; ///< of the text after them
};

/// Indexes count the children as they were read. Nodes may be wished away and moved in one go;
/// what the wishes contradict each other in is refused.
class TriedEdit
{
public:
    explicit TriedEdit(const Document& document) : m_document(&document) { }

    void set(NodeRef node, Value value);
    /// Another text in the place of a scalar's: it keeps its anchor, and aliases follow.
    void setShared(NodeRef scalar, std::string content);
    void insertItem(NodeRef sequence, std::size_t before, Value value);
    void insertEntry(NodeRef mapping, std::size_t before, std::string key, Value value);
    /// An item, or the value of an entry with its key.
    void remove(NodeRef node);
    /// An item, or the value of an entry with its key, into that list or mapping.
    void move(NodeRef node, NodeRef into, std::size_t before);
    /// The same value, written in another way.
    void restyle(NodeRef node, TreeStyle style);
    /// The value of an entry gets another key.
    void rename(NodeRef value, std::string key);

    [[nodiscard]] bool empty() const { return m_touched.empty(); }
    /// What the node would be afterwards.
    [[nodiscard]] Value wished(NodeRef node) const;
    /// Error codes: those of TreeEdit, `not-as-wished` (the text would mean something else).
    [[nodiscard]] Result<TriedText> plan() const;

private:
    struct Insertion
    {
        std::size_t before = 0;
        std::string key; ///< of a new entry
        std::variant<Value, NodeRef> what; ///< a new value, or a node from elsewhere
    };
    [[nodiscard]] Value wishedList(NodeRef node) const;
    [[nodiscard]] Value wishedMap(NodeRef node) const;
    [[nodiscard]] Value wishedAlias(NodeRef alias) const;
    [[nodiscard]] Value wishedOf(const Insertion& insertion) const;
    /// Those in front of the child of that index, in the order of the calls.
    template <typename Use>
    void eachInsertion(NodeRef node, std::size_t child, bool last, const Use& use) const;
    [[nodiscard]] std::string keyOf(NodeRef value) const;

    const Document* m_document;
    std::map<NodeId, Value> m_sets;
    std::map<NodeId, std::vector<Insertion>> m_insertions;
    std::set<NodeId> m_shared; ///< of those that are set
    std::set<NodeId> m_removed;
    std::set<NodeId> m_moved;
    std::map<NodeId, std::string> m_keys;
    std::map<NodeId, TreeStyle> m_styles;
    std::vector<NodeId> m_touched; ///< by a wish
    mutable std::size_t m_followed = 0; ///< aliases of what is changed
};

} // namespace pw::yaml
