#include "tests/transport/sockets.h"

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace pw::tests {
namespace {

sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool waitFor(int socket, short events, const std::stop_token& stop)
{
    constexpr int interval = 10;
    while (!stop.stop_requested()) {
        pollfd one{socket, events, 0};
        if (::poll(&one, 1, interval) > 0)
            return true;
    }
    return false;
}

} // namespace

int listenOnLoopback(int& port)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), size) != 0
        || ::listen(listener, 256) != 0
        || ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        ::close(listener);
        return -1;
    }
    port = ntohs(address.sin_port);
    return listener;
}

int connectTo(int port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const sockaddr_in address = loopback(port);
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return socket;
    ::close(socket);
    return -1;
}

bool waitForBytes(int socket, const std::stop_token& stop)
{
    return waitFor(socket, POLLIN, stop);
}

bool receiveMore(int socket, const std::stop_token& stop, std::string& into)
{
    if (!waitForBytes(socket, stop))
        return false;
    std::array<char, 65'536> bytes{};
    const ssize_t got = ::recv(socket, bytes.data(), bytes.size(), 0);
    if (got > 0)
        into.append(bytes.data(), static_cast<std::size_t>(got));
    return got > 0;
}

bool sendAll(int socket, const std::stop_token& stop, std::string_view bytes)
{
    while (!bytes.empty()) {
        if (!waitFor(socket, POLLOUT, stop))
            return false;
        const ssize_t put = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (put <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

void waitUntilGone(int socket, const std::stop_token& stop)
{
    std::string dropped;
    while (receiveMore(socket, stop, dropped))
        dropped.clear();
}

} // namespace pw::tests
