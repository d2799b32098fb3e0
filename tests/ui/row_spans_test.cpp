#include "ui/common/row_spans.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace pw::ui;

namespace {

/// Plays the steps as a model would.
std::string played(const std::string& before, const std::string& after)
{
    const std::vector<char> from(before.begin(), before.end());
    const std::vector<char> to(after.begin(), after.end());
    const RowSpans spans = rowSpans(from, to);
    std::string rows = before;
    for (const RowSpans::Span& span : spans.removed)
        rows.erase(span.first, span.count);
    for (const RowSpans::Span& span : spans.inserted)
        rows.insert(span.first, after, span.first, span.count);
    return rows;
}

std::size_t steps(const std::string& before, const std::string& after)
{
    const RowSpans spans = rowSpans(std::vector<char>(before.begin(), before.end()),
                                    std::vector<char>(after.begin(), after.end()));
    return spans.removed.size() + spans.inserted.size();
}

} // namespace

class RowSpansTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void leadsToTheNewRows_data();
    void leadsToTheNewRows();
    void everyOrderOfFiveRows();
    void stepsAreFew();
};

void RowSpansTest::leadsToTheNewRows_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char* before, const char* after) {
        QTest::addRow("%s to %s", before, after) << QByteArray(before) << QByteArray(after);
    };
    row("", "");
    row("", "abc");
    row("abc", "");
    row("abc", "abc");
    row("abcdef", "bdf");
    row("bdf", "abcdefg");
    row("abc", "cab");
    row("abcd", "dxcba");
    row("abc", "xyz");
}

void RowSpansTest::leadsToTheNewRows()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QCOMPARE(played(before.toStdString(), after.toStdString()), after.toStdString());
}

void RowSpansTest::everyOrderOfFiveRows()
{
    std::string order = "abcde";
    do
        QCOMPARE(played("abcde", order), order);
    while (std::next_permutation(order.begin(), order.end()));
}

void RowSpansTest::stepsAreFew()
{
    QCOMPARE(steps("abc", "abc"), std::size_t{0});
    QCOMPARE(steps("abcdef", "abef"), std::size_t{1});
    QCOMPARE(steps("abef", "abcdef"), std::size_t{1});
    QCOMPARE(steps("cab", "abc"), std::size_t{2}); // only the c goes and comes back
}

QTEST_APPLESS_MAIN(RowSpansTest)
#include "row_spans_test.moc"
