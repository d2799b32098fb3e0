#include "tests/transport/tls_server.h"

#include "tests/transport/sockets.h"

#include <array>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace pw::tests {

TlsServer::TlsServer(TlsOptions options)
    : m_options(std::move(options)), m_listener(listenOnLoopback(m_port)),
      m_context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free)
{
    SSL_CTX* const context = m_context.get();
    SSL_CTX_use_certificate(context, m_options.chain.front().x509.get());
    SSL_CTX_use_PrivateKey(context, m_options.chain.front().key.get());
    for (std::size_t i = 1; i < m_options.chain.size(); ++i)
        SSL_CTX_add1_chain_cert(context, m_options.chain[i].x509.get());
    if (m_options.configure)
        m_options.configure(context);
    m_acceptor = std::jthread([this](const std::stop_token& stop) { accept(stop); });
}

TlsServer::~TlsServer()
{
    m_acceptor.request_stop();
    m_acceptor.join();
    ::close(m_listener);
}

std::string TlsServer::told() const
{
    const std::lock_guard lock(m_mutex);
    return m_told;
}

void TlsServer::accept(const std::stop_token& stop)
{
    while (waitForBytes(m_listener, stop)) {
        const int socket = ::accept(m_listener, nullptr, nullptr);
        if (socket < 0)
            return;
        const timeval patience{5, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        serve(socket);
        ::close(socket);
    }
}

void TlsServer::serve(int socket)
{
    std::this_thread::sleep_for(m_options.handshakeDelay);
    const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(m_context.get()), SSL_free);
    SSL_set_fd(tls.get(), socket);
    if (SSL_accept(tls.get()) != 1)
        return;
    std::string request;
    std::array<char, 4096> bytes{};
    while (request.find("\r\n\r\n") == std::string::npos) {
        const int got = SSL_read(tls.get(), bytes.data(), static_cast<int>(bytes.size()));
        if (got <= 0)
            break;
        request.append(bytes.data(), static_cast<std::size_t>(got));
        const std::lock_guard lock(m_mutex);
        m_told.append(bytes.data(), static_cast<std::size_t>(got));
    }
    std::this_thread::sleep_for(m_options.replyDelay);
    constexpr std::string_view reply = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
                                       "Content-Length: 2\r\nConnection: close\r\n\r\n[]";
    SSL_write(tls.get(), reply.data(), static_cast<int>(reply.size()));
    SSL_shutdown(tls.get());
}

} // namespace pw::tests
