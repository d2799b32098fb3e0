#include "core/yaml/scalar_type.h"

#include <algorithm>
#include <array>

namespace pw::yaml {

namespace {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes signs off the front of a text, one pattern element at a time.
class Taker
{
public:
    explicit Taker(std::string_view text) : m_rest(text) { }

    [[nodiscard]] bool done() const { return m_rest.empty(); }
    [[nodiscard]] char front() const { return m_rest.empty() ? '\0' : m_rest.front(); }

    bool take(char c)
    {
        if (front() != c || m_rest.empty())
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    bool takeAny(std::string_view set)
    {
        if (m_rest.empty() || set.find(m_rest.front()) == std::string_view::npos)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    std::size_t takeAll(std::string_view set)
    {
        const std::size_t count = std::min(m_rest.find_first_not_of(set), m_rest.size());
        m_rest.remove_prefix(count);
        return count;
    }
    /// At least `least` and at most `most` digits.
    bool digits(std::size_t least, std::size_t most)
    {
        std::size_t count = 0;
        while (count < most && !m_rest.empty() && isDigit(m_rest.front())) {
            m_rest.remove_prefix(1);
            ++count;
        }
        return count >= least;
    }

private:
    std::string_view m_rest;
};

constexpr std::string_view decimals = "0123456789";
constexpr std::string_view decimalsAndBars = "0123456789_";

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool isNullWord(std::string_view text)
{
    return text.empty() || isOneOf(text, {"~", "null", "Null", "NULL"});
}

bool isBoolWord(std::string_view text)
{
    return isOneOf(text,
                   {"yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false", "False",
                    "FALSE", "on", "On", "ON", "off", "Off", "OFF"});
}

/// One or more `:59`, with at most two digits each.
bool takeSixties(Taker& in)
{
    bool any = false;
    while (in.take(':')) {
        const bool high = in.front() > '5';
        if (!in.digits(1, high ? 1 : 2))
            return false;
        any = true;
    }
    return any;
}

bool isInt(std::string_view text)
{
    Taker in(text);
    in.takeAny("+-");
    if (in.take('0')) {
        if (in.done())
            return true;
        if (in.take('b'))
            return in.takeAll("01_") > 0 && in.done();
        if (in.take('x'))
            return in.takeAll("0123456789abcdefABCDEF_") > 0 && in.done();
        return in.takeAll("01234567_") > 0 && in.done();
    }
    if (!isDigit(in.front()))
        return false;
    in.takeAll(decimalsAndBars);
    return in.done() || (takeSixties(in) && in.done());
}

bool takeSignedExponent(Taker& in)
{
    if (!in.takeAny("eE"))
        return true;
    return in.takeAny("+-") && in.takeAll(decimals) > 0;
}

bool isFloat(std::string_view text)
{
    if (isOneOf(text, {".nan", ".NaN", ".NAN"}))
        return true;
    Taker in(text);
    const bool sign = in.takeAny("+-");
    if (in.take('.')) {
        const std::string_view rest = text.substr(sign ? 2 : 1);
        if (isOneOf(rest, {"inf", "Inf", "INF"}))
            return true;
        if (sign || !isDigit(in.front()))
            return false;
        in.takeAll(decimalsAndBars);
        return takeSignedExponent(in) && in.done();
    }
    if (!isDigit(in.front()))
        return false;
    in.takeAll(decimalsAndBars);
    if (in.front() == ':') {
        if (!takeSixties(in) || !in.take('.'))
            return false;
        in.takeAll(decimalsAndBars);
        return in.done();
    }
    if (!in.take('.'))
        return false;
    in.takeAll(decimalsAndBars);
    return takeSignedExponent(in) && in.done();
}

bool isTimestamp(std::string_view text)
{
    Taker in(text);
    if (!in.digits(4, 4) || !in.take('-'))
        return false;
    if (text.size() == 10)
        return in.digits(2, 2) && in.take('-') && in.digits(2, 2);
    if (!in.digits(1, 2) || !in.take('-') || !in.digits(1, 2))
        return false;
    if (!in.takeAny("Tt") && in.takeAll(" \t") == 0)
        return false;
    if (!in.digits(1, 2) || !in.take(':') || !in.digits(2, 2) || !in.take(':') || !in.digits(2, 2))
        return false;
    if (in.take('.'))
        in.takeAll(decimals);
    if (in.done())
        return true;
    in.takeAll(" \t");
    if (in.take('Z'))
        return in.done();
    if (!in.takeAny("+-") || !in.digits(1, 2))
        return false;
    return in.done() || (in.take(':') && in.digits(2, 2) && in.done());
}

} // namespace

ScalarType plainScalarType(std::string_view text)
{
    if (text.empty())
        return ScalarType::Null;
    // Nearly every scalar ends here: only these signs begin something that is no text.
    const char first = text.front();
    if (isDigit(first) || first == '-' || first == '+' || first == '.') {
        if (isInt(text))
            return ScalarType::Int;
        if (isFloat(text))
            return ScalarType::Float;
        return isTimestamp(text) ? ScalarType::Timestamp : ScalarType::String;
    }
    if (text.size() > 5 || std::string_view("yYnNtTfFoO~").find(first) == std::string_view::npos)
        return ScalarType::String;
    if (isNullWord(text))
        return ScalarType::Null;
    return isBoolWord(text) ? ScalarType::Bool : ScalarType::String;
}

bool looksLikeCoreSchemaValue(std::string_view text)
{
    if (isOneOf(text, {"y", "Y", "n", "N", "=", "<<"}))
        return true;
    const bool sign = text.starts_with('+') || text.starts_with('-');
    const std::string_view number = text.substr(sign ? 1 : 0);
    const std::string_view digits = number.substr(std::min<std::size_t>(2, number.size()));
    const char base = number.size() > 2 && number[0] == '0' ? number[1] : '0';
    if (base == 'o' || base == 'O')
        return digits.find_first_not_of("01234567") == std::string_view::npos;
    if (base == 'x' || base == 'X' || base == 'b' || base == 'B')
        return digits.find_first_not_of("0123456789abcdefABCDEF_") == std::string_view::npos;

    Taker in(number);
    std::size_t mantissa = in.takeAll(decimalsAndBars);
    if (in.take('.')) {
        mantissa += in.takeAll(decimalsAndBars);
        if (mantissa == 0 && in.takeAny("iInN"))
            return number.size() == 4; // .inf, .NaN
    }
    if (mantissa == 0 || number.front() == '_')
        return false;
    if (in.takeAny("eE")) {
        in.takeAny("+-");
        return in.takeAll(decimals) > 0 && in.done();
    }
    return in.done();
}

ScalarType taggedScalarType(std::string_view text, std::string_view tag)
{
    constexpr std::string_view standard = "tag:yaml.org,2002:";
    if (!tag.starts_with(standard))
        return ScalarType::String;
    const std::string_view name = tag.substr(standard.size());
    const ScalarType found = plainScalarType(text);
    if (name == "null" && found == ScalarType::Null)
        return found;
    if (name == "bool" && found == ScalarType::Bool)
        return found;
    if (name == "int" && found == ScalarType::Int)
        return found;
    if (name == "timestamp" && found == ScalarType::Timestamp)
        return found;
    if (name == "float" && (found == ScalarType::Float || found == ScalarType::Int))
        return ScalarType::Float;
    return ScalarType::String;
}

ScalarType jsonLiteralType(std::string_view text)
{
    // The common number first: nothing but digits.
    if (!text.empty() && text.front() >= '1' && text.front() <= '9'
        && std::all_of(text.begin(), text.end(), isDigit))
        return ScalarType::Int;
    if (text == "null")
        return ScalarType::Null;
    if (text == "true" || text == "false")
        return ScalarType::Bool;
    Taker in(text);
    in.take('-');
    if (!in.take('0') && (in.front() < '1' || in.takeAll(decimals) == 0))
        return ScalarType::String;
    ScalarType type = ScalarType::Int;
    if (in.take('.')) {
        type = ScalarType::Float;
        if (in.takeAll(decimals) == 0)
            return ScalarType::String;
    }
    if (in.takeAny("eE")) {
        type = ScalarType::Float;
        in.takeAny("+-");
        if (in.takeAll(decimals) == 0)
            return ScalarType::String;
    }
    return in.done() ? type : ScalarType::String;
}

} // namespace pw::yaml
