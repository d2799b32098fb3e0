#pragma once
// Wishes about a tree become edits of its text: nothing else moves, comments of others stay.
//
// Knows nothing of policies. What is written takes the style of its neighbours: indentation, block
// or flow, quotes, line ends.

#include "core/base/result.h"
#include "core/text/text_edit.h"
#include "core/yaml/document.h"
#include "core/yaml/value.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace pw::yaml {

/// Collects wishes against one document, then plans them together: several wishes for the same list
/// never stand in each other's way. Indexes count the children as they were read.
///
/// Error codes, when the text cannot be changed in place without harm: `anchor`, `alias`, `tag`,
/// `merge-key`, `duplicate-key`, `complex-key`, `tab-indentation`, `comment-in-the-way`,
/// `line-breaks`, `not-a-collection`, `no-such-node`, `wishes-clash`, `no-place`. The context is
/// the path of the node.
class TreeEdit
{
public:
    explicit TreeEdit(const Document& document) : m_document(&document) { }

    /// Another value in the place of this one. Comments inside a replaced collection go with it.
    void set(NodeRef node, Value value);
    /// As `set`, and anchors inside go, too: nothing outside may refer to them.
    void rewrite(NodeRef node, Value value);
    /// Before the item of that index, or behind the last; in the order of the calls.
    void insertItem(NodeRef sequence, std::size_t before, Value value);
    /// Before the entry of that index, or behind the last.
    void insertEntry(NodeRef mapping, std::size_t before, std::string key, Value value);
    /// An item, or the value of an entry with its key; with the rest of its line and its comment.
    void remove(NodeRef node);

    [[nodiscard]] bool empty() const { return m_collections.empty() && m_sets.empty(); }
    [[nodiscard]] Result<text::TextEdits> plan() const;

    struct Insertion
    {
        std::size_t before = 0;
        std::string key; ///< of an entry
        Value value;
    };
    struct Changes
    {
        std::vector<Insertion> insertions;
        std::vector<bool> removed; ///< by index; shorter when the rest stays
    };

private:
    const Document* m_document;
    std::map<NodeId, Changes> m_collections;
    struct Set
    {
        Value value;
        bool dropsAnchors = false;
    };
    std::map<NodeId, Set> m_sets;
};

} // namespace pw::yaml
