#include "core/api/sender.h"

#include "core/api/wire.h"
#include "core/api/wire_names.h"
#include "core/base/clock.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <curl/curl.h>
#include <mutex>
#include <random>
#include <utility>

namespace pw::api {
namespace {

using std::chrono::milliseconds;

std::string_view statusText(int status)
{
    struct Entry
    {
        int status;
        std::string_view text;
    };
    constexpr std::array table{
        Entry{301, "Moved Permanently"},
        Entry{302, "Found"},
        Entry{303, "See Other"},
        Entry{307, "Temporary Redirect"},
        Entry{308, "Permanent Redirect"},
        Entry{400, "Bad Request"},
        Entry{401, "Unauthorized"},
        Entry{403, "Forbidden"},
        Entry{404, "Not Found"},
        Entry{405, "Method Not Allowed"},
        Entry{407, "Proxy Authentication Required"},
        Entry{409, "Conflict"},
        Entry{413, "Content Too Large"},
        Entry{422, "Unprocessable Content"},
        Entry{429, "Too Many Requests"},
        Entry{500, "Internal Server Error"},
        Entry{502, "Bad Gateway"},
        Entry{503, "Service Unavailable"},
        Entry{504, "Gateway Timeout"},
    };
    const auto* const found = std::find_if(
        table.begin(), table.end(), [&](const Entry& entry) { return entry.status == status; });
    return found == table.end() ? std::string_view() : found->text;
}

/// What it means to the one who asked, and what to do; the server's words are added.
std::pair<std::string_view, std::string> meaning(const Response& reply)
{
    switch (reply.status) {
    case 400:
    case 413:
    case 422:
        return {"bad-request", "The server refuses the request"};
    case 401:
    case 403:
        return {"key-refused", "The API key is not accepted for this organization"};
    case 404:
        return {"not-found", "The server does not have what was asked for"};
    case 407:
        return {"proxy-refused", "The proxy wants a login; check the proxy of this context"};
    case 409:
        return {"conflict", "The server has another state than the request expects"};
    case 429:
        return {"too-many-requests", "The server asks for fewer requests; try again in a while"};
    default:
        break;
    }
    if (reply.status >= 300 && reply.status < 400)
        return {"redirected",
                "The server sends the request on to "
                    + wire::shownText(reply.header(wire::locationHeader), 200)
                    + ", where it is not taken; check the address of the API"};
    if (reply.status >= 500)
        return {"server-error", "The server failed"};
    return {"unexpected-status", "The server's reply has a status of its own"};
}

std::string uidNote(const Response& reply)
{
    const std::string uid = wire::shownText(reply.header(wire::contextUidHeader), 100);
    return uid.empty() ? "no context uid" : "context uid " + uid;
}

bool failedForAMoment(int status)
{
    return status == 429 || status == 502 || status == 503 || status == 504;
}

bool failedForAMoment(const Error& error)
{
    return error.code == "cannot-connect" || error.code == "connection-lost";
}

/// Seconds, or the date of a moment to come.
std::optional<milliseconds> retryAfter(const Response& reply)
{
    constexpr double mostSeconds = 1e6;
    const std::string written = reply.header(wire::retryAfterHeader);
    std::optional<double> seconds = wire::numberOf(written);
    if (const time_t date = curl_getdate(written.c_str(), nullptr); !seconds && date >= 0)
        seconds = static_cast<double>(date) - systemTime();
    if (!seconds || *seconds < 0)
        return std::nullopt;
    return milliseconds(static_cast<std::int64_t>(std::min(*seconds, mostSeconds) * 1000));
}

/// Many clients that failed together shall not come back together.
milliseconds withJitter(milliseconds wait)
{
    thread_local std::minstd_rand random{std::random_device{}()};
    constexpr int percent = 100;
    std::uniform_int_distribution<int> share(percent * 4 / 5, percent * 6 / 5);
    return wait * share(random) / percent;
}

void sleepUntilStopped(milliseconds time, const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, time, [] { return false; });
}

Error cancelled()
{
    return {std::string(cancelledCode), "Cancelled", {}};
}

} // namespace

bool isRead(const Request& request)
{
    if (request.method == "GET")
        return true;
    if (request.method != "POST")
        return false;
    std::string_view path = request.path;
    if (path == wire::guardianQueryPath || path == wire::sourceQueryPath)
        return true;
    if (!path.starts_with(wire::organizationsPath))
        return false;
    path.remove_prefix(wire::organizationsPath.size());
    path.remove_prefix(std::min(path.find('/'), path.size()));
    return path == wire::logsPath || path == wire::objectsPath || path.starts_with(wire::searchPath)
        || path == wire::searchValidatePath || path.starts_with(wire::helpersPath);
}

Error replyError(std::string_view verb, const Response& reply)
{
    auto [code, message] = meaning(reply);
    if (const std::string words = wire::serverWords(reply); !words.empty())
        message += ": " + words;
    std::string status = std::to_string(reply.status);
    if (const std::string_view text = statusText(reply.status); !text.empty())
        status += " " + std::string(text);
    return {std::string(code), std::move(message),
            std::string(verb) + ": " + status + ", " + uidNote(reply)};
}

Error errorOf(std::string_view verb, const Response& reply, Error error)
{
    if (error.code == cancelledCode)
        return error.withContext(std::string(verb));
    return error.withContext(std::string(verb) + ": " + uidNote(reply));
}

bool isUnclear(const Error& error)
{
    constexpr std::array<std::string_view, 6> codes{"connection-lost", "timeout",
                                                    "server-error",    "reply-too-big",
                                                    "malformed-reply", cancelledCode};
    return std::find(codes.begin(), codes.end(), error.code) != codes.end();
}

Sender::Sender(std::shared_ptr<Transport> transport, Rules rules)
    : m_transport(std::move(transport)), m_rules(std::move(rules))
{
    if (!m_rules.retries.sleep)
        m_rules.retries.sleep = sleepUntilStopped;
}

bool Sender::wait(milliseconds time, const std::stop_token& stop) const
{
    if (!stop.stop_requested())
        m_rules.retries.sleep(time, stop);
    return !stop.stop_requested();
}

Result<Done> Sender::mayWrite(std::string_view verb) const
{
    if (!m_rules.readOnly)
        return Done{};
    return Error{"read-only",
                 m_rules.contextName.empty()
                     ? "This connection is read-only; nothing was sent"
                     : "The context " + m_rules.contextName + " is read-only; nothing was sent",
                 std::string(verb)};
}

Result<Response> Sender::sendOnce(std::string_view verb, Request request, const Call& call) const
{
    if (!isRead(request)) {
        if (const Result<Done> allowed = mayWrite(verb); !allowed)
            return allowed.error();
    }
    if (call.stop.stop_requested())
        return cancelled().withContext(std::string(verb));
    request.headers.emplace_back("content-type", "application/json");
    request.headers.emplace_back("accept", request.method == "GET" ? "application/json" : "*/*");
    Result<Response> reply = m_transport->send(request, m_rules.limits, call.stop);
    return reply ? std::move(reply) : reply.error().withContext(std::string(verb));
}

Result<Response> Sender::send(std::string_view verb, Request request, const Call& call) const
{
    const bool again = isRead(request);
    milliseconds wait = m_rules.retries.firstWait;
    for (int left = m_rules.retries.tries;; --left) {
        Result<Response> reply = sendOnce(verb, request, call);
        if (reply && reply->succeeded())
            return reply;
        const bool momentary
            = reply ? failedForAMoment(reply->status) : failedForAMoment(reply.error());
        const std::optional<milliseconds> asked = reply ? retryAfter(*reply) : std::nullopt;
        const milliseconds time = asked.value_or(withJitter(wait));
        const bool last = !again || !momentary || left <= 1 || time > m_rules.retries.longestWait;
        if (last)
            return reply ? replyError(verb, *reply) : reply.error();
        if (!this->wait(time, call.stop))
            return cancelled().withContext(std::string(verb));
        wait = std::min(wait * 2, m_rules.retries.longestWait);
    }
}

} // namespace pw::api
