// A comparison as a page: what it says, how both texts stand beside each other, and that nothing in
// a text becomes a part of the page.

#include "core/ops/comparison_html.h"
#include "core/ops/html_text.h"

#include "core/yaml/reader.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace pw;

namespace {

std::string webPolicy(const std::string& name, const std::string& image, const std::string& mode)
{
    return "kind: SpyderbatPolicy\nmetadata:\n  name: " + name
        + "\n  type: container\nspec:\n  mode: " + mode + "\n  containerSelector:\n    image: '"
        + image + "'\n";
}

QString report(const std::string& left, const std::string& right)
{
    const yaml::Document was = yaml::read(*text::SourceText::make(left, "left"));
    const yaml::Document is = yaml::read(*text::SourceText::make(right, "right"));
    return QString::fromStdString(
        ops::htmlReport(ops::compare(ops::comparedText(was), ops::comparedText(is)),
                        {"left.yaml", left}, {"right.yaml", right}));
}

/// `1 | a | 1 | b` for each row of the texts.
QStringList rows(const QString& html)
{
    QStringList out;
    const QString texts = html.mid(html.indexOf(QStringLiteral("class=\"texts\"")));
    static const QRegularExpression row(QStringLiteral("<tr[^>]*>(.*?)</tr>"),
                                        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression cell(QStringLiteral("<td[^>]*>(.*?)</td>"));
    for (const QRegularExpressionMatch& match : row.globalMatch(texts)) {
        QStringList cells;
        for (const QRegularExpressionMatch& inner : cell.globalMatch(match.captured(1)))
            cells += inner.captured(1);
        if (!cells.isEmpty())
            out += cells.join(QStringLiteral(" | "));
    }
    return out;
}

} // namespace

class ComparisonHtmlTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatChanged();
    void textsBesideEachOther();
    void equalOnes();
    void nothingOfATextIsPartOfThePage();
    void hiddenSigns();
    void longTextsAreCutOff();
};

void ComparisonHtmlTest::whatChanged()
{
    const QString html
        = report(webPolicy("web", "web:1", "audit"), webPolicy("web", "web:*", "enforce"));
    QVERIFY(html.contains(QStringLiteral("<h1>left.yaml → right.yaml</h1>")));
    QVERIFY(html.contains(QStringLiteral("<p>2 changes of meaning</p>")));
    QVERIFY(html.contains(QStringLiteral("aria-label=\"1 wider, 1 acts\"")));
    // Half of the bar each, and the same in words.
    QVERIFY(html.contains(QStringLiteral("<rect class=\"wider\" x=\"0\" width=\"497\"")));
    QVERIFY(html.contains(QStringLiteral("<rect class=\"acts\" x=\"500\" width=\"500\"")));
    QVERIFY(html.contains(QStringLiteral("</svg> 1 wider</li>")));
}

void ComparisonHtmlTest::textsBesideEachOther()
{
    const QString html
        = report("a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\ng: 7\nh: 8\ni: 9\nj: 10\n",
                 "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\ng: 7\nh: 8\ni: 90\nj: 10\nk: 1");
    QCOMPARE(rows(html).join(u'\n'),
             QStringLiteral("5 equal lines\n6 | f: 6 | 6 | f: 6\n7 | g: 7 | 7 | g: 7\n"
                            "8 | h: 8 | 8 | h: 8\n9 − | i: <del>9</del> | 9 + | i: <ins>90</ins>\n"
                            "10 | j: 10 | 10 | j: 10\n |  | 11 + | k: 1"));
}

void ComparisonHtmlTest::equalOnes()
{
    const std::string text = webPolicy("web", "web:1", "audit");
    const QString html = report(text, text);
    QVERIFY(html.contains(QStringLiteral("Both mean the same.")));
    QVERIFY(html.contains(QStringLiteral("the same, byte for byte")));
    QVERIFY(report("a: 1\n", "a: 2\n")
                .contains(QStringLiteral(
                    "<p>What these texts mean is not compared; their lines are.</p>")));
}

void ComparisonHtmlTest::nothingOfATextIsPartOfThePage()
{
    const std::string evil = "</td><script>alert(1)</script>&amp;\\\"";
    QString html = report(webPolicy("'<b>&'", "web:1", "audit"),
                          webPolicy("\"" + evil + "\"", evil, "audit"));
    QVERIFY(!html.contains(QStringLiteral("<script")));
    QVERIFY(!html.contains(QStringLiteral("<b>")));
    // Whatever stands in it, the page closes what it opens.
    html.remove(0, html.indexOf(QStringLiteral("<h1>")));
    html.chop(html.size() - html.indexOf(QStringLiteral("</body>")));
    html.remove(QRegularExpression(QStringLiteral("<col( [^>]*)?>")));
    QXmlStreamReader xml(QStringLiteral("<page>") + html + QStringLiteral("</page>"));
    while (!xml.atEnd())
        xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
}

void ComparisonHtmlTest::hiddenSigns()
{
    QCOMPARE(ops::htmlText("a\tb\u202Ec\u200Bd\x01 ü\xFF<"),
             std::string("a\tb\\u202Ec\\u200Bd\\u0001 ü\\xFF&lt;"));
}

void ComparisonHtmlTest::longTextsAreCutOff()
{
    std::string left;
    std::string right;
    for (int i = 0; i < 30'000; ++i) {
        left += "left " + std::to_string(i) + "\n";
        right += "right " + std::to_string(i * 7) + "\n";
    }
    const QString html = report(left, right);
    QCOMPARE(html.count(QStringLiteral("<tr><td")), 20'000);
    QVERIFY(html.contains(QStringLiteral("the rest of the texts is left out")));
}

QTEST_APPLESS_MAIN(ComparisonHtmlTest)

#include "comparison_html_test.moc"
