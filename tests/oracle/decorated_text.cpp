#include "tests/oracle/decorated_text.h"

#include <algorithm>
#include <string_view>

namespace pw::oracle {
namespace {

using yaml::Value;

bool isWord(std::string_view text)
{
    static constexpr std::string_view safe
        = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_/";
    if (text.empty() || safe.find(text.front()) == std::string_view::npos)
        return false;
    for (const std::string_view word :
         {"y",  "Y",    "n",    "N",    "yes",   "Yes",   "YES",   "no", "No",
          "NO", "true", "True", "TRUE", "false", "False", "FALSE", "on", "On",
          "ON", "off",  "Off",  "OFF",  "null",  "Null",  "NULL"}) {
        if (text == word)
            return false;
    }
    return std::ranges::all_of(text, [](char sign) {
        return safe.find(sign) != std::string_view::npos || (sign >= '0' && sign <= '9')
            || sign == '.' || sign == '-';
    });
}

std::string doubleQuoted(std::string_view text)
{
    std::string out = "\"";
    for (const char sign : text) {
        if (sign == '"' || sign == '\\')
            out += '\\';
        if (sign == '\n')
            out += "\\n";
        else if (sign == '\t')
            out += "\\t";
        else
            out += sign;
    }
    return out + '"';
}

std::string singleQuoted(std::string_view text)
{
    std::string out = "'";
    for (const char sign : text)
        out += sign == '\'' ? std::string("''") : std::string(1, sign);
    return out + "'";
}

bool isLeaf(const Value& value)
{
    return value.items.empty() && value.entries.empty();
}

bool isOneLine(std::string_view text)
{
    return text.find_first_of("\n\t") == std::string_view::npos;
}

class Writer
{
public:
    Writer(std::mt19937_64& random, DecoratedText& out, bool json, const Anchors& anchors)
        : m_random(random), m_out(out), m_anchors(anchors), m_json(json),
          m_decorate(!json && chance(4) ? false : !json)
    {
    }

    void document(const Value& value, bool noted)
    {
        m_noted = noted;
        if (m_json)
            return json(value, 0, {}, chance(2));
        if (isLeaf(value)) {
            text() += scalar(value, false, {}) + "\n";
        } else if (value.kind == Value::Kind::Map) {
            map(value, 0, {}, false);
        } else {
            list(value, 0, {}, false);
        }
    }

private:
    [[nodiscard]] bool chance(unsigned n) { return m_random() % n == 0; }
    [[nodiscard]] bool decorates(unsigned n) { return m_decorate && chance(n); }
    std::string& text() { return m_out.text; }
    void pad(std::size_t column) { text().append(column, ' '); }

    void comment()
    {
        const std::string words = "# c" + std::to_string(m_comments++) + "!";
        m_out.comments.emplace_back(text().size(), words);
        text() += words;
    }

    void note(const Path& path, const Part& part)
    {
        if (m_noted)
            m_out.parts[path] = part;
    }

    std::string scalar(const Value& value, bool flow, const Path& path)
    {
        if (const auto alias = m_anchors.aliases.find(path); alias != m_anchors.aliases.end())
            return "*" + alias->second;
        if (const auto anchor = m_anchors.anchors.find(path); anchor != m_anchors.anchors.end())
            return "&" + anchor->second + " " + unmarked(value, flow);
        return unmarked(value, flow);
    }

    std::string unmarked(const Value& value, bool flow)
    {
        switch (value.kind) {
        case Value::Kind::Null:
            return "null";
        case Value::Kind::List:
            return "[]";
        case Value::Kind::Map:
            return "{}";
        case Value::Kind::Bool:
        case Value::Kind::Number:
            return value.text;
        case Value::Kind::String:
            break;
        }
        if (isWord(value.text) && !(flow && value.text.find('/') == 0) && !chance(4))
            return value.text;
        return isOneLine(value.text) && chance(2) ? singleQuoted(value.text)
                                                  : doubleQuoted(value.text);
    }

    std::string keyText(const std::string& key)
    {
        if (key == "<<")
            return key;
        return isWord(key) && !chance(8) ? key : chance(2) ? singleQuoted(key) : doubleQuoted(key);
    }

    static Path below(const Path& path, std::size_t index)
    {
        Path out = path;
        out.push_back(index);
        return out;
    }

    /// Lines before an entry that are not its own, then those that are.
    void above(std::size_t column, Part& part)
    {
        if (decorates(8))
            text() += "\n";
        if (decorates(12)) {
            pad(column);
            comment();
            text() += "\n\n";
        }
        part.begin = text().size();
        for (unsigned n = decorates(6) ? 1 + m_random() % 2 : 0; n > 0; --n) {
            pad(column);
            comment();
            text() += "\n";
        }
    }

    void endLine()
    {
        if (decorates(6)) {
            text() += chance(3) ? "   " : " ";
            comment();
        }
        text() += "\n";
    }

    void map(const Value& value, std::size_t column, const Path& path, bool inLine)
    {
        std::size_t index = 0;
        for (const auto& [key, child] : value.entries) {
            Part part;
            part.inLine = inLine && index == 0;
            part.begin = text().size();
            if (!part.inLine) {
                above(column, part);
                pad(column);
            }
            if (path.empty() && (key == "anchored" || key == "alias")) {
                text() += key + (key == "alias" ? ": *shared" : ": &shared shared");
                part.lineEnd = text().size();
                endLine();
                part.end = text().size();
                note(below(path, index++), part);
                continue;
            }
            text() += keyText(key) + ":";
            const bool leaf = child.kind != Value::Kind::List && child.kind != Value::Kind::Map;
            behind(child, column, below(path, index), part, true);
            if (leaf && !m_literal && decorates(16)) { // deeper: still of this entry
                pad(column + 1 + m_random() % 3);
                comment();
                text() += "\n";
            }
            part.end = text().size();
            note(below(path, index), part);
            ++index;
        }
    }

    void list(const Value& value, std::size_t column, const Path& path, bool inLine)
    {
        std::size_t index = 0;
        for (const Value& child : value.items) {
            Part part;
            part.inLine = inLine && index == 0;
            part.begin = text().size();
            if (!part.inLine) {
                above(column, part);
                pad(column);
            }
            text() += "-";
            const Path place = below(path, index);
            const bool nested = !isLeaf(child);
            if (nested && !chance(6)) {
                const std::size_t gap = chance(8) ? 3 : 1;
                part.lineEnd = text().size(); // what follows is of what stands in it
                pad(gap);
                if (chance(6)) {
                    flow(child, place, column + 1 + gap);
                    part.lineEnd = std::min(text().find('\n', part.lineEnd), text().size());
                    endLine();
                } else if (child.kind == Value::Kind::Map) {
                    map(child, column + 1 + gap, place, true);
                } else {
                    list(child, column + 1 + gap, place, true);
                }
            } else {
                behind(child, column, place, part, false);
            }
            if (part.lineEnd == 0)
                part.lineEnd = std::min(text().find('\n', part.begin), text().size());
            part.end = text().size();
            note(place, part);
            ++index;
        }
    }

    /// What stands behind a key or a dash, with the end of the line.
    void behind(const Value& value, std::size_t column, const Path& path, Part& part, bool key)
    {
        const std::string gap = " ";
        m_literal = false;
        if (isLeaf(value)) {
            const bool missing = value.isNull() && chance(2);
            const bool literal = value.kind == Value::Kind::String && value.text.size() > 1
                && isWord(value.text) && chance(10) && !m_anchors.anchors.contains(path)
                && !m_anchors.aliases.contains(path);
            if (literal) {
                text() += gap + (chance(2) ? "|-" : ">-");
                part.lineEnd = text().size();
                endLine();
                pad(column + 2 + m_random() % 2);
                text() += value.text + "\n";
                m_literal = true;
                return;
            }
            if (!missing)
                text() += gap + scalar(value, false, path);
            part.lineEnd = text().size();
            endLine();
            return;
        }
        if (chance(5)) {
            const std::size_t start = text().size();
            text() += gap;
            flow(value, path, column);
            part.lineEnd = std::min(text().find('\n', start), text().size());
            endLine();
            return;
        }
        if (decorates(20))
            text() += " &a" + std::to_string(m_comments++);
        part.lineEnd = text().size();
        endLine();
        if (value.kind == Value::Kind::Map)
            map(value, column + 1 + m_random() % 4, path, false);
        else
            // Dashes may stand in the column of a key, and never in that of a dash.
            list(value, column + (key ? 2 * (m_random() % 3) : 1 + m_random() % 3), path, false);
    }

    void flow(const Value& value, const Path& path, std::size_t column)
    {
        if (isLeaf(value)) {
            text() += scalar(value, true, path);
            return;
        }
        const bool isMap = value.kind == Value::Kind::Map;
        const bool lines = m_decorate && m_flowDepth == 0 && chance(3);
        ++m_flowDepth;
        text() += isMap ? "{" : "[";
        const std::size_t count = isMap ? value.entries.size() : value.items.size();
        for (std::size_t index = 0; index < count; ++index) {
            const Path place = below(path, index);
            Part part;
            part.flow = true;
            part.inLine = true;
            if (lines) {
                text() += index == 0 ? "\n" : "";
                part.begin = text().size();
                if (decorates(8)) {
                    pad(column + 2);
                    comment();
                    text() += "\n";
                }
                pad(column + 2);
            } else {
                text() += index == 0 ? (chance(4) ? " " : "") : " ";
                part.begin = text().size();
            }
            if (isMap)
                text() += keyText(value.entries[index].first) + ": ";
            flow(isMap ? value.entries[index].second : value.items[index], place, column + 2);
            part.lineEnd = text().size();
            if (index + 1 < count || (lines && chance(3)))
                text() += ",";
            if (lines)
                endLine();
            part.end = text().size();
            note(place, part);
        }
        if (lines)
            pad(column + 1);
        text() += isMap ? "}" : "]";
        --m_flowDepth;
    }

    void json(const Value& value, std::size_t depth, const Path& path, bool lines)
    {
        const bool isMap = value.kind == Value::Kind::Map;
        if (isLeaf(value)) {
            text() += value.kind == Value::Kind::String ? doubleQuoted(value.text)
                                                        : unmarked(value, true);
            return;
        }
        text() += isMap ? "{" : "[";
        const std::size_t count = isMap ? value.entries.size() : value.items.size();
        for (std::size_t index = 0; index < count; ++index) {
            if (lines) {
                text() += "\n";
                pad(2 * depth + 2);
            }
            Part part;
            part.flow = true;
            part.inLine = true;
            part.begin = text().size();
            if (isMap)
                text() += doubleQuoted(value.entries[index].first) + (lines ? ": " : ":");
            json(isMap ? value.entries[index].second : value.items[index], depth + 1,
                 below(path, index), lines);
            part.lineEnd = text().size();
            part.end = text().size();
            note(below(path, index), part);
            if (index + 1 < count)
                text() += ",";
        }
        if (lines) {
            text() += "\n";
            pad(2 * depth);
        }
        text() += isMap ? "}" : "]";
    }

    std::mt19937_64& m_random;
    DecoratedText& m_out;
    const Anchors& m_anchors;
    bool m_json;
    bool m_decorate;
    bool m_noted = true;
    bool m_literal = false; ///< the value written last was a block scalar
    int m_flowDepth = 0;
    static inline int m_comments = 0;
};

/// The places after every line feed has become two bytes, behind a mark.
void respelled(DecoratedText& out, bool crlf, bool bom)
{
    std::vector<std::size_t> places(out.text.size() + 1);
    std::string text = bom ? "\xEF\xBB\xBF" : "";
    for (std::size_t at = 0; at < out.text.size(); ++at) {
        places[at] = text.size();
        if (crlf && out.text[at] == '\n')
            text += '\r';
        text += out.text[at];
    }
    places.back() = text.size();
    for (auto& [path, part] : out.parts) {
        part.begin = places[part.begin];
        part.end = places[part.end];
        part.lineEnd = places[part.lineEnd];
    }
    for (auto& [at, words] : out.comments)
        at = places[at];
    out.text = std::move(text);
}

} // namespace

DecoratedText decorated(const Value& value, std::mt19937_64& random)
{
    return decorated(value, {}, random);
}

DecoratedText decorated(const Value& value, const Anchors& anchors, std::mt19937_64& random)
{
    DecoratedText out;
    const bool json = random() % 6 == 0 && anchors.anchors.empty();
    out.json = json;
    if (json) {
        Writer(random, out, true, anchors).document(value, true);
        if (random() % 2 == 0)
            out.text += "\n";
        return out;
    }
    const Anchors none;
    const Value other = Value::map({{"other", Value::strings({"x", "y"})}});
    out.documents = random() % 6 == 0 ? 2 + random() % 2 : 1;
    out.document = random() % out.documents;
    for (std::size_t i = 0; i < out.documents; ++i) {
        if (out.documents > 1)
            out.text += "---\n";
        const bool isIt = i == out.document;
        Writer(random, out, false, isIt ? anchors : none).document(isIt ? value : other, isIt);
    }
    respelled(out, random() % 4 == 0, random() % 8 == 0);
    if (random() % 5 == 0) {
        const std::size_t end = out.text.size() - (out.text.ends_with("\r\n") ? 2 : 1);
        out.text.resize(end);
        for (auto& [path, part] : out.parts)
            part.end = std::min(part.end, end);
    }
    return out;
}

} // namespace pw::oracle
