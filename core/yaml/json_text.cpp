#include "core/yaml/json_text.h"

#include <simdjson.h>

#include <utility>

namespace pw::yaml {

namespace {

using SimdPass = std::unique_ptr<simdjson::internal::dom_parser_implementation>;

/// Room for places is kept for the next text of this thread: fresh memory costs more than the
/// pass. What is kept takes four bytes for each of the text.
constexpr std::size_t maxKeptText = std::size_t{16} << 20U;

SimdPass& keptPass()
{
    static thread_local SimdPass kept;
    return kept;
}

std::optional<std::uint32_t> hexQuad(std::string_view digits)
{
    if (digits.size() < 4)
        return std::nullopt;
    std::uint32_t value = 0;
    for (const char c : digits.substr(0, 4)) {
        const char lower = static_cast<char>(c | 0x20);
        if (c >= '0' && c <= '9')
            value = value * 16 + static_cast<std::uint32_t>(c - '0');
        else if (lower >= 'a' && lower <= 'f')
            value = value * 16 + static_cast<std::uint32_t>(lower - 'a') + 10;
        else
            return std::nullopt;
    }
    return value;
}

void appendUtf8(std::string& out, std::uint32_t c)
{
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    const auto follow = [&](unsigned shift) { put(0x80U | ((c >> shift) & 0x3FU)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        follow(0);
    } else if (c < 0x10000) {
        put(0xE0U | (c >> 12U));
        follow(6);
        follow(0);
    } else {
        put(0xF0U | (c >> 18U));
        follow(12);
        follow(6);
        follow(0);
    }
}

/// What follows `\u`; takes it off the front. False for bad digits and for half a pair.
bool takeCodePoint(std::string_view& rest, std::string& out)
{
    const auto first = hexQuad(rest);
    if (!first || (*first >= 0xDC00 && *first <= 0xDFFF))
        return false;
    rest.remove_prefix(4);
    std::uint32_t c = *first;
    if (c >= 0xD800 && c <= 0xDBFF) {
        if (!rest.starts_with("\\u"))
            return false;
        const auto second = hexQuad(rest.substr(2));
        if (!second || *second < 0xDC00 || *second > 0xDFFF)
            return false;
        rest.remove_prefix(6);
        c = 0x10000 + ((c - 0xD800) << 10U) + (*second - 0xDC00);
    }
    appendUtf8(out, c);
    return true;
}

} // namespace

struct JsonTokens::Pass
{
    SimdPass simd = std::exchange(keptPass(), nullptr);
};

JsonTokens::JsonTokens() : m_pass(std::make_unique<Pass>()) { }

JsonTokens::~JsonTokens()
{
    if (m_pass->simd != nullptr && m_pass->simd->capacity() <= maxKeptText)
        keptPass() = std::move(m_pass->simd);
}

JsonTokens::Outcome JsonTokens::find(std::string_view bytes)
{
    m_places = {};
    SimdPass& simd = m_pass->simd;
    if (simd == nullptr || simd->capacity() < bytes.size()) {
        simd.reset();
        constexpr std::size_t noDepth = 1; // the first pass does not nest
        if (simdjson::get_active_implementation()->create_dom_parser_implementation(bytes.size(),
                                                                                    noDepth, simd)
            != simdjson::SUCCESS)
            return Outcome::Refused;
    }
    switch (simd->stage1(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(),
                         simdjson::stage1_mode::regular)) {
    case simdjson::SUCCESS:
        m_places = {simd->structural_indexes.get(), simd->n_structural_indexes};
        return Outcome::Found;
    case simdjson::EMPTY:
        return Outcome::Found;
    case simdjson::UNCLOSED_STRING:
    case simdjson::UNESCAPED_CHARS:
        return Outcome::BrokenString;
    default:
        return Outcome::Refused;
    }
}

BrokenString findBrokenString(std::string_view bytes)
{
    for (std::size_t begin = 0; begin < bytes.size(); ++begin) {
        begin = bytes.find_first_of("\"\\", begin);
        if (begin == std::string_view::npos)
            break;
        if (bytes[begin] == '\\') { // an escaped quote opens no string, not even out here
            ++begin;
            continue;
        }
        std::size_t at = begin + 1;
        while (at < bytes.size() && bytes[at] != '"') {
            if (static_cast<unsigned char>(bytes[at]) < 0x20)
                return {begin, at};
            at += bytes[at] == '\\' ? 2 : 1;
        }
        if (at >= bytes.size())
            return {begin, bytes.size()};
        begin = at;
    }
    return {};
}

std::optional<std::string> unescapedJson(std::string_view content)
{
    std::string out;
    out.reserve(content.size());
    while (true) {
        const std::size_t sign = content.find('\\');
        out += content.substr(0, sign);
        if (sign == std::string_view::npos)
            return out;
        content.remove_prefix(sign + 1);
        if (content.empty())
            return std::nullopt;
        const char c = content.front();
        content.remove_prefix(1);
        constexpr std::string_view names = "\"\\/bfnrt";
        constexpr std::string_view signs = "\"\\/\b\f\n\r\t";
        if (const std::size_t named = names.find(c); named != std::string_view::npos)
            out += signs[named];
        else if (c != 'u' || !takeCodePoint(content, out))
            return std::nullopt;
    }
}

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

} // namespace pw::yaml
