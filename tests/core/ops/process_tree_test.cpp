#include "core/ops/process_tree.h"

#include <QTest>

using namespace pw;
using namespace pw::ops;

namespace {

policy::ProcessNode node(std::string name, std::string id,
                         std::vector<policy::ProcessNode> children = {})
{
    policy::ProcessNode out;
    out.name = name;
    out.exe = {"/bin/" + name};
    out.id = std::move(id);
    out.children = std::move(children);
    return out;
}

using Texts = std::vector<std::string>;

} // namespace

class ProcessTreeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void usersAreInherited();
    void aUserOfTheParentDoesNotReachTheChild();
    void freeIds_data();
    void freeIds();
    void aLongRowOfIdsIsWalkedOnce();
    void listsAreTidied();
    void executablesMatchByBaseName();
};

void ProcessTreeTest::usersAreInherited()
{
    policy::ProcessNode root = node("sh", "sh_0", {node("ls", "ls_0", {node("od", "od_0")})});
    root.euser = Texts{"app"};
    root.children[0].children[0].euser = Texts{"root"};
    const ProcessTree tree({root});
    QCOMPARE(tree.at(tree.find("ls_0")).eusers, Texts{"app"});
    QCOMPARE(tree.at(tree.find("od_0")).eusers, Texts{"root"});
    QCOMPARE(tree.at(tree.find("od_0")).parent, tree.find("ls_0"));
    QCOMPARE(tree.find("no_0"), noProcess);
}

void ProcessTreeTest::aUserOfTheParentDoesNotReachTheChild()
{
    policy::ProcessNode root = node("sh", "sh_0", {node("ls", "ls_0")});
    root.euser = Texts{"app"};
    ProcessTree tree({root});
    tree.addUser(tree.find("sh_0"), "root");
    QCOMPARE(tree.at(tree.find("ls_0")).eusers, Texts{"app"});
}

void ProcessTreeTest::freeIds_data()
{
    QTest::addColumn<QString>("used");
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("free");
    QTest::newRow("unused") << "a_0"
                            << "b_0"
                            << "b_0";
    QTest::newRow("next") << "ls_0"
                          << "ls_0"
                          << "ls_1";
    QTest::newRow("no number") << "a_b"
                               << "a_b"
                               << "a_b_0";
    QTest::newRow("leading zero") << "a_09"
                                  << "a_09"
                                  << "a_10";
    QTest::newRow("carry") << "a_99"
                           << "a_99"
                           << "a_100";
    QTest::newRow("more than a machine word") << "a_99999999999999999999"
                                              << "a_99999999999999999999"
                                              << "a_100000000000000000000";
    QTest::newRow("no stem") << "_1"
                             << "_1"
                             << "_1_0";
}

void ProcessTreeTest::freeIds()
{
    QFETCH(QString, used);
    QFETCH(QString, asked);
    ProcessTree tree({node("x", used.toStdString())});
    QTEST(QString::fromStdString(tree.freeId(asked.toStdString())), "free");
}

void ProcessTreeTest::aLongRowOfIdsIsWalkedOnce()
{
    ProcessTree tree;
    for (int i = 0; i < 20'000; ++i) {
        Process process;
        process.id = tree.freeId("ls_0");
        tree.add(noProcess, std::move(process));
    }
    QVERIFY(tree.find("ls_19999") != noProcess);
    QCOMPARE(tree.freeId("ls_0"), std::string("ls_20000"));
}

void ProcessTreeTest::listsAreTidied()
{
    QCOMPARE(tidyPatterns({"/b", "/a*", "/ab", "/b", "/a*"}), (Texts{"/a*", "/b"}));
    QCOMPARE(tidyPatterns({"a*", "a**"}).size(), std::size_t{1});
    QCOMPARE(tidyPatterns({"[x]", "x"}), Texts{"[x]"});
    const policy::PortRange narrow{policy::Protocol::Tcp, 80, 80, {}};
    const policy::PortRange wide{policy::Protocol::Tcp, 79, 90, {}};
    const policy::PortRange other{policy::Protocol::Udp, 80, 80, {}};
    QCOMPARE(tidyPorts({narrow, other, wide, narrow}), (std::vector{other, wide}));
}

void ProcessTreeTest::executablesMatchByBaseName()
{
    Process process;
    process.exe = {"/usr/bin/sh", "/opt/*/run"};
    QVERIFY(exeMatches(process, {"/bin/sh"}));
    QVERIFY(exeMatches(process, {"/opt/a/run", "/tmp/sh"}));
    QVERIFY(!exeMatches(process, {"/bin/sh", "/bin/ls"}));
    Process seen;
    seen.exe = {"/bin/sh"};
    QVERIFY(!allows(process, seen)); // by the whole path
}

QTEST_APPLESS_MAIN(ProcessTreeTest)
#include "process_tree_test.moc"
