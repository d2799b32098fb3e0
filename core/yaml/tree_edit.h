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
#include <set>
#include <string>
#include <vector>

namespace pw::yaml {

/// How a value is written.
enum class TreeStyle : std::uint8_t {
    Like, ///< what stood there, or its neighbours
    Block, ///< a line for each entry or item
    Flow, ///< on one line
    Plain, ///< without quotes, where it needs none
    SingleQuoted,
    DoubleQuoted,
};

/// Collects wishes against one document, then plans them together: several wishes for the same list
/// never stand in each other's way. Indexes count the children as they were read.
///
/// A comment directly above an entry and one behind it belong to the entry, as do those below it
/// that are indented deeper; one set off by a blank line stays where it is.
///
/// Error codes, when the text cannot be changed in place without harm: `anchor` (an alias refers to
/// it), `alias`, `duplicate-key`, `complex-key`, `tab-indentation`, `comment-in-the-way`,
/// `line-breaks`, `not-a-collection`, `no-such-node`, `wishes-clash`, `into-itself`, `no-place`.
/// The context is the path of the node.
class TreeEdit
{
public:
    explicit TreeEdit(const Document& document) : m_document(&document) { }

    /// Another value in the place of this one. Comments inside a replaced collection go with it.
    void set(NodeRef node, Value value);
    /// As `set`, and anchors inside go, too: nothing outside may refer to them.
    void rewrite(NodeRef node, Value value);
    /// Another text in the place of a scalar's: it keeps its anchor, and aliases follow.
    void setShared(NodeRef scalar, std::string content);
    /// Before the item of that index, or behind the last; in the order of the calls.
    void insertItem(NodeRef sequence, std::size_t before, Value value);
    /// Before the entry of that index, or behind the last.
    void insertEntry(NodeRef mapping, std::size_t before, std::string key, Value value);
    /// An item, or the value of an entry with its key; with the rest of its line and its comments.
    void remove(NodeRef node);
    /// An item into a list, or the value of an entry with its key into a mapping, the same or
    /// another one. Its comments come along, and it is written as it was.
    void move(NodeRef node, NodeRef into, std::size_t before);
    /// The same value, written in another way. Comments in a collection are in the way of that.
    void restyle(NodeRef node, TreeStyle style);
    /// The value of an entry gets another key, in the quotes of the old one.
    void rename(NodeRef value, std::string key);

    [[nodiscard]] bool empty() const
    {
        return m_collections.empty() && m_sets.empty() && m_keys.empty();
    }
    [[nodiscard]] Result<text::TextEdits> plan() const;

    struct Insertion
    {
        std::size_t before = 0;
        std::string key; ///< of an entry
        Value value;
        NodeRef moved = {}; ///< comes from elsewhere, as it is written there
    };
    struct Changes
    {
        std::vector<Insertion> insertions;
        std::set<NodeId> removed;
    };

private:
    struct Set
    {
        Value value;
        bool dropsAnchors = false;
        TreeStyle style = TreeStyle::Like;
        bool isShared = false;
    };
    class Planner;

    const Document* m_document;
    std::map<NodeId, Changes> m_collections;
    std::map<NodeId, Set> m_sets;
    std::map<NodeId, std::string> m_keys; ///< by the values
};

} // namespace pw::yaml
