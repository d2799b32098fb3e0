#include "app/pwctl/http_server.h"
#include "tests/pwctl/http_exchange.h"

#include <QTest>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace pw;
using namespace pw::pwctl;
using tests::RawConnection;

namespace {

const std::string token = "0123456789abcdef0123456789abcdef";
const std::string key = "Authorization: Bearer " + token + "\r\n";

/// Answers what it was asked, in a thread of its own.
class Served
{
public:
    explicit Served(ServerOptions options = {})
        : m_server([this](const api::Request& request) { return answer(request); },
                   withToken(std::move(options)))
    {
        const Result<int> listening = m_server.listen();
        port = listening ? *listening : -1;
        m_thread = std::jthread([this] { m_server.run(); });
    }
    ~Served()
    {
        m_server.stop();
        slow.release();
    }

    void stop() { m_server.stop(); }
    void join() { m_thread.join(); }

    std::string exchange(const std::string& bytes)
    {
        RawConnection connection(port);
        connection.send(bytes);
        return connection.receive();
    }

    int port = 0;
    std::atomic<int> asked = 0;
    std::counting_semaphore<> started{0};
    std::counting_semaphore<> slow{0};

private:
    static ServerOptions withToken(ServerOptions options)
    {
        options.token = token;
        return options;
    }

    api::Response answer(const api::Request& request)
    {
        ++asked;
        if (request.path == "/slow") {
            started.release();
            slow.acquire();
        }
        std::string body = request.method + " " + request.path;
        for (const auto& [name, value] : request.query)
            body += " " + name + "=" + value;
        for (const auto& [name, value] : request.headers)
            body += name == "Authorization" || name == "authorization" ? " KEY" : "";
        return {request.path == "/wrong" ? 400 : 200,
                {{"x-context-uid", "ctx:1"}, {"content-type", "application/json"}},
                body + " [" + std::to_string(request.body.size()) + "]"};
    }

    HttpServer m_server;
    std::jthread m_thread;
};

bool has(const std::string& reply, std::string_view part)
{
    return reply.find(part) != std::string::npos;
}

std::string post(const std::string& headers, const std::string& body)
{
    return "POST /p HTTP/1.1\r\nHost: x\r\n" + key + headers + "\r\n" + body;
}

} // namespace

class PwctlHttpServerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersOneAfterTheOther();
    void takesBodiesInBothForms();
    void asksForTheKey_data();
    void asksForTheKey();
    void refuses_data();
    void refuses();
    void headsAreLimited();
    void bodiesAreLimited();
    void slowClientsAreLeft();
    void slowlyIsTooSlow();
    void oneBehindTheOther();
    void bodiesWithoutALength();
    void idleConnectionsGiveWay();
    void halfARequestDoesNotKeepItAlive();
    void finishesWhatHasBegun();
    void aPortThatIsTaken();
};

void PwctlHttpServerTest::answersOneAfterTheOther()
{
    Served served;
    RawConnection connection(served.port);
    connection.send("GET /a%3Ab/?q=x%20y&q=z HTTP/1.1\r\nHost: x\r\n" + key + "\r\n");
    const std::string reply = connection.receive();
    QVERIFY2(has(reply, "200 OK"), reply.c_str());
    QVERIFY2(has(reply, "GET /a:b/ q=x y q=z [0]"), reply.c_str());
    QVERIFY(has(reply, "x-context-uid: ctx:1"));
    QVERIFY(has(reply, "Content-Type: application/json"));
    QVERIFY(!has(reply, "KEY"));
    connection.send("DELETE /b HTTP/1.1\r\nHost: x\r\n" + key + "\r\n");
    QVERIFY(has(connection.receive(), "DELETE /b [0]"));
    connection.send("GET /wrong HTTP/1.1\r\nHost: x\r\n" + key + "\r\n");
    QVERIFY(has(connection.receive(), "HTTP/1.1 400"));
    QVERIFY(connection.ended()); // after an error nothing more is read
}

void PwctlHttpServerTest::takesBodiesInBothForms()
{
    Served served;
    QVERIFY(has(served.exchange(post("Content-Length: 5\r\n", "12345")), "POST /p [5]"));
    QVERIFY(has(served.exchange(
                    post("Transfer-Encoding: chunked\r\n", "5\r\n12345\r\n3\r\n678\r\n0\r\n\r\n")),
                "POST /p [8]"));
    const std::string large(3'000'000, 'x');
    QVERIFY(has(
        served.exchange(post("Content-Length: " + std::to_string(large.size()) + "\r\n", large)),
        "[3000000]"));
}

void PwctlHttpServerTest::asksForTheKey_data()
{
    QTest::addColumn<QString>("header");
    QTest::newRow("none") << QString();
    QTest::newRow("wrong") << QStringLiteral("Authorization: Bearer abc\r\n");
    QTest::newRow("other scheme") << QStringLiteral("Authorization: Basic ")
            + QString::fromStdString(token) + QStringLiteral("\r\n");
    QTest::newRow("longer") << QString::fromStdString("Authorization: Bearer " + token + "0\r\n");
    QTest::newRow("twice") << QString::fromStdString(key + key);
}

void PwctlHttpServerTest::asksForTheKey()
{
    QFETCH(QString, header);
    Served served;
    const std::string reply
        = served.exchange("POST /p HTTP/1.1\r\nHost: x\r\n" + header.toStdString()
                          + "Content-Length: 100000000\r\n\r\nabc");
    QVERIFY2(has(reply, "HTTP/1.1 401"), reply.c_str());
    QVERIFY(has(reply, "{\"msg\": \"the API key is missing or wrong\"}"));
    QVERIFY(has(reply, "x-context-uid: ctx:"));
    QCOMPARE(served.asked.load(), 0);
}

void PwctlHttpServerTest::refuses_data()
{
    QTest::addColumn<QString>("request");
    QTest::addColumn<QString>("status");
    const auto row = [](const char* name, const std::string& request, const char* status) {
        QTest::newRow(name) << QString::fromStdString(request) << QString::fromUtf8(status);
    };
    const std::string get = "GET /p HTTP/1.1\r\nHost: x\r\n" + key;
    row("range", get + "Range: bytes=0-1,0-1,0-1\r\n\r\n", "400");
    row("compressed", post("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "abc"), "415");
    row("multipart",
        post("Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 3\r\n", "abc"),
        "415");
    row("two lengths", post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), "400");
    row("both forms", post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
        "400");
    const auto length
        = [&](const std::string& text) { return post("Content-Length: " + text + "\r\n", "abc"); };
    row("negative length", length("-1"), "400");
    row("length with a sign", length("+3"), "400");
    row("length and more", length("3, 3"), "400");
    row("length in hex", length("0x3"), "400");
    row("length beyond 64 bits", length("99999999999999999999999"), "413");
    row("other coding", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), "400");
    row("two codings",
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"), "400");
    const std::string chunked = "Transfer-Encoding: chunked\r\n";
    row("negative chunk", post(chunked, "-1\r\nabc\r\n0\r\n\r\n"), "4");
    row("chunk that is no number", post(chunked, "zz\r\nabc\r\n0\r\n\r\n"), "400");
    const std::string smuggled = "DELETE /q HTTP/1.1\r\n" + key + "\r\n";
    row("GET with a body",
        get + "Content-Length: " + std::to_string(smuggled.size()) + "\r\n\r\n" + smuggled, "400");
    row("GET with chunks", get + chunked + "\r\n0\r\n\r\n" + smuggled, "400");
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400");
    row("no HTTP", "hello\r\n\r\n", "400");
    row("odd method", "BREW /p HTTP/1.1\r\nHost: x\r\n" + key + "\r\n", "400");
    row("long path", "GET /" + std::string(9000, 'p') + " HTTP/1.1\r\n" + key + "\r\n", "414");
}

void PwctlHttpServerTest::refuses()
{
    QFETCH(QString, request);
    QFETCH(QString, status);
    Served served;
    const std::string reply = served.exchange(request.toStdString());
    QVERIFY2(has(reply, "HTTP/1.1 " + status.toStdString()), reply.c_str());
    QVERIFY2(has(reply, "{\"msg\": "), reply.c_str());
    QCOMPARE(served.asked.load(), 0);
}

void PwctlHttpServerTest::headsAreLimited()
{
    Served served;
    std::string many;
    for (int i = 0; i < 5000; ++i)
        many += "X-Header-" + std::to_string(i) + ": 1\r\n";
    RawConnection connection(served.port);
    connection.send("GET /p HTTP/1.1\r\n" + key + many + "\r\n");
    QVERIFY(!has(connection.receive(), "200 OK"));
    QVERIFY(connection.ended());
    QCOMPARE(served.asked.load(), 0);
}

void PwctlHttpServerTest::bodiesAreLimited()
{
    ServerOptions options;
    options.bodyBytes = 1000;
    Served served(options);
    const std::string large(5000, 'x');
    QVERIFY(has(served.exchange(post("Content-Length: 5000\r\n", large)), "HTTP/1.1 413"));
    QVERIFY(has(served.exchange(
                    post("Transfer-Encoding: chunked\r\n", "1388\r\n" + large + "\r\n0\r\n\r\n")),
                "HTTP/1.1 413"));
    QVERIFY(has(served.exchange(post("Content-Length: 1000\r\n", std::string(1000, 'x'))),
                "POST /p [1000]"));
    QCOMPARE(served.asked.load(), 1);
}

void PwctlHttpServerTest::slowClientsAreLeft()
{
    ServerOptions options;
    options.stream.head = std::chrono::milliseconds{300};
    options.stream.stall = std::chrono::milliseconds{300};
    options.stream.idle = std::chrono::milliseconds{300};
    Served served(options);
    RawConnection silent(served.port);
    RawConnection halfHead(served.port);
    RawConnection halfBody(served.port);
    halfHead.send("GET /p HT");
    halfBody.send(post("Content-Length: 100\r\n", "abc"));
    QVERIFY(silent.ended());
    QVERIFY(halfHead.ended());
    QVERIFY(halfBody.ended());
    QCOMPARE(served.asked.load(), 0);
}

/// A byte now and then is no sign of life.
void PwctlHttpServerTest::slowlyIsTooSlow()
{
    ServerOptions options;
    options.stream.head = std::chrono::milliseconds{300};
    options.stream.request = std::chrono::milliseconds{300};
    Served served(options);
    const std::string request = "GET /p HTTP/1.1\r\n" + key + "X-Long: " + std::string(500, 'x');
    RawConnection head(served.port);
    RawConnection body(served.port);
    body.send(post("Content-Length: 500\r\n", ""));
    bool refused = false;
    for (std::size_t i = 0; i < request.size() && !refused; ++i) {
        const bool headTaken = head.send(request.substr(i, 1));
        const bool bodyTaken = body.send("x");
        refused = !headTaken && !bodyTaken;
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    QVERIFY(refused);
    QCOMPARE(served.asked.load(), 0);
}

void PwctlHttpServerTest::oneBehindTheOther()
{
    Served served;
    RawConnection connection(served.port);
    const std::string get = " HTTP/1.1\r\nHost: x\r\n" + key + "\r\n";
    connection.send("GET /1" + get + post("Content-Length: 5\r\n", "12345") + "GET /2" + get
                    + "GET /wrong" + get + "GET /3" + get);
    std::string replies;
    while (!has(replies, "/wrong")) {
        const std::string more = connection.receive();
        if (more.empty())
            break;
        replies += more;
    }
    QVERIFY2(has(replies, "GET /1 [0]") && has(replies, "POST /p [5]") && has(replies, "GET /2 [0]")
                 && has(replies, "GET /wrong [0]"),
             replies.c_str());
    QVERIFY(connection.ended());
    QCOMPARE(served.asked.load(), 4);
}

void PwctlHttpServerTest::bodiesWithoutALength()
{
    Served served;
    RawConnection connection(served.port);
    for (const char* const method : {"POST", "PUT", "DELETE"}) {
        connection.send(method + std::string(" /p HTTP/1.1\r\nHost: x\r\n") + key + "\r\n");
        const std::string reply = connection.receive();
        QVERIFY2(has(reply, method + std::string(" /p [0]")), reply.c_str());
    }
}

void PwctlHttpServerTest::idleConnectionsGiveWay()
{
    ServerOptions options;
    options.threads = 2;
    options.stream.idle = std::chrono::minutes{5};
    Served served(options);
    RawConnection kept(served.port);
    RawConnection silent(served.port);
    const std::string get = "GET /p HTTP/1.1\r\nHost: x\r\n" + key + "\r\n";
    kept.send(get);
    QVERIFY(has(kept.receive(), "GET /p [0]"));
    for (int i = 0; i < 5; ++i)
        QVERIFY(has(served.exchange(get), "GET /p [0]"));
    QVERIFY(kept.ended() && silent.ended());
}

void PwctlHttpServerTest::halfARequestDoesNotKeepItAlive()
{
    ServerOptions options;
    options.stream.head = std::chrono::minutes{5};
    options.stream.stall = std::chrono::minutes{5};
    options.stream.afterStop = std::chrono::milliseconds{100};
    Served served(options);
    RawConnection head(served.port);
    RawConnection body(served.port);
    head.send("GET /p HT");
    body.send(post("Content-Length: 100\r\n", "abc"));
    QVERIFY(has(served.exchange("GET /p HTTP/1.1\r\nHost: x\r\n" + key + "\r\n"), "200 OK"));
    served.stop();
    served.join();
    QVERIFY(head.ended() && body.ended());
    QCOMPARE(served.asked.load(), 1);
}

void PwctlHttpServerTest::finishesWhatHasBegun()
{
    Served served;
    RawConnection busy(served.port);
    RawConnection idle(served.port);
    busy.send("GET /slow HTTP/1.1\r\nHost: x\r\n" + key + "\r\n");
    served.started.acquire();
    served.stop();
    served.slow.release();
    QVERIFY(has(busy.receive(), "GET /slow [0]"));
    QVERIFY(busy.ended());
    QVERIFY(idle.ended());
    served.join();
    QVERIFY(!RawConnection(served.port).isOpen());
}

void PwctlHttpServerTest::aPortThatIsTaken()
{
    const Served served;
    ServerOptions options;
    options.port = served.port;
    options.token = token;
    HttpServer second([](const api::Request&) { return api::Response{}; }, options);
    const Result<int> port = second.listen();
    QVERIFY(!port);
    QCOMPARE(QString::fromStdString(port.error().code), QStringLiteral("cannot-listen"));
}

QTEST_APPLESS_MAIN(PwctlHttpServerTest)
#include "pwctl_http_server_test.moc"
