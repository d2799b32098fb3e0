// Keys as spyctl's file holds them, and that no message repeats a piece of one.

#include "core/api/context.h"
#include "tests/core/api/shown.h"

#include <QTest>
#include <random>

using namespace pw;
using namespace pw::api;

namespace {

std::string base64(const char* text)
{
    return QByteArray(text).toBase64().toStdString();
}

/// `name: key at url`, a line each.
std::string shown(const ApiSecrets& secrets)
{
    std::string out;
    for (const ApiSecret& secret : secrets.list)
        out += secret.name + ": " + std::string(secret.key.reveal()) + " at " + secret.url + "\n";
    return out;
}

/// A file with one key; `below` stands behind its metadata.
std::string withData(const std::string& below)
{
    return "- kind: APISecret\n  metadata: {name: s1}\n" + below;
}

const std::string canary = "pwCanary7Qx3Zk9Lm2Vt8Rb5Nc1Hd6Wf4Jg0";

} // namespace

class ApiSecretsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatSpyctlWrites();
    void readsPlainValues();
    void readsDocumentsAndJson();
    void emptyFilesHaveNoKeys();
    void leavesOutWhatIsWrong_data();
    void leavesOutWhatIsWrong();
    void theFirstOfANameCounts();
    void noMessageHoldsAPieceOfAKey_data();
    void noMessageHoldsAPieceOfAKey();
    void norDoesOneOfABrokenFile();
};

void ApiSecretsTest::readsWhatSpyctlWrites()
{
    const ApiSecrets secrets = readApiSecrets(sourceOf("- apiVersion: spyderbat/v1\n"
                                                       "  kind: APISecret\n"
                                                       "  metadata:\n"
                                                       "    creationTimestamp: 1713000000\n"
                                                       "    name: shop-key\n"
                                                       "  data:\n"
                                                       "    apikey: "
                                                       + base64("abc.def-0_1")
                                                       + "\n"
                                                         "    apiurl: "
                                                       + base64("https://eu.example.com/")
                                                       + "\n"
                                                         "- apiVersion: spyderbat/v1\n"
                                                         "  kind: APISecret\n"
                                                         "  metadata: {name: other}\n"
                                                         "  data: {apikey: "
                                                       + base64("xyz") + "}\n"));
    QCOMPARE(shown(secrets),
             std::string("shop-key: abc.def-0_1 at https://eu.example.com\n"
                         "other: xyz at https://api.spyderbat.com\n"));
    QVERIFY(secrets.problems.empty());
    QCOMPARE(secrets.find("other")->key.reveal(), std::string_view("xyz"));
    QVERIFY(secrets.find("othe") == nullptr);
}

void ApiSecretsTest::readsPlainValues()
{
    QCOMPARE(shown(readApiSecrets(sourceOf(withData("  stringData:\n"
                                                    "    apikey: abc\n"
                                                    "    apiurl: http://127.0.0.1:8000\n")))),
             std::string("s1: abc at http://127.0.0.1:8000\n"));
    // Of the two the encoded one counts.
    QCOMPARE(shown(readApiSecrets(sourceOf(withData("  stringData: {apikey: abc}\n"
                                                    "  data: {apikey: "
                                                    + base64("xyz") + "}\n")))),
             std::string("s1: xyz at https://api.spyderbat.com\n"));
    QCOMPARE(shown(readApiSecrets(sourceOf(withData("  stringData: {apikey: 0123}\n")))),
             std::string("s1: 0123 at https://api.spyderbat.com\n"));
    // A long one stands on several lines.
    const std::string folded = base64("abcdefghi").insert(4, "\n      ");
    QCOMPARE(
        shown(readApiSecrets(sourceOf(withData("  data:\n    apikey: |\n      " + folded + "\n")))),
        std::string("s1: abcdefghi at https://api.spyderbat.com\n"));
}

void ApiSecretsTest::readsDocumentsAndJson()
{
    QCOMPARE(shown(readApiSecrets(sourceOf("kind: APISecret\n"
                                           "metadata: {name: a}\n"
                                           "stringData: {apikey: k}\n"
                                           "---\n"
                                           "kind: APISecret\n"
                                           "metadata: {name: b}\n"
                                           "stringData: {apikey: l}\n"))),
             std::string("a: k at https://api.spyderbat.com\nb: l at https://api.spyderbat.com\n"));
    QCOMPARE(shown(readApiSecrets(sourceOf(R"([{"kind": "APISecret", "metadata": {"name": "a"},
        "stringData": {"apikey": "k"}}])"))),
             std::string("a: k at https://api.spyderbat.com\n"));
}

void ApiSecretsTest::emptyFilesHaveNoKeys()
{
    for (const char* const none : {"", "\n", "# none\n", "[]\n", "---\n"}) {
        const ApiSecrets secrets = readApiSecrets(sourceOf(none));
        QVERIFY(secrets.list.empty());
        QVERIFY2(secrets.problems.empty(), none);
    }
}

void ApiSecretsTest::leavesOutWhatIsWrong_data()
{
    QTest::addColumn<QString>("secrets");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char* name, const std::string& secrets, const char* problem) {
        QTest::newRow(name) << QString::fromStdString(secrets) << QString::fromUtf8(problem);
    };
    row("a text", "- key\n", "1:3 wrong-kind \"key\"\n");
    row("another kind", "kind: Config\n", "1:1 wrong-kind \"kind: Config\"\n");
    row("no name", "kind: APISecret\nstringData: {apikey: k}\n", "1:1 missing-field \"kind\"\n");
    row("name is a list", "kind: APISecret\nmetadata: {name: [a]}\nstringData: {apikey: k}\n",
        "2:18 wrong-type \"[a]\"\n");
    row("no key", withData(""), "1:3 missing-field \"kind\"\n");
    row("empty key", withData("  stringData: {apikey: }\n"), "1:3 missing-field \"kind\"\n");
    row("key of nothing", withData("  stringData: {apikey: ''}\n"), "3:24 bad-key \"''\"\n");
    row("address alone", withData("  stringData: {apiurl: 'https://a.example.com'}\n"),
        "1:3 missing-field \"kind\"\n");
    row("data is a text", withData("  data: here\n  stringData: {apikey: k}\n"),
        "3:9 wrong-type \"here\"\n");
    row("key is a list", withData("  data: {apikey: [a]}\n"), "3:18 wrong-type \"[a]\"\n");
    row("no base64", withData("  data: {apikey: 'a!b'}\n"), "3:18 bad-base64 \"'a!b'\"\n");
    row("half a sign of base64", withData("  data: {apikey: abcde}\n"),
        "3:18 bad-base64 \"abcde\"\n");
    row("line break", withData("  stringData: {apikey: \"a\\nb\"}\n"),
        "3:24 bad-key \"\"a\\nb\"\"\n");
    row("encoded line break", withData("  data: {apikey: " + base64("key\n") + "}\n"),
        "3:18 bad-key \"a2V5Cg==\"\n");
    row("encoded bytes", withData("  data: {apikey: " + base64("k\xC3\xA4") + "}\n"),
        "3:18 bad-key \"a8Ok\"\n");
    row("address without encryption",
        withData("  stringData: {apikey: k, apiurl: 'http://a.example.com'}\n"),
        "3:35 bad-url \"'http://a.example.com'\"\n");
    row("alias", withData("  stringData: &d {apikey: k}\n  data: *d\n"),
        "3:15 anchor \"&d\"\n4:9 alias \"*d\"\n");
    row("half a file", withData("  stringData: {apikey: \"abc\n"), "3:24 syntax \"\"abc\"\n");
}

void ApiSecretsTest::leavesOutWhatIsWrong()
{
    QFETCH(QString, secrets);
    QFETCH(QString, problem);
    const text::SourceText source = sourceOf(secrets.toStdString());
    const ApiSecrets read = readApiSecrets(source);
    QCOMPARE(api::shown(source, read.problems), problem.toStdString());
    QVERIFY(read.list.empty());
}

void ApiSecretsTest::theFirstOfANameCounts()
{
    const text::SourceText source = sourceOf(withData("  stringData: {apikey: first}\n")
                                             + withData("  stringData: {apikey: second}\n"));
    const ApiSecrets secrets = readApiSecrets(source);
    QCOMPARE(shown(secrets), std::string("s1: first at https://api.spyderbat.com\n"));
    QCOMPARE(api::shown(source, secrets.problems), std::string("5:20 duplicate-name \"s1\"\n"));
}

void ApiSecretsTest::noMessageHoldsAPieceOfAKey_data()
{
    QTest::addColumn<QString>("secrets");
    const auto row = [](const char* name, const std::string& secrets) {
        QTest::newRow(name) << QString::fromStdString(secrets);
    };
    row("plain below data", withData("  data: {apikey: '" + canary + "!'}\n"));
    row("key and address exchanged",
        withData("  stringData: {apikey: 'https://a.example.com', apiurl: " + canary + "}\n"));
    row("login in the address",
        withData("  stringData: {apikey: k, apiurl: 'https://" + canary + "@a.example.com'}\n"));
    row("key as a key", withData("  stringData: {" + canary + ": a, " + canary + ": b}\n"));
    row("key as an anchor", withData("  stringData: {apikey: &" + canary + " k}\n"));
    row("key as an alias", withData("  stringData: {apikey: *" + canary + "}\n"));
    row("key as a tag", withData("  stringData: {apikey: !" + canary + " \"a\\nb\"}\n"));
    row("key as a name", "kind: APISecret\nmetadata: {name: \"" + canary + "\\n\"}\n");
    row("key as a name, twice",
        "- &" + canary + "\n  kind: APISecret\n  metadata: {name: " + canary
            + "}\n  data: 1\n- kind: APISecret\n  metadata: {name: " + canary + "}\n  data: 1\n");
    row("key as the kind", "kind: " + canary + "\n");
    row("key alone", canary);
    row("key with a line break", withData("  stringData: {apikey: \"" + canary + "\\n\"}\n"));
    row("key not closed", withData("  stringData: {apikey: \"" + canary + "\n"));
    row("key with a tab", withData("\tstringData: {apikey: " + canary + "}\n"));
    row("no YAML", canary + ": " + canary + ": " + canary);
}

bool holdsPiece(const std::string& text)
{
    constexpr std::size_t piece = 6;
    for (std::size_t at = 0; at + piece <= canary.size(); ++at) {
        if (text.find(canary.substr(at, piece)) != std::string::npos)
            return true;
    }
    return false;
}

/// The message or path with a piece of the key in it, of the file's problems.
std::string leakOf(const std::string& secrets)
{
    for (const text::Diagnostic& problem : readApiSecrets(sourceOf(secrets)).problems) {
        for (const std::string& told : {problem.message, problem.path}) {
            if (holdsPiece(told))
                return told;
        }
        for (const text::Fix& fix : problem.fixes) {
            if (holdsPiece(fix.title))
                return fix.title;
        }
    }
    return {};
}

void ApiSecretsTest::noMessageHoldsAPieceOfAKey()
{
    QFETCH(QString, secrets);
    QVERIFY(!readApiSecrets(sourceOf(secrets.toStdString())).problems.empty());
    QCOMPARE(leakOf(secrets.toStdString()), std::string());
}

void ApiSecretsTest::norDoesOneOfABrokenFile()
{
    const std::string whole = "- apiVersion: spyderbat/v1\n"
                              "  kind: APISecret\n"
                              "  metadata: {name: "
        + canary
        + "}\n"
          "  stringData:\n"
          "    apikey: \""
        + canary
        + "\"\n"
          "    apiurl: https://a.example.com\n"
          "    "
        + canary + ": " + canary + "\n";
    const unsigned seed = std::random_device{}();
    std::mt19937 random(seed);
    const auto below = [&](std::size_t end) {
        return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
    };
    constexpr std::string_view signs = "{}[]:&*!|>'\"\\ \n\t-#%@,?";
    std::size_t broken = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string text = whole;
        for (std::size_t change = 1 + below(4); change > 0; --change) {
            const std::size_t at = below(text.size());
            if (below(2) == 0)
                text.insert(at, 1, signs[below(signs.size())]);
            else
                text.erase(at, 1 + below(6));
        }
        broken += readApiSecrets(sourceOf(text)).problems.empty() ? 0 : 1;
        const std::string leak = leakOf(text);
        QVERIFY2(leak.empty(), (leak + "\nof\n" + text + "\nseed " + std::to_string(seed)).c_str());
    }
    QVERIFY2(broken > 300, std::to_string(broken).c_str());
}

QTEST_APPLESS_MAIN(ApiSecretsTest)
#include "api_secrets_test.moc"
