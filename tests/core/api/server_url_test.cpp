#include "core/api/server_url.h"

#include <QTest>

using namespace pw;
using namespace pw::api;

class ServerUrlTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void taken_data();
    void taken();
    void refused_data();
    void refused();
    void percentSigns();
};

void ServerUrlTest::taken_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("checked");
    QTest::addColumn<bool>("local");
    const auto row = [](const char* url, const char* checked, bool local) {
        QTest::newRow(url) << QString::fromUtf8(url) << QString::fromUtf8(checked) << local;
    };
    row("https://api.spyderbat.com", "https://api.spyderbat.com", false);
    row("https://api.spyderbat.com///", "https://api.spyderbat.com", false);
    row("HTTPS://api.spyderbat.com", "https://api.spyderbat.com", false);
    row("https://api.example.org:8443/base/", "https://api.example.org:8443/base", false);
    row("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443", false);
    row("https://127.0.0.1:8443", "https://127.0.0.1:8443", true);
    row("http://127.0.0.1:8080", "http://127.0.0.1:8080", true);
    row("http://127.1.2.3", "http://127.1.2.3", true);
    row("http://localhost:8080", "http://localhost:8080", true);
    row("http://[::1]:8080", "http://[::1]:8080", true);
}

void ServerUrlTest::taken()
{
    QFETCH(QString, url);
    QFETCH(QString, checked);
    QFETCH(bool, local);
    const Result<std::string> result = checkedUrl(url.toStdString());
    QVERIFY2(result, result ? "" : result.error().message.c_str());
    QCOMPARE(QString::fromStdString(*result), checked);
    QCOMPARE(isOnThisMachine(*result), local);
}

void ServerUrlTest::refused_data()
{
    QTest::addColumn<QString>("url");
    for (const char* const url : {"",
                                  "api.spyderbat.com",
                                  "https://",
                                  "http://api.spyderbat.com",
                                  "http://10.0.0.1",
                                  "http://localhost.example.org",
                                  "http://127.0.0.1.example.org",
                                  "http://127.evil",
                                  "http://[::2]",
                                  "http://0.0.0.0",
                                  "ftp://localhost",
                                  "file:///etc/passwd",
                                  "gopher://127.0.0.1",
                                  "https://user@api.spyderbat.com",
                                  "https://user:word@api.spyderbat.com",
                                  "http://127.0.0.1@evil.example",
                                  "https://api.spyderbat.com?x=1",
                                  "https://api.spyderbat.com#x",
                                  "https://api.spyderbat.com:99999",
                                  "https://api spyderbat.com",
                                  "https://api.spyderbat.com\r\nX: y",
                                  "https://api.spyderbat.com/a b"})
        QTest::newRow(url) << QString::fromUtf8(url);
}

void ServerUrlTest::refused()
{
    QFETCH(QString, url);
    const Result<std::string> result = checkedUrl(url.toStdString());
    QVERIFY2(!result, result ? result->c_str() : "");
    QCOMPARE(QString::fromStdString(result.error().code), QStringLiteral("bad-url"));
    QVERIFY(result.error().message.find('\n') == std::string::npos);
}

void ServerUrlTest::percentSigns()
{
    QCOMPARE(percentEncoded("aZ09-._~"), std::string("aZ09-._~"));
    QCOMPARE(percentEncoded("a b/c?d"), std::string("a%20b%2Fc%3Fd"));
    QCOMPARE(percentEncoded("/api/pol:x y", "/:"), std::string("/api/pol:x%20y"));
    QCOMPARE(percentEncoded("ü%\r\n"), std::string("%C3%BC%25%0D%0A"));
    QCOMPARE(percentEncoded(std::string_view("\0", 1)), std::string("%00"));
}

QTEST_APPLESS_MAIN(ServerUrlTest)
#include "server_url_test.moc"
