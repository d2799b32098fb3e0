// The window on an organization behind a server: what it shows of the connection, and that the key
// stands nowhere in it.

#include "app/policywright/policies_controller.h"
#include "tests/ui/served_window.h"
#include "tests/ui/texts_of.h"
#include "ui/connections/connection_state.h"
#include "ui/connections/organization_switcher.h"
#include "ui/connections/time_range_button.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTest>

using namespace pw;
using tests::Fault;

namespace {

/// Base64 at each of its three places, without the signs that its neighbours change.
QStringList spellings(const QByteArray& key)
{
    QStringList out{QString::fromUtf8(key), QString::fromUtf8(key.toHex())};
    for (qsizetype shift = 0; shift < 3; ++shift) {
        const QByteArray encoded = (QByteArray(shift, ' ') + key).toBase64();
        out += QString::fromUtf8(encoded.mid(shift > 0 ? 4 : 0, encoded.size() - 8));
    }
    return out;
}

/// Places where a piece of text says the key.
QStringList findings(const QStringList& texts)
{
    static const QStringList keys = spellings(QByteArray::fromStdString(tests::worldKey));
    QStringList out;
    for (const QString& text : texts) {
        for (const QString& key : keys) {
            if (text.contains(key))
                out += text;
        }
    }
    return out;
}

/// The server quotes the key in all that it says.
Fault quoted(int status)
{
    const std::string body = R"({"msg": "refused: Bearer )" + tests::worldKey + R"("})";
    return tests::answer(tests::httpReply(status, body));
}

} // namespace

class OrganizationWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { app::prepareProcess(); }
    void init()
    {
        tests::keepMessages();
        m_served = std::make_unique<tests::ServedWindow>();
    }
    void cleanup() { m_served.reset(); }
    void opensAContextOfSpyctl();
    void marksProduction();
    void goesOfflineAndComesBack();
    void isOfflineWhenTheServerIsGone();
    void theSearchForAKeyFindsIt();
    void noKeyAfterConnecting();
    void noKeyWhileTheConnectionIsEdited();
    void noKeyWhenTheServerQuotesIt();

private:
    [[nodiscard]] app::Application& application() { return m_served->application(); }
    [[nodiscard]] ui::ConnectionIndicator& indicator()
    {
        return m_served->part<ui::ConnectionIndicator>("connection");
    }
    [[nodiscard]] std::size_t rowCount()
    {
        return m_served->window().page().list()->instances.size();
    }
    [[nodiscard]] QString connection() { return ui::toText(indicator().state()); }
    void reload();
    void searchEverywhere();

    std::unique_ptr<tests::ServedWindow> m_served;
};

void OrganizationWindowTest::reload()
{
    m_served->actions().reload->trigger();
    QVERIFY(m_served->settle());
}

void OrganizationWindowTest::searchEverywhere()
{
    const QStringList texts = tests::textsOfEverything();
    QVERIFY2(texts.size() > 1'000, qPrintable(QString::number(texts.size())));
    QCOMPARE(findings(texts), QStringList());
    qInfo("%lld texts", static_cast<long long>(texts.size()));
}

void OrganizationWindowTest::opensAContextOfSpyctl()
{
    m_served->start();
    QCOMPARE(m_served->window().topBar().switcher().face().name, QStringLiteral("shop"));
    QCOMPARE(indicator().state().kind, ui::ConnectionState::Kind::Connected);
    QVERIFY(connection().startsWith(QStringLiteral("Connected, ")));
    // What runs now, and not everything that was ever recorded.
    QCOMPARE(m_served->window().topBar().timeRange().choice(), ui::TimeRangeChoice::last(5400));
    QCOMPARE(rowCount(), std::size_t{3});
    QCOMPARE(application().policies().count(), 1);
    QVERIFY(!m_served->part<QWidget>("productionStrip").isVisible());
}

void OrganizationWindowTest::marksProduction()
{
    m_served = std::make_unique<tests::ServedWindow>("    production: true\n");
    m_served->start();
    QVERIFY(m_served->part<QWidget>("productionStrip").isVisible());
}

void OrganizationWindowTest::goesOfflineAndComesBack()
{
    m_served->start();
    m_served->passTime(600);
    m_served->proxy().dropConnections();
    reload();
    QCOMPARE(rowCount(), std::size_t{3});
    QCOMPARE(connection(), QStringLiteral("Offline, rows from 11:50"));
    m_served->proxy().dropConnections(false);
    reload();
    QCOMPARE(rowCount(), std::size_t{3});
    QCOMPARE(connection(), QStringLiteral("Connected"));
    m_served->passTime(600);
    m_served->proxy().dropConnections();
    reload();
    QCOMPARE(connection(), QStringLiteral("Offline, rows from 12:00"));
}

void OrganizationWindowTest::isOfflineWhenTheServerIsGone()
{
    m_served->start();
    m_served->proxy().refuse();
    reload();
    QCOMPARE(rowCount(), std::size_t{3});
    QCOMPARE(connection(), QStringLiteral("Offline, rows from 11:50"));
    QVERIFY(tests::wordsOn(m_served->window().page())
                .contains(QStringLiteral("The server cannot be reached")));
}

/// So that finding nothing says something.
void OrganizationWindowTest::theSearchForAKeyFindsIt()
{
    m_served->start();
    const QString key = QString::fromStdString(tests::worldKey);
    const auto found = [] { return findings(tests::textsOfEverything()).size(); };
    QCOMPARE(found(), 0);
    {
        QLabel label(&m_served->window());
        label.setToolTip(QString::fromLatin1("key: " + key.toUtf8().toBase64()));
        QVERIFY(found() > 0);
    }
    {
        QStandardItemModel model(&m_served->window());
        model.appendRow(new QStandardItem);
        model.item(0)->appendRow(new QStandardItem);
        model.item(0)->child(0)->setData(key, Qt::UserRole + 3);
        QVERIFY(found() > 0);
    }
    {
        QLabel label(&m_served->window());
        label.setAccessibleDescription(key);
        QVERIFY(found() > 0);
    }
    QApplication::clipboard()->setText(key);
    QVERIFY(found() > 0);
    QApplication::clipboard()->clear();
    qWarning("%s", tests::worldKey.c_str());
    QVERIFY(found() > 0);
    tests::keepMessages();
    QCOMPARE(found(), 0);
}

void OrganizationWindowTest::noKeyAfterConnecting()
{
    m_served->start();
    QCOMPARE(indicator().state().kind, ui::ConnectionState::Kind::Connected);
    searchEverywhere();
    m_served->actions().policiesPlace->trigger();
    application().policies().open(QString::fromStdString(m_served->world().policyUid()));
    QVERIFY(m_served->settle());
    m_served->actions().apply->trigger();
    QVERIFY(m_served->settle());
    searchEverywhere();
}

void OrganizationWindowTest::noKeyWhileTheConnectionIsEdited()
{
    m_served->start();
    Q_EMIT m_served->window().topBar().switcher().editRequested(QStringLiteral("context:shop"));
    QTRY_VERIFY(QApplication::activeModalWidget() != nullptr);
    QPointer<QWidget> dialog = QApplication::activeModalWidget();
    // spyctl keeps the address with the key.
    QCOMPARE(dialog->findChild<QLineEdit*>(QStringLiteral("connectionUrl"))->text(),
             QString::fromStdString(m_served->proxy().url()));
    auto* const field = dialog->findChild<QLineEdit*>(QStringLiteral("connectionKey"));
    QTest::keyClicks(field, QString::fromStdString(tests::worldKey));
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_C, Qt::ControlModifier);
    searchEverywhere();

    dialog->findChild<QAction*>(QStringLiteral("connectTest"))->trigger();
    QTRY_VERIFY(QApplication::activeModalWidget() != dialog);
    QWidget* const test = QApplication::activeModalWidget();
    QVERIFY(m_served->settle());
    test->findChild<QPushButton*>(QStringLiteral("testCopy"))->click();
    QVERIFY(!QApplication::clipboard()->text().isEmpty());
    searchEverywhere();
    m_served->proxy().setPlan([](const tests::Seen&) { return quoted(401); });
    test->findChild<QPushButton*>(QStringLiteral("testAgain"))->click();
    QVERIFY(m_served->settle());
    QVERIFY2(tests::wordsOn(*test).contains(QStringLiteral("refused: Bearer")),
             qPrintable(tests::wordsOn(*test)));
    test->findChild<QPushButton*>(QStringLiteral("testCopy"))->click();
    searchEverywhere();
    test->close();
    m_served->proxy().setPlan({});

    dialog->findChild<QAction*>(QStringLiteral("connectSave"))->trigger();
    QTRY_VERIFY(dialog == nullptr || !dialog->isVisible());
    QVERIFY(m_served->settle());
    QCOMPARE(indicator().state().kind, ui::ConnectionState::Kind::Connected);
    searchEverywhere();
    QFile config(m_served->home() + QStringLiteral("/.config/policywright/config"));
    QVERIFY(config.open(QIODevice::ReadOnly));
    const QString written = QString::fromUtf8(config.readAll());
    QVERIFY(written.contains(QStringLiteral("name: shop")));
    QCOMPARE(findings({written}), QStringList());
}

void OrganizationWindowTest::noKeyWhenTheServerQuotesIt()
{
    m_served->start();
    m_served->actions().policiesPlace->trigger();
    application().policies().open(QString::fromStdString(m_served->world().policyUid()));
    QVERIFY(m_served->settle());
    for (const int status : {401, 500}) {
        m_served->proxy().setPlan([status](const tests::Seen&) { return quoted(status); });
        m_served->actions().fingerprintsPlace->trigger();
        m_served->actions().services->trigger();
        m_served->window().page().selectAllRows();
        reload();
        QVERIFY(
            tests::wordsOn(m_served->window().page()).contains(QStringLiteral("refused: Bearer")));
        searchEverywhere();
        m_served->actions().documentsPlace->trigger();
        m_served->actions().apply->trigger();
        QVERIFY(m_served->settle());
        searchEverywhere();
        application().organization().reopen();
        QVERIFY(m_served->settle());
        searchEverywhere();
        m_served->proxy().setPlan({});
        m_served->actions().fingerprintsPlace->trigger();
        reload();
        QCOMPARE(indicator().state().kind, ui::ConnectionState::Kind::Connected);
    }
}

QTEST_MAIN(OrganizationWindowTest)
#include "organization_window_test.moc"
