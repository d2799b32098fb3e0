// Rows of a review, one after the other or below headings.

#include "ui/diff/review_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace pw::ui;

namespace {

ReviewRow row(const char* key)
{
    ReviewRow out;
    out.key = key;
    out.sentence.say(key);
    return out;
}

ReviewGroup group(const char* title, std::initializer_list<const char*> keys)
{
    ReviewGroup out{QString::fromLatin1(title), {}};
    for (const char* const key : keys)
        out.rows.push_back(row(key));
    return out;
}

/// `a b [Network 2: c d]`
QString shown(const ReviewModel& model, const QModelIndex& parent = {})
{
    QStringList out;
    for (int at = 0; at < model.rowCount(parent); ++at) {
        const QModelIndex index = model.index(at, 0, parent);
        QString text = index.data().toString();
        if (model.isHeading(index))
            text = QStringLiteral("[%1 %2: %3]")
                       .arg(text, index.data(ReviewModel::CountRole).toString(),
                            shown(model, index));
        out += text;
    }
    return out.join(u' ');
}

} // namespace

class ReviewModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsBelowHeadings();
    void rowsThatStayKeepTheirPlace();
    void headingsComeAndGo();
};

void ReviewModelTest::rowsBelowHeadings()
{
    ReviewModel model;
    const QAbstractItemModelTester tester(&model);
    model.setGroups({group("Selectors", {"a"}), group("Network", {"b", "c"})});
    QCOMPARE(shown(model), QStringLiteral("[Selectors 1: a] [Network 2: b c]"));
    const QModelIndex heading = model.index(1, 0);
    QCOMPARE(model.rowAt(heading), nullptr);
    QCOMPARE(model.rowAt(model.index(1, 0, heading))->key, std::string("c"));
    QCOMPARE(heading.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Network, 2"));
}

void ReviewModelTest::rowsThatStayKeepTheirPlace()
{
    ReviewModel model;
    const QAbstractItemModelTester tester(&model);
    model.setGroups({group("Selectors", {"a", "b"}), group("Network", {"c"})});
    const QPersistentModelIndex kept(model.index(1, 0, model.index(0, 0)));
    model.setGroups({group("Selectors", {"x", "b", "y"}), group("Network", {"d"})});
    QCOMPARE(shown(model), QStringLiteral("[Selectors 3: x b y] [Network 1: d]"));
    QCOMPARE(model.rowAt(kept)->key, std::string("b"));
    QCOMPARE(kept.row(), 1);
}

void ReviewModelTest::headingsComeAndGo()
{
    ReviewModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRows({row("a"), row("b")});
    QCOMPARE(shown(model), QStringLiteral("a b"));
    model.setGroups({group("Network", {"a"})});
    QCOMPARE(shown(model), QStringLiteral("[Network 1: a]"));
    model.setGroups({});
    QCOMPARE(model.rowCount(), 0);
    model.setRows({row("c")});
    QCOMPARE(shown(model), QStringLiteral("c"));
    QVERIFY(!model.isHeading(model.index(0, 0)));
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(ReviewModelTest)
#include "review_model_test.moc"
