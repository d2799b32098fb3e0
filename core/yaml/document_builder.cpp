#include "core/yaml/document_builder.h"

#include "core/yaml/document_data.h"
#include "core/yaml/tree_problems.h"

namespace pw::yaml {

namespace {

std::size_t number(NodeId id)
{
    return static_cast<std::size_t>(id);
}

template <class Word> std::uint64_t wordAt(const char* at)
{
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// Of the length, the first and the last bytes: it need not be good, since a clash costs no more
/// than a second look.
std::uint64_t quickHash(std::string_view key)
{
    const char* const begin = key.data();
    const char* const end = begin + key.size();
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    if (key.size() >= sizeof(std::uint64_t)) {
        head = wordAt<std::uint64_t>(begin);
        tail = wordAt<std::uint64_t>(end - sizeof(std::uint64_t));
    } else if (key.size() >= sizeof(std::uint32_t)) {
        head = wordAt<std::uint32_t>(begin);
        tail = wordAt<std::uint32_t>(end - sizeof(std::uint32_t));
    } else if (!key.empty()) {
        head = static_cast<unsigned char>(key.front());
        tail = static_cast<unsigned char>(key[key.size() / 2]) * 256U
            + static_cast<unsigned char>(key.back());
    }
    constexpr std::uint64_t mix = 0x9E3779B97F4A7C15U;
    return ((head * mix) ^ (tail + (key.size() << 56U))) * mix;
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

inline NodeId DocumentBuilder::lastId() const
{
    return static_cast<NodeId>(m_nodeCount - 1);
}

inline Node& DocumentBuilder::add(NodeKind kind, text::Span span, bool flow)
{
    Node& node = m_data->nodes.push();
    ++m_nodeCount;
    node = {noNode, span.begin, span.end, 0,    0, 0, kind, ScalarStyle::Plain, ScalarType::String,
            flow,   false,      true,     false};
    if (m_open.empty()) {
        m_data->roots.push_back(lastId());
        m_anchors.clear();
        return node;
    }
    Open& open = m_open.back();
    node.parent = open.id;
    node.index = open.node->b++;
    if (open.lastChild != nullptr) {
        open.lastChild->last = false;
        if (open.lastChild->isCollection())
            open.lastChild->a = static_cast<std::uint32_t>(lastId());
    }
    open.lastChild = &node;
    if (kind != NodeKind::Scalar && node.index % 2 == 0)
        open.suspect = open.suspect || open.node->kind == NodeKind::Mapping;
    return node;
}

inline void DocumentBuilder::noteKey(Open& mapping, std::string_view key)
{
    const std::uint64_t hash = quickHash(key);
    std::uint64_t& word = mapping.keys[hash >> 62U];
    const std::uint64_t bit = std::uint64_t{1} << ((hash >> 56U) & 63U);
    if ((word & bit) != 0 || key.empty() || key == "<<")
        mapping.suspect = true;
    word |= bit;
}

NodeId DocumentBuilder::scalar(const ScalarFacts& facts)
{
    Node& node = add(NodeKind::Scalar, facts.span, facts.flow);
    node.style = facts.style;
    node.type = facts.type;
    node.b = static_cast<std::uint32_t>(facts.value.size());
    if (facts.verbatim
        || m_data->bytes.substr(std::min<std::size_t>(facts.contentBegin, m_data->bytes.size()),
                                facts.value.size())
            == facts.value) {
        node.a = facts.contentBegin;
    } else {
        node.inArena = true;
        node.a = m_data->arena.add(facts.value);
    }
    if (node.index % 2 == 0 && !m_open.empty() && m_open.back().node->kind == NodeKind::Mapping)
        noteKey(m_open.back(), facts.value);
    return lastId();
}

NodeId DocumentBuilder::alias(text::Span span, std::string_view name)
{
    Node& node = add(NodeKind::Alias, span, false);
    node.inArena = true;
    node.a = m_data->arena.add(name);
    node.b = static_cast<std::uint32_t>(name.size());
    if (const auto target = m_anchors.find(name); target != m_anchors.end()) {
        node.hasExtra = true;
        m_data->extras.push_back({lastId(), target->second, 0, 0, 0, 0});
    }
    m_suspects.push_back(lastId());
    return lastId();
}

NodeId DocumentBuilder::open(NodeKind kind, text::ByteOffset begin, bool flow)
{
    Node& node = add(kind, {begin, begin}, flow);
    Open& open = m_open.emplace_back();
    open.id = lastId();
    open.node = &node;
    return open.id;
}

void DocumentBuilder::close(text::ByteOffset end)
{
    const Open& open = m_open.back();
    open.node->end = std::max({open.node->begin, end, lastEnd()});
    if (open.suspect)
        m_suspects.push_back(open.id);
    m_open.pop_back();
}

void DocumentBuilder::closeAtLastChild(text::ByteOffset whenEmpty)
{
    close(m_open.back().lastChild == nullptr ? whenEmpty : lastEnd());
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
    if (anchor.empty())
        return;
    m_suspects.push_back(node);
    m_anchors[m_data->arena.get(extra.anchor, extra.anchorSize)] = node;
}

bool DocumentBuilder::awaitsValue() const
{
    return innermostKind() == NodeKind::Mapping && m_open.back().node->b % 2 == 1;
}

text::ByteOffset DocumentBuilder::lastEnd() const
{
    if (m_open.empty())
        return 0;
    const Open& open = m_open.back();
    return open.lastChild == nullptr ? open.node->begin : open.lastChild->end;
}

text::Span DocumentBuilder::innermostSpan() const
{
    if (m_open.empty())
        return {};
    const text::ByteOffset begin = m_open.back().node->begin;
    return {begin, std::max(begin, lastEnd())};
}

NodeKind DocumentBuilder::innermostKind() const
{
    return m_open.empty() ? NodeKind::Scalar : m_open.back().node->kind;
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
    m_nodeCount = 0;
    m_data->extras.clear();
    m_data->roots.clear();
    m_anchors.clear();
    m_open.clear();
    m_suspects.clear();
}

Document DocumentBuilder::finish(std::vector<text::Diagnostic> problems)
{
    closeAll();
    Document::Data& data = *m_data;
    Document document(std::move(m_data));
    data.problems = treeProblems(document, m_suspects);
    data.problems.insert(data.problems.end(), std::make_move_iterator(problems.begin()),
                         std::make_move_iterator(problems.end()));
    text::sortByPlace(data.problems);
    return document;
}

} // namespace pw::yaml
