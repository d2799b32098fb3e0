// The window as a person uses it, by the names that people and screen readers see.

#include "tests/ui/application_setup.h"
#include "tests/ui/nameless.h"
#include "ui/common/row_tree.h"
#include "ui/common/state_page.h"
#include "ui/connections/organization_switcher.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <QUrl>

#include <atomic>
#include <chrono>
#include <thread>

using namespace pw;

namespace {

QString rowText(const QModelIndex& index)
{
    QStringList cells;
    for (int column = 0; column < index.model()->columnCount(index.parent()); ++column)
        cells += index.siblingAtColumn(column).data(Qt::AccessibleTextRole).toString();
    return cells.join(u'|');
}

QStringList groups(const QAbstractItemModel& model)
{
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row)
        out += model.index(row, 0).data().toString();
    return out;
}

QModelIndex find(const QAbstractItemModel& model, const QString& text)
{
    const QModelIndexList found = model.match(model.index(0, 0), Qt::DisplayRole, text, 1,
                                              Qt::MatchExactly | Qt::MatchRecursive);
    return found.isEmpty() ? QModelIndex() : found.front();
}

const QByteArray brokenFingerprint
    = "kind: SpyderbatFingerprint\nmetadata: {type: container}\nspec: [\n";

/// A disk that answers when it is told to.
class SlowStore : public files::DiskFileStore
{
public:
    ~SlowStore() override { mayGoOn = true; }
    [[nodiscard]] Result<text::SourceText> load(const std::string& path) const override
    {
        while (!mayGoOn)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        QFile sample(QStringLiteral(SAMPLE_FILE));
        if (!sample.open(QIODevice::ReadOnly))
            return Error{"read-failed", "no sample", {}};
        return text::SourceText::make(sample.readAll().toStdString(), path);
    }

    std::atomic<bool> mayGoOn = false;
};

} // namespace

class WindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theSampleOpens();
    void theActivityOfASelectionAppears();
    void filteringByWords();
    void nothingFitsAndShowAll();
    void typesSwitch();
    void onlyUncovered();
    void groupingByNamespace();
    void selectingByKeys();
    void copyingRows();
    void brokenFilesAreListed();
    void everythingBroken();
    void droppedFilesOpen();
    void readingCanBeCancelled();
    void openingCanBeCancelled();
    void policiesOpenInTabs();
    void unsavedTextKeepsTheWindowOpen();
    void reloadKeepsTheSelection();
    void themesSwitch();
    void everyPartHasAName();
    void cellsSpeak();

private:
    template <typename T> T* part(const char* name)
    {
        T* const found = m_application->window().findChild<T*>(QLatin1String(name));
        if (found == nullptr)
            qFatal("there is no %s", name);
        return found;
    }
    QString shownPlace() { return m_application->window().topBar().switcher().face().name; }
    void open(const std::vector<std::string>& files);
    void waitUntilIdle();
    void select(const QString& title);
    QString write(const QString& name, const QByteArray& content);
    QAbstractItemModel& table() { return *part<ui::RowTree>("fingerprintTable")->model(); }

    files::DiskFileStore m_store;
    api::SecretStore m_keyring;
    QTemporaryDir m_folder;
    std::unique_ptr<app::Application> m_application;
};

void WindowTest::initTestCase()
{
    app::prepareProcess();
}

void WindowTest::init()
{
    m_application = std::make_unique<app::Application>(tests::applicationStart(m_store, m_keyring));
    m_application->window().resize(1400, 900);
    m_application->window().show();
    m_application->window().activateWindow();
    open({});
}

void WindowTest::cleanup()
{
    m_application.reset();
}

void WindowTest::waitUntilIdle()
{
    QTRY_VERIFY(m_application->isIdle());
}

void WindowTest::open(const std::vector<std::string>& files)
{
    QSignalSpy shown(&m_application->fingerprints(), &app::FingerprintsController::tableShown);
    m_application->open(files);
    QTRY_VERIFY(!shown.isEmpty());
    waitUntilIdle();
}

void WindowTest::select(const QString& title)
{
    auto* const tree = part<ui::RowTree>("fingerprintTable");
    const QModelIndex row = find(*tree->model(), title);
    QVERIFY(row.isValid());
    tree->scrollTo(row);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(row).center());
    QTRY_VERIFY(!m_application->window().page().selectionPending());
    waitUntilIdle();
}

QString WindowTest::write(const QString& name, const QByteArray& content)
{
    const QString path = m_folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

void WindowTest::theSampleOpens()
{
    QCOMPARE(groups(table()),
             (QStringList{QStringLiteral("mongo:latest"), QStringLiteral("nginx:latest"),
                          QStringLiteral("node:v3.23.5")}));
    QCOMPARE(rowText(table().index(0, 0)),
             QStringLiteral("mongo:latest|68248f2793e0|docker.io/library|0 of 2 covered|"
                            "2024-01-16T20:00:13Z"));
    QCOMPARE(table().rowCount(table().index(1, 0)), 14);
    QCOMPARE(shownPlace(), QStringLiteral("Local organization"));
    QCOMPARE(part<QLabel>("status")->text(), QStringLiteral("17 fingerprints in 3 images"));
    QVERIFY(!part<QWidget>("job")->isVisible());
    QVERIFY(part<ui::RowTree>("fingerprintTable")->hasFocus());
    // What deserves a look first is selected: the most that no policy covers.
    QVERIFY(part<QLabel>("selectionLine")->text().contains(QStringLiteral("14 fingerprints")));
}

void WindowTest::theActivityOfASelectionAppears()
{
    const QAbstractItemModel& processes = *part<ui::RowTree>("processTree")->model();
    const QAbstractItemModel& connections = *part<ui::RowTree>("connectionTree")->model();
    QVERIFY(rowText(find(processes, QStringLiteral("curl")))
                .endsWith(QStringLiteral("seen in 1 of 14")));
    select(QStringLiteral("mongo:latest"));
    QCOMPARE(processes.rowCount(), 1);
    QCOMPARE(rowText(processes.index(0, 0)),
             QStringLiteral("mongod|/usr/bin/mongod|mongo|seen in 2 of 2"));
    QStringList peers;
    for (int row = 0; row < connections.rowCount(); ++row)
        peers += rowText(connections.index(row, 0));
    QCOMPARE(peers.join(u'\n'),
             QStringLiteral("ingress|192.168.1.146|TCP 27017|mongod_0|seen in 2 of 2\n"
                            "ingress|192.168.0.229|TCP 27017|mongod_0|seen in 1 of 2\n"
                            "ingress|192.168.2.221|TCP 27017|mongod_0|seen in 1 of 2\n"
                            "ingress|192.168.4.31|TCP 27017|mongod_0|seen in 1 of 2"));
    select(QStringLiteral("mongo-7d9f6c5b84-x2lmd"));
    QCOMPARE(connections.rowCount(), 2);
    QVERIFY(part<QLabel>("selectionLine")->text().contains(QStringLiteral("1 fingerprint<")));
    part<ui::RowTree>("fingerprintTable")->clearSelection();
    QTRY_COMPARE(part<QLabel>("selectionLine")->text(), QStringLiteral("Nothing selected"));
    QTRY_VERIFY(!part<ui::RowTree>("processTree")->isVisible());
}

void WindowTest::filteringByWords()
{
    QTest::keyClick(&m_application->window(), Qt::Key_F, Qt::ControlModifier);
    auto* const line = part<QLineEdit>("filterText");
    QTRY_VERIFY(line->hasFocus());
    QTest::keyClicks(line, QStringLiteral("mongo*"));
    QTRY_COMPARE(groups(table()), QStringList{QStringLiteral("mongo:latest")});
    QCOMPARE(part<QLabel>("status")->text(), QStringLiteral("2 fingerprints in 1 image (of 17)"));
    line->clear();
    QTRY_COMPARE(table().rowCount(), 3);
}

void WindowTest::nothingFitsAndShowAll()
{
    QTest::keyClicks(part<QLineEdit>("filterText"), QStringLiteral("nosuchthing"));
    QTRY_COMPARE(table().rowCount(), 0);
    const auto pages = m_application->window().findChildren<ui::StatePage*>();
    const auto page = std::ranges::find_if(pages, [this](const ui::StatePage* candidate) {
        return candidate->isAncestorOf(part<ui::RowTree>("fingerprintTable"));
    });
    QVERIFY(page != pages.end());
    QCOMPARE((*page)->state(), ui::StatePage::State::Empty);
    QCOMPARE((*page)->findChild<QLabel*>(QStringLiteral("stateSentence"))->text(),
             QStringLiteral("No fingerprint fits the filter"));
    QTest::mouseClick((*page)->findChild<QWidget*>(QStringLiteral("stateHelp")), Qt::LeftButton);
    QTRY_COMPARE(table().rowCount(), 3);
    QCOMPARE((*page)->state(), ui::StatePage::State::Content);
    QCOMPARE(part<QLineEdit>("filterText")->text(), QString());
}

void WindowTest::typesSwitch()
{
    QTest::mouseClick(part<QToolButton>("serviceType"), Qt::LeftButton);
    QTRY_COMPARE(groups(table()),
                 (QStringList{QStringLiteral("nginx.service"), QStringLiteral("ssh.service")}));
    QCOMPARE(rowText(table().index(0, 0)),
             QStringLiteral("nginx.service|systemd:/system.slice/nginx...|0 of 3 covered|"
                            "2024-01-16T20:00:07Z"));
    m_application->window().actions().containers->trigger();
    QTRY_COMPARE(table().rowCount(), 3);
    QVERIFY(part<QToolButton>("containerType")->isChecked());
}

void WindowTest::onlyUncovered()
{
    QFile sample(QStringLiteral(SAMPLE_FILE));
    QVERIFY(sample.open(QIODevice::ReadOnly));
    QByteArray bytes = sample.readAll();
    const auto first = bytes.indexOf("covered_by_policy: false");
    bytes.replace(first, qsizetype(24), "covered_by_policy: true");
    open({write(QStringLiteral("one.yaml"), bytes).toStdString()});
    QCOMPARE(rowText(table().index(0, 0)).section(u'|', 3, 3), QStringLiteral("1 of 2 covered"));
    part<QCheckBox>("onlyUncovered")->click();
    QTRY_COMPARE(table().rowCount(table().index(0, 0)), 1);
}

void WindowTest::groupingByNamespace()
{
    part<QComboBox>("groupBy")->setCurrentIndex(1);
    QTRY_COMPARE(table().columnCount(), 6);
    QCOMPARE(table().index(2, 5).data().toString(), QStringLiteral("kube-system"));
    auto* const spaces = part<QComboBox>("namespaceFilter");
    spaces->setCurrentIndex(spaces->findData(QStringLiteral("kube-system")));
    QTRY_COMPARE(groups(table()), QStringList{QStringLiteral("node:v3.23.5")});
}

void WindowTest::selectingByKeys()
{
    auto* const tree = part<ui::RowTree>("fingerprintTable");
    QTest::keyClick(tree, Qt::Key_Home);
    QTRY_VERIFY(part<QLabel>("selectionLine")->text().contains(QStringLiteral("2 fingerprints")));
    // From the closed group on to the next one: two groups, sixteen fingerprints.
    QTest::keyClick(tree, Qt::Key_Left);
    QTest::keyClick(tree, Qt::Key_Down, Qt::ShiftModifier);
    QTRY_VERIFY(part<QLabel>("selectionLine")->text().contains(QStringLiteral("16 fingerprints")));
    QVERIFY(part<QLabel>("selectionLine")->text().contains(QStringLiteral("2 images")));
    QTest::keyClick(tree, Qt::Key_A, Qt::ControlModifier);
    QTRY_VERIFY(part<QLabel>("selectionLine")->text().contains(QStringLiteral("17 fingerprints")));
    QCOMPARE(part<QLabel>("selectionCoverage")->text(), QStringLiteral("none covered by a policy"));
}

void WindowTest::copyingRows()
{
    select(QStringLiteral("mongo:latest"));
    QTest::keyClick(part<ui::RowTree>("fingerprintTable"), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("mongo:latest\t68248f2793e0\tdocker.io/library\t0 of 2 covered\t"
                                "2024-01-16T20:00:13Z"));
    auto* const processes = part<ui::RowTree>("processTree");
    processes->setFocus();
    processes->setCurrentIndex(processes->model()->index(0, 0));
    m_application->window().actions().copyRows->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("mongod\t/usr/bin/mongod\tmongo\tseen in 2 of 2"));
}

void WindowTest::brokenFilesAreListed()
{
    const QString broken = write(QStringLiteral("broken.yaml"), brokenFingerprint);
    open({SAMPLE_FILE, broken.toStdString()});
    QCOMPARE(table().rowCount(), 3); // the sound file is shown all the same
    auto* const list = part<QTreeWidget>("problemList");
    QVERIFY(list->isVisible());
    QCOMPARE(list->topLevelItem(0)->text(0), broken);
    QCOMPARE(list->topLevelItem(0)->text(1), QStringLiteral("4:1"));
    QVERIFY(!list->topLevelItem(0)->text(2).isEmpty());
    QTest::mouseClick(part<QToolButton>("closeProblems"), Qt::LeftButton);
    QVERIFY(!list->isVisible());
}

void WindowTest::everythingBroken()
{
    open({write(QStringLiteral("broken.yaml"), brokenFingerprint).toStdString()});
    QCOMPARE(table().rowCount(), 0);
    QVERIFY(!part<ui::RowTree>("fingerprintTable")->isVisible());
    const auto labels
        = m_application->window().findChildren<QLabel*>(QStringLiteral("stateSentence"));
    QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) {
        return label->isVisible() && label->text() == QStringLiteral("Nothing could be read");
    }));
    QCOMPARE(m_application->fingerprints().unreadable().size(), 1);
}

void WindowTest::droppedFilesOpen()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral(SAMPLE_FILE))});
    app::MainWindow& window = m_application->window();
    QSignalSpy shown(&m_application->fingerprints(), &app::FingerprintsController::tableShown);
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &drop);
    QTRY_VERIFY(!shown.isEmpty());
    waitUntilIdle();
    QCOMPARE(shownPlace(), QStringLiteral("organization.yaml"));
    QVERIFY(part<QLabel>("command")->text().startsWith(
        QStringLiteral("pwctl get fingerprints --type container -f ")));
    QCOMPARE(table().rowCount(), 3);
}

void WindowTest::readingCanBeCancelled()
{
    SlowStore slow;
    m_application = std::make_unique<app::Application>(tests::applicationStart(slow, m_keyring));
    m_application->window().show();
    m_application->fingerprints().openFiles({QStringLiteral("slow.yaml")});
    QTRY_VERIFY(part<QWidget>("job")->isVisible());
    QCOMPARE(part<QLabel>("jobText")->text(), QStringLiteral("Reading slow.yaml…"));
    QTest::mouseClick(part<QToolButton>("cancelButton"), Qt::LeftButton);
    QVERIFY(!part<QWidget>("job")->isVisible());
    QVERIFY(!m_application->fingerprints().isReading());
    slow.mayGoOn = true;
    QTest::qWait(50);
    QCOMPARE(table().rowCount(), 0); // what came late is dropped
    const auto labels
        = m_application->window().findChildren<QLabel*>(QStringLiteral("stateSentence"));
    QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) {
        return label->isVisible() && label->text() == QStringLiteral("Reading was cancelled");
    }));
    m_application.reset();
}

void WindowTest::openingCanBeCancelled()
{
    SlowStore slow;
    m_application = std::make_unique<app::Application>(tests::applicationStart(slow, m_keyring));
    m_application->window().show();
    m_application->open({"slow.yaml"});
    QTRY_VERIFY(part<QWidget>("job")->isVisible());
    QCOMPARE(part<QLabel>("jobText")->text(), QStringLiteral("Opening slow.yaml…"));
    QTest::mouseClick(part<QToolButton>("cancelButton"), Qt::LeftButton);
    QTRY_VERIFY(!part<QWidget>("job")->isVisible());
    slow.mayGoOn = true;
    QTRY_COMPARE(table().rowCount(), 3); // the sample: there is always something to look at
    QVERIFY(m_application->session().documents().empty());
    m_application.reset();
}

void WindowTest::policiesOpenInTabs()
{
    const QString policy = write(QStringLiteral("web.yaml"), "kind: SpyderbatPolicy\n");
    const QString missing = m_folder.filePath(QStringLiteral("missing.yaml"));
    m_application->open({policy.toStdString(), missing.toStdString()});
    QTRY_COMPARE(m_application->session().documents().size(), std::size_t{1});
    QTRY_VERIFY(m_application->isIdle());
    QCOMPARE(m_application->window().windowTitle(), QStringLiteral("web.yaml[*] – Policywright"));
    const app::Actions& actions = m_application->window().actions();
    QVERIFY(actions.saveAs->isVisible() && !actions.createPolicy->isVisible());
    QVERIFY(!actions.save->isEnabled());
    QCOMPARE(m_application->refused(),
             QStringList{QStringLiteral("missing.yaml: there is no such file")});
    // A second place in the rail has appeared; back on the first one its own actions are there.
    QVERIFY(part<QToolButton>("documentsPlaceButton")->isVisible());
    actions.fingerprintsPlace->trigger();
    QCOMPARE(m_application->window().shownPage(), &m_application->window().page());
    QVERIFY(!actions.saveAs->isVisible() && actions.createPolicy->isVisible());
    QVERIFY(actions.mergeInto->isVisible());
    actions.documentsPlace->trigger();
    QCOMPARE(m_application->session().current(),
             m_application->session().documents().front().get());
    actions.closeTab->trigger();
    QTRY_VERIFY(m_application->session().documents().empty());
    QTRY_VERIFY(!part<QToolButton>("documentsPlaceButton")->isVisible());
    QVERIFY(!actions.mergeInto->isVisible());
}

void WindowTest::unsavedTextKeepsTheWindowOpen()
{
    m_application->session().add(*text::SourceText::make("kind: SpyderbatPolicy\n"),
                                 QStringLiteral("web"));
    QVERIFY(!m_application->window().close());
    QVERIFY(m_application->window().isVisible());
    auto* const question = part<QMessageBox>("quitQuestion");
    QVERIFY(question->isVisible());
    question->reject();
    QTRY_VERIFY(m_application->window().findChild<QMessageBox*>() == nullptr);
    m_application->session().close(*m_application->session().current());
    QVERIFY(m_application->window().close());
    QVERIFY(!m_application->window().isVisible());
}

void WindowTest::reloadKeepsTheSelection()
{
    select(QStringLiteral("mongo-7d9f6c5b84-q8wzt"));
    QSignalSpy shown(&m_application->fingerprints(), &app::FingerprintsController::tableShown);
    QTest::keyClick(&m_application->window(), Qt::Key_F5);
    QTRY_VERIFY(!shown.isEmpty());
    waitUntilIdle();
    const auto rows = part<ui::RowTree>("fingerprintTable")->selectionModel()->selectedRows();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.front().data().toString(), QStringLiteral("mongo-7d9f6c5b84-q8wzt"));
}

void WindowTest::themesSwitch()
{
    m_application->window().actions().darkTheme->trigger();
    QVERIFY(ui::themeOf(m_application->window().palette()).dark);
    QVERIFY(m_application->window().actions().darkTheme->isChecked());
    m_application->window().actions().lightTheme->trigger();
    QVERIFY(!ui::themeOf(m_application->window().palette()).dark);
}

void WindowTest::everyPartHasAName()
{
    const QStringList nameless = tests::namelessIn(m_application->window());
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

void WindowTest::cellsSpeak()
{
    auto* const tree = part<ui::RowTree>("fingerprintTable");
    QAccessibleInterface* const spoken = QAccessible::queryAccessibleInterface(tree);
    QVERIFY(spoken != nullptr);
    QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("Fingerprints"));
    QVERIFY(spoken->tableInterface() != nullptr);
    const QAccessibleInterface* const cell = spoken->tableInterface()->cellAt(0, 3);
    QVERIFY(cell != nullptr);
    QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("0 of 2 covered"));
}

QTEST_MAIN(WindowTest)
#include "window_test.moc"
