// What the dialog says will happen, and what it takes to make it happen.

#include "ui/policies/delete_policy_dialog.h"

#include "tests/ui/policy_rows.h"
#include "ui/common/status_chip.h"

#include <QAccessible>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace pw;
using namespace pw::ui;
using namespace pw::tests;

class DeletePolicyDialogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { ask(threePolicies()[0]); }

    void saysWhatWillHappen()
    {
        QCOMPARE(text("deleteName"), QStringLiteral("mongo"));
        QCOMPARE(text("deleteUid"), QStringLiteral("pol:mongo"));
        QCOMPARE(text("deletePlace"), QStringLiteral("in Acme"));
        QCOMPARE(child<StatusChip>("deleteStatus")->word(), QStringLiteral("Auditing"));
        QCOMPARE(text("deleteCover"),
                 QStringLiteral("12 of 14 fingerprints will no longer be covered by a policy; the "
                                "others are in the scope of another one, too."));
        QVERIFY(text("deleteArchive").contains(QStringLiteral("versions stay in the archive")));
        QVERIFY(child<QLabel>("deleteEnforce") == nullptr);
    }

    void whoLosesItsCover_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("alone");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("all") << 2 << 2
                             << QStringLiteral(
                                    "2 fingerprints will no longer be covered by a policy.");
        QTest::newRow("one") << 1 << 1
                             << QStringLiteral(
                                    "1 fingerprint will no longer be covered by a policy.");
        QTest::newRow("none") << 0 << 0
                              << QStringLiteral("It covers no fingerprint that is loaded.");
        QTest::newRow("unknown") << -1 << 0
                                 << QStringLiteral("It was not looked up which fingerprints it "
                                                   "covers. They will no longer be covered by it.");
    }

    void whoLosesItsCover()
    {
        QFETCH(int, count);
        QFETCH(int, alone);
        QFETCH(QString, sentence);
        ops::PolicyListRow row = policyRow("web", ops::PolicyStatus::Enforcing);
        if (count >= 0)
            row.cover = coverOf(static_cast<std::size_t>(count), static_cast<std::size_t>(alone));
        ask(row);
        QCOMPARE(text("deleteCover"), sentence);
        QVERIFY(text("deleteEnforce").contains(QStringLiteral("no longer taken")));
    }

    void onlyTheWholeNameWillDo_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("fits");
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("a part") << QStringLiteral("mong") << false;
        QTest::newRow("more") << QStringLiteral("mongo ") << false;
        QTest::newRow("other case") << QStringLiteral("Mongo") << false;
        QTest::newRow("the name") << QStringLiteral("mongo") << true;
    }

    void onlyTheWholeNameWillDo()
    {
        QFETCH(QString, typed);
        QFETCH(bool, fits);
        const QSignalSpy asked(m_dialog.get(), &DeletePolicyDialog::deleteRequested);
        QTest::keyClicks(name(), typed);
        QCOMPARE(button()->isEnabled(), fits);
        QTest::keyClick(name(), Qt::Key_Return); // alone it never deletes
        QCOMPARE(asked.size(), 0);
        QVERIFY(m_dialog->isVisible());
        QTest::keyClick(name(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(asked.size(), fits ? 1 : 0);
    }

    void anOlderServerKeepsNoVersions()
    {
        ops::PolicyListRow row = policyRow("x", ops::PolicyStatus::Auditing);
        row.version.clear();
        ask(row);
        QVERIFY(text("deleteArchive").startsWith(QStringLiteral("The server keeps no versions")));
    }

    void withoutANameTheUidIsTyped()
    {
        ops::PolicyListRow row = policyRow("x", ops::PolicyStatus::Auditing);
        row.name.clear();
        ask(row);
        QTest::keyClicks(name(), QStringLiteral("pol:x"));
        QVERIFY(button()->isEnabled());
    }

    void escapeDoesNothing()
    {
        const QSignalSpy asked(m_dialog.get(), &DeletePolicyDialog::deleteRequested);
        QTest::keyClicks(name(), QStringLiteral("mongo"));
        QTest::keyClick(name(), Qt::Key_Escape);
        QVERIFY(m_dialog->isHidden());
        QCOMPARE(m_dialog->result(), static_cast<int>(QDialog::Rejected));
        QCOMPARE(asked.size(), 0);
    }

    void aCopyIsKeptUnlessNotWanted()
    {
        QVERIFY(m_dialog->keepsCopy());
        QTest::mouseClick(child<QCheckBox>("keepCopy"), Qt::LeftButton, {}, {8, 8});
        QVERIFY(!m_dialog->keepsCopy());
        QCOMPARE(m_dialog->uid(), QStringLiteral("pol:mongo"));
    }

    void whileItIsDeletedAndWhenThatFails()
    {
        QTest::keyClicks(name(), QStringLiteral("mongo"));
        const QSignalSpy asked(m_dialog.get(), &DeletePolicyDialog::deleteRequested);
        button()->click();
        m_dialog->showDeleting();
        QTest::keyClick(name(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(asked.size(), 1); // not twice
        QVERIFY(name()->isReadOnly());
        m_dialog->showProblem(QStringLiteral("409: somebody changed it"));
        QCOMPARE(text("deleteProblem"), QStringLiteral("409: somebody changed it"));
        QVERIFY(child<QLabel>("deleteProblem")->isVisible());
        QTest::keyClick(name(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(asked.size(), 2);
    }

    void everythingHasANameAndIsReachedByTab()
    {
        QTest::keyClicks(name(), QStringLiteral("mongo"));
        QStringList reached;
        for (QWidget* at = name()->nextInFocusChain(); at != name(); at = at->nextInFocusChain()) {
            if (!at->isVisible() || !at->isEnabled() || (at->focusPolicy() & Qt::TabFocus) == 0)
                continue;
            QVERIFY2(!QAccessible::queryAccessibleInterface(at)->text(QAccessible::Name).isEmpty(),
                     qPrintable(at->objectName()));
            reached += at->objectName();
        }
        QCOMPARE(reached.join(u' '), QStringLiteral("deleteCancel deleteAccept keepCopy"));
        QVERIFY(name()->hasFocus());
    }

private:
    void ask(const ops::PolicyListRow& row)
    {
        m_dialog = std::make_unique<DeletePolicyDialog>(row, QStringLiteral("Acme"));
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    template <typename Widget> [[nodiscard]] Widget* child(const char* name) const
    {
        return m_dialog->findChild<Widget*>(QLatin1String(name));
    }
    [[nodiscard]] QString text(const char* name) const { return child<QLabel>(name)->text(); }
    [[nodiscard]] QLineEdit* name() const { return child<QLineEdit>("typedName"); }
    [[nodiscard]] QPushButton* button() const { return child<QPushButton>("deleteAccept"); }

    std::unique_ptr<DeletePolicyDialog> m_dialog;
};

QTEST_MAIN(DeletePolicyDialogTest)
#include "delete_policy_dialog_test.moc"
