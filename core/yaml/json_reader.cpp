#include "core/yaml/json_reader.h"

#include "core/yaml/scalar_type.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace pw::yaml {

namespace {

using text::ByteOffset;
using text::Span;
namespace od = simdjson::ondemand;

constexpr std::string_view blanks = " \t\r\n";

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// The first string that is never closed or holds a raw line break or tab. simdjson refuses such
/// texts without a place.
struct BrokenString
{
    std::size_t begin = std::string_view::npos;
    std::size_t at = 0; ///< of the sign that must not stand there; the end of the text if none
};

BrokenString findBrokenString(std::string_view bytes)
{
    for (std::size_t begin = bytes.find('"'); begin != std::string_view::npos;
         begin = bytes.find('"', begin)) {
        std::size_t at = begin + 1;
        while (at < bytes.size() && bytes[at] != '"') {
            if (static_cast<unsigned char>(bytes[at]) < 0x20)
                return {begin, at};
            at += bytes[at] == '\\' ? 2 : 1;
        }
        if (at >= bytes.size())
            return {begin, bytes.size()};
        begin = at + 1;
    }
    return {};
}

/// True when no valid JSON with so many separators has few enough nodes. Spares simdjson's index,
/// which is four times as large as a text of brackets.
bool certainlyTooMany(std::string_view bytes, std::size_t maxNodes)
{
    std::size_t separators = 0;
    std::size_t openers = 0;
    bool inString = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (inString) {
            inString = c != '"';
            i += c == '\\' ? 1 : 0;
        } else if (c == '"') {
            inString = true;
        } else {
            separators += c == ',' || c == ':' ? 1 : 0;
            openers += c == '[' || c == '{' ? 1 : 0;
        }
    }
    return separators > maxNodes || openers > maxNodes;
}

class JsonReader
{
public:
    JsonReader(const ByteScan& scan, const ReadLimits& limits, const std::stop_token& stop,
               DocumentBuilder& builder, ProblemList& problems)
        : m_shift(scan.bomSize), m_asInSource(scan.mended.empty()), m_size(scan.readable().size()),
          m_limits(limits), m_stop(stop), m_builder(builder), m_problems(problems),
          m_padded(new char[m_size + simdjson::SIMDJSON_PADDING])
    {
        std::memcpy(m_padded.get(), scan.readable().data(), m_size);
        std::memset(m_padded.get() + m_size, 0, simdjson::SIMDJSON_PADDING);
    }

    ReadOutcome run()
    {
        constexpr std::size_t largeText = std::size_t{64} << 20U;
        if (m_size > largeText && certainlyTooMany(all(), m_limits.maxNodes))
            tooManyNodes(0);
        else if (readAll())
            return {true, place(m_size)};
        m_builder.closeAll();
        m_builder.setIncomplete();
        return {false, m_reached};
    }

private:
    [[nodiscard]] std::string_view all() const { return {m_padded.get(), m_size}; }
    [[nodiscard]] ByteOffset place(std::size_t offset) const
    {
        return static_cast<ByteOffset>(std::min(offset, m_size) + m_shift);
    }
    [[nodiscard]] std::size_t offsetOf(const char* at) const
    {
        return static_cast<std::size_t>(at - m_padded.get());
    }

    bool readAll()
    {
        std::size_t end = 0;
        if (!readValue(all().find_first_not_of(blanks), m_size, end))
            return false;
        m_textEnd = m_limit;
        const std::size_t next = std::min(all().find_first_not_of(blanks, end), m_textEnd);
        if (next == m_textEnd)
            return m_broken.begin == std::string_view::npos || fail(m_textEnd);
        if (all().substr(end, next - end).find('\n') == std::string_view::npos)
            return trailing(next);
        m_builder.setFormat(Format::NdJson);
        return readLines(next);
    }

    bool readLines(std::size_t begin)
    {
        while (begin < m_textEnd) {
            const std::size_t lineEnd = std::min(all().find('\n', begin), m_textEnd);
            const std::size_t first = std::min(all().find_first_not_of(blanks, begin), m_size);
            if (first < lineEnd) {
                std::size_t end = 0;
                if (!readValue(first, lineEnd, end))
                    return false;
                const std::size_t next = std::min(all().find_first_not_of(blanks, end), m_size);
                if (next < lineEnd)
                    return trailing(next);
            }
            begin = lineEnd + 1;
        }
        m_limit = m_textEnd;
        return m_broken.begin == std::string_view::npos || fail(m_textEnd);
    }

    /// One object or list of `[begin, limit)`; `end` becomes the place behind it.
    bool readValue(std::size_t begin, std::size_t limit, std::size_t& end)
    {
        m_limit = limit;
        if (m_padded[begin] != '{' && m_padded[begin] != '[') {
            return syntax(begin, begin + 1,
                          "Expected an object on each line: the line must begin with {");
        }
        od::document document;
        auto error = iterate(begin, document);
        if (error == simdjson::UNCLOSED_STRING || error == simdjson::UNESCAPED_CHARS) {
            m_broken = findBrokenString(all().substr(begin, limit - begin));
            m_broken.begin += begin;
            m_broken.at += begin;
            m_limit = m_broken.begin;
            error = iterate(begin, document);
        }
        m_document = &document;
        od::value value;
        if (error != simdjson::SUCCESS || document.get_value().get(value) != simdjson::SUCCESS)
            return fail(begin);
        if (!readNode(value))
            return false;
        end = m_lastClosed;
        return true;
    }

    simdjson::error_code iterate(std::size_t begin, od::document& document)
    {
        const std::size_t capacity = m_size + simdjson::SIMDJSON_PADDING - begin;
        return m_parser
            .iterate(
                simdjson::padded_string_view(m_padded.get() + begin, m_limit - begin, capacity))
            .get(document);
    }

    bool readNode(od::value& value)
    {
        const std::string_view token = trimmed(value.raw_json_token());
        const std::size_t begin = offsetOf(token.data());
        if (begin >= m_limit || token.empty())
            return fail(m_limit);
        m_reached = std::max(m_reached, place(begin));
        if (!withinLimits(begin))
            return false;
        switch (token.front()) {
        case '{':
            return readObject(value, begin);
        case '[':
            return readArray(value, begin);
        case '"':
            return readString(value, token, begin);
        default:
            return readLiteral(token, begin);
        }
    }

    bool readObject(od::value& value, std::size_t begin)
    {
        od::object object;
        if (!enter(NodeKind::Mapping, begin))
            return false;
        if (value.get_object().get(object) != simdjson::SUCCESS)
            return failHere();
        for (auto result : object) {
            od::field field;
            if (std::move(result).get(field) != simdjson::SUCCESS)
                return failHere();
            if (!readKey(field) || !readNode(field.value()))
                return false;
        }
        return leave();
    }

    bool readArray(od::value& value, std::size_t begin)
    {
        od::array array;
        if (!enter(NodeKind::Sequence, begin))
            return false;
        if (value.get_array().get(array) != simdjson::SUCCESS)
            return failHere();
        for (auto result : array) {
            od::value item;
            if (std::move(result).get(item) != simdjson::SUCCESS)
                return failHere();
            if (!readNode(item))
                return false;
        }
        return leave();
    }

    bool readKey(od::field& field)
    {
        const char* raw = field.key().raw();
        const std::size_t begin = offsetOf(raw);
        std::size_t end = all().find('"', begin);
        std::string_view content = all().substr(begin, end - begin);
        const bool escapes = content.find('\\') != std::string_view::npos;
        if (escapes) {
            for (end = begin; m_padded[end] != '"';)
                end += m_padded[end] == '\\' ? 2 : 1;
            if (field.unescaped_key().get(content) != simdjson::SUCCESS)
                return badEscape(begin - 1, end + 1);
        }
        addString(content, begin, {place(begin - 1), place(end + 1)}, !escapes);
        return withinLimits(begin);
    }

    bool readString(od::value& value, std::string_view token, std::size_t begin)
    {
        std::string_view content = token.substr(1, token.size() - 2);
        const bool escapes = content.find('\\') != std::string_view::npos;
        if (!escapes) {
            od::raw_json_string consumed;
            if (value.get_raw_json_string().get(consumed) != simdjson::SUCCESS)
                return failHere();
        } else if (value.get_string().get(content) != simdjson::SUCCESS) {
            return badEscape(begin, begin + token.size());
        }
        addString(content, begin + 1, {place(begin), place(begin + token.size())}, !escapes);
        return true;
    }

    bool readLiteral(std::string_view token, std::size_t begin)
    {
        ScalarFacts facts;
        facts.type = jsonLiteralType(token);
        if (facts.type == ScalarType::String)
            return fail(begin);
        facts.span = {place(begin), place(begin + token.size())};
        facts.value = token;
        facts.contentBegin = facts.span.begin;
        facts.flow = true;
        facts.verbatim = m_asInSource;
        m_builder.scalar(facts);
        return true;
    }

    void addString(std::string_view content, std::size_t contentBegin, Span span, bool verbatim)
    {
        ScalarFacts facts;
        facts.span = span;
        facts.value = content;
        facts.style = ScalarStyle::DoubleQuoted;
        facts.contentBegin = place(contentBegin);
        facts.flow = true;
        facts.verbatim = verbatim && m_asInSource;
        m_builder.scalar(facts);
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
        return true;
    }

    /// Closes at the bracket, which stands before the token that comes next.
    bool leave()
    {
        const char* next = nullptr;
        std::size_t end = m_limit;
        if (m_document->current_location().get(next) == simdjson::SUCCESS)
            end = std::min(offsetOf(next), m_limit);
        while (end > 0 && isBlank(m_padded[end - 1]))
            --end;
        m_lastClosed = end;
        m_builder.close(place(end));
        return true;
    }

    bool withinLimits(std::size_t at)
    {
        constexpr std::size_t stopInterval = 4096;
        if (m_builder.nodeCount() >= m_limits.maxNodes)
            return tooManyNodes(at);
        return m_builder.nodeCount() % stopInterval != 0 || !m_stop.stop_requested();
    }

    bool tooManyNodes(std::size_t at)
    {
        m_problems.error("too-many-nodes", {place(at), place(at)},
                         "More than " + std::to_string(m_limits.maxNodes)
                             + " values in one text; split it into several files");
        m_builder.clearTree();
        return false;
    }

    [[nodiscard]] static std::string_view trimmed(std::string_view token)
    {
        while (!token.empty() && isBlank(token.back()))
            token.remove_suffix(1);
        return token;
    }

    bool failHere()
    {
        const char* at = nullptr;
        if (m_document->current_location().get(at) != simdjson::SUCCESS)
            return fail(m_limit);
        return fail(offsetOf(at));
    }

    /// Says what is missing at a place, by what stands there and what stood before.
    bool fail(std::size_t at)
    {
        if (at >= m_limit && m_broken.begin != std::string_view::npos) {
            const bool closed = m_broken.at < m_size;
            return syntax(m_broken.begin, std::min(m_broken.at, m_broken.begin + 100),
                          closed ? "This text is not closed on its line; add the closing quote, or "
                                   "write \\n and \\t for a line break and a tab"
                                 : "The quote that opens here is never closed; add the closing "
                                   "quote");
        }
        const Span open = m_builder.innermostSpan();
        const bool object = m_builder.innermostKind() == NodeKind::Mapping;
        const std::string close = object ? "}" : "]";
        if (at >= m_limit) {
            const std::string what = object ? "object" : "list";
            return syntax(m_limit, m_limit,
                          "The text ends before the " + what + " that opens in line "
                              + std::to_string(line(open.begin)) + " is closed; add the missing "
                              + close);
        }
        const std::size_t before
            = at == 0 ? std::string_view::npos : all().find_last_not_of(blanks, at - 1);
        const char last = before == std::string_view::npos ? '\0' : all()[before];
        const char here = all()[at];
        if (here == '\'')
            return syntax(at, at + 1, "JSON texts stand in double quotes; write \" for '");
        if (last == ',' && (here == '}' || here == ']'))
            return syntax(before, before + 1, "A comma before the closing bracket; remove it");
        if (last == ':' || (!object && (last == ',' || last == '[')))
            return syntax(at, at + 1, "This is no JSON value; put texts in double quotes");
        if (object && (last == ',' || last == '{'))
            return syntax(at, at + 1, "Expected a key in double quotes");
        return syntax(at, at + 1,
                      "Something is missing before this: a comma"
                          + std::string(object ? ", a colon" : "") + " or the closing " + close);
    }

    bool badEscape(std::size_t begin, std::size_t end)
    {
        m_reached = std::max(m_reached, place(end)); // the text itself has been read through
        return syntax(
            begin, end,
            "An escape in this text is not valid; write \\\\ for a backslash and \\u with "
            "four hexadecimal digits");
    }

    bool trailing(std::size_t at)
    {
        return syntax(at, at + 1,
                      "The document ends before this; remove what follows, or put each document on "
                      "a line of its own");
    }

    bool syntax(std::size_t begin, std::size_t end, std::string message)
    {
        m_reached = std::max(m_reached, place(begin));
        m_problems.error("syntax", {place(begin), place(end)}, std::move(message));
        return false;
    }

    [[nodiscard]] std::size_t line(ByteOffset at) const
    {
        return static_cast<std::size_t>(
                   std::count(m_padded.get(), m_padded.get() + (at - m_shift), '\n'))
            + 1;
    }

    ByteOffset m_shift;
    bool m_asInSource = true; ///< nothing had to be mended
    std::size_t m_size;
    ReadLimits m_limits;
    const std::stop_token& m_stop;
    DocumentBuilder& m_builder;
    ProblemList& m_problems;
    std::unique_ptr<char[]> m_padded; // NOLINT the text, with simdjson's padding behind it
    od::parser m_parser;
    od::document* m_document = nullptr;
    BrokenString m_broken;
    std::size_t m_limit = 0; ///< the end of the value's part of the text
    std::size_t m_textEnd = 0; ///< the end, or where a string begins that is never closed
    std::size_t m_lastClosed = 0;
    ByteOffset m_reached = 0;
};

} // namespace

ReadOutcome readJson(const ByteScan& scan, const ReadLimits& limits, const std::stop_token& stop,
                     DocumentBuilder& builder, ProblemList& problems)
{
    return JsonReader(scan, limits, stop, builder, problems).run();
}

} // namespace pw::yaml
