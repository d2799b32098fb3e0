#pragma once
// The edits of one collection at a time: what goes out and comes in between two children that stay
// is one slot. Used by tree_edit.cpp alone.

#include "core/yaml/tree_edit.h"
#include "core/yaml/tree_lines.h"
#include "core/yaml/tree_style.h"

#include <optional>
#include <vector>

namespace pw::yaml {

class TreeSlots
{
public:
    TreeSlots(const Document& document, const TreeLines& lines);

    /// An error when there is no way without harm.
    [[nodiscard]] std::optional<Error> set(NodeRef node, const Value& value);
    /// Of a collection that has children.
    [[nodiscard]] std::optional<Error> change(NodeRef node, const TreeEdit::Changes& changes);

    [[nodiscard]] std::vector<TreeLines::Edit> takeEdits() { return std::move(m_edits); }

private:
    /// From the dash or key to the end of the value.
    struct Child
    {
        NodeRef node;
        text::ByteOffset begin = 0;
        text::ByteOffset end = 0;
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
    Problem emptied(NodeRef node, const std::vector<Child>& children, std::size_t column);
    Problem changeFlow(NodeRef node, const std::vector<Child>& children,
                       const std::vector<Slot>& slots);
    Problem flowSlot(NodeRef node, const std::vector<Child>& children, const Slot& slot);
    Problem setInFlow(NodeRef node, const Value& value);
    Problem setEntry(NodeRef node, const Value& value);
    Problem setItem(NodeRef node, const Value& value);

    [[nodiscard]] std::vector<Child> blockChildren(NodeRef node, Problem& problem) const;
    [[nodiscard]] std::vector<Child> flowChildren(NodeRef node) const;
    [[nodiscard]] bool gapsHaveComments(NodeRef node, const std::vector<Child>& children,
                                        std::size_t from, std::size_t to) const;
    /// Lines of the insertions, each with its line end.
    [[nodiscard]] std::string blockLines(NodeRef node, const Insertions& insertions,
                                         std::size_t column) const;
    [[nodiscard]] std::string flowText(NodeRef node, const TreeEdit::Insertion& insertion,
                                       NodeRef model, std::string_view lead) const;
    [[nodiscard]] text::ByteOffset colonEnd(NodeRef value) const; ///< 0 when there is none
    void add(text::Span span, std::string text, NodeRef node);

    const Document& m_document;
    const TreeLines& m_lines;
    JsonStyle m_json;
    std::vector<TreeLines::Edit> m_edits;
};

} // namespace pw::yaml
