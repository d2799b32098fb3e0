#pragma once
// The edits of one collection at a time: what goes out and comes in between two children that stay
// is one slot. Used by tree_edit.cpp alone.

#include "core/yaml/tree_edit.h"
#include "core/yaml/tree_lines.h"
#include "core/yaml/tree_style.h"

#include <map>
#include <optional>
#include <vector>

namespace pw::yaml {

class TreeSlots
{
public:
    TreeSlots(const Document& document, const TreeLines& lines);

    /// An error when there is no way without harm.
    [[nodiscard]] std::optional<Error> set(NodeRef node, const Value& value,
                                           TreeStyle style = TreeStyle::Like);
    [[nodiscard]] bool hasCommentsInside(NodeRef node) const;
    /// Of a collection that has children.
    [[nodiscard]] std::optional<Error> change(NodeRef node, const TreeEdit::Changes& changes);
    /// A collection without children gets some that are written elsewhere.
    [[nodiscard]] std::optional<Error> fill(NodeRef node,
                                            const std::vector<TreeEdit::Insertion>& insertions);
    /// The key of the value becomes another one.
    [[nodiscard]] std::optional<Error> rename(NodeRef value, const std::string& key);

    /// Another text in the place of a scalar's, whose anchor stays. `node` is what is changed.
    [[nodiscard]] std::optional<Error> writeOver(NodeRef scalar, const std::string& content,
                                                 NodeRef node);

    [[nodiscard]] std::vector<TreeLines::Edit> takeEdits() { return std::move(m_edits); }

private:
    /// From the dash or key to the end of the value.
    struct Child
    {
        NodeRef node;
        text::ByteOffset begin = 0;
        text::ByteOffset end = 0;
        text::Span block = {}; ///< with its comments; of childOf alone
    };
    using Problem = std::optional<Error>;
    using Insertions = std::vector<const TreeEdit::Insertion*>;
    /// Between two children that stay; indexes of children, `count` for none.
    struct Slot
    {
        std::size_t removedFrom = 0; ///< also the child behind, when nothing is removed
        std::size_t removedTo = 0;
        Insertions insertions;
    };

    Problem changeBlock(NodeRef node, const std::vector<Child>& children,
                        const std::vector<Slot>& slots);
    Problem blockSlot(NodeRef node, const std::vector<Child>& children, const Slot& slot,
                      std::size_t column);
    Problem firstInLine(NodeRef node, const std::vector<Child>& children, const Slot& slot,
                        std::size_t column, std::string added);
    Problem emptied(NodeRef node, const std::vector<Child>& children, std::size_t column);
    Problem changeFlow(NodeRef node, const std::vector<Child>& children,
                       const std::vector<Slot>& slots);
    Problem flowSlot(NodeRef node, const std::vector<Child>& children, const Slot& slot);
    Problem flowSlotWithComments(NodeRef node, const std::vector<Child>& children,
                                 const Slot& slot);
    void removeBesideComments(NodeRef node, const Child& child);
    void addBesideComments(NodeRef node, const std::vector<Child>& children, std::size_t before,
                           const std::vector<std::string>& texts);
    Problem setInFlow(NodeRef node, const Value& value, TreeStyle written);
    Problem setEntry(NodeRef node, const Value& value, TreeStyle written);
    Problem setItem(NodeRef node, const Value& value, TreeStyle written);

    [[nodiscard]] std::vector<Child> blockChildren(NodeRef node, Problem& problem) const;
    [[nodiscard]] std::vector<Child> flowChildren(NodeRef node) const;
    [[nodiscard]] bool gapsHaveComments(NodeRef node, const std::vector<Child>& children,
                                        std::size_t from, std::size_t to) const;
    /// Lines of the insertions, each with its line end.
    [[nodiscard]] Result<std::string> blockLines(NodeRef node, const Insertions& insertions,
                                                 std::size_t column);
    /// Comments that go with an entry or item: above it, in it and behind it.
    [[nodiscard]] std::vector<std::string> commentsOf(NodeRef node) const;
    [[nodiscard]] Child childOf(NodeRef node, std::size_t& column) const;
    /// It stands behind a key or dash of its own line, not between brackets.
    [[nodiscard]] bool isInBlock(NodeRef node) const;
    Problem fillInFlow(NodeRef node, const std::vector<TreeEdit::Insertion>& insertions);
    /// The lines that go with a child between brackets, or its own bytes where it shares a line.
    [[nodiscard]] std::string flowIndentation(NodeRef node) const;
    [[nodiscard]] text::Span flowBlockOf(NodeRef node, const Child& child) const;
    /// Lines of an entry or item as they stand elsewhere, at that column.
    [[nodiscard]] std::string movedLines(NodeRef moved, std::size_t column) const;
    /// What an entry or item has of its own: comments above it, its lines, those below.
    [[nodiscard]] text::Span blockOf(const Child& child, std::size_t column,
                                     text::ByteOffset floor) const;
    /// Nothing above that belongs to the child at that index.
    [[nodiscard]] text::ByteOffset floorOf(NodeRef node, const std::vector<Child>& children,
                                           std::size_t index, std::size_t column) const;
    [[nodiscard]] std::string headComment(NodeRef node) const; ///< with a blank before it
    /// Behind the anchor and the tag of a node; 0 when it has none.
    [[nodiscard]] text::ByteOffset propertiesEnd(NodeRef node) const;
    [[nodiscard]] const YamlStyle& styleOf(NodeRef node);
    [[nodiscard]] std::string flowText(NodeRef node, const TreeEdit::Insertion& insertion,
                                       NodeRef model, std::string_view lead);
    [[nodiscard]] text::ByteOffset colonEnd(NodeRef value) const; ///< 0 when there is none
    void add(text::Span span, std::string text, NodeRef node);

    const Document& m_document;
    const TreeLines& m_lines;
    JsonStyle m_json;
    std::map<NodeId, YamlStyle> m_styles; ///< around the nodes that were changed so far
    std::vector<TreeLines::Edit> m_edits;
};

} // namespace pw::yaml
