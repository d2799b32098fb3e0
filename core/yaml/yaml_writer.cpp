#include "core/yaml/yaml_writer.h"

#include "core/text/utf8.h"
#include "core/yaml/byte_scan.h"
#include "core/yaml/scalar_type.h"

#include <algorithm>
#include <cstdint>

namespace pw::yaml {

namespace {

constexpr std::size_t longestSimpleKey = 1000; // readers refuse 1,024 characters and more
constexpr std::size_t step = 2;

enum class Context : std::uint8_t { Block, Flow };

/// What stands in the way of writing a text as it is, as the YAML emitters of spyctl see it.
struct Shape
{
    bool plainInBlock = true;
    bool plainInFlow = true;
    bool needsEscapes = false;
};

bool isVisible(char32_t c)
{
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
        return false;
    return c != 0x2028 && c != 0x2029 && c != 0xFEFF && c != 0xFFFE && c != 0xFFFF
        && !isBidiControl(c);
}

bool isIn(char c, std::string_view set)
{
    return set.find(c) != std::string_view::npos;
}

Shape shapeOf(std::string_view text)
{
    Shape shape;
    const auto notPlain = [&] { shape.plainInBlock = shape.plainInFlow = false; };
    if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.starts_with("---")
        || text.starts_with("..."))
        notPlain();
    for (std::size_t i = 0; i < text.size();) {
        const text::CodePoint c = text::decodeUtf8(text.substr(i));
        if (c.size == 0 || !isVisible(c.value)) {
            shape.needsEscapes = true;
            notPlain();
            return shape;
        }
        const char sign = c.size == 1 ? text[i] : 'x';
        const bool blankBehind = i + 1 >= text.size() || text[i + 1] == ' ';
        const bool blankBefore = i == 0 || text[i - 1] == ' ';
        if (i == 0 && (isIn(sign, "#,[]{}&*!|>'\"%@`") || (isIn(sign, "?:-") && blankBehind)))
            notPlain();
        if (isIn(sign, ",?[]{}:"))
            shape.plainInFlow = false;
        if ((sign == ':' && blankBehind) || (sign == '#' && blankBefore))
            notPlain();
        i += c.size;
    }
    if (plainScalarType(text) != ScalarType::String || looksLikeCoreSchemaValue(text))
        notPlain();
    return shape;
}

void appendHex(std::string& out, std::uint32_t value, int digits)
{
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        out += "0123456789ABCDEF"[(value >> static_cast<unsigned>(shift)) & 0xFU];
}

void appendEscaped(std::string& out, char32_t c)
{
    switch (c) {
    case '\n':
        out += "\\n";
        return;
    case '\t':
        out += "\\t";
        return;
    case '\r':
        out += "\\r";
        return;
    default:
        break;
    }
    out += c <= 0xFF ? "\\x" : "\\u";
    appendHex(out, static_cast<std::uint32_t>(c), c <= 0xFF ? 2 : 4);
}

std::string doubleQuoted(std::string_view text)
{
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size();) {
        const text::CodePoint c = text::decodeUtf8(text.substr(i));
        if (c.size == 0)
            out += "\xEF\xBF\xBD"; // no YAML text can hold the byte
        else if (c.value == '"' || c.value == '\\')
            out.append({'\\', text[i]});
        else if (isVisible(c.value))
            out += text.substr(i, c.size);
        else
            appendEscaped(out, c.value);
        i += std::max<std::size_t>(c.size, 1);
    }
    return out + '"';
}

std::string stringScalar(std::string_view text, Context context)
{
    const Shape shape = shapeOf(text);
    if (context == Context::Block ? shape.plainInBlock : shape.plainInFlow)
        return std::string(text);
    return shape.needsEscapes ? doubleQuoted(text) : singleQuoted(text);
}

/// `1e3` is a number in JSON and a text in YAML 1.1, which wants a point and a sign.
std::string numberScalar(const std::string& written)
{
    const ScalarType type = plainScalarType(written);
    if (type == ScalarType::Int || type == ScalarType::Float)
        return written;
    const std::size_t e = written.find_first_of("eE");
    if (e == std::string::npos || jsonLiteralType(written) != ScalarType::Float)
        return singleQuoted(written); // no number at all: better a text than a broken document
    std::string mantissa = written.substr(0, e);
    std::string exponent = written.substr(e + 1);
    if (mantissa.find('.') == std::string::npos)
        mantissa += ".0";
    if (exponent.front() != '+' && exponent.front() != '-')
        exponent.insert(exponent.begin(), '+');
    return mantissa + "e" + exponent;
}

std::string scalar(const Value& value, Context context)
{
    switch (value.kind) {
    case Value::Kind::Null:
        return "null";
    case Value::Kind::Bool:
        return value.text;
    case Value::Kind::Number:
        return numberScalar(value.text);
    case Value::Kind::String:
        return stringScalar(value.text, context);
    case Value::Kind::List:
        return "[]";
    case Value::Kind::Map:
        return "{}";
    }
    return {};
}

bool isBlockCollection(const Value& value)
{
    if (value.kind == Value::Kind::List)
        return !value.items.empty();
    return value.kind == Value::Kind::Map && !value.entries.empty();
}

/// Of a selector.
bool isExpression(const Value& value)
{
    return value.kind == Value::Kind::Map && value.find("key") != nullptr
        && value.find("operator") != nullptr;
}

bool contains(const std::set<std::string, std::less<>>& set, std::string_view word)
{
    return set.find(word) != set.end();
}

class Writer
{
public:
    explicit Writer(const YamlStyle& style) : m_style(style) { }

    std::string write(const Value& value)
    {
        if (isInLine(value)) {
            indent(m_style.column);
            flow(value, m_style.listKey);
            m_out += '\n';
        } else if (!isBlockCollection(value)) {
            indent(m_style.column);
            m_out += scalarLike(value, Context::Block, m_style.listKey) + '\n';
        } else if (value.kind == Value::Kind::Map) {
            mapping(value, m_style.column, false);
        } else {
            sequence(value, m_style.column, false, m_style.listKey);
        }
        return std::move(m_out);
    }

    std::string writeFlow(const Value& value)
    {
        flow(value, m_style.listKey);
        return std::move(m_out);
    }

private:
    [[nodiscard]] bool isInLine(const Value& value) const
    {
        return m_style.expressionsInLine && isExpression(value);
    }

    void indent(std::size_t columns) { m_out.append(columns, ' '); }

    static std::string quoted(std::string_view text, Context context, Quotes quotes)
    {
        const Shape shape = shapeOf(text);
        if (quotes == Quotes::Needed)
            return stringScalar(text, context);
        return quotes == Quotes::Double || shape.needsEscapes ? doubleQuoted(text)
                                                              : singleQuoted(text);
    }

    [[nodiscard]] std::string scalarLike(const Value& value, Context context,
                                         std::string_view key) const
    {
        const auto quotes = m_style.quotes.find(key);
        if (value.kind != Value::Kind::String || quotes == m_style.quotes.end())
            return scalar(value, context);
        return quoted(value.text, context, quotes->second);
    }

    [[nodiscard]] std::string keyText(const std::string& key, Context context) const
    {
        return quoted(key, context, m_style.keyQuotes);
    }

    /// `inLine`: the first entry stands behind a dash that is written already.
    void mapping(const Value& map, std::size_t column, bool inLine)
    {
        for (const auto& [key, value] : map.entries) {
            if (!inLine)
                indent(column);
            inLine = false;
            const std::string name = keyText(key, Context::Block);
            if (name.size() > longestSimpleKey) {
                m_out += "? " + name + '\n';
                indent(column);
                m_out += ':';
            } else {
                m_out += name + ':';
            }
            behindKey(key, value, column);
        }
    }

    void behindKey(const std::string& key, const Value& value, std::size_t column)
    {
        if (isInLine(value) || (isBlockCollection(value) && contains(m_style.flow, key))) {
            m_out += ' ';
            flow(value, key);
            m_out += '\n';
        } else if (!isBlockCollection(value)) {
            m_out += ' ' + scalarLike(value, Context::Block, key) + '\n';
        } else if (value.kind == Value::Kind::Map) {
            m_out += '\n';
            mapping(value, column + m_style.mapStep, false);
        } else {
            m_out += '\n';
            sequence(value, column + m_style.listStep, false, key);
        }
    }

    void sequence(const Value& list, std::size_t column, bool inLine, std::string_view key)
    {
        for (const Value& item : list.items) {
            if (!inLine)
                indent(column);
            inLine = false;
            m_out += "- ";
            if (isInLine(item) || (isBlockCollection(item) && contains(m_style.flowItems, key))) {
                flow(item, key);
                m_out += '\n';
            } else if (!isBlockCollection(item)) {
                m_out += scalarLike(item, Context::Block, key) + '\n';
            } else if (item.kind == Value::Kind::Map) {
                mapping(item, column + step, true);
            } else {
                sequence(item, column + step, true, key);
            }
        }
    }

    void flow(const Value& value, std::string_view key)
    {
        if (!isBlockCollection(value)) {
            m_out += scalarLike(value, Context::Flow, key);
            return;
        }
        const bool list = value.kind == Value::Kind::List;
        const std::string_view gap = !list && m_style.paddedFlowMaps ? " " : "";
        m_out += list ? '[' : '{';
        m_out += gap;
        std::string_view between;
        for (const Value& item : value.items) {
            m_out += between;
            flow(item, key);
            between = ", ";
        }
        for (const auto& [name, entry] : value.entries) {
            const std::string written = keyText(name, Context::Flow);
            m_out += between;
            m_out += written.size() > longestSimpleKey ? "? " : "";
            m_out += written + ": ";
            flow(entry, name);
            between = ", ";
        }
        m_out += gap;
        m_out += list ? ']' : '}';
    }

    const YamlStyle& m_style;
    std::string m_out;
};

} // namespace

std::string singleQuoted(std::string_view text)
{
    std::string out = "'";
    for (const char c : text) {
        out += c;
        if (c == '\'')
            out += c;
    }
    return out + "'";
}

std::string writeYaml(const Value& value, const YamlStyle& style)
{
    return Writer(style).write(value);
}

std::string writeFlow(const Value& value, const YamlStyle& style)
{
    return Writer(style).writeFlow(value);
}

std::string writeScalar(const Value& value)
{
    return scalar(value, Context::Block);
}

} // namespace pw::yaml
