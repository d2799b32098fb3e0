// How much more a policy allows than was seen.

#include "core/ops/breadth.h"

#include "core/ops/address_set.h"
#include "core/ops/workload.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace pw;
using namespace pw::ops;

namespace {

/// The guide's four addresses, with other blocks and images.
std::string policyText(const std::string& image, const std::string& from,
                       const std::string& more = {})
{
    return "{kind: SpyderbatPolicy, metadata: {name: mongo, type: container}, spec: "
           "{containerSelector: {image: '"
        + image
        + "'}, processPolicy: [{name: mongod, exe: [/usr/bin/mongod], id: mongod_0, euser: "
          "[mongo]}"
        + more + "], networkPolicy: {ingress: [{from: [" + from
        + "], processes: [mongod_0], ports: [{protocol: TCP, port: 27017}]}], egress: []}}}";
}

std::string blocks(const QString& list)
{
    QStringList out;
    for (const QString& block : list.split(u' ', Qt::SkipEmptyParts))
        out += QStringLiteral("{ipBlock: {cidr: '%1'}}").arg(block);
    return out.join(QStringLiteral(", ")).toStdString();
}

const QString four
    = QStringLiteral("192.168.0.229/32 192.168.1.146/32 192.168.2.221/32 192.168.4.31/32");

Evidence seen(const std::string& name, const QString& from, const std::string& child = {})
{
    Evidence out{
        guardianOf("{kind: SpyderbatFingerprint, metadata: {name: f, type: container}, spec: "
                   "{containerSelector: {image: 'mongo:6'}, processPolicy: [{name: mongod, exe: "
                   "[/usr/bin/mongod], id: m, euser: [mongo]}"
                   + child + "], networkPolicy: {ingress: [{from: [" + blocks(from)
                   + "], processes: [m], ports: [{protocol: TCP, port: 27017}]}], egress: []}}}"),
        {}};
    out.facts.name = name;
    return out;
}

std::vector<Evidence> mongos()
{
    return {seen("a", QStringLiteral("192.168.4.31/32 192.168.0.229/32")),
            seen("b", QStringLiteral("192.168.1.146/32 192.168.2.221/32"))};
}

QStringList shown(const std::vector<SlackPart>& slack)
{
    QStringList out;
    for (const SlackPart& part : slack)
        out += QStringLiteral("%1: %2 for %3, %4")
                   .arg(QString::fromStdString(part.dimension),
                        QString::fromStdString(part.allowed), QString::fromStdString(part.seen))
                   .arg(part.bits, 0, 'f', 1);
    return out;
}

QStringList flagsOf(const std::string& text)
{
    QStringList out;
    for (const BreadthFlag& flag : breadthFlags(guardianOf(text)))
        out += QString::fromStdString(flag.what + ": " + flag.why);
    return out;
}

} // namespace

class BreadthTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theGuidesAddresses_data();
    void theGuidesAddresses();
    void holesAreTakenOff();
    void countsAreThoseOfAskingEachAddress();
    void patternsHaveNominalBits();
    void whatIsFlagged_data();
    void whatIsFlagged();
    void leavingOneOut();
    void tooFewToForecast();
    void theShareThatIsStillLikely();
    void whatAnEditReaches();
    void aNameThatStrangersShare_data();
    void aNameThatStrangersShare();
};

void BreadthTest::theGuidesAddresses_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("part");
    QTest::addColumn<double>("bits");
    QTest::newRow("exact") << four << "" << 0.0;
    QTest::newRow("each /24") << "192.168.0.0/24 192.168.1.0/24 192.168.2.0/24 192.168.4.0/24"
                              << "ingress addresses, IPv4: 1,024 for 4, 8.0" << 8.0;
    QTest::newRow("the same in three lines") << "192.168.0.0/23 192.168.2.0/24 192.168.4.0/24"
                                             << "ingress addresses, IPv4: 1,024 for 4, 8.0" << 8.0;
    QTest::newRow("one /21") << "192.168.0.0/21"
                             << "ingress addresses, IPv4: 2,048 for 4, 9.0" << 9.0;
    QTest::newRow("the guide's /16") << "192.168.0.0/16"
                                     << "ingress addresses, IPv4: 65,536 for 4, 14.0" << 14.0;
    QTest::newRow("one in another")
        << four + QStringLiteral(" 192.168.4.0/24") << "ingress addresses, IPv4: 259 for 4, 6.0"
        << std::log2(259 / 4.0);
}

void BreadthTest::theGuidesAddresses()
{
    QFETCH(QString, from);
    QFETCH(QString, part);
    QFETCH(double, bits);
    const Breadth breadth = breadthOf(guardianOf(policyText("mongo:6", blocks(from))), mongos());
    QCOMPARE(shown(breadth.slack).join(u'\n'), part);
    QVERIFY(std::abs(breadth.bits - bits) < 0.001);
    QCOMPARE(breadth.instances, std::size_t{2});
    QCOMPARE(breadth.numbers.conforming, std::size_t{2});
}

void BreadthTest::holesAreTakenOff()
{
    const std::string from = "{ipBlock: {cidr: 192.168.0.0/16, except: [192.168.128.0/17]}}";
    QCOMPARE(shown(slackOf(guardianOf(policyText("mongo:6", from)), mongos())),
             QStringList(QStringLiteral("ingress addresses, IPv4: 32,768 for 4, 13.0")));
    const std::string v6 = "{ipBlock: {cidr: 'fd00::/32'}}, " + blocks(four);
    QCOMPARE(shown(slackOf(guardianOf(policyText("mongo:6", v6)), mongos())),
             QStringList(QStringLiteral("ingress addresses, IPv6: 2^96 for 0, 96.0")));
}

void BreadthTest::countsAreThoseOfAskingEachAddress()
{
    std::mt19937_64 random(11);
    for (int round = 0; round < 500; ++round) {
        std::vector<AddressBlock> list;
        AddressSet allowed;
        for (std::size_t count = 1 + random() % 4; count > 0; --count) {
            const Cidr host{false, 0, 0x0a000000U + random() % 128, 32};
            AddressBlock block{supernet(host, static_cast<std::uint8_t>(25 + random() % 8)), {}};
            for (std::size_t holes = random() % 3; holes > 0; --holes) {
                const Cidr inside{
                    false, 0,
                    block.cidr.low + random() % (std::uint64_t{1} << (32 - block.cidr.prefix)), 32};
                const auto least = static_cast<std::uint8_t>(block.cidr.prefix);
                block.except.push_back(
                    supernet(inside, static_cast<std::uint8_t>(least + random() % (33U - least))));
            }
            std::ranges::sort(block.except);
            list.push_back(block);
            allowed.add(block);
        }
        std::size_t asked = 0;
        for (unsigned last = 0; last < 128; ++last) {
            const Cidr host{false, 0, 0x0a000000U + last, 32};
            asked += std::ranges::any_of(list, [&host](const AddressBlock& block) {
                return block.cidr.contains(host)
                    && std::ranges::none_of(
                           block.except, [&host](const Cidr& hole) { return hole.contains(host); });
            });
        }
        QCOMPARE(static_cast<std::size_t>(allowed.size(false)), asked);
    }
}

void BreadthTest::patternsHaveNominalBits()
{
    const std::string more = ", {name: 'w-*', exe: ['/opt/app-*/bin/w', '/usr/bin/w*'], id: w, "
                             "euser: ['*']}";
    QCOMPARE(shown(slackOf(guardianOf(policyText("mongo:*", blocks(four), more)), mongos())),
             (QStringList{QStringLiteral("executable /opt/app-*/bin/w:  for , 24.0"),
                          QStringLiteral("user *:  for , 16.0"),
                          QStringLiteral("image mongo:*:  for , 7.0"),
                          QStringLiteral("name w-*:  for , 6.0"),
                          QStringLiteral("executable /usr/bin/w*:  for , 6.0")}));
}

void BreadthTest::whatIsFlagged_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("more");
    QTest::addColumn<QString>("flags");
    const auto row = [](const char* name, const char* image, const char* from, const char* more,
                        const char* flags) {
        QTest::newRow(name) << QString::fromLatin1(image) << QString::fromLatin1(from)
                            << QString::fromLatin1(more) << QString::fromLatin1(flags);
    };
    row("nothing", "mongo:6", "10.0.0.0/8", "", "");
    row("any registry", "*/mongo:6", "", "", "*/mongo:6: any registry");
    row("everybody", "mongo:6", "0.0.0.0/0", "",
        "0.0.0.0/0: has the address of the cloud's metadata, 169.254.169.254|"
        "0.0.0.0/0: every address");
    row("metadata", "mongo:6", "169.254.0.0/16", "",
        "169.254.0.0/16: has the address of the cloud's metadata, 169.254.169.254");
    row("private and public", "mongo:6", "192.160.0.0/11", "",
        "192.160.0.0/11: private and public addresses in one block");
    row("large and public", "mongo:6", "8.8.0.0/16", "", "8.8.0.0/16: a large public block");
    row("small and public", "mongo:6", "8.8.8.0/24", "", "");
    row("a shell", "mongo:6", "", ", {name: bash, exe: [/bin/bash], id: b, euser: [mongo]}",
        "bash: a shell may be started");
    row("writable", "mongo:6", "", ", {name: x, exe: ['/tmp/*'], id: x, euser: [mongo]}",
        "/tmp/*: covers /tmp, where programs can be put by others");
    row("everything", "mongo:6", "", ", {name: '*', exe: ['*'], id: x, euser: ['r*']}",
        "*: every process name|*: every executable|r*: root is one of these users");
    row("as root", "mongo:6", "", ", {name: x, exe: ['/opt/*/x'], id: x, euser: [root]}",
        "x: executables by pattern, as root");
}

void BreadthTest::whatIsFlagged()
{
    QFETCH(QString, image);
    QFETCH(QString, from);
    QFETCH(QString, more);
    QFETCH(QString, flags);
    QCOMPARE(flagsOf(policyText(image.toStdString(), blocks(from), more.toStdString())).join(u'|'),
             flags);
}

void BreadthTest::leavingOneOut()
{
    std::vector<Evidence> all;
    for (int i = 0; i < 10; ++i)
        all.push_back(seen("m" + std::to_string(i), QStringLiteral("192.168.%1.7/32").arg(i / 2)));
    all.push_back(seen("odd", QStringLiteral("192.168.0.7/32"),
                       ", {name: sh, exe: [/bin/sh], id: s, euser: [mongo]}"));
    const std::string shell = ", {name: sh, exe: [/bin/sh], id: sh_0, euser: [mongo]}";
    const QString exact = QStringLiteral(
        "192.168.0.7/32 192.168.1.7/32 192.168.2.7/32 192.168.3.7/32 192.168.4.7/32");
    // Each address is shown by two; the shell by one.
    Forecast forecast = forecastOf(guardianOf(policyText("mongo:6", blocks(exact), shell)), all);
    QCOMPARE(forecast.instances, std::size_t{11});
    QCOMPARE(forecast.deviating, std::size_t{1});
    QCOMPARE(forecast.deviations, std::size_t{1});
    QVERIFY(!forecast.isTooFew());
    // Without it nothing but what others show, too.
    all.pop_back();
    all.push_back(seen("far", QStringLiteral("192.168.9.9/32")));
    const QString farToo = exact + QStringLiteral(" 192.168.9.9/32");
    forecast = forecastOf(guardianOf(policyText("mongo:6", blocks(farToo))), all);
    QCOMPARE(forecast.deviating, std::size_t{1});
    forecast = forecastOf(
        guardianOf(policyText("mongo:6", blocks(QStringLiteral("192.168.0.0/16")))), all);
    QCOMPARE(forecast.deviating, std::size_t{0}); // the block is shown by the others as well
}

void BreadthTest::tooFewToForecast()
{
    const Breadth breadth = breadthOf(guardianOf(policyText("mongo:6", blocks(four))), mongos());
    QVERIFY(breadth.forecast.isTooFew());
    QCOMPARE(breadth.forecast.instances, std::size_t{2});
}

void BreadthTest::theShareThatIsStillLikely()
{
    // Without a hit about three in n; the exact bound of 14 is 1 - 0.05^(1/14).
    QVERIFY(std::abs(mostLikelyShare(0, 14) - 0.1926) < 0.0005);
    QVERIFY(std::abs(mostLikelyShare(0, 100) - 0.0295) < 0.0005);
    QVERIFY(std::abs(mostLikelyShare(1, 10) - 0.3942) < 0.0005);
    QCOMPARE(mostLikelyShare(3, 3), 1.0);
    QCOMPARE(mostLikelyShare(0, 0), 1.0);
}

void BreadthTest::whatAnEditReaches()
{
    std::vector<Evidence> all = mongos();
    all.push_back(seen("c", QStringLiteral("192.168.7.7/32")));
    const auto other = [](Evidence one) {
        one.document.spec.selectors.front().fields.front().values = {"mongo:7"};
        one.facts.name = "seven";
        return one;
    };
    all.push_back(other(all.front()));
    const policy::GuardianDocument before = guardianOf(policyText("mongo:6", blocks(four)));
    const Reach wider = reachOf(
        before, guardianOf(policyText("mongo:6", blocks(QStringLiteral("192.168.0.0/16")))), all);
    QVERIFY(wider.selected.empty());
    QCOMPARE(wider.allowed, std::vector<std::string>{"192.168.7.7/32 TCP 27017 by mongod"});
    const Reach tags = reachOf(before, guardianOf(policyText("mongo:*", blocks(four))), all);
    QCOMPARE(tags.selected, std::vector<std::string>{"seven"});
}

void BreadthTest::aNameThatStrangersShare_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("who");
    const auto row = [](const char* name, const char* who) {
        QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(who);
    };
    row("a.github.io", "");
    row("*.github.io", "everybody at github.io may be reached");
    row("*.a.github.io", "");
    row("*.co.uk", "everybody below co.uk may be reached");
    row("*.example.co.uk", "");
    row("*.com", "everybody below com may be reached");
    row("*", "everybody may be reached");
    row("*.svc.cluster.local", "");
    row("*example.org", "the wildcard does not end at a dot: others can have such a name");
}

void BreadthTest::aNameThatStrangersShare()
{
    QFETCH(QString, name);
    QFETCH(QString, who);
    const QStringList flags
        = flagsOf(policyText("mongo:6", "{dnsSelector: ['" + name.toStdString() + "']}"));
    QCOMPARE(flags.join(u'|'), who.isEmpty() ? who : name + QStringLiteral(": ") + who);
}

QTEST_APPLESS_MAIN(BreadthTest)
#include "breadth_test.moc"
