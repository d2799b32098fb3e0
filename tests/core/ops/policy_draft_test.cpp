// A policy before it is made.

#include "core/ops/policy_draft.h"

#include "core/ops/match.h"
#include "tests/core/ops/documents.h"

#include <QTest>

#include <random>

using namespace pw;
using namespace pw::tests;

namespace {

const std::string mongo
    = "  - {name: mongod, exe: [/usr/bin/mongod], id: mongod_0, euser: [mongodb]}\n";
const std::string shell = "  - {name: sh, exe: [/bin/sh], id: sh_0, euser: [root], children: "
                          "[{name: nc, exe: [/bin/nc], id: nc_0}]}\n";

std::string selectors(const std::string& image, const std::string& space = "dev")
{
    return "  containerSelector:\n    image: docker.io/library/" + image
        + "\n  namespaceSelector:\n    matchLabels:\n      kubernetes.io/metadata.name: " + space
        + "\n";
}

std::string from(const std::string& address, const std::string& process, int port)
{
    return "from: [{ipBlock: {cidr: " + address + "}}], processes: [" + process
        + "], ports: [{protocol: TCP, port: " + std::to_string(port) + "}]";
}

ops::AttackPrograms table()
{
    return ops::readAttackPrograms(
        *text::SourceText::make("programs:\n- {names: [nc], reason: opens doors}\n", "t.yaml"));
}

ops::DraftSource source(std::vector<policy::GuardianDocument> documents)
{
    return ops::prepareDraft(inputs(std::move(documents)), table());
}

ops::DraftSource twoMongos()
{
    return source({fingerprint(mongo, ingress({from("10.0.0.1/32", "mongod_0", 27017)}),
                               selectors("mongo:6")),
                   fingerprint(mongo + shell,
                               ingress({from("10.0.0.2/32", "mongod_0", 27017),
                                        from("10.0.0.9/32", "nc_0", 4444)}),
                               selectors("mongo:7"))});
}

ops::DraftChoices named(const std::string& name = "a-policy")
{
    ops::DraftChoices out;
    out.name = name;
    return out;
}

QString processes(const ops::PolicyDraft& draft)
{
    return draft.error ? QString::fromStdString(draft.error->code)
                       : QString::fromStdString(shown(*draft.document.spec.processPolicy));
}

QString rules(const ops::PolicyDraft& draft)
{
    return QString::fromStdString(shown(draft.document.spec.networkPolicy->ingress));
}

QStringList scope(const ops::PolicyDraft& draft)
{
    QStringList out;
    for (const ops::ScopeLine& line : draft.scope)
        out += QString::fromStdString(line.field + " = " + line.value + ": " + line.reason);
    return out;
}

std::string keyOf(const std::vector<ops::ProcessActivity>& level, const std::string& name)
{
    for (const ops::ProcessActivity& process : level) {
        if (process.name == name)
            return process.key;
        const std::string below = keyOf(process.children, name);
        if (!below.empty())
            return below;
    }
    return {};
}

void allKeys(const std::vector<ops::ProcessActivity>& level, std::vector<std::string>& out)
{
    for (const ops::ProcessActivity& process : level) {
        out.push_back(process.key);
        allKeys(process.children, out);
    }
}

} // namespace

class PolicyDraftTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void attackProgramsAreOffAndToldFirst()
    {
        const ops::DraftSource two = twoMongos();
        QCOMPARE(two.suggestedName, std::string("mongo-policy"));
        QCOMPARE(two.notable.size(), 4U); // nc, sh, and an address each
        QVERIFY(two.notable.at(0).attack);
        QCOMPARE(two.notable.at(0).reason, std::string("opens doors"));
        QCOMPARE(two.notable.at(1).reason, std::string("only one of 2 did it")); // sh
        const ops::PolicyDraft draft = ops::makeDraft(two, named());
        QCOMPARE(processes(draft),
                 QStringLiteral("mongod[/usr/bin/mongod](mongodb){mongod_0} "
                                "sh[/bin/sh](root){sh_0}"));
        QCOMPARE(rules(draft), QStringLiteral("10.0.0.1/32 10.0.0.2/32 : mongod_0 : 27017"));
        QCOMPARE(draft.processes, 2U);
        QCOMPARE(draft.rules, 1U);
        QVERIFY(!ops::checkDraft(two, named(), draft));
    }

    void takenAttackProgramsAreIn()
    {
        const ops::DraftSource two = twoMongos();
        ops::DraftChoices choices = named();
        ops::setTicked(choices, two, keyOf(two.activity.processes, "nc"), true);
        const ops::PolicyDraft draft = ops::makeDraft(two, choices);
        QVERIFY(processes(draft).contains(QStringLiteral("nc[/bin/nc]")));
        QVERIFY(rules(draft).contains(QStringLiteral("4444")));
        QVERIFY(!ops::checkDraft(two, choices, draft));
    }

    void everythingTickedIsWhatTheMergeGives()
    {
        const ops::DraftSource two = twoMongos();
        ops::DraftChoices choices = named();
        ops::setTicked(choices, two, keyOf(two.activity.processes, "nc"), true);
        ops::CreateOptions options;
        options.name = choices.name;
        QVERIFY(ops::makeDraft(two, choices).document
                == ops::createPolicy(two.inputs, options)->document);
    }

    void unticking()
    {
        const ops::DraftSource two = twoMongos();
        const std::string sh = keyOf(two.activity.processes, "sh");
        const std::string nc = keyOf(two.activity.processes, "nc");
        ops::DraftChoices choices = named();
        ops::setTicked(choices, two, sh, false);
        QVERIFY(ops::DraftTicks(two, choices).of(sh) == ops::Tick::Off);
        QVERIFY(ops::DraftTicks(two, choices).of(nc) == ops::Tick::Carried);
        QCOMPARE(processes(ops::makeDraft(two, choices)),
                 QStringLiteral("mongod[/usr/bin/mongod](mongodb){mongod_0}"));
        // What hangs on a process brings it back.
        ops::setTicked(choices, two, nc, true);
        QVERIFY(ops::DraftTicks(two, choices).of(sh) == ops::Tick::On);

        ops::setTicked(choices, two, sh, false);
        ops::setTicked(choices, two, keyOf(two.activity.processes, "mongod"), false);
        QCOMPARE(processes(ops::makeDraft(two, choices)), QStringLiteral("nothing-ticked"));
    }

    void manyAddressesAreChosenOneByOne()
    {
        std::vector<std::string> many;
        for (int i = 1; i <= 6; ++i)
            many.push_back(from("10.0.0." + std::to_string(i) + "/32", "mongod_0", 27017));
        const ops::DraftSource one
            = source({fingerprint(mongo, ingress(many), selectors("mongo:6"))});
        QCOMPARE(one.activity.connections.size(), 1U);
        const ops::ConnectionActivity& group = one.activity.connections.front();
        QCOMPARE(group.parts.size(), 6U);
        ops::DraftChoices choices = named();
        ops::setTicked(choices, one, group.parts.at(2).key, false);
        QVERIFY(ops::DraftTicks(one, choices).of(group.key) == ops::Tick::Partly);
        QCOMPARE(rules(ops::makeDraft(one, choices)),
                 QStringLiteral("10.0.0.1/32 10.0.0.2/32 10.0.0.4/32 10.0.0.5/32 10.0.0.6/32 : "
                                "mongod_0 : 27017"));
        ops::setTicked(choices, one, group.key, false);
        QVERIFY(ops::DraftTicks(one, choices).of(group.key) == ops::Tick::Off);
        ops::setTicked(choices, one, group.key, true);
        QVERIFY(choices == named());
    }

    void scopeSaysWhy()
    {
        const ops::PolicyDraft draft = ops::makeDraft(twoMongos(), named());
        QCOMPARE(
            scope(draft),
            QStringList(
                {QStringLiteral("image = docker.io/library/mongo:*: 2 differ, so only a wildcard "
                                "is left: docker.io/library/mongo:6, docker.io/library/mongo:7"),
                 QStringLiteral("namespace = dev: all selected fingerprints share it")}));
        QCOMPARE(draft.scopeSummary, std::string("mongo:* in namespace dev"));
        QCOMPARE(draft.warnings.size(), 1U);
        QVERIFY(draft.warnings.front().starts_with("The selection mixes images"));
        const ops::PolicyDraft mixed
            = ops::makeDraft(source({fingerprint(mongo, noNetwork, selectors("mongo:6")),
                                     fingerprint(mongo, noNetwork, selectors("mongo:6", "prod"))}),
                             named());
        QCOMPARE(scope(mixed).back(),
                 QStringLiteral("namespace = : 2 differ, so it is left out: dev, prod"));
    }

    void labelsMayHoldAnySign()
    {
        const auto labelled = [](const std::string& value) {
            return fingerprint(mongo, noNetwork,
                               appSelector + "  podSelector:\n    matchLabels:\n      'a[b': "
                                   + value + "\n      '[9999999999999999999999': " + value + "\n");
        };
        const ops::PolicyDraft draft
            = ops::makeDraft(source({labelled("one"), labelled("two")}), named());
        QVERIFY(!draft.error);
        QStringList places;
        for (const ops::DraftWidening& one : draft.widenings)
            places += QString::fromStdString(one.place);
        QVERIFY2(places.join(u' ').contains(QStringLiteral("a[b")), qPrintable(places.join(u' ')));
    }

    void whatIsKeptExactKeepsItsName()
    {
        const std::string nginx = "  - {name: nginx, exe: [%], id: nginx_0, euser: [www]}\n";
        const auto at = [&nginx](const std::string& path) {
            return fingerprint(shell + std::string(nginx).replace(nginx.find('%'), 1, path));
        };
        const ops::DraftSource two = source({at("/usr/sbin/nginx"), at("/opt/nginx")});
        ops::DraftChoices choices = named();
        const ops::PolicyDraft before = ops::makeDraft(two, choices);
        QCOMPARE(before.widenings.size(), 1U);
        QCOMPARE(before.widenings.front().place, std::string("process nginx"));
        choices.keepExact.push_back(before.widenings.front());
        ops::setTicked(choices, two, keyOf(two.activity.processes, "sh"), false);
        const ops::PolicyDraft after = ops::makeDraft(two, choices);
        QCOMPARE(after.widenings.size(), 1U);
        QVERIFY(after.widenings.front().kept);
        QCOMPARE(after.widenings.front().place, std::string("process nginx"));
    }

    void whatIsLeftOutAndAllowedAllTheSameIsTold()
    {
        const ops::DraftSource one = source({fingerprint(
            mongo,
            ingress({from("10.0.0.0/8", "mongod_0", 443), from("10.1.2.3/32", "mongod_0", 443),
                     from("192.168.0.1/32", "mongod_0", 443)}))});
        QVERIFY(ops::makeDraft(one, named()).warnings.empty());
        ops::DraftChoices choices = named();
        for (const ops::ConnectionActivity& row : one.activity.connections) {
            if (row.peer != "10.0.0.0/8")
                ops::setTicked(choices, one, row.key, false);
        }
        const ops::PolicyDraft draft = ops::makeDraft(one, choices);
        QCOMPARE(rules(draft), QStringLiteral("10.0.0.0/8 : mongod_0 : 443"));
        QCOMPARE(draft.warnings,
                 std::vector<std::string>({"Left out, but allowed by what is ticked: "
                                           "10.1.2.3 TCP 443 by mongod"}));
    }

    void whatCannotBeMadeSaysWhy()
    {
        QCOMPARE(ops::makeDraft(twoMongos(), named("  ")).error->code, std::string("invalid-name"));
        QCOMPARE(ops::makeDraft(twoMongos(), named("ab")).error->code, std::string("invalid-name"));
        QVERIFY(!ops::makeDraft(twoMongos(), named("äöü")).error);
        QCOMPARE(ops::makeDraft(twoMongos(), named("a\nb")).error->code,
                 std::string("invalid-name"));
        QCOMPARE(ops::makeDraft(source({}), named()).error->code, std::string("nothing-to-merge"));
    }

    void aPolicyThatMissesItsSourcesIsAnError()
    {
        const ops::DraftSource two = twoMongos();
        ops::PolicyDraft draft = ops::makeDraft(two, named());
        ops::DraftChoices more = named();
        ops::setTicked(more, two, keyOf(two.activity.processes, "nc"), true);
        const std::optional<Error> wrong = ops::checkDraft(two, more, draft);
        QVERIFY(wrong);
        QCOMPARE(wrong->code, std::string("draft-misses"));
        QVERIFY(QString::fromStdString(wrong->message).contains(QStringLiteral("input 2")));
        QVERIFY(QString::fromStdString(wrong->message).contains(QStringLiteral("/bin/nc")));
        draft.text += "x: [";
        QCOMPARE(ops::checkDraft(two, named(), draft)->code, std::string("invalid-draft"));
    }

    void whatIsTickedIsAllowedAndNothingElse()
    {
        const unsigned seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const ops::DraftSource two = twoMongos();
        std::vector<std::string> keys;
        allKeys(two.activity.processes, keys);
        for (const ops::ConnectionActivity& row : two.activity.connections)
            keys.push_back(row.key);
        for (int round = 0; round < 100; ++round) {
            ops::DraftChoices choices = named();
            for (const std::string& key : keys)
                ops::setTicked(choices, two, key, random() % 2 == 0);
            const ops::PolicyDraft draft = ops::makeDraft(two, choices);
            const ops::DraftTicks ticks(two, choices);
            QCOMPARE(draft.error.has_value(), !ticks.anyOn());
            if (draft.error)
                continue;
            QVERIFY(!ops::checkDraft(two, choices, draft));
            ops::ActivityBuilder builder;
            builder.add(draft.document);
            std::vector<std::string> made;
            allKeys(builder.build().processes, made);
            for (const std::string& key : made)
                QVERIFY(ticks.of(key) == ops::Tick::On);
        }
    }
};

QTEST_APPLESS_MAIN(PolicyDraftTest)
#include "policy_draft_test.moc"
