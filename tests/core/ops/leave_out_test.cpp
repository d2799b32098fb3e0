// A fingerprint without some of its behaviour.

#include "core/ops/leave_out.h"

#include "core/ops/activity.h"
#include "core/ops/behaviour_key.h"
#include "tests/core/ops/documents.h"

#include <QTest>

#include <random>

using namespace pw;
using namespace pw::tests;

namespace {

using Keys = std::unordered_set<std::string>;

std::string key(const char* name, const char* exe, std::string_view parent = {})
{
    return ops::processKey(parent, name, {exe}, {"root"});
}

policy::GuardianDocument example()
{
    return fingerprint("  - {name: a, exe: [/a], id: a_0, euser: [root], children: "
                       "[{name: b, exe: [/b], id: b_0}]}\n"
                       "  - {name: c, exe: [/c], id: c_0, euser: [root]}\n",
                       ingress({"from: [{ipBlock: {cidr: 10.0.0.1/32}}, {ipBlock: {cidr: "
                                "10.0.0.2/32}}, {dnsSelector: [x.local, y.local]}], processes: "
                                "[b_0, c_0], ports: [{protocol: TCP, port: 80}, {protocol: TCP, "
                                "port: 81}]"}));
}

QString rules(const policy::GuardianDocument& document)
{
    return QString::fromStdString(shown(document.spec.networkPolicy->ingress));
}

// Every row of an activity, groups opened.
void collect(const std::vector<ops::ProcessActivity>& level, std::set<std::string>& out)
{
    for (const ops::ProcessActivity& process : level) {
        out.insert(process.key);
        collect(process.children, out);
    }
}

void collect(const std::vector<ops::ConnectionActivity>& rows, std::set<std::string>& out)
{
    for (const ops::ConnectionActivity& row : rows) {
        if (row.parts.empty())
            out.insert(row.key);
        collect(row.parts, out);
    }
}

std::set<std::string> keysOf(const policy::GuardianDocument& document)
{
    ops::ActivityBuilder builder;
    builder.add(document);
    const ops::CombinedActivity activity = builder.build();
    std::set<std::string> out;
    collect(activity.processes, out);
    collect(activity.connections, out);
    return out;
}

} // namespace

class LeaveOutTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingLeftOutIsTheSame() { QVERIFY(ops::withoutBehaviours(example(), {}) == example()); }

    void aProcessGoesWithWhatIsBelowIt()
    {
        const policy::GuardianDocument left = ops::withoutBehaviours(example(), {key("a", "/a")});
        QCOMPARE(QString::fromStdString(shown(*left.spec.processPolicy)),
                 QStringLiteral("c[/c](root){c_0}"));
        QCOMPARE(rules(left),
                 QStringLiteral("10.0.0.1/32 10.0.0.2/32 x.local y.local : c_0 : 80 81"));
    }

    void aRuleWithoutProcessesGoesInsteadOfBecomingOneOfAny()
    {
        const policy::GuardianDocument left
            = ops::withoutBehaviours(example(), {key("a", "/a"), key("c", "/c")});
        QVERIFY(left.spec.processPolicy->empty());
        QCOMPARE(rules(left), QString());
    }

    void oneConnectionOfARuleComesApart()
    {
        const std::string b = key("b", "/b", key("a", "/a"));
        const policy::GuardianDocument left = ops::withoutBehaviours(
            example(),
            {ops::connectionKey(policy::Direction::Ingress, b, "TCP 80", "10.0.0.1"),
             ops::connectionKey(policy::Direction::Ingress, b, "TCP 80", "x.local")});
        QCOMPARE(rules(left),
                 QStringLiteral("10.0.0.2/32 y.local : b_0 c_0 : 80 81 | "
                                "10.0.0.1/32 x.local : c_0 : 80 81 | "
                                "10.0.0.1/32 x.local : b_0 : 81"));
    }

    void whatIsLeftIsWhatIsNotLeftOut()
    {
        const unsigned seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const policy::GuardianDocument whole = example();
        const std::set<std::string> all = keysOf(whole);
        for (int round = 0; round < 200; ++round) {
            Keys gone;
            for (const std::string& one : all) {
                if (random() % 4 == 0)
                    gone.insert(one);
            }
            std::set<std::string> left = keysOf(ops::withoutBehaviours(whole, gone));
            for (const std::string& one : left)
                QVERIFY(all.contains(one) && !gone.contains(one));
            // What is missing was left out or belongs to a process that was.
            for (const std::string& one : all) {
                if (left.contains(one) || gone.contains(one))
                    continue;
                QVERIFY(std::ranges::any_of(gone, [&one](const std::string& other) {
                    return one.find(other) != std::string::npos;
                }));
            }
        }
    }

    void keysStayShort()
    {
        const auto tree = [](const std::string& last) {
            std::string children;
            for (int i = 0; i < 2000; ++i)
                children += (i == 0 ? "" : ", ") + std::string("{name: n") + std::to_string(i)
                    + ", exe: [/n], id: n_" + std::to_string(i) + "}";
            return fingerprint("  - {name: a, exe: [/" + std::string(100'000, 'x') + last
                               + "], id: a_0, euser: [root], children: [" + children + "]}\n");
        };
        const policy::GuardianDocument one = tree("1");
        const std::set<std::string> keys = keysOf(one);
        QCOMPARE(keys.size(), 2001U);
        std::size_t bytes = 0;
        for (const std::string& each : keys)
            bytes += each.size();
        QVERIFY(bytes < 500'000);
        // Other parents have other keys, and so have their children.
        std::set<std::string> both = keysOf(tree("2"));
        both.insert(keys.begin(), keys.end());
        QCOMPARE(both.size(), 4002U);
        // What the rows call it is what goes.
        for (const std::string& each : keys) {
            if (each.find("n1999") != std::string::npos) {
                const auto left = ops::withoutBehaviours(one, {each});
                QCOMPARE(left.spec.processPolicy->front().children.size(), 1999U);
            }
        }
    }

    void oneRuleOfManyProcessesIsOneRowAPeer()
    {
        std::string ids;
        std::string nodes;
        for (int i = 0; i < 3000; ++i) {
            const std::string n = std::to_string(i);
            ids += (i == 0 ? "p" : ", p") + n;
            nodes += "  - {name: p" + n + ", exe: [/p], id: p" + n + ", euser: [root]}\n";
        }
        const policy::GuardianDocument many = fingerprint(
            nodes,
            ingress({"from: [{ipBlock: {cidr: 10.0.0.1/32}}, {dnsSelector: [x.local]}], "
                     "processes: ["
                     + ids + "], ports: [{protocol: TCP, port: 80}]"}));
        ops::ActivityBuilder builder;
        builder.add(many);
        const ops::CombinedActivity seen = builder.build();
        QCOMPARE(seen.connections.size(), 2U);
        for (const ops::ConnectionActivity& row : seen.connections) {
            QVERIFY(row.key.size() <= ops::longestKey);
            QCOMPARE(ops::withoutBehaviours(many, {row.key})
                         .spec.networkPolicy->ingress.front()
                         .peers.size(),
                     1U);
        }
    }
};

QTEST_APPLESS_MAIN(LeaveOutTest)
#include "leave_out_test.moc"
