#include "core/api/hidden_key.h"

#include <QTest>

class HiddenKeyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hidesEverySpelling_data();
    void hidesEverySpelling();
    void allOfManyGo();
};

void HiddenKeyTest::hidesEverySpelling_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("hidden");
    const auto row = [](const char* name, const char* key, const char* text, const char* hidden) {
        QTest::newRow(name) << QString::fromUtf8(key) << QString::fromUtf8(text)
                            << QString::fromUtf8(hidden);
    };
    row("as it is", "a/bc+d=", "x a/bc+d= y", "x **** y");
    row("at both ends", "a/bc+d=", "a/bc+d=a/bc+d=", "********");
    row("escaped slash", "a/bc+d=", "\"a\\/bc+d=\"", "\"****\"");
    row("escaped as code points", "a/bc+d=", "\"a\\u002Fbc\\u002bd\\u003D\"", "\"****\"");
    row("escaped for an address", "a/bc+d=", "?k=a%2Fbc%2bd%3D&", "?k=****&");
    row("some of it", "a/bc+d=", "a%2Fbc+d\\u003d", "****");
    row("escaped at its begin", "/abc", "x\\/abc", "x****");
    row("signs alone", "+/=", "x +/= y +/", "x **** y +/");
    row("plain", "abc", "abcabc abd ab", "******** abd ab");
    row("one that looks like it", "a/bc+d=", "a/bc+d a-bc+d= bc", "a/bc+d a-bc+d= bc");
    row("twice the long part", "bc/bc", "bc/bc/bc bc", "****/bc bc");
    row("no key", "", "abc", "abc");
    row("no text", "abc", "", "");
}

void HiddenKeyTest::hidesEverySpelling()
{
    QFETCH(QString, key);
    QFETCH(QString, text);
    QFETCH(QString, hidden);
    std::string bytes = text.toStdString();
    pw::api::hideKey(bytes, key.toStdString());
    QCOMPARE(QString::fromStdString(bytes), hidden);
}

void HiddenKeyTest::allOfManyGo()
{
    std::string text;
    for (int i = 0; i < 100'000; ++i)
        text += "abc/def ";
    pw::api::hideKey(text, "abc/def");
    QCOMPARE(text.size(), std::size_t{500'000});
    QVERIFY(text.find("abc") == std::string::npos);
}

QTEST_APPLESS_MAIN(HiddenKeyTest)
#include "hidden_key_test.moc"
