#include "core/ops/word_filter.h"

#include <QTest>

using pw::ops::WordFilter;

class WordFilterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allWordsMustFitSomewhere_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("fits");
        QTest::newRow("nothing asked") << QStringLiteral("  \t") << true;
        QTest::newRow("a part") << QStringLiteral("ongo") << true;
        QTest::newRow("any case") << QStringLiteral("MONGO") << true;
        QTest::newRow("in two values") << QStringLiteral("mongo dev") << true;
        QTest::newRow("one is nowhere") << QStringLiteral("mongo prod") << false;
        QTest::newRow("a pattern fits a whole value") << QStringLiteral("Mongo:*") << true;
        QTest::newRow("not a part of one") << QStringLiteral("ongo*") << false;
        QTest::newRow("one sign") << QStringLiteral("de?") << true;
    }

    void allWordsMustFitSomewhere()
    {
        QFETCH(QString, line);
        QFETCH(bool, fits);
        const WordFilter filter(line.toStdString());
        QCOMPARE(filter.matches({"Mongo:7", "dev", ""}), fits);
        QCOMPARE(filter.empty(), line.trimmed().isEmpty());
    }

    void aStarFitsNoMissingValue() { QVERIFY(!WordFilter("*").matches({"", ""})); }
};

QTEST_APPLESS_MAIN(WordFilterTest)
#include "word_filter_test.moc"
