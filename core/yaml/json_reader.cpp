#include "core/yaml/json_reader.h"

#include "core/yaml/json_messages.h"
#include "core/yaml/json_text.h"
#include "core/yaml/scalar_type.h"

#include <algorithm>
#include <span>

namespace pw::yaml {

namespace {

using text::ByteOffset;
using text::Span;

class JsonReader
{
public:
    JsonReader(const ByteScan& scan, const ReadLimits& limits, const std::stop_token& stop,
               DocumentBuilder& builder, ProblemList& problems)
        : m_bytes(scan.readable()), m_shift(scan.bomSize), m_asInSource(scan.mended.empty()),
          m_limits(limits), m_stop(stop), m_builder(builder), m_problems(problems)
    {
    }

    ReadOutcome run()
    {
        constexpr std::size_t largeText = std::size_t{64} << 20U;
        if (m_bytes.size() > largeText && certainlyTooMany(m_bytes, m_limits.maxNodes))
            tooManyNodes(0);
        else if (readAll())
            return {true, place(m_bytes.size())};
        m_builder.closeAll();
        m_builder.setIncomplete();
        return {false, m_reached};
    }

private:
    [[nodiscard]] ByteOffset place(std::size_t offset) const
    {
        return static_cast<ByteOffset>(std::min(offset, m_bytes.size()) + m_shift);
    }

    /// Where the next token begins; the limit when there is none.
    [[nodiscard]] std::size_t token() const
    {
        return m_next < m_behind ? m_places[m_next] : m_limit;
    }
    [[nodiscard]] char here() const { return m_next < m_behind ? m_bytes[m_places[m_next]] : '\0'; }

    /// The token without the blanks behind it.
    [[nodiscard]] std::string_view tokenText(std::size_t begin) const
    {
        std::size_t end = m_next + 1 < m_behind ? m_places[m_next + 1] : m_limit;
        while (end > begin && isJsonBlank(m_bytes[end - 1]))
            --end;
        return m_bytes.substr(begin, end - begin);
    }

    bool readAll()
    {
        if (!findTokens())
            return fail(0);
        m_behind = m_places.size();
        m_limit = m_textEnd;
        if (!readNode())
            return false;
        if (m_next == m_behind)
            return !m_broken.found() || fail(m_textEnd);
        if (m_bytes.substr(m_lastClosed, token() - m_lastClosed).find('\n')
            == std::string_view::npos)
            return trailing();
        m_builder.setFormat(Format::NdJson);
        while (m_next < m_places.size()) {
            if (!readLine())
                return false;
        }
        m_limit = m_textEnd;
        return !m_broken.found() || fail(m_textEnd);
    }

    /// Up to a string that is broken, if there is one.
    bool findTokens()
    {
        m_textEnd = m_bytes.size();
        JsonTokens::Outcome outcome = m_tokens.find(m_bytes);
        if (outcome == JsonTokens::Outcome::BrokenString) {
            m_broken = findBrokenString(m_bytes);
            if (!m_broken.found())
                return false;
            m_textEnd = m_broken.begin;
            outcome = m_tokens.find(m_bytes.substr(0, m_textEnd));
        }
        m_places = m_tokens.places();
        return outcome == JsonTokens::Outcome::Found;
    }

    bool readLine()
    {
        const std::size_t begin = m_places[m_next];
        m_limit = std::min(m_bytes.find('\n', begin), m_textEnd);
        for (m_behind = m_next; m_behind < m_places.size() && m_places[m_behind] < m_limit;)
            ++m_behind;
        if (m_bytes[begin] != '{' && m_bytes[begin] != '[') {
            return syntax(begin, begin + 1,
                          "Expected an object on each line: the line must begin with {");
        }
        if (!readNode())
            return false;
        return m_next == m_behind || trailing();
    }

    bool readNode()
    {
        const std::size_t begin = token();
        if (begin >= m_limit)
            return fail(m_limit);
        m_reached = place(begin);
        if (!withinLimits(begin))
            return false;
        switch (m_bytes[begin]) {
        case '{':
            return enter(NodeKind::Mapping, begin) && readEntries();
        case '[':
            return enter(NodeKind::Sequence, begin) && readItems();
        case '"':
            return readString(begin);
        default:
            return readLiteral(begin);
        }
    }

    bool readEntries()
    {
        if (here() == '}')
            return leave();
        while (true) {
            if (here() != '"')
                return fail(token());
            const std::size_t begin = token();
            if (!readString(begin) || !withinLimits(begin))
                return false;
            if (here() != ':')
                return fail(token());
            ++m_next;
            if (!readNode())
                return false;
            if (here() == '}')
                return leave();
            if (here() != ',')
                return fail(token());
            ++m_next;
        }
    }

    bool readItems()
    {
        if (here() == ']')
            return leave();
        while (true) {
            if (!readNode())
                return false;
            if (here() == ']')
                return leave();
            if (here() != ',')
                return fail(token());
            ++m_next;
        }
    }

    /// A key or a value.
    bool readString(std::size_t begin)
    {
        const std::string_view token = tokenText(begin);
        if (token.size() < 2 || token.back() != '"')
            return fail(begin);
        const std::string_view content = token.substr(1, token.size() - 2);
        ScalarFacts facts;
        facts.span = {place(begin), place(begin + token.size())};
        facts.style = ScalarStyle::DoubleQuoted;
        facts.contentBegin = facts.span.begin + 1;
        facts.flow = true;
        if (content.find('\\') == std::string_view::npos) {
            facts.value = content;
            facts.verbatim = m_asInSource;
            m_builder.scalar(facts);
        } else {
            const auto unescaped = unescapedJson(content);
            if (!unescaped)
                return badEscape(facts.span);
            facts.value = *unescaped;
            m_builder.scalar(facts);
        }
        ++m_next;
        return true;
    }

    bool readLiteral(std::size_t begin)
    {
        ScalarFacts facts;
        facts.value = tokenText(begin);
        facts.type = jsonLiteralType(facts.value);
        if (facts.type == ScalarType::String)
            return fail(begin);
        facts.span = {place(begin), place(begin + facts.value.size())};
        facts.contentBegin = facts.span.begin;
        facts.flow = true;
        facts.verbatim = m_asInSource;
        m_builder.scalar(facts);
        ++m_next;
        return true;
    }

    bool enter(NodeKind kind, std::size_t begin)
    {
        if (m_builder.depth() >= m_limits.maxDepth) {
            m_problems.error("too-deep", {place(begin), place(begin)},
                             "Nested deeper than " + std::to_string(m_limits.maxDepth)
                                 + " levels; no tool reads that: flatten the document");
            return false;
        }
        m_builder.open(kind, place(begin), true);
        ++m_next;
        return true;
    }

    bool leave()
    {
        m_lastClosed = token() + 1;
        m_builder.close(place(m_lastClosed));
        ++m_next;
        return true;
    }

    bool withinLimits(std::size_t at)
    {
        constexpr std::size_t stopInterval = 4096;
        const std::size_t count = m_builder.nodeCount();
        if (count >= m_limits.maxNodes)
            return tooManyNodes(at);
        return count % stopInterval != 0 || !m_stop.stop_requested();
    }

    bool tooManyNodes(std::size_t at)
    {
        m_problems.error("too-many-nodes", {place(at), place(at)},
                         "More than " + std::to_string(m_limits.maxNodes)
                             + " values in one text; split it into several files");
        m_builder.clearTree();
        return false;
    }

    bool fail(std::size_t at)
    {
        JsonError error;
        error.bytes = m_bytes;
        error.at = at;
        error.limit = m_limit;
        error.open = std::max(m_builder.innermostSpan().begin, m_shift) - m_shift;
        error.inObject = m_builder.innermostKind() == NodeKind::Mapping;
        error.broken = m_broken;
        JsonMessage message = explain(error);
        return syntax(message.begin, message.end, std::move(message.text));
    }

    bool badEscape(Span string)
    {
        m_reached = string.end; // the text itself has been read through
        m_problems.error("syntax", string,
                         "An escape in this text is not valid; write \\\\ for a backslash and \\u "
                         "with four hexadecimal digits");
        return false;
    }

    bool trailing()
    {
        return syntax(token(), token() + 1,
                      "The document ends before this; remove what follows, or put each document on "
                      "a line of its own");
    }

    bool syntax(std::size_t begin, std::size_t end, std::string message)
    {
        m_reached = std::max(m_reached, place(begin));
        m_problems.error("syntax", {place(begin), place(end)}, std::move(message));
        return false;
    }

    std::string_view m_bytes;
    ByteOffset m_shift;
    bool m_asInSource; ///< nothing had to be mended
    ReadLimits m_limits;
    const std::stop_token& m_stop;
    DocumentBuilder& m_builder;
    ProblemList& m_problems;
    JsonTokens m_tokens;
    std::span<const std::uint32_t> m_places; ///< of all tokens
    std::size_t m_next = 0; ///< the token that comes next, and the one that is not read any more
    std::size_t m_behind = 0;
    std::size_t m_limit = 0; ///< the end of the value's part of the text
    std::size_t m_textEnd = 0; ///< the end, or where a string begins that is broken
    std::size_t m_lastClosed = 0;
    BrokenString m_broken;
    ByteOffset m_reached = 0;
};

} // namespace

ReadOutcome readJson(const ByteScan& scan, const ReadLimits& limits, const std::stop_token& stop,
                     DocumentBuilder& builder, ProblemList& problems)
{
    return JsonReader(scan, limits, stop, builder, problems).run();
}

} // namespace pw::yaml
