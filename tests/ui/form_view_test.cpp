// The form alone: a text in, wishes out, and what they make of the text.

#include "ui/form/form_view.h"

#include "core/ops/completion.h"
#include "tests/core/ops/wish_words.h"
#include "tests/ui/nameless.h"
#include "ui/common/convert.h"
#include "ui/common/notice_strip.h"
#include "ui/common/row_style.h"
#include "ui/common/theme.h"
#include "ui/form/field_tree.h"
#include "ui/form/form_tabs_bar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace pw;
using namespace pw::ui;
using namespace pw::tests;
using ops::FormTab;

namespace {

const std::string mongo = "apiVersion: spyderbat/v1\n"
                          "kind: SpyderbatPolicy\n"
                          "metadata:\n"
                          "  name: mongo\n"
                          "  type: container\n"
                          "spec:\n"
                          "  containerSelector:\n"
                          "    image: mongo:1\n"
                          "  mode: audit\n"
                          "  processPolicy:\n"
                          "  - name: mongod # the server\n"
                          "    exe:\n"
                          "    - /usr/bin/mongod\n"
                          "    id: mongod_0\n"
                          "    euser: [mongo]\n"
                          "    children:\n"
                          "    - name: sh\n"
                          "      exe: [/bin/sh]\n"
                          "      id: sh_0\n"
                          "  networkPolicy:\n"
                          "    ingress:\n"
                          "    - from:\n"
                          "      - ipBlock: {cidr: 192.168.0.229/32}\n"
                          "      - ipBlock: {cidr: 192.168.1.146/32}\n"
                          "      processes: [mongd_0]\n"
                          "      ports:\n"
                          "      - protocol: TCP\n"
                          "        port: 27017\n"
                          "    egress: []\n"
                          "  response:\n"
                          "    default:\n"
                          "    - makeRedFlag: {severity: high}\n"
                          "    actions:\n"
                          "    - agentKillPod: {podSelector: {matchLabels: {env: staging}}}\n";

const std::string authored = "apiVersion: spyderbat/v1\n"
                             "kind: SpyderbatPolicy\n"
                             "metadata:\n"
                             "  name: mongo\n"
                             "  type: container\n"
                             "spec:\n"
                             "  containerSelector:\n"
                             "    image: mongo:1\n"
                             "  mode: audit\n"
                             "  networkPolicy:\n"
                             "    ingress:\n"
                             "    - from:\n"
                             "      - ipBlock:\n"
                             "          cidr: 192.168.0.0/16\n"
                             "      processes:\n"
                             "      - mongod_0\n"
                             "      ports:\n"
                             "      - protocol: TCP\n"
                             "        port: 27017\n"
                             "    egress:\n"
                             "    - to:\n"
                             "      - ipBlock:\n"
                             "          cidr: 10.0.0.0/8\n"
                             "      processes:\n"
                             "      - mongod_0\n"
                             "      ports:\n"
                             "      - protocol: TCP\n"
                             "        port: 443\n"
                             "  processPolicy:\n"
                             "  - name: mongod\n"
                             "    exe:\n"
                             "    - /usr/bin/mongod\n"
                             "    id: mongod_0\n"
                             "    euser:\n"
                             "    - mongo\n"
                             "  response:\n"
                             "    default:\n"
                             "    - makeRedFlag:\n"
                             "        severity: high\n"
                             "    actions:\n"
                             "    - agentKillProcess:\n"
                             "        processSelector:\n"
                             "          name:\n"
                             "          - sh\n";

SnapshotPtr read(const std::string& text)
{
    return std::make_shared<const Snapshot>(analyse(*text::SourceText::make(text, "a.yaml")));
}

} // namespace

class FormViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<std::vector<policy::PolicyEdit>>();
        qRegisterMetaType<text::Span>();
        QApplication::setStyle(new RowStyle);
        applyTheme(ThemeChoice::Light);
    }

    void init()
    {
        m_form = std::make_unique<FormView>();
        m_form->resize(760, 700);
        connect(m_form.get(), &FormView::wished, this, &FormViewTest::onWished);
        connect(m_form.get(), &FormView::revealRequested, this, [this](text::Span span) {
            m_revealed = QString::fromStdString(
                std::string(m_form->document()->snapshot->source.slice(span)));
        });
        m_form->show();
        QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
        m_wishes.clear();
        m_steps.clear();
        m_revealed.clear();
        m_follows = true;
    }

    void tabsSayWhatIsInThemAndWhatIsWrong()
    {
        show(mongo);
        const auto* const tabs = child<FormTabsBar>("formTabs");
        QStringList words;
        for (int index = 0; index < tabs->count(); ++index)
            words += tabs->tabText(index);
        QCOMPARE(words.join(u'|'),
                 QStringLiteral("Overview|Selectors 1|Processes 2|Network 1, Error|Response 2"));
        show("apiVersion: spyderbat/v1\nkind: UidList\nmetadata: {startTime: 1, endTime: 2}\n"
             "data: {uniqueIdentifiers: []}\n");
        QCOMPARE(tabs->count(), 1);
    }

    void aWordIsChosen()
    {
        show(mongo);
        edit(FormTab::Overview, "spec.mode");
        auto* const box = editor<QComboBox>();
        QCOMPARE(box->count(), 2); // it is required, so it cannot be absent
        box->setCurrentIndex(1);
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_COMPARE(m_wishes, QStringLiteral("set spec.mode \"enforce\""));
        QCOMPARE(m_steps, QStringLiteral("set mode"));
        QVERIFY(m_text.find("mode: enforce") != std::string::npos);
    }

    void whatDoesNotFitStaysInTheEditor()
    {
        show(mongo);
        edit(FormTab::Network, "spec.networkPolicy.ingress[0].ports[0].port");
        auto* const line = editor<QLineEdit>();
        QTest::keyClicks(line, QStringLiteral("http"));
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(editor<QLineEdit>() == line);
        QVERIFY(problem().contains(QStringLiteral("a whole number is wanted")));
        m_form->setFocus();
        QVERIFY(editor<QLineEdit>() != nullptr);
        QVERIFY(m_wishes.isEmpty());
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("443"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(m_wishes,
                     QStringLiteral("set spec.networkPolicy.ingress[0].ports[0].port 443"));
    }

    void aTextThatDoesNotParseLeavesWhatWasGood()
    {
        show(mongo);
        show("kind: [\nspec:");
        QVERIFY(m_form->isDimmed());
        auto* const strip = child<NoticeStrip>("formStrip");
        QVERIFY(strip->isVisible());
        QVERIFY2(strip->sentence().startsWith(QStringLiteral("Line ")),
                 qPrintable(strip->sentence()));
        QVERIFY(fields()->fields().rowCount() > 0);
        edit(FormTab::Overview, "spec.mode");
        QVERIFY(m_form->findChild<QWidget*>(QStringLiteral("fieldEditor")) == nullptr);
        show(mongo);
        QVERIFY(!m_form->isDimmed());
        QVERIFY(strip->isHidden());
    }

    void theCursorMakesAFieldCurrent()
    {
        show(mongo);
        const auto at = static_cast<text::ByteOffset>(mongo.find("192.168.1.146"));
        m_form->setPlace(at);
        QCOMPARE(m_form->tab(), FormTab::Network);
        QVERIFY(m_revealed.isEmpty());
        QVERIFY(!fields()->hasFocus());
        m_form->setPlace(static_cast<text::ByteOffset>(mongo.find("mongo:1")));
        QCOMPARE(m_form->tab(), FormTab::Selectors);
        QCOMPARE(currentName(), QStringLiteral("image"));
    }

    void theDocumentUnderTheCursorIsShown()
    {
        const std::string two = mongo
            + "---\napiVersion: spyderbat/v1\nkind: UidList\nmetadata: {startTime: 1, "
              "endTime: 2}\ndata: {uniqueIdentifiers: [a]}\n";
        show(two);
        QCOMPARE(child<FormTabsBar>("formTabs")->count(), 5);
        m_form->setPlace(static_cast<text::ByteOffset>(two.find("startTime")));
        QCOMPARE(child<FormTabsBar>("formTabs")->count(), 1);
        QCOMPARE(currentName(), QStringLiteral("startTime"));
    }

    void modelsAreModels()
    {
        show(mongo);
        watch(fields()->model());
        FieldTree* const tree = fields();
        tree->expandAll();
        show("kind: SpyderbatPolicy\nmetadata: {name: x, tags: [a, b, {c: d}], odd: 1}\n");
        show(mongo);
        show("[]");
        show("a: 1\n");
        show(mongo);
        std::string fewer = mongo;
        fewer.erase(fewer.find("    children:"),
                    fewer.find("  networkPolicy:") - fewer.find("    children:"));
        for (const FormTab tab : {FormTab::Processes, FormTab::Network, FormTab::Response}) {
            m_form->setTab(tab);
            for (QTreeView* const table : m_form->findChildren<QTreeView*>()) {
                if (table->isVisible()) {
                    watch(table->model());
                    table->expandAll();
                }
            }
            show(fewer);
            show(authored);
            show("kind: SpyderbatPolicy\nspec: {processPolicy: [a, {name: [b]}], networkPolicy: "
                 "{ingress: x, other: 1, egress: [1, {to: a}]}, response: {default: [{}, a, "
                 "{makeRedFlag: 1}], odd: 2}}\n");
            show(mongo);
        }
    }

    /// Of each kind: what can be reached says what it is for and can be set.
    void everyFieldHasHelpAndAnEditor()
    {
        const auto policy = [](const char* type) {
            return "kind: SpyderbatPolicy\nmetadata: {type: " + std::string(type) + "}\n";
        };
        const std::vector<std::string> texts{
            policy("container"),
            policy("linux-service"),
            policy("cluster"),
            policy("trace"),
            "kind: SpyderbatBaseline\n",
            "kind: SpyderbatFingerprint\nmetadata: {type: container}\n",
            "kind: FingerprintGroup\n",
            "kind: SpyderbatRuleset\nspec: {rules: [{}]}\n",
            "kind: GuardianDeviation\nspec: {processPolicy: [{policyNode: {}}]}\n",
            "id: a\ndeviation: {kind: GuardianDeviation}\n",
            "kind: UidList\n",
            "kind: Config\ncontexts: [{}]\n",
            "kind: APISecret\n",
        };
        std::size_t fieldCount = 0;
        for (const std::string& text : texts) {
            show(text);
            for (const FormTab tab : ops::formTabs(m_form->document()->type())) {
                FieldModel model;
                model.setTops(m_form->document(), m_form->document()->tops(tab));
                fieldCount += checked(model, {});
            }
        }
        QVERIFY(fieldCount > 500);
    }

    void whatIsAppliedIsOnlyRead()
    {
        show(mongo);
        m_form->setReadOnly(true);
        for (const FormTab tab : allTabs) {
            m_form->setTab(tab);
            fields()->expandAll();
            fields()->setCurrentIndex(fields()->model()->index(0, 0));
            for (const int key : {Qt::Key_F2, Qt::Key_Delete, Qt::Key_Insert, Qt::Key_Space}) {
                QTest::keyClick(fields(), Qt::Key(key));
                if (auto* const table = otherTable())
                    QTest::keyClick(table, Qt::Key(key));
            }
            QVERIFY(editor<QWidget>() == nullptr);
            for (QPushButton* const button : m_form->findChildren<QPushButton*>())
                QVERIFY2(!button->isVisible() || !button->isEnabled(),
                         qPrintable(button->objectName()));
        }
        QCOMPARE(m_wishes, QString());
        m_form->setReadOnly(false);
    }

    void whoeverIsReachedHasAName()
    {
        show(mongo);
        for (const FormTab tab : allTabs) {
            m_form->setTab(tab);
            QCOMPARE(namelessIn(*m_form).join(u'\n'), QString());
        }
    }

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

    void theSwitchesAreAtHand()
    {
        show(mongo);
        m_form->setTab(FormTab::Overview);
        child<QToolButton>("modeEnforce")->click();
        child<QCheckBox>("enabledSwitch")->click();
        child<QCheckBox>("enabledSwitch")->click();
        QCOMPARE(m_wishes,
                 QStringLiteral("set spec.mode \"enforce\"\n"
                                "set spec.enabled false\nclear spec.enabled"));
    }

    void keysAloneAreEnough()
    {
        show(mongo);
        goTo(FormTab::Processes, "spec.processPolicy[0].exe[0]");
        QTest::keyClick(fields(), Qt::Key_Insert);
        type(QStringLiteral("/usr/bin/mongos"));
        QTRY_COMPARE(m_wishes,
                     QStringLiteral("insert spec.processPolicy[0].exe at end "
                                    "\"/usr/bin/mongos\""));
        goTo(FormTab::Processes, "spec.processPolicy[0].exe[1]");
        QTest::keyClick(fields(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(m_wishes.section(u'\n', -1),
                 QStringLiteral("move spec.processPolicy[0].exe[1] to spec.processPolicy[0].exe "
                                "before 0"));
        QCOMPARE(currentName(), QStringLiteral("path 1"));
        QTest::keyClick(fields(), Qt::Key_Delete);
        QCOMPARE(m_wishes.section(u'\n', -1), QStringLiteral("clear spec.processPolicy[0].exe[0]"));
        edit(FormTab::Overview, "spec.disableConnections");
        auto* const box = editor<QComboBox>();
        QCOMPARE(box->itemText(box->count() - 1), QStringLiteral("not set"));
        box->setCurrentIndex(1);
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_COMPARE(m_wishes.section(u'\n', -1),
                     QStringLiteral("set spec.disableConnections \"egress\""));
        edit(FormTab::Overview, "spec.disableConnections");
        editor<QComboBox>()->setCurrentIndex(3);
        QTest::keyClick(editor<QComboBox>(), Qt::Key_Return);
        QTRY_COMPARE(m_wishes.section(u'\n', -1), QStringLiteral("clear spec.disableConnections"));
    }

    void aRowThatIsChosenShowsItsPlace()
    {
        show(mongo);
        goTo(FormTab::Selectors, "spec.containerSelector.image");
        QCOMPARE(m_revealed, QStringLiteral("image: mongo:1"));
        m_form->setTab(FormTab::Network);
        auto* const table = child<RowTree>("networkTable");
        table->setCurrentIndex(table->model()->index(1, 0));
        QCOMPARE(m_revealed, QStringLiteral("egress: []"));
    }

    void whatIsOpenAndChosenStays()
    {
        show(mongo);
        goTo(FormTab::Selectors, "spec.containerSelector.matchFields");
        FieldTree* const tree = fields();
        tree->expand(tree->currentIndex());
        const int below = tree->model()->rowCount(tree->currentIndex());
        QVERIFY(below > 0);
        std::string other = mongo;
        other.insert(other.find("  mode:"), "  machineSelector: {hostname: a}\n");
        show(other);
        QCOMPARE(currentName(), QStringLiteral("matchFields"));
        QVERIFY(tree->isExpanded(tree->currentIndex()));
    }

    void anEmptyTextIsBegun()
    {
        show("# Ours.\n");
        auto* const container = child<QPushButton>("stateHelp");
        QVERIFY(container->isVisible());
        QCOMPARE(container->text(), QStringLiteral("Start a container policy"));
        container->setFocus();
        QTest::keyClick(container, Qt::Key_Space);
        QCOMPARE(m_steps, QStringLiteral("start a policy"));
        QVERIFY2(m_text.starts_with("# Ours.\napiVersion: spyderbat/v1\n"), m_text.c_str());
        // The name is what a person says first, with the keyboard alone.
        QCOMPARE(currentName(), QStringLiteral("name"));
        QVERIFY(fields()->hasFocus());
        QTest::keyClick(fields(), Qt::Key_F2);
        type(QStringLiteral("shop"));
        QTRY_COMPARE(m_wishes.section(u'\n', -1), QStringLiteral("set metadata.name \"shop\""));
        show("");
        child<QPushButton>("stateOther")->click();
        QVERIFY(m_text.find("  type: linux-service\n") != std::string::npos);
        QVERIFY2(read(m_text)->valid(), m_text.c_str());
        show("");
        m_form->setReadOnly(true);
        QVERIFY(!container->isVisible());
    }

    /// What completion makes of an empty text is what the form makes of it.
    void aPolicyBeginsTheSameInTheTextAndInTheForm()
    {
        for (const char* const button : {"stateHelp", "stateOther"}) {
            show("");
            child<QPushButton>(button)->click();
            const auto items = ops::complete("", 0, yaml::Format::Yaml, {}).items;
            const bool isOffered = std::ranges::any_of(
                items, [&](const ops::CompletionItem& item) { return item.text == m_text; });
            QVERIFY2(isOffered, m_text.c_str());
        }
    }

    /// From the least that is a policy: all else by what the form offers.
    void thePolicyIsAuthoredByTheFormAlone()
    {
        show("kind: SpyderbatPolicy\n");
        put(FormTab::Overview, "apiVersion", QStringLiteral("spyderbat/v1"));
        put(FormTab::Overview, "metadata.name", QStringLiteral("mongo"));
        put(FormTab::Overview, "metadata.type", QStringLiteral("container"));
        put(FormTab::Overview, "spec.mode", QStringLiteral("audit"));
        put(FormTab::Selectors, "spec.containerSelector.image", QStringLiteral("mongo:1"));
        m_form->setTab(FormTab::Processes);
        click("addProcess");
        put(FormTab::Processes, "spec.processPolicy[0].name", QStringLiteral("mongod"));
        put(FormTab::Processes, "spec.processPolicy[0].exe[0]", QStringLiteral("/usr/bin/mongod"));
        put(FormTab::Processes, "spec.processPolicy[0].id", QStringLiteral("mongod_0"));
        put(FormTab::Processes, "spec.processPolicy[0].euser[0]", QStringLiteral("mongo"));
        m_form->setTab(FormTab::Network);
        m_form->findChild<QAction*>(QStringLiteral("add-ingress"))->trigger();
        put(FormTab::Network, "spec.networkPolicy.ingress[0].from[0]",
            QStringLiteral("192.168.0.0/16"));
        put(FormTab::Network, "spec.networkPolicy.ingress[0].ports[0]",
            QStringLiteral("TCP 27017"));
        auto* const table = child<RowTree>("networkTable");
        table->setCurrentIndex(table->model()->index(1, 0)); // egress is missing
        QTest::keyClick(fields(), Qt::Key_Home);
        m_form->findChild<QAction*>(QStringLiteral("add-egress"))->trigger();
        put(FormTab::Network, "spec.networkPolicy.egress[0].to[0]", QStringLiteral("10.0.0.0/8"));
        m_form->setTab(FormTab::Response);
        for (const auto& [menu, action] : {std::pair("addDefaultMenu", "makeRedFlag"),
                                           std::pair("addActionMenu", "agentKillProcess")}) {
            auto* const there = child<QMenu>(menu);
            Q_EMIT there->aboutToShow();
            there->findChild<QAction*>(QLatin1String(action))->trigger();
        }
        QVERIFY2(read(m_text)->valid(), m_text.c_str());
        QCOMPARE(m_text, authored);
    }

    void manyRulesDoNotStall()
    {
        std::string text = mongo.substr(0, mongo.find("    ingress:")) + "    ingress:\n";
        for (int rule = 0; rule < 10'000; ++rule)
            text += "    - from: [{ipBlock: {cidr: 10.0.0.1/32}}]\n"
                    "      ports: [{protocol: TCP, port: "
                + std::to_string(rule + 1) + "}]\n";
        text += mongo.substr(mongo.find("    egress:"));
        const SnapshotPtr before = read(text);
        const SnapshotPtr after = read(text + "# later\n");
        m_form->setSnapshot(before);
        m_form->setTab(FormTab::Network);
        auto* const table = child<RowTree>("networkTable");
        QCOMPARE(table->model()->rowCount(), 10'001);
        table->setCurrentIndex(table->model()->index(9'000, 0));
        QElapsedTimer timer;
        timer.start();
        m_form->setSnapshot(after);
        m_form->setPlace(static_cast<text::ByteOffset>(text.size() / 2));
        m_form->grab();
        qInfo("10,000 rules: %lld ms", timer.elapsed());
        QVERIFY(timer.elapsed() < 1000);
    }

    void pictures()
    {
        const QString folder = qEnvironmentVariable("FORM_PICTURES");
        if (folder.isEmpty())
            QSKIP("FORM_PICTURES names no folder");
        for (const bool dark : {false, true}) {
            applyTheme(dark ? ThemeChoice::Dark : ThemeChoice::Light);
            show(mongo);
            m_form->resize(760, 700);
            for (const FormTab tab : allTabs) {
                m_form->setTab(tab);
                QTest::qWait(50);
                m_form->grab().save(folder + u'/' + FormTabsBar::title(tab)
                                    + (dark ? QStringLiteral("-dark") : QString())
                                    + QStringLiteral(".png"));
            }
            m_form->resize(490, 620);
            edit(FormTab::Network, "spec.networkPolicy.ingress[0].ports[0]");
            editor<QLineEdit>()->selectAll();
            QTest::keyClicks(editor<QLineEdit>(), QStringLiteral("http"));
            QTest::qWait(50);
            m_form->grab().save(
                folder + (dark ? QStringLiteral("/edit-dark.png") : QStringLiteral("/edit.png")));
            QTest::keyClick(editor<QLineEdit>(), Qt::Key_Escape);
            goTo(FormTab::Network, "spec.networkPolicy.ingress[0].processes[0]");
            QTest::qWait(50);
            m_form->grab().save(
                folder
                + (dark ? QStringLiteral("/problem-dark.png") : QStringLiteral("/problem.png")));
            show("a: [");
            QTest::qWait(50);
            m_form->grab().save(
                folder
                + (dark ? QStringLiteral("/dimmed-dark.png") : QStringLiteral("/dimmed.png")));
        }
        applyTheme(ThemeChoice::Light);
    }

private:
    static constexpr std::array allTabs{FormTab::Overview, FormTab::Selectors, FormTab::Processes,
                                        FormTab::Network, FormTab::Response};

    void show(const std::string& text)
    {
        m_text = text;
        m_form->setSnapshot(read(text));
    }

    /// Makes the row at that path current and begins to edit it.
    void edit(FormTab tab, const std::string& path)
    {
        QTRY_VERIFY(editor<QWidget>() == nullptr); // the one before closes when it may
        goTo(tab, path);
        QTest::keyClick(fields(), Qt::Key_F2);
    }

    void goTo(FormTab tab, const std::string& path)
    {
        m_form->setTab(tab);
        FieldTree* const tree = fields();
        QModelIndex found;
        for (QModelIndex at = tree->model()->index(0, 0); at.isValid(); at = tree->indexBelow(at)) {
            const std::string here = tree->fields().spot(at).place.path();
            if (here == path && tree->fields().row(at).role != ops::FormRow::Role::Add)
                found = at;
            else if (path.starts_with(here))
                tree->expand(at);
        }
        QVERIFY2(found.isValid(), path.c_str());
        tree->setCurrentIndex(found);
        tree->setFocus();
    }

    /// Rows below new rows are fetched by the view, not while they come.
    void watch(QAbstractItemModel* model)
    {
        auto* const tester = new QAbstractItemModelTester(
            model, QAbstractItemModelTester::FailureReportingMode::QtTest, m_form.get());
        tester->setUseFetchMore(false);
    }

    /// How many fields there are below; each has a tip, and an editor or rows of its own.
    static std::size_t checked(FieldModel& model, const QModelIndex& parent)
    {
        std::size_t count = 0;
        if (model.canFetchMore(parent))
            model.fetchMore(parent);
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            const QString name = QString::fromStdString(model.spot(index).place.path());
            if (index.data(Qt::ToolTipRole).toString().isEmpty()
                || index.data(Qt::WhatsThisRole).toString().isEmpty())
                qFatal("no help: %s", qPrintable(name));
            const bool isEdited
                = model.flags(index.siblingAtColumn(1)).testFlag(Qt::ItemIsEditable);
            const bool isAdded = model.row(index).role == ops::FormRow::Role::Add;
            if (!isEdited && !isAdded && !model.hasChildren(index))
                qFatal("no editor: %s", qPrintable(name));
            count += 1 + checked(model, index);
        }
        return count;
    }

    /// The table above the fields, where there is one.
    RowTree* otherTable()
    {
        for (RowTree* const table : m_form->findChildren<RowTree*>()) {
            if (table->isVisible() && qobject_cast<FieldTree*>(table) == nullptr)
                return table;
        }
        return nullptr;
    }

    /// Chooses or types the value of a field and commits it.
    void put(FormTab tab, const std::string& path, const QString& value)
    {
        const QString before = m_wishes;
        edit(tab, path);
        if (auto* const box = editor<QComboBox>()) {
            box->setCurrentText(value);
            QTest::keyClick(box, Qt::Key_Return);
        } else {
            type(value);
        }
        QTRY_VERIFY2(m_wishes != before, path.c_str());
    }

    void type(const QString& text)
    {
        auto* const line = editor<QLineEdit>();
        QVERIFY(line != nullptr);
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }

    void click(const char* name)
    {
        auto* const button = child<QPushButton>(name);
        QVERIFY2(button->isEnabled(), name);
        button->click();
    }

    static QString rows(const RowTree* table)
    {
        QStringList out;
        for (QModelIndex at = table->model()->index(0, 0); at.isValid();
             at = table->indexBelow(at)) {
            QStringList cells;
            for (int column = 0; column < table->model()->columnCount(); ++column)
                cells += at.siblingAtColumn(column).data(Qt::AccessibleTextRole).toString();
            out += cells.join(u' ');
        }
        return out.join(u'\n');
    }

    template <typename Widget> Widget* child(const char* name)
    {
        return m_form->findChild<Widget*>(QLatin1String(name));
    }
    /// The fields that are seen.
    FieldTree* fields()
    {
        for (FieldTree* const tree : m_form->findChildren<FieldTree*>()) {
            if (tree->isVisible())
                return tree;
        }
        return nullptr;
    }
    template <typename Editor> Editor* editor()
    {
        return m_form->findChild<Editor*>(QStringLiteral("fieldEditor"));
    }
    QString currentName() { return fields()->fields().name(fields()->currentIndex()); }
    QString problem() { return fields()->currentIndex().siblingAtColumn(2).data().toString(); }

    void onWished(const std::vector<policy::PolicyEdit>& wishes, const QString& step)
    {
        m_wishes += (m_wishes.isEmpty() ? QString() : QStringLiteral("\n"))
            + QString::fromStdString(wordsOf(wishes));
        m_steps += (m_steps.isEmpty() ? QString() : QStringLiteral("\n")) + step;
        if (!m_follows)
            return;
        const SnapshotPtr now = read(m_text);
        const auto planned = policy::planEdits(*now->document, wishes);
        QVERIFY2(planned.has_value(), planned ? "" : planned.error().message.c_str());
        show(planned->edits.apply(m_text).value());
    }

    std::unique_ptr<FormView> m_form;
    std::string m_text;
    QString m_wishes;
    QString m_steps;
    QString m_revealed;
    bool m_follows = true;
};

QTEST_MAIN(FormViewTest)
#include "form_view_test.moc"
