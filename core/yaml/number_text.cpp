#include "core/yaml/number_text.h"

#include "core/yaml/scalar_type.h"

#include <algorithm>
#include <iterator>

namespace pw::yaml {

namespace {

/// Decimal digits of any length, because JSON numbers have no limit.
class Decimal
{
public:
    void multiplyAdd(unsigned factor, unsigned addend)
    {
        unsigned carry = addend;
        for (char& digit : m_reversed) {
            carry += static_cast<unsigned>(digit - '0') * factor;
            digit = static_cast<char>('0' + carry % 10);
            carry /= 10;
        }
        for (; carry > 0; carry /= 10)
            m_reversed += static_cast<char>('0' + carry % 10);
    }
    [[nodiscard]] std::string text() const
    {
        return m_reversed.empty() ? "0" : std::string(m_reversed.rbegin(), m_reversed.rend());
    }

private:
    std::string m_reversed;
};

unsigned digitValue(char c)
{
    if (c <= '9')
        return static_cast<unsigned>(c - '0');
    return static_cast<unsigned>((c | 0x20) - 'a') + 10;
}

std::string inBase(std::string_view digits, unsigned base)
{
    Decimal decimal;
    for (const char c : digits)
        decimal.multiplyAdd(base, digitValue(c));
    return decimal.text();
}

/// `1:30:15`: each part counts sixty times the one behind it.
std::string sexagesimal(std::string_view text)
{
    Decimal decimal;
    std::string_view fraction;
    while (!text.empty()) {
        const std::size_t colon = std::min(text.find(':'), text.size());
        std::string_view part = text.substr(0, colon);
        text.remove_prefix(std::min(colon + 1, text.size()));
        if (const std::size_t point = part.find('.'); point != std::string_view::npos) {
            fraction = part.substr(point);
            part = part.substr(0, point);
        }
        unsigned addend = 0;
        if (part.size() > 2) { // only the first part may be longer
            for (const char c : part)
                decimal.multiplyAdd(10, digitValue(c));
            continue;
        }
        for (const char c : part)
            addend = addend * 10 + digitValue(c);
        decimal.multiplyAdd(60, addend);
    }
    return decimal.text() + (fraction.size() > 1 ? std::string(fraction) : "");
}

std::string unsignedNumber(std::string_view text)
{
    if (text.find(':') != std::string_view::npos)
        return sexagesimal(text);
    if (text.starts_with("0x"))
        return inBase(text.substr(2), 16);
    if (text.starts_with("0b"))
        return inBase(text.substr(2), 2);
    const bool whole = text.find_first_not_of("0123456789") == std::string_view::npos;
    if (whole && text.size() > 1 && text.front() == '0')
        return inBase(text, 8);
    // What is left is decimal with a point that may lack digits on one side, or leading zeros.
    const std::size_t end = std::min(text.find_first_of(".eE"), text.size());
    std::string_view integer = text.substr(0, end);
    while (integer.size() > 1 && integer.front() == '0')
        integer.remove_prefix(1);
    std::string out = integer.empty() ? "0" : std::string(integer);
    std::string_view rest = text.substr(end);
    if (rest.starts_with('.') && (rest.size() == 1 || rest[1] == 'e' || rest[1] == 'E'))
        rest.remove_prefix(1);
    return out.append(rest);
}

} // namespace

std::string jsonNumber(std::string_view written)
{
    if (jsonLiteralType(written) == ScalarType::Int
        || jsonLiteralType(written) == ScalarType::Float)
        return std::string(written);
    const ScalarType type = plainScalarType(written);
    if (type != ScalarType::Int && type != ScalarType::Float)
        return "null";
    const bool negative = written.starts_with('-');
    if (negative || written.starts_with('+'))
        written.remove_prefix(1);
    if (written.size() > 1 && written.front() == '.' && (written[1] < '0' || written[1] > '9'))
        return "null"; // .inf, .nan
    constexpr std::size_t longest = 1000; // turning bases is quadratic
    if (written.size() > longest)
        return "null";
    std::string digits;
    std::copy_if(written.begin(), written.end(), std::back_inserter(digits),
                 [](char c) { return c != '_'; });
    const std::string number = unsignedNumber(digits);
    return negative ? "-" + number : number;
}

} // namespace pw::yaml
