#include "core/api/context.h"
#include "tests/core/api/shown.h"

#include <QTest>

using namespace pw;
using namespace pw::api;

namespace {

/// A file with one context; `body` stands below its organization.
std::string withBody(const std::string& body)
{
    return "kind: Config\ncontexts:\n- name: shop\n  secret: s1\n  context:\n"
           "    organization: Example Shop\n"
        + body;
}

std::string problemsOf(const std::string& config, ContextFile file = ContextFile::Spyctl)
{
    const text::SourceText source = sourceOf(config);
    return shown(source, readContexts(source, file).problems);
}

} // namespace

class ContextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatSpyctlWrites();
    void readsOurKeysBesideSpyctls();
    void ourKeysMeanNothingToSpyctl();
    void emptyFilesHaveNoContexts();
    void leavesOutWhatIsWrong_data();
    void leavesOutWhatIsWrong();
    void keepsTheOthers();
    void theFirstOfANameCounts();
    void localIsOurs();
    void halfAFileIsNone();
    void otherFilesAreRefused();
    void hostileTextsEnd_data();
    void hostileTextsEnd();
    void choosesByName();
};

void ContextTest::readsWhatSpyctlWrites()
{
    const text::SourceText config = sourceOf(R"(apiVersion: spyderbat/v1
kind: Config
contexts:
- name: shop
  secret: shop-key
  context:
    organization: Example Shop
- name: west
  secret: shop-key
  context:
    organization: ORG1a2b3c
    cluster: west-*
    namespace:
    - frontend
    - backend
    pod: web
    machines: [node-1]
    image: nginx
    imageID: 'sha256:0123'
    containerName: web
    containerID: c1
    cgroup: systemd:/x.service
current-context: west
)");
    const Contexts contexts = readContexts(config, ContextFile::Spyctl);
    QCOMPARE(shown(contexts),
             std::string("shop: Example Shop, key shop-key\n"
                         "west: ORG1a2b3c, key shop-key, cluster=west-*, namespace=frontend, "
                         "namespace=backend, pod=web, machines=node-1, image=nginx, "
                         "imageID=sha256:0123, containerName=web, containerID=c1, "
                         "cgroup=systemd:/x.service\n"
                         "current: west\n"));
    QCOMPARE(shown(config, contexts.problems), std::string());
    QCOMPARE(shown(*contexts.find("shop")), std::string("shop: Example Shop, key shop-key"));
    QVERIFY(contexts.find("sho") == nullptr);
}

void ContextTest::readsOurKeysBesideSpyctls()
{
    const text::SourceText config = sourceOf(withBody("    url: https://eu.example.com:8443/\n"
                                                      "    readOnly: yes\n"
                                                      "    proxy: http://proxy:3128\n"
                                                      "    caFile: /etc/ours.pem\n"
                                                      "    pod: web\n"));
    const Contexts contexts = readContexts(config, ContextFile::Ours);
    QCOMPARE(shown(contexts),
             std::string("shop: Example Shop, key s1, url https://eu.example.com:8443, read-only, "
                         "proxy http://proxy:3128, trusts /etc/ours.pem, pod=web\n"));
    QCOMPARE(shown(config, contexts.problems), std::string());
}

void ContextTest::ourKeysMeanNothingToSpyctl()
{
    const text::SourceText config = sourceOf(withBody("    url: https://eu.example.com\n"));
    const Contexts contexts = readContexts(config, ContextFile::Spyctl);
    QCOMPARE(shown(contexts), std::string("shop: Example Shop, key s1\n"));
    QCOMPARE(shown(config, contexts.problems), std::string("7:5 warning unknown-field \"url\"\n"));
}

void ContextTest::emptyFilesHaveNoContexts()
{
    for (const char* const config :
         {"", "\n", "# nothing yet\n", "---\n", "\xEF\xBB\xBF",
          "apiVersion: spyderbat/v1\nkind: Config\ncontexts: []\ncurrent-context: __none__\n",
          "kind: Config\ncontexts:\ncurrent-context:\n"}) {
        const text::SourceText source = sourceOf(config);
        const Contexts contexts = readContexts(source, ContextFile::Spyctl);
        QCOMPARE(shown(source, contexts.problems), std::string());
        QCOMPARE(shown(contexts), std::string());
    }
}

void ContextTest::leavesOutWhatIsWrong_data()
{
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("problem");
    const auto item = [](const char* name, const char* lines, const char* problem) {
        QTest::newRow(name) << QStringLiteral("contexts:\n") + QString::fromUtf8(lines)
                            << QString::fromUtf8(problem);
    };
    const auto body = [](const char* name, const char* lines, const char* problem) {
        QTest::newRow(name) << QString::fromStdString(withBody(lines))
                            << QString::fromUtf8(problem);
    };
    item("no mapping", "- shop\n", "2:3 wrong-type \"shop\"\n");
    item("nothing", "-\n", "2:2 wrong-type \"\"\n");
    item("no name", "- secret: s\n  context: {organization: o}\n",
         "2:3 missing-field \"secret\"\n");
    item("no secret", "- name: a\n  context: {organization: o}\n", "2:3 missing-field \"name\"\n");
    item("no context", "- name: a\n  secret: s\n", "2:3 missing-field \"name\"\n");
    item("empty context", "- name: a\n  secret: s\n  context:\n", "2:3 missing-field \"name\"\n");
    item("context is a list", "- name: a\n  secret: s\n  context: [o]\n",
         "4:12 wrong-type \"[o]\"\n");
    item("no organization", "- name: a\n  secret: s\n  context: {pod: p}\n",
         "4:13 missing-field \"pod\"\n");
    item("name is a number", "- name: 17\n  secret: s\n  context: {organization: o}\n",
         "2:9 wrong-type \"17\"\n");
    item("name is empty", "- name: ''\n  secret: s\n  context: {organization: o}\n",
         "2:9 empty-text \"''\"\n");
    item("name with a line break", "- name: \"a\\nb\"\n  secret: s\n  context: {organization: o}\n",
         "2:9 line-break \"\"a\\nb\"\"\n");
    item("name with an escape sequence",
         "- name: \"\\e[2J\"\n  secret: s\n  context: {organization: o}\n",
         "2:9 line-break \"\"\\e[2J\"\"\n");
    item("secret is a list", "- name: a\n  secret: [s]\n  context: {organization: o}\n",
         "3:11 wrong-type \"[s]\"\n");
    item("key twice", "- name: a\n  secret: s\n  secret: t\n  context: {organization: o}\n",
         "4:3 duplicate-key \"secret\"\n");
    body("filter is a number", "    pod: 12\n", "7:10 wrong-type \"12\"\n");
    body("filter is a mapping", "    pod: {a: b}\n", "7:10 wrong-type \"{a: b}\"\n");
    body("filter holds a list", "    pod: [a, [b]]\n", "7:14 wrong-type \"[b]\"\n");
    body("filter holds nothing", "    pod: [a, '']\n", "7:14 empty-text \"''\"\n");
    body("alias", "    cluster: &c west\n    pod: *c\n", "7:14 anchor \"&c\"\n8:10 alias \"*c\"\n");
    body("read-only unknown", "    readOnly: maybe\n", "7:15 wrong-type \"maybe\"\n");
    body("address unencrypted", "    url: http://eu.example.com\n",
         "7:10 bad-url \"http://eu.example.com\"\n");
    body("address with a login", "    url: https://u:p@eu.example.com\n",
         "7:10 bad-url \"https://u:p@eu.example.com\"\n");
    body("address of a file", "    url: file:///etc/passwd\n",
         "7:10 bad-url \"file:///etc/passwd\"\n");
    body("proxy without a scheme", "    proxy: proxy:3128\n", "7:12 bad-url \"proxy:3128\"\n");
    body("relative certificates", "    caFile: ours.pem\n", "7:13 relative-path \"ours.pem\"\n");
}

void ContextTest::leavesOutWhatIsWrong()
{
    QFETCH(QString, config);
    QFETCH(QString, problem);
    const text::SourceText source = sourceOf(config.toStdString());
    const Contexts contexts = readContexts(source, ContextFile::Ours);
    QCOMPARE(shown(source, contexts.problems), problem.toStdString());
    QCOMPARE(shown(contexts), std::string());
}

void ContextTest::keepsTheOthers()
{
    const std::string config = "contexts:\n"
                               "- {name: a, secret: s, context: {organization: one}}\n"
                               "- {name: b, secret: s, context: {organization: 2}}\n"
                               "- {name: c, secret: s, context: {organization: three}}\n";
    QCOMPARE(shown(readContexts(sourceOf(config), ContextFile::Spyctl)),
             std::string("a: one, key s\nc: three, key s\n"));
    QCOMPARE(problemsOf(config), std::string("3:48 wrong-type \"2\"\n"));
}

void ContextTest::theFirstOfANameCounts()
{
    const text::SourceText source
        = sourceOf("contexts:\n"
                   "- {name: a, secret: s, context: {organization: one}}\n"
                   "- {name: a, secret: s, context: {organization: two}}\n");
    const Contexts contexts = readContexts(source, ContextFile::Spyctl);
    QCOMPARE(shown(contexts), std::string("a: one, key s\n"));
    QCOMPARE(shown(source, contexts.problems), std::string("3:10 duplicate-name \"a\"\n"));
    QVERIFY(contexts.problems[0].message.find("line 2") != std::string::npos);
}

void ContextTest::localIsOurs()
{
    const text::SourceText source
        = sourceOf("contexts: [{name: local, secret: s, context: {organization: o}}]\n"
                   "current-context: local\n");
    for (const ContextFile file : {ContextFile::Spyctl, ContextFile::Ours}) {
        const Contexts contexts = readContexts(source, file);
        QCOMPARE(shown(contexts), std::string("current: local\n"));
        QCOMPARE(shown(source, contexts.problems), std::string("1:19 reserved-name \"local\"\n"));
    }
    QVERIFY(localContext().local);
    QCOMPARE(shown(localContext()), std::string("local: , key "));
}

void ContextTest::halfAFileIsNone()
{
    const Contexts contexts = readContexts(
        sourceOf(withBody("    pod: web\n    cluster: \"west\n")), ContextFile::Spyctl);
    QCOMPARE(shown(contexts), std::string());
    QCOMPARE(contexts.problems.size(), std::size_t{1});
    QCOMPARE(contexts.problems[0].code, std::string("syntax"));
}

void ContextTest::otherFilesAreRefused()
{
    QCOMPARE(problemsOf("kind: SpyderbatPolicy\ncontexts: []\n"),
             std::string("1:7 wrong-kind \"SpyderbatPolicy\"\n"));
    QCOMPARE(problemsOf("- a\n"), std::string("1:1 wrong-kind \"- a\"\n"));
    QCOMPARE(problemsOf("contexts: {a: b}\n"), std::string("1:11 wrong-type \"{a: b}\"\n"));
    QCOMPARE(problemsOf("contexts: []\n---\ncontexts: []\n"),
             std::string("3:1 several-documents \"contexts: []\"\n"));
    QCOMPARE(problemsOf("current-context: [a]\n"), std::string("1:18 wrong-type \"[a]\"\n"));
}

void ContextTest::hostileTextsEnd_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("deep") << "contexts: " + QByteArray(100'000, '[') << QByteArray("too-deep");
    QTest::newRow("huge") << "# " + QByteArray(5'000'000, 'x') << QByteArray("too-large");
    QTest::newRow("many") << "contexts: [" + QByteArray("0,").repeated(150'000) + "]"
                          << QByteArray("too-many-nodes");
    QTest::newRow("wrong a thousand times")
        << "contexts:\n" + QByteArray("- 0\n").repeated(1000) << QByteArray("wrong-type");
    QTest::newRow("no text") << QByteArray("\xFF\xFE\0\0contexts", 12) << QByteArray("utf-16");
    QTest::newRow("bytes") << QByteArray("contexts: \xC3\x28") << QByteArray("invalid-utf8");
    QTest::newRow("laughs") << QByteArray(
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ncontexts: *c\n")
                            << QByteArray("anchor");
}

void ContextTest::hostileTextsEnd()
{
    QFETCH(QByteArray, config);
    QFETCH(QByteArray, code);
    const Contexts contexts = readContexts(sourceOf(config.toStdString()), ContextFile::Ours);
    QCOMPARE(shown(contexts), std::string());
    QVERIFY(!contexts.problems.empty());
    QCOMPARE(contexts.problems.front().code, code.toStdString());
    QVERIFY(contexts.problems.size() <= 400);
}

void ContextTest::choosesByName()
{
    Contexts contexts
        = readContexts(sourceOf("contexts:\n"
                                "- {name: shop, secret: s, context: {organization: one}}\n"
                                "- {name: west, secret: s, context: {organization: two}}\n"),
                       ContextFile::Spyctl);
    QCOMPARE(shown(*chooseContext(contexts, "west")), std::string("west: two, key s"));
    const Result<Context> unknown = chooseContext(contexts, "wset");
    QCOMPARE(unknown.error().code, std::string("no-such-context"));
    QCOMPARE(unknown.error().message,
             std::string("there is no context \"wset\"; there are: shop, west"));
    contexts.list.clear();
    QCOMPARE(chooseContext(contexts, "a").error().message,
             std::string("there is no context \"a\"; there is none at all"));
}

QTEST_APPLESS_MAIN(ContextTest)
#include "context_test.moc"
