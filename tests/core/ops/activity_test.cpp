#include "core/ops/activity.h"

#include "core/policy/decode.h"
#include "core/yaml/reader.h"

#include <QTest>

#include <array>

using namespace pw;

namespace {

void print(const std::vector<ops::ProcessActivity>& level, const QString& indent, QStringList& out)
{
    const auto joined = [](const std::vector<std::string>& texts) {
        QStringList parts;
        for (const std::string& text : texts)
            parts += QString::fromStdString(text);
        return parts.join(u',');
    };
    for (const ops::ProcessActivity& node : level) {
        out += QStringLiteral("%1%2 %3 %4 %5")
                   .arg(indent, QString::fromStdString(node.name), joined(node.exe),
                        joined(node.euser))
                   .arg(node.seenIn);
        if (!node.listening.empty())
            out.back() += QStringLiteral(" listens ") + joined(node.listening);
        print(node.children, indent + u' ', out);
    }
}

void print(const std::vector<ops::ConnectionActivity>& rows, const QString& indent,
           QStringList& out)
{
    for (const ops::ConnectionActivity& row : rows) {
        static const std::array scopes{"name", "private", "public", "mixed"};
        out += QStringLiteral("%1%2 %3 %4 %5 %6 %7")
                   .arg(indent,
                        row.way == policy::Direction::Ingress ? QStringLiteral("in")
                                                              : QStringLiteral("out"),
                        QString::fromStdString(row.peer),
                        QLatin1String(scopes.at(static_cast<std::size_t>(row.scope))),
                        QString::fromStdString(row.port), QString::fromStdString(row.process))
                   .arg(row.seenIn);
        print(row.parts, indent + u' ', out);
    }
}

/// Each text is the `spec` of one fingerprint, in flow style.
ops::CombinedActivity activityOf(const std::vector<std::string>& specs)
{
    ops::ActivityBuilder builder;
    for (const std::string& spec : specs) {
        const yaml::Document document = yaml::read(*text::SourceText::make(
            "{kind: SpyderbatFingerprint, metadata: {type: container}, spec: " + spec + "}"));
        if (!document.problems().empty())
            qFatal("%s", document.problems().front().message.c_str());
        builder.add(policy::decodeGuardian(document.roots().front()));
    }
    return builder.build();
}

QString processes(const std::vector<std::string>& specs)
{
    QStringList out;
    print(activityOf(specs).processes, {}, out);
    return out.join(u'\n');
}

QString connections(const std::vector<std::string>& specs)
{
    QStringList out;
    print(activityOf(specs).connections, {}, out);
    return out.join(u'\n');
}

std::string process(const std::string& fields)
{
    return "{processPolicy: [{" + fields + "}]}";
}

std::string rule(const std::string& fields, const std::string& processId = "p_0")
{
    return "{processPolicy: [{name: p, exe: [/p], id: " + processId
        + ", euser: [root]}], networkPolicy: {" + fields + "}}";
}

} // namespace

class ActivityTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsNothing();
    void sameProcessesAreOne();
    void usersAreInherited();
    void aProcessTwiceInOneFingerprintCountsOnce();
    void theMostCommonComesFirst();
    void connectionsAreCountedByFingerprint();
    void idsDifferButTheProcessIsTheSame();
    void manyAddressesStandTogether();
    void commonAddressesStayApart();
    void publicAddressesAreTold();
    void namesExceptsAndWrongAddresses();
    void hugeRulesStayWhole();
    void outliers();
};

void ActivityTest::nothingIsNothing()
{
    QCOMPARE(activityOf({}), ops::CombinedActivity());
    QCOMPARE(activityOf({"{}"}).of, std::size_t{1});
}

void ActivityTest::sameProcessesAreOne()
{
    QCOMPARE(processes({process("name: a, exe: [/a, /b], id: a_0, euser: [root]"),
                        process("name: a, exe: [/b, /a], id: x_7, euser: [root],"
                                " listeningSockets: [{protocol: TCP, port: 80}]"),
                        process("name: a, exe: [/a, /b], id: a_0, euser: [www]")}),
             QStringLiteral("a /a,/b root 2 listens TCP 80\n"
                            "a /a,/b www 1"));
}

void ActivityTest::usersAreInherited()
{
    QCOMPARE(processes({process("name: a, exe: [/a], id: a_0, euser: [root],"
                                " children: [{name: b, exe: [/b], id: b_0}]"),
                        process("name: a, exe: [/a], id: a_0, euser: [root],"
                                " children: [{name: b, exe: [/b], id: b_0, euser: [root]}]")}),
             QStringLiteral("a /a root 2\n"
                            " b /b root 2"));
}

void ActivityTest::aProcessTwiceInOneFingerprintCountsOnce()
{
    QCOMPARE(processes({"{processPolicy: [{name: a, exe: [/a], id: a_0, euser: [u]},"
                        " {name: a, exe: [/a], id: a_1, euser: [u]}]}"}),
             QStringLiteral("a /a u 1"));
}

void ActivityTest::theMostCommonComesFirst()
{
    QCOMPARE(processes({process("name: rare, exe: [/r], id: r_0, euser: [u]"),
                        process("name: often, exe: [/o], id: o_0, euser: [u]"),
                        process("name: often, exe: [/o], id: o_0, euser: [u]")}),
             QStringLiteral("often /o u 2\n"
                            "rare /r u 1"));
}

void ActivityTest::connectionsAreCountedByFingerprint()
{
    const std::string ingress = "ingress: [{from: [{ipBlock: {cidr: 10.0.0.1/32}},"
                                " {ipBlock: {cidr: 10.0.0.0/8}}], processes: [p_0],"
                                " ports: [{protocol: TCP, port: 80}]}]";
    QCOMPARE(connections({rule(ingress), rule(ingress)}),
             QStringLiteral("in 10.0.0.0/8 private TCP 80 p_0 2\n"
                            "in 10.0.0.1 private TCP 80 p_0 2"));
}

void ActivityTest::idsDifferButTheProcessIsTheSame()
{
    const auto egress = [](const std::string& id) {
        return rule("egress: [{to: [{dnsSelector: [db.local]}], processes: [" + id
                        + "], ports: [{protocol: UDP, port: 53, endPort: 60}]}]",
                    id);
    };
    QCOMPARE(connections({egress("p_0"), egress("p_9")}),
             QStringLiteral("out db.local name UDP 53-60 p_0 2"));
}

void ActivityTest::manyAddressesStandTogether()
{
    std::vector<std::string> specs;
    for (int i = 1; i <= 5; ++i) {
        specs.push_back(rule("ingress: [{from: [{ipBlock: {cidr: 10.0.0." + std::to_string(i)
                             + "/32}}], ports: [{protocol: TCP, port: 80}]}]"));
    }
    QCOMPARE(connections(specs),
             QStringLiteral("in 10.0.0.1 – 10.0.0.5 private TCP 80 any 5\n"
                            " in 10.0.0.1 private TCP 80 any 1\n"
                            " in 10.0.0.2 private TCP 80 any 1\n"
                            " in 10.0.0.3 private TCP 80 any 1\n"
                            " in 10.0.0.4 private TCP 80 any 1\n"
                            " in 10.0.0.5 private TCP 80 any 1"));
    specs.pop_back();
    QVERIFY(!connections(specs).contains(u'–')); // four are still read one by one
}

void ActivityTest::commonAddressesStayApart()
{
    std::vector<std::string> specs;
    for (int i = 1; i <= 6; ++i) {
        specs.push_back(rule("ingress: [{from: [{ipBlock: {cidr: 10.0.0." + std::to_string(i)
                             + "/32}}, {ipBlock: {cidr: 10.9.9.9/32}}],"
                               " ports: [{protocol: TCP, port: 80}]}]"));
    }
    const QString shown = connections(specs);
    QVERIFY2(shown.startsWith(QStringLiteral("in 10.9.9.9 private TCP 80 any 6\n"
                                             "in 10.0.0.1 – 10.0.0.6 private TCP 80 any 6\n")),
             qPrintable(shown));
}

void ActivityTest::publicAddressesAreTold()
{
    QCOMPARE(connections({rule("egress: [{to: [{ipBlock: {cidr: 1.1.1.1/32}}],"
                               " ports: [{protocol: TCP, port: 443}]}]")}),
             QStringLiteral("out 1.1.1.1 public TCP 443 any 1"));
}

void ActivityTest::namesExceptsAndWrongAddresses()
{
    QCOMPARE(
        connections({rule("egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}},"
                          " {ipBlock: {cidr: nowhere}}, {dnsSelector: [a, b]}],"
                          " ports: [{protocol: TCP, port: 1}]}]")}),
        QStringLiteral("out 10.0.0.0/8 except 10.1.0.0/16 name TCP 1 any 1\n"
                       "out a name TCP 1 any 1\n"
                       "out b name TCP 1 any 1\n"
                       "out nowhere name TCP 1 any 1"));
}

void ActivityTest::hugeRulesStayWhole()
{
    std::string ports;
    for (int port = 1; port <= 5000; ++port)
        ports += "{protocol: TCP, port: " + std::to_string(port) + "},";
    const auto rows
        = activityOf({rule("egress: [{to: [{dnsSelector: [a]}], ports: [" + ports + "]}]")})
              .connections;
    QCOMPARE(rows.size(), std::size_t{1});
    QVERIFY(rows.front().port.starts_with("TCP 1, TCP 10, "));
}

void ActivityTest::outliers()
{
    QVERIFY(!ops::isOutlier(1, 2));
    QVERIFY(ops::isOutlier(1, 3));
    const std::string usual = process("name: a, exe: [/a], id: a_0, euser: [u]");
    const auto activity
        = activityOf({usual, usual,
                      process("name: b, exe: [/b], id: b_0, euser: [u]}], networkPolicy: {egress: "
                              "[{to: [{dnsSelector: [x]}], ports: [{protocol: TCP, port: 1}]}]}, "
                              "others: [{")});
    QCOMPARE(activity.outliers, std::size_t{2}); // the process b and its connection
}

QTEST_APPLESS_MAIN(ActivityTest)
#include "activity_test.moc"
