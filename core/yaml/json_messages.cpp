#include "core/yaml/json_messages.h"

#include <algorithm>

namespace pw::yaml {

namespace {

JsonMessage brokenString(const JsonError& error)
{
    constexpr std::size_t shown = 100;
    const bool onLine = error.broken.at < error.bytes.size();
    return {error.broken.begin, std::min(error.broken.at, error.broken.begin + shown),
            onLine ? "This text is not closed on its line; add the closing quote, or write \\n and "
                     "\\t for a line break and a tab"
                   : "The quote that opens here is never closed; add the closing quote"};
}

JsonMessage unclosed(const JsonError& error)
{
    const auto line = 1
        + std::count(error.bytes.begin(),
                     error.bytes.begin() + static_cast<std::ptrdiff_t>(error.open), '\n');
    return {error.limit, error.limit,
            std::string("The text ends before the ") + (error.inObject ? "object" : "list")
                + " that opens in line " + std::to_string(line) + " is closed; add the missing "
                + (error.inObject ? "}" : "]")};
}

} // namespace

JsonMessage explain(const JsonError& error)
{
    if (error.at >= error.limit)
        return error.broken.found() && error.limit == error.broken.begin ? brokenString(error)
                                                                         : unclosed(error);
    const std::size_t at = error.at;
    const std::size_t before
        = at == 0 ? std::string_view::npos : error.bytes.find_last_not_of(jsonBlanks, at - 1);
    const char last = before == std::string_view::npos ? '\0' : error.bytes[before];
    const char here = error.bytes[at];
    if (here == '\'')
        return {at, at + 1, "JSON texts stand in double quotes; write \" for '"};
    if (last == ',' && (here == '}' || here == ']'))
        return {before, before + 1, "A comma before the closing bracket; remove it"};
    if (last == ':' || (!error.inObject && (last == ',' || last == '[')))
        return {at, at + 1, "This is no JSON value; put texts in double quotes"};
    if (error.inObject && (last == ',' || last == '{'))
        return {at, at + 1, "Expected a key in double quotes"};
    return {at, at + 1,
            std::string("Something is missing before this: a comma")
                + (error.inObject ? ", a colon or the closing }" : " or the closing ]")};
}

} // namespace pw::yaml
