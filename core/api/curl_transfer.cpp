#include "core/api/curl_transfer.h"

#include "core/api/hidden_key.h"
#include "core/api/sender.h"
#include "core/api/server_url.h"
#include "core/api/wire.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace pw::api {
namespace {

constexpr std::size_t mostHeaderBytes = std::size_t{256} << 10U;

std::string lowerCase(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return out;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

template <typename Number> long milliseconds(Number time)
{
    return static_cast<long>(std::max<std::int64_t>(time.count(), 1));
}

bool isCertificateProblem(CURLcode code)
{
    constexpr std::array codes{
        CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
        CURLE_SSL_CIPHER,        CURLE_SSL_CACERT_BADFILE,       CURLE_SSL_ISSUER_ERROR,
        CURLE_SSL_CRL_BADFILE,   CURLE_USE_SSL_FAILED,           CURLE_SSL_INVALIDCERTSTATUS};
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

} // namespace

CurlTransfer::CurlTransfer(const CurlOptions& options, const Request& request,
                           const SendLimits& limits)
    : m_options(options), m_limits(limits), m_easy(curl_easy_init())
{
    if (m_easy == nullptr)
        return;
    setUrl(request);
    setBody(request);
    setHeaders(request);
    setSecurity();
    curl_easy_setopt(m_easy, CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
    curl_easy_setopt(m_easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(m_easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(m_easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(m_easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_easy, CURLOPT_QUICK_EXIT, 1L); // do not wait for a name that is looked up
    curl_easy_setopt(m_easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(m_limits.connect));
    curl_easy_setopt(m_easy, CURLOPT_TIMEOUT_MS, milliseconds(m_limits.total));
    curl_easy_setopt(m_easy, CURLOPT_HEADERFUNCTION, onHeader);
    curl_easy_setopt(m_easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_WRITEFUNCTION, onBody);
    curl_easy_setopt(m_easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(m_easy, CURLOPT_XFERINFOFUNCTION, onProgress);
    curl_easy_setopt(m_easy, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(m_easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(m_easy, CURLOPT_ERRORBUFFER, m_detail.data());
    curl_easy_setopt(m_easy, CURLOPT_PRIVATE, this);
}

CurlTransfer::~CurlTransfer()
{
    for (curl_slist* line = m_headers; line != nullptr; line = line->next) {
        volatile char* bytes = line->data; // one of them holds the key
        while (*bytes != '\0')
            *bytes++ = '*';
    }
    curl_slist_free_all(m_headers);
    curl_easy_cleanup(m_easy);
}

void CurlTransfer::setUrl(const Request& request)
{
    std::string url = m_options.baseUrl + percentEncoded(request.path, "/:");
    for (std::size_t i = 0; i < request.query.size(); ++i) {
        const auto& [name, value] = request.query[i];
        url += (i == 0 ? "?" : "&") + percentEncoded(name) + "=" + percentEncoded(value);
    }
    curl_easy_setopt(m_easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(m_easy, CURLOPT_PATH_AS_IS, 1L);
}

void CurlTransfer::setBody(const Request& request)
{
    m_body = request.body;
    curl_easy_setopt(m_easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    if (request.method == "GET") {
        curl_easy_setopt(m_easy, CURLOPT_HTTPGET, 1L);
        return;
    }
    // libcurl sends a request again by itself when a kept connection turns out to be closed, though
    // the server may have read it. What changes something takes a connection of its own.
    if (!isRead(request)) {
        curl_easy_setopt(m_easy, CURLOPT_FRESH_CONNECT, 1L);
        curl_easy_setopt(m_easy, CURLOPT_FORBID_REUSE, 1L);
    }
    if (request.method == "DELETE" && m_body.empty())
        return;
    curl_easy_setopt(m_easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_body.size()));
    curl_easy_setopt(m_easy, CURLOPT_POSTFIELDS, m_body.data());
}

void CurlTransfer::setHeaders(const Request& request)
{
    const auto add = [&](const std::string& line) {
        if (curl_slist* const more = curl_slist_append(m_headers, line.c_str()))
            m_headers = more;
    };
    for (const auto& [name, value] : request.headers)
        add(name + ": " + value);
    add("Expect:"); // the body follows at once
    if (!m_options.key.empty()) {
        std::string line = "Authorization: Bearer " + std::string(m_options.key.reveal());
        add(line);
        Secret::wipe(line);
    }
    curl_easy_setopt(m_easy, CURLOPT_HTTPHEADER, m_headers);
    curl_easy_setopt(m_easy, CURLOPT_HEADEROPT, long{CURLHEADER_SEPARATE}); // none for proxies
}

void CurlTransfer::setSecurity()
{
    const bool local = isOnThisMachine(m_options.baseUrl);
    curl_easy_setopt(m_easy, CURLOPT_PROTOCOLS_STR, local ? "http,https" : "https");
    curl_easy_setopt(m_easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
    curl_easy_setopt(m_easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(m_easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(m_easy, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    curl_easy_setopt(m_easy, CURLOPT_NETRC, long{CURL_NETRC_IGNORED});
    // The folder of the system's certificates stays beside the file.
    if (!m_options.caFile.empty())
        curl_easy_setopt(m_easy, CURLOPT_CAINFO, m_options.caFile.c_str());
    if (local)
        curl_easy_setopt(m_easy, CURLOPT_PROXY, ""); // whatever the environment says
    else if (!m_options.proxy.empty())
        curl_easy_setopt(m_easy, CURLOPT_PROXY, m_options.proxy.c_str());
}

std::size_t CurlTransfer::onHeader(char* data, std::size_t size, std::size_t count, void* self)
{
    auto& transfer = *static_cast<CurlTransfer*>(self);
    transfer.touched();
    const std::size_t bytes = size * count;
    transfer.m_headerBytes += bytes;
    if (transfer.m_headerBytes > mostHeaderBytes) {
        transfer.m_tooBig = TooBig::Head;
        return 0;
    }
    const std::string_view line(data, bytes);
    const std::size_t colon = line.find(':');
    if (trimmed(line).empty())
        transfer.m_headEnded = true;
    if (line.starts_with("HTTP/")) {
        transfer.m_response.headers.clear(); // those before were of a reply on the way
        transfer.m_headEnded = false;
    } else if (colon != std::string_view::npos) {
        transfer.m_response.headers.emplace_back(lowerCase(trimmed(line.substr(0, colon))),
                                                 trimmed(line.substr(colon + 1)));
    }
    return bytes;
}

std::size_t CurlTransfer::onBody(char* data, std::size_t size, std::size_t count, void* self)
{
    auto& transfer = *static_cast<CurlTransfer*>(self);
    transfer.touched();
    const std::size_t bytes = size * count;
    if (bytes > transfer.m_limits.replyBytes - transfer.m_response.body.size()) {
        transfer.m_tooBig = TooBig::Body;
        return 0;
    }
    transfer.m_response.body.append(data, bytes);
    return bytes;
}

int CurlTransfer::onProgress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t sent)
{
    auto& transfer = *static_cast<CurlTransfer*>(self);
    if (sent != transfer.m_sent) {
        transfer.m_sent = sent;
        transfer.touched();
    }
    return 0;
}

bool CurlTransfer::connected() const
{
    return connectTime().count() > 0;
}

std::chrono::microseconds CurlTransfer::connectTime() const
{
    curl_off_t ready = 0;
    curl_easy_getinfo(m_easy, CURLINFO_PRETRANSFER_TIME_T, &ready);
    return std::chrono::microseconds(ready);
}

CurlTransfer::Clock::time_point CurlTransfer::stallsAt() const
{
    // Until it is connected the time-out for that counts, and the stall behind it.
    const std::chrono::microseconds ready = connectTime();
    if (ready.count() == 0)
        return m_began + m_limits.connect + m_limits.stall;
    return std::max(m_lastByte, m_began + ready) + m_limits.stall;
}

Error CurlTransfer::timeoutError() const
{
    if (!connected())
        return {"cannot-connect",
                "The server did not answer within "
                    + std::to_string(m_limits.connect.count() / 1000) + " s",
                {}};
    return {"timeout", "A timeout occurred: the server's reply did not come in time", {}};
}

Error CurlTransfer::errorOf(CURLcode code)
{
    std::string detail = m_detail[0] != '\0' ? m_detail.data() : curl_easy_strerror(code);
    hideKey(detail, m_options.key.reveal());
    detail = wire::shownText(detail);
    // libcurl says that it has no memory when a single header is longer than it takes.
    if (m_tooBig == TooBig::Head || (code == CURLE_OUT_OF_MEMORY && connected()))
        return {"reply-too-big", "The headers of the server's reply do not end", {}};
    if (m_tooBig == TooBig::Body)
        return {"reply-too-big",
                "The server's reply is larger than " + std::to_string(m_limits.replyBytes >> 20U)
                    + " MiB; ask for less",
                {}};
    if (isCertificateProblem(code))
        return {"tls", "The connection is not safe, nothing was sent: " + detail, {}};
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return {"cannot-resolve", "The name is not known: " + detail, {}};
    case CURLE_COULDNT_CONNECT:
    case CURLE_PROXY:
        return {"cannot-connect", "The server cannot be reached: " + detail, {}};
    case CURLE_OPERATION_TIMEDOUT:
        return timeoutError();
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
        return {"malformed-reply", "The server's reply is not what HTTP is: " + detail, {}};
    default:
        break;
    }
    if (!connected())
        return {"cannot-connect", "The server cannot be reached: " + detail, {}};
    return {"connection-lost", "The connection was lost: " + detail, {}};
}

void CurlTransfer::endWith(CURLcode code)
{
    // libcurl takes a connection that ends among the headers for the end of a reply without a body.
    if (code == CURLE_OK && !m_headEnded)
        code = CURLE_PARTIAL_FILE;
    if (code != CURLE_OK)
        return endWith(errorOf(code));
    long status = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    m_response.status = static_cast<int>(status);
    hideKey(m_response.body, m_options.key.reveal()); // a server may quote it
    for (auto& [name, value] : m_response.headers)
        hideKey(value, m_options.key.reveal());
    const std::lock_guard lock(m_mutex);
    m_result.emplace(std::move(m_response));
    m_ended.notify_all();
}

void CurlTransfer::endWith(Error error)
{
    const std::lock_guard lock(m_mutex);
    m_result.emplace(std::move(error));
    m_ended.notify_all();
}

Result<Response> CurlTransfer::wait()
{
    std::unique_lock lock(m_mutex);
    m_ended.wait(lock, [this] { return m_result.has_value(); });
    return *std::move(m_result);
}

} // namespace pw::api
