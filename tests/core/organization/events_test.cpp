#include "core/organization/events.h"

#include "tests/core/organization/store_kit.h"

#include <functional>

using namespace pw;
using namespace pw::organization;
using namespace pw::tests;

namespace {

EventRow rowOf(const std::string& id, double time, const std::string& policy,
               const std::string& schema)
{
    EventRow row;
    row.id = id;
    row.time = time;
    row.policyUid = policy;
    row.schema = schema;
    row.record = "{}";
    return row;
}

const std::vector<EventRow> logged{
    rowOf("audit:b", 20, "pol:1", "event_audit:guardian_action:1.0"),
    rowOf("audit:a", 20, "pol:2", "event_audit:guardian_action_plan:1.0"),
    rowOf("audit:c", 10, "pol:1", "event_audit:guardian_deviation:1.0"),
};

std::string idsOf(Events& events, const EventSearch& search)
{
    std::string out;
    const Result<Done> done = events.visit(search, [&](const EventRow& row) {
        out += row.id.substr(6);
        return true;
    });
    return done ? out : done.error().text();
}

} // namespace

class EventsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_store = std::move(Store::open(":memory:")).value(); }
    void whatIsThereIsLeftAlone();
    void searches_data();
    void searches();
    void aSearchMayStopOrBeCancelled();
    void oneOfEitherKind();
    void aDeviationIsActiveWhileItIsSeen();

private:
    std::unique_ptr<Store> m_store;
};

void EventsTest::whatIsThereIsLeftAlone()
{
    QCOMPARE(m_store->events().append(EventKind::Audit, logged).value_or(0), std::size_t{3});
    std::vector<EventRow> more{rowOf("audit:a", 99, "pol:9", "x"), rowOf("audit:d", 30, "p", "x")};
    QCOMPARE(m_store->events().append(EventKind::Audit, more).value_or(0), std::size_t{1});
    QCOMPARE(idsOf(m_store->events(), {EventKind::Audit, {}, {}, {}, {}, {}}), std::string("cabd"));
    QCOMPARE(m_store->events().get("audit:a").value()->time, 20.0);
}

void EventsTest::searches_data()
{
    using Set = std::function<void(EventSearch&)>;
    QTest::addColumn<Set>("set");
    QTest::addColumn<QString>("ids");
    const auto row = [](const char* name, const Set& set, const char* ids) {
        QTest::newRow(name) << set << QString::fromLatin1(ids);
    };
    using Search = EventSearch&;
    row(
        "by time, then id", [](Search) {}, "cab");
    row(
        "from", [](Search s) { s.start = 20; }, "ab");
    row(
        "to", [](Search s) { s.end = 10; }, "c");
    row(
        "a policy", [](Search s) { s.policyUid = "pol:1"; }, "cb");
    row(
        "ids",
        [](Search s) {
            s.ids = {"audit:b", "audit:x"};
        },
        "b");
    row(
        "whole words of a schema", [](Search s) { s.schemaPrefix = "event_audit:guardian_action"; },
        "b");
    row(
        "all below", [](Search s) { s.schemaPrefix = "event_audit"; }, "cab");
    row(
        "no part of a word", [](Search s) { s.schemaPrefix = "event_a"; }, "");
    row(
        "deviations", [](Search s) { s.kind = EventKind::Deviation; }, "");
}

void EventsTest::searches()
{
    QFETCH(std::function<void(EventSearch&)>, set);
    QFETCH(QString, ids);
    REQUIRE_OK(m_store->events().append(EventKind::Audit, logged));
    EventSearch search;
    search.kind = EventKind::Audit;
    set(search);
    QCOMPARE(idsOf(m_store->events(), search), ids.toStdString());
}

void EventsTest::aSearchMayStopOrBeCancelled()
{
    REQUIRE_OK(m_store->events().append(EventKind::Audit, logged));
    EventSearch search;
    search.kind = EventKind::Audit;
    int visited = 0;
    REQUIRE_OK(m_store->events().visit(search, [&](const EventRow&) { return ++visited > 1; }));
    QCOMPARE(visited, 1);
    std::stop_source stop;
    const auto cancel = [&](const EventRow&) { return stop.request_stop(); };
    QCOMPARE(codeOf(m_store->events().visit(search, cancel, stop.get_token())),
             std::string("cancelled"));
}

void EventsTest::oneOfEitherKind()
{
    REQUIRE_OK(m_store->events().append(EventKind::Audit, logged));
    EventRow deviation = rowOf("dev:1", 5, "pol:1", {});
    deviation.ref = "fprint:a1";
    deviation.checksum = "c9";
    REQUIRE_OK(m_store->events().append(EventKind::Deviation, {deviation}));
    QCOMPARE(m_store->events().get("audit:c").value()->schema,
             std::string("event_audit:guardian_deviation:1.0"));
    const auto found = m_store->events().get("dev:1").value();
    QCOMPARE(found->checksum + " " + found->ref, std::string("c9 fprint:a1"));
    QVERIFY(!found->active); // nobody evaluated it
    QVERIFY(!m_store->events().get("dev:2").value());
}

void EventsTest::aDeviationIsActiveWhileItIsSeen()
{
    const MongoOrganization mongo;
    using Lines = std::vector<std::string>;
    const auto deviations = [&] { return eventsIn(*mongo.store, EventKind::Deviation); };
    const auto policy = mongo.store->policies().create(valueOf(mongoPolicy()), byAnn);
    REQUIRE_OK(mongo.guardian->finish());
    QCOMPARE(deviations(), (Lines{"fprint:a2 active"}));
    // The shell is gone from what runs now.
    std::string later = mongoRecord("fprint:a2", {}, mongoNow);
    later.replace(later.find("\"version\": 7"), 12, "\"version\": 8");
    REQUIRE_OK(importInto(*mongo.store, later));
    REQUIRE_OK(mongo.guardian->finish());
    QCOMPARE(deviations(), (Lines{"fprint:a2 past"}));
    QCOMPARE(eventsIn(*mongo.store, EventKind::Audit).size(), std::size_t{2});
    REQUIRE_OK(mongo.store->policies().remove(policy->uid, mongoNow));
    REQUIRE_OK(mongo.guardian->finish());
    QCOMPARE(deviations(), (Lines{"fprint:a2 past"}));
}

QTEST_APPLESS_MAIN(EventsTest)
#include "events_test.moc"
