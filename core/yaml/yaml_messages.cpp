#include "core/yaml/yaml_messages.h"

#include <algorithm>
#include <array>

namespace pw::yaml {

namespace {

using text::ByteOffset;
using text::Span;

enum class Place : std::uint8_t { Problem, Context };

/// The first row whose two texts are found in libyaml's words is taken.
struct Explanation
{
    std::string_view problem;
    std::string_view context;
    Place place;
    std::string_view text;
};

constexpr std::array explanations{
    Explanation{"could not find expected ':'", "", Place::Context,
                "This is no \"key: value\"; add a colon and a space after the key, or indent the "
                "line if it belongs to the value above"},
    Explanation{
        "mapping values are not allowed", "", Place::Problem,
        "A colon cannot stand here; put a text that holds \": \" in quotes, and begin a new "
        "key on a line of its own"},
    Explanation{"found unexpected end of stream", "quoted scalar", Place::Context,
                "The quote that opens here is never closed; add the closing quote"},
    Explanation{"found unexpected document indicator", "quoted scalar", Place::Context,
                "The quote that opens here is not closed before the next document; add the closing "
                "quote"},
    Explanation{
        "found unknown escape character", "", Place::Problem,
        "This escape is unknown in double quotes; write \\\\ for a backslash, or use single "
        "quotes"},
    Explanation{"did not find expected hexdecimal number", "", Place::Problem,
                "An escape like \\x41 or \\u0041 needs its hexadecimal digits; write them, or \\\\ "
                "for a backslash"},
    Explanation{"did not find expected alphabetic or numeric character", "alias", Place::Context,
                "A text that begins with * must stand in quotes: '*'"},
    Explanation{"did not find expected alphabetic or numeric character", "anchor", Place::Context,
                "A text that begins with & must stand in quotes: '&'"},
    Explanation{"did not find expected ',' or ']'", "", Place::Problem,
                "Expected a comma or the closing ] of the list that opens in line "},
    Explanation{"did not find expected ',' or '}'", "", Place::Problem,
                "Expected a comma or the closing } of the object that opens in line "},
    Explanation{"did not find expected '-' indicator", "", Place::Problem,
                "This does not line up with the list; begin the line with \"- \" in the column of "
                "the list that begins in line "},
    Explanation{"did not find expected key", "block mapping", Place::Problem,
                "This does not line up as a key; give it the indentation of the keys of the object "
                "that begins in line "},
    Explanation{"block sequence entries are not allowed", "", Place::Problem,
                "A list cannot begin here; put the dash on a line of its own below the key"},
    Explanation{"mapping keys are not allowed", "", Place::Problem,
                "A \"?\" key cannot stand here; put the text in quotes"},
    Explanation{"found character that cannot start any token", "", Place::Problem,
                "A text cannot begin with this character; put it in quotes"},
    Explanation{
        "did not find expected <document start>", "", Place::Problem,
        "The document ends before this line; indent the line if it belongs to the document, "
        "or put --- above it if it begins another"},
    Explanation{"found undefined tag handle", "", Place::Problem,
                "A text that begins with ! must stand in quotes"},
    Explanation{"found unexpected ':'", "", Place::Problem,
                "A colon cannot stand here; put the text in quotes"},
    Explanation{
        "did not find expected comment or line break", "", Place::Problem,
        "Nothing but a comment may follow | or > on its line; put the text on the next line "
        "or in quotes"},
    Explanation{"did not find URI escaped octet", "", Place::Problem,
                "A text that begins with ! must stand in quotes"},
    Explanation{"found extremely long simple key", "", Place::Problem,
                "A key is longer than 1,024 characters; shorten it"},
    Explanation{"found incompatible YAML document", "", Place::Problem,
                "Only YAML 1.1 and 1.2 are read; remove the %YAML line"},
    Explanation{"found duplicate %", "", Place::Problem,
                "This directive stands there twice; remove one"},
    Explanation{"did not find expected node content", "", Place::Problem,
                "A value is missing before this character; write the value or put the text in "
                "quotes"},
};

class Text
{
public:
    Text(std::string_view bytes, ByteOffset bomSize) : m_bytes(bytes), m_shift(bomSize) { }

    [[nodiscard]] char at(ByteOffset place) const
    {
        return index(place) < m_bytes.size() ? m_bytes[index(place)] : '\0';
    }
    [[nodiscard]] std::size_t lineBegin(ByteOffset place) const
    {
        const std::size_t at = index(place);
        const std::size_t before = at == 0 ? std::string_view::npos : m_bytes.rfind('\n', at - 1);
        return before == std::string_view::npos ? 0 : before + 1;
    }
    [[nodiscard]] std::size_t lineNumber(ByteOffset place) const
    {
        const auto end = m_bytes.begin() + static_cast<std::ptrdiff_t>(index(place));
        return static_cast<std::size_t>(std::count(m_bytes.begin(), end, '\n')) + 1;
    }
    /// From the place to the end of its line, or a point at the end of the text.
    [[nodiscard]] Span restOfLine(ByteOffset place) const
    {
        std::size_t end = std::min(m_bytes.find_first_of("\r\n", index(place)), m_bytes.size());
        constexpr std::size_t longest = 200;
        end = std::min(end, index(place) + longest);
        while (end < m_bytes.size() && (static_cast<unsigned char>(m_bytes[end]) & 0xC0U) == 0x80U)
            ++end;
        return {place, static_cast<ByteOffset>(end + m_shift)};
    }
    /// The tab in the indentation of the line, if there is one.
    [[nodiscard]] bool indentationTab(ByteOffset place, Span& tab) const
    {
        for (std::size_t i = lineBegin(place); i < m_bytes.size(); ++i) {
            if (m_bytes[i] == '\t') {
                const auto at = static_cast<ByteOffset>(i + m_shift);
                tab = {at, at + 1};
                return true;
            }
            if (m_bytes[i] != ' ' && m_bytes[i] != '-')
                return false;
        }
        return false;
    }

private:
    [[nodiscard]] std::size_t index(ByteOffset place) const
    {
        return std::min<std::size_t>(place - std::min(place, m_shift), m_bytes.size());
    }
    std::string_view m_bytes;
    ByteOffset m_shift;
};

bool contains(std::string_view all, std::string_view part)
{
    return all.find(part) != std::string_view::npos;
}

} // namespace

YamlMessage explain(const YamlError& error, std::string_view bytes, ByteOffset bomSize)
{
    const Text text(bytes, bomSize);
    YamlMessage message;
    message.code = "syntax";
    Span tab;
    if (text.indentationTab(error.place, tab)
        || (error.contextPlace != error.place && contains(error.problem, "':'")
            && text.indentationTab(error.contextPlace, tab))) {
        message.code = "tab-indentation";
        message.span = tab;
        message.text = "A tab in the indentation; YAML wants spaces: replace it by spaces";
        return message;
    }
    if (text.at(error.place) == ':' && contains(error.problem, "did not find expected key")) {
        message.code = "empty-key";
        message.span = {error.place, error.place + 1};
        message.text = "A key is missing before this colon; write the key or remove the entry";
        return message;
    }
    for (const Explanation& row : explanations) {
        if (!contains(error.problem, row.problem) || !contains(error.context, row.context))
            continue;
        message.text = row.text;
        if (row.text.ends_with("in line "))
            message.text += std::to_string(text.lineNumber(error.contextPlace));
        message.span
            = text.restOfLine(row.place == Place::Context ? error.contextPlace : error.place);
        return message;
    }
    message.text = "The text cannot be read from here: " + std::string(error.problem)
        + (error.context.empty() ? "" : " (" + std::string(error.context) + ")")
        + "; put texts with special characters in quotes";
    message.span = text.restOfLine(error.place);
    return message;
}

} // namespace pw::yaml
