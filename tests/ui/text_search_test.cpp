#include "ui/editor/text_search.h"

#include <QTest>

using namespace pw::ui;

class TextSearchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
    void replacesWithGroups();
    void badPatternsSayWhy();
    void stopsAtTheLimit();
};

void TextSearchTest::finds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<bool>("regex");
    QTest::addColumn<bool>("matchCase");
    QTest::addColumn<QStringList>("found"); // `begin-end`, in bytes
    const auto row = [](const char* name, const char* text, const char* wanted, bool regex,
                        bool matchCase, const QStringList& found) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(wanted) << regex << matchCase
                            << found;
    };
    using QL = QStringList;
    const auto s = [](const char* words) { return QString::fromLatin1(words); };
    row("exact", "Cidr cidr", "cidr", false, true, QL{s("5-9")});
    row("either case", "Cidr cidr", "ciDR", false, false, QL{s("0-4"), s("5-9")});
    row("does not overlap", "aaaa", "aa", false, true, QL{s("0-2"), s("2-4")});
    row("signs mean themselves", "a.b axb", "a.b", false, false, QL{s("0-3")});
    row("wide signs in either case", "\xC3\x89t\xC3\xA9", "\xC3\xA9", false, false,
        QL{s("0-2"), s("3-5")});
    row("pattern", "10.0.0.1/8", "\\d+/\\d", true, false, QL{s("7-10")});
    row("pattern behind wide signs", "\xF0\x9F\x90\xA7 x1\r\n\xC3\xA9 x2", "x\\d", true, false,
        QL{s("5-7"), s("12-14")});
    row("patterns end with lines", "ab\nc", "b\\s*c", true, false, QL{});
    row("line start and end", "ab\r\nab", "^a.*$", true, false, QL{s("0-2"), s("4-6")});
    row("empty matches are none", "abc", "x*", true, false, QL{});
    row("nothing", "abc", "", false, false, QL{});
}

void TextSearchTest::finds()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, wanted);
    QFETCH(const bool, regex);
    QFETCH(const bool, matchCase);
    QFETCH(const QStringList, found);
    QStringList got;
    for (const Found& each : findAll(text.toStdString(), {wanted, regex, matchCase}))
        got << QStringLiteral("%1-%2").arg(each.begin).arg(each.end);
    QCOMPARE(got, found);
}

void TextSearchTest::replacesWithGroups()
{
    const TextQuery query{QStringLiteral("(\\w+): (\\w+)"), true, false};
    const auto found = findAll("key: value", query, QStringLiteral("\\2=\\1\\n\\\\"));
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found.front().replacement, std::string("value=key\n\\"));
    const auto plain = findAll("key", {QStringLiteral("key"), false, false}, QStringLiteral("\\1"));
    QCOMPARE(plain.front().replacement, std::string("\\1"));
}

void TextSearchTest::badPatternsSayWhy()
{
    const TextQuery query{QStringLiteral("(a"), true, false};
    QVERIFY(!query.problem().isEmpty());
    QVERIFY(findAll("(a", query).empty());
    QVERIFY((TextQuery{QStringLiteral("(a"), false, false}).problem().isEmpty());
}

void TextSearchTest::stopsAtTheLimit()
{
    const std::string many(1000, 'a');
    QCOMPARE(findAll(many, {QStringLiteral("a"), false, true}, {}, 10).size(), std::size_t(10));
    QCOMPARE(findAll(many, {QStringLiteral("a"), true, true}, {}, 10).size(), std::size_t(10));
}

QTEST_MAIN(TextSearchTest)
#include "text_search_test.moc"
