// The guide's walk by a client over a socket to `pwctl serve`, in both generations of the API,
// while other processes work on the same file.

#include "core/yaml/reader.h"
#include "tests/pwctl/http_exchange.h"
#include "tests/transport/served.h"
#include "tests/transport/world.h"

#include <QFile>
#include <QTest>

#include <ctime>
#include <future>

using namespace pw;
using namespace pw::tests;

namespace {

/// A third instance of mongo, in which somebody has a shell.
std::string shellInMongo(double now)
{
    const std::string seen = std::to_string(static_cast<long>(now) - 60);
    return "apiVersion: spyderbat/v1\n"
           "kind: SpyderbatFingerprint\n"
           "metadata:\n"
           "  id: fprint:bash\n"
           "  name: mongo\n"
           "  type: container\n"
           "  firstTimestamp: "
        + seen + "\n  latestTimestamp: " + seen
        + "\n"
          "spec:\n"
          "  containerSelector:\n"
          "    image: docker.io/library/mongo:latest\n"
          "    imageID: sha256:68248f2793e077e818710fc5d6f6f93f1ae5739b694d541b7e0cd114e064fa11\n"
          "  processPolicy:\n"
          "  - name: mongod\n"
          "    exe: [/usr/bin/mongod]\n"
          "    id: mongod_0\n"
          "    euser: [mongo]\n"
          "    children:\n"
          "    - name: bash\n"
          "      exe: [/usr/bin/bash]\n"
          "      id: bash_0\n"
          "  networkPolicy: {ingress: [], egress: []}\n";
}

yaml::Value valueOf(const std::string& yamlText)
{
    const Result<text::SourceText> source = text::SourceText::make(yamlText);
    const yaml::Document document = yaml::read(*source);
    return yaml::toValue(document.roots().front());
}

yaml::Value withMode(yaml::Value document, const std::string& mode)
{
    yaml::Value spec = *document.find("spec");
    spec.set("mode", yaml::Value::string(mode));
    document.set("spec", std::move(spec));
    return document;
}

} // namespace

class ServeWalkTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void walk_data();
    void walk();
    void twoServersOnOneFile();
    void endsWhileRequestsAreOnTheirWay();
    void theWrongKey();

private:
    /// `covered/all` of the mongos, as the server says it.
    [[nodiscard]] std::string coverage(api::Client& client) const;
    [[nodiscard]] QString path(const char* name) const
    {
        return m_folder->filePath(QString::fromUtf8(name));
    }
    void write(const char* name, const std::string& content) const;
    /// pwctl on the file of the organization.
    [[nodiscard]] std::string pwctl(QStringList words) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    api::TimeRange m_range;
};

void ServeWalkTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const auto now = static_cast<double>(std::time(nullptr));
    m_range = {now - 40'000, now + 60};
}

std::string ServeWalkTest::coverage(api::Client& client) const
{
    api::FingerprintQuery query;
    query.type = "container";
    query.range = m_range;
    query.names = {"mongo:latest"};
    const Result<api::FingerprintRows> found = client.fingerprints(query);
    if (!found)
        return found.error().text();
    const auto covered
        = std::count_if(found->rows.begin(), found->rows.end(), [](const api::FingerprintRow& row) {
              return row.facts.covered.value_or(false);
          });
    return std::to_string(covered) + "/" + std::to_string(found->rows.size());
}

void ServeWalkTest::write(const char* name, const std::string& content) const
{
    QFile file(path(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(QByteArray::fromStdString(content));
}

std::string ServeWalkTest::pwctl(QStringList words) const
{
    return runPwctl(words << QStringLiteral("--db") << path("organization.db"));
}

void ServeWalkTest::walk_data()
{
    QTest::addColumn<QString>("generation");
    QTest::addColumn<bool>("older");
    QTest::newRow("newer") << QStringLiteral("0.24") << false;
    QTest::newRow("older") << QStringLiteral("0.13") << true;
    QTest::newRow("either") << QStringLiteral("auto") << false;
    QTest::newRow("either, to an older client") << QStringLiteral("auto") << true;
}

void ServeWalkTest::walk()
{
    QFETCH(QString, generation);
    QFETCH(bool, older);
    ServedOrganization served(m_folder->path(), generation);
    QVERIFY2(!served.url().empty() && !served.key().empty(), served.problem().c_str());
    FaultProxy proxy(served.port());
    if (older)
        proxy.setPlan(withoutSearch);
    WorldClient connected(proxy.url(), served.key());
    api::Client& client = *connected.client;

    // What runs, and a policy out of it, made by another process on the same file.
    QCOMPARE(coverage(client), std::string("0/2"));
    QVERIFY(client.generation() == (older ? api::Generation::Older : api::Generation::Newer));
    const std::string seen
        = pwctl({QStringLiteral("get"), QStringLiteral("fingerprints"), QStringLiteral("-T"),
                 QStringLiteral("container"), QStringLiteral("-o"), QStringLiteral("yaml"),
                 QStringLiteral("mongo:latest")});
    write("fprints.yaml", seen);
    const std::string text
        = runPwctl({QStringLiteral("create"), QStringLiteral("policy"), QStringLiteral("-f"),
                    path("fprints.yaml"), QStringLiteral("-n"), QStringLiteral("mongo-policy")});
    QVERIFY2(text.find("kind: SpyderbatPolicy") != std::string::npos, text.c_str());
    QCOMPARE(client.checkWithServer(valueOf(text)).value_or("?"), std::string());

    const Result<api::Written> applied = client.apply(valueOf(text));
    QVERIFY2(applied, applied ? "" : applied.error().text().c_str());
    QVERIFY(applied->created && applied->uid.starts_with("pol:"));
    const std::string uid = applied->uid;
    QCOMPARE(coverage(client), std::string("2/2"));

    // Somebody has a shell.
    write("bash.yaml", shellInMongo(m_range.to - 60));
    const std::string imported
        = pwctl({QStringLiteral("import"), QStringLiteral("-f"), path("bash.yaml")});
    QVERIFY2(!imported.starts_with("failed"), imported.c_str());
    const Result<api::Deviations> deviations = client.deviations({m_range, {uid}, {}, false, true});
    QVERIFY2(deviations, deviations ? "" : deviations.error().text().c_str());
    QCOMPARE(deviations->records.size(), std::size_t(1));
    QCOMPARE(deviations->records.front().count, std::size_t(1));
    QCOMPARE(deviations->records.front().policyUid, uid);
    QVERIFY(deviations->records.front().record.find("/usr/bin/bash") != std::string::npos);
    const Result<api::PolicyLog> log = client.policyLog({uid, m_range, {}, {}});
    QVERIFY2(log, log ? "" : log.error().text().c_str());
    const bool audited = std::any_of(log->events.begin(), log->events.end(), [](const auto& one) {
        return one.description.starts_with("[AUDIT MODE]")
            && one.description.find("bash") != std::string::npos;
    });
    QVERIFY(audited);
    const Result<api::PolicyLog> nothingNew = client.policyLog({uid, m_range, log->iterator, {}});
    QVERIFY(nothingNew && nothingNew->events.empty());
    QCOMPARE(coverage(client), std::string("3/3"));

    // It is changed, and its versions are kept.
    const Result<api::Applied> first = client.get(api::Resource::Policy, uid);
    QVERIFY2(first, first ? "" : first.error().text().c_str());
    const Result<api::Written> changed
        = client.apply(withMode(first->document, "enforce"), first->version);
    QVERIFY2(changed, changed ? "" : changed.error().text().c_str());
    QVERIFY(!changed->created && !changed->confirmedByReading);
    const Result<api::Applied> second = client.get(api::Resource::Policy, uid);
    QVERIFY(second);
    QCOMPARE(second->document.find("spec")->find("mode")->text, std::string("enforce"));
    const Result<std::vector<api::Applied>> versions = client.versions(api::Resource::Policy, uid);
    if (older) {
        QVERIFY(!versions && versions.error().code == "not-supported");
    } else {
        QCOMPARE(first->version, std::optional<std::int64_t>(1));
        QCOMPARE(changed->version, std::optional<std::int64_t>(2));
        QVERIFY2(versions, versions ? "" : versions.error().text().c_str());
        QCOMPARE(versions->size(), std::size_t(1));
        const Result<api::Applied> old = client.getVersion(api::Resource::Policy, uid, 1);
        QVERIFY(old);
        QCOMPARE(old->document.find("spec")->find("mode")->text, std::string("audit"));
        const Result<api::Written> late
            = client.apply(withMode(first->document, "audit"), first->version);
        QVERIFY(!late && late.error().code == "conflict");
    }

    // And it is deleted.
    const Result<api::Written> removed = client.remove(api::Resource::Policy, uid);
    QVERIFY2(removed, removed ? "" : removed.error().text().c_str());
    const Result<std::vector<api::Applied>> left = client.list(api::Resource::Policy);
    QVERIFY(left && left->empty());
    QCOMPARE(coverage(client), std::string("0/3"));
    const Result<api::Applied> gone = client.get(api::Resource::Policy, uid);
    QVERIFY(!gone && gone.error().code == "not-found");
    QCOMPARE(served.end(), 0);
}

/// What one writes the other sees, and nothing that both write at once gets lost.
void ServeWalkTest::twoServersOnOneFile()
{
    ServedOrganization one(m_folder->path(), QStringLiteral("auto"));
    ServedOrganization two(m_folder->path(), QStringLiteral("auto"));
    QVERIFY2(!one.url().empty(), one.problem().c_str());
    QVERIFY2(!two.url().empty(), two.problem().c_str());
    QCOMPARE(one.key(), two.key());
    const auto applyTen = [](const ServedOrganization& served, const std::string& name) {
        WorldClient connected(served.url(), served.key());
        std::string problems;
        for (int i = 0; i < 10; ++i) {
            const Result<api::Written> written
                = connected.client->apply(policyValue({}, name + std::to_string(i)));
            if (!written || written->confirmedByReading)
                problems += written ? "confirmed by reading" : written.error().text();
        }
        return problems;
    };
    auto other = std::async(std::launch::async, applyTen, std::cref(two), "two-");
    QCOMPARE(applyTen(one, "one-"), std::string());
    QCOMPARE(other.get(), std::string());
    for (const ServedOrganization* const served : {&one, &two}) {
        WorldClient connected(served->url(), served->key());
        const Result<std::vector<api::Applied>> all = connected.client->list(api::Resource::Policy);
        QVERIFY(all);
        QCOMPARE(all->size(), std::size_t(20));
    }
    QCOMPARE(one.end(), 0);
    QCOMPARE(two.end(), 0);
}

void ServeWalkTest::endsWhileRequestsAreOnTheirWay()
{
    ServedOrganization served(m_folder->path(), QStringLiteral("auto"));
    QVERIFY2(!served.url().empty(), served.problem().c_str());
    RawConnection silent(served.port());
    RawConnection head(served.port());
    RawConnection body(served.port());
    head.send("GET /api/v1/org/ HTTP/1.1\r\nAuth");
    body.send("POST /api/v1/org/x/analyticspolicy/ HTTP/1.1\r\nAuthorization: Bearer "
              + served.key() + "\r\nContent-Length: 1000\r\n\r\n{\"policy\": ");
    RawConnection kept(served.port());
    kept.send("GET /api/v1/org/ HTTP/1.1\r\nAuthorization: Bearer " + served.key() + "\r\n\r\n");
    QVERIFY(kept.receive().find("200 OK") != std::string::npos);
    std::stop_source stop;
    auto searching = std::async(std::launch::async, [&] {
        WorldClient connected(served.url(), served.key());
        api::FingerprintQuery query;
        query.range = m_range;
        while (!stop.stop_requested() && connected.client->fingerprints(query)) { }
    });
    const int code = served.end();
    stop.request_stop();
    searching.get();
    QCOMPARE(code, 0);
}

void ServeWalkTest::theWrongKey()
{
    ServedOrganization served(m_folder->path(), QStringLiteral("auto"));
    QVERIFY2(!served.url().empty(), served.problem().c_str());
    WorldClient connected(served.url(), "some-other-key");
    const Result<std::vector<api::Applied>> all = connected.client->list(api::Resource::Policy);
    QVERIFY(!all);
    const std::string text = all.error().text();
    QCOMPARE(all.error().code, std::string("key-refused"));
    QVERIFY2(text.find("The API key is not accepted") != std::string::npos, text.c_str());
    QVERIFY2(text.find("context uid ctx:") != std::string::npos, text.c_str());
    QVERIFY2(text.find("some-other-key") == std::string::npos, text.c_str());
    QVERIFY2(text.find(served.key()) == std::string::npos, text.c_str());
}

QTEST_GUILESS_MAIN(ServeWalkTest)
#include "serve_walk_test.moc"
