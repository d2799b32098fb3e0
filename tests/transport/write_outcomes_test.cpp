// How a write ends when its reply gets lost, and that nothing is written twice or over others.

#include "core/yaml/json_writer.h"
#include "tests/transport/write_verbs.h"

#include <QTest>

using namespace pw;
using namespace pw::tests;

namespace {

const std::string changed = R"(, "tags": ["changed"])";

} // namespace

class WriteOutcomesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void somebodyElseWrites();
    void itArrivesLate();
    void aChangeOfMetadataThatGetsLost();
    void theSameOnceMore();
    void cancelledInTheMiddle();
    void keptConnectionsCarryNoWrite();
    void anotherVersionThanExpected();
    void allGoOnBehindAnError();

private:
    WorldClient& ready(World& world, const WriteVerb& verb, const Fault& fault);
    WorldClient& readyFor(const Fault& fault) { return ready(*m_world, writeVerbs[1], fault); }

    std::unique_ptr<World> m_world;
    std::unique_ptr<WorldClient> m_client;
};

void WriteOutcomesTest::init()
{
    m_client.reset();
    m_world = std::make_unique<World>();
}

WorldClient& WriteOutcomesTest::ready(World& world, const WriteVerb& verb, const Fault& fault)
{
    m_client = clientWithFault(world, verb, fault);
    return *m_client;
}

void WriteOutcomesTest::somebodyElseWrites()
{
    const WorldClient& made = readyFor({});
    m_world->proxy().setPlan([this](const Seen& request) {
        if (request.method != "PUT")
            return Fault();
        m_world->ask("PUT", writeTarget + m_world->policyUid(),
                     R"({"policy": )" + mongoPolicy({}, "theirs") + "}");
        return cutAt(Fault::At::RequestBody);
    });
    const Result<api::Written> result = writeVerbs[1].run(*made.client, *m_world);
    QVERIFY(!result);
    QVERIFY2(result.error().code == "write-unclear", result.error().text().c_str());
    QVERIFY2(has(result.error().text(), "changed by somebody else"), result.error().text().c_str());
}

void WriteOutcomesTest::itArrivesLate()
{
    WorldClient& made = readyFor(cutAt(Fault::At::RequestBody));
    made.onWait = [&] {
        if (made.waits.size() == 2)
            m_world->ask(
                "PUT", writeTarget + m_world->policyUid(),
                R"({"policy": )"
                    + yaml::writeJson(enforced(m_world->policyUid()), yaml::JsonLayout::OneLine)
                    + "}");
    };
    const Result<api::Written> result = writeVerbs[1].run(*made.client, *m_world);
    QVERIFY2(result, result ? "" : result.error().text().c_str());
    QVERIFY(result->confirmedByReading);
    QCOMPARE(result->version, std::optional<std::int64_t>(2));
    QCOMPARE(made.waits.size(), std::size_t(2));
}

/// The spec is the same before and after: it must not be taken for the change.
void WriteOutcomesTest::aChangeOfMetadataThatGetsLost()
{
    for (const bool arrives : {false, true}) {
        m_world->reset();
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
void WriteOutcomesTest::theSameOnceMore()
{
    const WorldClient& made = readyFor(cutAt(Fault::At::RequestBody));
    const Result<api::Applied> before
        = made.client->get(api::Resource::Policy, m_world->policyUid());
    QVERIFY(before);
    const Result<api::Written> result = made.client->apply(before->document);
    QVERIFY2(result, result ? "" : result.error().text().c_str());
    QVERIFY(result->confirmedByReading);
    QCOMPARE(result->version, std::optional<std::int64_t>(1));
}

void WriteOutcomesTest::cancelledInTheMiddle()
{
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
    QVERIFY(m_world->proxy().count("PUT", writeTarget) <= 1);
}

/// A kept connection may be closed just when a request goes out; such a request is sent again by
/// the library, which must not happen to a write.
void WriteOutcomesTest::keptConnectionsCarryNoWrite()
{
    m_world->proxy().keepConnections();
    for (const WriteVerb& verb : writeVerbs) {
        const WorldClient& made = ready(*m_world, verb, cutAt(Fault::At::Reply));
        const Result<api::Written> result = verb.run(*made.client, *m_world);
        QVERIFY2(result, result ? "" : result.error().text().c_str());
        QCOMPARE(m_world->proxy().count(verb.method, writeTarget), std::size_t(1));
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

void WriteOutcomesTest::anotherVersionThanExpected()
{
    const WorldClient& made = readyFor({});
    const Result<api::Written> result
        = made.client->apply(enforced(m_world->policyUid()), std::int64_t(7));
    QVERIFY(!result);
    QVERIFY2(result.error().code == "conflict", result.error().text().c_str());
    QVERIFY(m_world->writes().empty());
}

void WriteOutcomesTest::allGoOnBehindAnError()
{
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

QTEST_GUILESS_MAIN(WriteOutcomesTest)
#include "write_outcomes_test.moc"
