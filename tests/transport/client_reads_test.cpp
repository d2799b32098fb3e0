// Every verb that reads, through every fault of a connection: the right error, no more requests
// than allowed, nothing lost, and the key nowhere.

#include "tests/transport/faults.h"
#include "tests/transport/read_verbs.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

#include <map>

using namespace pw;
using namespace pw::tests;

namespace {

bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

} // namespace

class ClientReadsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyFault_data();
    void everyFault();
    void onceIsForgiven_data();
    void onceIsForgiven();
    void notThere_data();
    void notThere();
    void nobodyListens_data();
    void nobodyListens();
    void waitsAsTheServerAsks();
    void cleanupTestCase();

private:
    /// A client that knows its server, of which the next requests of the verb meet the fault as
    /// often as `times` says.
    WorldClient& ready(const ReadVerb& verb, const Fault& fault, int times);
    void rowsOfVerbs();
    [[nodiscard]] std::string titleOf(const ReadVerb& verb) const;

    std::unique_ptr<ReadWorlds> m_worlds;
    std::unique_ptr<FaultProxy> m_trap;
    std::map<World*, std::unique_ptr<WorldClient>> m_clients;
    std::vector<ReadVerb> m_verbs;
    std::vector<FaultCase> m_faults;
    int m_cases = 0;
};

void ClientReadsTest::initTestCase()
{
    m_worlds = std::make_unique<ReadWorlds>();
    m_trap = std::make_unique<FaultProxy>(0);
    m_faults = allFaults(m_trap->url());
    m_verbs = readVerbs(*m_worlds);
}

WorldClient& ClientReadsTest::ready(const ReadVerb& verb, const Fault& fault, int times)
{
    World& world = *verb.world;
    const FaultProxy::Plan plan = &world == &m_worlds->older ? withoutSearch : FaultProxy::Plan();
    std::unique_ptr<WorldClient>& client = m_clients[&world];
    world.proxy().setPlan(plan);
    if (!client) {
        client = std::make_unique<WorldClient>(world.proxy().url());
        if (const auto known = client->client->list(api::Resource::Policy); !known)
            qFatal("%s", known.error().text().c_str());
    }
    client->waits.clear();
    if (fault.stalls)
        client->transport->hurry(verb.method, verb.target, int(verb.skipped));
    else
        client->transport->beCalm();
    world.proxy().forget();
    world.proxy().setPlan(
        [verb, fault, plan, times, skipped = int(verb.skipped)](const Seen& request) mutable {
            if (request.is(verb.method, verb.target) && skipped-- <= 0 && times-- > 0)
                return fault;
            return plan ? plan(request) : Fault();
        });
    return *client;
}

std::string ClientReadsTest::titleOf(const ReadVerb& verb) const
{
    return (verb.world == &m_worlds->older ? "older: " : "") + std::string(verb.name) + ", "
        + verb.target + (verb.skipped > 0 ? ", second page" : "");
}

void ClientReadsTest::rowsOfVerbs()
{
    for (std::size_t i = 0; i < m_verbs.size(); ++i)
        QTest::addRow("%s", titleOf(m_verbs[i]).c_str()) << int(i);
}

void ClientReadsTest::everyFault_data()
{
    QTest::addColumn<int>("verb");
    QTest::addColumn<int>("fault");
    for (std::size_t i = 0; i < m_verbs.size(); ++i) {
        for (std::size_t j = 0; j < m_faults.size(); ++j)
            QTest::addRow("%s: %s", titleOf(m_verbs[i]).c_str(), m_faults[j].name.c_str())
                << int(i) << int(j);
    }
}

void ClientReadsTest::everyFault()
{
    QFETCH(int, verb);
    QFETCH(int, fault);
    const ReadVerb& what = m_verbs[static_cast<std::size_t>(verb)];
    const FaultCase& how = m_faults[static_cast<std::size_t>(fault)];
    ++m_cases;
    const WorldClient& made = ready(what, how.fault, 1000);
    const Result<std::string> result = what.run(*made.client, *what.world);
    const bool fine = how.code.empty() || (how.fineAsList && what.list);
    if (fine) {
        QVERIFY2(result, result ? "" : result.error().text().c_str());
        if (how.code.empty()) {
            const WorldClient& calm = ready(what, {}, 0);
            const Result<std::string> expected = what.run(*calm.client, *what.world);
            QVERIFY(expected && !expected->empty());
            QCOMPARE(QString::fromStdString(*result), QString::fromStdString(*expected));
        }
        return;
    }
    QVERIFY2(!result, result ? result->c_str() : "");
    const std::string text = result.error().text();
    QVERIFY2(result.error().code == how.code, (result.error().code + ": " + text).c_str());
    QVERIFY2(has(text, what.name), text.c_str());
    QVERIFY2(has(text, how.words), text.c_str());
    const bool answered
        = !how.fault.reply.empty() && how.code != "connection-lost" && how.code != "reply-too-big";
    if (answered && has(how.fault.reply, "ctx:fault"))
        QVERIFY2(has(text, "ctx:fault"), text.c_str());
    QVERIFY2(!has(text, worldKey), text.c_str());
    QCOMPARE(what.world->proxy().count(what.method, what.target), what.skipped + how.tries);
    // Between two pages of a search lies one wait for the first.
    QCOMPARE(made.waits.size(), how.tries - 1 + (what.skipped > 0 ? 1 : 0));
    QCOMPARE(m_trap->connections(), 0);
}

void ClientReadsTest::onceIsForgiven_data()
{
    QTest::addColumn<int>("verb");
    rowsOfVerbs();
}

/// What fails for a moment is asked again, and the answer is the same as without.
void ClientReadsTest::onceIsForgiven()
{
    QFETCH(int, verb);
    const ReadVerb& what = m_verbs[static_cast<std::size_t>(verb)];
    const WorldClient& calm = ready(what, {}, 0);
    const Result<std::string> expected = what.run(*calm.client, *what.world);
    QVERIFY2(expected, expected ? "" : expected.error().text().c_str());
    const std::size_t requests = what.world->proxy().seen().size();
    for (const FaultCase& how : m_faults) {
        if (how.tries < 2)
            continue;
        ++m_cases;
        const WorldClient& made = ready(what, how.fault, 1);
        const Result<std::string> result = what.run(*made.client, *what.world);
        QVERIFY2(result, (how.name + ": " + (result ? "" : result.error().text())).c_str());
        QCOMPARE(QString::fromStdString(*result), QString::fromStdString(*expected));
        // A search that has been asked after is ready the next time.
        QVERIFY(what.world->proxy().seen().size() <= requests + 1);
    }
}

void ClientReadsTest::notThere_data()
{
    QTest::addColumn<int>("verb");
    rowsOfVerbs();
}

/// A search that is not there is asked in the older way, a log that is not there is empty, and
/// everything else is an error.
void ClientReadsTest::notThere()
{
    QFETCH(int, verb);
    const ReadVerb& what = m_verbs[static_cast<std::size_t>(verb)];
    ++m_cases;
    const std::string body = R"({"msg": ")" + std::string(serverSays) + R"("})";
    const WorldClient& made = ready(what, answer(httpReply(404, body)), 1000);
    const Result<std::string> result = what.run(*made.client, *what.world);
    if (what.without.empty()) {
        QVERIFY2(result, result ? "" : result.error().text().c_str());
        QVERIFY(made.client->generation() == api::Generation::Older);
    } else {
        const std::string text = result ? *result : result.error().text();
        QVERIFY2(!result && result.error().code == what.without, text.c_str());
        QVERIFY2(has(text, what.name) && has(text, serverSays) && has(text, "ctx:fault"),
                 text.c_str());
        QCOMPARE(what.world->proxy().count(what.method, what.target), what.skipped + 1);
    }
    m_clients.erase(what.world);
}

void ClientReadsTest::nobodyListens_data()
{
    QTest::addColumn<int>("verb");
    rowsOfVerbs();
}

void ClientReadsTest::nobodyListens()
{
    QFETCH(int, verb);
    const ReadVerb& what = m_verbs[static_cast<std::size_t>(verb)];
    enum Way : std::uint8_t { Dropped, Refused, NeverKnown };
    for (const Way way : {Dropped, Refused, NeverKnown}) {
        ++m_cases;
        const bool refused = way != Dropped;
        if (way == NeverKnown)
            m_clients[what.world] = std::make_unique<WorldClient>(what.world->proxy().url());
        const WorldClient& made = ready(what, {}, 0);
        if (refused)
            what.world->proxy().refuse();
        else
            what.world->proxy().dropConnections();
        const Result<std::string> result = what.run(*made.client, *what.world);
        QVERIFY(!result);
        const std::string text = result.error().text();
        const std::string& code = result.error().code;
        QVERIFY2(code == "cannot-connect" || (code == "connection-lost" && !refused),
                 (code + ": " + text).c_str());
        QVERIFY2(has(text, what.name), text.c_str());
        QCOMPARE(made.waits.size(), std::size_t(2));
        m_clients.erase(what.world);
        what.world->reset();
    }
}

void ClientReadsTest::waitsAsTheServerAsks()
{
    const auto waitsAfter = [&](const std::string& headers) {
        const Fault busy = answer(httpReply(503, {}, headers));
        const WorldClient& made = ready(m_verbs.front(), busy, 1000);
        return made.client->organizations() ? decltype(made.waits)() : made.waits;
    };
    using std::chrono_literals::operator""ms;
    QCOMPARE(waitsAfter("Retry-After: 2\r\n"), (std::vector{2000ms, 2000ms}));
    QCOMPARE(waitsAfter("Retry-After: 0\r\n"), (std::vector{0ms, 0ms}));
    // A second, then two, each with some jitter.
    const auto own = waitsAfter("Retry-After: -5\r\n");
    QCOMPARE(own.size(), std::size_t(2));
    QVERIFY(own[0] >= 800ms && own[0] <= 1200ms);
    QVERIFY(own[1] >= 1600ms && own[1] <= 2400ms);
    const QByteArray soon = QLocale::c()
                                .toString(QDateTime::currentDateTimeUtc().addSecs(25),
                                          QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
                                .toUtf8();
    for (const auto wait : waitsAfter("Retry-After: " + soon.toStdString() + "\r\n"))
        QVERIFY2(wait > 3000ms && wait <= 25000ms, soon.constData());
}

void ClientReadsTest::cleanupTestCase()
{
    qInfo("%d cases", m_cases);
    QVERIFY(m_cases >= 120);
}

QTEST_GUILESS_MAIN(ClientReadsTest)
#include "client_reads_test.moc"
