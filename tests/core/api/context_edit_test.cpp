// What changes in a file of contexts, and that all else stays.

#include "tests/core/api/shown.h"

#include <QTest>

using namespace pw;
using namespace pw::api;

namespace {

Context shop()
{
    Context context;
    context.name = "shop";
    context.url = "https://api.example.com";
    context.organization = "Example Shop";
    context.secretName = "shop-key";
    return context;
}

const std::string commented = R"(# kept by Ada
apiVersion: spyderbat/v1
kind: Config
contexts:
- name: west   # the old one
  secret: west-key
  context:
    # until May
    organization: "West"
    url: https://west.example.com
    readOnly: true

    pod: [a, b]
    note: ours
current-context: west # for now
extra: kept
)";

} // namespace

class ContextEditTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyTextBecomesAFile();
    void oneWordChanges();
    void theCurrentContextIsAdded();
    void spyctlDoesNotKnowTheLocalOne();
    void aContextIsAdded();
    void aContextIsReplacedKeyByKey();
    void keysThatAreNotWantedGo();
    void whatIsTheSameStays();
    void allOfAContextReadsBack();
    void namesAreQuotedWhereTheyMustBe();
    void refusesContextsThatWouldNotBeRead_data();
    void refusesContextsThatWouldNotBeRead();
    void refusesFilesOfOthers_data();
    void refusesFilesOfOthers();
};

void ContextEditTest::anEmptyTextBecomesAFile()
{
    QCOMPARE(*useContext(sourceOf(""), ContextFile::Ours, "shop"),
             std::string("apiVersion: spyderbat/v1\n"
                         "kind: Config\n"
                         "contexts: []\n"
                         "current-context: shop\n"));
    const std::string whole = "apiVersion: spyderbat/v1\n"
                              "kind: Config\n"
                              "contexts:\n"
                              "- name: shop\n"
                              "  secret: shop-key\n"
                              "  context:\n"
                              "    organization: Example Shop\n"
                              "    url: https://api.example.com\n";
    QCOMPARE(*setContext(sourceOf(""), shop()), whole);
    QCOMPARE(*setContext(sourceOf("# ours"), shop()), "# ours\n" + whole);
}

void ContextEditTest::oneWordChanges()
{
    std::string expected = commented;
    expected.replace(expected.find("current-context: west"), 21, "current-context: shop");
    QCOMPARE(*useContext(sourceOf(commented), ContextFile::Ours, "shop"), expected);
    QCOMPARE(*useContext(sourceOf("{\"kind\": \"Config\", \"current-context\": \"a\"}\n"),
                         ContextFile::Ours, "b"),
             std::string("{\"kind\": \"Config\", \"current-context\": \"b\"}\n"));
    QCOMPARE(
        *useContext(sourceOf("kind: Config\r\ncurrent-context: a\r\n"), ContextFile::Ours, "b"),
        std::string("kind: Config\r\ncurrent-context: b\r\n"));
}

void ContextEditTest::theCurrentContextIsAdded()
{
    QCOMPARE(*useContext(sourceOf("kind: Config\ncontexts: []\n# end\n"), ContextFile::Ours, "a"),
             std::string("kind: Config\ncontexts: []\ncurrent-context: a\n# end\n"));
}

void ContextEditTest::spyctlDoesNotKnowTheLocalOne()
{
    const text::SourceText config = sourceOf("kind: Config\ncurrent-context: a\n");
    QCOMPARE(*useContext(config, ContextFile::Spyctl, "local"),
             std::string("kind: Config\ncurrent-context: __none__\n"));
    QCOMPARE(*useContext(config, ContextFile::Ours, "local"),
             std::string("kind: Config\ncurrent-context: local\n"));
}

void ContextEditTest::aContextIsAdded()
{
    std::string expected = commented;
    expected.insert(expected.find("current-context"),
                    "- name: shop\n"
                    "  secret: shop-key\n"
                    "  context:\n"
                    "    organization: \"Example Shop\"\n"
                    "    url: https://api.example.com\n");
    QCOMPARE(*setContext(sourceOf(commented), shop()), expected);
    for (const char* const none : {"kind: Config\n", "kind: Config\ncontexts: []\n",
                                   "kind: Config\ncontexts:\n", "kind: Config\ncontexts: null\n"}) {
        const Result<std::string> changed = setContext(sourceOf(none), shop());
        QVERIFY2(changed, none);
        QCOMPARE(shown(readContexts(sourceOf(*changed), ContextFile::Ours)), shown(shop()) + "\n");
    }
}

void ContextEditTest::aContextIsReplacedKeyByKey()
{
    Context west = shop();
    west.name = "west";
    west.readOnly = true;
    west.filters[FilterField::Pod] = {"a", "c"};
    QCOMPARE(*setContext(sourceOf(commented), west), std::string(R"(# kept by Ada
apiVersion: spyderbat/v1
kind: Config
contexts:
- name: west   # the old one
  secret: shop-key
  context:
    # until May
    organization: "Example Shop"
    url: https://api.example.com
    readOnly: true

    pod: [a, c]
    note: ours
current-context: west # for now
extra: kept
)"));
}

void ContextEditTest::keysThatAreNotWantedGo()
{
    Context west = shop();
    west.name = "west";
    const std::string changed = *setContext(sourceOf(commented), west);
    QVERIFY2(changed.find("readOnly") == std::string::npos, changed.c_str());
    QVERIFY2(changed.find("pod") == std::string::npos, changed.c_str());
    QVERIFY2(changed.find("note: ours") != std::string::npos, changed.c_str());
    QCOMPARE(shown(*readContexts(sourceOf(changed), ContextFile::Ours).find("west")), shown(west));
}

void ContextEditTest::whatIsTheSameStays()
{
    const Contexts contexts = readContexts(sourceOf(commented), ContextFile::Ours);
    QCOMPARE(*setContext(sourceOf(commented), *contexts.find("west")), commented);
}

void ContextEditTest::allOfAContextReadsBack()
{
    Context all = shop();
    all.readOnly = true;
    all.proxy = "http://proxy:3128";
    all.caFile = "/etc/ours.pem";
    for (const FilterField field :
         {FilterField::Cluster, FilterField::Namespace, FilterField::Pod, FilterField::Machine,
          FilterField::Image, FilterField::ImageId, FilterField::ContainerName,
          FilterField::ContainerId, FilterField::Cgroup})
        all.filters[field] = {std::string(toString(field)) + "-*", "true", "17"};
    for (const std::string& before : {std::string(), commented}) {
        const text::SourceText after = sourceOf(*setContext(sourceOf(before), all));
        const Contexts contexts = readContexts(after, ContextFile::Ours);
        QVERIFY(contexts.find("shop") != nullptr);
        QCOMPARE(shown(*contexts.find("shop")), shown(all));
    }
}

void ContextEditTest::namesAreQuotedWhereTheyMustBe()
{
    for (const char* const name : {"17", "yes", "a: b", "# a", "- a", "*", "it's", "\xC3\xA4"}) {
        Context context = shop();
        context.name = name;
        const text::SourceText once = sourceOf(*setContext(sourceOf(""), context));
        const text::SourceText twice = sourceOf(*useContext(once, ContextFile::Ours, name));
        const Contexts contexts = readContexts(twice, ContextFile::Ours);
        QVERIFY2(contexts.find(name) != nullptr && contexts.current == name, name);
    }
}

void ContextEditTest::refusesContextsThatWouldNotBeRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("organization");
    QTest::newRow("local") << QStringLiteral("local") << QString() << QStringLiteral("o");
    QTest::newRow("no name") << QString() << QString() << QStringLiteral("o");
    QTest::newRow("two lines") << QStringLiteral("a\nb") << QString() << QStringLiteral("o");
    QTest::newRow("no organization") << QStringLiteral("a") << QString() << QString();
    QTest::newRow("unencrypted") << QStringLiteral("a") << QStringLiteral("http://example.com")
                                 << QStringLiteral("o");
}

void ContextEditTest::refusesContextsThatWouldNotBeRead()
{
    QFETCH(QString, name);
    QFETCH(QString, url);
    QFETCH(QString, organization);
    Context context = shop();
    context.name = name.toStdString();
    context.url = url.toStdString();
    context.organization = organization.toStdString();
    const Result<std::string> changed = setContext(sourceOf(commented), context);
    QVERIFY(!changed);
    QCOMPARE(changed.error().code, std::string("bad-context"));
}

void ContextEditTest::refusesFilesOfOthers_data()
{
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const char* config, const char* code) {
        QTest::newRow(name) << QString::fromUtf8(config) << QString::fromUtf8(code);
    };
    row("a policy", "kind: SpyderbatPolicy\n", "malformed-file");
    row("a list", "- a\n", "malformed-file");
    row("two documents", "kind: Config\n---\nkind: Config\n", "malformed-file");
    row("half a file", "kind: Config\ncontexts: [\n", "malformed-file");
    row("a list that is none", "kind: Config\ncontexts: here\ncurrent-context: [a\n",
        "malformed-file");
    row("contexts are a text", "kind: Config\ncontexts: here\n", "not-a-collection");
    row("contexts have an anchor", "kind: Config\ncontexts: &a\n- name: b\nothers: *a\n", "anchor");
}

void ContextEditTest::refusesFilesOfOthers()
{
    QFETCH(QString, config);
    QFETCH(QString, code);
    const Result<std::string> changed = setContext(sourceOf(config.toStdString()), shop());
    QVERIFY(!changed);
    QCOMPARE(changed.error().code, code.toStdString());
    QVERIFY2(changed.error().text().starts_with("change config"), changed.error().text().c_str());
}

QTEST_APPLESS_MAIN(ContextEditTest)
#include "context_edit_test.moc"
