#pragma once
// Bytes to a server on this machine and what comes back, without an HTTP library between.

#include <arpa/inet.h>
#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace pw::tests {

class RawConnection
{
public:
    explicit RawConnection(int port) : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_open = ::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;
    ~RawConnection() { ::close(m_socket); }

    [[nodiscard]] bool isOpen() const { return m_open; }

    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t put = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (put <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(put));
        }
        return true;
    }

    /// One reply with the body that its Content-Length announces, or all until the end.
    std::string receive(std::chrono::milliseconds patience = std::chrono::seconds{20})
    {
        const auto until = std::chrono::steady_clock::now() + patience;
        while (!isWhole()) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                until - std::chrono::steady_clock::now());
            pollfd one{m_socket, POLLIN, 0};
            if (left.count() <= 0 || ::poll(&one, 1, static_cast<int>(left.count())) <= 0)
                break;
            char bytes[16'384];
            const ssize_t got = ::recv(m_socket, bytes, sizeof bytes, 0);
            if (got <= 0) {
                m_ended = true;
                break;
            }
            m_received.append(bytes, static_cast<std::size_t>(got));
        }
        return std::exchange(m_received, {});
    }
    /// The other side has closed the connection.
    [[nodiscard]] bool ended()
    {
        while (!m_ended && !receive(std::chrono::seconds{5}).empty()) { }
        return m_ended;
    }

private:
    [[nodiscard]] bool isWhole() const
    {
        const std::size_t head = m_received.find("\r\n\r\n");
        const std::size_t length = m_received.find("Content-Length: ");
        return head != std::string::npos && length < head
            && m_received.size() - head - 4 >= std::stoul(m_received.substr(length + 16));
    }

    int m_socket;
    bool m_open = false;
    bool m_ended = false;
    std::string m_received;
};

} // namespace pw::tests
