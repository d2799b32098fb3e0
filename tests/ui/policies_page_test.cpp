// The place Policies alone: its states, what it tells of the selection, and what it asks for.

#include "ui/policies/policies_page.h"

#include "tests/ui/policy_rows.h"
#include "ui/common/notice_strip.h"
#include "ui/common/panel_title.h"
#include "ui/common/row_tree.h"
#include "ui/common/state_page.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace pw;
using namespace pw::ui;
using namespace pw::tests;

class PoliciesPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_page = std::make_unique<PoliciesPage>();
        m_page->resize(1200, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_table = child<RowTree>("policyTable");
        new QAbstractItemModelTester(
            m_table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_page.get());
    }

    void nothingIsSaidBeforeTheFirstAnswer()
    {
        QCOMPARE(sentence(), QStringLiteral("The policies were not read yet"));
        m_page->showLoading(QStringLiteral("Reading policies…"), 0, 0);
        QCOMPARE(sentence(), QStringLiteral("Reading policies…"));
        const QSignalSpy cancelled(m_page.get(), &PoliciesPage::cancelRequested);
        help("stateCancel")->click();
        QCOMPARE(cancelled.size(), 1);
        m_page->showCancelled();
        QCOMPARE(sentence(), QStringLiteral("Reading was cancelled"));
        const QSignalSpy again(m_page.get(), &PoliciesPage::refreshRequested);
        help()->click();
        QCOMPARE(again.size(), 1);
    }

    void anEmptyOrganizationOffersToCreate()
    {
        m_page->setRows({}, noon);
        QCOMPARE(sentence(), QStringLiteral("No policy is applied yet"));
        const QSignalSpy create(m_page.get(), &PoliciesPage::createRequested);
        help()->click();
        QCOMPARE(create.size(), 1);
    }

    void aFailureShowsTheServersWords()
    {
        m_page->showFailed(QStringLiteral("403: the key may not"));
        QCOMPARE(tableState()->findChild<QLabel*>(QStringLiteral("stateDetails"))->text(),
                 QStringLiteral("403: the key may not"));
        const QSignalSpy again(m_page.get(), &PoliciesPage::refreshRequested);
        help()->click();
        QCOMPARE(again.size(), 1);
    }

    void rowsOfBeforeStayBehindAFailure()
    {
        m_page->setRows(threePolicies(), noon);
        m_page->showLoading(QStringLiteral("Reading policies…"), 0, 0);
        QVERIFY(tableState()->state() == StatePage::State::Content);
        m_page->showFailed(QStringLiteral("no network"));
        QVERIFY(tableState()->state() == StatePage::State::Content);
        QCOMPARE(notice()->sentence(),
                 QStringLiteral("What is shown is from 2024-01-16T15:00:43Z. The policies could "
                                "not be read again: no network"));
        const QSignalSpy again(m_page.get(), &PoliciesPage::refreshRequested);
        child<QPushButton>("noticeButton0")->click();
        QCOMPARE(again.size(), 1);
        m_page->setRows(threePolicies(), noon);
        QVERIFY(notice()->isHidden());
    }

    void keptRowsSayTheirAge()
    {
        m_page->setRows(threePolicies(), noon + 7300, noon);
        QVERIFY(notice()->isVisible());
        QCOMPARE(notice()->sentence(),
                 QStringLiteral("These policies are from 2024-01-16T15:00:43Z, 2 h old."));
    }

    void anotherOrganizationStartsAnew()
    {
        m_page->setRows(threePolicies(), noon + 7300, noon);
        m_page->clear();
        QVERIFY(notice()->isHidden());
        QCOMPARE(sentence(), QStringLiteral("The policies were not read yet"));
        QVERIFY(m_page->selectedUids().isEmpty());
    }

    void sortedAndCounted()
    {
        m_page->setRows(threePolicies(), noon);
        QCOMPARE(names(), QStringLiteral("mongo nginx chronyd"));
        QCOMPARE(child<QLabel>("policyCounts")->text(),
                 QStringLiteral("3 policies  ·  1 auditing  ·  1 enforcing  ·  1 disabled"));
        QCOMPARE(child<QToolButton>("containerPolicies")->accessibleName(),
                 QStringLiteral("Container, 2 policies"));
    }

    void filtersByTypeAndWords()
    {
        m_page->setRows(threePolicies(), noon);
        QTest::mouseClick(child<QToolButton>("servicePolicies"), Qt::LeftButton);
        QCOMPARE(names(), QStringLiteral("chronyd"));
        QTest::keyClicks(child<QLineEdit>("policyFilter"), QStringLiteral("mongo"));
        QCOMPARE(sentence(), QStringLiteral("No policy fits the filter"));
        QCOMPARE(child<QLabel>("policyCounts")->text().section(u' ', 0, 3),
                 QStringLiteral("0 of 3 policies"));
        help()->click();
        QCOMPARE(names(), QStringLiteral("mongo nginx chronyd"));
        QVERIFY(m_page->filter().empty());
    }

    void whatIsKnownOfTheSelectedOne()
    {
        m_page->setRows(threePolicies(), noon + 3 * day);
        QCOMPARE(m_page->selectedUids(), QStringList(QStringLiteral("pol:mongo")));
        QCOMPARE(child<PanelTitle>("policyDetailsTitle")->sentence(),
                 QStringLiteral("mongo — mongo:* in namespace dev"));
        QCOMPARE(child<QLabel>("policyUid")->text(), QStringLiteral("pol:mongo"));
        QCOMPARE(child<QLabel>("policyCovers")->text(),
                 QStringLiteral("14 fingerprints; 2 of them also in the scope of nginx"));
        QCOMPARE(child<QLabel>("policyDeviations")->text(),
                 QStringLiteral("2 deviations, seen 16 times; 3 days quiet"));
        QCOMPARE(child<QLabel>("policyCreated")->text(),
                 QStringLiteral("2024-01-16T15:00:43Z by ann@example.org"));
        QCOMPARE(child<QLabel>("policyChanged")->text(),
                 QStringLiteral("2024-01-16T15:46:40Z by bob@example.org"));
        QVERIFY(child<QLabel>("policyMode")->text().contains(QStringLiteral("nothing is done")));
        child<QToolButton>("copyUid")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("pol:mongo"));
        m_page->select(QStringLiteral("pol:chronyd"));
        QVERIFY(child<QLabel>("policyMode")->text().contains(QStringLiteral("switched off")));
        QCOMPARE(child<QLabel>("policyCovers")->text(), QStringLiteral("not looked up yet"));
    }

    void versionsAreAskedForWhenOneRests()
    {
        const QSignalSpy asked(m_page.get(), &PoliciesPage::versionsRequested);
        m_page->setRows(threePolicies(), noon);
        m_table->setFocus();
        QTest::keyClick(m_table, Qt::Key_Down);
        QTest::keyClick(m_table, Qt::Key_Down);
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(asked.front().front().toString(), QStringLiteral("pol:chronyd"));
        // The same row with news of its own is no reason to ask again.
        m_page->setRows(threePolicies(), noon);
        m_page->setVersions(QStringLiteral("pol:mongo"), twoVersions()); // passed by
        QCOMPARE(versions()->model()->rowCount(), 0);
        m_page->setVersions(QStringLiteral("pol:chronyd"), twoVersions());
        QCOMPARE(versions()->model()->rowCount(), 2);
        QVERIFY(!QTest::qWaitFor([&asked] { return asked.size() > 1; }, 300));
    }

    void versionsThatCannotBeReadAreAskedForAgain()
    {
        m_page->setRows(threePolicies(), noon);
        QSignalSpy asked(m_page.get(), &PoliciesPage::versionsRequested);
        QTRY_COMPARE(asked.size(), 1);
        m_page->showVersionsFailed(QStringLiteral("pol:mongo"), QStringLiteral("no archive"));
        auto* const pane = child<QWidget>("versionPane");
        QCOMPARE(pane->findChild<QLabel*>(QStringLiteral("stateDetails"))->text(),
                 QStringLiteral("no archive"));
        pane->findChild<QPushButton*>(QStringLiteral("stateHelp"))->click();
        QCOMPARE(asked.size(), 2);
        m_page->setVersions(QStringLiteral("pol:mongo"), {});
        QCOMPARE(pane->findChild<QLabel*>(QStringLiteral("stateSentence"))->text(),
                 QStringLiteral("The server keeps no versions of this policy"));
    }

    void aVersionIsOpenedAndRestoredByKeyAndMouse()
    {
        m_page->setRows(threePolicies(), noon);
        m_page->setVersions(QStringLiteral("pol:mongo"), twoVersions());
        const QSignalSpy open(m_page.get(), &PoliciesPage::openVersionRequested);
        const QSignalSpy restore(m_page.get(), &PoliciesPage::restoreRequested);
        versions()->setFocus();
        QTest::keyClick(versions(), Qt::Key_Return);
        QCOMPARE(open.size(), 1);
        QCOMPARE(open.back(), QVariantList({QStringLiteral("pol:mongo"), qint64{3}}));
        QTest::keyClick(versions(), Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(restore.size(), 0); // it is the one that is applied
        QTest::keyClick(versions(), Qt::Key_Down);
        QTest::keyClick(versions(), Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(restore.size(), 1);
        QCOMPARE(restore.back(), QVariantList({QStringLiteral("pol:mongo"), qint64{2}}));
        click(versions()->model()->index(1, 3));
        QCOMPARE(open.back(), QVariantList({QStringLiteral("pol:mongo"), qint64{2}}));
        click(versions()->model()->index(1, 4));
        click(versions()->model()->index(0, 4)); // nothing stands there
        QCOMPARE(restore.size(), 2);
    }

    void returnOpensAndSeveralCanBeSelected()
    {
        m_page->setRows(threePolicies(), noon);
        const QSignalSpy open(m_page.get(), &PoliciesPage::openRequested);
        m_table->setFocus();
        QTest::keyClick(m_table, Qt::Key_Return);
        QCOMPARE(open.size(), 1);
        QCOMPARE(open.front().front().toString(), QStringLiteral("pol:mongo"));
        m_page->selectAllRows();
        QCOMPARE(m_page->selectedUids().size(), 3);
        QCOMPARE(child<QLabel>("policyCounts")->text(), QStringLiteral("3 policies selected"));
        QCOMPARE(child<PanelTitle>("policyDetailsTitle")->sentence(),
                 QStringLiteral("3 policies selected"));
        QCOMPARE(m_page->selectedText().count(u'\n'), 2);
    }

    void updatesKeepTheSelection()
    {
        m_page->setRows(threePolicies(), noon);
        m_page->select(QStringLiteral("pol:nginx"));
        const QSignalSpy changed(m_page.get(), &PoliciesPage::selectionChanged);
        std::vector<ops::PolicyListRow> rows = threePolicies();
        rows.insert(rows.begin(), policyRow("aaa", ops::PolicyStatus::Auditing));
        rows[2].version = "4";
        m_page->setRows(rows, noon);
        QCOMPARE(m_page->selectedUids(), QStringList(QStringLiteral("pol:nginx")));
        QCOMPARE(m_page->row(QStringLiteral("pol:nginx"))->version, std::string("4"));
        QCOMPARE(changed.size(), 0);
        // One that is gone leaves the selection to its neighbour.
        rows.erase(rows.begin() + 2);
        m_page->setRows(rows, noon);
        QCOMPARE(m_page->selectedUids().size(), 1);
        QVERIFY(child<QLabel>("policyUid")->text() != QStringLiteral("pol:nginx"));
    }

    void actionsOfTheWindowStandBelow()
    {
        QAction remove(QStringLiteral("&Delete…"));
        remove.setObjectName(QStringLiteral("deletePolicy"));
        m_page->addFootAction(&remove, {}, false);
        m_page->addRowAction(&remove);
        QVERIFY(m_table->actions().contains(&remove));
        const QSignalSpy triggered(&remove, &QAction::triggered);
        child<QPushButton>("deletePolicyButton")->click();
        QCOMPARE(triggered.size(), 1);
    }

    void everythingHasANameAndIsReachedByTab()
    {
        m_page->setRows(threePolicies(), noon);
        m_page->setVersions(QStringLiteral("pol:mongo"), twoVersions());
        m_table->setTabKeyNavigation(false);
        QStringList reached;
        QWidget* const first = child<QLineEdit>("policyFilter");
        for (QWidget* at = first->nextInFocusChain(); at != first; at = at->nextInFocusChain()) {
            if (!at->isVisible() || !at->isEnabled() || (at->focusPolicy() & Qt::TabFocus) == 0)
                continue;
            QAccessibleInterface* const named = QAccessible::queryAccessibleInterface(at);
            QVERIFY2(!at->objectName().isEmpty(), at->metaObject()->className());
            QVERIFY2(!named->text(QAccessible::Name).isEmpty(), qPrintable(at->objectName()));
            reached += at->objectName();
        }
        for (const char* const name :
             {"allTypes", "tracePolicies", "policyTable", "copyUid", "versionList", "instanceList"})
            QVERIFY2(reached.contains(QLatin1String(name)), name);
    }

private:
    template <typename Widget> [[nodiscard]] Widget* child(const char* name) const
    {
        return m_page->findChild<Widget*>(QLatin1String(name));
    }
    [[nodiscard]] RowTree* versions() const { return child<RowTree>("versionList"); }
    [[nodiscard]] NoticeStrip* notice() const { return m_page->findChild<NoticeStrip*>(); }
    [[nodiscard]] StatePage* tableState() const
    {
        return qobject_cast<StatePage*>(m_table->parentWidget());
    }
    [[nodiscard]] QString sentence() const
    {
        return tableState()->findChild<QLabel*>(QStringLiteral("stateSentence"))->text();
    }
    [[nodiscard]] QPushButton* help(const char* name = "stateHelp") const
    {
        return tableState()->findChild<QPushButton*>(QLatin1String(name));
    }
    [[nodiscard]] QString names() const
    {
        QStringList out;
        for (int row = 0; row < m_table->model()->rowCount(); ++row)
            out += m_table->model()->index(row, 1).data().toString();
        return out.join(u' ');
    }
    void click(const QModelIndex& index) const
    {
        versions()->scrollTo(index);
        QTRY_VERIFY(
            versions()->viewport()->rect().contains(versions()->visualRect(index).center()));
        QTest::mouseClick(versions()->viewport(), Qt::LeftButton, {},
                          versions()->visualRect(index).center());
    }
    static std::vector<ops::PolicyVersionRow> twoVersions()
    {
        return {{3, "1705420000", "bob@example.org", true},
                {2, "1705417243", "ann@example.org", false}};
    }

    std::unique_ptr<PoliciesPage> m_page;
    RowTree* m_table = nullptr;
};

QTEST_MAIN(PoliciesPageTest)
#include "policies_page_test.moc"
