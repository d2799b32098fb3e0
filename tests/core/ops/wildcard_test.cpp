#include "core/ops/wildcard.h"

#include <QTest>

using namespace pw::ops;

class WildcardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matches_data();
    void matches();
    void commonRun_data();
    void commonRun();
    void resultFitsBoth_data() { commonRun_data(); }
    void resultFitsBoth();
    void selectorFields();
    void longNamesEndSoon();
};

void WildcardTest::matches_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char* pattern, const char* text, bool fits) {
        QTest::addRow("%s on %s", pattern, text)
            << QString::fromUtf8(pattern) << QString::fromUtf8(text) << fits;
    };
    row("mongo", "mongo", true);
    row("mongo", "mongod", false);
    row("Mongo", "mongo", false);
    row("*", "", true);
    row("", "", true);
    row("", "a", false);
    row("docker.io/*", "docker.io/library/mongo:6", true);
    row("*/mongo:*", "docker.io/library/mongo:6", true);
    row("a*b*c", "aXbXbXc", true);
    row("a*b*c", "aXbXbX", false);
    row("?", "\xC3\xA4", true);
    row("??", "\xC3\xA4", false);
    row("[abc]x", "bx", true);
    row("[!abc]x", "bx", false);
    row("[a-z]1", "q1", true);
    row("[]]", "]", true);
    row("[\xC3\xA4-\xC3\xBC]", "\xC3\xB6", true);
    row("[kworker]", "[kworker]", true);
    row("[kworker]", "k", true);
    row("[kworker", "[kworker", true);
    row("[[]kworker*", "[kworker/0]", true);
    row("*[", "a[", true);
}

void WildcardTest::matches()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QTEST(globMatches(pattern.toStdString(), text.toStdString()), "fits");
}

void WildcardTest::commonRun_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<QString>("pattern"); // empty: none
    const auto row = [](const char* a, const char* b, const char* pattern) {
        QTest::addRow("%s + %s", a, b)
            << QString::fromUtf8(a) << QString::fromUtf8(b) << QString::fromUtf8(pattern);
    };
    row("registry/db:latest", "registry/db:6.0", "registry/db:*");
    row("one.io/library/db:latest", "two.io/lib/db:latest", "*/db:latest");
    row("ip6tables", "iptables", "*tables");
    row("sh", "bash", "");
    row("abcXdef", "abcYdef", "abc*");
    row("abXcdef", "abYcdef", "*cdef");
    row("aaab", "baaa", "*aaa*");
    row("aXbcd", "bcdY", "*bcd*");
    row("mongo:1", "mongo:12", "mongo:1*");
    row("foobar", "bar", "*bar");
    row("abcabc", "abc", "abc*");
    row("abcdef", "*abc", "*abc*");
    row("foo", "*foo*", "*foo*");
    row("foo", "foo*", "foo*");
    row("foo", "*foo", "*foo");
    row("nginx", "nginx", "nginx");
    row("[cron: a1]", "[cron: b2]", "[cron: *");
    row("[ab]job1", "[ab]job2", "[[]ab]job*");
    row("", "abc", "");
    row("abc", "**", "");
    row("n\xC3\xA4hte1", "n\xC3\xA4hte2", "n\xC3\xA4hte*");
    row("\xC3\xA4\xC3\xB6", "\xC3\xA4\xC3\xB6x", "");
}

void WildcardTest::commonRun()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    const auto found = commonWildcard(a.toStdString(), b.toStdString());
    QTEST(QString::fromStdString(found.value_or("")), "pattern");
}

void WildcardTest::resultFitsBoth()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    const auto found = commonWildcard(a.toStdString(), b.toStdString());
    if (!found)
        return;
    QVERIFY(globMatches(*found, a.toStdString()));
    QVERIFY(globMatches(*found, b.toStdString()));
}

void WildcardTest::selectorFields()
{
    QCOMPARE(wildcardMerge("ip*", "iptables"), std::optional<std::string>("ip*"));
    QCOMPARE(wildcardMerge("iptables", "ip*"), std::optional<std::string>("ip*"));
    QCOMPARE(wildcardMerge("ab", "cd"), std::nullopt);
}

void WildcardTest::longNamesEndSoon()
{
    const std::string a(1'000'000, 'a');
    QCOMPARE(commonWildcard(a, a + "b"), std::nullopt);
    QVERIFY(!globMatches("*a*a*a*a*b", a));
}

QTEST_APPLESS_MAIN(WildcardTest)
#include "wildcard_test.moc"
