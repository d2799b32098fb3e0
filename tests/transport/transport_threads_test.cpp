// Many requests at once, requests that are given up, and a transport that goes while they are on
// their way.

#include "tests/transport/world.h"

#include <QTest>

#include <atomic>
#include <future>

using namespace pw;
using namespace pw::tests;
using namespace std::chrono_literals;

namespace {

std::shared_ptr<api::CurlTransport> transportTo(const std::string& url,
                                                const std::string& key = worldKey)
{
    return *api::CurlTransport::make({url, api::Secret(key), {}, {}});
}

const api::Request askOrganizations{"GET", "/api/v1/org/", {}, {}, {}};

/// Until the proxy has seen so many requests.
bool waitForRequests(const FaultProxy& proxy, std::size_t count)
{
    for (int i = 0; i < 2000 && proxy.seen().size() < count; ++i)
        std::this_thread::sleep_for(5ms);
    return proxy.seen().size() >= count;
}

} // namespace

class TransportThreadsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHundredAtOnce();
    void aHundredWritesAtOnce();
    void oneIsCancelled();
    void cancelledBeforeItStarts();
    void destroyedOnTheWay();
    void theServerGoes();
    void keysThatCannotStandInAHeader_data();
    void keysThatCannotStandInAHeader();
    void theKeyStaysWithItsHost();
};

/// Each gets its own answer.
void TransportThreadsTest::aHundredAtOnce()
{
    World world;
    const auto transport = transportTo(world.proxy().url());
    std::vector<std::future<std::string>> answers;
    for (int i = 0; i < 100; ++i)
        answers.push_back(std::async(std::launch::async, [&, i] {
            const api::Request request{"GET", "/nothing/" + std::to_string(i), {}, {}, {}};
            const Result<api::Response> reply = transport->send(request, {}, {});
            return reply ? std::to_string(reply->status) : reply.error().text();
        }));
    for (std::future<std::string>& answer : answers)
        QCOMPARE(answer.get(), std::string("404"));
    QCOMPARE(world.proxy().count("GET", "/nothing/"), std::size_t(100));
}

/// Straight to the server, which serves sixteen connections at a time.
void TransportThreadsTest::aHundredWritesAtOnce()
{
    std::atomic<int> asked = 0;
    pwctl::ServerOptions options;
    options.token = worldKey;
    options.stream.idle = std::chrono::minutes(2); // longer than the test may take
    pwctl::HttpServer server(
        [&](const api::Request& request) {
            ++asked;
            return api::Response{200, {}, request.body};
        },
        options);
    const Result<int> port = server.listen();
    QVERIFY(port);
    std::jthread serving([&] { server.run(); });
    const auto transport = transportTo("http://127.0.0.1:" + std::to_string(*port));
    std::vector<std::future<bool>> answers;
    for (int i = 0; i < 100; ++i)
        answers.push_back(std::async(std::launch::async, [&, i] {
            const std::string body(static_cast<std::size_t>(i) * 1000, 'x');
            // Reads and writes in turns: the former keep their connections.
            const api::Request request{i % 2 == 0 ? "PUT" : "GET", "/p", {}, {}, body};
            const Result<api::Response> reply = transport->send(request, {}, {});
            return reply && reply->status == 200 && reply->body == (i % 2 == 0 ? body : "");
        }));
    int right = 0;
    for (std::future<bool>& answer : answers)
        right += answer.get() ? 1 : 0;
    server.stop();
    QCOMPARE(right, 100);
    QCOMPARE(asked.load(), 100);
}

void TransportThreadsTest::oneIsCancelled()
{
    FaultProxy proxy(0);
    proxy.setPlan([](const Seen& request) {
        return request.is("GET", "/slow") ? stallAt(Fault::At::Body) : Fault();
    });
    const auto transport = transportTo(proxy.url());
    std::stop_source stop;
    auto slow = std::async(std::launch::async, [&] {
        return transport->send({"GET", "/slow", {}, {}, {}}, {}, stop.get_token());
    });
    QVERIFY(waitForRequests(proxy, 1));
    QVERIFY(transport->send(askOrganizations, {}, {})); // the other one is not in the way
    QVERIFY(slow.wait_for(0s) == std::future_status::timeout);
    stop.request_stop();
    const Result<api::Response> reply = slow.get();
    QVERIFY(!reply);
    QCOMPARE(QString::fromStdString(reply.error().code), QStringLiteral("cancelled"));
    QVERIFY(transport->send(askOrganizations, {}, {}));
}

void TransportThreadsTest::cancelledBeforeItStarts()
{
    const FaultProxy proxy(0);
    const auto transport = transportTo(proxy.url());
    std::stop_source stop;
    stop.request_stop();
    const Result<api::Response> reply = transport->send(askOrganizations, {}, stop.get_token());
    QVERIFY(!reply);
    QCOMPARE(QString::fromStdString(reply.error().code), QStringLiteral("cancelled"));
    QCOMPARE(proxy.connections(), 0);
}

void TransportThreadsTest::destroyedOnTheWay()
{
    FaultProxy proxy(0);
    proxy.setPlan([](const Seen&) { return stallAt(Fault::At::Reply); });
    auto transport = transportTo(proxy.url());
    std::vector<std::future<Result<api::Response>>> answers;
    for (int i = 0; i < 10; ++i)
        answers.push_back(std::async(std::launch::async, [raw = transport.get()] {
            return raw->send(askOrganizations, {}, {});
        }));
    QVERIFY(waitForRequests(proxy, 10));
    transport.reset();
    for (auto& answer : answers) {
        const Result<api::Response> reply = answer.get();
        QVERIFY(!reply);
        QCOMPARE(QString::fromStdString(reply.error().code), QStringLiteral("cancelled"));
    }
}

void TransportThreadsTest::theServerGoes()
{
    auto proxy = std::make_unique<FaultProxy>(0);
    proxy->setPlan([](const Seen&) { return stallAt(Fault::At::Headers); });
    const auto transport = transportTo(proxy->url());
    auto answer
        = std::async(std::launch::async, [&] { return transport->send(askOrganizations, {}, {}); });
    QVERIFY(waitForRequests(*proxy, 1));
    proxy.reset();
    const Result<api::Response> reply = answer.get();
    QVERIFY(!reply);
    QCOMPARE(QString::fromStdString(reply.error().code), QStringLiteral("connection-lost"));
    const Result<api::Response> next = transport->send(askOrganizations, {}, {});
    QVERIFY(!next);
    QCOMPARE(QString::fromStdString(next.error().code), QStringLiteral("cannot-connect"));
}

void TransportThreadsTest::keysThatCannotStandInAHeader_data()
{
    QTest::addColumn<QString>("key");
    QTest::newRow("line end") << QStringLiteral("key\r\nX-Evil: 1");
    QTest::newRow("blank") << QStringLiteral("two words");
    QTest::newRow("zero") << QStringLiteral("a") + QChar(u'\0');
    QTest::newRow("letters beyond ASCII") << QStringLiteral("schlüssel");
}

void TransportThreadsTest::keysThatCannotStandInAHeader()
{
    QFETCH(QString, key);
    const auto made
        = api::CurlTransport::make({"http://127.0.0.1:1", api::Secret(key.toStdString()), {}, {}});
    QVERIFY(!made);
    QCOMPARE(QString::fromStdString(made.error().code), QStringLiteral("bad-key"));
    QVERIFY(made.error().text().find(key.toStdString()) == std::string::npos);
}

/// A server that quotes the key does not get it into what is shown.
void TransportThreadsTest::theKeyStaysWithItsHost()
{
    FaultProxy proxy(0);
    proxy.setPlan([](const Seen&) {
        return answer(httpReply(200, "you said " + worldKey, "x-echo: " + worldKey + "\r\n"));
    });
    const auto transport = transportTo(proxy.url());
    const Result<api::Response> reply = transport->send(askOrganizations, {}, {});
    QVERIFY(reply);
    QCOMPARE(reply->body, std::string("you said ****"));
    QCOMPARE(reply->header("x-echo"), std::string("****"));
    const std::string head = proxy.seen().front().head;
    QVERIFY(head.find("Authorization: Bearer " + worldKey + "\r\n") != std::string::npos);
    for (const char* const absent : {"Cookie:", "Expect:", "User-Agent:", "Referer:"})
        QVERIFY2(head.find(absent) == std::string::npos, head.c_str());
}

QTEST_GUILESS_MAIN(TransportThreadsTest)
#include "transport_threads_test.moc"
