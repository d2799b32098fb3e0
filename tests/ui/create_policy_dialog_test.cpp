// The dialog alone: what it shows of a draft, and what it asks for.

#include "ui/create/create_policy_dialog.h"

#include "tests/core/ops/documents.h"
#include "ui/common/cell.h"
#include "ui/common/row_tree.h"
#include "ui/create/create_form.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

using namespace pw;
using namespace pw::tests;

namespace {

policy::GuardianDocument one(const std::string& image, const std::string& name, int addresses)
{
    std::vector<std::string> rules;
    for (int i = 1; i <= addresses; ++i)
        rules.push_back("from: [{ipBlock: {cidr: 10.0.0." + std::to_string(i)
                        + "/32}}], processes: [p_0], ports: [{protocol: TCP, port: 80}]");
    return fingerprint(root("name: " + name + ", exe: [/p], id: p_0, euser: [root]")
                           + root("name: nc, exe: [/bin/nc], id: nc_0, euser: [root]"),
                       ingress(rules), "  containerSelector:\n    image: reg/" + image + "\n");
}

ui::DraftSourcePtr source()
{
    const ops::AttackPrograms table = ops::readAttackPrograms(
        *text::SourceText::make("programs:\n- {names: [nc], reason: opens doors}\n", "t.yaml"));
    return std::make_shared<const ops::DraftSource>(ops::prepareDraft(
        inputs({one("app:1", "python3.7", 6), one("app:2", "python3.8", 6)}), table));
}

QModelIndex find(const QAbstractItemModel& model, const QString& text, const QString& section)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex top = model.index(row, 0);
        if (top.data().toString() != section)
            continue;
        const QModelIndexList found = model.match(model.index(0, 0, top), Qt::DisplayRole, text, 1,
                                                  Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? QModelIndex() : found.front();
    }
    return {};
}

int tickOf(const QModelIndex& index)
{
    return index.data(Qt::CheckStateRole).toInt();
}

} // namespace

class CreatePolicyDialogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_dialog = std::make_unique<ui::CreatePolicyDialog>();
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_source = source();
        // Who computes drafts: here at once.
        connect(m_dialog.get(), &ui::CreatePolicyDialog::choicesChanged, m_dialog.get(), [this] {
            m_dialog->setDraft(std::make_shared<const ops::PolicyDraft>(
                ops::makeDraft(*m_source, m_dialog->choices())));
        });
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

    void whatIsShown()
    {
        QAbstractItemModelTester tester(tree()->model());
        m_dialog->setSource(m_source);
        const QAbstractItemModel& model = *tree()->model();
        QStringList sections;
        for (int row = 0; row < model.rowCount(); ++row)
            sections += model.index(row, 0).data(Qt::AccessibleTextRole).toString();
        QCOMPARE(sections,
                 QStringList({QStringLiteral("Look at these first 3"),
                              QStringLiteral("Processes 3"), QStringLiteral("Connections 2")}));
        const QModelIndex nc = find(model, QStringLiteral("nc"), QStringLiteral("Processes"));
        QCOMPARE(tickOf(nc), static_cast<int>(Qt::Unchecked));
        QCOMPARE(find(model, QStringLiteral("nc"), QStringLiteral("Look at these first"))
                     .siblingAtColumn(1)
                     .data()
                     .toString(),
                 QStringLiteral("opens doors"));
        QCOMPARE(result(), QStringLiteral("1 process, 1 rule; scope: app:*; 2 places are widened"));
        QCOMPARE(child<QLineEdit>("policyName")->text(), QStringLiteral("app-policy"));
        QVERIFY(child<QLabel>("createWarningText")->text().contains(QStringLiteral("reg/app:*")));
    }

    void tickingKeepsThePlace()
    {
        m_dialog->setSource(m_source);
        QAbstractItemModelTester tester(tree()->model());
        const QAbstractItemModel& model = *tree()->model();
        const QModelIndex group = model.index(0, 0, model.index(2, 0));
        QCOMPARE(model.rowCount(group), 6);
        QVERIFY(!tree()->isExpanded(group)); // many addresses wait to be asked for
        tree()->expand(group);
        const QModelIndex part = model.index(3, 0, group);
        tree()->setCurrentIndex(part);
        QTest::keyClick(tree(), Qt::Key_Space);
        QCOMPARE(tickOf(part), static_cast<int>(Qt::Unchecked));
        QCOMPARE(tickOf(group), static_cast<int>(Qt::PartiallyChecked));
        QCOMPARE(tree()->currentIndex(), part);
        QVERIFY(tree()->isExpanded(group));
        QCOMPARE(m_dialog->choices().leftOut.size(), 1U);
        // The box is a target for the mouse, too; the text is not.
        const QRect cell = tree()->visualRect(group);
        QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {},
                          {cell.left() + 9, cell.center().y()});
        QCOMPARE(tickOf(group), static_cast<int>(Qt::Checked));
        QVERIFY(m_dialog->choices().leftOut.empty());
        QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {},
                          {cell.left() + 60, cell.center().y()});
        QCOMPARE(tickOf(group), static_cast<int>(Qt::Checked));
    }

    void aProcessTakesItsConnectionsWithIt()
    {
        m_dialog->setSource(m_source);
        QAbstractItemModel& model = *tree()->model();
        const QModelIndex connections = model.index(2, 0);
        const auto carried = [&] {
            QStringList out;
            for (int row = 0; row < model.rowCount(connections); ++row) {
                const QModelIndex group = model.index(row, 0, connections);
                if (tickOf(group) == Qt::Unchecked)
                    out += group.data(Qt::AccessibleTextRole).toString().section(u' ', -3);
            }
            return out;
        };
        const QModelIndex process
            = find(model, QStringLiteral("python3.7"), QStringLiteral("Processes"));
        model.setData(process, Qt::Unchecked, Qt::CheckStateRole);
        QCOMPARE(carried(), QStringList(QStringLiteral("with its process")));
        model.setData(process, Qt::Checked, Qt::CheckStateRole);
        QCOMPARE(carried(), QStringList());
    }

    void keepExactOneByOne()
    {
        m_dialog->setSource(m_source);
        auto* const list = child<ui::RowTree>("wideningList");
        QAbstractItemModelTester tester(list->model());
        QTabWidget* const tabs = child<QTabWidget>("outcome");
        QCOMPARE(tabs->tabText(1), QStringLiteral("Widened (2)"));
        tabs->setCurrentIndex(1);
        list->setFocus();
        list->setCurrentIndex(list->model()->index(0, 0));
        QCOMPARE(list->currentIndex().data().toString(), QStringLiteral("image"));
        QTest::keyClick(list, Qt::Key_Space);
        QCOMPARE(tabs->tabText(1), QStringLiteral("Widened (1)"));
        QCOMPARE(list->model()->rowCount(), 2); // what is kept stays, ticked, to be taken back
        QCOMPARE(tickOf(list->model()->index(0, 0)), static_cast<int>(Qt::Checked));
        QVERIFY(list->currentIndex().isValid());
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Space);
        QCOMPARE(result().section(u';', 2), QStringLiteral(" nothing is widened"));
        list->model()->setData(list->model()->index(0, 0), Qt::Unchecked, Qt::CheckStateRole);
        list->model()->setData(list->model()->index(0, 0), Qt::Unchecked, Qt::CheckStateRole);
        QCOMPARE(tabs->tabText(1), QStringLiteral("Widened (2)"));
        QVERIFY(m_dialog->choices().keepExact.empty());
    }

    void options()
    {
        m_dialog->setSource(m_source);
        QTest::mouseClick(child<QToolButton>("modeEnforce"), Qt::LeftButton);
        QVERIFY(child<QLabel>("modeMeaning")->text().contains(QStringLiteral("kills")));
        child<QCheckBox>("includeImageId")->click();
        child<QCheckBox>("disableProcesses")->click();
        child<QComboBox>("disableConnections")->setCurrentIndex(2);
        child<QComboBox>("disablePrivate")->setCurrentIndex(1);
        child<QComboBox>("disablePublic")->setCurrentIndex(3);
        const ops::DraftChoices& asked = m_dialog->choices();
        QCOMPARE(asked.mode, std::string("enforce"));
        QVERIFY(asked.includeImageId);
        QVERIFY(asked.disable == policy::Options({"all", "egress", "ingress", "all"}));
        child<QTabWidget>("outcome")->setCurrentIndex(2);
        QVERIFY(child<QPlainTextEdit>("previewText")
                    ->toPlainText()
                    .contains(QStringLiteral("mode: enforce")));
    }

    void returnCreatesAndEscapeDoesNot()
    {
        m_dialog->setSource(m_source);
        const QSignalSpy asked(m_dialog.get(), &ui::CreatePolicyDialog::createRequested);
        QTest::keyClick(child<QLineEdit>("policyName"), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QTest::keyClick(tree(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(asked.size(), 2);
        QTest::keyClick(tree(), Qt::Key_Escape);
        QCOMPARE(m_dialog->result(), static_cast<int>(QDialog::Rejected));
        QVERIFY(m_dialog->isHidden());
        QCOMPARE(asked.size(), 2);
    }

    void statesBesideTheUsualOne()
    {
        auto* const create = child<QPushButton>("createAccept");
        QVERIFY(!create->isEnabled());
        m_dialog->showReading(QStringLiteral("Reading…"), 3, 9);
        QVERIFY(!create->isEnabled());
        m_dialog->showFailed(QStringLiteral("Nothing could be read"));
        QVERIFY(!create->isEnabled());
        m_dialog->setSource(m_source);
        QVERIFY(create->isEnabled());
        m_dialog->showMaking();
        QVERIFY(!create->isEnabled());
        m_dialog->showProblem(QStringLiteral("It misses something"));
        QCOMPARE(result(), QStringLiteral("It misses something"));
        QVERIFY(create->isEnabled()); // after a change, or to try again
        // A draft that cannot be made leaves the lists of the last one.
        child<QLineEdit>("policyName")->clear();
        QCOMPARE(result(), QStringLiteral("The policy has no name yet"));
        QVERIFY(!create->isEnabled());
        QVERIFY(child<ui::RowTree>("scopeList")->model()->rowCount() > 0);
        child<QLineEdit>("policyName")->setText(QStringLiteral("again"));
        QVERIFY(create->isEnabled());
    }

    void everythingHasANameAndIsReachedByTab()
    {
        m_dialog->setSource(m_source);
        QStringList reached;
        QWidget* at = child<QLineEdit>("policyName");
        for (int step = 0; step < 300; ++step) {
            at = at->nextInFocusChain();
            if (at == child<QLineEdit>("policyName"))
                break;
            if (!at->isVisible() || !at->isEnabled() || (at->focusPolicy() & Qt::TabFocus) == 0)
                continue;
            QAccessibleInterface* const named = QAccessible::queryAccessibleInterface(at);
            QVERIFY2(!at->objectName().isEmpty(), at->metaObject()->className());
            QVERIFY2(!named->text(QAccessible::Name).isEmpty(), qPrintable(at->objectName()));
            reached += at->objectName();
        }
        for (const char* const name :
             {"modeAudit", "modeEnforce", "disableProcesses", "disableConnections",
              "disablePrivate", "disablePublic", "includeImageId", "behaviourTree", "outcomeTabs",
              "scopeList", "createCancel", "createAccept"})
            QVERIFY2(reached.contains(QLatin1String(name)), name);
    }

private:
    template <typename Widget> [[nodiscard]] Widget* child(const char* name) const
    {
        return m_dialog->findChild<Widget*>(QLatin1String(name));
    }
    [[nodiscard]] ui::RowTree* tree() const { return child<ui::RowTree>("behaviourTree"); }
    [[nodiscard]] QString result() const { return child<QLabel>("createResult")->text(); }

    std::unique_ptr<ui::CreatePolicyDialog> m_dialog;
    ui::DraftSourcePtr m_source;
};

QTEST_MAIN(CreatePolicyDialogTest)
#include "create_policy_dialog_test.moc"
