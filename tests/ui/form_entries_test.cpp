// The tables of a form: processes, rules and actions, one row each.

#include "tests/ui/form_driver.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QMimeData>

using namespace pw;
using namespace pw::ui;
using namespace pw::tests;

class FormEntriesTest : public FormDriver
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setUp(); }
    void init() { makeForm(); }

    void processesAreAddedCopiedNamedAndRemoved()
    {
        show(mongo);
        m_form->setTab(FormTab::Processes);
        auto* const table = child<RowTree>("processTable");
        QCOMPARE(table->selectedText().split(u'\t').mid(0, 5).join(u'|'),
                 QStringLiteral("mongod|/usr/bin/mongod|mongo||mongod_0"));
        QCOMPARE(child<QLabel>("processNote")->text(),
                 QStringLiteral("Removing takes along: 1 child"));
        click("addChildProcess");
        QCOMPARE(rows(table),
                 QStringLiteral("mongod /usr/bin/mongod mongo  mongod_0 \n"
                                "sh /bin/sh mongo like its parent  sh_0 \n"
                                "process /usr/bin/process mongo like its parent  process_0 "));
        QCOMPARE(table->currentIndex().data().toString(), QStringLiteral("process"));
        edit(FormTab::Processes, "spec.processPolicy[0].children[1].id");
        type(QStringLiteral("cron_0"));
        QTRY_COMPARE(m_steps.section(u'\n', -1), QStringLiteral("set id"));
        QCOMPARE(m_wishes.section(u'\n', -1), QStringLiteral("rename id process_0 cron_0"));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_wishes.section(u'\n', -1),
                 QStringLiteral("move processes spec.processPolicy[0].children[1] to "
                                "spec.processPolicy before 1"));
        QCOMPARE(table->currentIndex().parent(), QModelIndex());
        QTest::keyClick(table, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(m_wishes.section(u'\n', -1),
                 QStringLiteral("move processes spec.processPolicy[1] to spec.processPolicy "
                                "before 0"));
        click("duplicateProcess");
        QCOMPARE(m_wishes.section(u'\n', -1), QStringLiteral("duplicate spec.processPolicy[0]"));
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(m_wishes.section(u'\n', -1),
                 QStringLiteral("remove processes spec.processPolicy[1]"));
        QVERIFY(m_text.find("# the server") != std::string::npos);
    }

    void aProcessIsDraggedBelowAnother()
    {
        show(mongo + "");
        m_form->setTab(FormTab::Processes);
        QAbstractItemModel* const model = child<RowTree>("processTable")->model();
        const QModelIndex parent = model->index(0, 0);
        const std::unique_ptr<QMimeData> data(model->mimeData({model->index(0, 0, parent)}));
        model->dropMimeData(data.get(), Qt::MoveAction, 0, 0, {});
        QCOMPARE(m_wishes,
                 QStringLiteral("move processes spec.processPolicy[0].children[0] to "
                                "spec.processPolicy before 0"));
        QVERIFY(m_text.find("euser: [mongo]\n    - name") == std::string::npos);
    }

    void severalAreDraggedAndStaySelected()
    {
        const std::string list = "kind: SpyderbatPolicy\n"
                                 "spec:\n"
                                 "  processPolicy:\n"
                                 "  - {name: a, exe: [/a], id: a}\n"
                                 "  - {name: b, exe: [/b], id: b}\n"
                                 "  - name: c\n"
                                 "    exe: [/c]\n"
                                 "    id: c\n"
                                 "    children:\n"
                                 "    - {name: d, exe: [/d], id: d}\n"
                                 "  networkPolicy:\n"
                                 "    ingress: []\n"
                                 "    egress: [{processes: [a, d]}]\n";
        show(list);
        m_form->setTab(FormTab::Processes);
        auto* const table = child<RowTree>("processTable");
        QAbstractItemModel* const model = table->model();
        watch(model);
        const QModelIndex c = model->index(2, 0);
        // Not into itself, nor below what it has below it.
        const auto fits = [&](const QModelIndexList& rows, const QModelIndex& parent) {
            const std::unique_ptr<QMimeData> data(model->mimeData(rows));
            return model->canDropMimeData(data.get(), Qt::MoveAction, -1, -1, parent);
        };
        QVERIFY(!fits({c}, c));
        QVERIFY(!fits({c}, model->index(0, 0, c)));
        QVERIFY(!fits({model->index(0, 0), c}, c.siblingAtColumn(1)));
        QVERIFY(fits({model->index(0, 0, c)}, c));
        QVERIFY(fits({c}, {}));
        // In the order of the table, whatever order they were chosen in; d comes along with c.
        const std::unique_ptr<QMimeData> data(
            model->mimeData({model->index(0, 0, c), c, model->index(0, 0)}));
        model->dropMimeData(data.get(), Qt::MoveAction, -1, -1, model->index(1, 0));
        QCOMPARE(m_wishes,
                 QStringLiteral("move processes spec.processPolicy[0] spec.processPolicy[2] to "
                                "spec.processPolicy[1].children at end"));
        QCOMPARE(names(table), QStringLiteral("b a c d"));
        QCOMPARE(selected(table), QStringLiteral("/a /c"));
        QVERIFY(m_text.find("egress: [{processes: [a, d]}]") != std::string::npos);
        QTest::keyClick(table, Qt::Key_Left, Qt::AltModifier); // one at a time
        QCOMPARE(m_wishes.count(u'\n'), 0);
    }

    void nothingIsShownWhereNothingCanBeDropped()
    {
        show(mongo);
        m_form->setTab(FormTab::Processes);
        auto* const table = child<RowTree>("processTable");
        const QModelIndex mongod = table->model()->index(0, 0);
        const QModelIndex sh = table->model()->index(0, 0, mongod);
        const std::unique_ptr<QMimeData> data(table->model()->mimeData({mongod}));
        table->setDragDropMode(QAbstractItemView::DragDrop); // these events come from nowhere
        const auto moveTo = [&](QPoint at) {
            QDragMoveEvent event(at, Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(table->viewport(), &event);
            return event.isAccepted() && table->showDropIndicator();
        };
        QDragEnterEvent enter({5, 5}, Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(table->viewport(), &enter);
        QVERIFY(moveTo(table->visualRect(mongod).bottomLeft()));
        QVERIFY(!moveTo(table->visualRect(sh).center()));
        QVERIFY(moveTo(QPoint(5, table->viewport()->height() - 5)));
    }

    void severalRulesMoveTogether()
    {
        show(
            "kind: SpyderbatPolicy\nspec: {networkPolicy: {ingress: [], egress: [{processes: [a]}, "
            "{processes: [b]}, {processes: [c]}, {processes: [d]}]}}\n");
        m_form->setTab(FormTab::Network);
        auto* const table = child<RowTree>("networkTable");
        table->setCurrentIndex(table->model()->index(1, 0));
        table->selectionModel()->select(table->model()->index(2, 0),
                                        QItemSelectionModel::Select | QItemSelectionModel::Rows);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier);
        QTest::keyClick(table, Qt::Key_Down, Qt::AltModifier);
        QVERIFY2(m_text.find("[c]}, {processes: [d]}, {processes: [a]}, {processes: [b]}")
                     != std::string::npos,
                 m_text.c_str());
    }

    void rulesAreAddedSplitAndGrouped()
    {
        show(mongo);
        m_form->setTab(FormTab::Network);
        auto* const table = child<RowTree>("networkTable");
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(1, 1).data().toString(), QStringLiteral("none allowed"));
        goTo(FormTab::Network, "spec.networkPolicy.ingress[0].from[1]");
        click("splitRule");
        QCOMPARE(m_wishes, QStringLiteral("split spec.networkPolicy.ingress[0] from 1"));
        QCOMPARE(table->model()->rowCount(), 3);
        child<QComboBox>("ruleGrouping")->setCurrentIndex(2);
        QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("192.168.0.229/32"));
        child<QComboBox>("ruleGrouping")->setCurrentIndex(0);
        m_form->findChild<QAction*>(QStringLiteral("add-egress"))->trigger();
        QVERIFY(m_wishes.section(u'\n', -1).startsWith(
            QStringLiteral("insert spec.networkPolicy.egress at end {to: [{ipBlock:")));
        QCOMPARE(table->currentIndex().data().toString(), QStringLiteral("egress"));
        edit(FormTab::Network, "spec.networkPolicy.egress[0].to[0]");
        type(QStringLiteral("api.example.org"));
        QTRY_COMPARE(m_wishes.section(u'\n', -1),
                     QStringLiteral("set spec.networkPolicy.egress[0].to[0] {dnsSelector: "
                                    "[\"api.example.org\"]}"));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(m_wishes.section(u'\n', -1), QStringLiteral("clear spec.networkPolicy.egress[0]"));
    }

    void severalRulesAreChangedTogether()
    {
        std::string text = mongo;
        text.replace(text.find("egress: []"), 10,
                     "egress: [{to: [{dnsSelector: [a.org]}], ports: [{protocol: TCP, port: 1}]}]");
        show(text);
        m_form->setTab(FormTab::Network);
        auto* const table = child<RowTree>("networkTable");
        table->setCurrentIndex(table->model()->index(0, 0));
        auto* const together = child<QWidget>("rulesTogether");
        QVERIFY(!together->isVisible());
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(together->isVisible());
        QCOMPARE(child<QLabel>("networkFieldsTitle")->text(), QStringLiteral("2 rules"));
        QTest::keyClick(table, Qt::Key_F2);
        auto* const processes = child<QLineEdit>("togetherProcesses");
        QVERIFY(processes->hasFocus());
        QCOMPARE(processes->placeholderText(), QStringLiteral("different processes"));
        QTest::keyClicks(processes, QStringLiteral("mongd_0"));
        QTest::keyClick(processes, Qt::Key_Return);
        QCOMPARE(child<QLabel>("togetherProblem")->text(),
                 QStringLiteral("no process of this document has the id mongd_0"));
        QCOMPARE(m_wishes, QString());
        processes->selectAll();
        QTest::keyClicks(processes, QStringLiteral("mongod_0"));
        QTest::keyClick(processes, Qt::Key_Return);
        QCOMPARE(m_steps, QStringLiteral("set the processes of 2 rules"));
        QCOMPARE(processes->text(), QStringLiteral("mongod_0"));
        QCOMPARE(child<QLabel>("togetherProblem")->text(), QString());
        click("anyProcess");
        QCOMPARE(m_steps.section(u'\n', -1), QStringLiteral("any process for 2 rules"));
        QCOMPARE(processes->placeholderText(), QStringLiteral("any process"));
        auto* const port = child<QLineEdit>("togetherPort");
        port->setFocus();
        QTest::keyClicks(port, QStringLiteral("443"));
        QTest::keyClick(port, Qt::Key_Return);
        QCOMPARE(m_steps.section(u'\n', -1), QStringLiteral("add a port to 2 rules"));
        QCOMPARE(table->model()->index(1, 2).data().toString(), QStringLiteral("TCP 1, +1"));
        QVERIFY(port->hasFocus());
        QTest::keyClicks(port, QStringLiteral("443"));
        click("takePortFromAll");
        QCOMPARE(m_steps.section(u'\n', -1), QStringLiteral("remove a port from 2 rules"));
        QCOMPARE(table->model()->index(1, 2).data().toString(), QStringLiteral("TCP 1"));
        QVERIFY(together->isVisible());
        table->setCurrentIndex(table->model()->index(1, 0));
        QVERIFY(!together->isVisible());
        QCOMPARE(child<QLabel>("networkFieldsTitle")->text(), QStringLiteral("Rule 1, egress"));
    }

    void actionsHaveOnlyWhatFits()
    {
        show(mongo);
        m_form->setTab(FormTab::Response);
        auto* const table = child<RowTree>("responseTable");
        auto* const menu = m_form->findChild<QMenu*>(QStringLiteral("addActionMenu"));
        Q_EMIT menu->aboutToShow();
        m_form->findChild<QAction*>(QStringLiteral("agentKillProcess"))->trigger();
        QCOMPARE(m_wishes,
                 QStringLiteral("insert spec.response.actions at end {agentKillProcess: "
                                "{processSelector: {name: [\"sh\"]}}}"));
        QCOMPARE(table->currentIndex().siblingAtColumn(1).data().toString(),
                 QStringLiteral("kill process"));
        QStringList names;
        FieldModel& model = fields()->fields();
        for (int row = 0; row < model.rowCount(); ++row)
            names += model.name(model.index(row, 0));
        QCOMPARE(names.join(u' '),
                 QStringLiteral("enabled clusterSelector containerSelector machineSelector "
                                "namespaceSelector podSelector processSelector"));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(m_wishes.section(u'\n', -1),
                 QStringLiteral("set spec.response.actions[1].agentKillProcess.enabled false"));
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(m_wishes.section(u'\n', -1),
                 QStringLiteral("clear spec.response.actions[1].agentKillProcess.enabled"));
    }

    void entriesAreWhatTheyAreWhateverComesAboveThem()
    {
        const std::string rules = "kind: SpyderbatPolicy\n"
                                  "spec:\n"
                                  "  networkPolicy:\n"
                                  "    egress:\n"
                                  "    - to: [{dnsSelector: [a.example.org]}]\n"
                                  "    - to: [{dnsSelector: [b.example.org]}]\n"
                                  "      ports: [{protocol: TCP, port: 443}]\n"
                                  "    - to: [{dnsSelector: [c.example.org]}]\n";
        const std::string first = "    - to: [{dnsSelector: [new.example.org]}]\n";
        show(rules);
        m_form->setTab(FormTab::Network);
        auto* const table = child<RowTree>("networkTable");
        watch(table->model());
        watch(fields()->model());
        QVERIFY(select(table, QStringLiteral("b.example.org").split(u' ')));
        goTo(FormTab::Network, "spec.networkPolicy.egress[1].ports[0]");
        const auto field = [this] {
            return currentName() + u' '
                + QString::fromStdString(
                       fields()->fields().spot(fields()->currentIndex()).place.path());
        };
        std::string more = rules;
        more.insert(rules.find("    - to:"), first);
        show(more);
        QCOMPARE(selected(table), QStringLiteral("b.example.org"));
        QCOMPARE(field(), QStringLiteral("port 1 spec.networkPolicy.egress[2].ports[0]"));
        show(rules);
        QCOMPARE(selected(table), QStringLiteral("b.example.org"));
        QCOMPARE(field(), QStringLiteral("port 1 spec.networkPolicy.egress[1].ports[0]"));
        QVERIFY(select(table, QStringLiteral("c.example.org b.example.org").split(u' ')));
        show(more);
        QCOMPARE(selected(table), QStringLiteral("b.example.org c.example.org"));
        show(rules);
        QCOMPARE(selected(table), QStringLiteral("b.example.org c.example.org"));
    }

    /// With what is typed there, which goes where the process is by then.
    void anEditorStaysOpenWhereItsProcessIs()
    {
        show(mongo);
        m_form->setTab(FormTab::Processes);
        auto* const table = child<RowTree>("processTable");
        table->setCurrentIndex(table->model()->index(0, 0, table->model()->index(0, 0)));
        edit(FormTab::Processes, "spec.processPolicy[0].children[0].name");
        auto* const line = editor<QLineEdit>();
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("bash"));
        std::string more = mongo;
        more.insert(mongo.find("  - name: mongod"), "  - {name: init, exe: [/sbin/init], id: i}\n");
        show(more);
        QVERIFY(editor<QLineEdit>() == line);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(m_wishes,
                     QStringLiteral("set spec.processPolicy[1].children[0].name \"bash\""));
    }

    void whatIsNoListIsMended()
    {
        std::string text = mongo;
        text.replace(text.find("egress: []"), 10, "egress: none");
        text.replace(text.find("exe: [/bin/sh]"), 14, "exe: /bin/sh");
        show(text);
        m_form->setTab(FormTab::Network);
        auto* const table = child<RowTree>("networkTable");
        auto* const mend = child<QPushButton>("networkFieldsMend");
        QVERIFY(!mend->isVisible());
        table->setCurrentIndex(table->model()->index(1, 0));
        QVERIFY(mend->isVisible());
        QCOMPARE(mend->text(), QStringLiteral("Make it an empty list"));
        m_form->setReadOnly(true);
        QVERIFY(!mend->isVisible());
        m_form->setReadOnly(false);
        mend->click();
        QVERIFY2(m_text.find("    egress: []\n") != std::string::npos, m_text.c_str());
        QCOMPARE(table->model()->index(1, 1).data().toString(), QStringLiteral("none allowed"));
        m_form->setTab(FormTab::Processes);
        auto* const processes = child<RowTree>("processTable");
        processes->setCurrentIndex(
            processes->model()->index(0, 0, processes->model()->index(0, 0)));
        goTo(FormTab::Processes, "spec.processPolicy[0].children[0].exe");
        child<QPushButton>("processFieldsMend")->click();
        QVERIFY2(m_text.find("exe: ['/bin/sh']") != std::string::npos, m_text.c_str());
        QCOMPARE(m_fixes, std::string("make it an empty list\nwrite ['/bin/sh']\n"));
    }

    /// The same editor, the same words when it does not fit, the same wish as in the field below.
    void cellsAreEditedInPlace()
    {
        show(mongo);
        m_form->setTab(FormTab::Processes);
        auto* const table = child<RowTree>("processTable");
        const auto editCell = [&](int column, const QModelIndex& parent = {}) {
            QTRY_VERIFY(editor<QWidget>() == nullptr);
            table->setCurrentIndex(table->model()->index(0, column, parent));
            table->setFocus();
            QTest::keyClick(table, Qt::Key_F2);
            QVERIFY(editor<QWidget>() != nullptr);
            QVERIFY(table->isAncestorOf(editor<QWidget>()));
        };
        editCell(0);
        QCOMPARE(editor<QLineEdit>()->text(), QStringLiteral("mongod"));
        QCOMPARE(editor<QLineEdit>()->accessibleName(), QStringLiteral("name"));
        type(QStringLiteral("mongos"));
        QTRY_COMPARE(m_wishes, QStringLiteral("set spec.processPolicy[0].name \"mongos\""));
        editCell(1); // its only path
        type(QStringLiteral("/usr/bin/mongos"));
        QTRY_COMPARE(m_wishes.section(u'\n', -1),
                     QStringLiteral("set spec.processPolicy[0].exe[0] \"/usr/bin/mongos\""));
        editCell(2, table->model()->index(0, 0)); // none yet: the first one goes there
        type(QStringLiteral("root"));
        QTRY_COMPARE(m_wishes.section(u'\n', -1),
                     QStringLiteral("insert spec.processPolicy[0].children[0].euser at end "
                                    "\"root\""));
        editCell(4);
        auto* const id = editor<QLineEdit>();
        id->selectAll();
        QTest::keyClicks(id, QStringLiteral("sh_0"));
        QTest::keyClick(id, Qt::Key_Return);
        QVERIFY(editor<QLineEdit>() == id); // another process has it
        QVERIFY2(problem().contains(QStringLiteral("another process has this id")),
                 qPrintable(problem()));
        id->selectAll();
        QTest::keyClicks(id, QStringLiteral("m"));
        QTest::keyClick(id, Qt::Key_Return);
        QTRY_COMPARE(m_wishes.section(u'\n', -1), QStringLiteral("rename id mongod_0 m"));
        m_form->setTab(FormTab::Network);
        auto* const rules = child<RowTree>("networkTable");
        rules->setCurrentIndex(rules->model()->index(0, 2));
        rules->setFocus();
        QTest::keyClick(rules, Qt::Key_F2);
        type(QStringLiteral("UDP 53"));
        QTRY_COMPARE(m_wishes.section(u'\n', -1),
                     QStringLiteral("set spec.networkPolicy.ingress[0].ports[0].protocol \"UDP\"; "
                                    "set spec.networkPolicy.ingress[0].ports[0].port 53"));
        // Of several peers none is the cell's: the keyboard goes to the fields.
        rules->setCurrentIndex(rules->model()->index(0, 1));
        rules->setFocus();
        QTest::keyClick(rules, Qt::Key_F2);
        QVERIFY(fields()->hasFocus());
        m_form->setTab(FormTab::Response);
        auto* const actions = child<RowTree>("responseTable");
        actions->setCurrentIndex(actions->model()->index(0, 3));
        actions->setFocus();
        QTest::keyClick(actions, Qt::Key_F2);
        editor<QComboBox>()->setCurrentText(QStringLiteral("low"));
        QTest::keyClick(editor<QComboBox>(), Qt::Key_Return);
        QTRY_VERIFY(m_wishes.endsWith(QStringLiteral("severity \"low\"")));
        m_form->setReadOnly(true);
        QTRY_VERIFY(editor<QWidget>() == nullptr);
        QTest::keyClick(actions, Qt::Key_F2);
        QVERIFY(editor<QWidget>() == nullptr);
    }

    void tabGoesFromCellToCell()
    {
        show(mongo);
        m_form->setTab(FormTab::Processes);
        auto* const table = child<RowTree>("processTable");
        table->setCurrentIndex(table->model()->index(0, 0));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_F2);
        const auto over = [&](const QString& text) {
            editor<QLineEdit>()->selectAll();
            QTest::keyClicks(editor<QLineEdit>(), text);
            QTest::keyClick(editor<QLineEdit>(), Qt::Key_Tab);
            QTRY_COMPARE(m_form->findChildren<QLineEdit*>(QStringLiteral("fieldEditor")).size(), 1);
        };
        over(QStringLiteral("a"));
        QCOMPARE(editor<QLineEdit>()->text(), QStringLiteral("/usr/bin/mongod"));
        over(QStringLiteral("/b"));
        over(QStringLiteral("c"));
        QTest::keyClick(editor<QLineEdit>(), Qt::Key_Escape);
        QCOMPARE(m_wishes,
                 QStringLiteral("set spec.processPolicy[0].name \"a\"\n"
                                "set spec.processPolicy[0].exe[0] \"/b\"\n"
                                "set spec.processPolicy[0].euser[0] \"c\""));
    }

    void theCurrentOneIsSaidInASentence()
    {
        show(mongo);
        m_form->setTab(FormTab::Network);
        const auto* const rule = child<QLabel>("networkFieldsSentence");
        QCOMPARE(rule->accessibleName(),
                 QStringLiteral("mongd_0 accepts TCP 27017 from 2 addresses"));
        QVERIFY(rule->isVisible());
        put(FormTab::Network, "spec.networkPolicy.ingress[0].processes[0]",
            QStringLiteral("mongod_0"));
        QCOMPARE(rule->accessibleName(),
                 QStringLiteral("mongod, run by mongo, accepts TCP 27017 from 2 addresses"));
        QVERIFY2(rule->text().contains(QStringLiteral("<code>mongod</code>")),
                 qPrintable(rule->text()));
        m_form->setTab(FormTab::Processes);
        QCOMPARE(child<QLabel>("processFieldsSentence")->accessibleName(),
                 QStringLiteral("mongod runs /usr/bin/mongod as mongo"));
        m_form->setTab(FormTab::Selectors);
        QCOMPARE(child<QLabel>("selectorFieldsSentence")->accessibleName(),
                 QStringLiteral("Containers with image mongo:1"));
        goTo(FormTab::Selectors, "spec.containerSelector");
        QCOMPARE(fields()->currentIndex().siblingAtColumn(1).data().toString(),
                 QStringLiteral("containers with image mongo:1"));
        m_form->setTab(FormTab::Response);
        QVERIFY(child<QLabel>("responseSentence")
                    ->accessibleName()
                    .startsWith(QStringLiteral(
                        "When a process deviates, would make a red flag of severity high; ")));
        const auto* const action = child<QLabel>("responseFieldsSentence");
        QCOMPARE(action->accessibleName(),
                 QStringLiteral("When a process deviates, would make a red flag of severity high"));
        show("kind: SpyderbatPolicy\n");
        QVERIFY(!action->isVisible());
    }

private:
    /// By the texts of their second column, the last of them current.
    static bool select(RowTree* table, const QStringList& texts)
    {
        table->clearSelection();
        int count = 0;
        for (const QString& text : texts) {
            for (QModelIndex at = table->model()->index(0, 0); at.isValid();
                 at = table->indexBelow(at)) {
                if (at.siblingAtColumn(1).data().toString() != text)
                    continue;
                table->selectionModel()->setCurrentIndex(
                    at, QItemSelectionModel::Select | QItemSelectionModel::Rows);
                ++count;
            }
        }
        return count == texts.size();
    }

    /// Of all rows, as they are seen.
    static QString names(const RowTree* table)
    {
        QStringList out;
        for (QModelIndex at = table->model()->index(0, 0); at.isValid(); at = table->indexBelow(at))
            out += at.data().toString();
        return out.join(u' ');
    }

    static QString selected(const RowTree* table)
    {
        QStringList out;
        for (const QModelIndex& index : table->selectionModel()->selectedRows(1))
            out += index.data().toString();
        out.sort();
        return out.join(u' ');
    }
};

QTEST_MAIN(FormEntriesTest)
#include "form_entries_test.moc"
