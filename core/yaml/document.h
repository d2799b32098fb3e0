#pragma once
// An ordered tree over one text: every node knows its bytes, nothing is resolved or dropped.
//
// Aliases, duplicate keys and merge keys stand in the tree as they are written, so that they can be
// reported and fixed. Nodes lie in one block in the order of the text; a NodeRef is a cheap handle.

#include "core/text/diagnostic.h"
#include "core/text/source_text.h"

#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pw::yaml {

enum class NodeKind : std::uint8_t { Scalar, Sequence, Mapping, Alias };
enum class ScalarStyle : std::uint8_t { Plain, SingleQuoted, DoubleQuoted, Literal, Folded };

/// What a scalar means to a YAML 1.1 reader (PyYAML, which spyctl uses), or to a JSON reader.
enum class ScalarType : std::uint8_t { Null, Bool, Int, Float, Timestamp, String };

enum class Format : std::uint8_t { Yaml, Json, NdJson };

enum class NodeId : std::uint32_t {};
inline constexpr NodeId noNode{0xffffffffU};

class Document;
class DocumentBuilder;
class TreeLines;

/// A handle on one node. Valid as long as the Document lives; a default one points nowhere and
/// answers every question with "nothing".
class NodeRef
{
public:
    struct Entry;
    class ItemRange;
    class EntryRange;

    NodeRef() = default;
    NodeRef(const Document& document, NodeId id) : m_document(&document), m_id(id) { }

    explicit operator bool() const { return m_document != nullptr && m_id != noNode; }
    [[nodiscard]] NodeId id() const { return m_id; }
    [[nodiscard]] const Document* document() const { return m_document; }

    [[nodiscard]] NodeKind kind() const;
    [[nodiscard]] bool isScalar() const { return *this && kind() == NodeKind::Scalar; }
    [[nodiscard]] bool isSequence() const { return *this && kind() == NodeKind::Sequence; }
    [[nodiscard]] bool isMapping() const { return *this && kind() == NodeKind::Mapping; }
    [[nodiscard]] bool isAlias() const { return *this && kind() == NodeKind::Alias; }
    [[nodiscard]] bool isNull() const { return isScalar() && scalarType() == ScalarType::Null; }
    [[nodiscard]] bool isString() const { return isScalar() && scalarType() == ScalarType::String; }
    [[nodiscard]] bool isNumber() const
    {
        return isScalar() && (scalarType() == ScalarType::Int || scalarType() == ScalarType::Float);
    }
    /// `[a]` and `{a: b}`, and everything in JSON.
    [[nodiscard]] bool isFlow() const;

    /// The scalar with quotes and escapes taken off; the name of an alias; empty for collections.
    [[nodiscard]] std::string_view value() const;
    [[nodiscard]] ScalarStyle style() const;
    [[nodiscard]] ScalarType scalarType() const;
    [[nodiscard]] std::string_view anchor() const; ///< without the `&`; empty when there is none
    [[nodiscard]] std::string_view tag() const; ///< as resolved by the parser; empty for none
    /// What an alias stands for; nothing for others and when no anchor before it has its name.
    [[nodiscard]] NodeRef aliasTarget() const;

    /// Bytes of the node, its anchor and tag included. A block collection goes from its first key
    /// or dash to the end of its last child; a block scalar ends with its last line that is not
    /// blank; a missing value is a point behind its colon or dash.
    [[nodiscard]] text::Span span() const;
    /// For the value of a mapping entry: from its key to its own end. Else `span()`.
    [[nodiscard]] text::Span entrySpan() const;

    [[nodiscard]] NodeRef parent() const;
    /// The key of a mapping entry's value; nothing for keys, items and roots.
    [[nodiscard]] NodeRef key() const;
    /// Entries of a mapping or items of a sequence.
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] ItemRange items() const; ///< of a sequence; empty for others
    [[nodiscard]] EntryRange entries() const; ///< of a mapping; empty for others
    /// The value under a scalar key; of duplicates the last, as PyYAML has it.
    [[nodiscard]] NodeRef find(std::string_view key) const;

    /// `spec.networkPolicy.ingress[0].from[1].ipBlock.cidr`; a key that would not read back is
    /// quoted: `matchLabels["a.b/c"]`. Counted from the root of its own YAML document.
    [[nodiscard]] std::string path() const;

    bool operator==(const NodeRef&) const = default;

private:
    friend class ItemRange;
    friend class EntryRange;
    [[nodiscard]] NodeId firstChild() const;
    [[nodiscard]] NodeId nextSibling() const;

    const Document* m_document = nullptr;
    NodeId m_id = noNode;
};

struct NodeRef::Entry
{
    NodeRef key;
    NodeRef value;
};

class NodeRef::ItemRange
{
public:
    class Iterator
    {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = NodeRef;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = NodeRef;
        explicit Iterator(NodeRef at) : m_at(at) { }
        NodeRef operator*() const { return m_at; }
        Iterator& operator++();
        bool operator==(const Iterator& other) const { return m_at.m_id == other.m_at.m_id; }

    private:
        NodeRef m_at;
    };
    explicit ItemRange(NodeRef first) : m_first(first) { }
    [[nodiscard]] Iterator begin() const { return Iterator(m_first); }
    [[nodiscard]] Iterator end() const { return Iterator(NodeRef()); }

private:
    NodeRef m_first;
};

class NodeRef::EntryRange
{
public:
    class Iterator
    {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Entry;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = Entry;
        explicit Iterator(NodeRef key) : m_key(key) { }
        Entry operator*() const;
        Iterator& operator++();
        bool operator==(const Iterator& other) const { return m_key.m_id == other.m_key.m_id; }

    private:
        NodeRef m_key;
    };
    explicit EntryRange(NodeRef firstKey) : m_first(firstKey) { }
    [[nodiscard]] Iterator begin() const { return Iterator(m_first); }
    [[nodiscard]] Iterator end() const { return Iterator(NodeRef()); }

private:
    NodeRef m_first;
};

/// One text, read. Immutable once a reader has made it; may be shared between threads.
class Document
{
public:
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;
    ~Document();

    [[nodiscard]] const text::SourceText& source() const;
    [[nodiscard]] Format format() const;
    /// One for each YAML document (`---`), JSON value or NDJSON line, in order.
    [[nodiscard]] std::vector<NodeRef> roots() const;
    [[nodiscard]] std::size_t nodeCount() const;
    /// What the reader found wrong, sorted by place. With a syntax error the tree holds what
    /// stands before it.
    [[nodiscard]] const std::vector<text::Diagnostic>& problems() const;
    /// False when reading stopped before the end of the text.
    [[nodiscard]] bool complete() const;
    /// Lines and gaps, made when they are first asked for: planning a change of a long text takes
    /// no longer than one of a short text.
    [[nodiscard]] const TreeLines& lines() const;

private:
    friend class NodeRef;
    friend class DocumentBuilder;
    struct Data;
    explicit Document(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

} // namespace pw::yaml
