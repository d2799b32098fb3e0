#include "ui/connections/connect_dialog.h"

#include "ui/common/convert.h"
#include "ui/connections/message_line.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace pw;
using namespace pw::ui;

namespace {

const QString key = QStringLiteral("eyJhbGciOi.not-a-real-key.0123456789");

api::Context acme()
{
    api::Context out;
    out.name = "acme";
    out.url = "https://api.spyderbat.com";
    out.organization = "Acme";
    out.secretName = "acme-key";
    out.filters[api::FilterField::Namespace] = {"dev"};
    out.proxy = "http://proxy.acme.example:3128";
    out.caFile = "/etc/acme.pem";
    out.production = true;
    out.readOnly = true;
    return out;
}

} // namespace

class ConnectDialogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aNewOne();
    void editingKeepsWhatIsNotInTheFields();
    void wrongInputSaysWhy_data();
    void wrongInputSaysWhy();
    void httpOnlyToThisMachine();
    void aStoredKeyStaysWithItsServer();
    void productionIsReadOnlyFirst();
    void saysWhereTheKeyIsKept();
    void theKeyIsNeverShown();
    void theKeyIsEditedLikeAnyText();
    void theKeyIsPasted();
    void theKeyIsGoneAfterwards_data();
    void theKeyIsGoneAfterwards();
    void keyboardOnly();
    void savingAndItsProblem();
    void everythingHasANameAndIsReachedByTab();

private:
    template <typename T> T* part(const char* name)
    {
        return m_dialog->findChild<T*>(QLatin1String(name));
    }
    QLineEdit* field(const char* name) { return part<QLineEdit>(name); }
    QString result() { return part<MessageLine>("connectResult")->text(); }
    void fillIn()
    {
        field("connectionName")->setText(QStringLiteral(" acme "));
        field("connectionOrganization")->setText(QStringLiteral("Acme"));
        field("connectionKey")->setText(key);
    }
    /// Every text that a person or a program at the screen could get at.
    QStringList everyText() const;

    std::unique_ptr<ConnectDialog> m_dialog;
};

void ConnectDialogTest::init()
{
    m_dialog = std::make_unique<ConnectDialog>();
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

QStringList ConnectDialogTest::everyText() const
{
    QList<QWidget*> widgets = m_dialog->findChildren<QWidget*>();
    widgets += m_dialog.get();
    QStringList out;
    for (const QWidget* const widget : widgets) {
        out += {widget->windowTitle(),
                widget->toolTip(),
                widget->whatsThis(),
                widget->statusTip(),
                widget->objectName(),
                widget->accessibleName(),
                widget->accessibleDescription()};
        if (const auto* const line = qobject_cast<const QLineEdit*>(widget))
            out += {line->text(), line->displayText(), line->placeholderText(),
                    line->selectedText()};
        if (const auto* const label = qobject_cast<const QLabel*>(widget))
            out += label->text();
        QAccessibleInterface* const reader
            = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
        for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value,
                                QAccessible::Help, QAccessible::Accelerator})
            out += reader->text(kind);
        if (QAccessibleTextInterface* const text = reader->textInterface())
            out += text->text(0, text->characterCount());
    }
    return out;
}

void ConnectDialogTest::aNewOne()
{
    QCOMPARE(field("connectionUrl")->text(), QStringLiteral("https://api.spyderbat.com"));
    QCOMPARE(result(), QStringLiteral("Still missing: name, organization, API key"));
    QVERIFY(!m_dialog->isGood());
    QVERIFY(!part<QPushButton>("connectSaveButton")->isEnabled());
    QVERIFY(!part<QPushButton>("connectTestButton")->isEnabled());
    fillIn();
    QCOMPARE(result(), QStringLiteral("Goes to https://api.spyderbat.com"));
    QVERIFY(part<QPushButton>("connectSaveButton")->isEnabled());
    const ConnectionWish wish = m_dialog->wish();
    QCOMPARE(wish.originalName, std::string());
    QCOMPARE(wish.context.name, std::string("acme"));
    QCOMPARE(wish.context.organization, std::string("Acme"));
    QVERIFY(!wish.context.production && !wish.context.readOnly);
    QCOMPARE(wish.key.reveal(), std::string_view(toUtf8(key)));
}

void ConnectDialogTest::editingKeepsWhatIsNotInTheFields()
{
    m_dialog->setContext(acme(), true);
    QCOMPARE(m_dialog->windowTitle(), QStringLiteral("Edit connection"));
    QVERIFY(m_dialog->isGood());
    ConnectionWish wish = m_dialog->wish();
    QCOMPARE(wish.originalName, std::string("acme"));
    QCOMPARE(wish.context.secretName, std::string("acme-key"));
    QVERIFY(wish.context.filters == acme().filters);
    QCOMPARE(wish.context.proxy, acme().proxy);
    QCOMPARE(wish.context.caFile, acme().caFile);
    QVERIFY(wish.context.production && wish.context.readOnly);
    QVERIFY(wish.key.empty()); // the stored one stays
    field("connectionName")->setText(QStringLiteral("acme 2"));
    m_dialog->setCaFile(QStringLiteral("/etc/other.pem"));
    wish = m_dialog->wish();
    QCOMPARE(wish.originalName, std::string("acme"));
    QCOMPARE(wish.context.name, std::string("acme 2"));
    QCOMPARE(wish.context.caFile, std::string("/etc/other.pem"));
}

void ConnectDialogTest::wrongInputSaysWhy_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* typed, const char* says) {
        QTest::addRow("%s %s", name, typed)
            << QString::fromLatin1(name) << QString::fromUtf8(typed) << QString::fromUtf8(says);
    };
    row("connectionName", "  ", "Still missing: name");
    row("connectionName", "local", "belongs to the organization on this machine");
    row("connectionName", "staging", "There is a connection named staging");
    row("connectionUrl", "", "Still missing: server");
    row("connectionUrl", "http://api.spyderbat.com", "The key would travel unencrypted");
    row("connectionUrl", "api.spyderbat.com", "");
    row("connectionUrl", "https://user:pw@api.spyderbat.com", "without a user");
    row("connectionUrl", "ftp://api.spyderbat.com", "begins with https://");
    row("connectionOrganization", "", "Still missing: organization");
    row("connectionKey", "", "Still missing: API key");
    row("connectionKey", "two words", "An API key has no spaces");
    row("connectionKey", "schlüssel", "An API key has no spaces");
    row("connectionProxy", "proxy:3128", "A proxy is http://host:port");
    row("connectionProxy", "socks5://proxy:3128", "A proxy is http://host:port");
    row("connectionProxy", "http://me:pw@proxy:3128", "A login does not belong");
    row("connectionProxy", "http://proxy:3128/path", "A proxy is http://host:port");
    row("connectionCaFile", "ca.pem", "whole path");
}

void ConnectDialogTest::wrongInputSaysWhy()
{
    QFETCH(QString, name);
    QFETCH(QString, typed);
    QFETCH(QString, says);
    m_dialog->setOtherNames({QStringLiteral("staging")});
    fillIn();
    QVERIFY(m_dialog->isGood());
    auto* const wrong = m_dialog->findChild<QLineEdit*>(name);
    const QString before = wrong->text();
    wrong->setText(typed);
    QVERIFY(!m_dialog->isGood());
    QVERIFY2(result().contains(says), qPrintable(result()));
    QVERIFY(!part<QPushButton>("connectSaveButton")->isEnabled());
    wrong->setText(name == QStringLiteral("connectionKey") ? key : before);
    QVERIFY(m_dialog->isGood());
}

void ConnectDialogTest::httpOnlyToThisMachine()
{
    fillIn();
    field("connectionUrl")->setText(QStringLiteral("http://127.0.0.1:8080/"));
    QVERIFY(m_dialog->isGood());
    QCOMPARE(m_dialog->wish().context.url, std::string("http://127.0.0.1:8080"));
}

void ConnectDialogTest::aStoredKeyStaysWithItsServer()
{
    m_dialog->setContext(acme(), true);
    field("connectionUrl")->setText(QStringLiteral("https://elsewhere.example"));
    QVERIFY(!m_dialog->isGood());
    QVERIFY(result().contains(QStringLiteral("belongs to https://api.spyderbat.com")));
    field("connectionKey")->setText(key);
    QVERIFY(m_dialog->isGood());
    field("connectionKey")->clear();
    field("connectionUrl")->setText(QStringLiteral("https://api.spyderbat.com/"));
    QVERIFY(m_dialog->isGood());
}

void ConnectDialogTest::productionIsReadOnlyFirst()
{
    auto* const production = part<QCheckBox>("connectionProduction");
    auto* const readOnly = part<QCheckBox>("connectionReadOnly");
    production->click();
    QVERIFY(readOnly->isChecked());
    readOnly->click();
    const ConnectionWish wish = m_dialog->wish();
    QVERIFY(wish.context.production && !wish.context.readOnly);
    // What was decided before is not decided again by looking at it.
    api::Context writable = acme();
    writable.readOnly = false;
    m_dialog->setContext(writable, true);
    QVERIFY(production->isChecked() && !readOnly->isChecked());
}

void ConnectDialogTest::saysWhereTheKeyIsKept()
{
    auto* const note = part<MessageLine>("keyNote");
    QCOMPARE(note->text(), QStringLiteral("Kept in the desktop's keyring"));
    m_dialog->setKeptIn(api::KeptIn::ThisSession);
    QCOMPARE(note->text(), QStringLiteral("For this session only: this desktop has no keyring"));
    QCOMPARE(field("connectionKey")->accessibleDescription(), note->text());
}

void ConnectDialogTest::theKeyIsNeverShown()
{
    auto* const edit = field("connectionKey");
    // With each change of it Qt tells assistive programs the text, also of a hidden one.
    QStringList told;
    connect(edit, &QLineEdit::textChanged, edit, [&told](const QString& now) { told += now; });
    field("connectionName")->setText(QStringLiteral("acme"));
    edit->setFocus();
    QTest::keyClicks(edit, key);
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(!QApplication::clipboard()->text().contains(key));
    field("connectionUrl")->setText(QStringLiteral("http://elsewhere.example"));
    m_dialog->showProblem(QStringLiteral("It could not be saved"));

    QCOMPARE(m_dialog->wish().key.reveal(), std::string_view(toUtf8(key)));
    QCOMPARE(told.size(), key.size());
    const QString piece = key.left(3);
    for (const QString& text : everyText() + told)
        QVERIFY2(!text.contains(piece), qPrintable(text));
    QCOMPARE(edit->echoMode(), QLineEdit::Password);
    QVERIFY(QAccessible::queryAccessibleInterface(edit)->state().passwordEdit);
    // Nothing in the dialog would show it: the field has no button.
    QVERIFY(edit->actions().isEmpty());
    QVERIFY(edit->findChildren<QAbstractButton*>().isEmpty());
}

void ConnectDialogTest::theKeyIsEditedLikeAnyText()
{
    auto* const edit = field("connectionKey");
    const auto now = [this] { return toQString(m_dialog->wish().key.reveal()); };
    QTest::keyClicks(edit, QStringLiteral("abcdef"));
    QTest::keyClick(edit, Qt::Key_Backspace);
    QCOMPARE(now(), QStringLiteral("abcde"));
    QTest::keyClick(edit, Qt::Key_Home);
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, QStringLiteral("X"));
    QCOMPARE(now(), QStringLiteral("Xbcde"));
    QTest::keyClick(edit, Qt::Key_Right);
    QTest::keyClick(edit, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(edit, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClicks(edit, QStringLiteral("Y"));
    QCOMPARE(now(), QStringLiteral("XbYe"));
    QTest::keyClick(edit, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(now(), QStringLiteral("XbYe"));
    QTest::keyClick(edit, Qt::Key_End, Qt::ShiftModifier);
    QTest::keyClick(edit, Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(now(), QStringLiteral("XbY"));
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(edit, Qt::Key_Backspace);
    QCOMPARE(now(), QString());
    QInputMethodEvent composed;
    composed.setCommitString(QStringLiteral("ime"));
    QApplication::sendEvent(edit, &composed);
    QCOMPARE(now(), QStringLiteral("ime"));
    QCOMPARE(edit->text().size(), 3);
    // An assistive program writes into the line edit itself.
    edit->setCursorPosition(1);
    edit->insert(QStringLiteral("-2-"));
    QCOMPARE(now(), QStringLiteral("i-2-me"));
    QCOMPARE(edit->text(), QString(6, QChar(0x2022)));
    edit->setText(QStringLiteral("whole"));
    QCOMPARE(now(), QStringLiteral("whole"));
    QVERIFY(!edit->text().contains(u'w'));
}

void ConnectDialogTest::theKeyIsPasted()
{
    auto* const edit = field("connectionKey");
    QApplication::clipboard()->setText(key + u'\n');
    QTest::keyClick(edit, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(m_dialog->wish().key.reveal(), std::string_view(toUtf8(key)));
    QCOMPARE(edit->text().size(), key.size());
    edit->clear();
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(4, 4),
                            edit->mapToGlobal(QPoint(4, 4)));
    QApplication::sendEvent(edit, &asked);
    auto* const menu = edit->findChild<QMenu*>();
    QCOMPARE(menu->actions().size(), 1);
    menu->actions().front()->trigger();
    QCOMPARE(m_dialog->wish().key.reveal(), std::string_view(toUtf8(key)));
    menu->close();
    QApplication::clipboard()->clear();
}

void ConnectDialogTest::theKeyIsGoneAfterwards_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("accepted") << 0;
    QTest::newRow("rejected") << 1;
    QTest::newRow("closed") << 2;
    QTest::newRow("another one is edited") << 3;
}

void ConnectDialogTest::theKeyIsGoneAfterwards()
{
    QFETCH(int, way);
    fillIn();
    QTest::keyClicks(field("connectionKey"), QStringLiteral("x"));
    switch (way) {
    case 0:
        m_dialog->accept();
        break;
    case 1:
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        break;
    case 2:
        m_dialog->close();
        break;
    default:
        m_dialog->setContext(acme(), true);
    }
    QVERIFY(field("connectionKey")->text().isEmpty());
    QVERIFY(m_dialog->wish().key.empty());
    QCOMPARE(m_dialog->isVisible(), way == 3);
}

void ConnectDialogTest::keyboardOnly()
{
    QSignalSpy save(m_dialog.get(), &ConnectDialog::saveRequested);
    QSignalSpy test(m_dialog.get(), &ConnectDialog::testRequested);
    QSignalSpy browse(m_dialog.get(), &ConnectDialog::browseRequested);
    QVERIFY(field("connectionName")->hasFocus());
    QTest::keyClick(field("connectionName"), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(save.size(), 0);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("acme"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Acme"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), key);
    // Return alone sends nothing anywhere.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(save.size(), 0);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(save.size(), 1);
    QVERIFY(m_dialog->isVisible()); // until its owner has saved it
    part<QPushButton>("connectTestButton")->setFocus();
    QTest::keyClick(part<QPushButton>("connectTestButton"), Qt::Key_Space);
    QCOMPARE(test.size(), 1);
    QTest::keyClick(part<QPushButton>("browseCaFile"), Qt::Key_Space);
    QCOMPARE(browse.size(), 1);
}

void ConnectDialogTest::savingAndItsProblem()
{
    QSignalSpy save(m_dialog.get(), &ConnectDialog::saveRequested);
    fillIn();
    m_dialog->setBusy(true);
    QTest::keyClick(m_dialog.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(save.size(), 0);
    QVERIFY(!field("connectionName")->isEnabled());
    m_dialog->showProblem(QStringLiteral("The keyring is locked"));
    QCOMPARE(result(), QStringLiteral("The keyring is locked"));
    QVERIFY(field("connectionName")->isEnabled());
    QTest::keyClick(m_dialog.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(save.size(), 1);
}

void ConnectDialogTest::everythingHasANameAndIsReachedByTab()
{
    fillIn();
    QStringList reached;
    for (int step = 0; step < 12; ++step) {
        QWidget* const at = QApplication::focusWidget();
        QVERIFY2(!at->accessibleName().isEmpty() || qobject_cast<QPushButton*>(at) != nullptr,
                 qPrintable(at->objectName()));
        reached += at->objectName();
        QTest::keyClick(at, Qt::Key_Tab);
    }
    QCOMPARE(
        reached,
        QStringList({QStringLiteral("connectionName"), QStringLiteral("connectionUrl"),
                     QStringLiteral("connectionOrganization"), QStringLiteral("connectionKey"),
                     QStringLiteral("connectionProxy"), QStringLiteral("connectionCaFile"),
                     QStringLiteral("browseCaFile"), QStringLiteral("connectionProduction"),
                     QStringLiteral("connectionReadOnly"), QStringLiteral("connectCancel"),
                     QStringLiteral("connectTestButton"), QStringLiteral("connectSaveButton")}));
}

QTEST_MAIN(ConnectDialogTest)
#include "connect_dialog_test.moc"
