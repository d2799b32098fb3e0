#include "tests/pwctl/mongo.h"
#include "tests/pwctl/run_pwctl.h"

#include <QElapsedTimer>
#include <QTest>

using namespace pw;
using namespace pw::pwctl;

class CommandsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsVersionAndHelp();
    void refusesOtherCommands_data();
    void refusesOtherCommands();
    void answersHostileTexts_data();
    void answersHostileTexts();
};

void CommandsTest::showsVersionAndHelp()
{
    MemoryFiles files;
    const Ran version = runPwctl(files, {"--version"});
    QCOMPARE(version.out, std::string("pwctl " POLICYWRIGHT_VERSION "\n"));
    QCOMPARE(version.exitCode, 0);
    const Ran help = runPwctl(files, {"--help"});
    QCOMPARE(help.exitCode, 0);
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"create", "policy"}, {"merge"}, {"validate"}, {"get", "fingerprints"}}) {
        const std::string name = words.front() + (words.size() > 1 ? " " + words.back() : "");
        QVERIFY2(contains(help.out, "  " + name), name.c_str());
        std::vector<std::string> asked = words;
        asked.emplace_back("--help");
        const Ran own = runPwctl(files, asked);
        QCOMPARE(own.exitCode, 0);
        QVERIFY2(own.out.starts_with("Usage: pwctl " + name), name.c_str());
        QCOMPARE(runPwctl(files, {words.front(), "-h"}).out, own.out);
    }
}

void CommandsTest::refusesOtherCommands_data()
{
    using Words = std::vector<std::string>;
    QTest::addColumn<Words>("words");
    QTest::addColumn<QString>("error");
    QTest::newRow("typing error") << Words{
        "validat", "-f", "a"} << "There is no command \"validat\"; did you mean \"validate\"?\n";
    QTest::newRow("second word") << Words{"create", "polcy"}
                                 << "There is no command \"create polcy\"; did you mean \"create "
                                    "policy\"?\n";
    QTest::newRow("half a command")
        << Words{"create"} << "There is no command \"create\"; did you mean \"create policy\"?\n";
    QTest::newRow("nothing near") << Words{"frobnicate"} << "There is no command \"frobnicate\"\n";
}

void CommandsTest::refusesOtherCommands()
{
    QFETCH(std::vector<std::string>, words);
    QFETCH(QString, error);
    MemoryFiles files;
    const Ran ran = runPwctl(files, words);
    QCOMPARE(QString::fromStdString(ran.err),
             error + QStringLiteral("pwctl --help shows the commands\n"));
    QCOMPARE(ran.exitCode, 2);
    QCOMPARE(runPwctl(files, {}).exitCode, 2);
}

void CommandsTest::answersHostileTexts_data()
{
    QTest::addColumn<std::string>("text");
    const std::string policy = mongoPolicy(true);
    QTest::newRow("half JSON") << std::string("{\"kind\": \"SpyderbatPolicy\", \"metadata\": {");
    QTest::newRow("100,000 brackets") << std::string(100'000, '[');
    QTest::newRow("100,000 braces") << [] {
        std::string text;
        for (int i = 0; i < 100'000; ++i)
            text += "{\"a\":";
        return text;
    }();
    QTest::newRow("100,000 dashes") << [] {
        std::string text;
        for (int i = 0; i < 100'000; ++i)
            text += "- ";
        return text;
    }();
    QTest::newRow("5 MB in one line") << "name: " + std::string(5'000'000, 'x');
    QTest::newRow("5 MB in one line of JSON") << "{\"name\": \"" + std::string(5'000'000, 'x');
    QTest::newRow("200,000 objects in one line") << [] {
        std::string text = "[";
        for (int i = 0; i < 200'000; ++i)
            text += "{\"a\":1},";
        return text + "{}]";
    }();
    QTest::newRow("NUL") << policy + std::string("a: \0b\n", 6);
    QTest::newRow("invalid UTF-8") << policy + "a: \xC3(\n";
    QTest::newRow("control sign") << policy + "a: \x01\n";
    QTest::newRow("tab") << policy + "a:\n\t- b\n";
    QTest::newRow("conflict marker") << "<<<<<<< ours\n" + policy + "=======\n>>>>>>> theirs\n";
    QTest::newRow("anchors that grow") << [] {
        std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 12; ++i) {
            text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
            for (int j = 0; j < 9; ++j)
                text += (j == 0 ? "*a" : ", *a") + std::to_string(i - 1);
            text += "]\n";
        }
        return text;
    }();
    QTest::newRow("comma") << std::string(",");
    QTest::newRow("empty") << std::string();
    QTest::newRow("a picture") << std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16);
}

void CommandsTest::answersHostileTexts()
{
    QFETCH(std::string, text);
    MemoryFiles files;
    files.content["bad"] = text;
    files.content["good"] = mongoPolicy(true);
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"validate", "-f", "bad"},
                                               {"create", "policy", "-f", "bad"},
                                               {"merge", "-f", "bad", "-w", "good"},
                                               {"merge", "-f", "good", "-w", "bad"}}) {
        QElapsedTimer timer;
        timer.start();
        const Ran ran = runPwctl(files, words);
        QVERIFY2(timer.elapsed() < 5000, "too slow");
        QVERIFY2(ran.exitCode == 1 || ran.exitCode == 2, ran.out.substr(0, 200).c_str());
        QVERIFY2(contains(ran.err, "bad:"), ran.err.substr(0, 200).c_str());
        QCOMPARE(ran.out, std::string());
        QVERIFY2(ran.err.size() < 500'000, "the message is no message any more");
    }
}

QTEST_APPLESS_MAIN(CommandsTest)
#include "pwctl_commands_test.moc"
