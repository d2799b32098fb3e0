#include "core/ops/spelling.h"

#include <QTest>

#include <array>

using pw::ops::closestWord;

class SpellingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsWhatWasMeant();
    void doesNotGuess();
};

void SpellingTest::findsWhatWasMeant()
{
    const std::array<std::string_view, 5> words{"name", "exe", "id", "euser", "children"};
    QVERIFY(closestWord("euesr", words) == "euser"); // two signs swapped
    QVERIFY(closestWord("EUSER", words) == "euser"); // another case
    QVERIFY(closestWord("childern", words) == "children");
    QVERIFY(closestWord("ex", words) == "exe"); // one left out
    QVERIFY(closestWord("namee", words) == "name"); // one added
    const std::array<std::string_view, 2> protocols{"TCP", "UDP"};
    QVERIFY(closestWord("tpc", protocols) == "TCP");
}

void SpellingTest::doesNotGuess()
{
    const std::array<std::string_view, 3> words{"id", "exe", "name"};
    QVERIFY(closestWord("comment", words).empty());
    QVERIFY(closestWord("xy", words).empty());
    QVERIFY(closestWord("", words).empty());
    QVERIFY(closestWord(std::string(100, 'n'), words).empty());
}

QTEST_APPLESS_MAIN(SpellingTest)
#include "spelling_test.moc"
