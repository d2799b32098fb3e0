#include "core/text/text_edit.h"

#include <QTest>

using namespace pw::text;

class TextEditTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void appliesAllAgainstTheOriginal();
    void refusesOverlaps();
    void refusesTwoInsertionsAtOnePlace();
    void refusesPlacesOutside();
    void inverseRestores();
};

void TextEditTest::appliesAllAgainstTheOriginal()
{
    TextEdits edits;
    edits.replace({10, 13}, "enforce");
    edits.insert(0, "# mine\n");
    edits.remove({4, 6});
    QCOMPARE(*edits.apply("mode: 1234xyz!"), std::string("# mine\nmode1234enforce!"));
}

void TextEditTest::refusesOverlaps()
{
    TextEdits edits;
    edits.replace({0, 4}, "a");
    edits.replace({3, 5}, "b");
    const auto result = edits.apply("0123456");
    QVERIFY(!result);
    QCOMPARE(result.error().code, std::string("edits-overlap"));
    QVERIFY(result.error().message.find("0-4 -> \"a\"") != std::string::npos);
    QVERIFY(result.error().message.find("3-5 -> \"b\"") != std::string::npos);
}

void TextEditTest::refusesTwoInsertionsAtOnePlace()
{
    TextEdits edits;
    edits.insert(2, "a");
    edits.insert(2, "b");
    QCOMPARE(edits.apply("0123").error().code, std::string("edits-overlap"));
}

void TextEditTest::refusesPlacesOutside()
{
    TextEdits edits;
    edits.insert(5, "a");
    QCOMPARE(edits.apply("0123").error().code, std::string("edit-outside-text"));
}

void TextEditTest::inverseRestores()
{
    const std::string original = "name: a\nmode: audit\n";
    TextEdits edits;
    edits.replace({6, 7}, "a much longer name");
    edits.remove({8, 14});
    const std::string changed = *edits.apply(original);
    QCOMPARE(*edits.inverse(original)->apply(changed), original);
    TextEdits parts; // that meet
    parts.remove({6, 8});
    parts.remove({8, 14});
    QCOMPARE(*parts.inverse(original)->apply(*parts.apply(original)), original);
}

QTEST_APPLESS_MAIN(TextEditTest)
#include "text_edit_test.moc"
