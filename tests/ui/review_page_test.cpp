// The page alone: what it shows of a review, and what it asks for.

#include "ui/apply/review_page.h"

#include "core/ops/validate.h"
#include "tests/core/ops/documents.h"
#include "ui/apply/apply_head.h"
#include "ui/apply/outcome_strip.h"
#include "ui/apply/review_sections.h"
#include "ui/common/panel_title.h"
#include "ui/common/row_tree.h"
#include "ui/common/state_page.h"
#include "ui/common/status_chip.h"
#include "ui/diff/unified_view.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace pw;
using namespace pw::tests;
using ui::ApplyOutcome;
using ui::ReviewPage;

namespace {

std::string policyText(const std::string& mode, const std::string& uid = "  uid: pol:1\n",
                       const std::string& name = "app-policy")
{
    return "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata:\n  name: " + name
        + "\n  type: container\n" + uid
        + "  version: 2\nspec:\n  containerSelector:\n    image: app:1\n  mode: " + mode
        + "\n  processPolicy:\n  - name: app\n    exe:\n    - /bin/app\n    id: app_0\n"
          "    euser:\n    - app\n  networkPolicy:\n    ingress: []\n    egress: []\n"
          "  response:\n    default:\n    - makeRedFlag:\n        severity: high\n"
          "    actions:\n    - agentKillProcess:\n        processSelector:\n"
          "          name:\n          - bash\n";
}

const std::string rulesetText
    = "apiVersion: spyderbat/v1\nkind: SpyderbatRuleset\nmetadata:\n  name: rules\n"
      "  type: cluster\nspec:\n  rules: []\n";

ops::Evidence instance()
{
    policy::FingerprintFacts facts;
    facts.podName = "app-7d9f";
    facts.time = "1705433551";
    return {fingerprint(root("name: app, exe: [/bin/app], id: app_0, euser: [app], children: "
                             "[{name: bash, exe: [/bin/bash], id: bash_0, euser: [app]}]")),
            facts};
}

struct Asked
{
    std::string text = policyText("enforce");
    std::optional<std::string> server = policyText("audit");
    std::int64_t serverVersion = 2;
    bool deletes = false;
    bool partial = false;
};

ops::ReviewPtr review(const Asked& asked)
{
    ops::ReviewInput input;
    input.text = std::make_shared<const yaml::Document>(
        yaml::read(*text::SourceText::make(asked.text, "t.yaml")));
    input.unit = policy::unitsOf(*input.text, false).front();
    input.diagnostics = ops::validate(*input.text);
    if (asked.server) {
        const yaml::Document there = yaml::read(*text::SourceText::make(*asked.server, "s.yaml"));
        input.server = ops::ServerCopy{
            yaml::toValue(there.roots().front()), asked.serverVersion, {}, "ann@example.org"};
        const yaml::Document began
            = yaml::read(*text::SourceText::make(policyText("audit", {}), "b.yaml"));
        input.edited = ops::ServerCopy{yaml::toValue(began.roots().front()), 2, {}, {}};
        input.edited->document.set("extra", yaml::Value::boolean(true));
    }
    input.applied.emplace();
    input.evidenceToCome = asked.partial;
    if (!asked.partial)
        input.evidence = std::make_shared<const std::vector<ops::Evidence>>(
            std::vector<ops::Evidence>{instance()});
    input.range = "the last 24 h";
    input.deletes = asked.deletes;
    return std::make_shared<const ops::ApplyReview>(ops::reviewApply(input));
}

ops::ReviewPtr toAudit()
{
    Asked asked;
    asked.text = policyText("audit");
    return review(asked);
}

ApplyOutcome outcome(ApplyOutcome::State state, const char* words = "words",
                     const char* details = "", const char* context = "", const char* uid = "")
{
    return {state, QString::fromLatin1(words), QString::fromLatin1(details),
            QString::fromLatin1(context), QString::fromLatin1(uid)};
}

ui::ApplyTarget target(bool production)
{
    return {QStringLiteral("Acme"), QStringLiteral("api.example.org"), production, {}};
}

} // namespace

class ReviewPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everythingIsShown();
    void ctrlReturnApplies();
    void escapeCancels();
    void productionAsksForTheName();
    void auditNeedsNoName();
    void anInvalidTextCannotBeApplied();
    void aReadOnlyContextTakesNothing();
    void partsComeOneAfterTheOther();
    void aConflictOffersThreeWays();
    void anUnknownUidIsAppliedAsNew();
    void aFailureKeepsTheServersWords();
    void anUnclearWriteIsLookedAt();
    void sendingLetsNothingElseBegin();
    void doneClosesByTheSameKey();
    void severalDocumentsHaveARowEach();
    void aDeletionIsReviewedToo();
    void theServersVerdictIsACheck();
    void aKillLeadsToItsAction();
    void theTextsAreShown();
    void aNarrowWindowHasTabs();
    void everyControlHasAName();

private:
    template <typename T> T* child(const char* name) const
    {
        T* const found = m_page->findChild<T*>(QLatin1String(name));
        if (found == nullptr)
            qFatal("there is no %s", name);
        return found;
    }
    QStringList rows(const char* list) const;
    QStringList row(const char* table, int row) const;
    QString reason() const { return child<QWidget>("applyReason")->accessibleName(); }
    QString strip() const
    {
        const auto* const strip = child<ui::OutcomeStrip>("outcomeStrip");
        return strip->isVisible() ? strip->content().sentence : QString();
    }
    bool canApply() const { return child<QPushButton>("applyMainButton")->isEnabled(); }
    void press(const char* button)
    {
        QTest::mouseClick(child<QPushButton>(button), Qt::LeftButton);
    }

    std::unique_ptr<ReviewPage> m_page;
};

void ReviewPageTest::init()
{
    m_page = std::make_unique<ReviewPage>();
    for (const char* const name : {"applyChecks", "applyChanges", "applyKills", "applyNumbers",
                                   "applyDocuments", "applyChangedThere"})
        new QAbstractItemModelTester(child<ui::RowTree>(name)->model(),
                                     QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     m_page.get());
    m_page->setTarget(target(false));
    m_page->resize(1400, 820);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

QStringList ReviewPageTest::rows(const char* list) const
{
    QStringList out;
    const QAbstractItemModel* const model = child<ui::RowTree>(list)->model();
    for (int row = 0; row < model->rowCount(); ++row)
        out += model->index(row, 0).data(Qt::AccessibleTextRole).toString();
    return out;
}

QStringList ReviewPageTest::row(const char* table, int row) const
{
    QStringList out;
    const QAbstractItemModel* const model = child<ui::RowTree>(table)->model();
    for (int column = 0; column < model->columnCount(); ++column)
        out += model->index(row, column).data().toString();
    return out;
}

void ReviewPageTest::everythingIsShown()
{
    m_page->setTarget(target(true));
    m_page->setReview(review({}));
    QCOMPARE(child<QWidget>("applyTitle")->accessibleName(), QStringLiteral("Apply app-policy"));
    QCOMPARE(child<ui::StatusChip>("applyStatusNow")->word(), QStringLiteral("Auditing"));
    QCOMPARE(child<ui::StatusChip>("applyStatusAfter")->word(), QStringLiteral("Enforcing"));
    QCOMPARE(child<ui::StatusChip>("applyProduction")->word(), QStringLiteral("production"));
    QCOMPARE(rows("applyChecks").front(), QStringLiteral("Valid, passed, 0 errors"));
    QVERIFY(rows("applyChecks")
                .contains(QStringLiteral(
                    "Kills, to read, kill process: bash, 1 process in the last 24 h")));
    QCOMPARE(rows("applyChanges"),
             QStringList{QStringLiteral("changed, mode audit became enforce, "
                                        "responses are carried out, acts")});
    QCOMPARE(row("applyKills", 0),
             (QStringList{QStringLiteral("2024-01-16T19:32:31Z"), QStringLiteral("app-7d9f"),
                          QStringLiteral("bash"),
                          QStringLiteral("Process bash (/bin/bash) by app under app"),
                          QStringLiteral("would kill process"), QStringLiteral("27")}));
    QCOMPARE(
        row("applyNumbers", 3),
        (QStringList{QStringLiteral("Would be killed"), QStringLiteral("0"), QStringLiteral("1")}));
    QCOMPARE(child<ui::PanelTitle>("applyNumbersTitle")->sentence(),
             QStringLiteral("v2 now, v3 after; the last 24 h"));
    QTest::mouseClick(child<QToolButton>("applyCopyUid"), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("pol:1"));
}

void ReviewPageTest::ctrlReturnApplies()
{
    QSignalSpy applied(m_page.get(), &ReviewPage::applyRequested);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(applied.size(), 0); // there is nothing to see yet
    m_page->setReview(review({}));
    QCOMPARE(child<QPushButton>("applyMainButton")->text(), QStringLiteral("Apply and enforce"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(applied.size(), 0);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(applied.size(), 1);
    m_page->setReview(toAudit());
    QCOMPARE(child<QPushButton>("applyMainButton")->text(), QStringLiteral("Apply"));
}

void ReviewPageTest::escapeCancels()
{
    QSignalSpy cancelled(m_page.get(), &ReviewPage::cancelRequested);
    QSignalSpy applied(m_page.get(), &ReviewPage::applyRequested);
    m_page->setReview(review({}));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    QCOMPARE(applied.size(), 0);
}

void ReviewPageTest::productionAsksForTheName()
{
    QSignalSpy applied(m_page.get(), &ReviewPage::applyRequested);
    m_page->setTarget(target(true));
    m_page->setReview(review({}));
    auto* const name = child<QLineEdit>("applyName");
    QVERIFY(name->isVisible());
    QCOMPARE(name->accessibleName(),
             QStringLiteral("Enforcing in production asks for the name of the policy:"));
    QCOMPARE(reason(), QStringLiteral("Type app-policy first"));
    QTest::keyClicks(name, QStringLiteral("app-polic"));
    QTest::keyClick(name, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(applied.size(), 0);
    QTest::keyClicks(name, QStringLiteral("y"));
    QVERIFY(canApply());
    QTest::keyClick(name, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(applied.size(), 1);

    m_page->setReview(toAudit()); // nothing is killed in audit
    QVERIFY(!name->isVisible());
    QVERIFY(canApply());
}

void ReviewPageTest::auditNeedsNoName()
{
    QSignalSpy audit(m_page.get(), &ReviewPage::applyAuditRequested);
    m_page->setTarget(target(true));
    m_page->setReview(review({}));
    QVERIFY(!canApply());
    press("applyAuditButton");
    QCOMPARE(audit.size(), 1);
    m_page->setReview(toAudit());
    QVERIFY(!child<QPushButton>("applyAuditButton")->isVisible());
}

void ReviewPageTest::anInvalidTextCannotBeApplied()
{
    Asked asked;
    asked.text = policyText("shout");
    m_page->setReview(review(asked));
    QVERIFY(!canApply());
    QVERIFY2(reason().startsWith(QStringLiteral("the text is not valid: 1 error")),
             qPrintable(reason()));
}

void ReviewPageTest::aReadOnlyContextTakesNothing()
{
    ui::ApplyTarget readOnly = target(false);
    readOnly.readOnly = QStringLiteral("The context acme may only read");
    m_page->setTarget(readOnly);
    m_page->setReview(toAudit());
    QVERIFY(!canApply());
    QCOMPARE(reason(), QStringLiteral("The context acme may only read"));
    QVERIFY(rows("applyChecks")
                .contains(QStringLiteral("Rights, forbids it, nothing may be written here, The "
                                         "context acme may only read")));
    QSignalSpy checked(m_page.get(), &ReviewPage::checkRequested);
    press("applyCheckButton"); // asking stores nothing
    QCOMPARE(checked.size(), 1);
}

void ReviewPageTest::partsComeOneAfterTheOther()
{
    const auto kills
        = [this] { return child<QWidget>("applyKillsPanel")->findChild<ui::StatePage*>(); };
    QCOMPARE(kills()->state(), ui::StatePage::State::Loading);
    Asked asked;
    asked.partial = true;
    m_page->setReview(review(asked));
    m_page->setProgress(QStringLiteral("Replaying fingerprints"), 1, 4);
    QCOMPARE(rows("applyChanges").size(), 1);
    QCOMPARE(kills()->state(), ui::StatePage::State::Loading);
    QVERIFY(!canApply());
    QCOMPARE(reason(), QString::fromUtf8("The review is still being made\u2026"));
    asked.partial = false;
    m_page->setReview(review(asked));
    QCOMPARE(kills()->state(), ui::StatePage::State::Content);
    QVERIFY(canApply());
}

void ReviewPageTest::aConflictOffersThreeWays()
{
    Asked asked;
    asked.serverVersion = 4;
    asked.server = policyText("audit");
    asked.server->replace(asked.server->find("app:1"), 5, "app:2");
    m_page->setTarget(target(true));
    m_page->setReview(review(asked));
    QCOMPARE(strip(),
             QStringLiteral("The server's copy changed since you read it: "
                            "v4 by ann@example.org"));
    QCOMPARE(rows("applyChangedThere"),
             QStringList{QStringLiteral("changed, image app:1 became app:2, "
                                        "what the policy selects, \u00B1 mixed")});
    QVERIFY(!canApply());
    QVERIFY(!child<QPushButton>("applyAuditButton")->isEnabled());

    QSignalSpy mine(m_page.get(), &ReviewPage::keepMineRequested);
    QSignalSpy theirs(m_page.get(), &ReviewPage::takeTheirsRequested);
    QSignalSpy both(m_page.get(), &ReviewPage::sideBySideRequested);
    press("takeTheirs");
    press("sideBySide");
    QCOMPARE(theirs.size(), 1);
    QCOMPARE(both.size(), 1);
    press("keepMine"); // it writes, so it needs the name, too
    QCOMPARE(mine.size(), 0);
    QTest::keyClicks(child<QLineEdit>("applyName"), QStringLiteral("app-policy"));
    press("keepMine");
    QCOMPARE(mine.size(), 1);
    QVERIFY(!canApply());

    m_page->setReview(review({}));
    QCOMPARE(strip(), QString());
}

void ReviewPageTest::anUnknownUidIsAppliedAsNew()
{
    Asked asked;
    asked.server.reset();
    m_page->setReview(review(asked));
    QSignalSpy asNew(m_page.get(), &ReviewPage::applyAsNewRequested);
    QCOMPARE(strip(), QStringLiteral("The server has nothing with the uid pol:1"));
    QVERIFY(!canApply());
    press("applyAsNew");
    QCOMPARE(asNew.size(), 1);
}

void ReviewPageTest::aFailureKeepsTheServersWords()
{
    m_page->setReview(toAudit());
    m_page->setResult(
        outcome(ApplyOutcome::State::Failed, "Acme refused it", "spec.mode is wrong", "ctx:4f"));
    QCOMPARE(strip(), QStringLiteral("Acme refused it"));
    QCOMPARE(child<ui::OutcomeStrip>("outcomeStrip")->content().details,
             QStringLiteral("spec.mode is wrong\nContext UID: ctx:4f"));
    QSignalSpy again(m_page.get(), &ReviewPage::tryAgainRequested);
    press("tryAgain");
    QCOMPARE(again.size(), 1);
    m_page->setReview(toAudit());
    QCOMPARE(strip(), QString());
}

void ReviewPageTest::anUnclearWriteIsLookedAt()
{
    m_page->setReview(toAudit());
    m_page->setResult(outcome(ApplyOutcome::State::Unclear, "", "the reply was lost"));
    QCOMPARE(strip(), QStringLiteral("Whether it arrived is not known"));
    QVERIFY(!canApply()); // it might be written twice
    QSignalSpy look(m_page.get(), &ReviewPage::lookAgainRequested);
    press("lookAgain");
    QCOMPARE(look.size(), 1);
}

void ReviewPageTest::sendingLetsNothingElseBegin()
{
    m_page->setReview(review({}));
    m_page->setResult(outcome(ApplyOutcome::State::Sending));
    QVERIFY(!canApply());
    QVERIFY(!child<QPushButton>("applyAuditButton")->isEnabled());
    QVERIFY(!child<QPushButton>("applyCheckButton")->isEnabled());
    QCOMPARE(reason(), QString::fromUtf8("Sending to Acme\u2026"));
}

void ReviewPageTest::doneClosesByTheSameKey()
{
    QSignalSpy applied(m_page.get(), &ReviewPage::applyRequested);
    QSignalSpy closed(m_page.get(), &ReviewPage::cancelRequested);
    Asked asked;
    asked.text = policyText("audit", {});
    asked.server.reset();
    m_page->setReview(review(asked));
    m_page->setResult(outcome(ApplyOutcome::State::Done, "Applied as v1", "", "", "pol:9"));
    QCOMPARE(strip(), QString::fromUtf8("Applied as v1 \u00B7 pol:9"));
    QCOMPARE(child<QWidget>("applyUid")->accessibleName(), QStringLiteral("pol:9"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(applied.size(), 0);
    QCOMPARE(closed.size(), 1);
}

void ReviewPageTest::severalDocumentsHaveARowEach()
{
    Asked other;
    other.text = policyText("audit", {}, "other-policy");
    other.server.reset();
    Asked rules;
    rules.text = rulesetText;
    rules.server.reset();
    m_page->setReviews({review({}), review(other), review(rules)});
    QCOMPARE(rows("applyDocuments"),
             (QStringList{QStringLiteral("rules"), QStringLiteral("app-policy"),
                          QStringLiteral("other-policy")}));
    QCOMPARE(m_page->shownDocument(), std::size_t{2});
    auto* const table = child<ui::RowTree>("applyDocuments");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(m_page->shownDocument(), std::size_t{0});
    QCOMPARE(rows("applyChanges").size(), 1);

    m_page->setResult(2, outcome(ApplyOutcome::State::Done, "applied as v1"));
    m_page->setResult(0, outcome(ApplyOutcome::State::Failed, "400, Bad Request"));
    m_page->setResult(1, outcome(ApplyOutcome::State::Done, "applied as v1"));
    QCOMPARE(row("applyDocuments", 1).last(), QStringLiteral("400, Bad Request"));
    QCOMPARE(strip(), QStringLiteral("2 of 3 documents were applied"));
    QSignalSpy again(m_page.get(), &ReviewPage::tryAgainRequested);
    press("tryAgain");
    QCOMPARE(again.size(), 1);
    QSignalSpy applied(m_page.get(), &ReviewPage::applyRequested);
    QCOMPARE(child<QPushButton>("applyMainButton")->text(), QStringLiteral("Apply the others"));
    press("applyMainButton"); // what was written is not sent twice
    QCOMPARE(again.size(), 2);
    QCOMPARE(applied.size(), 0);
    QVERIFY(!child<QPushButton>("applyAuditButton")->isVisible());
}

void ReviewPageTest::aDeletionIsReviewedToo()
{
    Asked asked;
    asked.deletes = true;
    m_page->setTarget(target(true));
    m_page->setReview(review(asked));
    QCOMPARE(child<QPushButton>("applyMainButton")->text(), QStringLiteral("Delete"));
    QVERIFY(!child<QPushButton>("applyCheckButton")->isVisible());
    QVERIFY(!canApply());
    QTest::keyClicks(child<QLineEdit>("applyName"), QStringLiteral("app-policy"));
    QVERIFY(canApply());
    QCOMPARE(child<ui::StatusChip>("applyStatusAfter")->word(), QStringLiteral("Not applied"));
}

void ReviewPageTest::theServersVerdictIsACheck()
{
    m_page->setReview(toAudit());
    m_page->setServerVerdict({ui::ServerVerdict::State::Invalid, QStringLiteral("name too long")});
    QCOMPARE(rows("applyChecks").last(),
             QStringLiteral("Server, to read, would refuse it, name too long"));
    m_page->setServerVerdict({ui::ServerVerdict::State::Valid, {}});
    QVERIFY(rows("applyChecks").last().startsWith(QStringLiteral("Server, passed")));
}

void ReviewPageTest::aKillLeadsToItsAction()
{
    const ops::ReviewPtr shown = review({});
    m_page->setReview(shown);
    QList<text::Span> asked;
    connect(m_page.get(), &ReviewPage::revealRequested, this,
            [&asked](text::Span span) { asked += span; });
    auto* const table = child<ui::RowTree>("applyKills");
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    const QModelIndex link = table->model()->index(0, 5);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(link).center());
    QCOMPARE(asked, (QList<text::Span>{shown->kills.front().span, shown->kills.front().span}));
}

void ReviewPageTest::theTextsAreShown()
{
    const ops::ReviewPtr shown = review({});
    m_page->setReview(shown);
    const auto state
        = [this] { return child<QWidget>("applyTextPanel")->findChild<ui::StatePage*>()->state(); };
    QCOMPARE(state(), ui::StatePage::State::Empty);
    m_page->setTextDiff(0, ui::TextDiff::of(shown->serverText, shown->proposedText));
    QCOMPARE(state(), ui::StatePage::State::Content);
    QCOMPARE(child<ui::UnifiedView>("applyText")->changeCount(), 1);
    QSignalSpy compare(m_page.get(), &ReviewPage::sideBySideRequested);
    QTest::mouseClick(child<QToolButton>("applyTextSideBySide"), Qt::LeftButton);
    QCOMPARE(compare.size(), 1);
}

void ReviewPageTest::aNarrowWindowHasTabs()
{
    m_page->setReview(review({}));
    auto* const sections = child<ui::ReviewSections>("reviewSections");
    QTRY_VERIFY(!sections->isNarrow());
    child<ui::RowTree>("applyChecks")->setFocus();
    m_page->resize(948, 520);
    QTRY_VERIFY(sections->isNarrow());
    QVERIFY(child<ui::RowTree>("applyChecks")->hasFocus());
    QVERIFY(m_page->minimumSizeHint().width() <= 948);
    auto* const tabs = child<QTabWidget>("reviewTabs");
    QStringList titles;
    for (int i = 0; i < tabs->count(); ++i)
        titles += tabs->tabText(i);
    QVERIFY2(titles.contains(QStringLiteral("Changes (1)"))
                 && titles.contains(QStringLiteral("Could be killed (1)")),
             qPrintable(titles.join(u'|')));
    QVERIFY(child<ui::RowTree>("applyChecks")->isVisible());
    tabs->setCurrentIndex(1);
    QVERIFY(child<ui::RowTree>("applyChanges")->isVisible());
    m_page->resize(1400, 820);
    QTRY_VERIFY(!sections->isNarrow());
    for (const char* const name : {"applyChecks", "applyChanges", "applyKills", "applyNumbers"})
        QVERIFY(child<ui::RowTree>(name)->isVisible());
}

void ReviewPageTest::everyControlHasAName()
{
    m_page->setTarget(target(true));
    m_page->setReview(review({}));
    int seen = 0;
    for (QWidget* const widget : m_page->findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus
            || widget->focusProxy() != nullptr || widget->objectName().startsWith(u"qt_"))
            continue;
        ++seen;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QAccessibleInterface* const face = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(face != nullptr && !face->text(QAccessible::Name).isEmpty(),
                 qPrintable(widget->objectName()));
    }
    QVERIFY(seen >= 8);
}

QTEST_MAIN(ReviewPageTest)
#include "review_page_test.moc"
