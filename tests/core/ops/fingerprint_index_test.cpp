#include "core/ops/fingerprint_index.h"

#include <QTest>

#include <cmath>

using namespace pw;
using Column = ops::FingerprintIndex::Column;

namespace {

ops::FingerprintInstance instance(const char* image, const char* pod, const char* time = "")
{
    ops::FingerprintInstance out;
    out.facts.type = "container";
    out.facts.image = image;
    out.facts.podName = pod;
    out.facts.time = time;
    return out;
}

} // namespace

class FingerprintIndexTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textsArePacked();
    void everyValueIsThereOnce();
    void theEmptyValueIsTheFirst();
    void capitalsAreLowered();
    void imagesOfOneNameHaveOneNumber();
    void equalLabelsAreOneSet();
    void timesAndCoverage();
};

void FingerprintIndexTest::textsArePacked()
{
    ops::PackedTexts texts;
    for (const char* text : {"", "one", "", "two"})
        texts.add(text);
    texts.shrink();
    QCOMPARE(texts.size(), std::size_t{4});
    QCOMPARE(std::string(texts[0]), std::string());
    QCOMPARE(std::string(texts[1]), std::string("one"));
    QCOMPARE(std::string(texts[2]), std::string());
    QCOMPARE(std::string(texts[3]), std::string("two"));
}

void FingerprintIndexTest::everyValueIsThereOnce()
{
    const ops::FingerprintIndex index(
        {instance("a", "p1"), instance("b", "p2"), instance("a", "p3"), instance("b", "p3")});
    const ops::FingerprintColumn& images = index[Column::Image];
    QCOMPARE(index.rows(), std::size_t{4});
    QCOMPARE(images.size(), std::size_t{3}); // with the empty one
    QCOMPARE(images.of(0), images.of(2));
    QCOMPARE(images.of(1), images.of(3));
    QCOMPARE(std::string(images.value(images.of(3))), std::string("b"));
    QCOMPARE(std::string(index[Column::Title].value(index[Column::Title].of(1))),
             std::string("p2"));
}

void FingerprintIndexTest::theEmptyValueIsTheFirst()
{
    const ops::FingerprintIndex index({instance("a", ""), instance("", "p")});
    QCOMPARE(index[Column::Pod].of(0), ops::ValueNumber{0});
    QCOMPARE(index[Column::Image].of(1), ops::ValueNumber{0});
    QVERIFY(index[Column::Pod].of(1) != 0);
}

void FingerprintIndexTest::capitalsAreLowered()
{
    const ops::FingerprintIndex index({instance("R/Mongo", "p"), instance("r/mongo", "p")});
    const ops::FingerprintColumn& images = index[Column::Image];
    QVERIFY(images.of(0) != images.of(1));
    QCOMPARE(std::string(images.value(images.of(0))), std::string("R/Mongo"));
    QCOMPARE(std::string(images.lowered(images.of(0))), std::string("r/mongo"));
    QCOMPARE(std::string(index[Column::Pod].lowered(1)), std::string("p"));
}

void FingerprintIndexTest::imagesOfOneNameHaveOneNumber()
{
    const ops::FingerprintIndex index(
        {instance("r/mongo:1", "p"), instance("q/mongo:1", "p"), instance("r/mongo:2", "p")});
    const ops::FingerprintColumn& images = index[Column::Image];
    QCOMPARE(index.nameOf(images.of(0)), index.nameOf(images.of(1)));
    QVERIFY(index.nameOf(images.of(0)) != index.nameOf(images.of(2)));
}

void FingerprintIndexTest::equalLabelsAreOneSet()
{
    std::vector<ops::FingerprintInstance> rows{instance("a", "p"), instance("a", "p"),
                                               instance("a", "p")};
    rows[0].facts.podLabels = policy::SharedTexts({"app=a"});
    rows[2].facts.podLabels = policy::SharedTexts({"app=a"}); // another list of the same content
    const ops::FingerprintIndex index(rows);
    QCOMPARE(index.labels().sets.size(), std::size_t{2});
    QCOMPARE(index.labels().of, (std::vector<ops::ValueNumber>{1, 0, 1}));
}

void FingerprintIndexTest::timesAndCoverage()
{
    std::vector<ops::FingerprintInstance> rows{instance("a", "p", "12.5"), instance("a", "p"),
                                               instance("a", "p", "never")};
    rows[1].facts.covered = true;
    rows[2].facts.covered = false;
    const ops::FingerprintIndex index(rows);
    QCOMPARE(index.time(0), 12.5);
    QVERIFY(std::isnan(index.time(1)));
    QVERIFY(std::isnan(index.time(2)));
    QVERIFY(!index.covered(0) && index.covered(1) && !index.covered(2));
}

QTEST_APPLESS_MAIN(FingerprintIndexTest)
#include "fingerprint_index_test.moc"
