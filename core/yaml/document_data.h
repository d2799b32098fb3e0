#pragma once
// How a Document keeps its nodes. Included by document.cpp and document_builder.cpp alone.
//
// Twenty million nodes must stay far under a gigabyte: a node is 28 bytes, nodes lie in chunks
// (growing a vector would hold everything twice), and no text is copied that stands in the source.

#include "core/yaml/document.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <string_view>
#include <type_traits>
#include <vector>

namespace pw::yaml {

/// Without default values: a fresh chunk is not written twice.
struct Node
{
    NodeId parent;
    std::uint32_t begin;
    std::uint32_t end;
    /// Scalars and aliases: where the value starts (in the source or in the arena) and its length.
    /// Collections: the next sibling and the count of children. A scalar's sibling is the next
    /// node.
    std::uint32_t a;
    std::uint32_t b;
    std::uint32_t index; ///< position among the parent's children
    NodeKind kind;
    ScalarStyle style;
    ScalarType type;
    bool flow : 1;
    bool inArena : 1;
    bool last : 1; ///< of its parent's children
    bool hasExtra : 1; ///< stands in the side table

    [[nodiscard]] bool isCollection() const
    {
        return kind == NodeKind::Sequence || kind == NodeKind::Mapping;
    }
};
static_assert(sizeof(Node) == 28 && std::is_trivial_v<Node>);

/// Anchor and tag of the few nodes that have them, and what an alias stands for. The texts lie in
/// the arena.
struct NodeExtra
{
    NodeId node = noNode;
    NodeId target = noNode;
    std::uint32_t anchor = 0;
    std::uint32_t anchorSize = 0;
    std::uint32_t tag = 0;
    std::uint32_t tagSize = 0;
};

/// Nodes never move. The first chunk is small, because most documents are; the others are huge
/// pages, because touching fresh memory 4 KiB at a time takes longer than reading JSON.
class NodeStore
{
public:
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] const Node& operator[](std::size_t i) const { return *at(i); }
    [[nodiscard]] Node& operator[](std::size_t i) { return *at(i); }

    /// A place with nothing in it yet.
    Node& push()
    {
        if (m_size == m_capacity)
            grow();
        ++m_size;
        return *m_free++;
    }
    void clear()
    {
        m_first.reset();
        m_large.clear();
        m_free = nullptr;
        m_size = m_capacity = 0;
    }

private:
    static constexpr std::size_t firstNodes = 1U << 10U;
    static constexpr std::size_t largeNodes = 1U << 16U;
    static constexpr std::size_t largeBytes = std::size_t{2} << 20U;
    static_assert(largeNodes * sizeof(Node) <= largeBytes);
    struct Free
    {
        void operator()(Node* nodes) const { std::free(nodes); }
    };

    [[nodiscard]] Node* at(std::size_t i) const
    {
        if (i < firstNodes)
            return m_first.get() + i;
        const std::size_t behind = i - firstNodes;
        return m_large[behind / largeNodes].get() + behind % largeNodes;
    }
    void grow();

    std::unique_ptr<Node, Free> m_first;
    std::vector<std::unique_ptr<Node, Free>> m_large;
    Node* m_free = nullptr; ///< the next place in the chunk that is being filled
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

/// Texts that do not stand in the source as they are: unescaped, unfolded, tags.
class Arena
{
public:
    [[nodiscard]] std::string_view get(std::uint32_t at, std::uint32_t size) const
    {
        return {m_chunks[at / chunkSize].get() + at % chunkSize, size};
    }
    std::uint32_t add(std::string_view text)
    {
        if (m_chunks.empty() || text.size() > chunkSize - m_used) {
            // A text longer than a chunk takes several numbers and one block.
            const std::size_t slots
                = std::max<std::size_t>(1, (text.size() + chunkSize - 1) / chunkSize);
            m_first = m_chunks.size();
            m_chunks.push_back(std::make_unique_for_overwrite<char[]>(slots * chunkSize)); // NOLINT
            for (std::size_t i = 1; i < slots; ++i)
                m_chunks.emplace_back();
            m_used = 0;
        }
        const std::size_t at = m_used;
        if (!text.empty())
            std::memcpy(m_chunks[m_first].get() + at, text.data(), text.size());
        m_used = std::min(m_used + text.size(), chunkSize);
        return static_cast<std::uint32_t>(m_first * chunkSize + at);
    }

private:
    static constexpr std::size_t chunkSize = 1U << 16U;
    std::vector<std::unique_ptr<char[]>> m_chunks; // NOLINT raw bytes, never resized
    std::size_t m_first = 0; ///< the chunk that is being filled
    std::size_t m_used = chunkSize;
};

struct Document::Data
{
    text::SourceText source;
    std::string_view bytes; ///< of the source
    Format format = Format::Yaml;
    NodeStore nodes;
    Arena arena;
    std::vector<NodeExtra> extras; ///< sorted by node
    std::vector<NodeId> roots;
    std::vector<text::Diagnostic> problems;
    bool complete = true;
    std::once_flag linesAsked;
    std::shared_ptr<const TreeLines> lines; ///< made when they are first asked for

    /// Of a scalar or alias.
    [[nodiscard]] std::string_view text(const Node& node) const
    {
        return node.inArena ? arena.get(node.a, node.b) : bytes.substr(node.a, node.b);
    }
    [[nodiscard]] const NodeExtra* extra(NodeId id) const
    {
        const auto at = std::lower_bound(
            extras.begin(), extras.end(), id,
            [](const NodeExtra& extra, NodeId wanted) { return extra.node < wanted; });
        return at != extras.end() && at->node == id ? &*at : nullptr;
    }
};

} // namespace pw::yaml
