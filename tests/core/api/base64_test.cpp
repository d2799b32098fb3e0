#include "core/api/base64.h"

#include <QTest>

#include <random>

using namespace pw::api;

class Base64Test : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void encodes_data();
    void encodes();
    void decodes_data();
    void decodes();
    void randomBytes();
};

void Base64Test::encodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("encoded");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("one") << QByteArray("f") << QByteArray("Zg");
    QTest::newRow("two") << QByteArray("fo") << QByteArray("Zm8");
    QTest::newRow("three") << QByteArray("foo") << QByteArray("Zm9v");
    QTest::newRow("four") << QByteArray("foob") << QByteArray("Zm9vYg");
    QTest::newRow("for addresses") << QByteArray("\xfb\xff\xfe") << QByteArray("-__-");
    QTest::newRow("zeros") << QByteArray("\0\0", 2) << QByteArray("AAA");
}

void Base64Test::encodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, encoded);
    QCOMPARE(QByteArray::fromStdString(encodeBase64(bytes.toStdString())), encoded);
    QCOMPARE(QByteArray::fromStdString(decodeBase64(encoded.toStdString()).value_or("?")), bytes);
}

void Base64Test::decodes_data()
{
    QTest::addColumn<QByteArray>("encoded");
    QTest::addColumn<QByteArray>("bytes"); // `none` for what is none
    QTest::newRow("filled up") << QByteArray("Zg==") << QByteArray("f");
    QTest::newRow("too much filled") << QByteArray("Zg=====") << QByteArray("f");
    QTest::newRow("other alphabet") << QByteArray("+//+") << QByteArray("\xfb\xff\xfe");
    QTest::newRow("only filling") << QByteArray("==") << QByteArray();
    QTest::newRow("a sign too few") << QByteArray("Zm9vY") << QByteArray("none");
    QTest::newRow("one sign") << QByteArray("Z") << QByteArray("none");
    QTest::newRow("blank") << QByteArray("Zm 9v") << QByteArray("none");
    QTest::newRow("line end") << QByteArray("Zm9v\n") << QByteArray("none");
    QTest::newRow("filling in the middle") << QByteArray("Zg==Zg==") << QByteArray("none");
    QTest::newRow("beyond ASCII") << QByteArray("Zm9\xc3\xbc") << QByteArray("none");
    QTest::newRow("zero") << QByteArray("Zm\0v", 4) << QByteArray("none");
}

void Base64Test::decodes()
{
    QFETCH(QByteArray, encoded);
    QFETCH(QByteArray, bytes);
    QCOMPARE(QByteArray::fromStdString(decodeBase64(encoded.toStdString()).value_or("none")),
             bytes);
}

/// As Qt encodes them, and back.
void Base64Test::randomBytes()
{
    const auto seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    for (int i = 0; i < 2000; ++i) {
        QByteArray bytes(static_cast<int>(random() % 100), '\0');
        for (char& byte : bytes)
            byte = static_cast<char>(random());
        const std::string encoded = encodeBase64(bytes.toStdString());
        QCOMPARE(QByteArray::fromStdString(encoded),
                 bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        QCOMPARE(QByteArray::fromStdString(decodeBase64(encoded).value_or("none")), bytes);
        QCOMPARE(QByteArray::fromStdString(
                     decodeBase64(bytes.toBase64().toStdString()).value_or("none")),
                 bytes);
    }
}

QTEST_APPLESS_MAIN(Base64Test)
#include "base64_test.moc"
