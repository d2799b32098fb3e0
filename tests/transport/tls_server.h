#pragma once
// A server behind TLS that answers everything with `[]`, and remembers what it was told.

#include "tests/transport/certificates.h"

#include <openssl/ssl.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace pw::tests {

struct TlsOptions
{
    std::vector<Certificate> chain; ///< its own first, then those of authorities between
    std::function<void(SSL_CTX*)> configure; ///< protocol versions and ciphers
    std::chrono::milliseconds handshakeDelay{0};
    std::chrono::milliseconds replyDelay{0};
};

class TlsServer
{
public:
    explicit TlsServer(TlsOptions options);
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;
    ~TlsServer();

    [[nodiscard]] int port() const { return m_port; }
    /// All bytes that clients sent inside TLS.
    [[nodiscard]] std::string told() const;

private:
    void accept(const std::stop_token& stop);
    void serve(int socket);

    TlsOptions m_options;
    int m_port = 0; // before the listener, which finds it
    int m_listener;
    std::shared_ptr<SSL_CTX> m_context;
    mutable std::mutex m_mutex;
    std::string m_told;
    std::jthread m_acceptor; // last: it uses the others
};

} // namespace pw::tests
