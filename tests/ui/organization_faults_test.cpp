// What the window says and keeps when the server fails in the middle of something, and that all
// works again afterwards. What the longest event took of the GUI thread is printed, and no reason
// to fail.

#include "app/policywright/document.h"
#include "app/policywright/policies_controller.h"
#include "app/policywright/review_controller.h"
#include "tests/bench/event_times.h"
#include "tests/ui/served_window.h"
#include "ui/apply/review_page.h"
#include "ui/common/row_tree.h"
#include "ui/connections/connection_state.h"
#include "ui/editor/policy_editor.h"
#include "ui/fingerprints/activity_pane.h"
#include "ui/fingerprints/fingerprints_page.h"
#include "ui/policies/policies_page.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QTest>

using namespace pw;
using tests::Fault;
using Kind = ui::ConnectionState::Kind;

namespace {

const QString tryAgain = QStringLiteral("Try again");

struct FaultOfServer
{
    const char* name;
    Fault fault;
    QString words; ///< that a person reads
    Kind opening; ///< what the indicator says when the organization cannot be opened
};

std::vector<FaultOfServer> faults()
{
    const std::string body = R"({"msg": ")" + std::string(tests::serverSays) + R"("})";
    const QString says = QString::fromStdString(std::string(tests::serverSays));
    return {
        {"stalls", tests::stallAt(Fault::At::Reply), QStringLiteral("did not come in time"),
         Kind::NotConnected},
        {"cuts", tests::cutAt(Fault::At::Reply), QStringLiteral("connection was lost"),
         Kind::NotConnected},
        {"401", tests::answer(tests::httpReply(401, body)), says, Kind::KeyRefused},
        {"500", tests::answer(tests::httpReply(500, body)), says, Kind::NotConnected},
    };
}

bool asksForOrganizations(const tests::Seen& request)
{
    return request.is("GET", "/org/") && request.target.ends_with("/org/");
}
bool asksForFingerprints(const tests::Seen& request)
{
    return request.is("POST", "/search/");
}
bool asksForDocuments(const tests::Seen& request)
{
    return request.is("POST", "/objects");
}
bool asksForPolicies(const tests::Seen& request)
{
    return request.is("GET", "/analyticspolicy/") && !request.is("GET", "pol:");
}
bool asksForOnePolicy(const tests::Seen& request)
{
    return request.is("GET", "/analyticspolicy/pol:");
}
bool writes(const tests::Seen& request)
{
    return request.is("PUT", "/analyticspolicy/");
}
bool deletes(const tests::Seen& request)
{
    return request.is("DELETE", "/analyticspolicy/");
}

} // namespace

class OrganizationFaultsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { app::prepareProcess(); }
    void init();
    void cleanup();
    void opening_data() { rows(); }
    void opening();
    void listingFingerprints_data() { rows(); }
    void listingFingerprints();
    void selecting_data() { rows(); }
    void selecting();
    void listingPolicies_data() { rows(); }
    void listingPolicies();
    void versions_data() { rows(); }
    void versions();
    void openingAPolicy_data() { rows(); }
    void openingAPolicy();
    void reviewing_data() { rows(); }
    void reviewing();
    void aReviewThatSawNothingOverwritesNobody();
    void applying_data();
    void applying();
    void deleting_data() { rows(); }
    void deleting();

private:
    static void rows();
    void start();
    void strike(bool (*hits)(const tests::Seen&), const Fault& fault);
    void strike(bool (*hits)(const tests::Seen&));
    void mend() { m_served->proxy().setPlan({}); }
    [[nodiscard]] FaultOfServer fault() const;
    [[nodiscard]] app::Application& application() { return m_served->application(); }
    [[nodiscard]] ui::FingerprintsPage& fingerprints() { return m_served->window().page(); }
    [[nodiscard]] ui::PoliciesPage& policies() { return m_served->window().policies(); }
    [[nodiscard]] Kind indicator()
    {
        return m_served->part<ui::ConnectionIndicator>("connection").state().kind;
    }
    [[nodiscard]] QString uid() { return QString::fromStdString(m_served->world().policyUid()); }
    [[nodiscard]] std::size_t rowCount() { return fingerprints().list()->instances.size(); }
    app::Document& openPolicy();
    /// As a person would: by an event, which is timed.
    static void later(QAction& action)
    {
        QMetaObject::invokeMethod(&action, &QAction::trigger, Qt::QueuedConnection);
        QCoreApplication::processEvents();
    }
    static bench::TimedApplication& timed()
    {
        return *static_cast<bench::TimedApplication*>(QCoreApplication::instance());
    }
    void press(const QWidget& on, const QString& button);
    ui::ReviewPage& review();
    QAction& mainButton();

    std::unique_ptr<tests::ServedWindow> m_served;
};

void OrganizationFaultsTest::init()
{
    const bool stalls = QLatin1String(QTest::currentDataTag()).startsWith(QLatin1String("stalls"));
    m_served = stalls
        ? std::make_unique<tests::ServedWindow>(std::string(), std::chrono::milliseconds(1'500))
        : std::make_unique<tests::ServedWindow>();
}

void OrganizationFaultsTest::cleanup()
{
    qInfo("the longest event: %.1f ms", timed().takeLongest());
    for (const std::string& event : timed().takeLong())
        qInfo("%s", event.c_str());
    m_served.reset();
}

void OrganizationFaultsTest::rows()
{
    QTest::addColumn<int>("number");
    int number = 0;
    for (const FaultOfServer& one : faults())
        QTest::newRow(one.name) << number++;
}

FaultOfServer OrganizationFaultsTest::fault() const
{
    QFETCH(int, number);
    return faults()[static_cast<std::size_t>(number)];
}

void OrganizationFaultsTest::start()
{
    m_served->start();
}

void OrganizationFaultsTest::strike(bool (*hits)(const tests::Seen&), const Fault& fault)
{
    m_served->proxy().setPlan(
        [hits, fault](const tests::Seen& seen) { return hits(seen) ? fault : Fault(); });
}

void OrganizationFaultsTest::strike(bool (*hits)(const tests::Seen&))
{
    strike(hits, fault().fault);
}

void OrganizationFaultsTest::press(const QWidget& on, const QString& text)
{
    QPushButton* const button = tests::buttonOn(on, text);
    QVERIFY2(button != nullptr, qPrintable(tests::wordsOn(on)));
    button->click();
    QVERIFY(m_served->settle());
}

app::Document& OrganizationFaultsTest::openPolicy()
{
    application().policies().open(uid());
    if (!m_served->settle() || application().session().current() == nullptr)
        qFatal("the policy did not open");
    return *application().session().current();
}

ui::ReviewPage& OrganizationFaultsTest::review()
{
    later(*m_served->actions().apply);
    if (!m_served->settle() || application().review().page() == nullptr)
        qFatal("there is no review");
    return *application().review().page();
}

QAction& OrganizationFaultsTest::mainButton()
{
    return *application().review().page()->findChild<QAction*>(QStringLiteral("applyMain"));
}

void OrganizationFaultsTest::opening()
{
    strike(asksForOrganizations);
    start();
    QCOMPARE(indicator(), fault().opening);
    QVERIFY2(tests::wordsOn(fingerprints()).contains(fault().words),
             qPrintable(tests::wordsOn(fingerprints())));
    m_served->actions().policiesPlace->trigger();
    QVERIFY2(tests::wordsOn(policies()).contains(fault().words),
             qPrintable(tests::wordsOn(policies())));
    press(policies(), tryAgain); // still out of order
    QVERIFY(tests::wordsOn(policies()).contains(fault().words));
    m_served->actions().fingerprintsPlace->trigger();
    mend();
    press(fingerprints(), tryAgain);
    QCOMPARE(indicator(), Kind::Connected);
    QCOMPARE(rowCount(), std::size_t{3});
    QCOMPARE(application().policies().count(), 1);
}

void OrganizationFaultsTest::listingFingerprints()
{
    start();
    QCOMPARE(rowCount(), std::size_t{3});
    m_served->passTime(20 * 60);
    strike(asksForFingerprints);
    m_served->actions().reload->trigger();
    QVERIFY(m_served->settle());
    QCOMPARE(rowCount(), std::size_t{3});
    const bool keyRefused = fault().opening == Kind::KeyRefused;
    QCOMPARE(indicator(), keyRefused ? Kind::KeyRefused : Kind::Offline);
    const QString words = tests::wordsOn(fingerprints());
    QVERIFY2(words.contains(fault().words) && words.contains(QStringLiteral("20 min old")),
             qPrintable(words));
    mend();
    press(fingerprints(), tryAgain);
    QCOMPARE(rowCount(), std::size_t{3});
    QCOMPARE(indicator(), Kind::Connected);
    QVERIFY(!tests::wordsOn(fingerprints()).contains(QStringLiteral("min old")));
}

void OrganizationFaultsTest::selecting()
{
    start();
    strike(asksForDocuments);
    m_served->actions().services->trigger();
    QVERIFY(m_served->settle());
    fingerprints().selectAllRows();
    QVERIFY(m_served->settle());
    const ui::ActivityPane& pane = fingerprints().activity();
    QVERIFY(indicator() != Kind::Connected);
    QVERIFY2(tests::wordsOn(pane).contains(fault().words), qPrintable(tests::wordsOn(pane)));
    QCOMPARE(rowCount(), std::size_t{3});
    mend();
    press(pane, tryAgain);
    const QAbstractItemModel& processes = *m_served->part<ui::RowTree>("processTree").model();
    QCOMPARE(processes.index(0, 0).data().toString(), QStringLiteral("nginx"));
    QCOMPARE(indicator(), Kind::Connected);
    QVERIFY(!tests::wordsOn(pane).contains(fault().words));
}

void OrganizationFaultsTest::listingPolicies()
{
    start();
    m_served->actions().policiesPlace->trigger();
    strike(asksForPolicies);
    m_served->actions().reload->trigger();
    QVERIFY(m_served->settle());
    QVERIFY(policies().row(uid()) != nullptr);
    const QString words = tests::wordsOn(policies());
    QVERIFY2(words.contains(fault().words), qPrintable(words));
    QVERIFY2(words.contains(QStringLiteral("from 2024-04-13T11:50")), qPrintable(words));
    mend();
    press(policies(), tryAgain);
    QVERIFY(!tests::wordsOn(policies()).contains(fault().words));
    QCOMPARE(indicator(), Kind::Connected);
}

void OrganizationFaultsTest::versions()
{
    strike(asksForOnePolicy);
    start();
    m_served->actions().policiesPlace->trigger();
    QVERIFY(m_served->settle());
    const QWidget& pane = m_served->part<QWidget>("versionPane");
    QVERIFY2(tests::wordsOn(pane).contains(fault().words), qPrintable(tests::wordsOn(pane)));
    mend();
    press(pane, tryAgain);
    QCOMPARE(m_served->part<ui::RowTree>("versionList").model()->rowCount(), 1);
}

void OrganizationFaultsTest::openingAPolicy()
{
    start();
    strike(asksForOnePolicy);
    application().policies().open(uid());
    QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget() != nullptr, 30'000);
    auto* const box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
    QVERIFY(box != nullptr);
    QVERIFY2(box->informativeText().contains(fault().words), qPrintable(box->informativeText()));
    box->close();
    QVERIFY(application().session().documents().empty());
    mend();
    QVERIFY(openPolicy().bytes().find("mongo-policy") != std::string::npos);
}

void OrganizationFaultsTest::reviewing()
{
    start();
    app::Document& document = openPolicy();
    const std::string text = document.bytes() + "# mine\n";
    document.editor().replaceText(text);
    strike(asksForOnePolicy);
    const QString words = tests::wordsOn(review());
    QVERIFY(m_served->proxy().count("GET", "/analyticspolicy/pol:") > 0);
    QVERIFY2(words.contains(fault().words), qPrintable(words));
    QCOMPARE(document.bytes(), text);
    application().review().close();
    mend();
    QVERIFY(!tests::wordsOn(review()).contains(fault().words));
    QVERIFY(mainButton().isEnabled());
    QCOMPARE(document.bytes(), text);
    QVERIFY(m_served->world().writes().empty());
}

void OrganizationFaultsTest::aReviewThatSawNothingOverwritesNobody()
{
    start();
    app::Document& document = openPolicy();
    std::string text = document.bytes();
    text.replace(text.find("mode: audit"), 11, "mode: enforce");
    document.editor().replaceText(text);
    strike(asksForOnePolicy, tests::answer(tests::httpReply(500, "{}")));
    review();
    mend();
    m_served->world().ask("PUT", "/analyticspolicy/" + m_served->world().policyUid(),
                          R"({"policy": )" + tests::mongoPolicy(R"(, "tags": ["theirs"])") + "}");
    later(mainButton());
    QVERIFY(m_served->settle());
    const QString words = tests::wordsOn(m_served->part<QWidget>("outcomeStrip"));
    QVERIFY2(words.contains(QStringLiteral("changed since you read it")), qPrintable(words));
    QVERIFY(m_served->world().writes().empty());
    QCOMPARE(document.bytes(), text);
}

/// Which part of the write gets through, too.
void OrganizationFaultsTest::applying_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<bool>("arrives");
    QTest::newRow("stalls behind it") << 0 << true;
    QTest::newRow("cuts behind it") << 1 << true;
    QTest::newRow("cuts before it") << 1 << false;
    QTest::newRow("401") << 2 << false;
    QTest::newRow("500") << 3 << false;
}

void OrganizationFaultsTest::applying()
{
    QFETCH(bool, arrives);
    start();
    app::Document& document = openPolicy();
    std::string text = document.bytes();
    text.replace(text.find("mode: audit"), 11, "mode: enforce");
    document.editor().replaceText(text);
    review();
    QVERIFY(mainButton().isEnabled());
    const bool cutBefore = !arrives && QByteArray(fault().name) == "cuts";
    strike(writes, cutBefore ? tests::cutAt(Fault::At::RequestBody) : fault().fault);
    later(mainButton());
    QVERIFY(m_served->settle());
    QCOMPARE(m_served->proxy().count("PUT", "/analyticspolicy/"), std::size_t{1});
    const QWidget& strip = m_served->part<QWidget>("outcomeStrip");
    QString words = tests::wordsOn(strip);
    if (!arrives) {
        QVERIFY2(words.contains(fault().words), qPrintable(words));
        QVERIFY(m_served->world().writes().empty());
        QCOMPARE(document.bytes(), text);
        mend();
        press(strip, tryAgain); // looks at it anew
        QVERIFY(m_served->world().writes().empty());
        later(mainButton());
        QVERIFY(m_served->settle());
        words = tests::wordsOn(m_served->part<QWidget>("outcomeStrip"));
    }
    QVERIFY2(words.contains(QStringLiteral("applied as version 2")), qPrintable(words));
    QCOMPARE(m_served->world().writes(), std::vector<std::string>{"PUT"});
    QCOMPARE(m_served->world().changing().size(), std::size_t{1});
    QVERIFY(document.bytes().find("mode: enforce") != std::string::npos);
    QVERIFY(!document.isModified());
}

void OrganizationFaultsTest::deleting()
{
    start();
    const app::Document& document = openPolicy();
    const std::string text = document.bytes();
    application().policies().remove(uid());
    QTRY_VERIFY(QApplication::activeModalWidget() != nullptr);
    QPointer<QWidget> dialog = QApplication::activeModalWidget();
    QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("typedName")),
                     QStringLiteral("mongo-policy"));
    const auto accept
        = [&dialog] { dialog->findChild<QPushButton*>(QStringLiteral("deleteAccept"))->click(); };
    strike(deletes);
    accept();
    QVERIFY(m_served->settle());
    // What was deleted although the answer got lost is found to be so by reading.
    const bool refused = fault().words.contains(QStringLiteral("moon"));
    QCOMPARE(dialog != nullptr && dialog->isVisible(), refused);
    if (refused) {
        QVERIFY2(tests::wordsOn(*dialog).contains(fault().words),
                 qPrintable(tests::wordsOn(*dialog)));
        QVERIFY(policies().row(uid()) != nullptr);
        mend();
        accept();
        QVERIFY(m_served->settle());
    }
    QVERIFY(policies().row(uid()) == nullptr);
    QCOMPARE(m_served->world().writes(), std::vector<std::string>{"DELETE"});
    QCOMPARE(document.bytes(), text);
}

int main(int argc, char** argv)
{
    const bench::TimedApplication application(argc, argv);
    OrganizationFaultsTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "organization_faults_test.moc"
