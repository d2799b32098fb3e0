#include "ui/editor/outline_panel.h"

#include "core/snapshot_words.h"
#include "ui/common/convert.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <memory>

using namespace pw;
using namespace pw::ui;

class OutlinePanelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void showsThePartsOfAText();
    void theCursorMarksItsPart();
    void whatIsFoldedStaysFolded();
    void aRowLeadsToItsPlace();
    void wordsChangeInPlace();
    void problemsAreSaid();
    void anEmptyTextHasNoRows();

private:
    void show(const std::string& text);
    /// Rows that can be seen, indented by their depth.
    [[nodiscard]] QStringList rows() const;
    [[nodiscard]] QModelIndex find(const QString& words) const;
    [[nodiscard]] QTreeView& tree() const
    {
        return *m_panel->findChild<QTreeView*>(QStringLiteral("outlineTree"));
    }

    std::unique_ptr<OutlinePanel> m_panel;
    std::string m_text;
};

namespace {

const std::string policyText
    = "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata: {name: shop, type: container}\n"
      "spec:\n  containerSelector:\n    image: web\n  mode: audit\n  processPolicy:\n"
      "  - name: sh\n    exe: [/bin/sh]\n    id: sh_0\n    euser: [root]\n    children:\n"
      "    - name: ls\n      exe: [/bin/ls]\n      id: ls_0\n"
      "  networkPolicy: {ingress: [], egress: []}\n  response: {default: [], actions: []}\n";

} // namespace

void OutlinePanelTest::init()
{
    m_panel = std::make_unique<OutlinePanel>();
    m_panel->resize(400, 600);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void OutlinePanelTest::show(const std::string& text)
{
    m_text = text;
    const Snapshot snapshot = analyse(*text::SourceText::make(text, "test"));
    m_panel->setOutline(
        std::make_shared<const std::vector<ops::OutlineItem>>(ops::outline(snapshot)));
}

QStringList OutlinePanelTest::rows() const
{
    QStringList out;
    for (QModelIndex row = tree().model()->index(0, 0); row.isValid();
         row = tree().indexBelow(row)) {
        QString lead;
        for (QModelIndex up = row.parent(); up.isValid(); up = up.parent())
            lead += u' ';
        out << lead + row.data().toString();
    }
    return out;
}

QModelIndex OutlinePanelTest::find(const QString& words) const
{
    const QModelIndexList found
        = tree().model()->match(tree().model()->index(0, 0), Qt::DisplayRole, words, 1,
                                Qt::MatchStartsWith | Qt::MatchRecursive);
    return found.isEmpty() ? QModelIndex() : found.first();
}

void OutlinePanelTest::showsThePartsOfAText()
{
    show(policyText);
    const QAbstractItemModelTester tester(tree().model());
    const QStringList seen = rows();
    QVERIFY2(seen.first().startsWith(QStringLiteral("shop audits containers")),
             qPrintable(seen.join(u'\n')));
    QVERIFY(find(QStringLiteral("sh runs /bin/sh as root")).isValid());
    QVERIFY(find(QStringLiteral("ls runs /bin/ls")).parent()
            == find(QStringLiteral("sh runs /bin/sh as root")));
}

void OutlinePanelTest::theCursorMarksItsPart()
{
    show(policyText);
    const QSignalSpy told(m_panel.get(), &OutlinePanel::revealRequested);
    tree().setExpanded(find(QStringLiteral("sh runs")), true);
    m_panel->markPlace(static_cast<text::ByteOffset>(m_text.find("/bin/ls")));
    QVERIFY(tree().currentIndex().data().toString().startsWith(QStringLiteral("ls runs")));
    QCOMPARE(told.size(), 0);
}

void OutlinePanelTest::whatIsFoldedStaysFolded()
{
    show(policyText);
    const QModelIndex parent = find(QStringLiteral("sh runs"));
    tree().setExpanded(parent, false);
    m_panel->markPlace(static_cast<text::ByteOffset>(m_text.find("/bin/ls")));
    QCOMPARE(tree().currentIndex(), parent);
    // Another process in front makes other rows; what was open and folded is known by its place.
    std::string longer = policyText;
    longer.insert(longer.find("  networkPolicy"),
                  "  - {name: cat, exe: [/bin/cat], id: cat_0, euser: [root]}\n");
    show(longer);
    QVERIFY(!tree().isExpanded(find(QStringLiteral("sh runs"))));
    QVERIFY(rows().join(u'\n').contains(QStringLiteral("cat runs /bin/cat")));
    QVERIFY(tree().currentIndex().data().toString().startsWith(QStringLiteral("sh runs")));
}

void OutlinePanelTest::aRowLeadsToItsPlace()
{
    show(policyText);
    QSignalSpy told(m_panel.get(), &OutlinePanel::revealRequested);
    tree().setCurrentIndex(find(QStringLiteral("sh runs")));
    tree().setFocus();
    QTest::keyClick(&tree(), Qt::Key_Return);
    QCOMPARE(told.size(), 1);
    const auto span = told[0][0].value<text::Span>();
    QCOMPARE(m_text.substr(span.begin, span.size()), std::string("sh"));
}

void OutlinePanelTest::wordsChangeInPlace()
{
    show(policyText);
    const QSignalSpy reset(tree().model(), &QAbstractItemModel::modelReset);
    const QSignalSpy changed(tree().model(), &QAbstractItemModel::dataChanged);
    std::string other = policyText;
    other.replace(other.find("[/bin/ls]"), 9, "[/bin/dir]");
    show(other);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
    QVERIFY(find(QStringLiteral("ls runs /bin/dir")).isValid());
}

void OutlinePanelTest::problemsAreSaid()
{
    std::string wrong = policyText;
    wrong.replace(wrong.find("id: ls_0"), 8, "id: sh_0");
    show(wrong);
    const QModelIndex row = find(QStringLiteral("ls runs"));
    QVERIFY(row.data(Qt::AccessibleTextRole).toString().endsWith(QStringLiteral(", Error")));
}

void OutlinePanelTest::anEmptyTextHasNoRows()
{
    show(policyText);
    show("");
    QCOMPARE(tree().model()->rowCount(), 0);
    m_panel->markPlace(0);
    QVERIFY(!tree().currentIndex().isValid());
}

QTEST_MAIN(OutlinePanelTest)
#include "outline_panel_test.moc"
