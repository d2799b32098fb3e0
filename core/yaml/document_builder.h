#pragma once
// Puts a Document together while a reader walks over the text. Iterative: depth costs no stack.

#include "core/yaml/document.h"

#include <array>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pw::yaml {

/// Everything a reader knows of a scalar.
struct ScalarFacts
{
    text::Span span;
    std::string_view value; ///< with quotes and escapes taken off
    ScalarStyle style = ScalarStyle::Plain;
    ScalarType type = ScalarType::String;
    text::ByteOffset contentBegin
        = 0; ///< where the value stands in the source if it does so as it is
    bool flow = false;
    /// The value is known to stand at `contentBegin`; else the two are compared.
    bool verbatim = false;
};

struct Node;

class DocumentBuilder
{
public:
    DocumentBuilder(const text::SourceText& source, Format format);
    ~DocumentBuilder();
    DocumentBuilder(const DocumentBuilder&) = delete;
    DocumentBuilder& operator=(const DocumentBuilder&) = delete;

    NodeId scalar(const ScalarFacts& facts);
    NodeId alias(text::Span span, std::string_view name);
    /// Opens a collection; what is added until `close` lies in it.
    NodeId open(NodeKind kind, text::ByteOffset begin, bool flow);
    /// Closes the innermost collection at a known end.
    void close(text::ByteOffset end);
    /// Closes it where its last child ends, or at `whenEmpty`; never before its own begin.
    void closeAtLastChild(text::ByteOffset whenEmpty);
    /// Closes whatever is open, as far as it came. A key without a value gets an empty one.
    void closeAll();
    void setAnchorAndTag(NodeId node, std::string_view anchor, std::string_view tag);

    [[nodiscard]] std::size_t depth() const { return m_open.size(); }
    [[nodiscard]] std::size_t nodeCount() const { return m_nodeCount; }
    /// True when the next node becomes the value of an entry.
    [[nodiscard]] bool awaitsValue() const;
    /// The end of the last finished child of the innermost collection, or its begin.
    [[nodiscard]] text::ByteOffset lastEnd() const;
    [[nodiscard]] text::Span innermostSpan() const;
    [[nodiscard]] NodeKind innermostKind() const;

    void setFormat(Format format);
    void setIncomplete();
    void clearTree();

    /// Looks at the tree for duplicate keys, anchors and the like, adds `problems` to what it
    /// finds.
    [[nodiscard]] Document finish(std::vector<text::Diagnostic> problems);

private:
    struct Open
    {
        NodeId id = noNode;
        Node* node = nullptr;
        Node* lastChild = nullptr;
        /// One bit for each key seen, by its hash: a bit that is set twice may be a duplicate.
        std::array<std::uint64_t, 4> keys{};
        bool suspect = false;
    };
    Node& add(NodeKind kind, text::Span span, bool flow);
    [[nodiscard]] NodeId lastId() const;
    void noteKey(Open& mapping, std::string_view key);

    std::unique_ptr<Document::Data> m_data;
    std::size_t m_nodeCount = 0;
    std::vector<Open> m_open;
    std::unordered_map<std::string_view, NodeId> m_anchors; // of this YAML document, in the arena
    std::vector<NodeId> m_suspects; // nodes that treeProblems must look at
};

} // namespace pw::yaml
