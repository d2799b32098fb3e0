#pragma once
// What makes a change of the bytes mean something else elsewhere: anchors that aliases refer to.
// Used by tree_edit.cpp alone.

#include "core/base/error.h"
#include "core/yaml/document.h"

#include <optional>
#include <vector>

namespace pw::yaml {

class TreeObstacles
{
public:
    explicit TreeObstacles(const Document& document) : m_document(document) { }

    /// The node cannot be changed without changing what an alias stands for.
    [[nodiscard]] std::optional<Error> around(NodeRef node);
    /// It cannot go without leaving an alias elsewhere without an anchor.
    [[nodiscard]] std::optional<Error> inside(NodeRef node);

private:
    [[nodiscard]] bool isReferredTo(NodeRef node, NodeRef except);

    const Document& m_document;
    std::optional<std::vector<NodeRef>> m_aliases; ///< of the document; nothing: not looked for yet
};

} // namespace pw::yaml
