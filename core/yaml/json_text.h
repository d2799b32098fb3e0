#pragma once
// What JSON texts are made of: tokens, strings and their escapes.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace pw::yaml {

/// The places of all tokens of a text, found by simdjson's first pass.
class JsonTokens
{
public:
    JsonTokens();
    ~JsonTokens();
    JsonTokens(const JsonTokens&) = delete;
    JsonTokens& operator=(const JsonTokens&) = delete;

    enum class Outcome : std::uint8_t { Found, BrokenString, Refused };
    /// Replaces what was found before.
    [[nodiscard]] Outcome find(std::string_view bytes);
    [[nodiscard]] std::span<const std::uint32_t> places() const { return m_places; }

private:
    struct Pass;
    std::unique_ptr<Pass> m_pass;
    std::span<const std::uint32_t> m_places;
};

/// The first string that is never closed or holds a raw line break or tab. simdjson refuses such
/// texts without a place.
struct BrokenString
{
    std::size_t begin = std::string_view::npos;
    std::size_t at = 0; ///< of the sign that must not stand there; the end of the text if none

    [[nodiscard]] bool found() const { return begin != std::string_view::npos; }
};
[[nodiscard]] BrokenString findBrokenString(std::string_view bytes);

/// The content of a string with its escapes taken off; nothing when one of them is not valid.
[[nodiscard]] std::optional<std::string> unescapedJson(std::string_view content);

/// True when no valid JSON with so many separators has few enough nodes. Spares the tokens, which
/// take four times as much memory as a text of brackets.
[[nodiscard]] bool certainlyTooMany(std::string_view bytes, std::size_t maxNodes);

inline constexpr std::string_view jsonBlanks = " \t\r\n";

[[nodiscard]] constexpr bool isJsonBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace pw::yaml
