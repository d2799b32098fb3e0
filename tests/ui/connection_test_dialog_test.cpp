#include "ui/connections/connection_test_dialog.h"

#include "ui/connections/message_line.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace pw;
using namespace pw::ui;
using Name = api::ConnectionStep::Name;
using State = api::ConnectionStep::State;

namespace {

std::vector<api::ConnectionStep> refusedKey()
{
    return {{Name::NameResolution, State::Passed, "The server's name is known", {}},
            {Name::Connection, State::Passed, "The server answers", {}},
            {Name::Tls, State::Passed, "The server's certificate is good", {}},
            {Name::Key, State::Failed, "The server refused the key", "Make a new key"},
            {Name::Organization, State::NotReached, {}, {}}};
}

std::vector<api::ConnectionStep> allIsWell()
{
    std::vector<api::ConnectionStep> out = refusedKey();
    out[2] = {Name::Tls, State::NotNeeded, "Not encrypted: the server is on this machine", {}};
    out[3] = {Name::Key, State::Passed, "The key is accepted", {}};
    out[4] = {Name::Organization, State::Passed, "Acme", {}};
    return out;
}

} // namespace

class ConnectionTestDialogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void startsRunning();
    void saysWhichStepFailedAndWhatToDo();
    void allWell();
    void partOfTheSteps();
    void theTestItselfFails();
    void tryAgain();
    void closingARunningTestCancelsIt();
    void copiesAllAsText();
    void keyboardOnly();

private:
    template <typename T> T* part(const QString& name) { return m_dialog->findChild<T*>(name); }
    QString word(int step)
    {
        return part<QLabel>(QStringLiteral("testStep%1Word").arg(step))->text();
    }
    QString summary() { return part<MessageLine>(QStringLiteral("testSummary"))->text(); }
    QPushButton* again() { return part<QPushButton>(QStringLiteral("testAgain")); }
    QPushButton* close() { return part<QPushButton>(QStringLiteral("testClose")); }

    std::unique_ptr<ConnectionTestDialog> m_dialog;
};

void ConnectionTestDialogTest::init()
{
    m_dialog = std::make_unique<ConnectionTestDialog>();
    m_dialog->setTarget(QStringLiteral("acme"), QStringLiteral("https://api.spyderbat.com"));
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void ConnectionTestDialogTest::startsRunning()
{
    QVERIFY(m_dialog->isRunning());
    for (int step = 0; step < 5; ++step)
        QCOMPARE(word(step), QStringLiteral("testing…"));
    QVERIFY(!again()->isEnabled());
    QCOMPARE(close()->text(), QStringLiteral("&Cancel"));
    QCOMPARE(summary(), QStringLiteral("Testing the connection…"));
}

void ConnectionTestDialogTest::saysWhichStepFailedAndWhatToDo()
{
    m_dialog->showSteps(refusedKey());
    QCOMPARE(word(2), QStringLiteral("passed"));
    QCOMPARE(word(3), QStringLiteral("failed"));
    QCOMPARE(word(4), QStringLiteral("not reached"));
    QCOMPARE(part<QLabel>(QStringLiteral("testStep3Message"))->text(),
             QStringLiteral("The server refused the key"));
    auto* const advice = part<MessageLine>(QStringLiteral("testStep3Advice"));
    QVERIFY(advice->isVisible());
    QCOMPARE(advice->text(), QStringLiteral("Make a new key"));
    QVERIFY(!part<MessageLine>(QStringLiteral("testStep2Advice"))->isVisible());
    QCOMPARE(summary(), QStringLiteral("Failed at: Key"));
    QCOMPARE(part<QWidget>(QStringLiteral("testStep3"))->accessibleName(),
             QStringLiteral("Key: failed. The server refused the key. Make a new key"));
}

void ConnectionTestDialogTest::allWell()
{
    m_dialog->showSteps(allIsWell());
    QCOMPARE(word(2), QStringLiteral("not needed"));
    QCOMPARE(summary(), QStringLiteral("The connection works"));
    QVERIFY(!m_dialog->isRunning());
    QVERIFY(again()->isEnabled());
    QCOMPARE(close()->text(), QStringLiteral("&Close"));
}

void ConnectionTestDialogTest::partOfTheSteps()
{
    std::vector<api::ConnectionStep> some = allIsWell();
    some.resize(2);
    m_dialog->showSteps(refusedKey());
    m_dialog->showSteps(some);
    QCOMPARE(word(3), QStringLiteral("not reached"));
    QVERIFY(part<QLabel>(QStringLiteral("testStep3Message"))->text().isEmpty());
    QCOMPARE(summary(), QStringLiteral("The test did not come to its end"));
}

void ConnectionTestDialogTest::theTestItselfFails()
{
    m_dialog->showFailed(QStringLiteral("The keyring is locked"));
    QCOMPARE(summary(), QStringLiteral("The keyring is locked"));
    QVERIFY(again()->isEnabled());
}

void ConnectionTestDialogTest::tryAgain()
{
    QSignalSpy asked(m_dialog.get(), &ConnectionTestDialog::testRequested);
    again()->click();
    QCOMPARE(asked.size(), 0);
    m_dialog->showSteps(refusedKey());
    QTest::mouseClick(again(), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QVERIFY(m_dialog->isRunning());
    QCOMPARE(word(3), QStringLiteral("testing…"));
    QVERIFY(!part<MessageLine>(QStringLiteral("testStep3Advice"))->isVisible());
}

void ConnectionTestDialogTest::closingARunningTestCancelsIt()
{
    QSignalSpy cancelled(m_dialog.get(), &ConnectionTestDialog::cancelRequested);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(m_dialog->isHidden());
    QCOMPARE(cancelled.size(), 1);
    m_dialog->open();
    m_dialog->showSteps(allIsWell());
    m_dialog->close();
    QVERIFY(m_dialog->isHidden());
    QCOMPARE(cancelled.size(), 1);
}

void ConnectionTestDialogTest::copiesAllAsText()
{
    m_dialog->showSteps(refusedKey());
    QTest::mouseClick(part<QPushButton>(QStringLiteral("testCopy")), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(),
             QStringLiteral("acme, https://api.spyderbat.com\n"
                            "Name resolution: passed. The server's name is known\n"
                            "Connection: passed. The server answers\n"
                            "Encryption (TLS): passed. The server's certificate is good\n"
                            "Key: failed. The server refused the key. Make a new key\n"
                            "Organization: not reached\n"
                            "Failed at: Key\n"));
}

void ConnectionTestDialogTest::keyboardOnly()
{
    QSignalSpy asked(m_dialog.get(), &ConnectionTestDialog::testRequested);
    m_dialog->showSteps(refusedKey());
    QVERIFY(again()->hasFocus());
    QStringList reached;
    for (int step = 0; step < 3; ++step) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached += QApplication::focusWidget()->objectName();
    }
    QCOMPARE(reached,
             QStringList({QStringLiteral("testCopy"), QStringLiteral("testClose"),
                          QStringLiteral("testAgain")}));
    again()->setFocus();
    QTest::keyClick(again(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
}

QTEST_MAIN(ConnectionTestDialogTest)
#include "connection_test_dialog_test.moc"
