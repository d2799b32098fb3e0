// What is written to an organization behind a server, when several things happen at once: which
// document an edit belongs to, what a conflict leaves behind, where a switch leads.

#include "app/policywright/document.h"
#include "app/policywright/fingerprints_controller.h"
#include "app/policywright/organization_controller.h"
#include "app/policywright/policies_controller.h"
#include "app/policywright/review_controller.h"
#include "app/policywright/session.h"
#include "tests/core/organization/mongo_organization.h"
#include "tests/ui/served_window.h"
#include "ui/apply/review_page.h"
#include "ui/apply/strip_content.h"
#include "ui/common/line_panel.h"
#include "ui/editor/policy_editor.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <QAbstractItemView>
#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace pw;

class OrganizationWritingTest : public QObject
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
    void aConflictKeepsTheUidOfWhatWasWritten();
    void ofTwoOnlyWhatChangedIsWritten();
    void bothChangesAreMergedAndApplied();
    void whatBothChangedIsChosen();
    void eachOfSeveralIsDecided_data();
    void eachOfSeveralIsDecided();
    void aTextOfAFileBeganAsAnOlderVersion();
    void anOlderVersionIsNotThePolicy();
    void aSwitchLeavesTheReviewBehind();
    void theWindowWaitsForTheAnswer();
    void theChosenOneIsNamedWhileItOpens();

private:
    [[nodiscard]] app::Application& application() { return m_served->application(); }
    [[nodiscard]] QString uid() { return m_served->policyUid(); }
    [[nodiscard]] std::string path() { return "/analyticspolicy/" + uid().toStdString(); }
    void theirs(const std::string& tag);
    app::Document& open() { return m_served->openPolicy(); }
    /// The policy in another mode, and a new one behind it.
    app::Document& openTwo();
    void review();
    void apply();
    /// Of the strip above the review.
    void press(const QString& button);
    /// Shows the review of this one of several.
    void look(int line);
    /// The dialog of "Merge both…", when it knows what there is to decide.
    [[nodiscard]] QDialog* mergeDialog();
    /// How often that was asked of what ends like this.
    [[nodiscard]] std::ptrdiff_t asked(const std::string& method, const std::string& end);

    std::unique_ptr<tests::ServedWindow> m_served;
};

/// Somebody else applies another version.
void OrganizationWritingTest::theirs(const std::string& tag)
{
    const std::string tags = R"(, "tags": [")" + tag + R"("])";
    m_served->world().ask("PUT", path(), R"({"policy": )" + tests::mongoPolicy(tags) + "}");
}

void OrganizationWritingTest::review()
{
    m_served->actions().apply->trigger();
    QVERIFY(m_served->settle());
    QVERIFY(application().review().page() != nullptr);
}

void OrganizationWritingTest::apply()
{
    application().review().page()->findChild<QAction*>(QStringLiteral("applyMain"))->trigger();
    QVERIFY(m_served->settle());
}

std::ptrdiff_t OrganizationWritingTest::asked(const std::string& method, const std::string& end)
{
    const std::vector<std::string> all = m_served->world().changing();
    return std::ranges::count_if(all, [&](const std::string& one) {
        return one.starts_with(method + ' ') && one.find(end) != std::string::npos;
    });
}

app::Document& OrganizationWritingTest::openTwo()
{
    app::Document& document = open();
    std::string text = document.bytes();
    text.replace(text.find("mode: audit"), 11, "mode: enforce");
    document.editor().replaceText(text + "---\n" + tests::mongoPolicy({}, "second-policy") + "\n");
    return document;
}

void OrganizationWritingTest::aConflictKeepsTheUidOfWhatWasWritten()
{
    app::Document& document = openTwo();
    review();
    theirs("theirs");
    apply();
    QCOMPARE(asked("POST", "/analyticspolicy/"), 1);
    const std::string marked = document.bytes();
    QVERIFY2(marked.find("pol:", marked.find("second-policy")) != std::string::npos,
             marked.c_str());
    // The review has begun anew, with what stands on the server now.
    const QString words = tests::wordsOn(m_served->window());
    QVERIFY2(
        words.contains(QStringLiteral("mongo-policy: the server's copy changed since you read")),
        qPrintable(words));
}

void OrganizationWritingTest::ofTwoOnlyWhatChangedIsWritten()
{
    app::Document& document = openTwo();
    review();
    apply();
    QCOMPARE(asked("POST", "/analyticspolicy/"), 1);
    QCOMPARE(asked("PUT", "/analyticspolicy/"), 1);
    application().review().close();
    std::string text = document.bytes();
    text.replace(text.find("severity: high"), 14, "severity: low");
    document.editor().replaceText(text);
    review();
    apply();
    QVERIFY2(m_served->world().changing().size() == 3,
             qPrintable(tests::wordsOn(m_served->window())));
    QCOMPARE(asked("PUT", "/analyticspolicy/"), 2);
    QVERIFY(tests::wordsOn(m_served->window()).contains(QStringLiteral("there already")));
}

void OrganizationWritingTest::press(const QString& name)
{
    auto* const button = application().review().page()->findChild<QAbstractButton*>(name);
    if (button == nullptr)
        qFatal("there is no %s", qPrintable(name));
    QTest::mouseClick(button, Qt::LeftButton);
    (void)m_served->settle();
}

void OrganizationWritingTest::look(int line)
{
    application()
        .review()
        .page()
        ->findChild<ui::LinePanel*>(QStringLiteral("applyDocumentsPanel"))
        ->setCurrentLine(line);
    (void)m_served->settle();
}

QDialog* OrganizationWritingTest::mergeDialog()
{
    if (application().review().page()->findChild<QAbstractButton*>(ui::mergeBothButton) == nullptr)
        return nullptr;
    press(ui::mergeBothButton);
    auto* const dialog = m_served->window().findChild<QDialog*>(QStringLiteral("threeWayDialog"));
    const bool ready
        = dialog != nullptr && QTest::qWaitFor([dialog] {
              return dialog->findChild<QPushButton*>(QStringLiteral("threeWayAccept"))->isEnabled();
          });
    return ready ? dialog : nullptr;
}

void OrganizationWritingTest::bothChangesAreMergedAndApplied()
{
    app::Document& document = open();
    std::string text = document.bytes();
    text.replace(text.find("mode: audit"), 11, "mode: enforce # as agreed");
    document.editor().replaceText(text);
    theirs("theirs");
    review();
    QPointer<QDialog> dialog = mergeDialog();
    QVERIFY(dialog != nullptr);
    QVERIFY(!dialog->findChild<QWidget*>(QStringLiteral("threeWayConflicts"))->isVisible());
    QCOMPARE(document.bytes(), text); // nothing yet
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("threeWayAccept")),
                      Qt::LeftButton);
    QVERIFY(m_served->settle());
    const std::string merged = document.bytes();
    QVERIFY2(merged.find("- theirs") != std::string::npos, merged.c_str());
    QVERIFY2(merged.find("mode: enforce # as agreed") != std::string::npos, merged.c_str());
    document.editor().undo();
    QCOMPARE(document.bytes(), text);
    document.editor().redo();
    review();
    const QString words = tests::wordsOn(m_served->window());
    QVERIFY2(!words.contains(QStringLiteral("changed since you read")), qPrintable(words));
    // It begins to enforce: that is asked for.
    auto* const typed = application().review().page()->findChild<QLineEdit*>();
    if (typed != nullptr && typed->isVisible())
        typed->setText(QStringLiteral("mongo-policy"));
    apply();
    QCOMPARE(asked("PUT", "/analyticspolicy/"), 1);
    const std::string after = m_served->world().ask("GET", path(), {}).body;
    QVERIFY2(after.find("theirs") != std::string::npos
                 && after.find("enforce") != std::string::npos,
             after.c_str());
}

void OrganizationWritingTest::whatBothChangedIsChosen()
{
    app::Document& document = open();
    std::string text = document.bytes();
    text.replace(text.find("severity: high"), 14, "severity: medium");
    document.editor().replaceText(text);
    std::string policy = tests::mongoPolicy();
    policy.replace(policy.find("high"), 4, "low");
    m_served->world().ask("PUT", path(), R"({"policy": )" + policy + "}");
    review();
    QPointer<QDialog> dialog = mergeDialog();
    QVERIFY(dialog != nullptr);
    auto* const list = dialog->findChild<QAbstractItemView*>(QStringLiteral("threeWayConflicts"));
    QVERIFY(list->isVisible());
    QCOMPARE(list->model()->rowCount(), 1);
    QCOMPARE(list->model()->index(0, 0).data().toString(),
             QStringLiteral("spec.response.default[0].makeRedFlag.severity"));
    list->setFocus();
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Space);
    QTRY_VERIFY(dialog->findChild<QPushButton*>(QStringLiteral("threeWayAccept"))->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_served->settle());
    QVERIFY2(document.bytes().find("severity: low") != std::string::npos, document.bytes().c_str());
}

void OrganizationWritingTest::eachOfSeveralIsDecided_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<bool>("hasTheirs");
    QTest::addColumn<bool>("hasMine");
    QTest::newRow("both") << ui::mergeBothButton << true << true;
    QTest::newRow("theirs") << ui::takeTheirsButton << true << false;
    QTest::newRow("mine") << ui::keepMineButton << false << true;
}

void OrganizationWritingTest::eachOfSeveralIsDecided()
{
    QFETCH(QString, button);
    QFETCH(bool, hasTheirs);
    QFETCH(bool, hasMine);
    app::Document& document = openTwo();
    review();
    apply();
    application().review().close();
    QCOMPARE(document.origins().size(), std::size_t{2});
    std::string text = document.bytes();
    text.replace(text.find("severity: high"), 14, "severity: low # mine");
    const std::string::size_type second = text.find("second-policy");
    text.replace(text.find("high", second), 4, "medium");
    document.editor().replaceText(text);
    theirs("theirs");
    review();
    look(0);
    const QString words = tests::wordsOn(m_served->window());
    QVERIFY2(words.contains(QStringLiteral("mongo-policy: the server's copy changed since")),
             qPrintable(words));
    look(1); // of the other one nothing has to be decided, but nothing is sent before
    QVERIFY(application().review().page()->findChild<QAbstractButton*>(button) == nullptr);
    QVERIFY(!application()
                 .review()
                 .page()
                 ->findChild<QAction*>(QStringLiteral("applyMain"))
                 ->isEnabled());
    look(0);
    if (button == ui::mergeBothButton) {
        const QPointer<QDialog> dialog = mergeDialog();
        QVERIFY(dialog != nullptr);
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("threeWayAccept")),
                          Qt::LeftButton);
        QVERIFY(m_served->settle());
    } else {
        press(button);
    }
    QCOMPARE(document.origins().size(), std::size_t{2});
    apply();
    const std::string applied = m_served->world().ask("GET", path(), {}).body;
    QCOMPARE(applied.find("theirs") != std::string::npos, hasTheirs);
    QCOMPARE(applied.find("\"low\"") != std::string::npos, hasMine);
    QCOMPARE(document.origins()
                 .back()
                 .copy.document.find("spec")
                 ->find("response")
                 ->find("default")
                 ->items.front()
                 .find("makeRedFlag")
                 ->find("severity")
                 ->text,
             std::string("medium"));
    QVERIFY(!document.isModified());
}

/// The base of the merge is asked for.
void OrganizationWritingTest::aTextOfAFileBeganAsAnOlderVersion()
{
    app::Document& applied = open();
    std::string text = applied.bytes();
    application().session().close(applied);
    text.replace(text.find("mode: audit"), 11, "mode: enforce # as agreed");
    theirs("theirs");
    application().session().add(*text::SourceText::make(text, "kept"), QStringLiteral("kept"));
    QVERIFY(m_served->settle());
    app::Document& document = *application().session().current();
    review();
    const QPointer<QDialog> dialog = mergeDialog();
    QVERIFY(dialog != nullptr);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("threeWayAccept")),
                      Qt::LeftButton);
    QVERIFY(m_served->settle());
    const std::string merged = document.bytes();
    QVERIFY2(merged.find("- theirs") != std::string::npos, merged.c_str());
    QVERIFY2(merged.find("mode: enforce # as agreed") != std::string::npos, merged.c_str());
}

void OrganizationWritingTest::anOlderVersionIsNotThePolicy()
{
    theirs("second");
    application().policies().openVersion(uid(), 1);
    QVERIFY(m_served->settle());
    app::Document& older = *application().session().current();
    const std::string text = older.bytes();
    QVERIFY2(text.find("second") == std::string::npos, text.c_str());
    application().policies().setMode(uid(), QStringLiteral("enforce"));
    QVERIFY(m_served->settle());
    QCOMPARE(older.bytes(), text);
    QCOMPARE(application().session().documents().size(), std::size_t{2});
    const std::string edited = application().session().documents().back()->bytes();
    QVERIFY2(edited.find("second") != std::string::npos
                 && edited.find("mode: enforce") != std::string::npos,
             edited.c_str());
    QVERIFY(application().review().page() != nullptr);
}

void OrganizationWritingTest::aSwitchLeavesTheReviewBehind()
{
    open();
    review();
    m_served->actions().localOrganization->trigger();
    QCOMPARE(m_served->window().shownPage(), static_cast<QWidget*>(&m_served->window().page()));
    QVERIFY(application().review().page() == nullptr);
    QVERIFY(m_served->settle());
    QCOMPARE(m_served->window().shownPage(), static_cast<QWidget*>(&m_served->window().page()));
}

void OrganizationWritingTest::theWindowWaitsForTheAnswer()
{
    app::Document& document = open();
    std::string text = document.bytes();
    text.replace(text.find("mode: audit"), 11, "mode: enforce");
    document.editor().replaceText(text);
    QVERIFY(m_served->settle());
    review();
    application().review().page()->findChild<QAction*>(QStringLiteral("applyMain"))->trigger();
    QVERIFY(application().review().isWriting());
    m_served->window().close();
    QVERIFY(m_served->window().isVisible());
    QVERIFY(application().review().isWriting());
    // Behind the answer it closes by itself: what was applied is nothing unsaved.
    QTRY_VERIFY(!m_served->window().isVisible());
    QVERIFY(!application().review().isWriting());
    QCOMPARE(m_served->world().writes().size(), std::size_t{1});
}

void OrganizationWritingTest::theChosenOneIsNamedWhileItOpens()
{
    m_served = std::make_unique<tests::ServedWindow>();
    application().open({});
    QVERIFY(application().organization().isOpening());
    QCOMPARE(application().organization().context().name, tests::servedContext);
    QVERIFY(m_served->settle());
    QCOMPARE(application().organization().context().name, tests::servedContext);
}

QTEST_MAIN(OrganizationWritingTest)
#include "organization_writing_test.moc"
