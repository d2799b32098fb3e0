// Writes through every fault of a connection: sent once, and what became of them is found out by
// reading.

#include "tests/transport/faults.h"
#include "tests/transport/write_verbs.h"

#include <QTest>

#include <array>

using namespace pw;
using namespace pw::tests;

namespace {

bool isUnclear(std::string_view code)
{
    constexpr std::array codes{"connection-lost", "timeout", "server-error", "reply-too-big",
                               "malformed-reply"};
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

} // namespace

class ClientWritesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void everyFault_data();
    void everyFault();
    void nobodyListens_data();
    void nobodyListens();
    void theServerCannotBeAsked_data();
    void theServerCannotBeAsked();
    void cleanupTestCase();

private:
    /// A client that knows the server; the fault strikes what the verb writes.
    WorldClient& ready(World& world, const WriteVerb& verb, const Fault& fault);

    std::unique_ptr<World> m_world;
    std::unique_ptr<World> m_older;
    std::unique_ptr<FaultProxy> m_trap;
    std::unique_ptr<WorldClient> m_client;
    std::vector<FaultCase> m_faults;
    int m_cases = 0;
};

void ClientWritesTest::initTestCase()
{
    m_world = std::make_unique<World>();
    m_older = std::make_unique<World>(organization::Generation::V013);
    m_trap = std::make_unique<FaultProxy>(0);
    for (const FaultCase& one : allFaults(m_trap->url())) {
        m_faults.push_back(one);
        if (one.fault.asksServer || one.success)
            continue;
        // The same, but the server has done what was asked before.
        m_faults.push_back(one);
        m_faults.back().name += ", done";
        m_faults.back().fault.asksServer = true;
    }
}

void ClientWritesTest::init()
{
    m_client.reset();
    m_world->reset();
}

WorldClient& ClientWritesTest::ready(World& world, const WriteVerb& verb, const Fault& fault)
{
    m_client = clientWithFault(world, verb, fault,
                               &world == m_older.get() ? withoutSearch : FaultProxy::Plan());
    return *m_client;
}

void ClientWritesTest::everyFault_data()
{
    QTest::addColumn<int>("verb");
    QTest::addColumn<int>("fault");
    QTest::addColumn<bool>("older");
    for (const bool older : {false, true}) {
        for (std::size_t i = 0; i < writeVerbs.size(); ++i) {
            const std::size_t faults = older ? connectionFaults().size() : m_faults.size();
            for (std::size_t j = 0; j < faults; ++j)
                QTest::addRow("%s%s: %s", older ? "older: " : "", writeVerbs[i].method,
                              m_faults[j].name.c_str())
                    << int(i) << int(j) << older;
        }
    }
}

void ClientWritesTest::everyFault()
{
    QFETCH(int, verb);
    QFETCH(int, fault);
    QFETCH(bool, older);
    const WriteVerb& what = writeVerbs[static_cast<std::size_t>(verb)];
    const FaultCase& how = m_faults[static_cast<std::size_t>(fault)];
    World& world = older ? *m_older : *m_world;
    if (older)
        world.reset();
    ++m_cases;
    const bool arrives = how.fault.asksServer && how.fault.at != Fault::At::RequestLine
        && how.fault.at != Fault::At::RequestBody;
    // A deletion is answered with anything.
    const bool fine = how.code.empty() || (how.success && what.method == std::string("DELETE"));

    const WorldClient& made = ready(world, what, how.fault);
    const Result<api::Written> result = what.run(*made.client, world);
    QCOMPARE(world.proxy().count(what.method, writeTarget), std::size_t(1));
    QCOMPARE(world.writes().size(), std::size_t(arrives ? 1 : 0));
    QCOMPARE(what.isDone(world), arrives);
    QCOMPARE(m_trap->connections(), 0);
    if (fine || (arrives && isUnclear(how.code))) {
        QVERIFY2(result, result ? "" : result.error().text().c_str());
        QCOMPARE(result->confirmedByReading, !fine);
        QVERIFY(result->uid.starts_with("pol:"));
        QCOMPARE(result->created, what.method == std::string("POST"));
        return;
    }
    QVERIFY(!result);
    const std::string text = result.error().text();
    QVERIFY2(result.error().code == (isUnclear(how.code) ? "write-not-applied" : how.code),
             (result.error().code + ": " + text).c_str());
    QVERIFY2(has(text, what.name) && has(text, how.words), text.c_str());
    QVERIFY2(!has(text, worldKey), text.c_str());
    if (!isUnclear(how.code))
        QVERIFY2(has(text, "ctx:fault"), text.c_str());
}

void ClientWritesTest::nobodyListens_data()
{
    QTest::addColumn<int>("verb");
    for (std::size_t i = 0; i < writeVerbs.size(); ++i)
        QTest::addRow("%s", writeVerbs[i].method) << int(i);
}

/// What never left is no unclear end: nothing is read back.
void ClientWritesTest::nobodyListens()
{
    QFETCH(int, verb);
    const WriteVerb& what = writeVerbs[static_cast<std::size_t>(verb)];
    ++m_cases;
    const WorldClient& made = ready(*m_world, what, {});
    m_world->proxy().setPlan([this](const Seen&) {
        m_world->proxy().refuse(); // after the read that goes before the write
        return Fault();
    });
    if (what.method == std::string("DELETE"))
        m_world->proxy().refuse();
    const Result<api::Written> result = what.run(*made.client, *m_world);
    QVERIFY(!result);
    QVERIFY2(result.error().code == "cannot-connect", result.error().text().c_str());
    QVERIFY2(has(result.error().text(), what.name), result.error().text().c_str());
    QCOMPARE(made.waits.size(), std::size_t(0));
    QVERIFY(m_world->writes().empty());
}

void ClientWritesTest::theServerCannotBeAsked_data()
{
    nobodyListens_data();
}

void ClientWritesTest::theServerCannotBeAsked()
{
    QFETCH(int, verb);
    const WriteVerb& what = writeVerbs[static_cast<std::size_t>(verb)];
    ++m_cases;
    const WorldClient& made = ready(*m_world, what, {});
    m_world->proxy().setPlan([what, sent = false](const Seen& request) mutable {
        sent = sent || request.method == what.method;
        if (request.method == what.method)
            return cutAt(Fault::At::Reply);
        return sent ? answer(httpReply(500, R"({"msg": ")" + std::string(serverSays) + R"("})"))
                    : Fault();
    });
    const Result<api::Written> result = what.run(*made.client, *m_world);
    QVERIFY(!result);
    const std::string text = result.error().text();
    QVERIFY2(result.error().code == "write-unclear", text.c_str());
    QVERIFY2(has(text, what.name) && has(text, "is not known") && has(text, serverSays)
                 && has(text, "ctx:fault"),
             text.c_str());
    QCOMPARE(m_world->writes().size(), std::size_t(1));
}

void ClientWritesTest::cleanupTestCase()
{
    qInfo("%d cases", m_cases);
    QVERIFY(m_cases >= 120);
}

QTEST_GUILESS_MAIN(ClientWritesTest)
#include "client_writes_test.moc"
