#include "core/text/text_check.h"

#include <QTest>

using namespace pw;

class TextCheckTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesWhatIsText_data();
    void takesWhatIsText();
    void refusesWithThePlace_data();
    void refusesWithThePlace();
};

namespace {

Result<Done> check(const QByteArray& bytes)
{
    return text::checkText(*text::SourceText::make(bytes.toStdString(), "a.yaml"));
}

} // namespace

void TextCheckTest::takesWhatIsText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one letter") << QByteArray("a");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "a: 1\r\n");
    QTest::newRow("all lengths") << QByteArray("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    QTest::newRow("control characters") << QByteArray("\x01\x7F\x1B[0m");
}

void TextCheckTest::takesWhatIsText()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(check(bytes).has_value());
}

void TextCheckTest::refusesWithThePlace_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* name, const QByteArray& bytes, const char* code,
                        const char* place) {
        QTest::newRow(name) << bytes << QString::fromLatin1(code) << QString::fromLatin1(place);
    };
    row("NUL at the start", QByteArray("\0abcdefg", 8), "nul", "line 1, column 1 (byte 0)");
    row("NUL in a line", QByteArray("a: 1\nb: \0\n", 10), "nul", "line 2, column 4 (byte 8)");
    row("columns count signs", QByteArray("\xC3\xA9\xC3\xA9\0", 5), "nul",
        "line 1, column 3 (byte 4)");
    row("Latin 1", "a: gr\xFC\xDF\n", "invalid-utf8", "line 1, column 6 (byte 5)");
    row("cut at the end", "a\n\xE2\x82", "invalid-utf8", "line 2, column 1 (byte 2)");
    row("surrogate", "\xED\xA0\x80", "invalid-utf8", "line 1, column 1 (byte 0)");
    row("too long a form", "a\xC0\x80", "invalid-utf8", "line 1, column 2 (byte 1)");
    row("behind a byte order mark",
        "\xEF\xBB\xBF"
        "a\xFF",
        "invalid-utf8", "line 1, column 2 (byte 4)");
    row("UTF-16 with its mark",
        QByteArray("\xFF\xFE"
                   "a\0",
                   4),
        "utf-16", "");
    row("UTF-16 without", QByteArray("a\0b\0c\0", 6), "utf-16", "");
}

void TextCheckTest::refusesWithThePlace()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    QFETCH(QString, place);
    const Result<Done> checked = check(bytes);
    QVERIFY(!checked.has_value());
    QCOMPARE(QString::fromStdString(checked.error().code), code);
    const QString message = QString::fromStdString(checked.error().message);
    QVERIFY2(message.contains(place), qPrintable(message));
    // The message can be shown as it is: none of the bytes stand in it.
    for (const QChar sign : message)
        QVERIFY(sign.unicode() >= 0x20 && sign.unicode() < 0x7F);
}

QTEST_APPLESS_MAIN(TextCheckTest)
#include "text_check_test.moc"
