#include "core/yaml/tree_obstacles.h"

#include <algorithm>

namespace pw::yaml {
namespace {

Error refusal(std::string code, std::string message, NodeRef node)
{
    return Error{std::move(code), std::move(message), node.path()};
}

/// Calls `use` with every node that has an anchor.
template <typename Use> void eachAnchor(NodeRef node, const Use& use)
{
    if (!node.anchor().empty())
        use(node);
    for (const NodeRef item : node.items())
        eachAnchor(item, use);
    for (const auto& [key, value] : node.entries()) {
        eachAnchor(key, use);
        eachAnchor(value, use);
    }
}

} // namespace

bool TreeObstacles::isReferredTo(NodeRef node, NodeRef except)
{
    if (!m_aliases) {
        m_aliases.emplace();
        for (std::size_t i = 0; i < m_document.nodeCount(); ++i) {
            const NodeRef at(m_document, NodeId{static_cast<std::uint32_t>(i)});
            if (at.isAlias())
                m_aliases->push_back(at);
        }
    }
    return std::ranges::any_of(*m_aliases, [&](NodeRef alias) {
        return alias.aliasTarget() == node && !(except && except.span().contains(alias.span()));
    });
}

std::optional<Error> TreeObstacles::around(NodeRef node)
{
    for (NodeRef up = node; up; up = up.parent()) {
        if (!up.anchor().empty() && isReferredTo(up, {}))
            return refusal("anchor",
                           "the place has an anchor (&" + std::string(up.anchor())
                               + ") that is referred to",
                           up);
    }
    if (node.isAlias())
        return refusal("alias", "an alias (*" + std::string(node.value()) + ") stands there", node);
    return std::nullopt;
}

std::optional<Error> TreeObstacles::inside(NodeRef node)
{
    std::optional<Error> out;
    eachAnchor(node, [&](NodeRef at) {
        if (!out && isReferredTo(at, node))
            out = refusal("anchor",
                          "an anchor (&" + std::string(at.anchor())
                              + ") that is referred to stands in it",
                          at);
    });
    return out;
}

} // namespace pw::yaml
