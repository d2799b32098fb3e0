#include "core/ops/policy_cover.h"

#include "core/ops/wording.h"
#include "tests/core/ops/documents.h"

#include <QTest>

using namespace pw;
using namespace pw::ops;
using pw::tests::guardian;

namespace {

policy::GuardianDocument policyFor(const std::string& uid, const std::string& image,
                                   const std::string& more = {})
{
    return guardian("{kind: SpyderbatPolicy, metadata: {name: p, type: container, uid: '" + uid
                    + "'}, spec: {containerSelector: {image: '" + image + "'}" + more + "}}");
}

policy::FingerprintFacts facts(const std::string& pod)
{
    policy::FingerprintFacts out;
    out.id = "fprint:" + pod;
    out.podName = pod;
    out.namespaceName = "dev";
    out.machine = "mach:1";
    return out;
}

/// `count/alone: instance@place …, others`
std::string shown(const std::optional<PolicyCover>& cover)
{
    if (!cover)
        return "none";
    std::vector<std::string> names;
    for (const ScopedInstance& instance : cover->instances)
        names.push_back(instance.name + "@" + instance.place);
    return std::to_string(cover->count) + "/" + std::to_string(cover->alone) + ": "
        + joined(names, " ") + ", " + joined(cover->others, " ");
}

std::string record(const std::string& id, const std::string& image)
{
    return "- {id: " + id
        + ", apiVersion: spyderbat/v1, kind: SpyderbatFingerprint, metadata: {name: " + id
        + ", type: container, muid: 'mach:1'}, spec: {containerSelector: {image: '" + image
        + "', imageID: 'sha256:1'}, processPolicy: [], networkPolicy: {ingress: [], egress: "
          "[]}}}\n";
}

} // namespace

class PolicyCoverTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asTheServerSays()
    {
        PolicyCovers covers({policyFor("pol:1", "*"), policyFor("pol:2", "*")});
        covers.add(facts("a"), {"pol:1"});
        covers.add(facts("b"), {"pol:2", "pol:1"});
        covers.add(facts("c"), std::vector<std::string>{});
        QCOMPARE(shown(covers.of("pol:1")), std::string("2/1: a@dev b@dev, pol:2"));
        QCOMPARE(shown(covers.of("pol:2")), std::string("1/0: b@dev, pol:1"));
        QCOMPARE(shown(covers.of("pol:3")), std::string("none"));
    }

    void computedFromDocuments()
    {
        PolicyCovers covers({policyFor("pol:1", "reg/app:*"), policyFor("pol:2", "reg/db:1"),
                             policyFor("pol:off", "*", ", enabled: false"), policyFor("", "*")});
        FingerprintList list;
        addFingerprints(list,
                        *text::SourceText::make(record("a", "reg/app:1") + record("b", "reg/app:2")
                                                    + record("c", "other"),
                                                "a.yaml"));
        QVERIFY(covers.add(list, {0}));
        QCOMPARE(shown(covers.of("pol:1")), std::string("1/1: a@mach:1, "));
        QVERIFY(covers.add(list, {1, 2})); // the next slice
        QCOMPARE(shown(covers.of("pol:1")), std::string("2/2: a@mach:1 b@mach:1, "));
        QCOMPARE(shown(covers.of("pol:2")), std::string("0/0: , "));
        QCOMPARE(shown(covers.of("pol:off")), std::string("0/0: , ")); // evaluates nothing
        QCOMPARE(shown(covers.of("")), std::string("none"));
    }

    void cancelledWorkGivesFewer()
    {
        PolicyCovers covers({policyFor("pol:1", "*")});
        FingerprintList list;
        addFingerprints(list, *text::SourceText::make(record("a", "x"), "a.yaml"));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(covers.add(list, {0}, stop.get_token()));
        QCOMPARE(shown(covers.of("pol:1")), std::string("0/0: , "));
    }

    void manyAreCountedAndNotNamed()
    {
        PolicyCovers covers({policyFor("pol:1", "*")});
        for (std::size_t i = 0; i < PolicyCover::mostNamed + 3; ++i)
            covers.add(facts("pod-" + std::to_string(i)), {"pol:1"});
        QCOMPARE(covers.of("pol:1")->count, PolicyCover::mostNamed + 3);
        QCOMPARE(covers.of("pol:1")->instances.size(), PolicyCover::mostNamed);
        QCOMPARE(covers.of("pol:1")->instances.front().name, std::string("pod-0"));
    }

    void anInstanceHasAName()
    {
        PolicyCovers covers({policyFor("pol:1", "*")});
        policy::FingerprintFacts service;
        service.id = "fprint:s";
        service.serviceName = "nginx.service";
        service.machine = "mach:9";
        covers.add(service, {"pol:1"});
        policy::FingerprintFacts bare;
        bare.id = "fprint:x";
        covers.add(bare, {"pol:1"});
        QCOMPARE(shown(covers.of("pol:1")), std::string("2/2: nginx.service@mach:9 fprint:x@, "));
    }
};

QTEST_APPLESS_MAIN(PolicyCoverTest)
#include "policy_cover_test.moc"
