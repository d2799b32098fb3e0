// Widenings are kept from happening one by one.

#include "core/ops/match.h"
#include "core/ops/merge.h"
#include "tests/core/ops/documents.h"

#include <QTest>

#include <random>

using namespace pw;
using namespace pw::tests;

namespace {

ops::MergeOutcome create(const std::vector<ops::MergeInput>& all,
                         const std::set<std::string>& keepExact = {}, bool exact = false)
{
    ops::CreateOptions options;
    options.includeImageId = true;
    options.keepExact = keepExact;
    options.exact = exact;
    Result<ops::MergeOutcome> made = ops::createPolicy(all, options);
    if (!made)
        qFatal("%s", made.error().text().c_str());
    return std::move(*made);
}

std::set<std::string> keysOf(const ops::MergeOutcome& made)
{
    std::set<std::string> out;
    for (const ops::Widening& widening : made.report.widenings) {
        if (!widening.key.empty())
            out.insert(widening.key);
    }
    return out;
}

QString widened(const ops::MergeOutcome& made)
{
    QStringList out;
    for (const std::string& line : shown(made.report.widenings))
        out += QString::fromStdString(line);
    return out.join(u'\n');
}

QString processes(const ops::MergeOutcome& made)
{
    return QString::fromStdString(shown(*made.document.spec.processPolicy));
}

QString rules(const ops::MergeOutcome& made)
{
    return QString::fromStdString(shown(made.document.spec.networkPolicy->ingress));
}

// Each peer, process and port apart: rules that gain nothing may be joined or not.
std::set<std::string> uses(const ops::MergeOutcome& made)
{
    std::set<std::string> out;
    for (const policy::NetworkRule& rule : made.document.spec.networkPolicy->ingress) {
        for (const policy::Peer& peer : rule.peers) {
            for (const std::string& id : rule.processes.value_or(std::vector<std::string>{"any"})) {
                for (const policy::PortRange& port : rule.ports)
                    out.insert(peer.ip->cidr + " " + id + " " + std::to_string(port.port));
            }
        }
    }
    return out;
}

std::string of(const std::string& name, const std::string& exe, const std::string& id = "p_0")
{
    return root("name: " + name + ", exe: [" + exe + "], id: " + id + ", euser: [root]");
}

std::string from(const std::string& address, const std::string& id, int port)
{
    return "from: [{ipBlock: {cidr: " + address + "/32}}], "
        + (id.empty() ? std::string() : "processes: [" + id + "], ")
        + "ports: [{protocol: TCP, port: " + std::to_string(port) + "}]";
}

std::string pick(std::mt19937& random, const std::vector<std::string>& from)
{
    return from[random() % from.size()];
}

policy::GuardianDocument anyFingerprint(std::mt19937& random)
{
    std::string tree;
    std::vector<std::string> ids;
    for (std::size_t i = 0, all = 1 + random() % 3; i < all; ++i) {
        const std::string id = "p_" + std::to_string(i);
        const std::string name = pick(random, {"python3.7", "python3.8", "perl", "perl5"});
        // The same executables have the same user: as two users they are joined without widening.
        const std::string folder = pick(random, {"/bin/", "/opt/"});
        tree += root("name: " + name + ", exe: [" + folder + pick(random, {"x", name})
                     + "], id: " + id + ", euser: [" + (folder == "/bin/" ? "root" : "web")
                     + "], children: [{name: " + pick(random, {"sh", "shell", "shelf"})
                     + ", exe: [/bin/sh], euser: [root], id: c" + id + "}]");
        ids.push_back(id);
        ids.push_back("c" + id);
    }
    ids.emplace_back();
    std::vector<std::string> network;
    for (std::size_t i = 0, all = random() % 4; i < all; ++i)
        network.push_back(from("10.0.0." + std::to_string(1 + random() % 5), pick(random, ids),
                               80 + static_cast<int>(random() % 2)));
    return fingerprint(tree, network.empty() ? noNetwork : ingress(network),
                       "  containerSelector:\n    image: " + pick(random, {"app:1", "app:2"})
                           + "\n    imageID: " + pick(random, {"sha256:1", "sha256:2"})
                           + "\n  podSelector:\n    matchLabels:\n      app: "
                           + pick(random, {"a", "b"}) + "\n");
}

} // namespace

class KeepExactTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFieldListsItsValues()
    {
        const std::vector<ops::MergeInput> two = inputs(
            {fingerprint(of("a", "/a"), noNetwork,
                         "  containerSelector:\n    image: app:1\n    containerName: one-a\n"),
             fingerprint(of("a", "/a"), noNetwork,
                         "  containerSelector:\n    image: app:2\n    containerName: one-b\n")});
        const ops::MergeOutcome kept = create(two, {"field spec.containerSelector.image"});
        QCOMPARE(widened(kept),
                 QStringLiteral("selector-wildcard spec.containerSelector.containerName: one-a -> "
                                "one-*"));
        const policy::Selector& selector = *kept.document.spec.selector("containerSelector");
        QVERIFY(selector.field("image") == nullptr);
        QCOMPARE(selector.matchFieldsExpressions.size(), 1U);
        QVERIFY(selector.matchFieldsExpressions.front().values
                == std::vector<std::string>({"app:1", "app:2"}));
    }

    void whatOneDoesNotStateCannotBeKept()
    {
        const ops::MergeOutcome made
            = create(inputs({fingerprint(of("a", "/a")),
                             fingerprint(of("a", "/a"), noNetwork,
                                         appSelector + "  clusterSelector:\n    name: c\n")}));
        QCOMPARE(made.report.widenings.size(), 1U);
        QVERIFY(made.report.widenings.front().key.empty());
    }

    void aProcessStaysApart()
    {
        const std::vector<ops::MergeInput> three
            = inputs({fingerprint(of("python3.7", "/x/py")), fingerprint(of("python3.8", "/x/py")),
                      fingerprint(of("python3.8", "/x/py"))});
        const ops::MergeOutcome wide = create(three);
        QCOMPARE(processes(wide), QStringLiteral("python3.*[/x/py](root){p_0}"));
        const ops::MergeOutcome kept = create(three, keysOf(wide));
        QCOMPARE(processes(kept),
                 QStringLiteral("python3.7[/x/py](root){p_0} python3.8[/x/py](root){p_1}"));
        QCOMPARE(widened(kept), QString());
    }

    void aRuleStaysApart()
    {
        const std::string two = of("a", "/a", "a_0") + of("a", "/b/a", "a_1");
        const std::vector<ops::MergeInput> all
            = inputs({fingerprint(two, ingress({from("10.0.0.1", "a_0", 80)})),
                      fingerprint(two, ingress({from("10.0.0.2", "", 80)}))});
        const ops::MergeOutcome wide = create(all);
        QCOMPARE(rules(wide), QStringLiteral("10.0.0.1/32 10.0.0.2/32 : any : 80"));
        const ops::MergeOutcome kept = create(all, keysOf(wide));
        QCOMPARE(rules(kept), QStringLiteral("10.0.0.1/32 : a_0 : 80 | 10.0.0.2/32 : any : 80"));
        QCOMPARE(widened(kept), QString());
    }

    void keepingAllOfThemEndsAndIsAsExact()
    {
        const unsigned seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        for (int round = 0; round < 80; ++round) {
            std::vector<policy::GuardianDocument> documents;
            for (std::size_t i = 0, all = 2 + random() % 4; i < all; ++i)
                documents.push_back(anyFingerprint(random));
            const std::vector<ops::MergeInput> all = inputs(documents);
            std::set<std::string> kept;
            ops::MergeOutcome made = create(all);
            for (int step = 0; step < 200 && !keysOf(made).empty(); ++step) {
                const std::size_t before = kept.size();
                kept.insert(*keysOf(made).begin());
                QVERIFY2(kept.size() > before, kept.rbegin()->c_str());
                made = create(all, kept);
            }
            QVERIFY(keysOf(made).empty());
            for (const ops::MergeInput& input : all)
                QVERIFY(ops::coverage(made.document, input.document).conforms());
            // Nothing is allowed or selected that the exact merge does not.
            const ops::MergeOutcome exact = create(all, {}, true);
            QVERIFY(made.document.spec.selectors == exact.document.spec.selectors);
            QCOMPARE(processes(made), processes(exact));
            QVERIFY(uses(made) == uses(exact));
        }
    }
};

QTEST_APPLESS_MAIN(KeepExactTest)
#include "keep_exact_test.moc"
