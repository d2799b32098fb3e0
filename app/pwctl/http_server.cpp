#include "app/pwctl/http_server.h"

#include "core/organization/routes.h"

#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <poll.h>
#include <string_view>
#include <strings.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace pw::pwctl {
namespace {

constexpr const char* jsonType = "application/json";

/// Takes the same time wherever the first difference is.
bool sameText(std::string_view a, std::string_view b)
{
    unsigned different = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < a.size(); ++i)
        different |= static_cast<unsigned char>(a[i])
            ^ static_cast<unsigned char>(i < b.size() ? b[i] : '\0');
    return different == 0;
}

/// Of what the library refuses without a word.
std::string_view messageOf(int status)
{
    switch (status) {
    case 404:
        return "there is nothing at this path";
    case 405:
        return "this method is not supported";
    case 414:
        return "the path is too long";
    case 416:
        return "a part of a reply cannot be asked for";
    default:
        return "the request cannot be read";
    }
}

/// Knows how many connections wait for a thread.
class CountingPool : public httplib::ThreadPool
{
public:
    CountingPool(std::size_t threads, std::atomic<int>& waiting)
        : httplib::ThreadPool(threads), m_waiting(waiting)
    {
    }
    void enqueue(std::function<void()> serve) override
    {
        ++m_waiting;
        httplib::ThreadPool::enqueue([this, serve = std::move(serve)] {
            --m_waiting;
            serve();
        });
    }

private:
    std::atomic<int>& m_waiting;
};

/// Whoever still sends its body should be able to read the reply before the connection ends.
void endConnection(int socket)
{
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::seconds patience{1};
    constexpr std::size_t atMost = std::size_t{16} << 20;
    ::shutdown(socket, SHUT_WR);
    std::array<char, 16'384> rest{};
    const Clock::time_point until = Clock::now() + patience;
    for (std::size_t dropped = 0; dropped < atMost && Clock::now() < until;) {
        pollfd one{socket, POLLIN, 0};
        if (::poll(&one, 1, 100) <= 0)
            continue;
        const ssize_t got = ::recv(socket, rest.data(), rest.size(), MSG_DONTWAIT);
        if (got <= 0)
            break;
        dropped += static_cast<std::size_t>(got);
    }
    ::close(socket);
}

void put(const api::Response& from, httplib::Response& to)
{
    to.status = from.status;
    std::string type = jsonType;
    for (const auto& [name, value] : from.headers) {
        if (name == "content-type")
            type = value;
        else
            to.set_header(name, value);
    }
    if (from.status >= 400)
        to.set_header("Connection", "close");
    to.set_content(from.body, type);
}

} // namespace

class HttpServer::Server : private httplib::Server
{
public:
    Server(Handle handle, ServerOptions options)
        : m_handle(std::move(handle)), m_options(std::move(options))
    {
        new_task_queue = [this] { return new CountingPool(m_options.threads, m_waiting); };
        set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& reply) {
            const api::Response refused = refusal(request);
            if (refused.status == 0)
                return HandlerResponse::Unhandled;
            put(refused, reply);
            return HandlerResponse::Handled;
        });
        set_expect_100_continue_handler(
            [this](const httplib::Request& request, httplib::Response& reply) {
                const api::Response refused = refusal(request);
                if (refused.status != 0)
                    put(refused, reply);
                return refused.status == 0 ? 100 : refused.status;
            });
        set_exception_handler([](const auto&, httplib::Response& reply, const auto&) {
            put(organization::errorResponse(500, "the request could not be answered"), reply);
        });
        // What the library refuses by itself: no route, a broken head.
        set_error_handler(
            HandlerWithResponse([](const httplib::Request&, httplib::Response& reply) {
                if (reply.body.empty())
                    put(organization::errorResponse(reply.status, messageOf(reply.status)), reply);
                return HandlerResponse::Handled;
            }));
        const auto withoutBody = [this](const httplib::Request& request, httplib::Response& reply) {
            answer(request, {}, reply);
        };
        const auto withBody
            = [this](const httplib::Request& request, httplib::Response& reply,
                     const httplib::ContentReader& read) { readAndAnswer(request, reply, read); };
        Get(".*", withoutBody);
        Options(".*", withoutBody);
        Post(".*", withBody);
        Put(".*", withBody);
        Patch(".*", withBody);
        Delete(".*", withBody);
    }

    Result<int> listen()
    {
        set_tcp_nodelay(true);
        int listening = -1;
        // The library would share the port with another program that listens already.
        set_socket_options([&listening](int socket) {
            const int on = 1;
            listening = socket;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        });
        int port = m_options.port;
        if (port == 0)
            port = bind_to_any_port(m_options.host);
        else if (!bind_to_port(m_options.host, port))
            port = -1;
        if (port < 0)
            return Error{"cannot-listen",
                         "cannot listen on " + m_options.host + ":" + std::to_string(m_options.port)
                             + "; another program may be using the port",
                         {}};
        // The library lets five clients wait to be taken in, and the others are reset.
        ::listen(listening, SOMAXCONN);
        set_socket_options([](int) {});
        return port;
    }

    void run()
    {
        m_inRun = true;
        if (!m_stop.stop_requested())
            listen_after_bind();
        m_inRun = false;
    }

    void stop()
    {
        m_stop.request_stop();
        // The library takes no notice before its loop has begun.
        while (m_inRun && !is_running())
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        httplib::Server::stop();
    }

private:
    /// Status 0: the request may be read on.
    [[nodiscard]] api::Response refusal(const httplib::Request& request) const
    {
        const auto error = &organization::errorResponse;
        constexpr std::string_view bearer = "Bearer ";
        const std::string given = request.get_header_value("Authorization");
        if (request.get_header_value_count("Authorization") != 1 || !given.starts_with(bearer)
            || !sameText(std::string_view(given).substr(bearer.size()), m_options.token))
            return error(401, "the API key is missing or wrong");
        if (request.has_header("Range"))
            return error(400, "a part of a reply cannot be asked for");
        const std::string encoding = request.get_header_value("Content-Encoding");
        if (!encoding.empty() && encoding != "identity")
            return error(415, "a compressed body cannot be read");
        if (request.get_header_value("Content-Type").starts_with("multipart/"))
            return error(415, "a body of several parts cannot be read");
        return bodyRefusal(request);
    }

    /// Where a body ends must be beyond doubt: what follows it is the next request.
    [[nodiscard]] api::Response bodyRefusal(const httplib::Request& request) const
    {
        const auto error = &organization::errorResponse;
        const std::string length = request.get_header_value("Content-Length");
        const std::string coding = request.get_header_value("Transfer-Encoding");
        if (request.get_header_value_count("Content-Length") > 1
            || request.get_header_value_count("Transfer-Encoding") > 1
            || (request.has_header("Content-Length") && request.has_header("Transfer-Encoding")))
            return error(400, "the length of the body is stated twice");
        if (request.has_header("Content-Length")
            && (length.empty() || length.find_first_not_of("0123456789") != std::string::npos))
            return error(400, "the length of the body is no number");
        std::size_t bytes = 0;
        const auto [end, problem]
            = std::from_chars(length.data(), length.data() + length.size(), bytes);
        if (problem == std::errc::result_out_of_range || bytes > m_options.bodyBytes)
            return error(413, "the body is too long");
        if (request.has_header("Transfer-Encoding") && ::strcasecmp(coding.c_str(), "chunked") != 0)
            return error(400, "the body is coded in a way that cannot be read");
        const bool takesBody = request.method == "POST" || request.method == "PUT"
            || request.method == "PATCH" || request.method == "DELETE";
        if (!takesBody && (!coding.empty() || bytes > 0))
            return error(400, "a request of this method has no body");
        return {};
    }

    void readAndAnswer(const httplib::Request& request, httplib::Response& reply,
                       const httplib::ContentReader& read)
    {
        std::string body;
        bool tooLong = false;
        // The library would read one without a length to the end of the connection.
        const bool stated
            = request.has_header("Content-Length") || request.has_header("Transfer-Encoding");
        const bool whole = !stated || read([&](const char* bytes, std::size_t size) {
            tooLong = size > m_options.bodyBytes - body.size();
            if (!tooLong)
                body.append(bytes, size);
            return !tooLong;
        });
        if (tooLong || reply.status == 413)
            put(organization::errorResponse(413, "the body is too long"), reply);
        else if (!whole)
            put(organization::errorResponse(400, "the body ended too early"), reply);
        else
            answer(request, std::move(body), reply);
    }

    void answer(const httplib::Request& request, std::string body, httplib::Response& reply)
    {
        api::Request asked;
        asked.method = request.method;
        asked.path = request.path;
        asked.query.assign(request.params.begin(), request.params.end());
        for (const auto& [name, value] : request.headers) {
            if (::strcasecmp(name.c_str(), "Authorization") != 0)
                asked.headers.emplace_back(name, value);
        }
        asked.body = std::move(body);
        put(m_handle(asked), reply);
    }

    bool process_and_close_socket(socket_t socket) override
    {
        HttpStream stream(socket, m_options.stream, m_stop.get_token(), m_waiting);
        bool closed = false;
        while (!closed && stream.waitForRequest()) {
            const bool last = m_stop.stop_requested();
            // Ranges would be cut out of error replies, too.
            const auto withoutRanges = [](httplib::Request& request) { request.ranges.clear(); };
            if (!process_request(stream, last, closed, withoutRanges) || last
                || stream.repliedWithError())
                break;
        }
        endConnection(socket);
        return true;
    }

    Handle m_handle;
    ServerOptions m_options;
    std::stop_source m_stop;
    std::atomic<int> m_waiting = 0;
    std::atomic<bool> m_inRun = false;
};

HttpServer::HttpServer(Handle handle, ServerOptions options)
    : m_server(std::make_unique<Server>(std::move(handle), std::move(options)))
{
}

HttpServer::~HttpServer() = default;

Result<int> HttpServer::listen()
{
    return m_server->listen();
}

void HttpServer::run()
{
    m_server->run();
}

void HttpServer::stop()
{
    m_server->stop();
}

} // namespace pw::pwctl
