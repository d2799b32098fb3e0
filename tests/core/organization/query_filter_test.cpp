#include "core/organization/query_filter.h"

#include "tests/core/organization/store_kit.h"

using namespace pw;
using namespace pw::organization;
using namespace pw::tests;

namespace {

/// As it is shown, or the error's code.
std::string shown(const Result<Query>& query)
{
    return query ? query->shown() : query.error().code;
}

bool fits(const Result<Query>& query, const std::string& record)
{
    const yaml::Value value = valueOf(record);
    return query && query->matches([&](std::string_view field) { return fieldOf(value, field); });
}

} // namespace

class QueryFilterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void filters_data();
    void filters();
    void fitsFromTheBeginningOn();
    void aSchemaIsNoExpression();
    void pipelines();
    void deepAndLongOnesAreRefused();
};

void QueryFilterTest::filters_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("query");
    const auto row = [](const char* json, const char* query) {
        QTest::newRow(json) << QString::fromLatin1(json) << QString::fromLatin1(query);
    };
    row(R"({"property": "image", "equals": "a"})", R"((= image "a"))");
    row(R"({"property": "version", "equals": 7})", R"((= version "7"))");
    row(R"({"property": "image", "re_match": "a.*"})", R"q((~~= image "^(?:a.*)"))q");
    row(R"({"namespace": "dev"})", R"((= namespace "dev"))");
    row(R"({"namespace": "dev", "status": "active"})",
        R"((and (= namespace "dev") (= status "active")))");
    row(R"({"and": [{"a": "1"}, {"not": {"b": "2"}}]})", R"((and (= a "1") (not (= b "2"))))");
    row(R"({"or": [{"a": "1"}, {"or": []}]})", R"((or (= a "1") (or)))");
    row(R"({"schema": "event_audit"})",
        R"((or (= schema "event_audit") (~~= schema "^event_audit:")))");
    row("{}", "wrong-query");
    row("[]", "wrong-query");
    row("7", "wrong-query");
    row(R"({"property": "image"})", "wrong-query");
    row(R"({"property": 7, "equals": "a"})", "wrong-query");
    row(R"({"property": "image", "equals": ["a"]})", "wrong-query");
    row(R"({"property": "image", "re_match": "("})", "wrong-query");
    row(R"({"namespace": ["dev"]})", "wrong-query");
    row(R"({"and": {"a": "1"}})", "wrong-query");
    row(R"({"not": "a"})", "wrong-query");
}

void QueryFilterTest::filters()
{
    QFETCH(QString, json);
    QFETCH(QString, query);
    QCOMPARE(shown(queryOfFilter(valueOf(json.toStdString()))), query.toStdString());
}

void QueryFilterTest::fitsFromTheBeginningOn()
{
    const auto query
        = queryOfFilter(valueOf(R"({"property": "image", "re_match": "mongo|nginx"})"));
    QVERIFY(fits(query, R"({"image": "mongo:6"})"));
    QVERIFY(fits(query, R"({"image": "nginx"})"));
    QVERIFY(!fits(query, R"({"image": "a/nginx"})"));
    QVERIFY(!fits(query, R"({"id": "mongo"})"));
}

void QueryFilterTest::aSchemaIsNoExpression()
{
    const auto query = queryOfFilter(valueOf(R"({"schema": "event.a(udit"})"));
    const std::string below = R"({"schema": "event.a(udit:1.0"})";
    const std::string other = R"({"schema": "event_a(udit:1.0"})";
    QVERIFY(fits(query, below));
    QVERIFY(!fits(query, other));
    const auto whole = queryOfFilter(valueOf(R"({"schema": "event_audit:guardian"})"));
    const std::string longer = R"({"schema": "event_audit:guardian_action:1.0"})";
    QVERIFY(!fits(whole, longer));
}

void QueryFilterTest::pipelines()
{
    const auto pipeline
        = [](const std::string& json) { return shown(queryOfPipeline(valueOf(json))); };
    const std::string steps
        = R"([{"filter": {"a": "1"}}, {"latest_model": {}}, {"filter": {"b": "2"}}])";
    QCOMPARE(pipeline("[]"), std::string("(and)"));
    QCOMPARE(pipeline(steps), std::string("(and (= a \"1\") (= b \"2\"))"));
    QCOMPARE(pipeline("{}"), std::string("wrong-query"));
    QCOMPARE(pipeline("[{\"filter\": 7}]"), std::string("wrong-query"));
}

void QueryFilterTest::deepAndLongOnesAreRefused()
{
    std::string deep = R"({"a": "1"})";
    for (std::size_t i = 0; i < Query::maxDepth; ++i)
        deep = R"({"not": )" + deep + "}";
    QVERIFY(queryOfFilter(valueOf(deep)).has_value());
    QCOMPARE(shown(queryOfFilter(valueOf(R"({"not": )" + deep + "}"))), std::string("wrong-query"));
    std::string many = R"({"or": [)";
    for (int i = 0; i < 2001; ++i)
        many += std::string(i > 0 ? "," : "") + R"({"property": "id", "re_match": "a"})";
    QCOMPARE(shown(queryOfFilter(valueOf(many + "]}"))), std::string("wrong-query"));
}

QTEST_APPLESS_MAIN(QueryFilterTest)
#include "query_filter_test.moc"
