#include "app/policywright/arguments.h"

#include <QTest>

using namespace pw;
using app::Arguments;

namespace {

Result<Arguments> parse(std::vector<std::string> words)
{
    return app::parseArguments(words);
}

} // namespace

class ArgumentsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void filesAndOptions();
    void wrongOnes_data();
    void wrongOnes();
    void helpNamesEveryOption();
};

void ArgumentsTest::filesAndOptions()
{
    const auto all = parse({"a.yaml", "--theme=dark", "--size", "1024x640", "--screenshot", "p.png",
                            "-", "--", "--b.yaml"});
    QVERIFY(all);
    QCOMPARE(all->files, (std::vector<std::string>{"a.yaml", "-", "--b.yaml"}));
    QVERIFY(all->theme == ui::ThemeChoice::Dark);
    QVERIFY(!parse({})->theme);
    QCOMPARE(all->size, QSize(1024, 640));
    QCOMPARE(all->screenshot, std::string("p.png"));
    QVERIFY(parse({})->files.empty());
    QVERIFY(!parse({})->size.isValid());
    QVERIFY(parse({"--version"})->version);
    QVERIFY(parse({"-h"})->help);
}

void ArgumentsTest::wrongOnes_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("unknown") << QStringList{QStringLiteral("--colour")};
    QTest::newRow("short") << QStringList{QStringLiteral("-x")};
    QTest::newRow("no value") << QStringList{QStringLiteral("--screenshot")};
    QTest::newRow("empty value") << QStringList{QStringLiteral("--screenshot=")};
    QTest::newRow("theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("blue")};
    QTest::newRow("size") << QStringList{QStringLiteral("--size"), QStringLiteral("1024")};
    QTest::newRow("size in words") << QStringList{QStringLiteral("--size=bigxbig")};
    QTest::newRow("size with a tail") << QStringList{QStringLiteral("--size=800x600px")};
    QTest::newRow("too small") << QStringList{QStringLiteral("--size=10x10")};
    QTest::newRow("too large") << QStringList{QStringLiteral("--size=100000x100000")};
}

void ArgumentsTest::wrongOnes()
{
    QFETCH(QStringList, words);
    std::vector<std::string> plain;
    for (const QString& word : words)
        plain.push_back(word.toStdString());
    const auto parsed = parse(plain);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, std::string("wrong-option"));
}

void ArgumentsTest::helpNamesEveryOption()
{
    const std::string help = app::helpText();
    for (const char* const option : {"--theme", "--size", "--screenshot", "--version", "--help"})
        QVERIFY2(help.find(option) != std::string::npos, option);
}

QTEST_APPLESS_MAIN(ArgumentsTest)
#include "arguments_test.moc"
