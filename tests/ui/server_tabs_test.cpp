// Policies that were open without a file are open again at the next start, as the organization has
// them then.

#include "app/policywright/file_controller.h"
#include "app/policywright/organization_controller.h"
#include "app/policywright/policies_controller.h"
#include "tests/core/files/folder.h"
#include "tests/core/organization/mongo_organization.h"
#include "tests/ui/served_window.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_page.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <QAction>
#include <QStatusBar>
#include <QTest>

using namespace pw;

class ServerTabsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { app::prepareProcess(); }
    void init()
    {
        m_served = std::make_unique<tests::ServedWindow>();
        m_served->start();
    }
    void cleanup() { m_served.reset(); }
    void whatIsNotedIsRead();
    void aPolicyIsOpenAgain();
    void whatWasNotAppliedIsNotInIt();
    void anOlderVersionComesBack();
    void besideFiles();
    void severalPoliciesInOneText();
    void waitsForItsOrganization();
    void waitsForTheServer();
    void isGoneAtTheServer();
    void aPersonLooksElsewhere();

private:
    [[nodiscard]] app::Application& application() { return m_served->application(); }
    [[nodiscard]] QString uid() { return m_served->policyUid(); }
    [[nodiscard]] std::string path() { return "/analyticspolicy/" + uid().toStdString(); }
    app::Document& open() { return m_served->openPolicy(); }
    [[nodiscard]] QStringList titles();
    [[nodiscard]] QString frontTitle();

    std::unique_ptr<tests::ServedWindow> m_served;
};

QStringList ServerTabsTest::titles()
{
    QStringList out;
    for (const auto& document : application().session().documents())
        out += document->title();
    return out;
}

QString ServerTabsTest::frontTitle()
{
    const app::Document* const front = application().session().current();
    return front == nullptr ? QStringLiteral("-") : front->title();
}

void ServerTabsTest::whatIsNotedIsRead()
{
    (void)open();
    const app::OpenTabs tabs = application().tabs();
    QCOMPARE(tabs.tabs.size(), std::size_t{1});
    QCOMPARE(tabs.current, tabs.tabs.front().key());
    QCOMPARE(app::OpenTabs::read(tabs.json()), tabs);
    QVERIFY(app::OpenTabs::read(R"({"tabs": [{"context": "shop", "policies": [{}, 3]}]})")
                .tabs.empty());
}

void ServerTabsTest::aPolicyIsOpenAgain()
{
    app::Document& before = open();
    before.page().showView(ui::PolicyPage::View::Both);
    before.editor().lookFrom(40, 2);
    const std::string text = before.bytes();
    m_served->restart(application().tabs());
    QCOMPARE(titles(), QStringList(QStringLiteral("mongo-policy")));
    const app::Document* const again = application().session().current();
    QVERIFY(again != nullptr);
    QCOMPARE(again->bytes(), text);
    QCOMPARE(again->page().view(), ui::PolicyPage::View::Both);
    QCOMPARE(again->editor().cursorOffset(), text::ByteOffset{40});
    QVERIFY(!again->isModified());
    // It is the policy and no copy of its text: opening it again leads to the tab.
    QCOMPARE(again->origins().size(), std::size_t{1});
    QCOMPARE(again->origins().front().copy.uid, uid().toStdString());
    (void)open();
    QCOMPARE(titles().size(), 1);
}

void ServerTabsTest::whatWasNotAppliedIsNotInIt()
{
    app::Document& before = open();
    const std::string text = before.bytes();
    before.editor().replaceText("# typed\n" + text);
    m_served->restart(application().tabs());
    QCOMPARE(application().session().documents().front()->bytes(), text);
}

void ServerTabsTest::anOlderVersionComesBack()
{
    const std::string tags = R"(, "tags": ["second"])";
    m_served->world().ask("PUT", path(), R"({"policy": )" + tests::mongoPolicy(tags) + "}");
    application().policies().openVersion(uid(), 1);
    QVERIFY(m_served->settle());
    QCOMPARE(frontTitle(), QStringLiteral("mongo-policy v1"));
    m_served->restart(application().tabs());
    QCOMPARE(frontTitle(), QStringLiteral("mongo-policy v1"));
    const app::Document& again = *application().session().current();
    QVERIFY(again.origins().front().isOlder);
    QVERIFY(again.bytes().find("second") == std::string::npos);
    (void)open();
    QCOMPARE(titles().size(), 2);
}

void ServerTabsTest::besideFiles()
{
    files::Folder folder;
    const std::string file = folder.write("web.yaml", "kind: SpyderbatPolicy\n");
    (void)open();
    application().files().open({QString::fromStdString(file)});
    QVERIFY(m_served->settle());
    const app::OpenTabs fileInFront = application().tabs();
    app::OpenTabs policyInFront = fileInFront;
    policyInFront.current = fileInFront.tabs.front().key();
    for (const auto& [tabs, front] : {std::pair(fileInFront, QStringLiteral("web.yaml")),
                                      std::pair(policyInFront, QStringLiteral("mongo-policy"))}) {
        m_served->restart(tabs);
        QStringList all = titles();
        all.sort();
        QCOMPARE(all, (QStringList{QStringLiteral("mongo-policy"), QStringLiteral("web.yaml")}));
        QCOMPARE(frontTitle(), front);
    }
}

void ServerTabsTest::severalPoliciesInOneText()
{
    (void)open();
    app::OpenTabs tabs = application().tabs();
    tabs.tabs.front().policies.push_back(tabs.tabs.front().policies.front());
    m_served->restart(tabs);
    const app::Document& again = *application().session().documents().front();
    QCOMPARE(again.origins().size(), std::size_t{2});
    QVERIFY(again.bytes().find("\n---\n") != std::string::npos);
    QCOMPARE(application().tabs().tabs.front().policies, tabs.tabs.front().policies);
}

void ServerTabsTest::waitsForItsOrganization()
{
    (void)open();
    const app::OpenTabs tabs = application().tabs();
    m_served->restart(tabs, std::string(api::localContextName));
    QVERIFY(titles().isEmpty());
    // It is noted all the same, and there once the organization is.
    QCOMPARE(application().tabs().tabs, tabs.tabs);
    application().organization().choose(QString::fromStdString(tests::servedContext));
    QVERIFY(m_served->settle());
    QCOMPARE(titles(), QStringList(QStringLiteral("mongo-policy")));
    QCOMPARE(application().tabs().tabs.size(), std::size_t{1});
}

void ServerTabsTest::waitsForTheServer()
{
    (void)open();
    const app::OpenTabs tabs = application().tabs();
    m_served->proxy().dropConnections();
    m_served->restart(tabs);
    QVERIFY(titles().isEmpty());
    QCOMPARE(application().tabs().tabs, tabs.tabs);
    m_served->proxy().dropConnections(false);
    m_served->actions().reload->trigger();
    QVERIFY(m_served->settle());
    QCOMPARE(titles(), QStringList(QStringLiteral("mongo-policy")));
}

void ServerTabsTest::isGoneAtTheServer()
{
    (void)open();
    const app::OpenTabs tabs = application().tabs();
    m_served->world().ask("DELETE", path(), {});
    m_served->restart(tabs);
    QVERIFY(titles().isEmpty());
    QVERIFY(application().tabs().tabs.empty());
    QCOMPARE(m_served->window().statusBar()->currentMessage(),
             QStringLiteral("1 policy that was open the last time is not applied any more"));
}

void ServerTabsTest::aPersonLooksElsewhere()
{
    (void)open();
    const app::OpenTabs tabs = application().tabs();
    m_served->restart(tabs, std::string(api::localContextName));
    m_served->actions().policiesPlace->trigger();
    QWidget* const policies = m_served->window().shownPage();
    QVERIFY(policies != &m_served->window().page());
    application().organization().choose(QString::fromStdString(tests::servedContext));
    QVERIFY(m_served->settle());
    QCOMPARE(titles().size(), 1);
    QCOMPARE(m_served->window().shownPage(), policies);
}

QTEST_MAIN(ServerTabsTest)
#include "server_tabs_test.moc"
