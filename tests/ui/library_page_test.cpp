// A folder as a library: its files, what is wrong with them, and one fix for all of them, on real
// files: what is seen, what is in the tabs, what is on the disk.

#include "app/policywright/document.h"
#include "app/policywright/file_controller.h"
#include "app/policywright/library_controller.h"
#include "app/policywright/library_fixing.h"
#include "app/policywright/library_tab.h"
#include "tests/core/files/folder.h"
#include "tests/ui/application_setup.h"
#include "tests/ui/nameless.h"
#include "ui/common/line_panel.h"
#include "ui/common/row_tree.h"
#include "ui/common/state_page.h"
#include "ui/diff/unified_view.h"
#include "ui/editor/policy_editor.h"
#include "ui/library/fix_page.h"
#include "ui/library/library_model.h"
#include "ui/library/library_page.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <sys/stat.h>
#include <thread>

using namespace pw;
namespace fs = std::filesystem;

namespace {

std::string policyText(const std::string& name, const std::string& mode)
{
    return "# kept\napiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata:\n  name: " + name
        + "\n  type: container\nspec:\n  containerSelector:\n    image: " + name + ":1\n" + mode
        + "  processPolicy:\n  - name: web\n    exe:\n    - /bin/web\n    id: web_0\n    euser:\n"
          "    - web\n  networkPolicy:\n    ingress: []\n    egress: []\n"
          "  response:\n    default:\n    - makeRedFlag:\n        severity: high\n"
          "    actions: []\n";
}

const std::string noMode;
const std::string audit = "  mode: audit\n";
const std::string deployment = "apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: 1}\n";

/// A disk that stops before each save from the third on until it is told to go on.
class HeldStore : public files::DiskFileStore
{
public:
    ~HeldStore() override { mayGoOn = true; }
    using files::DiskFileStore::save;
    [[nodiscard]] Result<Done> save(const files::SaveOrder& order) override
    {
        while (hold && saves >= 2 && !mayGoOn)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        ++saves;
        return files::DiskFileStore::save(order);
    }

    std::atomic<bool> hold = false;
    std::atomic<bool> mayGoOn = false;
    std::atomic<int> saves = 0;
};

QStringList rowsOf(const QAbstractItemModel& model, const QModelIndex& parent = {})
{
    QStringList out;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        // Times are those of the test.
        for (int column = 0; column + 1 < model.columnCount(parent); ++column)
            cells += model.index(row, column, parent).data(Qt::AccessibleTextRole).toString();
        out += cells.join(u'|');
    }
    return out;
}

/// `file: result`, one a line.
QStringList resultsOf(const ui::FixPage& page)
{
    const auto* const list = page.findChild<ui::RowTree*>(QStringLiteral("fixFiles"));
    QStringList out;
    for (int row = 0; row < list->model()->rowCount(); ++row)
        out += list->model()->index(row, 0).data().toString() + QStringLiteral(": ")
            + list->model()->index(row, 2).data().toString();
    return out;
}

} // namespace

class LibraryPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void filesOfTheFolderAreRows();
    void severalDocumentsOpenBelowTheirFile();
    void otherFilesAreShownOnRequest();
    void theFilterAndOnlyProblems();
    void problemsOfTheSelectedFile();
    void returnOpensAtTheProblem();
    void theListFollowsTheDisk();
    void unsavedTextsAreJudgedInTheirTabs();
    void emptyAndMissingFolders();
    void anUnreadableFileSaysSo();
    void theFolderOpensOnceAndCloses();
    void foldersOpenByDialogDropAndArgument();
    void everyFileIsFixed();
    void nothingIsWrittenBeforeApply();
    void unchosenFilesStay();
    void whatChangedMeanwhileIsRefused();
    void readOnlyFilesSaySo();
    void aTabIsChangedInItsTab();
    void aTabThatWasTypedInMeanwhileIsRefused();
    void stoppedInTheMiddle();
    void theWindowWaitsForTheFileInHand();
    void selectedFilesAlone();
    void rivalsAreChosenOneAtATime();
    void everyPartHasAName();
    void theRealPolicies();

private:
    app::LibraryTab& openFolder(const QString& folder = {});
    app::LibraryFixing& fix(app::LibraryTab& tab);
    void apply(app::LibraryFixing& fixing);
    void settle();
    template <typename T> T* child(const QWidget& page, const char* name)
    {
        return page.findChild<T*>(QLatin1String(name));
    }
    [[nodiscard]] QAbstractItemModel& table(app::LibraryTab& tab)
    {
        return *child<ui::RowTree>(tab.page(), "libraryTable")->model();
    }
    [[nodiscard]] QString folder() const { return QString::fromStdString(m_folder->path("")); }
    [[nodiscard]] std::string content(const std::string& name) const
    {
        return files::Folder::contentOf(m_folder->path(name));
    }
    app::Document& openFile(const std::string& name);

    std::unique_ptr<files::Folder> m_folder;
    std::unique_ptr<HeldStore> m_store;
    std::unique_ptr<api::SecretStore> m_keyring;
    std::unique_ptr<app::Application> m_app;
};

void LibraryPageTest::init()
{
    m_folder = std::make_unique<files::Folder>();
    m_store = std::make_unique<HeldStore>();
    m_keyring = std::make_unique<api::SecretStore>();
    m_app = std::make_unique<app::Application>(tests::applicationStart(*m_store, *m_keyring));
    m_app->window().resize(1280, 800);
    m_app->window().show();
    QVERIFY(QTest::qWaitForWindowActive(&m_app->window()));
}

void LibraryPageTest::cleanup()
{
    m_store->mayGoOn = true;
    m_app.reset();
    m_folder.reset();
}

void LibraryPageTest::settle()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_app->isIdle(), 20000);
}

app::LibraryTab& LibraryPageTest::openFolder(const QString& path)
{
    m_app->library().open(path.isEmpty() ? folder() : path);
    settle();
    app::LibraryTab& tab = *m_app->library().shown();
    if (tab.page().findChild<QAbstractItemModelTester*>() == nullptr) {
        for (QAbstractItemModel* const model :
             {&table(tab), child<ui::RowTree>(tab.page(), "libraryProblems")->model(),
              static_cast<QAbstractItemModel*>(tab.page().findChild<ui::LibraryModel*>())})
            new QAbstractItemModelTester(
                model, QAbstractItemModelTester::FailureReportingMode::QtTest, &tab.page());
    }
    return tab;
}

app::LibraryFixing& LibraryPageTest::fix(app::LibraryTab& tab)
{
    m_app->window().actions().fixFiles->trigger();
    settle();
    return *tab.fixing();
}

void LibraryPageTest::apply(app::LibraryFixing& fixing)
{
    fixing.page().findChild<QAction*>(QStringLiteral("fixApply"))->trigger();
    settle();
}

app::Document& LibraryPageTest::openFile(const std::string& name)
{
    m_app->files().open({QString::fromStdString(m_folder->path(name))});
    settle();
    return *m_app->session().byPath(fs::path(m_folder->path(name)).lexically_normal().string());
}

void LibraryPageTest::filesOfTheFolderAreRows()
{
    fs::create_directories(m_folder->path("db"));
    m_folder->write("web.yaml", policyText("web", noMode));
    m_folder->write("db/mongo.yaml", policyText("mongo", audit + "  enabled: false\n"));
    m_folder->write("rules.yaml",
                    "apiVersion: spyderbat/v1\nkind: SpyderbatRuleset\nmetadata:\n"
                    "  name: rules\n  type: cluster\nspec:\n  rules: []\n");
    app::LibraryTab& tab = openFolder();
    QCOMPARE(
        rowsOf(table(tab)),
        (QStringList{
            QStringLiteral("db/mongo.yaml|mongo|Policy|container|mode audit|Disabled|no problems"),
            QStringLiteral("rules.yaml|rules|Ruleset|cluster|||no problems"),
            QStringLiteral("web.yaml|web|Policy|container|mode not stated|Enabled|1 error")}));
    QCOMPARE(tab.page().countsText(),
             QStringLiteral("2 policies · 1 other document · 1 with errors"));
    QVERIFY(m_app->window().windowTitle().startsWith(tab.name()));
}

void LibraryPageTest::severalDocumentsOpenBelowTheirFile()
{
    m_folder->write("two.yaml", policyText("one", audit) + "---\n" + policyText("two", noMode));
    app::LibraryTab& tab = openFolder();
    const QModelIndex file = table(tab).index(0, 0);
    QCOMPARE(rowsOf(table(tab)),
             QStringList{QStringLiteral(
                 "two.yaml|2 documents|Policy|container|mode mixed|Enabled|1 error")});
    QCOMPARE(
        rowsOf(table(tab), file),
        (QStringList{
            QStringLiteral("document 1|one|Policy|container|mode audit|Enabled|no problems"),
            QStringLiteral("document 2|two|Policy|container|mode not stated|Enabled|1 error")}));
    // Return on a document goes to its problem.
    auto* const tree = child<ui::RowTree>(tab.page(), "libraryTable");
    tree->expand(file);
    tree->setCurrentIndex(table(tab).index(1, 0, file));
    QTest::keyClick(tree, Qt::Key_Return);
    settle();
    app::Document* const document = m_app->session().current();
    QVERIFY(document != nullptr);
    const std::string bytes = document->bytes();
    QVERIFY(document->editor().cursorOffset() > bytes.find("---"));
}

void LibraryPageTest::otherFilesAreShownOnRequest()
{
    m_folder->write("web.yaml", policyText("web", audit));
    m_folder->write("deploy.yaml", deployment);
    m_folder->write("LICENSE", "text");
    m_folder->write("raw.json", std::string("{\"a\": \"\xff\xfe\"}"));
    m_folder->write("empty.yml", "");
    m_folder->write("secret.yaml",
                    "apiVersion: spyderbat/v1\nkind: APISecret\nmetadata: {name: a}\n"
                    "stringData: {apikey: hidden}\n");
    app::LibraryTab& tab = openFolder();
    auto* const others = child<QToolButton>(tab.page(), "libraryOthers");
    QCOMPARE(others->text(), QStringLiteral("5 other files"));
    QCOMPARE(table(tab).rowCount(), 1);
    others->click();
    QCOMPARE(rowsOf(table(tab)).mid(1),
             (QStringList{QStringLiteral("LICENSE|neither YAML nor JSON by its name|not ours||||"),
                          QStringLiteral("deploy.yaml|no Guardian document is in it|not ours||||"),
                          QStringLiteral("empty.yml|there is nothing in it|not ours||||"),
                          QStringLiteral("raw.json|no text in UTF-8|not ours||||"),
                          QStringLiteral("secret.yaml|contexts or keys of spyctl|not ours||||")}));
    // They stay behind ours, however it is sorted.
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        child<ui::RowTree>(tab.page(), "libraryTable")->sortByColumn(0, order);
        QVERIFY(rowsOf(table(tab)).front().startsWith(QStringLiteral("web.yaml")));
    }
}

void LibraryPageTest::theFilterAndOnlyProblems()
{
    m_folder->write("good.yaml", policyText("good", audit));
    m_folder->write("bad.yaml", policyText("bad", noMode));
    app::LibraryTab& tab = openFolder();
    auto* const only = child<QCheckBox>(tab.page(), "libraryOnlyProblems");
    only->click();
    QCOMPARE(table(tab).rowCount(), 1);
    QCOMPARE(child<QLabel>(tab.page(), "libraryCounts")->text(), QStringLiteral("1 of 2 files"));
    QTest::keyClicks(child<QLineEdit>(tab.page(), "libraryFilter"), QStringLiteral("good"));
    QCOMPARE(table(tab).rowCount(), 0);
    bool helped = false;
    for (QPushButton* const button : tab.page().findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Show all") && button->isVisible()) {
            button->click();
            helped = true;
        }
    }
    QVERIFY(helped);
    QCOMPARE(table(tab).rowCount(), 2);
    QVERIFY(!only->isChecked());
}

void LibraryPageTest::problemsOfTheSelectedFile()
{
    m_folder->write("bad.yaml", policyText("bad", noMode));
    m_folder->write("good.yaml", policyText("good", audit));
    app::LibraryTab& tab = openFolder();
    const auto* const list = child<ui::RowTree>(tab.page(), "libraryProblems");
    QCOMPARE(list->model()->rowCount(), 1);
    const auto cell
        = [list](int column) { return list->model()->index(0, column).data().toString(); };
    QCOMPARE(cell(0), QStringLiteral("Error"));
    QCOMPARE(cell(1), QStringLiteral("7:1"));
    QVERIFY(cell(2).contains(QStringLiteral("mode")));
    QCOMPARE(cell(4), QStringLiteral("add \"mode: audit\""));
    child<ui::RowTree>(tab.page(), "libraryTable")->setCurrentIndex(table(tab).index(1, 0));
    QCOMPARE(list->model()->rowCount(), 0);
}

void LibraryPageTest::returnOpensAtTheProblem()
{
    m_folder->write("bad.yaml", policyText("bad", noMode));
    app::LibraryTab& tab = openFolder();
    QTest::keyClick(child<ui::RowTree>(tab.page(), "libraryTable"), Qt::Key_Return);
    settle();
    app::Document* const document = m_app->session().current();
    QVERIFY(document != nullptr);
    QCOMPARE(document->editor().cursorOffset() >= document->bytes().find("spec:"), true);
    // And from the list below, when it is open already.
    document->editor().reveal({0, 0});
    m_app->window().showPage(&tab.page());
    settle();
    QTest::keyClick(child<ui::RowTree>(tab.page(), "libraryProblems"), Qt::Key_Down);
    QTest::keyClick(child<ui::RowTree>(tab.page(), "libraryProblems"), Qt::Key_Return);
    QCOMPARE(m_app->session().current(), document);
    QCOMPARE(document->editor().cursorOffset() >= document->bytes().find("spec:"), true);
}

void LibraryPageTest::theListFollowsTheDisk()
{
    m_folder->write("a.yaml", policyText("aaa", noMode));
    m_folder->write("b.yaml", policyText("bbb", noMode));
    app::LibraryTab& tab = openFolder();
    auto* const tree = child<ui::RowTree>(tab.page(), "libraryTable");
    tree->setCurrentIndex(table(tab).index(1, 0));
    m_folder->write("a.yaml", policyText("aaa", audit));
    m_folder->write("0.yaml", policyText("zero", audit));
    // As the window is activated.
    QEvent activated(QEvent::WindowActivate);
    QApplication::sendEvent(&m_app->window(), &activated);
    settle();
    QCOMPARE(table(tab).rowCount(), 3);
    QVERIFY(rowsOf(table(tab)).at(1).endsWith(QStringLiteral("no problems")));
    QCOMPARE(tree->currentIndex().data().toString(), QStringLiteral("b.yaml"));
    // A file gets a second document, and loses it again.
    for (const std::string& more : {"---\n" + policyText("more", audit), std::string()}) {
        m_folder->write("0.yaml", policyText("zero", audit) + more);
        m_app->library().open(folder());
        settle();
        QCOMPARE(table(tab).rowCount(table(tab).index(0, 0)), more.empty() ? 0 : 2);
        QCOMPARE(tree->currentIndex().data().toString(), QStringLiteral("b.yaml"));
    }
    // F5 reads all of it.
    fs::remove(m_folder->path("a.yaml"));
    QVERIFY(m_app->window().actions().reloadLibrary->isVisible());
    QTest::keyClick(tree, Qt::Key_F5);
    settle();
    QCOMPARE(table(tab).rowCount(), 2);
}

void LibraryPageTest::unsavedTextsAreJudgedInTheirTabs()
{
    m_folder->write("web.yaml", policyText("web", noMode));
    app::LibraryTab& tab = openFolder();
    app::Document& document = openFile("web.yaml");
    document.editor().replaceText(policyText("typed", audit));
    m_app->window().showPage(&tab.page());
    settle();
    QCOMPARE(rowsOf(table(tab)),
             QStringList{QStringLiteral("web.yaml, in a tab, not saved|typed|Policy|container|"
                                        "mode audit|Enabled|no problems")});
    document.editor().undo();
    m_app->library().open(folder());
    settle();
    QCOMPARE(rowsOf(table(tab)),
             QStringList{QStringLiteral("web.yaml, in a tab|web|Policy|container|"
                                        "mode not stated|Enabled|1 error")});
}

void LibraryPageTest::emptyAndMissingFolders()
{
    app::LibraryTab& tab = openFolder();
    auto* const state = tab.page().findChild<ui::StatePage*>();
    QVERIFY(state != nullptr);
    QCOMPARE(state->state(), ui::StatePage::State::Empty);
    QVERIFY(!m_app->window().actions().fixFiles->isEnabled());
    // Gone while it is shown, and gone from the start.
    m_folder->write("a.yaml", policyText("aaa", audit));
    tab.read(app::LibraryTab::Read::All);
    settle();
    QCOMPARE(state->state(), ui::StatePage::State::Content);
    fs::remove_all(m_folder->path(""));
    tab.read(app::LibraryTab::Read::All);
    settle();
    QCOMPARE(state->state(), ui::StatePage::State::Content); // the rows of before
    app::LibraryTab& missing = openFolder(folder() + QStringLiteral("missing"));
    QCOMPARE(missing.page().findChild<ui::StatePage*>()->state(), ui::StatePage::State::Failed);
}

void LibraryPageTest::anUnreadableFileSaysSo()
{
    if (::geteuid() == 0)
        QSKIP("root may read every file");
    m_folder->write("a.yaml", policyText("aaa", audit));
    fs::permissions(m_folder->path("a.yaml"), fs::perms::none);
    app::LibraryTab& tab = openFolder();
    QVERIFY(rowsOf(table(tab)).front().endsWith(QStringLiteral("not read")));
    QVERIFY(tab.page().countsText().contains(QStringLiteral("1 could not be read")));
}

void LibraryPageTest::theFolderOpensOnceAndCloses()
{
    m_folder->write("a.yaml", policyText("aaa", noMode));
    app::LibraryTab& tab = openFolder();
    QCOMPARE(&openFolder(folder() + QStringLiteral("./")), &tab);
    QCOMPARE(m_app->libraryFolder(), QString::fromStdString(tab.folder()));
    fix(tab);
    m_app->window().actions().closeTab->trigger(); // the page of the fixes
    QCOMPARE(m_app->library().shown(), &tab);
    QVERIFY(tab.fixing() == nullptr);
    m_app->window().actions().closeTab->trigger();
    QVERIFY(m_app->library().shown() == nullptr);
    QVERIFY(!m_app->library().isShown());
    QVERIFY(!m_app->window().actions().reloadLibrary->isVisible());
}

void LibraryPageTest::foldersOpenByDialogDropAndArgument()
{
    m_folder->write("a.yaml", policyText("aaa", noMode));
    m_app->open({m_folder->path("")});
    settle();
    QVERIFY(m_app->library().shown() != nullptr);
    m_app->library().closeShown();
    QMimeData dropped;
    dropped.setUrls({QUrl::fromLocalFile(folder())});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &dropped, Qt::LeftButton, {});
    QApplication::sendEvent(&m_app->window(), &enter);
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&m_app->window(), &drop);
    settle();
    QVERIFY(m_app->library().shown() != nullptr);
    m_app->library().closeShown();
    m_app->window().actions().openFolder->trigger();
    auto* const dialog
        = m_app->window().findChild<QFileDialog*>(QStringLiteral("openFolderDialog"));
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->fileMode(), QFileDialog::Directory);
    Q_EMIT dialog->fileSelected(folder());
    dialog->close();
    settle();
    QVERIFY(m_app->library().shown() != nullptr);
}

void LibraryPageTest::everyFileIsFixed()
{
    m_folder->write("a.yaml", policyText("aaa", noMode));
    m_folder->write("b.yaml", policyText("bbb", noMode) + "---\n" + policyText("ccc", noMode));
    m_folder->write("good.yaml", policyText("good", audit));
    m_folder->write("deploy.yaml", deployment);
    m_folder->write("notes.txt", "mode\n");
    const std::string listing = m_folder->listing();
    const auto untouched = fs::last_write_time(m_folder->path("good.yaml"));
    app::LibraryTab& tab = openFolder();
    app::LibraryFixing& fixing = fix(tab);
    const auto* const fixes = child<ui::RowTree>(fixing.page(), "fixList");
    QCOMPARE(fixes->model()->rowCount(), 1);
    QCOMPARE(fixes->model()->index(0, 0).data().toString(), QStringLiteral("Add \"mode: audit\""));
    QCOMPARE(fixes->model()->index(0, 2).data().toString(), QStringLiteral("2"));
    QCOMPARE(fixes->model()->index(0, 3).data().toString(), QStringLiteral("3"));
    QCOMPARE(resultsOf(fixing.page()),
             (QStringList{QStringLiteral("a.yaml: then no problems"),
                          QStringLiteral("b.yaml: then no problems")}));
    QCOMPARE(child<ui::UnifiedView>(fixing.page(), "fixDiff")->changeCount(), 1);
    apply(fixing);
    QCOMPARE(resultsOf(fixing.page()),
             (QStringList{QStringLiteral("a.yaml: written"), QStringLiteral("b.yaml: written")}));
    QCOMPARE(content("a.yaml"), policyText("aaa", audit));
    QCOMPARE(content("b.yaml"), policyText("bbb", audit) + "---\n" + policyText("ccc", audit));
    QCOMPARE(content("deploy.yaml"), deployment);
    QCOMPARE(content("notes.txt"), std::string("mode\n"));
    QCOMPARE(m_folder->listing(), listing);
    QVERIFY(fs::last_write_time(m_folder->path("good.yaml")) == untouched);
    // The list knows it already.
    QCOMPARE(tab.page().countsText(), QStringLiteral("4 policies · no problems"));
}

void LibraryPageTest::nothingIsWrittenBeforeApply()
{
    m_folder->write("a.yaml", policyText("aaa", noMode));
    app::LibraryTab& tab = openFolder();
    app::LibraryFixing& fixing = fix(tab);
    QTest::keyClick(&fixing.page(), Qt::Key_Escape);
    QTRY_VERIFY(tab.fixing() == nullptr);
    QCOMPARE(m_app->library().shown(), &tab);
    QCOMPARE(content("a.yaml"), policyText("aaa", noMode));
    QCOMPARE(m_store->saves.load(), 0);
}

void LibraryPageTest::unchosenFilesStay()
{
    m_folder->write("a.yaml", policyText("aaa", noMode));
    m_folder->write("b.yaml", policyText("bbb", noMode));
    app::LibraryFixing& fixing = fix(openFolder());
    QAbstractItemModel& files = *child<ui::RowTree>(fixing.page(), "fixFiles")->model();
    QVERIFY(files.setData(files.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    auto* const apply = fixing.page().findChild<QAction*>(QStringLiteral("fixApply"));
    QCOMPARE(apply->text(), QStringLiteral("Apply to 1 file"));
    this->apply(fixing);
    QCOMPARE(content("a.yaml"), policyText("aaa", noMode));
    QCOMPARE(content("b.yaml"), policyText("bbb", audit));
    // Without a fix there is nothing to apply.
    app::LibraryFixing& again = fix(*[this] {
        m_app->library().closeShown();
        return m_app->library().shown();
    }());
    QAbstractItemModel& fixes = *child<ui::RowTree>(again.page(), "fixList")->model();
    QVERIFY(fixes.setData(fixes.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    settle();
    QVERIFY(!again.page().findChild<QAction*>(QStringLiteral("fixApply"))->isEnabled());
}

void LibraryPageTest::whatChangedMeanwhileIsRefused()
{
    m_folder->write("a.yaml", policyText("aaa", noMode));
    m_folder->write("b.yaml", policyText("bbb", noMode));
    m_folder->write("c.yaml", policyText("ccc", noMode));
    app::LibraryFixing& fixing = fix(openFolder());
    const std::string theirs = policyText("aaa", noMode) + "# theirs\n";
    m_folder->write("a.yaml", theirs);
    fs::remove(m_folder->path("c.yaml"));
    apply(fixing);
    const QStringList results = resultsOf(fixing.page());
    QVERIFY2(results.at(0).startsWith(QStringLiteral("a.yaml: not changed: another program")),
             qPrintable(results.at(0)));
    QCOMPARE(results.at(1), QStringLiteral("b.yaml: written"));
    QVERIFY(results.at(2).startsWith(QStringLiteral("c.yaml: not changed:")));
    QCOMPARE(content("a.yaml"), theirs);
    QVERIFY(!fs::exists(m_folder->path("c.yaml")));
    QCOMPARE(child<QLabel>(fixing.page(), "fixSentence")->text(),
             QStringLiteral("1 file written · 2 not changed"));
}

void LibraryPageTest::readOnlyFilesSaySo()
{
    m_folder->write("a.yaml", policyText("aaa", noMode));
    QCOMPARE(::chmod(m_folder->path("a.yaml").c_str(), 0444), 0);
    app::LibraryFixing& fixing = fix(openFolder());
    apply(fixing);
    QVERIFY(resultsOf(fixing.page()).front().contains(QStringLiteral("read-only")));
    QCOMPARE(content("a.yaml"), policyText("aaa", noMode));
}

void LibraryPageTest::aTabIsChangedInItsTab()
{
    m_folder->write("a.yaml", policyText("aaa", noMode));
    m_folder->write("b.yaml", policyText("bbb", noMode));
    app::LibraryTab& tab = openFolder();
    app::Document& document = openFile("a.yaml");
    const std::string typed = "# typed\n" + policyText("aaa", noMode);
    document.editor().replaceText(typed);
    m_app->window().showPage(&tab.page());
    settle();
    app::LibraryFixing& fixing = fix(tab);
    QCOMPARE(resultsOf(fixing.page()).front(),
             QStringLiteral("a.yaml: open in a tab: changed there, not saved · then no problems"));
    apply(fixing);
    QCOMPARE(resultsOf(fixing.page()).front(),
             QStringLiteral("a.yaml: changed in its tab, not saved"));
    QCOMPARE(document.bytes(), "# typed\n" + policyText("aaa", audit));
    QCOMPARE(content("a.yaml"), policyText("aaa", noMode));
    QCOMPARE(content("b.yaml"), policyText("bbb", audit));
    document.editor().undo(); // one step
    QCOMPARE(document.bytes(), typed);
    QVERIFY(document.isModified());
}

void LibraryPageTest::aTabThatWasTypedInMeanwhileIsRefused()
{
    m_folder->write("a.yaml", policyText("aaa", noMode));
    m_folder->write("b.yaml", policyText("bbb", noMode));
    m_folder->write("c.yaml", policyText("ccc", noMode));
    app::LibraryTab& tab = openFolder();
    app::Document& typed = openFile("a.yaml");
    app::Document& closed = openFile("b.yaml");
    m_app->window().showPage(&tab.page());
    settle();
    app::LibraryFixing& fixing = fix(tab);
    typed.editor().replaceText("# typed\n" + policyText("aaa", noMode));
    m_app->session().close(closed);
    static_cast<void>(openFile("c.yaml"));
    apply(fixing);
    const QStringList results = resultsOf(fixing.page());
    QVERIFY(results.at(0).contains(QStringLiteral("changed in its tab meanwhile")));
    QVERIFY(results.at(1).contains(QStringLiteral("closed meanwhile")));
    QVERIFY(results.at(2).contains(QStringLiteral("opened in a tab meanwhile")));
    QCOMPARE(typed.bytes(), "# typed\n" + policyText("aaa", noMode));
    for (const char* const name : {"a", "b", "c"})
        QVERIFY(content(std::string(name) + ".yaml").find("mode") == std::string::npos);
}

void LibraryPageTest::stoppedInTheMiddle()
{
    for (int at = 0; at < 6; ++at)
        m_folder->write(std::to_string(at) + ".yaml",
                        policyText("policy" + std::to_string(at), noMode));
    app::LibraryTab& tab = openFolder();
    app::LibraryFixing& fixing = fix(tab);
    m_store->hold = true;
    fixing.page().findChild<QAction*>(QStringLiteral("fixApply"))->trigger();
    QTRY_COMPARE(m_store->saves.load(), 2);
    // The page cannot be closed under it, it stops.
    m_app->library().closeShown();
    QVERIFY(tab.fixing() == &fixing);
    m_store->mayGoOn = true;
    settle();
    int written = 0;
    for (int at = 0; at < 6; ++at) {
        const std::string name = "policy" + std::to_string(at);
        const std::string now = content(std::to_string(at) + ".yaml");
        const bool fixed = now == policyText(name, audit);
        QVERIFY(fixed || now == policyText(name, noMode));
        written += fixed ? 1 : 0;
        QCOMPARE(resultsOf(fixing.page()).at(at),
                 QStringLiteral("%1.yaml: %2")
                     .arg(at)
                     .arg(fixed ? QStringLiteral("written")
                                : QStringLiteral("not changed: cancelled before")));
    }
    QCOMPARE(written, 3); // the one in hand was written to its end
    QCOMPARE(tab.page().countsText(), QStringLiteral("6 policies · 3 with errors"));
}

void LibraryPageTest::theWindowWaitsForTheFileInHand()
{
    for (int at = 0; at < 5; ++at)
        m_folder->write(std::to_string(at) + ".yaml",
                        policyText("policy" + std::to_string(at), noMode));
    app::LibraryFixing& fixing = fix(openFolder());
    m_store->hold = true;
    fixing.page().findChild<QAction*>(QStringLiteral("fixApply"))->trigger();
    QTRY_COMPARE(m_store->saves.load(), 2);
    m_app->window().close();
    QVERIFY(m_app->window().isVisible());
    m_store->mayGoOn = true;
    QTRY_VERIFY(!m_app->window().isVisible());
    QCOMPARE(content("2.yaml"), policyText("policy2", audit));
    QCOMPARE(content("4.yaml"), policyText("policy4", noMode));
}

void LibraryPageTest::selectedFilesAlone()
{
    for (const char* const name : {"aaa", "bbb", "ccc"})
        m_folder->write(std::string(name) + ".yaml", policyText(name, noMode));
    app::LibraryTab& tab = openFolder();
    auto* const tree = child<ui::RowTree>(tab.page(), "libraryTable");
    QAction* const action = m_app->window().actions().fixFiles;
    QCOMPARE(action->text(), QStringLiteral("Fix in all &files…"));
    QTest::keyClick(tree, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(action->text(), QStringLiteral("Fix in 2 &files…"));
    apply(fix(tab));
    QCOMPARE(content("aaa.yaml"), policyText("aaa", audit));
    QCOMPARE(content("bbb.yaml"), policyText("bbb", audit));
    QCOMPARE(content("ccc.yaml"), policyText("ccc", noMode));
}

void LibraryPageTest::rivalsAreChosenOneAtATime()
{
    m_folder->write("a.yaml",
                    "<<<<<<< ours\n" + policyText("ours", audit) + "=======\n"
                        + policyText("theirs", audit) + ">>>>>>> theirs\n");
    app::LibraryFixing& fixing = fix(openFolder());
    QAbstractItemModel& fixes = *child<ui::RowTree>(fixing.page(), "fixList")->model();
    QVERIFY(fixes.rowCount() > 1);
    // Nothing that takes something away is chosen for a person.
    QVERIFY(fixing.page().chosen().empty());
    for (int row = 0; row < fixes.rowCount(); ++row) {
        QVERIFY(fixes.setData(fixes.index(row, 0), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(fixing.page().chosen().size(), std::size_t{1});
        settle();
    }
    apply(fixing);
    QVERIFY(content("a.yaml").find("=======") == std::string::npos);
}

void LibraryPageTest::everyPartHasAName()
{
    m_folder->write("a.yaml", policyText("aaa", noMode));
    m_folder->write("LICENSE", "text");
    app::LibraryTab& tab = openFolder();
    QCOMPARE(tests::namelessIn(tab.page()), QStringList());
    app::LibraryFixing& fixing = fix(tab);
    QCOMPARE(tests::namelessIn(fixing.page()), QStringList());
    // F6 goes round the parts of both pages.
    for (int step = 0; step < 3; ++step) {
        const QWidget* const before = QApplication::focusWidget();
        m_app->window().actions().nextPane->trigger();
        QVERIFY(QApplication::focusWidget() != before);
        QVERIFY(fixing.page().isAncestorOf(QApplication::focusWidget()));
    }
}

void LibraryPageTest::theRealPolicies()
{
    const fs::path recorded = fs::path(CONFORMANCE_DIR) / "policies";
    if (!fs::exists(recorded))
        QSKIP("the recorded policies are not on this machine");
    int policies = 0;
    for (const auto& entry : fs::directory_iterator(recorded)) {
        m_folder->write(entry.path().filename().string(),
                        files::Folder::contentOf(entry.path().string()));
        policies += entry.path().extension() == ".yaml" ? 1 : 0;
    }
    app::LibraryTab& tab = openFolder();
    QCOMPARE(tab.page().countsText(), QStringLiteral("%1 policies · %1 with errors").arg(policies));
    apply(fix(tab));
    QCOMPARE(tab.page().countsText(), QStringLiteral("%1 policies · no problems").arg(policies));
}

QTEST_MAIN(LibraryPageTest)
#include "library_page_test.moc"
