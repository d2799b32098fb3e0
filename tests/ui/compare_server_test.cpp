// Comparisons whose sides are an organization's: what its policy complained about merged in, any
// version before, and from there to the review.

#include "app/policywright/compare_controller.h"
#include "app/policywright/policies_controller.h"
#include "app/policywright/review_controller.h"
#include "tests/core/organization/mongo_organization.h"
#include "tests/ui/served_window.h"
#include "ui/apply/review_page.h"
#include "ui/compare/compare_page.h"
#include "ui/editor/policy_editor.h"

#include <QAction>
#include <QInputDialog>
#include <QTest>

using namespace pw;
using ui::DiffSide;

class CompareServerTest : public QObject
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
    void deviationsAreMergedIn();
    void aVersionIsAskedForByItsNumber();
    void leadsToTheReview();

private:
    [[nodiscard]] app::Application& application() { return m_served->application(); }
    [[nodiscard]] QString uid() { return m_served->policyUid(); }
    app::ComparisonTab& compare();
    void choose(ui::CompareSide side, const QString& key);
    [[nodiscard]] const ui::TextDiff& diff() { return *tab().page().texts().diff(); }
    [[nodiscard]] app::ComparisonTab& tab() { return *application().compare().current(); }

    std::unique_ptr<tests::ServedWindow> m_served;
};

/// The applied policy and the open text of it.
app::ComparisonTab& CompareServerTest::compare()
{
    application().compare().compareDocument(m_served->openPolicy());
    (void)m_served->settle();
    return tab();
}

void CompareServerTest::choose(ui::CompareSide side, const QString& key)
{
    Q_EMIT tab().page().head().chosen(side, key);
    (void)m_served->settle();
}

void CompareServerTest::deviationsAreMergedIn()
{
    (void)compare();
    QCOMPARE(tab().page().texts().changeCount(), 0);
    const int number = application().session().documents().front()->number();
    choose(ui::CompareSide::Left, QStringLiteral("document:%1").arg(number));
    choose(ui::CompareSide::Right, QStringLiteral("deviated:%1:%2").arg(number).arg(uid()));
    QVERIFY2(diff().right.find("bash") != std::string::npos, diff().right.c_str());
    QVERIFY(diff().left.find("bash") == std::string::npos);
    const ui::ComparisonPtr& comparison = tab().page().meaning().between;
    QCOMPARE(comparison->count(ops::Effect::Wider), comparison->count());
    QVERIFY(comparison->count() > 0);
    QVERIFY(tab().title().contains(QStringLiteral("with its deviations")));
    // What is taken from there stands in the text.
    tab().page().texts().goToNextChange();
    QVERIFY(tab().page().canTake(DiffSide::Right));
    m_served->actions().takeRight->trigger();
    QVERIFY(m_served->settle());
    QVERIFY(application().session().documents().front()->bytes().find("bash") != std::string::npos);
    QCOMPARE(tab().page().texts().changeCount(), 0);
}

void CompareServerTest::aVersionIsAskedForByItsNumber()
{
    for (int version = 2; version <= 14; ++version) {
        const std::string tags = R"(, "tags": ["t)" + std::to_string(version) + R"("])";
        m_served->world().ask("PUT", "/analyticspolicy/" + m_served->world().policyUid(),
                              R"({"policy": )" + tests::mongoPolicy(tags) + "}");
    }
    m_served->actions().reload->trigger();
    QVERIFY(m_served->settle());
    (void)compare();
    choose(ui::CompareSide::Left, QStringLiteral("choose-version:") + uid());
    auto* const dialog
        = m_served->window().findChild<QInputDialog*>(QStringLiteral("compareVersionDialog"));
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->intMaximum(), 13);
    dialog->setIntValue(3);
    dialog->accept();
    QVERIFY(m_served->settle());
    QVERIFY2(diff().left.find("t3") != std::string::npos, diff().left.c_str());
    QVERIFY(diff().right.find("t14") != std::string::npos);
    QVERIFY(tab().title().startsWith(QStringLiteral("Version 3 of mongo-policy")));
}

void CompareServerTest::leadsToTheReview()
{
    (void)compare();
    app::Document& document = *application().session().documents().front();
    QVERIFY(m_served->actions().apply->isEnabled());
    std::string text = document.bytes();
    text.replace(text.find("severity: high"), 14, "severity: low");
    document.editor().replaceText(text);
    QVERIFY(m_served->settle());
    m_served->actions().apply->trigger();
    QVERIFY(m_served->settle());
    QVERIFY(application().review().page() != nullptr);
    QVERIFY(application().review().isShown());
    // Of two that cannot be changed none can be applied.
    application().review().close();
    application().compare().show();
    choose(ui::CompareSide::Right, QStringLiteral("server:%1:0").arg(uid()));
    QVERIFY(!m_served->actions().apply->isEnabled());
}

QTEST_MAIN(CompareServerTest)
#include "compare_server_test.moc"
