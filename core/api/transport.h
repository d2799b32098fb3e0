#pragma once
// One request to an organization and its reply, whoever carries them.

#include "core/base/progress.h"
#include "core/base/result.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pw::api {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// Decoded: the transport that needs it puts the percent signs in. The key is not in here; the
/// transport adds it.
struct Request
{
    std::string method; ///< `GET`, `POST`, `PUT`, `DELETE`
    std::string path; ///< `/api/v1/org/ORG/search/`
    std::vector<std::pair<std::string, std::string>> query;
    Headers headers;
    std::string body;
};

struct Response
{
    int status = 0;
    Headers headers; ///< names in lower case
    std::string body;

    [[nodiscard]] bool succeeded() const { return status >= 200 && status < 300; }
    /// The first of that name (in lower case), empty when there is none.
    [[nodiscard]] std::string header(std::string_view name) const
    {
        for (const auto& [key, value] : headers) {
            if (key == name)
                return value;
        }
        return {};
    }
};

/// What one request may take.
struct SendLimits
{
    std::chrono::milliseconds connect{30'000};
    std::chrono::milliseconds stall{30'000}; ///< without a byte in either direction
    std::chrono::milliseconds total{300'000};
    std::size_t replyBytes = std::size_t{256} << 20;
};

/// Carries requests. Every member may be called from any thread but the window's: `send` waits.
class Transport
{
public:
    Transport() = default;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    virtual ~Transport() = default;

    /// A reply of any status is a success. Error codes: `cancelled`, `timeout`, `cannot-resolve`,
    /// `cannot-connect`, `tls`, `connection-lost` (the request may have arrived), `reply-too-big`,
    /// `malformed-reply`. A `connection-lost` or `timeout` of a write leaves its end unclear.
    [[nodiscard]] virtual Result<Response> send(const Request& request, const SendLimits& limits,
                                                const std::stop_token& stop)
        = 0;
};

} // namespace pw::api
