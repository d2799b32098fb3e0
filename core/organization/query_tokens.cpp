#include "core/organization/query_tokens.h"

#include "core/text/utf8.h"

#include <array>
#include <utility>

namespace pw::organization {
namespace {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class Lexer
{
public:
    explicit Lexer(std::string_view text) : m_text(text) { }

    Result<std::vector<QueryToken>> run()
    {
        while (skipBlanks()) {
            const char c = m_text[m_at];
            Result<Done> taken = Done{};
            if (isLetter(c))
                takeWord();
            else if (c == '"' || c == '\'')
                taken = takeText();
            else if (isDigit(c)
                     || (c == '-' && m_at + 1 < m_text.size() && isDigit(m_text[m_at + 1])))
                taken = takeNumber();
            else
                taken = takeSign();
            if (!taken)
                return taken.error();
        }
        m_tokens.push_back({QueryToken::Kind::End, {}, m_text.size()});
        return std::move(m_tokens);
    }

private:
    bool skipBlanks()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
        return m_at < m_text.size();
    }

    void add(QueryToken::Kind kind, std::size_t begin)
    {
        m_tokens.push_back({kind, std::string(m_text.substr(begin, m_at - begin)), begin});
    }

    void takeWord()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size()
               && (isLetter(m_text[m_at]) || isDigit(m_text[m_at]) || m_text[m_at] == '.'
                   || m_text[m_at] == '-'))
            ++m_at;
        add(QueryToken::Kind::Word, begin);
    }

    Result<Done> takeText()
    {
        const std::size_t begin = m_at;
        const char quote = m_text[m_at++];
        std::string content;
        while (m_at < m_text.size() && m_text[m_at] != quote) {
            const bool escaped = m_text[m_at] == '\\' && m_at + 1 < m_text.size()
                && std::string_view("\"'\\").find(m_text[m_at + 1]) != std::string_view::npos;
            m_at += escaped ? 1 : 0;
            content += m_text[m_at++];
        }
        if (m_at >= m_text.size())
            return wrongQuery("the text in quotes has no end", begin);
        ++m_at;
        m_tokens.push_back({QueryToken::Kind::Text, std::move(content), begin});
        return Done{};
    }

    Result<Done> takeNumber()
    {
        const std::size_t begin = m_at++;
        const auto digits = [&] {
            while (m_at < m_text.size() && isDigit(m_text[m_at]))
                ++m_at;
        };
        digits();
        if (m_at + 1 < m_text.size() && m_text[m_at] == '.' && isDigit(m_text[m_at + 1])) {
            ++m_at;
            digits();
        }
        if (m_at < m_text.size() && (m_text[m_at] == 'e' || m_text[m_at] == 'E')) {
            const std::size_t sign = m_at + 1;
            const bool hasSign
                = sign < m_text.size() && (m_text[sign] == '+' || m_text[sign] == '-');
            const std::size_t first = sign + (hasSign ? 1 : 0);
            if (first < m_text.size() && isDigit(m_text[first])) {
                m_at = first;
                digits();
            }
        }
        if (m_at < m_text.size() && (isLetter(m_text[m_at]) || m_text[m_at] == '.'))
            return wrongQuery("this is no number; texts stand in quotes", begin);
        add(QueryToken::Kind::Number, begin);
        return Done{};
    }

    Result<Done> takeSign()
    {
        static constexpr std::array<std::string_view, 17> signs{
            "!~=", "~~=", "~=", "!=", ">=", "<=", "<<", "=", ">",
            "<",   "(",   ")",  "[",  "]",  "*",  ":",  ","};
        for (const std::string_view sign : signs) {
            if (m_text.substr(m_at).starts_with(sign)) {
                const std::size_t begin = m_at;
                m_at += sign.size();
                add(QueryToken::Kind::Sign, begin);
                return Done{};
            }
        }
        const std::size_t size = text::decodeUtf8(m_text.substr(m_at)).size;
        const std::string shown = size == 0 || static_cast<unsigned char>(m_text[m_at]) < 0x20
            ? std::string("this sign")
            : "\"" + std::string(m_text.substr(m_at, size)) + "\"";
        return wrongQuery(shown + " has no meaning here; texts stand in quotes", m_at);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<QueryToken> m_tokens;
};

} // namespace

Error wrongQuery(std::string message, std::size_t at)
{
    return {"wrong-query", std::move(message) + " (character " + std::to_string(at + 1) + ")", {}};
}

Result<std::vector<QueryToken>> queryTokens(std::string_view text)
{
    return Lexer(text).run();
}

} // namespace pw::organization
