// Files of a folder as rows: what they hold, what is wrong, and which of them are not ours.

#include "core/ops/library.h"

#include "core/ops/validate.h"
#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;
using namespace pw::ops;

namespace {

std::string document(const std::string& kind, const std::string& name, const std::string& spec,
                     const std::string& type = "container")
{
    return "apiVersion: spyderbat/v1\nkind: " + kind + "\nmetadata:\n  name: " + name
        + "\n  type: " + type + "\nspec:\n" + spec;
}

std::optional<LibraryFile> fileOf(const std::string& text)
{
    const yaml::Document read = yaml::read(*text::SourceText::make(text, "test.yaml"));
    return libraryFile(read, policy::unitsOf(read, true), validate(read));
}

OtherFile::Why whyNot(const std::string& text)
{
    return whyNotOurs(
        policy::unitsOf(yaml::read(*text::SourceText::make(text, "test.yaml")), true));
}

/// `document 1: SpyderbatPolicy web container audit (1 problem)`, one a line.
QString shown(const std::optional<LibraryFile>& file)
{
    if (!file)
        return QStringLiteral("not ours");
    std::string out;
    for (const LibraryUnit& unit : file->units) {
        std::size_t problems = 0;
        for (const std::size_t count : unit.problems)
            problems += count;
        out += (unit.label.empty() ? "" : unit.label + ": ") + std::string(toString(unit.kind))
            + " " + unit.name + " " + unit.type + " " + (unit.mode.empty() ? "-" : unit.mode)
            + (unit.enabled == false ? " off" : "") + " (" + std::to_string(problems) + ")\n";
    }
    return QString::fromStdString(out);
}

LibraryFilePtr row(const std::string& name, const std::string& text)
{
    std::optional<LibraryFile> file = fileOf(text);
    file->name = name;
    return std::make_shared<const LibraryFile>(*std::move(file));
}

const std::string selector = "  containerSelector: {image: 'web:1'}\n";
const std::string rest = "  processPolicy: []\n  networkPolicy: {ingress: [], egress: []}\n"
                         "  response: {default: [{makeRedFlag: {severity: high}}], actions: []}\n";

} // namespace

class LibraryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPolicyAndWhatItDoes()
    {
        QCOMPARE(shown(fileOf(document("SpyderbatPolicy", "web",
                                       selector + "  mode: audit\n  enabled: false\n" + rest))),
                 QStringLiteral("SpyderbatPolicy web container audit off (0)\n"));
        const auto missing = fileOf(document("SpyderbatPolicy", "web", selector + rest));
        QCOMPARE(shown(missing), QStringLiteral("SpyderbatPolicy web container - (1)\n"));
        QCOMPARE(missing->problems, (ProblemCounts{1, 0, 0, 0}));
        QCOMPARE(missing->listed.front().code, std::string("missing-field"));
        QCOMPARE(missing->listed.front().fixes, std::vector<std::string>{"add \"mode: audit\""});
        QCOMPARE(missing->fixes.size(), std::size_t{1});
    }

    void everyKindOfOurs()
    {
        QCOMPARE(shown(fileOf(document("SpyderbatBaseline", "b", selector + rest))).left(19),
                 QStringLiteral("SpyderbatBaseline b"));
        QCOMPARE(
            shown(fileOf(document("SpyderbatPolicy", "t", "  mode: audit\n", "trace"))).left(31),
            QStringLiteral("SpyderbatPolicy t trace audit ("));
        QVERIFY(fileOf(document("SpyderbatRuleset", "r", "  rules: []\n", "cluster")));
        QVERIFY(fileOf(document("SpyderbatFingerprint", "f", selector)));
    }

    void problemsBelongToTheirDocument()
    {
        const auto file
            = fileOf(document("SpyderbatPolicy", "app", selector + "  mode: audit\n" + rest)
                     + "---\n" + document("SpyderbatPolicy", "bpp", selector + rest));
        QCOMPARE(shown(file),
                 QStringLiteral("document 1: SpyderbatPolicy app container audit (0)\n"
                                "document 2: SpyderbatPolicy bpp container - (1)\n"));
        QCOMPARE(file->problems.front(), std::size_t{1});
        QCOMPARE(file->listed.front().place.line > 10, true);
    }

    void othersAreNotOurs()
    {
        const std::string deployment = "apiVersion: apps/v1\nkind: Deployment\nspec: {}\n";
        QCOMPARE(shown(fileOf(deployment)), QStringLiteral("not ours"));
        QVERIFY(whyNot(deployment) == OtherFile::Why::Content);
        QVERIFY(whyNot("# nothing\n") == OtherFile::Why::Empty);
        const std::string secret
            = "apiVersion: spyderbat/v1\nkind: APISecret\nmetadata: {name: a}\n"
              "stringData: {apikey: hidden}\n";
        QVERIFY(!fileOf(secret));
        QVERIFY(whyNot(secret) == OtherFile::Why::Secret);
        QVERIFY(!fileOf("- 1\n- two\n"));
    }

    /// What is wrong with a document that is not ours is nobody's business here.
    void aDeploymentBesideAPolicy()
    {
        const auto file = fileOf("apiVersion: apps/v1\nkind: Deployment\nspec: {}\n---\n"
                                 + document("SpyderbatPolicy", "app", selector + rest));
        QCOMPARE(shown(file), QStringLiteral("document 2: SpyderbatPolicy app container - (1)\n"));
        QCOMPARE(file->problems, (ProblemCounts{1, 0, 0, 0}));
    }

    void aMisspeltKindAndABrokenText()
    {
        const auto kind = fileOf(document("SpyderbatPolcy", "a", selector + rest));
        QVERIFY(kind);
        QVERIFY(kind->problems.front() > 0);
        QVERIFY(!kind->fixes.empty());
        const auto broken = fileOf("\"\n" + document("SpyderbatPolicy", "app", selector + rest));
        QVERIFY(broken);
        QCOMPARE(broken->unitCount, std::size_t{0});
        QVERIFY(broken->problems.front() > 0);
        QVERIFY(!fileOf("a: [1\n"));
    }

    void countsOfAFolder()
    {
        LibraryFile unread;
        unread.name = "c.yaml";
        unread.unread = "no permission";
        const std::vector<LibraryFilePtr> files{
            row("a.yaml", document("SpyderbatPolicy", "app", selector + rest)),
            row("b.yaml",
                document("SpyderbatPolicy", "bpp", selector + "  mode: audit\n" + rest) + "---\n"
                    + document("SpyderbatRuleset", "r", "  rules: []\n", "cluster")),
            std::make_shared<const LibraryFile>(unread)};
        const LibraryCounts counts = countLibrary(files);
        QCOMPARE(counts.policies, std::size_t{2});
        QCOMPARE(counts.documents, std::size_t{1});
        QCOMPARE(counts.withErrors, std::size_t{1});
        QCOMPARE(counts.unread, std::size_t{1});
    }

    void theFilterLooksAtFileNamesKindsAndCodes()
    {
        const LibraryFilePtr wrong
            = row("db/mongo.yaml", document("SpyderbatPolicy", "shop", selector + rest));
        const LibraryFilePtr fine = row(
            "b.yaml", document("SpyderbatPolicy", "bpp", selector + "  mode: audit\n" + rest));
        QVERIFY((LibraryFilter{"mongo", false}.matches(*wrong)));
        QVERIFY((LibraryFilter{"SHOP container", false}.matches(*wrong)));
        QVERIFY((LibraryFilter{"missing-field", false}.matches(*wrong)));
        QVERIFY((LibraryFilter{"db/*", false}.matches(*wrong)));
        QVERIFY((!LibraryFilter{"mongo", false}.matches(*fine)));
        QVERIFY((LibraryFilter{"", true}.matches(*wrong)));
        QVERIFY((!LibraryFilter{"", true}.matches(*fine)));
        LibraryFile unread;
        unread.unread = "no permission";
        QVERIFY((LibraryFilter{"", true}.matches(unread)));
    }
};

QTEST_APPLESS_MAIN(LibraryTest)
#include "library_test.moc"
