#include "core/ops/policy_list.h"

#include "tests/core/ops/documents.h"

#include <QTest>

using namespace pw;
using namespace pw::ops;
using pw::tests::guardian;

namespace {

/// `fields` of the metadata, inside of the spec.
policy::GuardianDocument applied(const std::string& fields, const std::string& spec)
{
    return guardian("{kind: SpyderbatPolicy, metadata: {name: db, type: container, uid: 'pol:1', "
                    + fields + "}, spec: {" + spec + "}}");
}

const std::string mongo = "containerSelector: {image: 'docker.io/library/mongo:*'}, "
                          "namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: dev}}, "
                          "podSelector: {matchLabels: {app: mongo}}, mode: audit";

PolicyListRow row(const std::string& type, const std::string& name)
{
    PolicyListRow out;
    out.type = type;
    out.name = name;
    return out;
}

DeviationRecord at(double time)
{
    DeviationRecord out;
    out.time = time;
    return out;
}

/// `since` and whether it is longer than that.
std::string quiet(const PolicyListRow& row)
{
    if (!row.quiet)
        return "nothing known";
    return std::to_string(static_cast<long>(row.quiet->since))
        + (row.quiet->atLeast ? " or before" : "");
}

} // namespace

class PolicyListTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRowIsReadFromTheDocument()
    {
        const PolicyListRow read
            = policyListRow(applied("version: 3, creationTimestamp: 1705417243.5, createdBy: ann, "
                                    "lastUpdatedTimestamp: 1705420000, lastUpdatedBy: bob",
                                    mongo));
        QCOMPARE(read.uid + " " + read.name + " " + read.type, std::string("pol:1 db container"));
        QCOMPARE(std::string(toString(read.status)) + " " + read.mode,
                 std::string("Auditing audit"));
        QCOMPARE(read.version + " " + read.createTime + " " + read.createdBy,
                 std::string("3 1705417243.5 ann"));
        QCOMPARE(read.lastUpdated + " " + read.lastUpdatedBy, std::string("1705420000 bob"));
        QVERIFY(!read.deviations && !read.quiet && !read.cover);
    }

    void theRecordGoesBeforeTheDocument()
    {
        const PolicyListRow read = policyListRow(
            applied("version: 3, lastUpdatedTimestamp: 1, lastUpdatedBy: bob", mongo),
            {"4", "1705420001", {}});
        QCOMPARE(read.version + " " + read.lastUpdated + " " + read.lastUpdatedBy,
                 std::string("4 1705420001 bob"));
    }

    void aMissingModeIsToldFromEnforce()
    {
        QCOMPARE(policyListRow(applied("version: 1", "processPolicy: []")).mode, std::string());
        QVERIFY(policyListRow(applied("version: 1", "processPolicy: []")).status
                == PolicyStatus::Enforcing);
    }

    void scopeInWords()
    {
        const PolicyListRow read = policyListRow(applied("version: 1", mongo));
        QCOMPARE(read.scope, std::string("mongo:* in namespace dev"));
        std::string fields;
        for (const auto& [field, value] : read.scopeFields)
            fields += field + "=" + value + ";";
        QCOMPARE(fields,
                 std::string("image=docker.io/library/mongo:*;namespace=dev;"
                             "pod label app=mongo;"));
        QCOMPARE(policyListRow(applied("version: 1", "clusterSelector: {name: demo}")).scope,
                 std::string("cluster demo"));
        QCOMPARE(policyListRow(applied("version: 1", "mode: audit")).scope, std::string());
    }

    void quietSinceTheLastNews()
    {
        PolicyListRow read
            = policyListRow(applied("version: 1, creationTimestamp: 100", mongo), {});
        takeDeviations(read, {2, 3, {true, false, true}, {}}, {at(150), at(190), at(170)}, 50);
        QCOMPARE(quiet(read), std::string("170"));
        QVERIFY(read.deviations == (DeviationTally{2, 3}));
    }

    void quietSinceItsVersionWasApplied()
    {
        PolicyListRow read = policyListRow(
            applied("version: 2, creationTimestamp: 100, lastUpdatedTimestamp: 180", mongo));
        takeDeviations(read, {1, 1, {true}, {}}, {at(150)}, 50);
        QCOMPARE(quiet(read), std::string("180"));
    }

    void quietAsFarBackAsWasLooked()
    {
        PolicyListRow read = policyListRow(applied("version: 1, creationTimestamp: 100", mongo));
        takeDeviations(read, {}, {}, 150);
        QCOMPARE(quiet(read), std::string("150 or before"));
        // What could not be judged is no silence.
        takeDeviations(read, {0, 0, {false}, {{"d1", "broken"}}}, {at(160)}, 150);
        QCOMPARE(quiet(read), std::string("160"));
    }

    void onlyThoseThatAuditAreQuiet()
    {
        PolicyListRow read = policyListRow(applied("version: 1", "mode: enforce"));
        takeDeviations(read, {}, {}, 150);
        QCOMPARE(quiet(read), std::string("nothing known"));
        QVERIFY(read.deviations == DeviationTally{});
    }

    void sortedByTypeAndName()
    {
        std::vector<PolicyListRow> rows{row("linux-service", "a"), row("container", "web"),
                                        row("container", "db")};
        sortPolicies(rows);
        QCOMPARE(rows[0].name + " " + rows[1].name + " " + rows[2].name, std::string("db web a"));
    }

    void filters_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("fits");
        const auto add = [](const char* type, const char* text, bool fits) {
            QTest::addRow("%s: %s", type, text)
                << QString::fromUtf8(type) << QString::fromUtf8(text) << fits;
        };
        add("", "", true);
        add("container", "", true);
        add("cluster", "", false);
        add("", "DB", true);
        add("", "audit dev", true);
        add("", "audit prod", false);
        add("", "docker.io/*/mongo*", true); // the whole of a value
        add("", "mongo*x", false);
        add("container", "ann", true);
    }

    void filters()
    {
        QFETCH(QString, type);
        QFETCH(QString, text);
        QFETCH(bool, fits);
        const PolicyListFilter filter{type.toStdString(), text.toStdString()};
        QCOMPARE(filter.matches(policyListRow(applied("createdBy: ann@example.org", mongo))), fits);
        QCOMPARE(filter.empty(), type.isEmpty() && text.isEmpty());
    }
};

QTEST_APPLESS_MAIN(PolicyListTest)
#include "policy_list_test.moc"
