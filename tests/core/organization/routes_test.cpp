#include "core/organization/routes.h"

#include "tests/core/organization/store_kit.h"

using namespace pw;
using namespace pw::organization;
using namespace pw::tests;

namespace {

const std::string window = R"("start_time": 1712990000, "end_time": 1714000000)";

std::string searchBody(const std::string& rest)
{
    return R"({"schema": "model_fingerprint", "query": "*", )" + window + rest + "}";
}

std::string policyBody(const std::string& policy)
{
    return R"({"policy": )" + policy + "}";
}

std::string textIn(const api::Response& reply, const char* key)
{
    const yaml::Value body = valueOf(reply.body);
    const yaml::Value* const found = body.find(key);
    return found != nullptr ? found->text : std::string("no ") + key;
}

std::size_t countIn(const api::Response& reply, const char* key)
{
    const yaml::Value body = valueOf(reply.body);
    const yaml::Value* const found = body.find(key);
    return found != nullptr ? found->items.size() : 999'999;
}

/// Many instances of one container.
std::string instances(std::size_t count)
{
    std::string out;
    for (std::size_t i = 0; i < count; ++i)
        out += mongoRecord("fprint:" + std::to_string(100'000 + i), {}, mongoNow) + "\n";
    return out;
}

} // namespace

class RoutesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsNotThere_data();
    void whatIsNotThere();
    void everyReplyHasAContextUid();
    void anotherOrganizationIsRefused();
    void bodies_data();
    void bodies();
    void aLongBodyIsRefusedUnread();
    void searchLimits_data();
    void searchLimits();
    void aSearchFindsTenThousandAndPagesAreSmaller();
    void objectsHaveALimit();
    void objectsAreFoundByTheIdTheyCameWith();
    void aSearchIsOfTheMomentItWasStarted();
    void workThatIsGivenUpIsAnswered503();
    void whatTheStoreRefusesHasItsStatus();
};

void RoutesTest::whatIsNotThere_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    const auto row = [](const char* method, const std::string& path, int status) {
        QTest::addRow("%s %.60s", method, path.c_str())
            << QString::fromLatin1(method) << QString::fromStdString(path) << status;
    };
    row("GET", "/policy-of-nobody", 404);
    row("GET", "/analyticspolicy/pol:no", 404);
    row("PUT", "/analyticspolicy/pol:no", 404);
    row("DELETE", "/analyticspolicy/pol:no", 404);
    row("GET", "/analyticsruleset/rs:no", 404);
    row("POST", "/search/srch:no", 404);
    row("GET", "/analyticspolicy/a/b/c/d", 404);
    row("GET", "/analyticspolicy//", 404);
    row("GET", "/../org", 404);
    row("GET", "/search", 405);
    row("DELETE", "/search", 405);
    row("PATCH", "/analyticspolicy/pol:no", 405);
    row("POST", "/source", 405);
    row("get", "/source", 405);
    row("GET", "/" + std::string(5000, 'x'), 414);
}

void RoutesTest::whatIsNotThere()
{
    QFETCH(QString, method);
    QFETCH(QString, path);
    QFETCH(int, status);
    const MongoOrganization mongo;
    const api::Response reply
        = mongo.send(method.toStdString(), path.toStdString(), policyBody(mongoPolicy()));
    QCOMPARE(reply.status, status);
    QVERIFY(!textIn(reply, "msg").empty());
    QCOMPARE(reply.header("allow").empty(), status != 405);
}

void RoutesTest::everyReplyHasAContextUid()
{
    const MongoOrganization mongo;
    std::set<std::string> seen;
    const std::vector<api::Response> replies{
        mongo.send("GET", "/source/"),      mongo.send("GET", "/nothing"),
        mongo.send("DELETE", "/source/"),   mongo.send("POST", "/search/", "no JSON"),
        mongo.send("POST", "/objects", {}), mongo.send("GET", "/source/")};
    for (const api::Response& reply : replies) {
        QVERIFY(reply.header("x-context-uid").starts_with("ctx:"));
        seen.insert(reply.header("x-context-uid"));
    }
    QCOMPARE(seen.size(), replies.size());
}

void RoutesTest::anotherOrganizationIsRefused()
{
    const MongoOrganization mongo;
    for (const char* const path : {"/api/v1/org/ORGother/source/", "/api/v1/org/ORG/source"}) {
        const api::Response reply = mongo.organization->handle({"GET", path, {}, {}, {}}, {});
        QCOMPARE(reply.status, 403);
    }
    for (const char* const path : {"/", "", "//", "/api/v1/org//source", "/api"}) {
        const api::Response reply = mongo.organization->handle({"GET", path, {}, {}, {}}, {});
        QVERIFY2(reply.status == 404, path);
    }
}

void RoutesTest::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* name, const std::string& body) {
        QTest::newRow(name) << QByteArray::fromStdString(body);
    };
    row("empty", "");
    row("no JSON", "policy: yes");
    row("cut", mongoPolicy().substr(0, 200));
    row("a list", "[]");
    row("two values", "{} {}");
    row("two lines", "{}\n{}");
    row("the same key twice", R"({"policy": 1, "policy": 2})");
    row("no UTF-8", "{\"a\": \"\xff\"}");
    row("deep", std::string(100'000, '['));
    row("deeper than JSON may be",
        R"({"a":)" + std::string(300, '[') + std::string(300, ']') + "}");
}

void RoutesTest::bodies()
{
    QFETCH(QByteArray, body);
    const MongoOrganization mongo;
    for (const char* const path : {"/analyticspolicy/", "/search/", "/objects"}) {
        const api::Response reply = mongo.send("POST", path, body.toStdString());
        QCOMPARE(reply.status, 400);
        QVERIFY(!textIn(reply, "msg").empty());
    }
}

void RoutesTest::aLongBodyIsRefusedUnread()
{
    const MongoOrganization mongo;
    const std::size_t limit = OrganizationOptions().bodyBytes;
    QCOMPARE(limit, std::size_t{64} << 20);
    QCOMPARE(mongo.send("POST", "/objects", std::string(limit + 1, '[')).status, 413);
    QCOMPARE(mongo.send("GET", "/nothing", std::string(limit + 1, ' ')).status, 413);
    QCOMPARE(mongo.send("POST", "/objects", std::string(limit, ' ')).status, 400);
}

void RoutesTest::searchLimits_data()
{
    QTest::addColumn<QString>("limit");
    QTest::addColumn<bool>("taken");
    const auto row = [](const char* limit, bool taken) {
        QTest::newRow(limit) << QString::fromLatin1(limit) << taken;
    };
    row("1", true);
    row("10000", true);
    row("0", false);
    row("10001", false);
    row("-1", false);
    row("1e3", false);
    row("", false);
    row("99999999999999999999", false);
}

void RoutesTest::searchLimits()
{
    QFETCH(QString, limit);
    QFETCH(bool, taken);
    const MongoOrganization mongo;
    const api::Response reply
        = mongo.send("POST", "/search/", searchBody(""), {{"limit", limit.toStdString()}});
    QCOMPARE(textIn(reply, "id").starts_with("srch:"), taken);
    QCOMPARE(textIn(reply, "error").starts_with("no "), taken);
}

void RoutesTest::aSearchFindsTenThousandAndPagesAreSmaller()
{
    const MongoOrganization mongo;
    REQUIRE_OK(importInto(*mongo.store, instances(10'050)));
    const std::string job = textIn(
        mongo.send("POST", "/search/", searchBody(R"(, "output_fields": ["image"])")), "id");
    std::string token = "null";
    std::size_t pages = 0;
    std::size_t results = 0;
    (void)mongo.send("POST", "/search/" + job, "{}"); // runs still
    while (pages < 20) {
        const api::Response page
            = mongo.send("POST", "/search/" + job, R"({"limit": 5000, "token": )" + token + "}");
        QCOMPARE(textIn(page, "result_count"), std::string("10000"));
        QVERIFY(countIn(page, "results") <= 999);
        results += countIn(page, "results");
        ++pages;
        token = '"' + textIn(page, "token") + '"';
        if (token == "\"null\"" || token == "\"\"")
            break;
    }
    QCOMPARE(results, std::size_t{10'000});
    QCOMPARE(pages, std::size_t{11});
    for (const char* const body :
         {R"({"limit": 0})", R"({"limit": 10001})", R"({"limit": "5"})", R"({"token": "t999"})",
          R"({"token": 7})", R"({"token": "srch:other/t1"})"})
        QCOMPARE(mongo.send("POST", "/search/" + job, body).status, 400);
}

void RoutesTest::objectsHaveALimit()
{
    const MongoOrganization mongo;
    const auto ask = [&](std::size_t count) {
        std::string ids = R"("fprint:a1")";
        for (std::size_t i = 1; i < count; ++i)
            ids += R"(, "fprint:no)" + std::to_string(i) + '"';
        return mongo.send("POST", "/objects/", R"({"ids": [)" + ids + "]}");
    };
    const api::Response most = ask(500);
    QCOMPARE(most.status, 200);
    QCOMPARE(countIn(most, "results"), std::size_t{1});
    QCOMPARE(ask(501).status, 400);
    for (const char* const body : {"{}", R"({"ids": "fprint:a1"})", R"({"ids": [7]})"})
        QCOMPARE(mongo.send("POST", "/objects", body).status, 400);
}

void RoutesTest::objectsAreFoundByTheIdTheyCameWith()
{
    const MongoOrganization mongo;
    REQUIRE_OK(importInto(*mongo.store, mongoRecord("imported-7", {}, mongoNow) + "\n"));
    const api::Response reply
        = mongo.send("POST", "/objects/", R"({"ids": ["imported-7", "nothing"]})");
    QCOMPARE(countIn(reply, "results"), std::size_t{1});
    QCOMPARE(countIn(reply, "err_array"), std::size_t{1});
}

void RoutesTest::aSearchIsOfTheMomentItWasStarted()
{
    MongoOrganization mongo;
    const std::string job
        = textIn(mongo.send("POST", "/search/", searchBody(R"(, "output_fields": ["id"])")), "id");
    const std::string ask = "/search/" + job;
    REQUIRE_OK(importInto(*mongo.store, instances(5)));
    QCOMPARE(textIn(mongo.send("POST", ask, "{}"), "status"), std::string("still running"));
    QCOMPARE(countIn(mongo.send("POST", ask, "{}"), "results"), std::size_t{3});
    mongo.now += 901; // nobody asked for a quarter of an hour
    QCOMPARE(mongo.send("POST", ask, "{}").status, 404);
}

void RoutesTest::workThatIsGivenUpIsAnswered503()
{
    const MongoOrganization mongo;
    std::stop_source stop;
    stop.request_stop();
    const std::string path = "/api/v1/org/" + mongo.store->organizationUid();
    const api::Response reply = mongo.organization->handle(
        {"POST", path + "/analyticspolicy/", {}, {}, policyBody(mongoPolicy())}, stop.get_token());
    QCOMPARE(reply.status, 503);
    QCOMPARE(reply.header("retry-after"), std::string("1"));
    QVERIFY(mongo.store->policies().list().value().empty());
}

void RoutesTest::whatTheStoreRefusesHasItsStatus()
{
    const MongoOrganization mongo;
    const std::string broken = mongoPolicy({}, "ab");
    QCOMPARE(mongo.send("POST", "/analyticspolicy/", policyBody(broken)).status, 400);
    REQUIRE_OK(mongo.store->database().execute("DROP TABLE evaluation"));
    const api::Response failed
        = mongo.send("POST", "/search/", searchBody(R"(, "output_fields": ["id"])"));
    QCOMPARE(failed.status, 500);
    QVERIFY(textIn(failed, "msg").find("evaluation") != std::string::npos);
}

QTEST_APPLESS_MAIN(RoutesTest)
#include "routes_test.moc"
