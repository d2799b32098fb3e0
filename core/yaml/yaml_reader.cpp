#include "core/yaml/yaml_reader.h"

#include "core/yaml/scalar_type.h"
#include "core/yaml/yaml_messages.h"
#include "core/yaml/yaml_places.h"

#include <yaml.h>

#include <algorithm>

namespace pw::yaml {

namespace {

using text::ByteOffset;
using text::Span;

std::string_view view(const yaml_char_t* text)
{
    return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

/// Owns a libyaml event.
class Event
{
public:
    Event() = default;
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
    ~Event() { yaml_event_delete(&m_event); }
    yaml_event_t* operator->() { return &m_event; }
    yaml_event_t* get() { return &m_event; }

private:
    yaml_event_t m_event{};
};

ScalarStyle styleOf(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return ScalarStyle::SingleQuoted;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return ScalarStyle::DoubleQuoted;
    case YAML_LITERAL_SCALAR_STYLE:
        return ScalarStyle::Literal;
    case YAML_FOLDED_SCALAR_STYLE:
        return ScalarStyle::Folded;
    default:
        return ScalarStyle::Plain;
    }
}

class YamlReader
{
public:
    YamlReader(const ByteScan& scan, const ReadLimits& limits, const std::stop_token& stop,
               DocumentBuilder& builder, ProblemList& problems)
        : m_scan(scan), m_bytes(scan.readable()), m_limits(limits), m_stop(stop),
          m_builder(builder), m_problems(problems), m_cursor(scan)
    {
        yaml_parser_initialize(&m_parser);
        yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(
            &m_parser, reinterpret_cast<const unsigned char*>(m_bytes.data()), m_bytes.size());
    }
    YamlReader(const YamlReader&) = delete;
    YamlReader& operator=(const YamlReader&) = delete;
    ~YamlReader() { yaml_parser_delete(&m_parser); }

    ReadOutcome run()
    {
        constexpr std::size_t stopInterval = 1024;
        for (std::size_t count = 0;; ++count) {
            if (count % stopInterval == 0 && m_stop.stop_requested())
                return halted();
            Event event;
            if (yaml_parser_parse(&m_parser, event.get()) == 0) {
                syntaxError();
                return halted();
            }
            if (event->type == YAML_STREAM_END_EVENT) {
                m_reached = static_cast<ByteOffset>(m_bytes.size() + m_scan.bomSize);
                return {true, m_reached};
            }
            if (!take(event))
                return halted();
        }
    }

private:
    ReadOutcome halted()
    {
        m_builder.closeAll();
        m_builder.setIncomplete();
        return {false, m_reached};
    }

    /// False when a limit is passed.
    bool take(Event& event)
    {
        const Span span{m_cursor.at(event->start_mark.index), m_cursor.at(event->end_mark.index)};
        m_reached = std::max(m_reached, span.begin);
        switch (event->type) {
        case YAML_DOCUMENT_START_EVENT:
            m_documentStart = span.end;
            return true;
        case YAML_SCALAR_EVENT:
            takeScalar(event, span);
            break;
        case YAML_ALIAS_EVENT:
            m_builder.alias(span, view(event->data.alias.anchor));
            break;
        case YAML_SEQUENCE_START_EVENT:
            return takeStart(NodeKind::Sequence, span,
                             event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
                             event->data.sequence_start.anchor, event->data.sequence_start.tag);
        case YAML_MAPPING_START_EVENT:
            return takeStart(NodeKind::Mapping, span,
                             event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
                             event->data.mapping_start.anchor, event->data.mapping_start.tag);
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT:
            takeEnd(span);
            return true;
        default:
            return true;
        }
        return withinNodes(span);
    }

    bool withinNodes(Span span)
    {
        if (m_builder.nodeCount() <= m_limits.maxNodes)
            return true;
        m_problems.error("too-many-nodes", {span.begin, span.begin},
                         "More than " + std::to_string(m_limits.maxNodes)
                             + " values in one text; split it into several files");
        m_builder.clearTree();
        return false;
    }

    bool takeStart(NodeKind kind, Span span, bool flow, const yaml_char_t* anchor,
                   const yaml_char_t* tag)
    {
        if (m_builder.depth() >= m_limits.maxDepth) {
            m_problems.error("too-deep", {span.begin, span.begin},
                             "Nested deeper than " + std::to_string(m_limits.maxDepth)
                                 + " levels; no tool reads that: flatten the document");
            return false;
        }
        const NodeId id = m_builder.open(kind, span.begin, flow);
        // What follows the properties is the bracket, or nothing for `[a: b]` and block style.
        m_hasBracket.push_back(flow && span.end > span.begin && bracketAt(span.end - 1));
        if (anchor != nullptr || tag != nullptr)
            m_builder.setAnchorAndTag(id, view(anchor), view(tag));
        return withinNodes(span);
    }

    [[nodiscard]] bool bracketAt(ByteOffset at) const
    {
        const char c = m_bytes[at - m_scan.bomSize];
        return c == '[' || c == '{';
    }

    void takeEnd(Span span)
    {
        if (m_hasBracket.back())
            m_builder.close(span.end);
        else
            m_builder.closeAtLastChild(m_builder.lastEnd());
        m_hasBracket.pop_back();
    }

    void takeScalar(Event& event, Span span)
    {
        const auto& data = event->data.scalar;
        ScalarFacts facts;
        facts.value = {reinterpret_cast<const char*>(data.value), data.length};
        facts.style = styleOf(data.style);
        const bool bare = data.anchor == nullptr && data.tag == nullptr;
        if (facts.style == ScalarStyle::Plain && facts.value.empty() && bare)
            span = emptyPlace(span.begin);
        else if (facts.style == ScalarStyle::Literal || facts.style == ScalarStyle::Folded)
            span.end = blockScalarEnd(m_scan, span);
        facts.span = span;

        const bool quoted
            = facts.style == ScalarStyle::SingleQuoted || facts.style == ScalarStyle::DoubleQuoted;
        const std::size_t tail = facts.value.size() + (quoted ? 1 : 0);
        facts.contentBegin
            = static_cast<ByteOffset>(span.size() >= tail ? span.end - tail : span.begin);
        if (data.tag != nullptr && view(data.tag) != "!")
            facts.type = taggedScalarType(facts.value, view(data.tag));
        else if (facts.style == ScalarStyle::Plain && data.tag == nullptr)
            facts.type = plainScalarType(facts.value);

        const NodeId id = m_builder.scalar(facts);
        if (!bare)
            m_builder.setAnchorAndTag(id, view(data.anchor), view(data.tag));
    }

    /// libyaml puts a value that is not there where the next token begins, unless a colon or dash
    /// announced it.
    [[nodiscard]] Span emptyPlace(ByteOffset mark) const
    {
        ByteOffset at = mark;
        if (m_builder.depth() == 0) {
            at = m_documentStart;
        } else if (m_builder.awaitsValue()) {
            at = behindColon(m_scan, m_builder.lastEnd(), mark);
        }
        return {at, at};
    }

    void syntaxError()
    {
        const ByteOffset end = static_cast<ByteOffset>(m_bytes.size() + m_scan.bomSize);
        YamlError error;
        error.problem = m_parser.problem == nullptr ? "" : m_parser.problem;
        error.context = m_parser.context == nullptr ? "" : m_parser.context;
        if (m_parser.error == YAML_READER_ERROR) {
            error.place
                = std::min(static_cast<ByteOffset>(m_parser.problem_offset + m_scan.bomSize), end);
            error.contextPlace = error.place;
        } else {
            // The context lies before the place; the cursor walks back and comes again.
            error.place = m_cursor.at(m_parser.problem_mark.index);
            error.contextPlace = m_parser.context == nullptr
                ? error.place
                : YamlCursor(m_scan).at(m_parser.context_mark.index);
        }
        m_reached = std::max(m_reached, error.place);
        if (m_scan.hasConflictMarker && m_scan.firstConflictMarker <= error.place)
            return; // the marker says already why reading ends here
        const YamlMessage message = explain(error, m_bytes, m_scan.bomSize);
        m_problems.error(message.code, message.span, message.text);
    }

    const ByteScan& m_scan;
    std::string_view m_bytes;
    ReadLimits m_limits;
    const std::stop_token& m_stop;
    DocumentBuilder& m_builder;
    ProblemList& m_problems;
    YamlCursor m_cursor;
    yaml_parser_t m_parser{};
    ByteOffset m_documentStart = 0;
    ByteOffset m_reached = 0;
    std::vector<bool> m_hasBracket;
};

} // namespace

ReadOutcome readYaml(const ByteScan& scan, const ReadLimits& limits, const std::stop_token& stop,
                     DocumentBuilder& builder, ProblemList& problems)
{
    return YamlReader(scan, limits, stop, builder, problems).run();
}

} // namespace pw::yaml
