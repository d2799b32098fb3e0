#include "core/organization/import.h"

#include "tests/core/organization/store_kit.h"

using namespace pw;
using namespace pw::organization;
using namespace pw::tests;

namespace {

std::string versionOf(std::string record, int version)
{
    record.replace(record.find("\"version\": 7"), 12, "\"version\": " + std::to_string(version));
    return record;
}

std::string manyRecords(int count)
{
    std::string out;
    for (int i = 0; i < count; ++i)
        out += mongoRecord("fprint:" + std::to_string(1000 + i), {}, mongoNow) + "\n";
    return out;
}

} // namespace

class ImportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_store = std::move(Store::open(":memory:")).value(); }
    void oneThatIsWrongKeepsAllOut();
    void ofOneIdTheLatestStays();
    void whatIsNoFingerprintIsLeftOutAndNamed();
    void documentsAndListsAreTakenToo();
    void progressRisesAndIsTold();
    void cancelledNothingIsThere_data();
    void cancelledNothingIsThere();
    void hostileTexts_data();
    void hostileTexts();

private:
    std::string count() { return std::to_string(m_store->fingerprints().count().value_or(99)); }
    std::unique_ptr<Store> m_store;
};

void ImportTest::oneThatIsWrongKeepsAllOut()
{
    std::string text = manyRecords(1200); // more than are put at once
    std::string wrong = mongoRecord("fprint:a9", {}, mongoNow);
    wrong.replace(wrong.find("[\"/usr/bin/mongod\"]"), 19, "7");
    text += wrong;
    const Result<ImportReport> refused = importInto(*m_store, text);
    QCOMPARE(codeOf(refused), std::string("not-valid"));
    QVERIFY2(refused.error().message.find("\n1201:") != std::string::npos,
             refused.error().message.c_str());
    QCOMPARE(count(), std::string("0"));
    REQUIRE_OK(importInto(*m_store, manyRecords(1200)));
    QCOMPARE(count(), std::string("1200"));
}

void ImportTest::ofOneIdTheLatestStays()
{
    const std::string record = mongoRecord("fprint:a1", {}, mongoNow);
    const std::string kept = versionOf(record, 9);
    for (const std::string& text :
         {kept + "\n" + versionOf(record, 8), versionOf(record, 8) + "\n" + kept, kept}) {
        REQUIRE_OK(importInto(*m_store, text));
        QCOMPARE(count(), std::string("1"));
        QCOMPARE(valueOf(m_store->fingerprints().record("fprint:a1").value().value_or("{}"))
                     .find("version")
                     ->text,
                 std::string("9"));
    }
}

void ImportTest::whatIsNoFingerprintIsLeftOutAndNamed()
{
    const std::string text = mongoRecord("fprint:a1", {}, mongoNow) + "\n" + mongoPolicy() + "\n"
        + mongoPolicy() + "\n" + R"({"kind": "Pod", "apiVersion": "v1"})";
    const Result<ImportReport> report = importInto(*m_store, text);
    REQUIRE_OK(report);
    QCOMPARE(report->count.added, std::size_t{1});
    QCOMPARE(report->skipped.size(), std::size_t{2});
    QCOMPARE(report->skipped.front().count, std::size_t{2});
    QCOMPARE(report->skipped.front().line, std::size_t{2});
    QVERIFY(report->skipped.front().reason.find("use apply") != std::string::npos);
    QCOMPARE(codeOf(importInto(*m_store, "[]")), std::string("nothing-to-import"));
    QCOMPARE(codeOf(importInto(*m_store, "")), std::string("not-valid"));
}

void ImportTest::documentsAndListsAreTakenToo()
{
    const std::string document = R"(apiVersion: spyderbat/v1
kind: SpyderbatFingerprint
metadata: {name: web, type: container, latestTimestamp: 1713000001.5}
spec:
  containerSelector: {image: "web:1", imageID: "sha256:aa"}
  processPolicy: []
  networkPolicy: {ingress: [], egress: []}
)";
    REQUIRE_OK(importInto(*m_store, document));
    REQUIRE_OK(importInto(*m_store, document)); // its content gives the same id again
    QCOMPARE(count(), std::string("1"));
    const std::string list = "[" + mongoRecord("fprint:a1", {}, mongoNow) + ","
        + mongoRecord("fprint:a2", {}, mongoNow) + "]";
    REQUIRE_OK(importInto(*m_store, list));
    QCOMPARE(count(), std::string("3"));
}

void ImportTest::progressRisesAndIsTold()
{
    std::size_t calls = 0;
    std::size_t last = 0;
    std::size_t total = 0;
    bool rises = true;
    const ProgressFn progress = [&](std::size_t done, std::size_t all, std::string_view) {
        ++calls;
        rises = rises && done >= last;
        last = done;
        total = all;
    };
    const auto text = text::SourceText::make(manyRecords(900), "file");
    REQUIRE_OK(importText(*m_store, *text, mongoNow, progress));
    QVERIFY(rises);
    QCOMPARE(last, std::size_t{900});
    QCOMPARE(total, std::size_t{900});
    QVERIFY(calls > 10 && calls < 400);
}

void ImportTest::cancelledNothingIsThere_data()
{
    QTest::addColumn<int>("call");
    for (const int call : {1, 2, 3, 150})
        QTest::newRow(qPrintable(QString::number(call))) << call;
}

void ImportTest::cancelledNothingIsThere()
{
    QFETCH(int, call);
    std::stop_source stop;
    const ProgressFn progress = [&](std::size_t, std::size_t, std::string_view) {
        if (--call == 0)
            stop.request_stop();
    };
    const auto text = text::SourceText::make(manyRecords(900), "file");
    const auto cancelled = importText(*m_store, *text, mongoNow, progress, stop.get_token());
    QCOMPARE(codeOf(cancelled), std::string("cancelled"));
    QCOMPARE(count(), std::string("0"));
    QVERIFY(!m_store->database().inTransaction());
}

void ImportTest::hostileTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const std::string& text, const char* code = "not-valid") {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QString::fromLatin1(code);
    };
    const std::string record = mongoRecord("fprint:a1", {}, mongoNow);
    row("half a line", record + "\n" + record.substr(0, record.size() / 2));
    row("half a line in the middle", record.substr(0, 100) + "\n" + record);
    row("a line cut in a character", record + "\n{\"id\": \"fprint:\xc3");
    row("no UTF-8", "{\"id\": \"\xff\xfe\"}");
    row("zeros", std::string(5000, '\0'));
    row("the same key twice", R"({"id": "a", "id": "b"})");
    row("nested deeply", std::string(100'000, '['));
    row("nested deeply and closed",
        R"({"a":)" + std::string(5000, '[') + std::string(5000, ']') + "}");
    row("aliases of aliases", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n");
    row("64 MB of one text", R"({"kind": "x", "a": ")" + std::string(64U << 20U, 'x') + "\"}",
        "nothing-to-import");
    row("64 MB of blanks", std::string(64U << 20U, '\n'));
    row("a number", "7", "nothing-to-import");
    row("a text", "\"fingerprint\"", "nothing-to-import");
}

void ImportTest::hostileTexts()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    const Result<ImportReport> report = importInto(*m_store, text.toStdString());
    const bool skipped = report && report->count.added == 0 && !report->skipped.empty();
    QCOMPARE(skipped ? std::string("nothing-to-import") : codeOf(report), code.toStdString());
    QCOMPARE(count(), std::string("0"));
    REQUIRE_OK(importInto(*m_store, mongoRecord("fprint:a1", {}, mongoNow)));
}

QTEST_APPLESS_MAIN(ImportTest)
#include "import_test.moc"
