#pragma once
// A server's evil twin: passes requests on to the real server and fails at the place that it is
// told to, and writes down what came in.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace pw::tests {

/// One request as it came in.
struct Seen
{
    std::string method;
    std::string target; ///< path and query
    std::string head; ///< request line and headers
    std::string body; ///< as far as it was read

    [[nodiscard]] bool is(std::string_view ofMethod, std::string_view inTarget) const
    {
        return method == ofMethod && target.find(inTarget) != std::string::npos;
    }
};

/// What happens to one request and its reply.
struct Fault
{
    enum class At : std::uint8_t {
        Nowhere,
        RequestLine, ///< nothing behind it is read
        RequestBody, ///< half of it is read
        Reply, ///< the server has answered, nothing of it is passed on
        StatusLine,
        FirstHeader, ///< in it
        Headers, ///< in the middle of them
        Body,
        LastByte,
    };
    At at = At::Nowhere;
    bool stalls = false; ///< silent there, instead of closed
    bool resets = false; ///< not closed in peace
    std::string reply; ///< instead of the server's
    bool asksServer = true;
    std::size_t step = 0; ///< bytes sent at once; 0: as many as there are
    std::string forever; ///< comes behind the reply, again and again
    std::function<std::string(std::string reply)> change; ///< of what the server answered
};

[[nodiscard]] Fault cutAt(Fault::At place);
[[nodiscard]] Fault stallAt(Fault::At place);
/// The server is not asked.
[[nodiscard]] Fault answer(std::string reply);
/// With a length and a context uid `ctx:fault`; further headers end with a line end each.
[[nodiscard]] std::string httpReply(int status, std::string_view body,
                                    std::string_view headers
                                    = "content-type: application/json\r\n");

/// On 127.0.0.1, a thread for each connection.
class FaultProxy
{
public:
    using Plan = std::function<Fault(const Seen& request)>;

    /// Without a server (0) every request that the plan says nothing about is answered with `[]`.
    explicit FaultProxy(int serverPort);
    FaultProxy(const FaultProxy&) = delete;
    FaultProxy& operator=(const FaultProxy&) = delete;
    ~FaultProxy();

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }

    /// Asked once the head of a request is there, before its body is read.
    void setPlan(Plan plan);
    /// Connections are kept for the next request; else each is closed behind its reply.
    void keepConnections() { m_keeps = true; }
    /// From now on connections are closed as soon as they are taken.
    void dropConnections(bool drops = true) { m_drops = drops; }
    /// From now on nobody listens.
    void refuse();

    [[nodiscard]] std::vector<Seen> seen() const;
    [[nodiscard]] std::size_t count(std::string_view method, std::string_view inTarget) const;
    [[nodiscard]] int connections() const { return m_connections; }
    void forget();

private:
    void accept(const std::stop_token& stop);
    void serve(int socket, const std::stop_token& stop);
    bool serveOne(int socket, const std::stop_token& stop, std::string& received);
    bool sendReply(int socket, const std::stop_token& stop, const Fault& fault,
                   const std::string& reply) const;
    [[nodiscard]] std::string askServer(const Seen& request, const std::stop_token& stop) const;

    int m_serverPort;
    int m_port = 0; // before the listener, which finds it
    int m_listener;
    std::atomic<bool> m_keeps = false;
    std::atomic<bool> m_drops = false;
    std::atomic<int> m_connections = 0;
    mutable std::mutex m_mutex; ///< of what follows
    Plan m_plan;
    std::vector<Seen> m_seen;
    struct Serving
    {
        std::atomic<bool> hasEnded = false;
        std::jthread thread; // last: it says that it has ended
    };
    std::list<Serving> m_serving; ///< of the acceptor alone, while that runs
    std::jthread m_acceptor; // last: it adds to the others
};

/// A port of 127.0.0.1 on which nobody listens.
[[nodiscard]] int closedPort();

} // namespace pw::tests
