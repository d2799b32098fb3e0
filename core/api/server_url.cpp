#include "core/api/server_url.h"

#include "core/api/wire.h"

#include <algorithm>
#include <curl/curl.h>
#include <memory>

namespace pw::api {
namespace {

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part(const Handle& url, CURLUPart which)
{
    char* text = nullptr;
    if (curl_url_get(url.get(), which, &text, 0) != CURLUE_OK || text == nullptr)
        return {};
    std::string out(text);
    curl_free(text);
    return out;
}

Handle parsed(const std::string& url)
{
    Handle handle(curl_url(), curl_url_cleanup);
    if (handle && curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
        handle.reset();
    return handle;
}

bool isLoopback(const std::string& host)
{
    if (host == "localhost" || host == "[::1]")
        return true;
    return host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos
        && std::count(host.begin(), host.end(), '.') == 3;
}

Error badUrl(std::string message)
{
    return {"bad-url", std::move(message), "server address"};
}

} // namespace

Result<std::string> checkedUrl(std::string_view url)
{
    std::string text(url);
    while (text.ends_with('/'))
        text.pop_back();
    const std::string shown = wire::shownText(text, 100);
    const Handle handle = parsed(text);
    if (!handle)
        return badUrl("This is no address of a server: " + shown);
    if (!part(handle, CURLUPART_USER).empty() || !part(handle, CURLUPART_PASSWORD).empty()
        || !part(handle, CURLUPART_QUERY).empty() || !part(handle, CURLUPART_FRAGMENT).empty())
        return badUrl("The address of a server is https://host[:port], without a user, ? or #");
    const std::string scheme = part(handle, CURLUPART_SCHEME);
    if (scheme == "http" && !isLoopback(part(handle, CURLUPART_HOST)))
        return badUrl("The key would travel unencrypted to " + shown + "; write https://");
    if (scheme != "http" && scheme != "https")
        return badUrl("The address of a server begins with https://, this one is " + shown);
    std::string checked = part(handle, CURLUPART_URL);
    while (checked.ends_with('/'))
        checked.pop_back();
    return checked;
}

bool isOnThisMachine(const std::string& url)
{
    const Handle handle = parsed(url);
    return handle && isLoopback(part(handle, CURLUPART_HOST));
}

std::string percentEncoded(std::string_view text, std::string_view kept)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9') || std::string_view("-._~").find(c) != std::string_view::npos
            || kept.find(c) != std::string_view::npos;
        const auto byte = static_cast<unsigned char>(c);
        if (plain)
            out += c;
        else
            (out += '%') += {digits[byte >> 4U], digits[byte & 0xFU]};
    }
    return out;
}

} // namespace pw::api
