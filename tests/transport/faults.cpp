#include "tests/transport/faults.h"

#include "tests/transport/world.h"

#include <iterator>

namespace pw::tests {
namespace {

using At = Fault::At;

struct Place
{
    At at;
    const char* name;
};

constexpr Place places[]{
    {At::RequestLine, "behind the request line"},
    {At::RequestBody, "in the body of the request"},
    {At::Reply, "before the reply"},
    {At::StatusLine, "in the status line"},
    {At::FirstHeader, "in the first header"},
    {At::Headers, "in the headers"},
    {At::Body, "in the body"},
    {At::LastByte, "before the last byte"},
};

Fault reset(At place)
{
    Fault fault = cutAt(place);
    fault.resets = true;
    return fault;
}

Fault endless(std::string reply, std::string forever)
{
    Fault fault = answer(std::move(reply));
    fault.forever = std::move(forever);
    return fault;
}

/// The body in chunks of one byte.
std::string chunked(std::string reply)
{
    const std::size_t head = reply.find("\r\n\r\n");
    const std::size_t length = reply.find("Content-Length:");
    std::string out = reply.substr(0, length) + "Transfer-Encoding: chunked"
        + reply.substr(reply.find("\r\n", length), head - reply.find("\r\n", length)) + "\r\n\r\n";
    for (const char c : reply.substr(head + 4))
        (out += "1\r\n") += {c, '\r', '\n'};
    return out + "0\r\n\r\n";
}

std::string msg()
{
    return R"({"msg": ")" + std::string(serverSays) + R"("})";
}

FaultCase status(const std::string& name, int number, std::string_view code, std::size_t tries,
                 std::string_view body, std::string_view headers = {})
{
    const bool said = body.find(serverSays) != std::string_view::npos;
    return {std::to_string(number) + " " + name,
            answer(httpReply(number, body,
                             "content-type: application/json\r\n" + std::string(headers))),
            code, tries, said ? serverSays : std::string_view()};
}

FaultCase body(const std::string& name, std::string_view text, bool fineAsList = false)
{
    return {name, answer(httpReply(200, text)), "malformed-reply", 1, {}, fineAsList, true};
}

FaultCase raw(const std::string& name, const std::string& reply, std::string_view code,
              std::size_t tries = 1)
{
    return {name, answer(reply), code, tries};
}

} // namespace

std::vector<FaultCase> connectionFaults()
{
    std::vector<FaultCase> out;
    for (const Place& place : places)
        out.push_back({std::string("cut ") + place.name, cutAt(place.at), "connection-lost", 3});
    for (const At place : {At::Reply, At::Headers, At::Body})
        out.push_back({"reset at " + std::to_string(static_cast<int>(place)), reset(place),
                       "connection-lost", 3});
    for (const Place& place : places)
        out.push_back({std::string("silent ") + place.name, stallAt(place.at), "timeout"});
    FaultCase slow{"byte by byte", {}, {}};
    slow.fault.step = 1;
    out.push_back(slow);
    FaultCase chunks{"chunks of a byte", {}, {}};
    chunks.fault.change = chunked;
    out.push_back(chunks);
    return out;
}

std::vector<FaultCase> statusFaults(const std::string& redirectTo)
{
    const std::string other = R"({"err_msg": ")" + std::string(serverSays)
        + R"(", "field": "spec", "property": "mode", "tags": []})";
    const std::string location = "Location: " + redirectTo + "/api/v1/org/\r\n";
    std::vector<FaultCase> out;
    for (const int redirect : {301, 302, 303, 307, 308})
        out.push_back(status("redirect", redirect, "redirected", 1, {}, location));
    for (const int refused : {400, 422}) {
        out.push_back(status("with msg", refused, "bad-request", 1, msg()));
        out.push_back(status("with err_msg", refused, "bad-request", 1, other));
        out.push_back(status("with text", refused, "bad-request", 1, serverSays));
        out.push_back(status("without a word", refused, "bad-request", 1, {}));
    }
    for (const int refused : {401, 403}) {
        out.push_back(status("with msg", refused, "key-refused", 1, msg()));
        out.push_back(status("without a word", refused, "key-refused", 1, {}));
        out.push_back(status("with the key", refused, "key-refused", 1, worldKey));
    }
    out.push_back(status("with msg", 407, "proxy-refused", 1, msg()));
    out.push_back(status("with msg", 409, "conflict", 1, msg()));
    out.push_back(status("with msg", 413, "bad-request", 1, msg()));
    out.push_back(status("with msg", 418, "unexpected-status", 1, msg()));
    out.push_back(status("without a time", 429, "too-many-requests", 3, msg()));
    out.push_back(status("in 2 s", 429, "too-many-requests", 3, msg(), "Retry-After: 2\r\n"));
    out.push_back(status("in 2 h", 429, "too-many-requests", 1, msg(), "Retry-After: 7200\r\n"));
    out.push_back(status("at a day that has been", 429, "too-many-requests", 3, msg(),
                         "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n"));
    out.push_back(status("at a far day", 429, "too-many-requests", 1, msg(),
                         "Retry-After: Wed, 21 Oct 2037 07:28:00 GMT\r\n"));
    out.push_back(
        status("at no time", 429, "too-many-requests", 3, msg(), "Retry-After: tomorrow-ish\r\n"));
    out.push_back(status("with msg", 500, "server-error", 1, msg()));
    out.push_back(status("without a word", 500, "server-error", 1, {}));
    for (const int gateway : {502, 503, 504}) {
        out.push_back(status("with msg", gateway, "server-error", 3, msg()));
        out.push_back(
            status("with a page", gateway, "server-error", 3, "<html><h1>Bad gateway</h1></html>"));
    }
    out.push_back(status("with a time", 503, "server-error", 3, {}, "Retry-After: 1\r\n"));
    return out;
}

std::vector<FaultCase> bodyFaults()
{
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    std::vector<FaultCase> out{
        body("empty", {}, true),
        body("no JSON", "certainly"),
        body("half a JSON", R"([{"uid": "pol:1", "na)"),
        body("half a line", "[]\n{\"id\": \"a\", \"ti"),
        body("a text", R"("hello")"),
        body("numbers", "[1, 2, 3]"),
        body("NaN", R"({"uid": "x", "time": NaN})"),
        body("a key twice", R"({"id": "a", "id": "b", "results": []})"),
        body("very deep", R"({"results": )" + deep + "}"),
        body("deep list", deep),
        body("no UTF-8", "{\"id\": \"\xff\xfe\"}"),
        body("a zero byte", std::string("{\"id\": \"a\0b\"}", 13)),
        body("control characters", "{\"id\": \"a\x01\"}"),
        body("compressed", "\x1f\x8b\x08\x01\x02\x03garbage"),
    };
    out.push_back(
        {"a page",
         answer(httpReply(200, "<html>Please log in</html>", "content-type: text/html\r\n")),
         "malformed-reply", 1, "text/html"});
    out.push_back({"a page that says JSON", answer(httpReply(200, "<html>Please log in</html>")),
                   "malformed-reply", 1, "instead of data"});
    out.push_back({"a picture", answer(httpReply(200, "\x89PNG", "content-type: image/png\r\n")),
                   "malformed-reply", 1, "image/png"});
    return out;
}

std::vector<FaultCase> protocolFaults()
{
    const std::string ok = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    const std::string line(1000, 'x');
    return {
        {"endless body", endless(ok + "\r\n[", line), "reply-too-big"},
        {"endless chunks",
         endless(ok + "Transfer-Encoding: chunked\r\n\r\n", "3e8\r\n" + line + "\r\n"),
         "reply-too-big"},
        {"a length beyond all limits", endless(ok + "Content-Length: 99999999999\r\n\r\n", line),
         "reply-too-big"},
        {"endless headers", endless(ok, "x-more: " + line + "\r\n"), "reply-too-big"},
        {"an endless header", endless(ok + "x-more: ", line), "reply-too-big"},
        {"endless 100s", endless("HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n"),
         "reply-too-big"},
        raw("length too long", ok + "Content-Length: 500\r\n\r\n[]", "connection-lost", 3),
        {"length too short",
         answer(ok + "Content-Length: 4\r\n\r\n[{\"uid\": \"pol:1\"}]"),
         "malformed-reply",
         1,
         {},
         false,
         true},
        raw("negative length", ok + "Content-Length: -1\r\n\r\n[]", "malformed-reply"),
        raw("length that is none", ok + "Content-Length: few\r\n\r\n[", "malformed-reply"),
        raw("chunks that are none", ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n",
            "connection-lost", 3),
        raw("chunks without an end", ok + "Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n",
            "connection-lost", 3),
        raw("HTTP/0.9", "[{\"uid\": \"pol:1\"}]", "malformed-reply"),
        raw("another protocol", "220 mail.example.org ESMTP\r\n", "malformed-reply"),
        raw("a status that is none", "HTTP/1.1 xyz OK\r\n\r\n", "malformed-reply"),
        raw("nothing but 100", "HTTP/1.1 100 Continue\r\n\r\n", "connection-lost", 3),
    };
}

std::vector<FaultCase> allFaults(const std::string& redirectTo)
{
    std::vector<FaultCase> out;
    for (std::vector<FaultCase> some :
         {connectionFaults(), statusFaults(redirectTo), bodyFaults(), protocolFaults()})
        std::move(some.begin(), some.end(), std::back_inserter(out));
    return out;
}

} // namespace pw::tests
