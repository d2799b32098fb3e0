#include "core/organization/query_language.h"

#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;
using namespace pw::organization;

class QueryLanguageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void finds_data();
    void finds();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void hostileTextsEndSoon();
    void tellsWhatItAsksFor();
};

namespace {

yaml::Value valueOf(const std::string& text)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(text));
    return yaml::toValue(document.roots().front());
}

const yaml::Value& record()
{
    static const yaml::Value value = valueOf(R"({
        "id": "fprint:a1", "image": "reg/mongo:6", "time": 1713005000.5, "covered_by_policy": false,
        "ip": "10.1.2.3", "status": null, "metadata": {"type": "container", "name": "it's"},
        "tags": ["blue", "green"], "none": [], "labels": {"app": "shop", "a.b/c": "d"}, "a.b": "dotted"})");
    return value;
}

} // namespace

void QueryLanguageTest::reads_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char* query, const char* shown) {
        QTest::addRow("%s", query) << QString::fromUtf8(query) << QString::fromUtf8(shown);
    };
    row("*", "*");
    row(" * ", "*");
    row("metadata.type = \"container\"", "(= metadata.type \"container\")");
    row("a = 1 and b = 2 OR NOT c=\"x\"", "(or (and (= a 1) (= b 2)) (not (= c \"x\")))");
    row("a=1 AND (b=2 OR c=3)", "(and (= a 1) (or (= b 2) (= c 3)))");
    row("time >= 1713000000 AND time < 1713000000.5e0",
        "(and (>= time 1713000000) (< time 1713000000.5e0))");
    row("a is null AND b IS NOT NULL", "(and (is null a) (is not null b))");
    row("ip << \"10.0.0.0/8\"", "(<< ip \"10.0.0.0/8\")");
    row("image ~~= 'mongo:\\d+'", R"((~~= image "mongo:\\d+"))");
    row("a = \"x\\\"y\\\\z\"", R"((= a "x\"y\\z"))");
    row("m:keys[*] = 'k' AND m:vals[*] ~= 'v*' AND m[\"x.y\"] != 'z'",
        "(and (= m:keys[*] \"k\") (~= m:values[*] \"v*\") (!= m[\"x.y\"] \"z\"))");
    row("on = TRUE", "(= on true)");
    // As the clients send them.
    row(" (id ~= \"*mongo*\") AND metadata.type = \"container\"",
        "(and (~= id \"*mongo*\") (= metadata.type \"container\"))");
    row(" (id ~= \"*mongo*\") (image ~= '*a*' OR image ~= '*b*') AND metadata.type = \"container\"",
        "(and (~= id \"*mongo*\") (or (~= image \"*a*\") (~= image \"*b*\")) (= metadata.type "
        "\"container\"))");
    row(" (policy_name ~= \"*mongo*\" OR policy_uid ~= \"*mongo*\" OR id ~= \"*mongo*\")",
        "(or (~= policy_name \"*mongo*\") (~= policy_uid \"*mongo*\") (~= id \"*mongo*\"))");
    row("NOT f ~= '*v*'", "(not (~= f \"*v*\"))");
    row("NOT f[*] != 'v'", "(not (!= f[*] \"v\"))");
    row("NOT f[*] !~= '*v*'", "(not (~= f[*] \"*v*\"))");
    row("f !~= '*v*'", "(!~= f \"*v*\")");
    row("NOT ip << 'c0::/16'", "(not (<< ip \"c0::/16\"))");
}

void QueryLanguageTest::reads()
{
    QFETCH(QString, query);
    const Result<Query> parsed = Query::parse(query.toStdString());
    QVERIFY2(parsed.has_value(), parsed ? "" : parsed.error().message.c_str());
    QTEST(QString::fromStdString(parsed->shown()), "shown");
}

void QueryLanguageTest::finds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char* query, bool fits) {
        QTest::addRow("%s", query) << QString::fromUtf8(query) << fits;
    };
    row("*", true);
    row("image = 'reg/mongo:6'", true);
    row("image = 'mongo'", false);
    row("image != 'mongo'", true);
    row("image ~= '*mongo*'", true);
    row("image ~= 'mongo'", false);
    row("image ~~= 'mongo:[0-9]$'", true);
    row("image ~~= '^mongo'", false);
    row("metadata.type = \"container\"", true);
    row("metadata.name = \"it's\"", true);
    row("a.b = 'dotted'", true);
    row("time > 1713005000", true);
    row("time > \"1713005000\"", true);
    row("time <= 1713005000", false);
    row("time = 1713005000.50", true);
    row("image > 5", false);
    row("covered_by_policy = false", true);
    row("covered_by_policy = 'false'", true);
    row("status is null AND missing is null AND image is not null", true);
    row("missing = 'x'", false);
    row("missing != 'x'", true);
    row("NOT missing ~= '*'", true);
    row("ip << '10.0.0.0/8'", true);
    row("ip << '10.2.0.0/16'", false);
    row("image << '10.0.0.0/8'", false);
    row("tags[*] = 'blue'", true);
    row("tags[*] = 'red'", false);
    row("NOT tags[*] = 'red'", true);
    row("NOT tags[*] !~= '*lu*'", false);
    row("tags = 'blue'", false);
    row("none[*] != 'x'", false);
    row("labels:keys[*] = 'app'", true);
    row("labels:values[*] = 'app'", false);
    row("labels:vals[*] ~= 's*'", true);
    row("labels[\"a.b/c\"] = 'd'", true);
    row("labels[\"x\"] is null", true);
    row("image = 'x' OR id = 'fprint:a1'", true);
    row("NOT (image = 'x' OR id = 'fprint:a1')", false);
}

void QueryLanguageTest::finds()
{
    QFETCH(QString, query);
    const Result<Query> parsed = Query::parse(query.toStdString());
    QVERIFY2(parsed.has_value(), parsed ? "" : parsed.error().message.c_str());
    QTEST(parsed->matches([](std::string_view field) { return fieldOf(record(), field); }), "fits");
}

void QueryLanguageTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* query, const char* message) {
        QTest::addRow("%s", query) << QString::fromUtf8(query) << QString::fromUtf8(message);
    };
    row("", "the query is empty; * finds everything (character 1)");
    row("a", "a comparison such as = or ~= is missing behind \"a\" (character 2)");
    row("a =", "a value is missing behind =; texts stand in quotes (character 4)");
    row("a = b", "a value is missing behind =; texts stand in quotes (character 5)");
    row("a = 'b", "the text in quotes has no end (character 5)");
    row("(a = 1", "the group has no ) (character 1)");
    row("a = 1)", "this ) closes nothing (character 6)");
    row("a = 1 b = 2", "AND or OR is missing here (character 7)");
    row("a = 1 AND", "a comparison is missing here (character 10)");
    row("a = 1 AND OR b = 2", "a comparison is missing here (character 11)");
    row("'a' = 1", "a field's name stands before the comparison (character 1)");
    row("a << 'b'", "\"b\" is no subnet (character 6)");
    row("a ~~= '('", "this regular expression cannot be used: missing ): ( (character 7)");
    row("a is 5", "null is missing behind IS (character 6)");
    row("a[1] = 2", "* or a key in quotes is missing behind [ (character 3)");
    row("a:b[*] = 2", "keys or values is missing behind the colon (character 3)");
    row("a = 1.2.3", "this is no number; texts stand in quotes (character 5)");
    row("a = \xC3\xA4", "\"\xC3\xA4\" has no meaning here; texts stand in quotes (character 5)");
    row("a = 1; b", "\";\" has no meaning here; texts stand in quotes (character 6)");
}

void QueryLanguageTest::saysWhatIsWrong()
{
    QFETCH(QString, query);
    const Result<Query> parsed = Query::parse(query.toStdString());
    QVERIFY(!parsed);
    QCOMPARE(QString::fromStdString(parsed.error().code), QStringLiteral("wrong-query"));
    QTEST(QString::fromStdString(parsed.error().message), "message");
}

void QueryLanguageTest::hostileTextsEndSoon()
{
    const auto refused = [](const std::string& text) { return !Query::parse(text).has_value(); };
    QVERIFY(refused(std::string(100'000, '*')));
    QVERIFY(refused(std::string(60'000, '(')));
    std::string nots;
    for (int i = 0; i < 10'000; ++i)
        nots += "not ";
    QVERIFY(refused(nots + "a = 1"));
    QVERIFY(refused("a ~~= '((a{1000}){1000}){1000}'"));
    QVERIFY(refused(std::string(300, 'a') + " = 1"));
    std::string many = "a ~~= 'x'";
    for (int i = 0; i < 100; ++i)
        many += " OR a ~~= 'x'";
    QVERIFY(refused(many));

    const yaml::Value value
        = yaml::Value::map({{"a", yaml::Value::string(std::string(100'000, 'a'))}});
    const auto lookup = [&](std::string_view field) { return fieldOf(value, field); };
    QVERIFY(!Query::parse("a ~~= '^(a|aa)+$b'")->matches(lookup));
    QVERIFY(!Query::parse("a ~= '*a*a*a*a*a*b'")->matches(lookup));
}

void QueryLanguageTest::tellsWhatItAsksFor()
{
    const Query query
        = *Query::parse("image ~= 'x' AND (metadata.type = \"container\" AND id = '5')");
    QCOMPARE(query.fields(), (std::set<std::string, std::less<>>{"id", "image", "metadata.type"}));
    QCOMPARE(query.mustEqual("metadata.type"), std::string("container"));
    QCOMPARE(query.mustEqual("image"), std::string());
    QCOMPARE(query.mustEqual("id"), std::string()); // 5.0 would fit as well
    QCOMPARE(Query::parse("(a = 'x' OR a = 'y') AND b = 1")->mustBeOneOf("a"),
             std::optional(std::vector<std::string>{"x", "y"}));
    QCOMPARE(Query::parse("NOT a = 'x'")->mustBeOneOf("a"), std::nullopt);
    const Query::Bounds bounds
        = Query::parse("time >= 5 AND (time < 9 AND time > 6)")->mustLieWithin("time");
    QCOMPARE(bounds.least, std::optional(6.0));
    QCOMPARE(bounds.greatest, std::optional(9.0));
    QVERIFY(!Query::parse("time >= 5 OR a = 1")->mustLieWithin("time").least);
    QVERIFY(!query.everything());
    QVERIFY(Query::parse("*")->everything());
    QCOMPARE(Query::parse("a = 'x' OR b = 'y'")->mustEqual("a"), std::string());
}

QTEST_APPLESS_MAIN(QueryLanguageTest)
#include "query_language_test.moc"
