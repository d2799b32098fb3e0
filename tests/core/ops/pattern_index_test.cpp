#include "core/ops/pattern_index.h"

#include <QTest>

#include <algorithm>

using namespace pw;

using Items = ops::PatternIndex::Items;

class PatternIndexTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsWhatMayFit_data();
    void findsWhatMayFit();
};

void PatternIndexTest::findsWhatMayFit_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Items>("found");

    QTest::newRow("plain text") << "reg/mongo:6" << Items{0, 1, 4};
    QTest::newRow("another tag") << "reg/mongo:7" << Items{1, 4};
    QTest::newRow("by its end") << "other/app:latest" << Items{2, 4};
    QTest::newRow("a class fits itself") << "[k]thread" << Items{3, 4};
    QTest::newRow("too short") << "re" << Items{4};
}

void PatternIndexTest::findsWhatMayFit()
{
    QFETCH(QString, text);
    QFETCH(Items, found);
    ops::PatternIndex index;
    index.add(0, "reg/mongo:6");
    index.add(1, "reg/mongo:*");
    index.add(2, "*:latest");
    index.add(3, "[k]thread");
    index.add(4, "*");
    Items out;
    index.collect(text.toStdString(), out);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    QCOMPARE(out, found);
}

QTEST_APPLESS_MAIN(PatternIndexTest)
#include "pattern_index_test.moc"
