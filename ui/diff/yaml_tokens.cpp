#include "ui/diff/yaml_tokens.h"

#include <algorithm>

namespace pw::ui {
namespace {

using Kind = YamlToken::Kind;

bool isBlank(char sign)
{
    return sign == ' ' || sign == '\t';
}

/// Behind the place there is white space or nothing.
bool endsAt(std::string_view line, std::size_t at)
{
    return at >= line.size() || isBlank(line[at]);
}

/// Behind the closing quote; the end of the line when it is not closed in it.
std::size_t behindQuoted(std::string_view line, std::size_t at)
{
    const char quote = line[at];
    for (++at; at < line.size(); ++at) {
        if (quote == '"' && line[at] == '\\')
            ++at;
        else if (line[at] == quote)
            return at + 1;
    }
    return line.size();
}

/// Behind a plain scalar: at a comment, at the colon of a key, or at the end.
std::size_t behindPlain(std::string_view line, std::size_t at)
{
    for (; at < line.size(); ++at) {
        if (line[at] == ':' && endsAt(line, at + 1))
            return at;
        if (line[at] == '#' && isBlank(line[at - 1]))
            break;
    }
    while (isBlank(line[at - 1]))
        --at;
    return at;
}

bool isNumber(std::string_view text)
{
    return text.find_first_not_of("0123456789.+-eE") == std::string_view::npos
        && text.find_first_of("0123456789") != std::string_view::npos
        && std::ranges::count(text, '.') <= 1;
}

} // namespace

std::vector<YamlToken> yamlTokens(std::string_view line)
{
    std::vector<YamlToken> out;
    const auto add = [&out](Kind kind, std::size_t begin, std::size_t end) {
        out.push_back(
            {kind, {static_cast<text::ByteOffset>(begin), static_cast<text::ByteOffset>(end)}});
    };
    for (std::size_t at = 0; at < line.size();) {
        if (isBlank(line[at])) {
            ++at;
            continue;
        }
        if (line[at] == '#' && (at == 0 || isBlank(line[at - 1]))) {
            add(Kind::Comment, at, line.size());
            break;
        }
        if ((line[at] == '-' || line[at] == ':' || line[at] == '?') && endsAt(line, at + 1)) {
            add(Kind::Sign, at, at + 1);
            ++at;
            continue;
        }
        const bool quoted = line[at] == '"' || line[at] == '\'';
        const std::size_t end = quoted ? behindQuoted(line, at) : behindPlain(line, at);
        const bool key = end < line.size() && line[end] == ':' && endsAt(line, end + 1);
        if (key)
            add(Kind::Key, at, end);
        else if (quoted)
            add(Kind::Quoted, at, end);
        else
            add(isNumber(line.substr(at, end - at)) ? Kind::Number : Kind::Plain, at, end);
        at = end;
    }
    return out;
}

} // namespace pw::ui
