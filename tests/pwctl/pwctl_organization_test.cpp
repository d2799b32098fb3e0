// The guide's walk on the local organization: from what runs to a policy that is applied, watched,
// changed and deleted.

#include "tests/pwctl/run_pwctl.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>

using namespace pw;
using namespace pw::pwctl;

class OrganizationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theWholeWalk();
    void listsAreEmptyBeforeAnythingIsApplied();
    void aSecondWriterIsNoticed();
    void theUidGoesIntoTheFile();
    void nothingIsAppliedWhenADocumentIsWrong();
    void deletingAsksFirst();
    void severalDocumentsHaveAResultEach();
    void unknownNamesAreErrors();
    void timesThatAreNone();
    void theServerIsAskedToValidate();
    void contextsAreChosenAndKept();
    void filesOfTheWorkingFolderAreNotRead();
    void withoutAHomeThereIsTheLocalOneAlone();
    void brokenFilesAreTold();

private:
    [[nodiscard]] Ran pwctl(const std::vector<std::string>& words);
    [[nodiscard]] std::string uidOf(const std::string& name);
    /// The mongo policy of the walk, applied.
    [[nodiscard]] std::string applyMongo();

    std::unique_ptr<QTemporaryDir> m_home;
    MemoryFiles m_files;
    double m_now = 0;
    std::optional<std::string> m_answer;
};

void OrganizationTest::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_files = MemoryFiles();
    m_now = 1'800'000'000;
    m_answer.reset();
}

Ran OrganizationTest::pwctl(const std::vector<std::string>& words)
{
    const std::string home = m_home->path().toStdString();
    Session session{m_files, {}, {}, {}};
    session.around.now = [this] { return m_now; };
    session.around.variable = [home](const char* name) -> std::optional<std::string> {
        return std::string_view(name) == "HOME" ? std::optional(home) : std::nullopt;
    };
    session.around.ask = [this](const std::string&) { return m_answer; };
    const int exitCode = run(words, session);
    m_now += 1;
    return {exitCode, std::move(session.out), std::move(session.err)};
}

std::string OrganizationTest::uidOf(const std::string& name)
{
    const Ran listed = pwctl({"get", "policies", "-E", name});
    const QRegularExpression uid(QStringLiteral("pol:\\w+"));
    return uid.match(QString::fromStdString(listed.out)).captured().toStdString();
}

std::string OrganizationTest::applyMongo()
{
    const Ran seen
        = pwctl({"get", "fingerprints", "-T", "container", "-o", "yaml", "mongo:latest"});
    m_files.content["fprints.yaml"] = seen.out;
    const Ran made = pwctl({"create", "policy", "-f", "fprints.yaml", "-n", "mongo-policy"});
    m_files.content["policy.yaml"] = made.out;
    const Ran applied = pwctl({"apply", "-f", "policy.yaml"});
    return applied.exitCode == ok ? uidOf("mongo-policy") : applied.err;
}

/// The row of the table that begins with the word, blanks joined.
std::string rowOf(const std::string& table, const std::string& word)
{
    const QStringList lines = QString::fromStdString(table).split(QLatin1Char('\n'));
    for (const QString& line : lines) {
        if (line.startsWith(QString::fromStdString(word)))
            return line.simplified().toStdString();
    }
    return {};
}

void OrganizationTest::theWholeWalk()
{
    Ran ran = pwctl({"get", "fingerprints", "--type", "container", "mongo"});
    QCOMPARE(ran.exitCode, 0);
    QVERIFY2(contains(rowOf(ran.out, "mongo:latest"), " 0/2 "), ran.out.c_str());

    const std::string uid = applyMongo();
    QVERIFY2(uid.starts_with("pol:"), uid.c_str());
    ran = pwctl({"get", "policies"});
    QVERIFY2(contains(rowOf(ran.out, uid), "mongo-policy Auditing container 1 "), ran.out.c_str());
    ran = pwctl({"get", "fingerprints", "-T", "container"});
    QVERIFY2(contains(rowOf(ran.out, "mongo:latest"), " 2/2 "), ran.out.c_str());
    QVERIFY2(contains(rowOf(ran.out, "nginx:latest"), " 0/"), ran.out.c_str());

    // A third instance, in which somebody had a shell.
    m_files.content["bash.yaml"] = R"(apiVersion: spyderbat/v1
kind: SpyderbatFingerprint
metadata:
  id: fprint:bash
  name: mongo
  type: container
  firstTimestamp: 1799999000
  latestTimestamp: 1799999900
spec:
  containerSelector:
    image: docker.io/library/mongo:latest
    imageID: sha256:68248f2793e077e818710fc5d6f6f93f1ae5739b694d541b7e0cd114e064fa11
  processPolicy:
  - name: mongod
    exe: [/usr/bin/mongod]
    id: mongod_0
    euser: [mongo]
    children:
    - name: bash
      exe: [/usr/bin/bash]
      id: bash_0
  networkPolicy: {ingress: [], egress: []}
)";
    ran = pwctl({"import", "-f", "bash.yaml"});
    QVERIFY2(ran.exitCode == 0, ran.err.c_str());
    ran = pwctl({"get", "policies", "--get-deviations"});
    QVERIFY2(rowOf(ran.out, uid).ends_with(" 1/1"), ran.out.c_str());
    ran = pwctl({"get", "deviations", "-o", "wide"});
    QVERIFY2(contains(ran.out, "bash"), ran.out.c_str());
    ran = pwctl({"logs", "policy", "mongo-policy"});
    QVERIFY2(contains(ran.out, "bash") && contains(ran.out, "[AUDIT MODE]"), ran.out.c_str());
    QVERIFY2(contains(ran.err, "Last Log Iterator: "), ran.err.c_str());
    ran = pwctl({"get", "fingerprints", "-T", "container", "mongo"});
    QVERIFY2(contains(rowOf(ran.out, "mongo:latest"), " 3/3 "), ran.out.c_str());

    // The deviation is taken in, and the version rises.
    ran = pwctl({"get", "policies", uid, "-o", "yaml"});
    QVERIFY2(contains(ran.out, "version: 1"), ran.out.c_str());
    m_files.content["applied.yaml"] = ran.out;
    ran = pwctl({"get", "deviations", "-o", "yaml"});
    m_files.content["deviations.yaml"] = ran.out;
    ran = pwctl({"merge", "-f", "applied.yaml", "-w", "deviations.yaml"});
    QVERIFY2(ran.exitCode == 0 && contains(ran.out, "/usr/bin/bash"), ran.err.c_str());
    m_files.content["updated.yaml"] = ran.out;
    ran = pwctl({"apply", "-f", "updated.yaml"});
    QVERIFY2(contains(ran.out, "Successfully updated policy " + uid), ran.err.c_str());
    ran = pwctl({"get", "policies", "--get-deviations"});
    const std::string row = rowOf(ran.out, uid);
    QVERIFY2(contains(row, " container 2 ") && row.ends_with(" 0/0"), ran.out.c_str());
    ran = pwctl({"get", "policies", "--from-archive"});
    QVERIFY2(contains(rowOf(ran.out, uid), " container 1 "), ran.out.c_str());

    ran = pwctl({"delete", "policy", uid, "-y"});
    QVERIFY2(ran.exitCode == 0, ran.err.c_str());
    ran = pwctl({"get", "policies"});
    QVERIFY2(!contains(ran.out, uid), ran.out.c_str());
    ran = pwctl({"get", "fingerprints", "-T", "container"});
    QVERIFY2(contains(rowOf(ran.out, "mongo:latest"), " 0/3 "), ran.out.c_str());
}

void OrganizationTest::listsAreEmptyBeforeAnythingIsApplied()
{
    QCOMPARE(pwctl({"get", "policies"}).out,
             std::string("UID    NAME    STATUS    TYPE    VERSION    CREATE_TIME\n"));
    QCOMPARE(pwctl({"get", "deviations", "-o", "json"}).exitCode, 0);
}

void OrganizationTest::aSecondWriterIsNoticed()
{
    const std::string uid = applyMongo();
    m_files.content["mine.yaml"] = pwctl({"get", "policies", uid, "-o", "yaml"}).out;
    m_files.content["theirs.yaml"] = m_files.content["mine.yaml"];
    QCOMPARE(pwctl({"apply", "-f", "theirs.yaml"}).exitCode, 0);
    Ran ran = pwctl({"apply", "-f", "mine.yaml"});
    QCOMPARE(ran.exitCode, 2);
    QVERIFY2(contains(ran.err, "version"), ran.err.c_str());
    ran = pwctl({"apply", "-f", "mine.yaml", "--overwrite"});
    QVERIFY2(ran.exitCode == 0, ran.err.c_str());
}

void OrganizationTest::theUidGoesIntoTheFile()
{
    (void)applyMongo();
    const std::string before = "# mine\n" + m_files.content["policy.yaml"];
    m_files.content["own.yaml"] = before;
    const Ran ran = pwctl({"apply", "-f", "own.yaml", "--write-uid"});
    QVERIFY2(ran.exitCode == 0, ran.err.c_str());
    const QRegularExpression line(QStringLiteral("  uid: pol:\\w+\n"));
    QString after = QString::fromStdString(m_files.content["own.yaml"]);
    QVERIFY2(line.match(after).hasMatch(), qPrintable(after));
    QCOMPARE(after.remove(line).toStdString(), before);
}

void OrganizationTest::nothingIsAppliedWhenADocumentIsWrong()
{
    (void)applyMongo();
    m_files.content["bad.yaml"] = m_files.content["policy.yaml"] + "  unknown: 1\n";
    const Ran ran = pwctl({"apply", "-f", "policy.yaml", "bad.yaml"});
    QCOMPARE(ran.exitCode, 1);
    QVERIFY2(contains(ran.err, "Nothing was applied"), ran.err.c_str());
    QCOMPARE(QString::fromStdString(pwctl({"get", "policies"}).out).count(QStringLiteral("pol:")),
             1);
}

void OrganizationTest::deletingAsksFirst()
{
    const std::string uid = applyMongo();
    Ran ran = pwctl({"delete", "policy", "mongo-policy"});
    QCOMPARE(ran.exitCode, 2); // nobody is there
    m_answer = "n";
    QCOMPARE(pwctl({"delete", "policy", "mongo-policy"}).exitCode, 0);
    QVERIFY(contains(pwctl({"get", "policies"}).out, uid));
    ran = pwctl({"delete", "policy", "mongo"}); // a part of a name is no name
    QCOMPARE(ran.exitCode, 2);
    m_answer = "y";
    QCOMPARE(pwctl({"delete", "policy", "mongo-policy"}).exitCode, 0);
    QVERIFY(!contains(pwctl({"get", "policies"}).out, uid));
}

void OrganizationTest::severalDocumentsHaveAResultEach()
{
    const std::string uid = applyMongo();
    std::string gone = pwctl({"get", "policies", uid, "-o", "yaml"}).out;
    gone.replace(gone.find(uid), uid.size(), "pol:gone");
    m_files.content["gone.yaml"] = gone;
    m_files.content["rules.yaml"] = R"(apiVersion: spyderbat/v1
kind: SpyderbatRuleset
metadata: {name: c1_ruleset, type: cluster}
spec: {rules: []}
)";
    const Ran ran = pwctl({"apply", "-f", "gone.yaml", "policy.yaml", "rules.yaml"});
    QCOMPARE(ran.exitCode, 2);
    QVERIFY2(contains(ran.err, "gone.yaml: "), ran.err.c_str());
    QVERIFY2(contains(ran.out, "new container guardian policy with uid: pol:"), ran.out.c_str());
    QVERIFY2(contains(ran.out, "new cluster ruleset with uid: rs:"), ran.out.c_str());
    QVERIFY(contains(pwctl({"get", "rulesets"}).out, "c1_ruleset"));
}

void OrganizationTest::unknownNamesAreErrors()
{
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"delete", "policy", "nobody", "-y"},
          {"logs", "policy", "nobody"},
          {"get", "deviations", "--policies", "nobody"}}) {
        const Ran ran = pwctl(words);
        QCOMPARE(ran.exitCode, 2);
        QVERIFY2(contains(ran.err, "nobody"), ran.err.c_str());
    }
    const Ran ran = pwctl({"get", "policies", "--context", "nowhere"});
    QCOMPARE(ran.exitCode, 2);
    QVERIFY2(contains(ran.err, "nowhere") && contains(ran.err, "local"), ran.err.c_str());
}

void OrganizationTest::timesThatAreNone()
{
    for (const char* const time : {"soon", "2199-01-01", "0.1.2h"}) {
        const Ran ran = pwctl({"get", "fingerprints", "-T", "container", "-t", time});
        QCOMPARE(ran.exitCode, 2);
        QVERIFY2(contains(ran.err, time), ran.err.c_str());
    }
    const Ran ran = pwctl({"get", "fingerprints", "-T", "container", "-t", "1h", "-e", "2h"});
    QCOMPARE(ran.exitCode, 2);
}

void OrganizationTest::theServerIsAskedToValidate()
{
    (void)applyMongo();
    const Ran ran = pwctl({"validate", "-f", "policy.yaml", "-a"});
    QVERIFY2(ran.exitCode == 0, ran.err.c_str());
    QVERIFY2(contains(ran.out, "valid!"), ran.out.c_str());
}

void OrganizationTest::contextsAreChosenAndKept()
{
    const std::string home = m_home->path().toStdString();
    m_files.content[home + "/.spyctl/config"] = R"(apiVersion: spyderbat/v1
kind: Config
contexts:
- name: prod
  secret: s1
  context:
    organization: Example Shop
    namespace: shop
current-context: prod
)";
    Ran ran = pwctl({"config", "get-contexts"});
    QVERIFY2(rowOf(ran.out, "*") == "* local (inside the program)", ran.out.c_str());
    QVERIFY2(contains(ran.out, "Example Shop") && contains(ran.out, "namespace: shop"),
             ran.out.c_str());
    QCOMPARE(pwctl({"config", "current-context"}).out, std::string("local\n"));
    ran = pwctl({"config", "use-context", "prod"});
    QVERIFY2(ran.exitCode == 0, ran.err.c_str());
    QCOMPARE(pwctl({"config", "current-context"}).out, std::string("prod\n"));
    QVERIFY(!contains(m_files.content[home + "/.config/policywright/config"], "Example Shop"));
    ran = pwctl({"get", "policies"}); // there is no key of that name
    QCOMPARE(ran.exitCode, 2);
    QVERIFY2(contains(ran.err, "s1"), ran.err.c_str());
    QCOMPARE(pwctl({"get", "policies", "--context", "local"}).exitCode, 0);
    QCOMPARE(pwctl({"config", "use-context", "local"}).exitCode, 0);
    QCOMPARE(pwctl({"get", "policies"}).exitCode, 0);
    QCOMPARE(pwctl({"config", "use-context", "prdo"}).exitCode, 2);
    ran = pwctl({"config", "test"});
    QVERIFY2(ran.exitCode == 0 && contains(ran.out, "not needed"), ran.out.c_str());
}

void OrganizationTest::filesOfTheWorkingFolderAreNotRead()
{
    const std::string evil = R"(kind: Config
contexts:
- {name: evil, secret: s, context: {organization: Evil}}
current-context: evil
)";
    std::filesystem::path folder = std::filesystem::current_path();
    for (std::string up;; up += "../", folder = folder.parent_path()) {
        for (const std::string& place : {up, folder.string() + "/"}) {
            m_files.content[place + ".spyctl/config"] = evil;
            m_files.content[place + ".config/policywright/config"] = evil;
            m_files.content[place + ".spyctl/.secrets/secrets"] = "kind: APISecret\n";
        }
        if (folder == folder.root_path())
            break;
    }
    const std::string home = m_home->path().toStdString();
    QVERIFY(!contains(pwctl({"config", "get-contexts"}).out, "evil"));
    QCOMPARE(pwctl({"get", "policies"}).exitCode, 0); // of the local organization
    const std::vector<std::string> places{
        home + "/.config/policywright/config", home + "/.spyctl/config",
        home + "/.config/policywright/config", home + "/.spyctl/config"};
    QCOMPARE(m_files.asked, places);

    // The key, too, is looked for below the home alone.
    m_files.content[home + "/.spyctl/config"] = evil;
    m_files.asked.clear();
    QCOMPARE(pwctl({"get", "policies", "--context", "evil"}).exitCode, 2);
    QCOMPARE(m_files.asked.back(), home + "/.spyctl/.secrets/secrets");
    QCOMPARE(m_files.asked.size(), std::size_t{3});
}

void OrganizationTest::withoutAHomeThereIsTheLocalOneAlone()
{
    for (const std::optional<std::string>& home :
         {std::optional<std::string>(), std::optional(std::string()),
          std::optional(std::string("relative"))}) {
        m_files.asked.clear();
        Session session{m_files, {}, {}, {}};
        session.around.variable = [&home](const char*) { return home; };
        QCOMPARE(run({"config", "get-contexts"}, session), 0);
        QVERIFY2(rowOf(session.out, "*") == "* local (inside the program)", session.out.c_str());
        QVERIFY(m_files.asked.empty());
    }
}

void OrganizationTest::brokenFilesAreTold()
{
    const std::string home = m_home->path().toStdString();
    m_files.content[home + "/.config/policywright/config"]
        = "kind: Config\ncurrent-context: [prod\n";
    const Ran ran = pwctl({"get", "policies"});
    QVERIFY2(contains(ran.err, home + "/.config/policywright/config:3:1: "), ran.err.c_str());
}

QTEST_APPLESS_MAIN(OrganizationTest)
#include "pwctl_organization_test.moc"
