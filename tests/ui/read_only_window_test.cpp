// A context that is marked `readOnly`: whatever a person does in the window, the server is asked
// and never told.

#include "app/policywright/document.h"
#include "app/policywright/policies_controller.h"
#include "app/policywright/review_controller.h"
#include "tests/ui/served_window.h"
#include "ui/apply/review_page.h"
#include "ui/common/elided_label.h"
#include "ui/fingerprints/fingerprints_page.h"
#include "ui/policies/policies_page.h"

#include <QAbstractScrollArea>
#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QTimer>

using namespace pw;

namespace {

/// Closes every dialog and menu that comes up.
class Refuser
{
public:
    Refuser()
    {
        m_timer.callOnTimeout([this] {
            for (QWidget* const shown :
                 {QApplication::activePopupWidget(), QApplication::activeModalWidget()}) {
                if (shown == nullptr)
                    continue;
                m_closed.insert(shown->objectName().isEmpty()
                                    ? QString::fromLatin1(shown->metaObject()->className())
                                    : shown->objectName());
                shown->close();
            }
        });
        m_timer.start(20);
    }
    [[nodiscard]] const QSet<QString>& closed() const { return m_closed; }

private:
    QTimer m_timer;
    QSet<QString> m_closed;
};

} // namespace

class ReadOnlyWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void everyAction();
    void everyButton();
    void everyContextMenu();
    void theReviewSaysWhy();
    void aPolicyIsCreatedAndKept();
    void wishesOfThePoliciesEndBeforeTheServer();
    void deletingIsRefused();

private:
    enum class Place : std::uint8_t { Containers, Services, Policies, Document, Review };
    static constexpr Place places[]{Place::Containers, Place::Services, Place::Policies,
                                    Place::Document, Place::Review};
    [[nodiscard]] app::Application& application() { return m_served->application(); }
    [[nodiscard]] QString uid() { return QString::fromStdString(m_served->world().policyUid()); }
    void settle();
    QWidget* go(Place place);
    [[nodiscard]] bool isSelected(Place place);
    void nothingWasWritten();

    std::unique_ptr<tests::ServedWindow> m_served;
};

void ReadOnlyWindowTest::initTestCase()
{
    app::prepareProcess();
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
}

void ReadOnlyWindowTest::init()
{
    m_served = std::make_unique<tests::ServedWindow>("    readOnly: true\n");
    m_served->start();
    QVERIFY(application().organization().context().readOnly);
    QCOMPARE(application().policies().count(), 1);
}

void ReadOnlyWindowTest::cleanup()
{
    if (m_served != nullptr)
        nothingWasWritten();
    m_served.reset();
}

void ReadOnlyWindowTest::nothingWasWritten()
{
    qInfo("%zu requests", m_served->world().requests());
    QVERIFY(m_served->world().requests() > 3);
    QCOMPARE(m_served->world().changing(), std::vector<std::string>());
    QVERIFY(m_served->world().writes().empty());
}

void ReadOnlyWindowTest::settle()
{
    constexpr int momentMs = 60; // a dialog is closed within it
    QTest::qWait(momentMs);
    QTRY_VERIFY_WITH_TIMEOUT(application().isIdle() && QApplication::activeModalWidget() == nullptr,
                             30'000);
}

/// The page, with something selected on it.
QWidget* ReadOnlyWindowTest::go(Place place)
{
    const app::Actions& actions = m_served->actions();
    if (application().organization().context().local) {
        application().organization().choose(QString::fromStdString(tests::servedContext));
        settle();
    }
    switch (place) {
    case Place::Containers:
    case Place::Services:
        actions.fingerprintsPlace->trigger();
        (place == Place::Containers ? actions.containers : actions.services)->trigger();
        settle();
        m_served->window().page().selectAllRows();
        settle();
        return &m_served->window().page();
    case Place::Policies:
        actions.policiesPlace->trigger();
        m_served->window().policies().select(uid());
        settle();
        return &m_served->window().policies();
    case Place::Document:
    case Place::Review:
        break;
    }
    application().policies().open(uid());
    settle();
    if (place == Place::Review) {
        actions.apply->trigger();
        settle();
    }
    return m_served->window().shownPage();
}

/// What `go` has selected, or part of it.
bool ReadOnlyWindowTest::isSelected(Place place)
{
    if (place == Place::Policies)
        return !m_served->window().policies().selectedUids().isEmpty();
    const bool rows = place == Place::Containers || place == Place::Services;
    return !rows || m_served->window().page().hasSelection();
}

void ReadOnlyWindowTest::everyAction()
{
    Refuser refuser;
    const QList<QAction*> all
        = m_served->window().findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly);
    int triggered = 0;
    for (const Place place : places) {
        QWidget* page = go(place);
        for (QAction* const action : all) {
            if (action->objectName().isEmpty() || action == m_served->actions().quit
                || !action->isVisible() || !action->isEnabled())
                continue;
            action->trigger();
            ++triggered;
            settle();
            if (m_served->window().shownPage() != page || !isSelected(place))
                page = go(place);
        }
    }
    const QStringList closed(refuser.closed().begin(), refuser.closed().end());
    qInfo("%d actions triggered; closed: %s", triggered, qPrintable(closed.join(u' ')));
    QVERIFY(triggered > 100);
    for (const char* const dialog : {"connectDialog", "connectionTestDialog", "exportPolicyDialog"})
        QVERIFY2(refuser.closed().contains(QLatin1String(dialog)), dialog);
}

void ReadOnlyWindowTest::everyButton()
{
    Refuser refuser;
    int clicked = 0;
    for (const Place place : places) {
        // A visit may make the page anew, so the buttons are looked for each time.
        for (qsizetype at = 0;; ++at) {
            const auto buttons = go(place)->findChildren<QAbstractButton*>();
            if (at >= buttons.size())
                break;
            QAbstractButton* const button = buttons[at];
            if (!button->isVisible() || !button->isEnabled())
                continue;
            button->click();
            ++clicked;
            settle();
        }
    }
    qInfo("%d buttons clicked", clicked);
    QVERIFY(clicked > 20);
}

void ReadOnlyWindowTest::everyContextMenu()
{
    Refuser refuser;
    for (const Place place : places) {
        const QWidget* const page = go(place);
        for (QAbstractScrollArea* const area : page->findChildren<QAbstractScrollArea*>()) {
            if (!area->isVisible())
                continue;
            const QPoint centre = area->viewport()->rect().center();
            QContextMenuEvent event(QContextMenuEvent::Mouse, centre,
                                    area->viewport()->mapToGlobal(centre));
            QApplication::sendEvent(area->viewport(), &event);
            settle();
        }
    }
    QVERIFY(refuser.closed().contains(QStringLiteral("QMenu")));
}

void ReadOnlyWindowTest::theReviewSaysWhy()
{
    go(Place::Review);
    const ui::ReviewPage* const page = application().review().page();
    QVERIFY(page != nullptr && page->isVisible());
    const auto* const main = page->findChild<QAction*>(QStringLiteral("applyMain"));
    QVERIFY(main != nullptr && !main->isEnabled());
    QCOMPARE(page->findChild<ui::ElidedLabel*>(QStringLiteral("applyReason"))->text(),
             QStringLiteral("this connection is read only"));
    QTest::keyClick(m_served->window().shownPage(), Qt::Key_Return, Qt::ControlModifier);
    settle();
}

void ReadOnlyWindowTest::aPolicyIsCreatedAndKept()
{
    go(Place::Containers);
    m_served->actions().createPolicy->trigger();
    QTRY_VERIFY(QApplication::activeModalWidget() != nullptr);
    QTRY_VERIFY(application().isIdle());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(QApplication::activeModalWidget() == nullptr);
    settle();
    QVERIFY(application().session().current() != nullptr);
    m_served->actions().apply->trigger();
    settle();
    QVERIFY(application().review().page() != nullptr);
    QVERIFY(!application()
                 .review()
                 .page()
                 ->findChild<QAction*>(QStringLiteral("applyMain"))
                 ->isEnabled());
}

void ReadOnlyWindowTest::wishesOfThePoliciesEndBeforeTheServer()
{
    app::PoliciesController& policies = application().policies();
    go(Place::Policies);
    for (const QAction* const action :
         {m_served->actions().enforcePolicy, m_served->actions().auditPolicy,
          m_served->actions().enablePolicy, m_served->actions().disablePolicy,
          m_served->actions().deletePolicy})
        QVERIFY(action->isVisible() && !action->isEnabled());
    // Where a wish comes from elsewhere, it ends at the review.
    policies.setMode(uid(), QStringLiteral("enforce"));
    settle();
    const auto mainButton = [this] {
        return application().review().page()->findChild<QAction*>(QStringLiteral("applyMain"));
    };
    QVERIFY(application().review().page() != nullptr);
    QVERIFY(!mainButton()->isEnabled());
    for (const bool on : {false, true}) {
        policies.setEnabled(uid(), on);
        settle();
        QVERIFY(!mainButton()->isEnabled());
    }
    // Not even these get through, which no button asks for now.
    for (const auto wish :
         {&ui::ReviewPage::applyRequested, &ui::ReviewPage::keepMineRequested,
          &ui::ReviewPage::applyAsNewRequested, &ui::ReviewPage::applyAuditRequested}) {
        QVERIFY(application().review().page() != nullptr);
        Q_EMIT(application().review().page()->*wish)();
        settle();
    }
}

void ReadOnlyWindowTest::deletingIsRefused()
{
    go(Place::Policies);
    application().policies().remove(uid());
    QTRY_VERIFY(QApplication::activeModalWidget() != nullptr);
    const QPointer<QWidget> dialog = QApplication::activeModalWidget();
    QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("typedName")),
                     QStringLiteral("mongo-policy"));
    dialog->findChild<QPushButton*>(QStringLiteral("deleteAccept"))->click();
    QTRY_VERIFY(
        dialog == nullptr
        || tests::wordsOn(*dialog).contains(QStringLiteral("is read-only; nothing was sent")));
    QVERIFY(dialog != nullptr);
    dialog->close();
}

QTEST_MAIN(ReadOnlyWindowTest)
#include "read_only_window_test.moc"
