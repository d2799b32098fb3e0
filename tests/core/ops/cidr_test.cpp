#include "core/ops/address_set.h"
#include "core/ops/cidr.h"

#include <QTest>

using namespace pw::ops;

namespace {

Cidr cidr(std::string_view text)
{
    return parseCidr(text).cidr;
}

AddressBlock block(std::string_view text, std::vector<std::string> except = {})
{
    return *parseBlock({std::string(text), std::move(except)});
}

} // namespace

class CidrTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void containsByPrefix();
    void privateRanges_data();
    void privateRanges();
    void setsKnowTheirHoles();
    void setsUniteNeighbours();
    void wholeSpaces();
};

void CidrTest::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    QTest::addColumn<bool>("hostBits");
    const auto row = [](const char* text, const char* written, bool hostBits) {
        QTest::addRow("%s", text) << QString::fromLatin1(text) << QString::fromLatin1(written)
                                  << hostBits;
    };
    row("10.0.0.0/8", "10.0.0.0/8", false);
    row("10.1.2.3", "10.1.2.3/32", false);
    row("10.1.2.3/8", "10.0.0.0/8", true);
    row("0.0.0.0/0", "0.0.0.0/0", false);
    row("10.0.0.0/255.0.0.0", "10.0.0.0/8", false);
    row("10.0.0.0/0.255.255.255", "10.0.0.0/8", false);
    row("2001:db8::/32", "2001:db8::/32", false);
    row("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1/128", false);
    row("::ffff:1.2.3.4", "::ffff:102:304/128", false);
    row("::/0", "::/0", false);
    row("1:0:2:0:3:0:4:0", "1:0:2:0:3:0:4:0/128", false);
    row("fe80::1/10", "fe80::/10", true);
    row("fe80::1%eth0/128", "fe80::1/128", false);
}

void CidrTest::reads()
{
    QFETCH(QString, text);
    QFETCH(bool, hostBits);
    const ParsedCidr parsed = parseCidr(text.toStdString());
    QTEST(QString::fromStdString(toString(parsed.cidr)), "written");
    QCOMPARE(parsed.problem, hostBits ? CidrProblem::HostBits : CidrProblem::None);
}

void CidrTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"", "10.0.0", "10.0.0.0.0", "10.0.0.256", "10.0.0.01", "10.0.0.0/33", "10.0.0.0/",
          "10.0.0.0/-1", " 10.0.0.0", "10.0.0.0/8 ", "a.b.c.d", "::/129", ":::", "1::2::3",
          "fe80::1%", "10.0.0.0/255.0.255.0", "1.2.3.4/8/8"}) {
        QTest::addRow("'%s'", text) << QString::fromLatin1(text);
    }
}

void CidrTest::refuses()
{
    QFETCH(QString, text);
    QCOMPARE(parseCidr(text.toStdString()).problem, CidrProblem::Malformed);
}

void CidrTest::containsByPrefix()
{
    QVERIFY(cidr("10.0.0.0/8").contains(cidr("10.255.0.0/16")));
    QVERIFY(cidr("10.0.0.0/8").contains(cidr("10.0.0.0/8")));
    QVERIFY(!cidr("10.0.0.0/16").contains(cidr("10.0.0.0/8")));
    QVERIFY(!cidr("0.0.0.0/0").contains(cidr("::1")));
    QVERIFY(cidr("2001:db8::/33").contains(cidr("2001:db8:7fff::/64")));
    QVERIFY(!cidr("2001:db8::/33").contains(cidr("2001:db8:8000::/64")));
    QVERIFY(cidr("::/0").contains(cidr("ffff::/16")));
}

void CidrTest::privateRanges_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* text, bool expected) {
        QTest::addRow("%s", text) << QString::fromLatin1(text) << expected;
    };
    row("10.0.0.0/8", true);
    row("10.0.0.0/7", false);
    row("172.31.255.255", true);
    row("172.32.0.0", false);
    row("100.64.0.1", false);
    row("169.254.169.254", true);
    row("0.0.0.0/0", false);
    row("fd00::1", true);
    row("2606:4700::1", false);
    row("2001:20::1", false);
    row("2001:db8::1", true);
    row("::ffff:8.8.8.8", true);
}

void CidrTest::privateRanges()
{
    QFETCH(QString, text);
    QTEST(isPrivate(cidr(text.toStdString())), "expected");
}

void CidrTest::setsKnowTheirHoles()
{
    AddressSet set;
    set.add(block("10.0.0.0/8", {"10.1.0.0/16"}));
    QVERIFY(set.contains(block("10.2.0.0/16")));
    QVERIFY(!set.contains(block("10.1.2.3/32")));
    QVERIFY(!set.contains(block("10.0.0.0/8")));
    QVERIFY(set.contains(block("10.0.0.0/8", {"10.0.0.0/15"})));
    set.add(block("10.1.0.0/16"));
    QVERIFY(set.contains(block("10.0.0.0/8")));
}

void CidrTest::setsUniteNeighbours()
{
    AddressSet set;
    set.add(block("10.128.0.0/9"));
    set.add(block("10.0.0.0/9"));
    QVERIFY(set.contains(block("10.0.0.0/8")));
    set.subtract(false, rangeOf(cidr("10.127.255.255")));
    QVERIFY(!set.contains(block("10.0.0.0/8")));
    QVERIFY(set.contains(block("10.128.0.0/9")));
}

void CidrTest::wholeSpaces()
{
    AddressSet set;
    set.add(block("::/1"));
    set.add(block("8000::/1"));
    set.add(block("0.0.0.0/0"));
    QVERIFY(set.contains(block("::/0")));
    QVERIFY(set.contains(block("255.255.255.255")));
    AddressSet other;
    other.add(block("ffff::/16"));
    QVERIFY(set.contains(other));
    QVERIFY(!other.contains(set));
}

QTEST_APPLESS_MAIN(CidrTest)
#include "cidr_test.moc"
