#include "tests/transport/fault_proxy.h"

#include "tests/transport/sockets.h"

#include <algorithm>
#include <charconv>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace pw::tests {
namespace {

using At = Fault::At;

constexpr std::string_view headEnd = "\r\n\r\n";

void replaceAll(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
        text.replace(at, from.size(), to);
}

std::size_t bodyLength(std::string_view head)
{
    constexpr std::string_view name = "Content-Length: ";
    std::size_t length = 0;
    if (const std::size_t at = head.find(name); at != std::string_view::npos)
        std::from_chars(head.data() + at + name.size(), head.data() + head.size(), length);
    return length;
}

/// How much of the reply is passed on.
std::size_t lengthUpTo(At place, std::string_view reply)
{
    const std::size_t line = std::min(reply.find("\r\n"), reply.size());
    const std::size_t head = std::min(reply.find(headEnd), reply.size());
    const std::size_t body = std::min(head + headEnd.size(), reply.size());
    switch (place) {
    case At::StatusLine:
        return line / 2;
    case At::FirstHeader:
        return line + 5;
    case At::Headers:
        return line + (head - line) / 2;
    case At::Body:
        return body + (reply.size() - body) / 2;
    case At::LastByte:
        return reply.size() - 1;
    case At::Nowhere:
        return reply.size();
    default:
        return 0;
    }
}

void resetInsteadOfClose(int socket)
{
    const linger now{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

} // namespace

Fault cutAt(At place)
{
    Fault fault;
    fault.at = place;
    return fault;
}

Fault stallAt(At place)
{
    Fault fault = cutAt(place);
    fault.stalls = true;
    return fault;
}

Fault answer(std::string reply)
{
    Fault fault;
    fault.reply = std::move(reply);
    fault.asksServer = false;
    return fault;
}

std::string httpReply(int status, std::string_view body, std::string_view headers)
{
    return "HTTP/1.1 " + std::to_string(status) + " Said\r\nx-context-uid: ctx:fault\r\n"
        + std::string(headers) + "Content-Length: " + std::to_string(body.size())
        + "\r\nConnection: close\r\n\r\n" + std::string(body);
}

FaultProxy::FaultProxy(int serverPort)
    : m_serverPort(serverPort), m_listener(listenOnLoopback(m_port)),
      m_acceptor([this](const std::stop_token& stop) { accept(stop); })
{
}

FaultProxy::~FaultProxy()
{
    m_acceptor.request_stop();
    m_acceptor.join();
    m_serving.clear();
    ::close(m_listener);
}

void FaultProxy::setPlan(Plan plan)
{
    const std::lock_guard lock(m_mutex);
    m_plan = std::move(plan);
}

void FaultProxy::refuse()
{
    ::shutdown(m_listener, SHUT_RDWR); // the port stays ours
}

std::vector<Seen> FaultProxy::seen() const
{
    const std::lock_guard lock(m_mutex);
    return m_seen;
}

std::size_t FaultProxy::count(std::string_view method, std::string_view inTarget) const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<std::size_t>(std::count_if(
        m_seen.begin(), m_seen.end(), [&](const Seen& one) { return one.is(method, inTarget); }));
}

void FaultProxy::forget()
{
    const std::lock_guard lock(m_mutex);
    m_seen.clear();
}

void FaultProxy::accept(const std::stop_token& stop)
{
    while (waitForBytes(m_listener, stop)) {
        const int socket = ::accept(m_listener, nullptr, nullptr);
        if (socket < 0)
            return;
        ++m_connections;
        if (m_drops) {
            resetInsteadOfClose(socket);
            ::close(socket);
            continue;
        }
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_serving.remove_if([](const Serving& one) { return one.hasEnded.load(); });
        Serving& serving = m_serving.emplace_back();
        serving.thread = std::jthread([this, socket, &serving](const std::stop_token& stopServing) {
            serve(socket, stopServing);
            serving.hasEnded = true;
        });
    }
}

void FaultProxy::serve(int socket, const std::stop_token& stop)
{
    std::string received;
    while (serveOne(socket, stop, received)) { }
    ::close(socket);
}

/// False when the connection is to end.
bool FaultProxy::serveOne(int socket, const std::stop_token& stop, std::string& received)
{
    while (received.find(headEnd) == std::string::npos) {
        if (!receiveMore(socket, stop, received))
            return false;
    }
    Seen request;
    request.head = received.substr(0, received.find(headEnd) + headEnd.size());
    request.method = request.head.substr(0, request.head.find(' '));
    request.target = request.head.substr(request.method.size() + 1);
    request.target.resize(std::min(request.target.find(' '), request.target.size()));
    Fault fault;
    std::size_t place = 0;
    {
        const std::lock_guard lock(m_mutex);
        if (m_plan)
            fault = m_plan(request);
        place = m_seen.size();
        m_seen.push_back(request);
    }
    const std::size_t length = bodyLength(request.head);
    const std::size_t read = fault.at == At::RequestLine ? 0
        : fault.at == At::RequestBody                    ? length / 2
                                                         : length;
    while (received.size() < request.head.size() + read) {
        if (!receiveMore(socket, stop, received))
            return false;
    }
    request.body = received.substr(request.head.size(), read);
    received.erase(0, request.head.size() + read);
    {
        const std::lock_guard lock(m_mutex);
        if (place < m_seen.size())
            m_seen[place].body = request.body;
    }
    std::string reply = fault.reply;
    if (fault.asksServer && fault.at != At::RequestLine && fault.at != At::RequestBody) {
        std::string answered = askServer(request, stop);
        if (fault.reply.empty())
            reply = std::move(answered);
    }
    return sendReply(socket, stop, fault, fault.change ? fault.change(reply) : reply);
}

bool FaultProxy::sendReply(int socket, const std::stop_token& stop, const Fault& fault,
                           const std::string& reply) const
{
    const std::string_view sent = std::string_view(reply).substr(0, lengthUpTo(fault.at, reply));
    const std::size_t step = fault.step == 0 ? sent.size() : fault.step;
    for (std::size_t at = 0; at < sent.size(); at += step) {
        if (!sendAll(socket, stop, sent.substr(at, step)))
            return false;
    }
    while (!fault.forever.empty()) {
        if (!sendAll(socket, stop, fault.forever))
            return false;
    }
    if (fault.stalls)
        waitUntilGone(socket, stop);
    if (fault.resets)
        resetInsteadOfClose(socket);
    return m_keeps && fault.at == At::Nowhere && !fault.stalls;
}

std::string FaultProxy::askServer(const Seen& request, const std::stop_token& stop) const
{
    if (m_serverPort == 0)
        return httpReply(200, "[]");
    const int server = connectTo(m_serverPort);
    if (server < 0)
        return {};
    std::string head = request.head;
    head.insert(head.size() - 2, "Connection: close\r\n");
    std::string reply;
    if (sendAll(server, stop, head + request.body)) {
        while (receiveMore(server, stop, reply)) { }
    }
    ::close(server);
    if (m_keeps)
        replaceAll(reply, "Connection: close\r\n", {});
    return reply;
}

int closedPort()
{
    int port = 0;
    ::close(listenOnLoopback(port));
    return port;
}

} // namespace pw::tests
