// Where a byte is in a document: `|` stands in front of it.

#include "core/policy/place.h"
#include "core/yaml/reader.h"

#include <QTest>

using namespace pw;

class PlaceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stepsLeadToTheByte_data();
    void stepsLeadToTheByte();
};

void PlaceTest::stepsLeadToTheByte_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("path");
    const auto row = [](const char* text, const char* path) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(path);
    };
    row("a: |1\n", "a");
    row("|a: 1\n", "a");
    row("a: 1|\n", "a");
    row("a: 1\nb: {c: |2}\n", "b.c");
    row("a:\n- 1\n- |2\n", "a[1]");
    row("a:\n- b: 1\n  |c: 2\n", "a[0].c");
    row("a: {b: 1, |b: 2}\n", "a.b");
    row("- - |1\n", "[0][0]");
    row("|\n", "");
    row("a|b\n", "");
}

void PlaceTest::stepsLeadToTheByte()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, path);
    std::string bytes = text.toStdString();
    const std::size_t at = bytes.find('|');
    bytes.erase(at, 1);
    const yaml::Document document = yaml::read(*text::SourceText::make(bytes, "p.yaml"));
    const yaml::NodeRef root
        = document.roots().empty() ? yaml::NodeRef() : document.roots().front();
    const policy::Place place{0, policy::stepsAt(root, static_cast<text::ByteOffset>(at))};
    QCOMPARE(QByteArray::fromStdString(place.path()), path);
    // And back again.
    const yaml::NodeRef node = policy::nodeBelow(root, place.steps);
    QCOMPARE(node == root, place.steps.empty());
}

QTEST_APPLESS_MAIN(PlaceTest)
#include "place_test.moc"
