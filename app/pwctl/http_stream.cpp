#include "app/pwctl/http_stream.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <netdb.h>
#include <poll.h>
#include <string_view>
#include <sys/socket.h>
#include <utility>

namespace pw::pwctl {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t bufferBytes = 16'384;
constexpr milliseconds stopInterval{100};

bool pollOnce(int socket, short events, milliseconds wait)
{
    pollfd one{socket, events, 0};
    const int found = ::poll(&one, 1, static_cast<int>(std::max<std::int64_t>(wait.count(), 0)));
    return found > 0 || (found < 0 && errno != EINTR);
}

void describe(const sockaddr_storage& address, socklen_t size, std::string& ip, int& port)
{
    std::array<char, NI_MAXHOST> host{};
    std::array<char, NI_MAXSERV> service{};
    if (::getnameinfo(reinterpret_cast<const sockaddr*>(&address), size, host.data(), host.size(),
                      service.data(), service.size(), NI_NUMERICHOST | NI_NUMERICSERV)
        != 0)
        return;
    ip = host.data();
    const std::string_view digits = service.data();
    std::from_chars(digits.data(), digits.data() + digits.size(), port);
}

} // namespace

HttpStream::HttpStream(int socket, const StreamLimits& limits, std::stop_token stop,
                       const std::atomic<int>& waiting)
    : m_socket(socket), m_limits(limits), m_stop(std::move(stop)), m_waiting(waiting)
{
}

bool HttpStream::waitForRequest()
{
    m_began = Clock::now();
    m_headBytes = 0;
    m_headEnd = 0;
    m_inHead = true;
    m_status = 0;
    while (m_used == m_buffer.size()) {
        const milliseconds idle = m_waiting > 0 ? m_limits.idleInCrowd : m_limits.idle;
        if (m_stop.stop_requested() || Clock::now() - m_began > idle)
            return false;
        if (pollOnce(m_socket, POLLIN, stopInterval) && !fill())
            return false;
    }
    m_began = Clock::now();
    return true;
}

bool HttpStream::ready(short events, milliseconds atMost) const
{
    const milliseconds whole = m_inHead ? m_limits.head : m_limits.request;
    Clock::time_point until = std::min(m_began + whole, Clock::now() + atMost);
    while (true) {
        if (!m_stopSeen && m_stop.stop_requested())
            m_stopSeen = Clock::now();
        if (m_stopSeen)
            until = std::min(until, *m_stopSeen + m_limits.afterStop);
        const auto left = std::chrono::duration_cast<milliseconds>(until - Clock::now());
        if (left.count() <= 0)
            return false;
        if (pollOnce(m_socket, events, std::min(left, stopInterval)))
            return true;
    }
}

bool HttpStream::fill()
{
    m_buffer.resize(bufferBytes);
    m_used = 0;
    ssize_t got = 0;
    do {
        got = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
    } while (got < 0 && errno == EINTR);
    m_buffer.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return got > 0;
}

/// The head ends with an empty line.
void HttpStream::follow(char c)
{
    ++m_headBytes;
    if (c == '\n')
        ++m_headEnd;
    else if (c != '\r')
        m_headEnd = 0;
    if (m_headEnd == 2)
        m_inHead = false;
}

bool HttpStream::is_readable() const
{
    return m_used < m_buffer.size() || ready(POLLIN, m_limits.stall);
}

bool HttpStream::is_writable() const
{
    return ready(POLLOUT, m_limits.stall);
}

ssize_t HttpStream::read(char* bytes, std::size_t size)
{
    if (m_inHead && m_headBytes >= m_limits.headBytes)
        return -1;
    if (m_used == m_buffer.size()) {
        if (!ready(POLLIN, m_limits.stall))
            return -1;
        if (!fill())
            return 0;
    }
    const std::size_t taken = std::min(size, m_buffer.size() - m_used);
    std::copy_n(m_buffer.data() + m_used, taken, bytes);
    for (std::size_t i = 0; m_inHead && i < taken; ++i)
        follow(bytes[i]);
    m_used += taken;
    return static_cast<ssize_t>(taken);
}

ssize_t HttpStream::write(const char* bytes, std::size_t size)
{
    m_inHead = false; // a head that is refused is answered, too
    constexpr std::string_view version = "HTTP/1.1 ";
    const std::string_view written(bytes, size);
    if (m_status < 200 && written.starts_with(version) && size >= version.size() + 3)
        std::from_chars(bytes + version.size(), bytes + version.size() + 3, m_status);
    if (!is_writable())
        return -1;
    ssize_t put = 0;
    do {
        put = ::send(m_socket, bytes, size, MSG_NOSIGNAL);
    } while (put < 0 && errno == EINTR);
    return put;
}

void HttpStream::get_remote_ip_and_port(std::string& ip, int& port) const
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getpeername(m_socket, reinterpret_cast<sockaddr*>(&address), &size) == 0)
        describe(address, size, ip, port);
}

void HttpStream::get_local_ip_and_port(std::string& ip, int& port) const
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size) == 0)
        describe(address, size, ip, port);
}

} // namespace pw::pwctl
