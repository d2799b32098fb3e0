// Only a server whose certificate is good gets to hear anything at all.

#include "core/api/client.h"
#include "core/api/curl_transport.h"
#include "tests/transport/fault_proxy.h"
#include "tests/transport/tls_server.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace pw;
using namespace pw::tests;
using namespace std::chrono_literals;

namespace {

const std::string key = "canary-5f1c0ffee0ddba11";

/// The protocol versions that the server speaks, with the ciphers that the old ones need.
auto versions(int least, int most)
{
    return [least, most](SSL_CTX* context) {
        SSL_CTX_set_security_level(context, 0);
        SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0");
        SSL_CTX_set_min_proto_version(context, least);
        SSL_CTX_set_max_proto_version(context, most);
    };
}

} // namespace

class TransportTlsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void goodServers_data();
    void goodServers();
    void badServers_data();
    void badServers();
    void plainTextBehindHttps();
    void encryptedBehindHttp();
    void aConnectionThatTakesTime();
    void stepsOfTheTest();

private:
    [[nodiscard]] Certificate leaf(const CertificateText& text = {}) const
    {
        return makeCertificate(text, &m_authority);
    }
    [[nodiscard]] Result<api::Response> ask(const std::string& url,
                                            const api::SendLimits& limits = {}) const;
    [[nodiscard]] static std::string url(const TlsServer& server,
                                         const std::string& host = "localhost")
    {
        return "https://" + host + ":" + std::to_string(server.port());
    }

    QTemporaryDir m_folder;
    std::string m_caFile;
    Certificate m_authority = makeAuthority("Our authority");
    Certificate m_other = makeAuthority("Another authority");
};

Q_DECLARE_METATYPE(pw::tests::TlsOptions)

void TransportTlsTest::initTestCase()
{
    std::signal(SIGPIPE, SIG_IGN); // a client that hangs up in the handshake
    QFile file(m_folder.filePath(QStringLiteral("ca.pem")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(m_authority.pem()));
    m_caFile = file.fileName().toStdString();
}

Result<api::Response> TransportTlsTest::ask(const std::string& url,
                                            const api::SendLimits& limits) const
{
    auto transport = api::CurlTransport::make({url, api::Secret(key), {}, m_caFile});
    if (!transport)
        return transport.error();
    return (*transport)->send({"GET", "/api/v1/org/", {}, {}, {}}, limits, {});
}

void TransportTlsTest::goodServers_data()
{
    QTest::addColumn<TlsOptions>("options");
    QTest::addColumn<QString>("host");
    const auto row = [](const char* name, TlsOptions options, const char* host = "localhost") {
        QTest::newRow(name) << std::move(options) << QString::fromUtf8(host);
    };
    row("by name", {{leaf()}, {}});
    row("by address", {{leaf()}, {}}, "127.0.0.1");
    row("TLS 1.2", {{leaf()}, versions(TLS1_2_VERSION, TLS1_2_VERSION)});
    row("TLS 1.3", {{leaf()}, versions(TLS1_3_VERSION, TLS1_3_VERSION)});
    CertificateText between;
    between.name = "Between";
    between.names.clear();
    between.usage.clear();
    between.authority = true;
    const Certificate middle = leaf(between);
    row("over an authority between", {{makeCertificate({}, &middle), middle}, {}});
    row("any usage", {{leaf({.usage = {}})}, {}});
}

void TransportTlsTest::goodServers()
{
    QFETCH(TlsOptions, options);
    QFETCH(QString, host);
    const TlsServer server(options);
    const Result<api::Response> reply = ask(url(server, host.toStdString()));
    QVERIFY2(reply, reply ? "" : reply.error().message.c_str());
    QCOMPARE(reply->body, std::string("[]"));
    QVERIFY(server.told().find("Authorization: Bearer " + key) != std::string::npos);
}

void TransportTlsTest::badServers_data()
{
    QTest::addColumn<TlsOptions>("options");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, TlsOptions options, const char* words = "") {
        QTest::newRow(name) << std::move(options) << QString::fromUtf8(words);
    };
    row("expired", {{leaf({.from = -7200, .until = -3600})}, {}}, "expired");
    row("not yet valid", {{leaf({.from = 3600, .until = 7200})}, {}}, "not yet valid");
    row("by itself", {{makeCertificate({})}, {}}, "self-signed");
    row("unknown authority", {{makeCertificate({}, &m_other)}, {}}, "issuer");
    row("unknown authority that comes along", {{makeCertificate({}, &m_other), m_other}, {}},
        "self-signed");
    Certificate impostor = makeAuthority("Our authority");
    row("another key of the authority's name", {{makeCertificate({}, &impostor), impostor}, {}});
    row("another name", {{leaf({.name = "other.example", .names = "DNS:other.example"})}, {}},
        "localhost");
    row("another address", {{leaf({.name = "127.0.0.2", .names = "IP:127.0.0.2"})}, {}},
        "localhost");
    row("a wildcard of all", {{leaf({.name = "*", .names = "DNS:*"})}, {}}, "localhost");
    row("for clients alone", {{leaf({.usage = "clientAuth"})}, {}}, "purpose");
    const Certificate noAuthority = leaf();
    row("signed by no authority", {{makeCertificate({}, &noAuthority), noAuthority}, {}});
    row("TLS 1.0", {{leaf()}, versions(TLS1_VERSION, TLS1_VERSION)});
    row("TLS 1.1", {{leaf()}, versions(TLS1_1_VERSION, TLS1_1_VERSION)});
}

void TransportTlsTest::badServers()
{
    QFETCH(TlsOptions, options);
    QFETCH(QString, words);
    const TlsServer server(options);
    const Result<api::Response> reply = ask(url(server));
    QVERIFY(!reply);
    const std::string& message = reply.error().message;
    QVERIFY2(reply.error().code == "tls", (reply.error().code + ": " + message).c_str());
    QVERIFY2(message.find("nothing was sent") != std::string::npos, message.c_str());
    QVERIFY2(message.find(words.toStdString()) != std::string::npos, message.c_str());
    QCOMPARE(server.told(), std::string());
}

void TransportTlsTest::plainTextBehindHttps()
{
    const FaultProxy plain(0);
    const Result<api::Response> reply
        = ask("https://localhost:" + std::to_string(plain.port()), {2000ms, 300ms, 5000ms, 1000});
    QVERIFY(!reply);
    QVERIFY2(reply.error().code == "tls" || reply.error().code == "cannot-connect",
             reply.error().message.c_str());
    QVERIFY(plain.seen().empty());
}

/// The key goes to this machine in plain text there, but nothing that answers is taken for a reply.
void TransportTlsTest::encryptedBehindHttp()
{
    const TlsServer server({{leaf()}, {}});
    const Result<api::Response> reply = ask("http://localhost:" + std::to_string(server.port()));
    QVERIFY(!reply);
    QCOMPARE(server.told(), std::string());
}

/// The time that connecting took is not taken from the server's time to answer.
void TransportTlsTest::aConnectionThatTakesTime()
{
    const TlsServer slow({{leaf()}, {}, 1500ms, 1000ms});
    const Result<api::Response> reply = ask(url(slow), {10'000ms, 2'000ms, 20'000ms, 1000});
    QVERIFY2(reply, reply ? "" : reply.error().message.c_str());
    const TlsServer never({{leaf()}, {}, 1'000ms});
    const Result<api::Response> late = ask(url(never), {200ms, 5'000ms, 20'000ms, 1000});
    QVERIFY(!late);
    QCOMPARE(QString::fromStdString(late.error().code), QStringLiteral("cannot-connect"));
}

void TransportTlsTest::stepsOfTheTest()
{
    const TlsServer server({{makeCertificate({}, &m_other)}, {}});
    auto transport = api::CurlTransport::make({url(server), api::Secret(key), {}, m_caFile});
    QVERIFY(transport);
    api::ClientOptions options;
    options.server = url(server);
    api::Client client(*transport, options);
    const std::vector<api::ConnectionStep> steps = client.testConnection();
    using State = api::ConnectionStep::State;
    QCOMPARE(steps.size(), std::size_t(5));
    QVERIFY(steps[0].state == State::Passed);
    QVERIFY(steps[1].state == State::Passed);
    QVERIFY(steps[2].state == State::Failed);
    QVERIFY(steps[2].advice.find("authority") != std::string::npos);
    QVERIFY(steps[3].state == State::NotReached);
    QCOMPARE(server.told(), std::string());
}

QTEST_GUILESS_MAIN(TransportTlsTest)
#include "transport_tls_test.moc"
