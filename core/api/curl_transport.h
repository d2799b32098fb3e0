#pragma once
// Requests over HTTP to one server, on one network thread.

#include "core/api/secret.h"
#include "core/api/transport.h"

#include <memory>

namespace pw::api {

struct CurlOptions
{
    std::string baseUrl; ///< `https://host[:port]`; `http` on this machine alone
    Secret key; ///< sent to the host of `baseUrl` and nowhere else
    std::string proxy; ///< `http://host:port`; empty: `https_proxy`, `http_proxy`, `no_proxy`
    std::string caFile; ///< PEM, trusted beside the system's
};

/// HTTP/1.1 alone, no redirects, cookies or files of the user; certificates are verified.
class CurlTransport : public Transport
{
public:
    /// Error codes: `bad-url`, `bad-key`, `no-such-file` (the CA file), `network-unavailable`.
    [[nodiscard]] static Result<std::shared_ptr<CurlTransport>> make(CurlOptions options);
    /// Requests on their way end with `cancelled`.
    ~CurlTransport() override;

    [[nodiscard]] Result<Response> send(const Request& request, const SendLimits& limits,
                                        const std::stop_token& stop) override;

private:
    class Network;
    explicit CurlTransport(std::shared_ptr<Network> network);
    std::shared_ptr<Network> m_network;
};

} // namespace pw::api
