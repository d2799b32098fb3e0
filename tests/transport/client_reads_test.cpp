// Every verb that reads, through every fault of a connection: the right error, no more requests
// than allowed, nothing lost, and the key nowhere.

#include "tests/transport/faults.h"
#include "tests/transport/world.h"

#include <QTest>

#include <map>

using namespace pw;
using namespace pw::tests;

namespace {

constexpr api::TimeRange shift{mongoNow - 43'000, mongoNow};

/// A verb of the client, which of its requests goes wrong, and what it says when nothing does.
struct Verb
{
    const char* name; ///< as it stands in messages
    World* world;
    const char* method;
    const char* target;
    bool list; ///< the reply is a list, which may be empty
    std::function<Result<std::string>(api::Client&, World&)> run;
};

template <typename Items, typename Text> std::string joined(const Items& items, Text text)
{
    std::string out;
    for (const auto& item : items)
        out += text(item) + " ";
    return out;
}

Result<std::string> printOrganizations(api::Client& client, World&)
{
    const auto all = client.organizations();
    return all ? joined(*all, [](const auto& one) { return one.name; })
               : Result<std::string>(all.error());
}

Result<std::string> printPolicies(api::Client& client, World&)
{
    const auto all = client.list(api::Resource::Policy);
    return all ? joined(*all, [](const auto& one) { return one.name + " " + one.uid; })
               : Result<std::string>(all.error());
}

Result<std::string> printPolicy(api::Client& client, World& world)
{
    const auto one = client.get(api::Resource::Policy, world.policyUid());
    return one ? one->name + " " + one->type : Result<std::string>(one.error());
}

Result<std::string> printPolicyVersion(api::Client& client, World& world)
{
    const auto one = client.getVersion(api::Resource::Policy, world.policyUid(), 1);
    return one ? one->name : Result<std::string>(one.error());
}

Result<std::string> printFingerprints(api::Client& client, World&)
{
    api::FingerprintQuery query;
    query.range = shift;
    const auto rows = client.fingerprints(query);
    return rows ? std::to_string(rows->rows.size()) + (rows->complete ? "" : "?")
            + joined(rows->notes, [](const auto& note) { return note; })
                : Result<std::string>(rows.error());
}

Result<std::string> printDocuments(api::Client& client, World&)
{
    const auto records = client.fingerprintDocuments({"fprint:a1", "fprint:s1"});
    return records ? std::to_string(records->ndjson().size())
                   : Result<std::string>(records.error());
}

Result<std::string> printDeviations(api::Client& client, World&)
{
    const auto all = client.deviations({shift, {}, {}, false, true});
    return all ? joined(all->records, [](const auto& one) { return one.description; })
               : Result<std::string>(all.error());
}

Result<std::string> printPolicyLog(api::Client& client, World& world)
{
    const auto log = client.policyLog({world.policyUid(), shift, {}, {}});
    return log ? joined(log->events, [](const auto& one) { return one.description; })
               : Result<std::string>(log.error());
}

Result<std::string> printCheck(api::Client& client, World&)
{
    auto complaint = client.checkWithServer(policyValue());
    return complaint ? "valid " + *complaint : complaint;
}

Result<std::string> printMachines(api::Client& client, World&)
{
    const auto all = client.machines();
    return all ? joined(*all, [](const auto& one) { return one.uid + one.name; })
               : Result<std::string>(all.error());
}

Result<std::string> printClusters(api::Client& client, World&)
{
    const auto all = client.clusters();
    return all ? joined(*all, [](const auto& one) { return one.uid; })
               : Result<std::string>(all.error());
}

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
    void nobodyListens_data();
    void nobodyListens();
    void cleanupTestCase();

private:
    /// A client that knows its server, of which the next requests of the verb meet the fault as
    /// often as `times` says.
    WorldClient& ready(const Verb& verb, const Fault& fault, int times);
    void rowsOfVerbs();

    std::unique_ptr<World> m_world;
    std::unique_ptr<World> m_older;
    std::unique_ptr<World> m_large;
    std::unique_ptr<FaultProxy> m_trap;
    std::map<World*, std::unique_ptr<WorldClient>> m_clients;
    std::vector<Verb> m_verbs;
    std::vector<FaultCase> m_faults;
    int m_cases = 0;
};

void ClientReadsTest::initTestCase()
{
    m_world = std::make_unique<World>();
    m_older = std::make_unique<World>(organization::Generation::V013);
    m_large = std::make_unique<World>(organization::Generation::Auto, 1000);
    m_trap = std::make_unique<FaultProxy>(0);
    m_faults = allFaults(m_trap->url());
    World* const newer = m_world.get();
    World* const older = m_older.get();
    m_verbs = {
        {"list organizations", newer, "GET", "/org/", true, printOrganizations},
        {"list policy", newer, "GET", "/analyticspolicy/", true, printPolicies},
        {"get policy", newer, "GET", "/analyticspolicy/pol:", false, printPolicy},
        {"get a version of a policy", newer, "GET", "archive_version", false, printPolicyVersion},
        {"get fingerprints", newer, "POST", "/search/?limit", false, printFingerprints},
        {"get fingerprints", newer, "POST", "/search/srch", false, printFingerprints},
        {"get fingerprint documents", newer, "POST", "/objects", false, printDocuments},
        {"get deviations", newer, "POST", "/search/?limit", false, printDeviations},
        {"read the log of a policy", newer, "POST", "/search/srch", false, printPolicyLog},
        {"check with the server", newer, "POST", "/spyctl/validate/", false, printCheck},
        {"list machines", newer, "GET", "/source/", true, printMachines},
        {"list clusters", newer, "GET", "/cluster/", true, printClusters},
        {"list policy", older, "GET", "?type=container", true, printPolicies},
        {"get fingerprints", older, "POST", "/guardian/query", true, printFingerprints},
        {"get deviations", older, "POST", "/analyticspolicy/logs", true, printDeviations},
        {"read the log of a policy", older, "POST", "/analyticspolicy/logs", true, printPolicyLog},
    };
}

WorldClient& ClientReadsTest::ready(const Verb& verb, const Fault& fault, int times)
{
    World& world = *verb.world;
    const FaultProxy::Plan plan = &world == m_older.get() ? withoutSearch : FaultProxy::Plan();
    std::unique_ptr<WorldClient>& client = m_clients[&world];
    world.proxy().setPlan(plan);
    if (!client) {
        client = std::make_unique<WorldClient>(world.proxy().url());
        if (const auto known = client->client->list(api::Resource::Policy); !known)
            qFatal("%s", known.error().text().c_str());
    }
    client->waits.clear();
    if (fault.stalls)
        client->transport->hurry(verb.method, verb.target);
    else
        client->transport->beCalm();
    world.proxy().forget();
    world.proxy().setPlan([verb, fault, plan, times](const Seen& request) mutable {
        if (request.is(verb.method, verb.target) && times-- > 0)
            return fault;
        return plan ? plan(request) : Fault();
    });
    return *client;
}

void ClientReadsTest::rowsOfVerbs()
{
    for (std::size_t i = 0; i < m_verbs.size(); ++i)
        QTest::addRow("%s%s, %s", m_verbs[i].world == m_older.get() ? "older: " : "",
                      m_verbs[i].name, m_verbs[i].target)
            << int(i);
}

void ClientReadsTest::everyFault_data()
{
    QTest::addColumn<int>("verb");
    QTest::addColumn<int>("fault");
    for (std::size_t i = 0; i < m_verbs.size(); ++i) {
        for (std::size_t j = 0; j < m_faults.size(); ++j)
            QTest::addRow("%s%s, %s: %s", m_verbs[i].world == m_older.get() ? "older: " : "",
                          m_verbs[i].name, m_verbs[i].target, m_faults[j].name.c_str())
                << int(i) << int(j);
    }
}

void ClientReadsTest::everyFault()
{
    QFETCH(int, verb);
    QFETCH(int, fault);
    const Verb& what = m_verbs[static_cast<std::size_t>(verb)];
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
    QCOMPARE(what.world->proxy().count(what.method, what.target), how.tries);
    QCOMPARE(made.waits.size(), how.tries - 1);
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
    const Verb& what = m_verbs[static_cast<std::size_t>(verb)];
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

void ClientReadsTest::nobodyListens_data()
{
    QTest::addColumn<int>("verb");
    rowsOfVerbs();
}

void ClientReadsTest::nobodyListens()
{
    QFETCH(int, verb);
    const Verb& what = m_verbs[static_cast<std::size_t>(verb)];
    for (const bool refused : {false, true}) {
        ++m_cases;
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

void ClientReadsTest::cleanupTestCase()
{
    qInfo("%d cases", m_cases);
    QVERIFY(m_cases >= 120);
}

QTEST_GUILESS_MAIN(ClientReadsTest)
#include "client_reads_test.moc"
