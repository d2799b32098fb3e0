#include "ui/connections/organization_switcher.h"

#include "ui/common/row_tree.h"
#include "ui/common/theme.h"
#include "ui/connections/connection_state.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace pw::ui;

namespace {

using Kind = OrganizationEntry::Kind;

const OrganizationEntry here{QStringLiteral("local"),
                             QStringLiteral("Sample organization"),
                             {},
                             {},
                             Kind::Local,
                             false,
                             false,
                             false};
const OrganizationEntry staging{QStringLiteral("ctx:staging"),
                                QStringLiteral("staging"),
                                QStringLiteral("Acme staging, api.spyderbat.com"),
                                {},
                                Kind::Context,
                                false,
                                true,
                                true};
const OrganizationEntry acme{QStringLiteral("ctx:acme"),
                             QStringLiteral("Acme"),
                             QStringLiteral("org Acme, api.spyderbat.com"),
                             {},
                             Kind::Context,
                             true,
                             false,
                             false};
const OrganizationEntry files{QStringLiteral("files"),
                              QStringLiteral("2 files"),
                              {},
                              QStringLiteral("/a.yaml\n/b.yaml"),
                              Kind::Files,
                              false,
                              false,
                              false};
const QList<OrganizationEntry> all{here, staging, acme, files};

} // namespace

class OrganizationSwitcherTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void saysWhichOneIsShown();
    void everyRowIsSaidInWords();
    void productionIsMarked();
    void aListThatChangesKeepsThePlace();
    void keyboardOnly();
    void theCurrentOneIsNotChosenAgain();
    void whatCannotBeEditedSaysWhy_data();
    void whatCannotBeEditedSaysWhy();
    void connectAndTest();
    void aClickOnTheButtonClosesIt();
    void stateInWords_data();
    void stateInWords();
    void theStateAsksForATest();

private:
    template <typename T> T* part(const char* name)
    {
        return m_switcher->findChild<T*>(QLatin1String(name));
    }
    RowTree* list() { return part<RowTree>("organizationList"); }

    std::unique_ptr<QWidget> m_window;
    OrganizationSwitcher* m_switcher = nullptr;
};

void OrganizationSwitcherTest::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(600, 40);
    m_switcher = new OrganizationSwitcher(m_window.get());
    m_switcher->setEntries(all, acme.id);
    m_switcher->resize(m_switcher->sizeHint());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void OrganizationSwitcherTest::saysWhichOneIsShown()
{
    QCOMPARE(m_switcher->accessibleName(), QStringLiteral("Organization: Acme, production"));
    QCOMPARE(m_switcher->face().name, QStringLiteral("Acme"));
    QCOMPARE(m_switcher->face().icon, QStringLiteral("server"));
    QCOMPARE(m_switcher->face().chip, QStringLiteral("production"));
    m_switcher->setEntries(all, staging.id);
    QCOMPARE(m_switcher->face().chip, QStringLiteral("read only"));
    m_switcher->setEntries(all, here.id);
    QCOMPARE(m_switcher->face().icon, QStringLiteral("machine"));
    QCOMPARE(m_switcher->face().chip, QString());
    m_switcher->setEntries(all, files.id);
    QCOMPARE(m_switcher->toolTip(), QStringLiteral("<qt>/a.yaml<br>/b.yaml</qt>"));
    m_switcher->setEntries(all, QStringLiteral("gone"));
    QCOMPARE(m_switcher->accessibleName(), QStringLiteral("Organization: none"));
}

void OrganizationSwitcherTest::everyRowIsSaidInWords()
{
    QStringList said;
    for (int row = 0; row < list()->model()->rowCount(); ++row)
        said += list()->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    QCOMPARE(
        said,
        QStringList(
            {QStringLiteral("Sample organization"),
             QStringLiteral("staging, read only, Acme staging, api.spyderbat.com, from spyctl"),
             QStringLiteral("Acme, production, org Acme, api.spyderbat.com, shown now"),
             QStringLiteral("2 files")}));
    for (const char* const name : {"connectOrganization", "editConnection", "testConnection"})
        QVERIFY2(!part<QPushButton>(name)->accessibleName().contains(u'&'), name);
}

void OrganizationSwitcherTest::productionIsMarked()
{
    applyTheme(ThemeChoice::Light);
    const auto lockPixels = [this] {
        const QImage image = m_switcher->grab().toImage();
        int found = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                found += image.pixelColor(x, y) == Theme::light().wider ? 1 : 0;
        }
        return found;
    };
    QVERIFY(lockPixels() > 0);
    OrganizationEntry plain = acme;
    plain.production = false;
    m_switcher->setEntries({plain}, plain.id);
    QCOMPARE(lockPixels(), 0);
}

void OrganizationSwitcherTest::aListThatChangesKeepsThePlace()
{
    QAbstractItemModelTester tester(list()->model());
    m_switcher->openPopup();
    QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("Acme"));
    m_switcher->setEntries({here, files, acme}, acme.id);
    QCOMPARE(list()->model()->rowCount(), 3);
    QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("Acme"));
    m_switcher->setEntries({acme, staging}, acme.id);
    QCOMPARE(list()->currentIndex().data().toString(), QStringLiteral("Acme"));
    m_switcher->setEntries({}, {});
    QCOMPARE(list()->model()->rowCount(), 0);
    m_switcher->closePopup();
}

void OrganizationSwitcherTest::keyboardOnly()
{
    QSignalSpy chosen(m_switcher, &OrganizationSwitcher::chosen);
    QSignalSpy edit(m_switcher, &OrganizationSwitcher::editRequested);
    m_switcher->setFocus();
    for (const int key : {Qt::Key_Space, Qt::Key_Return, Qt::Key_Down, Qt::Key_F4}) {
        QTest::keyClick(m_switcher, static_cast<Qt::Key>(key));
        QVERIFY2(m_switcher->isPopupOpen(), qPrintable(QString::number(key)));
        QTest::keyClick(list(), Qt::Key_Escape);
        QVERIFY(!m_switcher->isPopupOpen());
    }
    QCOMPARE(chosen.size(), 0);

    QTest::keyClick(m_switcher, Qt::Key_Down);
    QVERIFY(list()->hasFocus());
    QTest::keyClick(list(), Qt::Key_Home);
    QTest::keyClick(list(), Qt::Key_Return);
    QVERIFY(!m_switcher->isPopupOpen());
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.front().front().toString(), here.id);

    // The row that is marked is the one that is edited.
    m_switcher->setEntries(all, here.id);
    QTest::keyClick(m_switcher, Qt::Key_Down);
    QTest::keyClick(list(), Qt::Key_Down);
    QTest::keyClick(list(), Qt::Key_Down);
    QTest::keyClick(list(), Qt::Key_Tab);
    QVERIFY(part<QPushButton>("connectOrganization")->hasFocus());
    QTest::keyClick(part<QPushButton>("connectOrganization"), Qt::Key_Down);
    QTest::keyClick(part<QPushButton>("editConnection"), Qt::Key_Return);
    QCOMPARE(edit.size(), 1);
    QCOMPARE(edit.front().front().toString(), acme.id);
}

void OrganizationSwitcherTest::theCurrentOneIsNotChosenAgain()
{
    QSignalSpy chosen(m_switcher, &OrganizationSwitcher::chosen);
    m_switcher->openPopup();
    const QRect row = list()->visualRect(list()->currentIndex());
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, row.center());
    QVERIFY(!m_switcher->isPopupOpen());
    QCOMPARE(chosen.size(), 0);
    m_switcher->openPopup();
    const QRect first = list()->visualRect(list()->model()->index(0, 0));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, first.center());
    QCOMPARE(chosen.size(), 1);
}

void OrganizationSwitcherTest::whatCannotBeEditedSaysWhy_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("why");
    QTest::newRow("ours") << acme.id << QString();
    QTest::newRow("spyctl's") << staging.id << QStringLiteral("spyctl's own; left as it is");
    QTest::newRow("here") << here.id << QStringLiteral("this machine needs none");
    QTest::newRow("files") << files.id << QStringLiteral("files need none");
}

void OrganizationSwitcherTest::whatCannotBeEditedSaysWhy()
{
    QFETCH(QString, id);
    QFETCH(QString, why);
    m_switcher->setEntries(all, id);
    m_switcher->openPopup();
    auto* const edit = part<QPushButton>("editConnection");
    QCOMPARE(edit->isEnabled(), why.isEmpty());
    QCOMPARE(part<QLabel>("editConnectionWhy")->text(), why);
    QCOMPARE(part<QLabel>("editConnectionWhy")->isVisible(), !why.isEmpty());
    QCOMPARE(edit->accessibleDescription(), why);
    QCOMPARE(part<QPushButton>("testConnection")->isEnabled(), id != files.id);
    m_switcher->closePopup();
}

void OrganizationSwitcherTest::connectAndTest()
{
    QSignalSpy connecting(m_switcher, &OrganizationSwitcher::connectRequested);
    QSignalSpy testing(m_switcher, &OrganizationSwitcher::testRequested);
    m_switcher->openPopup();
    part<QPushButton>("connectOrganization")->click();
    QVERIFY(!m_switcher->isPopupOpen());
    QCOMPARE(connecting.size(), 1);
    m_switcher->openPopup();
    part<QPushButton>("testConnection")->click();
    QVERIFY(!m_switcher->isPopupOpen());
    QCOMPARE(testing.size(), 1);
}

void OrganizationSwitcherTest::aClickOnTheButtonClosesIt()
{
    QTest::mouseClick(m_switcher, Qt::LeftButton);
    QVERIFY(m_switcher->isPopupOpen());
    QVERIFY(m_switcher->isDown());
    auto* const popup = part<QWidget>("organizationPopup");
    const QPoint onButton = popup->mapFromGlobal(m_switcher->mapToGlobal(QPoint(20, 10)));
    QTest::mouseClick(popup, Qt::LeftButton, {}, onButton);
    QVERIFY(!m_switcher->isPopupOpen());
    QVERIFY(!m_switcher->isDown());
}

void OrganizationSwitcherTest::stateInWords_data()
{
    using State = ConnectionState::Kind;
    QTest::addColumn<ConnectionState>("state");
    QTest::addColumn<QString>("text");
    const QString why = QStringLiteral("no answer");
    const auto row = [](const char* text, const ConnectionState& state) {
        QTest::newRow(text) << state << QString::fromUtf8(text);
    };
    row("Local, on this machine", {});
    row("Connecting…", {State::Connecting, {}, {}, {}});
    row("Connected, 38 ms", {State::Connected, 38, {}, {}});
    row("Connected", {State::Connected, {}, {}, {}});
    row("Not connected: no answer", {State::NotConnected, {}, {}, why});
    row("Key refused", {State::KeyRefused, {}, {}, why});
    row("Offline, rows from 15:22", {State::Offline, {}, QStringLiteral("15:22"), why});
}

void OrganizationSwitcherTest::stateInWords()
{
    QFETCH(ConnectionState, state);
    QFETCH(QString, text);
    ConnectionIndicator indicator;
    indicator.setState(state);
    QCOMPARE(indicator.text().trimmed(), text);
    QCOMPARE(indicator.accessibleName(), QStringLiteral("Connection: ") + text);
    QVERIFY(indicator.toolTip().contains(state.why));
    // Nobody has to tell green from red: what is not well has another glyph, too.
    const bool well = state.kind == ConnectionState::Kind::Local
        || state.kind == ConnectionState::Kind::Connected;
    QCOMPARE(iconOf(state.kind) == QStringLiteral("dot"), well);
}

void OrganizationSwitcherTest::theStateAsksForATest()
{
    ConnectionIndicator indicator;
    const QString why = QStringLiteral("the server said something long ").repeated(9);
    indicator.setState({ConnectionState::Kind::NotConnected, {}, {}, why});
    QVERIFY(indicator.text().size() < 80);
    QVERIFY(indicator.accessibleName().contains(why));
    QVERIFY(indicator.toolTip().contains(why));
    QSignalSpy testing(&indicator, &ConnectionIndicator::testRequested);
    indicator.show();
    indicator.setFocus();
    QTest::keyClick(&indicator, Qt::Key_Space);
    QCOMPARE(testing.size(), 1);
}

QTEST_MAIN(OrganizationSwitcherTest)
#include "organization_switcher_test.moc"
