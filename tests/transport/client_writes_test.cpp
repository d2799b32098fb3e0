// Writes through every fault of a connection: sent once, and what became of them is found out by
// reading.

#include "core/yaml/json_writer.h"
#include "tests/transport/faults.h"
#include "tests/transport/world.h"

#include <QTest>

#include <array>

using namespace pw;
using namespace pw::tests;

namespace {

const std::string changed = R"(, "tags": ["changed"])";

bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// The applied policy with another mode.
yaml::Value enforced(const std::string& uid)
{
    yaml::Value document = policyValue(R"(, "uid": ")" + uid + "\"");
    yaml::Value spec = *document.find("spec");
    spec.set("mode", yaml::Value::string("enforce"));
    document.set("spec", std::move(spec));
    return document;
}

struct Verb
{
    const char* name; ///< as it stands in messages
    const char* method;
    std::function<Result<api::Written>(api::Client&, World&)> run;
    std::function<bool(World&)> isDone; ///< asks the organization itself
};

const std::array verbs{
    Verb{"apply policy", "POST",
         [](api::Client& client, World&) { return client.apply(policyValue({}, "second-policy")); },
         [](World& world) {
             return has(world.ask("GET", "/analyticspolicy/").body, "second-policy");
         }},
    Verb{"apply policy", "PUT",
         [](api::Client& client, World& world) {
             return client.apply(enforced(world.policyUid()), 1);
         },
         [](World& world) { return has(world.ask("GET", "/analyticspolicy/").body, "enforce"); }},
    Verb{"delete policy", "DELETE",
         [](api::Client& client, World& world) {
             return client.remove(api::Resource::Policy, world.policyUid());
         },
         [](World& world) {
             return !has(world.ask("GET", "/analyticspolicy/").body, "mongo-policy");
         }},
};

constexpr const char* target = "/analyticspolicy/";

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
    void somebodyElseWrites();
    void itArrivesLate();
    void aChangeOfMetadataThatGetsLost();
    void theSameOnceMore();
    void cancelledInTheMiddle();
    void keptConnectionsCarryNoWrite();
    void anotherVersionThanExpected();
    void allGoOnBehindAnError();
    void cleanupTestCase();

private:
    /// A client that knows the server; the fault strikes what the verb writes.
    WorldClient& ready(World& world, const Verb& verb, const Fault& fault);
    WorldClient& readyFor(const Fault& fault) { return ready(*m_world, verbs[1], fault); }

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

WorldClient& ClientWritesTest::ready(World& world, const Verb& verb, const Fault& fault)
{
    const FaultProxy::Plan plan = &world == m_older.get() ? withoutSearch : FaultProxy::Plan();
    world.proxy().setPlan(plan);
    m_client = std::make_unique<WorldClient>(world.proxy().url());
    if (const auto known = m_client->client->list(api::Resource::Policy); !known)
        qFatal("%s", known.error().text().c_str());
    if (fault.stalls)
        m_client->transport->hurry(verb.method, target);
    world.proxy().forget();
    world.proxy().setPlan([verb, fault, plan](const Seen& request) {
        if (request.is(verb.method, target) && !has(request.target, "logs"))
            return fault;
        return plan ? plan(request) : Fault();
    });
    return *m_client;
}

void ClientWritesTest::everyFault_data()
{
    QTest::addColumn<int>("verb");
    QTest::addColumn<int>("fault");
    QTest::addColumn<bool>("older");
    for (const bool older : {false, true}) {
        for (std::size_t i = 0; i < verbs.size(); ++i) {
            const std::size_t faults = older ? connectionFaults().size() : m_faults.size();
            for (std::size_t j = 0; j < faults; ++j)
                QTest::addRow("%s%s: %s", older ? "older: " : "", verbs[i].method,
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
    const Verb& what = verbs[static_cast<std::size_t>(verb)];
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
    QCOMPARE(world.proxy().count(what.method, target), std::size_t(1));
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
    for (std::size_t i = 0; i < verbs.size(); ++i)
        QTest::addRow("%s", verbs[i].method) << int(i);
}

/// What never left is no unclear end: nothing is read back.
void ClientWritesTest::nobodyListens()
{
    QFETCH(int, verb);
    const Verb& what = verbs[static_cast<std::size_t>(verb)];
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
    const Verb& what = verbs[static_cast<std::size_t>(verb)];
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

void ClientWritesTest::somebodyElseWrites()
{
    ++m_cases;
    const WorldClient& made = readyFor({});
    m_world->proxy().setPlan([this](const Seen& request) {
        if (request.method != "PUT")
            return Fault();
        m_world->ask("PUT", target + m_world->policyUid(),
                     R"({"policy": )" + mongoPolicy({}, "theirs") + "}");
        return cutAt(Fault::At::RequestBody);
    });
    const Result<api::Written> result = verbs[1].run(*made.client, *m_world);
    QVERIFY(!result);
    QVERIFY2(result.error().code == "write-unclear", result.error().text().c_str());
    QVERIFY2(has(result.error().text(), "changed by somebody else"), result.error().text().c_str());
}

void ClientWritesTest::itArrivesLate()
{
    ++m_cases;
    WorldClient& made = readyFor(cutAt(Fault::At::RequestBody));
    made.onWait = [&] {
        if (made.waits.size() == 2)
            m_world->ask(
                "PUT", target + m_world->policyUid(),
                R"({"policy": )"
                    + yaml::writeJson(enforced(m_world->policyUid()), yaml::JsonLayout::OneLine)
                    + "}");
    };
    const Result<api::Written> result = verbs[1].run(*made.client, *m_world);
    QVERIFY2(result, result ? "" : result.error().text().c_str());
    QVERIFY(result->confirmedByReading);
    QCOMPARE(result->version, std::optional<std::int64_t>(2));
    QCOMPARE(made.waits.size(), std::size_t(2));
}

/// The spec is the same before and after: it must not be taken for the change.
void ClientWritesTest::aChangeOfMetadataThatGetsLost()
{
    for (const bool arrives : {false, true}) {
        m_world->reset();
        ++m_cases;
        const WorldClient& made
            = readyFor(cutAt(arrives ? Fault::At::Reply : Fault::At::RequestBody));
        const Result<api::Written> result = made.client->apply(
            policyValue(changed + R"(, "uid": ")" + m_world->policyUid() + "\""));
        QCOMPARE(bool(result), arrives);
        if (!arrives)
            QVERIFY2(result.error().code == "write-not-applied", result.error().text().c_str());
        else
            QVERIFY(result->confirmedByReading);
    }
}

/// What the server has already needs no second try.
void ClientWritesTest::theSameOnceMore()
{
    ++m_cases;
    const WorldClient& made = readyFor(cutAt(Fault::At::RequestBody));
    const Result<api::Applied> before
        = made.client->get(api::Resource::Policy, m_world->policyUid());
    QVERIFY(before);
    const Result<api::Written> result = made.client->apply(before->document);
    QVERIFY2(result, result ? "" : result.error().text().c_str());
    QVERIFY(result->confirmedByReading);
    QCOMPARE(result->version, std::optional<std::int64_t>(1));
}

void ClientWritesTest::cancelledInTheMiddle()
{
    ++m_cases;
    const WorldClient& made = readyFor({});
    std::stop_source stop;
    m_world->proxy().setPlan([&](const Seen& request) {
        if (request.method != "PUT")
            return Fault();
        stop.request_stop();
        return stallAt(Fault::At::Reply);
    });
    const Result<api::Written> result
        = made.client->apply(enforced(m_world->policyUid()), 1, {stop.get_token(), {}});
    QVERIFY(!result);
    QVERIFY2(result.error().code == "write-unclear", result.error().text().c_str());
    QVERIFY2(has(result.error().text(), "before you try again"), result.error().text().c_str());
    QVERIFY(m_world->proxy().count("PUT", target) <= 1);
}

/// A kept connection may be closed just when a request goes out; such a request is sent again by
/// the library, which must not happen to a write.
void ClientWritesTest::keptConnectionsCarryNoWrite()
{
    m_world->proxy().keepConnections();
    for (const Verb& verb : verbs) {
        ++m_cases;
        const WorldClient& made = ready(*m_world, verb, cutAt(Fault::At::Reply));
        const Result<api::Written> result = verb.run(*made.client, *m_world);
        QVERIFY2(result, result ? "" : result.error().text().c_str());
        QCOMPARE(m_world->proxy().count(verb.method, target), std::size_t(1));
    }
    // Reads do: a search with its polls takes one connection.
    const WorldClient& made = readyFor({});
    const int before = m_world->proxy().connections();
    api::FingerprintQuery query;
    query.range = {mongoNow - 43'000, mongoNow};
    for (int i = 0; i < 5; ++i)
        QVERIFY(made.client->fingerprints(query));
    QVERIFY(m_world->proxy().seen().size() >= 10);
    QCOMPARE(m_world->proxy().connections(), before);
}

void ClientWritesTest::anotherVersionThanExpected()
{
    ++m_cases;
    const WorldClient& made = readyFor({});
    const Result<api::Written> result
        = made.client->apply(enforced(m_world->policyUid()), std::int64_t(7));
    QVERIFY(!result);
    QVERIFY2(result.error().code == "conflict", result.error().text().c_str());
    QVERIFY(m_world->writes().empty());
}

void ClientWritesTest::allGoOnBehindAnError()
{
    ++m_cases;
    const WorldClient& made = readyFor({});
    m_world->proxy().setPlan([](const Seen& request) {
        return request.method == "POST" ? cutAt(Fault::At::RequestBody) : Fault();
    });
    const std::vector<Result<api::Written>> results = made.client->applyAll(
        {policyValue({}, "second-policy"), enforced(m_world->policyUid())}, false);
    QCOMPARE(results.size(), std::size_t(2));
    QVERIFY(!results[0] && results[0].error().code == "write-not-applied");
    QVERIFY(results[1] && !results[1]->confirmedByReading);
    QCOMPARE(m_world->writes(), std::vector<std::string>{"PUT"});
}

void ClientWritesTest::cleanupTestCase()
{
    qInfo("%d cases", m_cases);
    QVERIFY(m_cases >= 120);
}

QTEST_GUILESS_MAIN(ClientWritesTest)
#include "client_writes_test.moc"
