#include "core/yaml/json_writer.h"

#include "core/text/utf8.h"
#include "core/yaml/byte_scan.h"
#include "core/yaml/number_text.h"
#include "core/yaml/scalar_type.h"

#include <algorithm>

namespace pw::yaml {

namespace {

constexpr std::size_t step = 2;

/// Of the signs in front that stand in JSON as they are: nearly all of every text.
std::size_t plainLength(std::string_view text)
{
    const auto first = std::find_if_not(text.begin(), text.end(), [](char c) {
        return c >= ' ' && c <= '~' && c != '"' && c != '\\';
    });
    return static_cast<std::size_t>(first - text.begin());
}

class Writer
{
public:
    explicit Writer(JsonLayout layout) : m_lines(layout == JsonLayout::Indented) { }

    std::string write(const Value& value)
    {
        append(value, 0);
        if (m_lines)
            m_out += '\n';
        return std::move(m_out);
    }

private:
    void newLine(std::size_t column)
    {
        if (!m_lines)
            return;
        m_out += '\n';
        m_out.append(column, ' ');
    }

    void append(const Value& value, std::size_t column)
    {
        switch (value.kind) {
        case Value::Kind::Null:
            m_out += "null";
            break;
        case Value::Kind::Bool:
            m_out += value.text;
            break;
        case Value::Kind::Number:
            m_out += jsonNumber(value.text);
            break;
        case Value::Kind::String:
            appendJsonString(m_out, value.text);
            break;
        case Value::Kind::List:
            appendAll(value.items, column, '[', ']',
                      [&](const Value& item) { append(item, column + step); });
            break;
        case Value::Kind::Map:
            appendAll(value.entries, column, '{', '}', [&](const auto& entry) {
                appendJsonString(m_out, entry.first);
                m_out += ": ";
                append(entry.second, column + step);
            });
            break;
        }
    }

    template <typename Range, typename Append>
    void appendAll(const Range& range, std::size_t column, char open, char close, Append one)
    {
        m_out += open;
        std::string_view between;
        for (const auto& element : range) {
            m_out += between;
            newLine(column + step);
            one(element);
            between = m_lines ? "," : ", ";
        }
        if (!range.empty())
            newLine(column);
        m_out += close;
    }

    bool m_lines;
    std::string m_out;
};

} // namespace

std::string writeJson(const Value& value, JsonLayout layout)
{
    return Writer(layout).write(value);
}

std::string jsonString(std::string_view content)
{
    std::string out;
    appendJsonString(out, content);
    return out;
}

void appendJsonString(std::string& out, std::string_view content)
{
    out += '"';
    for (std::size_t i = 0; i < content.size();) {
        const std::size_t plain = plainLength(content.substr(i));
        out.append(content, i, plain);
        i += plain;
        if (i == content.size())
            break;
        const text::CodePoint c = text::decodeUtf8(content.substr(i));
        if (c.size == 0) {
            out += "\xEF\xBF\xBD";
        } else if (c.value == '"' || c.value == '\\') {
            out.append({'\\', content[i]});
        } else if (c.value == '\n') {
            out += "\\n";
        } else if (c.value == '\t') {
            out += "\\t";
        } else if (c.value == '\r') {
            out += "\\r";
        } else if (c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0) || c.value == 0xFEFF
                   || c.value == 0xFFFE || c.value == 0xFFFF || isBidiControl(c.value)) {
            out += "\\u";
            for (int shift = 12; shift >= 0; shift -= 4)
                out += "0123456789abcdef"[(c.value >> static_cast<unsigned>(shift)) & 0xFU];
        } else {
            out += content.substr(i, c.size);
        }
        i += std::max<std::size_t>(c.size, 1);
    }
    out += '"';
}

} // namespace pw::yaml
