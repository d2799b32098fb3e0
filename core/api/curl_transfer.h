#pragma once
// One request as libcurl carries it. Made by the thread that asks, then touched by the network's
// thread alone until it has ended.

#include "core/api/curl_transport.h"

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <curl/curl.h>
#include <mutex>
#include <optional>

namespace pw::api {

class CurlTransfer
{
public:
    using Clock = std::chrono::steady_clock;

    /// Nothing of the options may change as long as the transfer lives.
    CurlTransfer(const CurlOptions& options, const Request& request, const SendLimits& limits);
    CurlTransfer(const CurlTransfer&) = delete;
    CurlTransfer& operator=(const CurlTransfer&) = delete;
    ~CurlTransfer();

    [[nodiscard]] CURL* handle() const { return m_easy; }

    // The asking thread.
    void cancel() { m_cancelled = true; }
    [[nodiscard]] Result<Response> wait();

    // The network's thread.
    [[nodiscard]] bool cancelled() const { return m_cancelled; }
    /// When it counts as stalled if no byte comes until then.
    [[nodiscard]] Clock::time_point stallsAt() const;
    [[nodiscard]] bool connected() const;
    void endWith(CURLcode code);
    void endWith(Error error);

private:
    enum class TooBig : std::uint8_t { Nothing, Head, Body };

    void setUrl(const Request& request);
    void setBody(const Request& request);
    void setHeaders(const Request& request);
    void setSecurity();
    [[nodiscard]] Error errorOf(CURLcode code);
    [[nodiscard]] Error timeoutError() const;
    /// From the start until a request could be sent; 0 before that.
    [[nodiscard]] std::chrono::microseconds connectTime() const;
    void touched() { m_lastByte = Clock::now(); }

    static std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t onBody(char* data, std::size_t size, std::size_t count, void* self);
    static int onProgress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t sent);

    const CurlOptions& m_options;
    SendLimits m_limits;
    CURL* m_easy;
    curl_slist* m_headers = nullptr;
    std::string m_body;
    Response m_response;
    std::size_t m_headerBytes = 0;
    bool m_headEnded = false; ///< the line behind the last header has come
    TooBig m_tooBig = TooBig::Nothing;
    curl_off_t m_sent = 0;
    const Clock::time_point m_began = Clock::now();
    Clock::time_point m_lastByte = m_began;
    std::array<char, CURL_ERROR_SIZE> m_detail{};
    std::atomic<bool> m_cancelled{false};

    std::mutex m_mutex;
    std::condition_variable m_ended;
    std::optional<Result<Response>> m_result;
};

} // namespace pw::api
