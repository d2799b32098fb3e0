#include "core/api/log_iterator.h"

#include "core/api/base64.h"
#include "core/api/wire.h"

#include <array>
#include <charconv>

namespace pw::api {
namespace {

constexpr double lookBack = 60;
} // namespace

std::string writeIterator(std::string_view lastTime, std::string_view lastId)
{
    const double time = wire::numberOf(lastTime).value_or(0) - lookBack;
    std::array<char, 400> text{}; // as long as a number can get
    const auto [end, problem]
        = std::to_chars(text.data(), text.data() + text.size(), time, std::chars_format::fixed, 6);
    return encodeBase64(std::string(text.data(), end) + "|" + std::string(lastId));
}

std::optional<LogIterator> readIterator(std::string_view word)
{
    const std::optional<std::string> text = decodeBase64(word);
    if (!text)
        return std::nullopt;
    const std::size_t bar = text->find('|');
    const std::optional<double> from = wire::numberOf(std::string_view(*text).substr(0, bar));
    if (bar == std::string::npos || !from)
        return std::nullopt;
    return LogIterator{*from, text->substr(bar + 1)};
}

} // namespace pw::api
