// The table of programs often used in attacks.

#include "core/ops/attack_programs.h"

#include "tests/core/ops/documents.h"

#include <QFile>
#include <QTest>

using namespace pw;
using namespace pw::tests;

namespace {

ops::AttackPrograms table(const std::string& text)
{
    return ops::readAttackPrograms(*text::SourceText::make(text, "table.yaml"));
}

ops::AttackPrograms ownTable()
{
    QFile file(QStringLiteral(TABLE_FILE));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no table");
    return table(file.readAll().toStdString());
}

void collect(const std::vector<ops::ProcessActivity>& level,
             const std::unordered_map<std::string, std::string>& found, QStringList& out)
{
    for (const ops::ProcessActivity& process : level) {
        if (found.contains(process.key))
            out += QString::fromStdString(process.name);
        collect(process.children, found, out);
    }
}

// The names of the processes that fit, each text being the process list of one fingerprint.
QString foundIn(const ops::AttackPrograms& programs, const std::vector<std::string>& documents)
{
    ops::ActivityBuilder builder;
    for (const std::string& processes : documents)
        builder.add(fingerprint(processes));
    const ops::CombinedActivity activity = builder.build();
    QStringList out;
    collect(activity.processes, ops::findAttackPrograms(programs, activity), out);
    return out.join(u' ');
}

std::string process(const std::string& name, const std::string& exe, const std::string& child = {})
{
    return root("name: " + name + ", exe: [" + exe + "], id: " + name + "_0, euser: [root]"
                + (child.empty() ? "" : ", children: [{" + child + "}]"));
}

QStringList problems(const std::string& text)
{
    const ops::AttackPrograms read = table(text);
    QStringList out;
    for (const text::Diagnostic& problem : read.problems)
        out += QString::fromStdString(problem.path + ": " + problem.message);
    return out;
}

} // namespace

class AttackProgramsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ownTableIsWithoutProblems()
    {
        const ops::AttackPrograms own = ownTable();
        QVERIFY(own.problems.empty());
        QVERIFY(own.programs.size() > 8);
    }

    void entriesReadAsWritten()
    {
        const ops::AttackPrograms read = table(
            "programs:\n- {names: [nc, 'nc.*'], exe: ['*/nc'], below: [nginx], root: true, rare: "
            "false, reason: opens doors}\n");
        QVERIFY(read.problems.empty());
        const ops::AttackProgram wanted{{"nc", "nc.*"}, {"*/nc"}, {"nginx"},
                                        true,           false,    "opens doors"};
        QVERIFY(read.programs == std::vector{wanted});
    }

    void aBadTableIsToldLineByLine()
    {
        QCOMPARE(problems("programs:\n- {names: nc, reason: x}\n- {names: [a]}\n"
                          "- {names: [a], reason: x, colour: red}\n- {names: [a], reason: x}\n"),
                 QStringList({QStringLiteral("programs[0].names: a list of patterns belongs here"),
                              QStringLiteral("programs[0]: names or exe are missing"),
                              QStringLiteral("programs[1]: the reason is missing"),
                              QStringLiteral("programs[2].colour: unknown field \"colour\"")}));
        QCOMPARE(table("programs:\n- {names: nc, reason: x}\n- {names: [a], reason: x}\n")
                     .programs.size(),
                 1U);
        QCOMPARE(problems("words: []\n"),
                 QStringList(QStringLiteral(": a list `programs` is missing")));
        QVERIFY(!problems("programs: [").isEmpty());
        QVERIFY(!problems("").isEmpty());
    }

    void toolsOfAttacksAreFound()
    {
        const ops::AttackPrograms own = ownTable();
        QCOMPARE(foundIn(own, {process("nc", "/bin/busybox")}), QStringLiteral("nc"));
        QCOMPARE(foundIn(own, {process("server", "/tmp/server")}), QStringLiteral("server"));
        QCOMPARE(
            foundIn(own,
                    {process("nginx", "/usr/sbin/nginx", "name: sh, exe: [/bin/dash], id: s")}),
            QStringLiteral("sh"));
    }

    void whatContainersUsuallyDoIsNot()
    {
        const ops::AttackPrograms own = ownTable();
        const std::string entry = process("docker-entrypoi", "/bin/dash",
                                          "name: mongod, exe: [/usr/bin/mongod], id: m");
        QCOMPARE(foundIn(own, {entry, entry}), QString());
        // A container that is started by a shell is not an attack, one shell among many may be.
        const std::string shell = process("sh", "/bin/sh", "name: curl, exe: [/bin/curl], id: c");
        QCOMPARE(foundIn(own, {shell, shell}), QString());
        QCOMPARE(foundIn(own, {shell, entry, entry}), QStringLiteral("sh curl"));
    }
};

QTEST_APPLESS_MAIN(AttackProgramsTest)
#include "attack_programs_test.moc"
