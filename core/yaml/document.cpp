#include "core/yaml/document.h"

#include "core/yaml/document_data.h"
#include "core/yaml/scalar_type.h"
#include "core/yaml/tree_lines.h"

#include <algorithm>
#include <sys/mman.h>

#include <new>

namespace pw::yaml {

namespace {

/// The signs of a key that stands in a path as it is.
bool readsBackInPath(std::string_view key)
{
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_' || c == '-';
    };
    return !key.empty() && std::all_of(key.begin(), key.end(), plain);
}

std::string quotedForPath(std::string_view key)
{
    std::string out = "[\"";
    for (const char c : key) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + "\"]";
}

std::size_t number(NodeId id)
{
    return static_cast<std::size_t>(id);
}

} // namespace

void NodeStore::grow()
{
    const bool first = m_capacity == 0;
    void* memory = first ? std::malloc(firstNodes * sizeof(Node)) // NOLINT owned by unique_ptr
                         : std::aligned_alloc(largeBytes, largeBytes);
    if (memory == nullptr)
        throw std::bad_alloc();
    m_free = static_cast<Node*>(memory);
    if (first) {
        m_first.reset(m_free);
        m_capacity = firstNodes;
        return;
    }
    m_large.emplace_back(m_free);
    madvise(memory, largeBytes, MADV_HUGEPAGE); // a wish: small pages do as well
    m_capacity += largeNodes;
}

Document::Document(std::unique_ptr<Data> data) : m_data(std::move(data)) { }
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

const text::SourceText& Document::source() const
{
    return m_data->source;
}

Format Document::format() const
{
    return m_data->format;
}

std::vector<NodeRef> Document::roots() const
{
    std::vector<NodeRef> out;
    out.reserve(m_data->roots.size());
    for (const NodeId id : m_data->roots)
        out.emplace_back(*this, id);
    return out;
}

std::size_t Document::nodeCount() const
{
    return m_data->nodes.size();
}

const std::vector<text::Diagnostic>& Document::problems() const
{
    return m_data->problems;
}

const TreeLines& Document::lines() const
{
    std::call_once(m_data->linesAsked,
                   [this] { m_data->lines = std::make_shared<const TreeLines>(*this); });
    return *m_data->lines;
}

bool Document::complete() const
{
    return m_data->complete;
}

NodeKind NodeRef::kind() const
{
    return *this ? m_document->m_data->nodes[number(m_id)].kind : NodeKind::Scalar;
}

bool NodeRef::isFlow() const
{
    return *this && m_document->m_data->nodes[number(m_id)].flow;
}

std::string_view NodeRef::value() const
{
    if (!*this)
        return {};
    const Document::Data& data = *m_document->m_data;
    const Node& node = data.nodes[number(m_id)];
    if (node.isCollection())
        return {};
    return data.text(node);
}

ScalarStyle NodeRef::style() const
{
    return *this ? m_document->m_data->nodes[number(m_id)].style : ScalarStyle::Plain;
}

ScalarType NodeRef::scalarType() const
{
    return *this ? m_document->m_data->nodes[number(m_id)].type : ScalarType::Null;
}

std::string_view NodeRef::anchor() const
{
    if (!*this || !m_document->m_data->nodes[number(m_id)].hasExtra)
        return {};
    const Document::Data& data = *m_document->m_data;
    const NodeExtra* extra = data.extra(m_id);
    return data.arena.get(extra->anchor, extra->anchorSize);
}

std::string_view NodeRef::tag() const
{
    if (!*this || !m_document->m_data->nodes[number(m_id)].hasExtra)
        return {};
    const Document::Data& data = *m_document->m_data;
    const NodeExtra* extra = data.extra(m_id);
    return data.arena.get(extra->tag, extra->tagSize);
}

NodeRef NodeRef::aliasTarget() const
{
    if (!isAlias())
        return {};
    const NodeExtra* extra = m_document->m_data->extra(m_id);
    return extra == nullptr || extra->target == noNode ? NodeRef()
                                                       : NodeRef(*m_document, extra->target);
}

text::Span NodeRef::span() const
{
    if (!*this)
        return {};
    const Node& node = m_document->m_data->nodes[number(m_id)];
    return {node.begin, node.end};
}

text::Span NodeRef::entrySpan() const
{
    const NodeRef entryKey = key();
    return entryKey ? text::hull(entryKey.span(), span()) : span();
}

NodeRef NodeRef::parent() const
{
    if (!*this)
        return {};
    const NodeId up = m_document->m_data->nodes[number(m_id)].parent;
    return up == noNode ? NodeRef() : NodeRef(*m_document, up);
}

NodeRef NodeRef::key() const
{
    const NodeRef up = parent();
    if (!up.isMapping())
        return {};
    const NodeStore& nodes = m_document->m_data->nodes;
    if (nodes[number(m_id)].index % 2 == 0)
        return {};
    // The node before the value belongs to the key: it is the key unless the key is a collection.
    std::size_t at = number(m_id) - 1;
    while (nodes[at].parent != up.m_id)
        at = number(nodes[at].parent);
    return {*m_document, static_cast<NodeId>(at)};
}

std::size_t NodeRef::size() const
{
    if (!*this)
        return 0;
    const Node& node = m_document->m_data->nodes[number(m_id)];
    if (!node.isCollection())
        return 0;
    return node.kind == NodeKind::Mapping ? node.b / 2 : node.b;
}

NodeId NodeRef::firstChild() const
{
    if (!*this)
        return noNode;
    const Node& node = m_document->m_data->nodes[number(m_id)];
    return node.isCollection() && node.b > 0 ? static_cast<NodeId>(number(m_id) + 1) : noNode;
}

NodeId NodeRef::nextSibling() const
{
    if (!*this)
        return noNode;
    const Node& node = m_document->m_data->nodes[number(m_id)];
    if (node.last)
        return noNode;
    return static_cast<NodeId>(node.isCollection() ? node.a : number(m_id) + 1);
}

NodeRef::ItemRange NodeRef::items() const
{
    const NodeId first = isSequence() ? firstChild() : noNode;
    return ItemRange(first == noNode ? NodeRef() : NodeRef(*m_document, first));
}

NodeRef::EntryRange NodeRef::entries() const
{
    const NodeId first = isMapping() ? firstChild() : noNode;
    return EntryRange(first == noNode ? NodeRef() : NodeRef(*m_document, first));
}

// Asked more than anything else, so it looks at the nodes themselves.
NodeRef NodeRef::find(std::string_view key) const
{
    if (!isMapping())
        return {};
    const Document::Data& data = *m_document->m_data;
    const auto behind = [&](std::size_t at) {
        const Node& node = data.nodes[at];
        return node.isCollection() ? std::size_t{node.a} : at + 1;
    };
    std::size_t found = number(noNode);
    for (std::size_t at = number(firstChild()); at != number(noNode);) {
        const Node& candidate = data.nodes[at];
        const std::size_t value = behind(at);
        if (candidate.kind == NodeKind::Scalar && candidate.b == key.size()
            && data.text(candidate) == key)
            found = value;
        at = data.nodes[value].last ? number(noNode) : behind(value);
    }
    return found == number(noNode) ? NodeRef() : NodeRef(*m_document, static_cast<NodeId>(found));
}

std::string NodeRef::path() const
{
    std::vector<NodeRef> steps;
    for (NodeRef at = *this; at; at = at.parent())
        steps.push_back(at);
    std::reverse(steps.begin(), steps.end());
    std::string out;
    for (const NodeRef& step : steps) {
        const NodeRef up = step.parent();
        if (up.isSequence()) {
            const NodeStore& nodes = m_document->m_data->nodes;
            out += '[';
            out += std::to_string(nodes[number(step.m_id)].index);
            out += ']';
        } else if (up.isMapping()) {
            const NodeRef entryKey = step.key();
            const std::string_view name = entryKey ? entryKey.value() : step.value();
            if (!readsBackInPath(name)) {
                out += quotedForPath(name);
            } else {
                if (!out.empty())
                    out += '.';
                out += name;
            }
        }
    }
    return out;
}

NodeRef::ItemRange::Iterator& NodeRef::ItemRange::Iterator::operator++()
{
    const NodeId next = m_at.nextSibling();
    m_at = next == noNode ? NodeRef() : NodeRef(*m_at.m_document, next);
    return *this;
}

NodeRef::Entry NodeRef::EntryRange::Iterator::operator*() const
{
    return {m_key, NodeRef(*m_key.m_document, m_key.nextSibling())};
}

NodeRef::EntryRange::Iterator& NodeRef::EntryRange::Iterator::operator++()
{
    const NodeRef value(*m_key.m_document, m_key.nextSibling());
    const NodeId next = value.nextSibling();
    m_key = next == noNode ? NodeRef() : NodeRef(*m_key.m_document, next);
    return *this;
}

} // namespace pw::yaml
