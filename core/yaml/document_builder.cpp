#include "core/yaml/document_builder.h"

#include "core/yaml/document_data.h"
#include "core/yaml/tree_problems.h"

namespace pw::yaml {

namespace {

std::size_t number(NodeId id)
{
    return static_cast<std::size_t>(id);
}

} // namespace

DocumentBuilder::DocumentBuilder(const text::SourceText& source, Format format)
    : m_data(std::make_unique<Document::Data>())
{
    m_data->source = source;
    m_data->bytes = m_data->source.bytes();
    m_data->format = format;
}

DocumentBuilder::~DocumentBuilder() = default;

NodeId DocumentBuilder::add(NodeKind kind, text::Span span)
{
    const auto id = static_cast<NodeId>(m_data->nodes.size());
    Node node;
    node.kind = kind;
    node.begin = span.begin;
    node.end = span.end;
    if (m_open.empty()) {
        m_data->roots.push_back(id);
        m_anchors.clear();
    } else {
        Open& open = m_open.back();
        Node& parent = m_data->nodes[number(open.node)];
        node.parent = open.node;
        node.index = parent.b++;
        if (open.lastChild != noNode) {
            Node& before = m_data->nodes[number(open.lastChild)];
            before.last = false;
            if (before.isCollection())
                before.a = static_cast<std::uint32_t>(id);
        }
        open.lastChild = id;
    }
    m_data->nodes.push(node);
    return id;
}

NodeId DocumentBuilder::scalar(const ScalarFacts& facts)
{
    const NodeId id = add(NodeKind::Scalar, facts.span);
    Node& node = m_data->nodes[number(id)];
    node.style = facts.style;
    node.type = facts.type;
    node.flow = facts.flow;
    node.b = static_cast<std::uint32_t>(facts.value.size());
    if (m_data->bytes.substr(std::min<std::size_t>(facts.contentBegin, m_data->bytes.size()),
                             facts.value.size())
        == facts.value) {
        node.a = facts.contentBegin;
    } else {
        node.inArena = true;
        node.a = m_data->arena.add(facts.value);
    }
    return id;
}

NodeId DocumentBuilder::alias(text::Span span, std::string_view name)
{
    const NodeId id = add(NodeKind::Alias, span);
    Node& node = m_data->nodes[number(id)];
    node.inArena = true;
    node.a = m_data->arena.add(name);
    node.b = static_cast<std::uint32_t>(name.size());
    if (const auto target = m_anchors.find(name); target != m_anchors.end()) {
        node.hasExtra = true;
        m_data->extras.push_back({id, target->second, 0, 0, 0, 0});
    }
    return id;
}

NodeId DocumentBuilder::open(NodeKind kind, text::ByteOffset begin, bool flow)
{
    const NodeId id = add(kind, {begin, begin});
    m_data->nodes[number(id)].flow = flow;
    m_open.push_back({id, noNode});
    return id;
}

void DocumentBuilder::close(text::ByteOffset end)
{
    Node& node = m_data->nodes[number(m_open.back().node)];
    node.end = std::max({node.begin, end, lastEnd()});
    m_open.pop_back();
}

void DocumentBuilder::closeAtLastChild(text::ByteOffset whenEmpty)
{
    close(m_open.back().lastChild == noNode ? whenEmpty : lastEnd());
}

void DocumentBuilder::closeAll()
{
    while (!m_open.empty()) {
        if (awaitsValue()) {
            const text::ByteOffset at = lastEnd();
            scalar({{at, at}, {}, ScalarStyle::Plain, ScalarType::Null, at, false});
        }
        closeAtLastChild(lastEnd());
    }
}

void DocumentBuilder::setAnchorAndTag(NodeId node, std::string_view anchor, std::string_view tag)
{
    NodeExtra extra;
    extra.node = node;
    extra.anchor = m_data->arena.add(anchor);
    extra.anchorSize = static_cast<std::uint32_t>(anchor.size());
    extra.tag = m_data->arena.add(tag);
    extra.tagSize = static_cast<std::uint32_t>(tag.size());
    m_data->nodes[number(node)].hasExtra = true;
    m_data->extras.push_back(extra);
    if (!anchor.empty())
        m_anchors[m_data->arena.get(extra.anchor, extra.anchorSize)] = node;
}

std::size_t DocumentBuilder::nodeCount() const
{
    return m_data->nodes.size();
}

bool DocumentBuilder::awaitsValue() const
{
    if (m_open.empty())
        return false;
    const Node& node = m_data->nodes[number(m_open.back().node)];
    return node.kind == NodeKind::Mapping && node.b % 2 == 1;
}

text::ByteOffset DocumentBuilder::lastEnd() const
{
    if (m_open.empty())
        return 0;
    const Open& open = m_open.back();
    return open.lastChild == noNode ? m_data->nodes[number(open.node)].begin
                                    : m_data->nodes[number(open.lastChild)].end;
}

text::Span DocumentBuilder::innermostSpan() const
{
    if (m_open.empty())
        return {};
    const text::ByteOffset begin = m_data->nodes[number(m_open.back().node)].begin;
    return {begin, std::max(begin, lastEnd())};
}

NodeKind DocumentBuilder::innermostKind() const
{
    return m_open.empty() ? NodeKind::Scalar : m_data->nodes[number(m_open.back().node)].kind;
}

void DocumentBuilder::setFormat(Format format)
{
    m_data->format = format;
}

void DocumentBuilder::setIncomplete()
{
    m_data->complete = false;
}

void DocumentBuilder::clearTree()
{
    m_data->nodes.clear();
    m_data->extras.clear();
    m_data->roots.clear();
    m_anchors.clear();
    m_open.clear();
}

Document DocumentBuilder::finish(std::vector<text::Diagnostic> problems)
{
    closeAll();
    Document::Data& data = *m_data;
    Document document(std::move(m_data));
    data.problems = treeProblems(document);
    data.problems.insert(data.problems.end(), std::make_move_iterator(problems.begin()),
                         std::make_move_iterator(problems.end()));
    text::sortByPlace(data.problems);
    return document;
}

} // namespace pw::yaml
