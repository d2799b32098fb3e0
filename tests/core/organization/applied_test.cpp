#include "core/organization/applied.h"

#include "tests/core/organization/store_kit.h"

#include <functional>

using namespace pw;
using namespace pw::organization;
using namespace pw::tests;

namespace {

const std::string ruleset
    = R"({"apiVersion": "spyderbat/v1", "kind": "SpyderbatRuleset", "metadata": {"name": "tools",)"
      R"( "type": "cluster"}, "spec": {"rules": []}})";

/// `mongo-policy v2 by bob`, one behind the other.
std::string shown(const Result<std::vector<AppliedVersion>>& versions)
{
    if (!versions)
        return versions.error().text();
    std::string out;
    for (const AppliedVersion& version : *versions) {
        out += (out.empty() ? "" : ", ") + version.name + " v" + std::to_string(version.version)
            + " by " + version.lastUpdatedBy;
    }
    return out;
}

AppliedFilter archive()
{
    AppliedFilter filter;
    filter.fromArchive = true;
    return filter;
}

} // namespace

class AppliedTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_store = std::move(Store::open(":memory:")).value(); }
    void theServiceFillsTheMetadata();
    void anUpdateIsAVersionMore();
    void whatIsDeletedStaysInTheArchiveOfNobody();
    void whatIsRefusedLeavesNothing_data();
    void whatIsRefusedLeavesNothing();
    void filters_data();
    void filters();
    void rulesetsApart();
    void aChangeIsQueuedForEvaluation();

private:
    Result<AppliedVersion> create(const std::string& json)
    {
        return m_store->policies().create(valueOf(json), byAnn);
    }
    std::unique_ptr<Store> m_store;
};

void AppliedTest::theServiceFillsTheMetadata()
{
    const auto made = create(mongoPolicy(R"(, "uid": "pol:mine", "version": 9, "owner": "team")"));
    REQUIRE_OK(made);
    QVERIFY(made->uid.starts_with("pol:") && made->uid != "pol:mine");
    const std::string expected = R"("metadata": {"name": "mongo-policy", "type": "container",)"
                                 R"( "uid": ")"
        + made->uid
        + R"(", "creationTimestamp": 1713009000.0, "owner": "team", "version": 1,)"
          R"( "createdBy": "ann", "lastUpdatedBy": "ann", "lastUpdatedTimestamp": 1713009000.0})";
    QVERIFY2(made->document.find(expected) != std::string::npos, made->document.c_str());
    const auto read = m_store->policies().get(made->uid);
    REQUIRE_OK(read);
    QCOMPARE((*read)->document, made->document);
    QCOMPARE((*read)->mode, std::string("audit"));
    QVERIFY((*read)->enabled && !(*read)->validTo);
}

void AppliedTest::anUpdateIsAVersionMore()
{
    const auto made = create(mongoPolicy());
    const Writing byBob{"bob", mongoNow + 5, {}};
    const auto updated
        = m_store->policies().update(made->uid, valueOf(mongoPolicy({}, "mongo-two")), byBob);
    REQUIRE_OK(updated);
    QCOMPARE(updated->createdBy, std::string("ann"));
    QCOMPARE(shown(m_store->policies().list()), std::string("mongo-two v2 by bob"));
    QCOMPARE(shown(m_store->policies().list(archive())), std::string("mongo-policy v1 by ann"));
    const auto first = m_store->policies().getVersion(made->uid, 1);
    QCOMPARE((*first)->validTo, std::optional(mongoNow + 5));
    QVERIFY(!m_store->policies().getVersion(made->uid, 3).value());
}

void AppliedTest::whatIsDeletedStaysInTheArchiveOfNobody()
{
    const auto made = create(mongoPolicy());
    REQUIRE_OK(m_store->policies().remove(made->uid, mongoNow + 5));
    QCOMPARE(shown(m_store->policies().list()), std::string());
    QCOMPARE(shown(m_store->policies().list(archive())), std::string());
    QVERIFY(!m_store->policies().get(made->uid).value());
    QCOMPARE(codeOf(m_store->policies().remove(made->uid, mongoNow)), std::string("no-such-uid"));
    const auto kept = m_store->database().integer("SELECT count(*) FROM policy_version "
                                                  "WHERE valid_to = 1713009005");
    QCOMPARE(kept.value().value_or(0), std::int64_t{1});
}

void AppliedTest::whatIsRefusedLeavesNothing_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, std::string json, const char* code,
                        const std::string& from = {}, const std::string& to = {}) {
        if (!from.empty())
            json.replace(json.find(from), from.size(), to);
        QTest::newRow(name) << QString::fromStdString(json) << code;
    };
    row("no mapping", "[]", "invalid-document");
    row("no document", "{}", "invalid-document");
    row("another kind", ruleset, "invalid-document");
    row("no metadata", mongoPolicy(), "invalid-document", "\"metadata\"", "\"meta\"");
    row("no spec", mongoPolicy(), "invalid-document", "\"spec\"", "\"specs\"");
    row("an unknown type", mongoPolicy(), "invalid-document", "\"container\"", "\"pod\"");
    row("no name", mongoPolicy({}, ""), "invalid-document");
    row("a short name", mongoPolicy({}, "ab"), "invalid-name");
    row("a long name", mongoPolicy({}, std::string(65, 'n')), "invalid-name");
}

void AppliedTest::whatIsRefusedLeavesNothing()
{
    QFETCH(QString, json);
    QFETCH(QString, code);
    QCOMPARE(codeOf(create(json.toStdString())), code.toStdString());
    const auto made = create(mongoPolicy());
    REQUIRE_OK(made);
    QCOMPARE(codeOf(m_store->policies().update(made->uid, valueOf(json.toStdString()), byAnn)),
             code.toStdString());
    QCOMPARE(shown(m_store->policies().list()), std::string("mongo-policy v1 by ann"));
    QCOMPARE(shown(m_store->policies().list(archive())), std::string());
    QVERIFY(!m_store->policies().get(made->uid).value()->validTo);
    QCOMPARE(codeOf(m_store->policies().update("pol:no", valueOf(mongoPolicy()), byAnn)),
             std::string("no-such-uid"));
}

void AppliedTest::filters_data()
{
    using Set = std::function<void(AppliedFilter&)>;
    QTest::addColumn<Set>("set");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* name, const Set& set, const char* found) {
        QTest::newRow(name) << set << QString::fromLatin1(found);
    };
    using Filter = AppliedFilter&;
    row(
        "all, by time", [](Filter) {}, "web-policy v1 by ann, db_policy v1 by ann");
    row(
        "type", [](Filter f) { f.type = "trace"; }, "");
    row(
        "part of a name", [](Filter f) { f.nameContains = "_"; }, "db_policy v1 by ann");
    row(
        "no wildcard", [](Filter f) { f.nameContains = "%"; }, "");
    row(
        "case counts", [](Filter f) { f.nameContains = "DB"; }, "");
    row(
        "the whole name", [](Filter f) { f.nameEquals = "web"; }, "");
    row(
        "name or uid", [](Filter f) { f.nameOrUidContains = "web-p"; }, "web-policy v1 by ann");
    row(
        "a tag", [](Filter f) { f.hasTag = "gold"; }, "db_policy v1 by ann");
    row(
        "no part of a tag", [](Filter f) { f.hasTag = "gol"; }, "");
    row(
        "in its selectors", [](Filter f) { f.selectorContains = "library/mongo"; },
        "web-policy v1 by ann, db_policy v1 by ann");
    row(
        "quotes", [](Filter f) { f.nameEquals = "' OR 1=1 --"; }, "");
}

void AppliedTest::filters()
{
    QFETCH(std::function<void(AppliedFilter&)>, set);
    QFETCH(QString, found);
    REQUIRE_OK(create(mongoPolicy({}, "web-policy")));
    REQUIRE_OK(
        m_store->policies().create(valueOf(mongoPolicy(R"(, "tags": ["gold", "x"])", "db_policy")),
                                   {"ann", mongoNow + 1, {}}));
    AppliedFilter filter;
    set(filter);
    QCOMPARE(shown(m_store->policies().list(filter)), found.toStdString());
}

void AppliedTest::rulesetsApart()
{
    const auto made = m_store->rulesets().create(valueOf(ruleset), byAnn);
    REQUIRE_OK(made);
    QVERIFY(made->uid.starts_with("rs:"));
    QCOMPARE(shown(m_store->rulesets().list()), std::string("tools v1 by ann"));
    QCOMPARE(shown(m_store->policies().list()), std::string());
    std::string spaced = ruleset;
    spaced.replace(spaced.find("tools"), 5, "my tools");
    QCOMPARE(codeOf(m_store->rulesets().create(valueOf(spaced), byAnn)),
             std::string("invalid-name"));
    QCOMPARE(codeOf(m_store->rulesets().create(valueOf(mongoPolicy()), byAnn)),
             std::string("invalid-document"));
}

void AppliedTest::aChangeIsQueuedForEvaluation()
{
    const auto queued = [&] {
        return m_store->database().text("SELECT group_concat(policy) FROM evaluation").value();
    };
    const auto made = create(mongoPolicy());
    QCOMPARE(queued().value_or(""), made->uid);
    REQUIRE_OK(m_store->database().execute("DELETE FROM evaluation"));
    (void)create(mongoPolicy({}, "x"));
    QVERIFY(!queued());
    REQUIRE_OK(m_store->policies().remove(made->uid, mongoNow));
    QCOMPARE(queued().value_or(""), made->uid);
}

QTEST_APPLESS_MAIN(AppliedTest)
#include "applied_test.moc"
