// The form alone: a text in, wishes out, and what they make of the text.

#include "core/ops/completion.h"
#include "tests/ui/form_driver.h"
#include "tests/ui/nameless.h"
#include "ui/common/convert.h"
#include "ui/common/notice_strip.h"
#include "ui/form/form_tabs_bar.h"

#include <QAction>
#include <QCheckBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

using namespace pw;
using namespace pw::ui;
using namespace pw::tests;

namespace {

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

} // namespace

class FormViewTest : public FormDriver
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setUp(); }
    void init() { makeForm(); }

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
        QVERIFY(table->currentIndex().row() > 4'000 && table->currentIndex().row() < 6'000);
        timer.restart();
        table->selectAll();
        qInfo("all of them selected: %lld ms", timer.elapsed());
        QCOMPARE(child<QLabel>("networkFieldsTitle")->text(), QStringLiteral("10000 rules"));
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
};

QTEST_MAIN(FormViewTest)
#include "form_view_test.moc"
