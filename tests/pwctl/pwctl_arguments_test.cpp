#include "app/pwctl/arguments.h"

#include <QTest>

using namespace pw;
using namespace pw::pwctl;

namespace {

using Takes = OptionSpec::Takes;
using Texts = std::vector<std::string>;

const CommandSpec command{
    "create policy",
    "Makes one.",
    "[NAME...]",
    {{'f', {"from-file", "file"}, Takes::Many, "FILE", "inputs", {}, true},
     {'m', {"mode"}, Takes::One, "MODE", "mode", {"audit", "enforce"}, false},
     {'D', {"disable-connections"}, Takes::Repeated, "WHAT", "off", {}, false},
     {0, {"exact"}, Takes::Nothing, {}, "widen nothing", {}, false}}};

Arguments parsed(const Texts& words)
{
    const Result<Arguments> arguments = parseArguments(command, words);
    return arguments ? *arguments : Arguments();
}

/// `code: message`
std::string refused(const Texts& words)
{
    const Result<Arguments> arguments = parseArguments(command, words);
    return arguments ? "accepted" : arguments.error().code + ": " + arguments.error().message;
}

} // namespace

class ArgumentsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesSeveralFilesInEveryWay_data();
    void takesSeveralFilesInEveryWay();
    void takesValuesInEveryWay_data();
    void takesValuesInEveryWay();
    void endsOptionsAtTwoDashes();
    void stopsAtHelp();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void showsEveryOptionInTheHelp();
};

void ArgumentsTest::takesSeveralFilesInEveryWay_data()
{
    QTest::addColumn<Texts>("words");
    QTest::newRow("behind one option") << Texts{"-f", "a", "-"};
    QTest::newRow("an option each") << Texts{"-f", "a", "--from-file", "-"};
    QTest::newRow("another name") << Texts{"--file", "a", "-"};
    QTest::newRow("with an equals sign") << Texts{"--from-file=a", "--file=-"};
    QTest::newRow("attached") << Texts{"-fa", "-f", "-"};
    QTest::newRow("ended by an option") << Texts{"-f", "a", "-", "--exact"};
}

void ArgumentsTest::takesSeveralFilesInEveryWay()
{
    QFETCH(Texts, words);
    QCOMPARE(parsed(words).values("from-file"), (Texts{"a", "-"}));
}

void ArgumentsTest::takesValuesInEveryWay_data()
{
    QTest::addColumn<Texts>("words");
    QTest::newRow("short") << Texts{"-f", "a", "-m", "enforce"};
    QTest::newRow("long") << Texts{"-f", "a", "--mode", "enforce"};
    QTest::newRow("with an equals sign") << Texts{"--mode=enforce", "-f", "a"};
}

void ArgumentsTest::takesValuesInEveryWay()
{
    QFETCH(Texts, words);
    const Arguments arguments = parsed(words);
    QCOMPARE(arguments.value("mode", "audit"), std::string("enforce"));
    QCOMPARE(arguments.value("missing", "fallback"), std::string("fallback"));
    QVERIFY(!arguments.has("exact"));
}

void ArgumentsTest::endsOptionsAtTwoDashes()
{
    const Arguments arguments = parsed({"x", "-f", "a", "--", "--exact", "-"});
    QCOMPARE(arguments.positional(), (Texts{"x", "--exact", "-"}));
    QVERIFY(!arguments.has("exact"));
}

void ArgumentsTest::stopsAtHelp()
{
    QVERIFY(parsed({"--mode", "audit", "--help", "--nonsense"}).has("help"));
    QVERIFY(parsed({"-h"}).has("help"));
}

void ArgumentsTest::saysWhatIsWrong_data()
{
    QTest::addColumn<Texts>("words");
    QTest::addColumn<QString>("error");
    QTest::newRow("unknown") << Texts{"--form-file", "a"}
                             << "unknown-option: There is no option --form-file; did you mean "
                                "\"--from-file\"?";
    QTest::newRow("nothing near") << Texts{"--colorize=no"}
                                  << "unknown-option: There is no option --colorize";
    QTest::newRow("short") << Texts{"-x"} << "unknown-option: There is no option -x";
    QTest::newRow("no value") << Texts{"-f"} << "missing-value: --from-file needs a value: FILE";
    QTest::newRow("option for a value")
        << Texts{"-f", "a", "--mode", "--exact"} << "missing-value: --mode needs a value: MODE";
    QTest::newRow("empty value") << Texts{"--from-file="}
                                 << "missing-value: --from-file needs a value that is not empty";
    QTest::newRow("wrong value") << Texts{"-m", "enforced"}
                                 << "wrong-value: --mode cannot be \"enforced\"; it is one of "
                                    "audit enforce; did you mean \"enforce\"?";
    QTest::newRow("value for a flag")
        << Texts{"--exact=yes"} << "wrong-value: --exact takes no value";
    QTest::newRow("twice") << Texts{"-m", "audit", "--mode=audit"}
                           << "repeated-option: --mode may be given once";
    QTest::newRow("missing") << Texts{"--exact"} << "missing-option: --from-file is missing";
}

void ArgumentsTest::saysWhatIsWrong()
{
    QFETCH(Texts, words);
    QFETCH(QString, error);
    QCOMPARE(QString::fromStdString(refused(words)), error);
}

void ArgumentsTest::showsEveryOptionInTheHelp()
{
    QCOMPARE(QString::fromStdString(helpOf(command)),
             QStringLiteral("Usage: pwctl create policy [NAME...] --from-file FILE... [OPTIONS]\n"
                            "\n"
                            "Makes one.\n"
                            "\n"
                            "  -f, --from-file FILE...         inputs\n"
                            "  -m, --mode MODE                 mode: audit, enforce\n"
                            "  -D, --disable-connections WHAT  off\n"
                            "      --exact                     widen nothing\n"
                            "  -h, --help                      show this help\n"));
}

QTEST_APPLESS_MAIN(ArgumentsTest)
#include "pwctl_arguments_test.moc"
