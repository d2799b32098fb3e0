#pragma once
// The organization's `handle` behind HTTP, for programs on this machine.

#include "app/pwctl/http_stream.h"
#include "core/api/transport.h"

#include <functional>
#include <memory>
#include <string>

namespace pw::pwctl {

struct ServerOptions
{
    std::string host = "127.0.0.1";
    int port = 0; ///< 0: any that is free
    std::string token; ///< what `Authorization: Bearer` must say
    std::size_t bodyBytes = std::size_t{64} << 20;
    std::size_t threads = 16; ///< connections served at once
    StreamLimits stream;
};

/// Answers 401 before a body is read, closes the connection after every error, and refuses what the
/// API has no use for: ranges, compressed and multipart bodies, bodies whose end is in doubt.
class HttpServer
{
public:
    /// Called from several threads, also at once.
    using Handle = std::function<api::Response(const api::Request& request)>;

    HttpServer(Handle handle, ServerOptions options);
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    ~HttpServer();

    /// The port, once clients can connect. Error code: `cannot-listen`.
    [[nodiscard]] Result<int> listen();
    /// Serves until `stop`; requests that have begun are finished, if their bytes come in a moment.
    void run();
    /// From any thread.
    void stop();

private:
    class Server;
    std::unique_ptr<Server> m_server;
};

} // namespace pw::pwctl
