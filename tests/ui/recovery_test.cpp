// A window that ended in the middle: what was typed is offered with what it changes in its file,
// opened as text that is not saved, and gone once it is saved, thrown away or the window is closed.

#include "app/policywright/file_controller.h"
#include "app/policywright/library_controller.h"
#include "app/policywright/recovery_controller.h"
#include "core/files/recovery_folder.h"
#include "tests/core/files/folder.h"
#include "tests/ui/application_setup.h"
#include "ui/common/line_model.h"
#include "ui/common/row_tree.h"
#include "ui/diff/unified_view.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_page.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

#include <filesystem>
#include <map>

using namespace pw;
using files::Folder;
namespace fs = std::filesystem;

namespace {

const std::string webPolicy
    = "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata:\n  name: web\n";
const QByteArray bom = "\xEF\xBB\xBF";

} // namespace

class RecoveryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { app::prepareProcess(); }
    void init();
    void cleanup();
    void typedTextIsOnTheDiskWithinASecond_data();
    void typedTextIsOnTheDiskWithinASecond();
    void manyChangesAtOnce();
    void savingAndUndoingLeaveNothing();
    void aClosedWindowLeavesNothing();
    void theTabsComeBack();
    void aSecondWindowBeginsEmpty();
    void whatIsOfferedAfterACrash();
    void restoredTextIsNotSavedAndUndoGoesBack();
    void whatIsNotTickedIsOfferedAgain();
    void discardingIsAsked();
    void notNowOffersAgain();
    void aFileThatIsGoneOrChanged();
    void savedAtTheVeryEndIsNotOffered();
    void aDiskThatTakesNothing();

private:
    void start(const app::OpenTabs& tabs = {});
    [[nodiscard]] app::Document& open(const std::string& path);
    [[nodiscard]] app::Document& openAndType(const std::string& path, const QString& typed);
    void type(app::Document& document, const QString& typed);
    [[nodiscard]] std::vector<fs::path> journals() const;
    /// What stands in them, sorted.
    [[nodiscard]] std::vector<std::string> kept() const;
    /// How many texts each window keeps on the disk that keeps any.
    [[nodiscard]] std::vector<std::size_t> windowsThatKeep() const;
    /// The window ends as by SIGKILL: another one finds what it had on the disk.
    void crashAndStart();
    /// What is on the disk now stands in `root()` once the window is gone.
    void crash();
    [[nodiscard]] QDialog* dialog() const;
    [[nodiscard]] QStringList offered() const;
    void press(const char* button);
    void answer(const char* box, const char* button);
    [[nodiscard]] std::string root() const { return m_folder->path("recovery"); }

    files::DiskFileStore m_store;
    api::SecretStore m_keyring;
    std::unique_ptr<Folder> m_folder;
    std::unique_ptr<app::Application> m_application;
};

void RecoveryTest::init()
{
    m_folder = std::make_unique<Folder>();
    start();
}

void RecoveryTest::cleanup()
{
    m_application.reset();
    m_folder.reset();
}

void RecoveryTest::start(const app::OpenTabs& tabs)
{
    app::ApplicationStart how = tests::applicationStart(m_store, m_keyring);
    how.recoveryFolder = root();
    m_application = std::make_unique<app::Application>(how);
    m_application->window().resize(1300, 800);
    m_application->window().show();
    m_application->window().activateWindow();
    m_application->restore(tabs);
    m_application->open({});
    QTRY_VERIFY(m_application->isIdle());
}

app::Document& RecoveryTest::open(const std::string& path)
{
    m_application->files().open({QString::fromStdString(path)});
    const bool there = QTest::qWaitFor([&] {
        return m_application->session().byPath(path) != nullptr && m_application->isIdle();
    });
    Q_ASSERT(there);
    return *m_application->session().byPath(path);
}

void RecoveryTest::type(app::Document& document, const QString& typed)
{
    document.editor().setFocus();
    for (const QChar sign : typed) {
        if (sign == u'\n')
            QTest::keyClick(document.editor().viewport(), Qt::Key_Return);
        else
            QTest::keyClicks(document.editor().viewport(), sign);
    }
}

app::Document& RecoveryTest::openAndType(const std::string& path, const QString& typed)
{
    app::Document& document = open(path);
    document.editor().setCursorPosition(0, 0);
    type(document, typed);
    return document;
}

std::vector<fs::path> RecoveryTest::journals() const
{
    std::vector<fs::path> out;
    std::error_code failed;
    for (const auto& entry : fs::recursive_directory_iterator(root(), failed)) {
        if (entry.path().extension() == ".journal")
            out.push_back(entry.path());
    }
    return out;
}

std::vector<std::string> RecoveryTest::kept() const
{
    std::vector<std::string> out;
    for (const fs::path& path : journals()) {
        const auto text = files::readJournal(Folder::contentOf(path.string()));
        out.push_back(text ? text->text : text.error().code);
    }
    std::ranges::sort(out);
    return out;
}

std::vector<std::size_t> RecoveryTest::windowsThatKeep() const
{
    std::map<fs::path, std::size_t> texts;
    for (const fs::path& path : journals())
        ++texts[path.parent_path()];
    std::vector<std::size_t> out;
    for (const auto& [window, count] : texts)
        out.push_back(count);
    return out;
}

void RecoveryTest::crash()
{
    const std::string copy = m_folder->path("copy");
    std::error_code failed;
    do { // a file may have taken its name while the folder was read
        fs::remove_all(copy);
        fs::copy(root(), copy, fs::copy_options::recursive, failed);
    } while (failed);
    while (!m_application->session().documents().empty())
        m_application->session().close(*m_application->session().documents().front());
    m_application.reset();
    fs::remove_all(root());
    fs::rename(copy, root());
}

void RecoveryTest::crashAndStart()
{
    crash();
    start();
}

QDialog* RecoveryTest::dialog() const
{
    return m_application->window().findChild<QDialog*>(QStringLiteral("recoveryDialog"));
}

QStringList RecoveryTest::offered() const
{
    QStringList out;
    const auto* const list = dialog()->findChild<ui::RowTree*>(QStringLiteral("recoveryTexts"));
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < 3; ++column)
            cells += list->model()->index(row, column).data().toString();
        out += cells.join(QStringLiteral(" | "));
    }
    out.sort();
    return out;
}

void RecoveryTest::press(const char* button)
{
    auto* const found = dialog()->findChild<QPushButton*>(QLatin1String(button));
    QVERIFY(found != nullptr && found->isEnabled());
    QTest::mouseClick(found, Qt::LeftButton);
}

void RecoveryTest::answer(const char* box, const char* button)
{
    const auto find = [box] {
        for (QWidget* const widget : QApplication::topLevelWidgets()) {
            if (widget->objectName() == QLatin1String(box) && widget->isVisible())
                return widget;
        }
        return static_cast<QWidget*>(nullptr);
    };
    QTRY_VERIFY(find() != nullptr);
    QTest::mouseClick(find()->findChild<QAbstractButton*>(QLatin1String(button)), Qt::LeftButton);
}

void RecoveryTest::typedTextIsOnTheDiskWithinASecond_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray web = QByteArray::fromStdString(webPolicy);
    QTest::newRow("plain") << web << "# one" + web;
    QTest::newRow("CRLF") << QByteArray(web).replace("\n", "\r\n")
                          << "# one" + QByteArray(web).replace("\n", "\r\n");
    QTest::newRow("byte order mark") << bom + web << bom + "# one" + web;
    QTest::newRow("not ASCII") << "# \xC3\xA4\n" + web << "# one# \xC3\xA4\n" + web;
}

void RecoveryTest::typedTextIsOnTheDiskWithinASecond()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    const std::string path = m_folder->write("web.yaml", before.toStdString());
    app::Document& document = openAndType(path, QStringLiteral("# o"));
    QTRY_COMPARE_WITH_TIMEOUT(kept().size(), std::size_t{1}, 1000);
    // What is typed later is added to what is kept.
    type(document, QStringLiteral("nx"));
    QTest::keyClick(document.editor().viewport(), Qt::Key_Backspace);
    type(document, QStringLiteral("e"));
    QTRY_COMPARE_WITH_TIMEOUT(kept().front(), after.toStdString(), 1000);
    QCOMPARE(Folder::contentOf(path), before.toStdString());
}

void RecoveryTest::manyChangesAtOnce()
{
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += "# a line of it\n";
    app::Document& document = openAndType(m_folder->write("long.yaml", text), QStringLiteral("#"));
    QTRY_COMPARE_WITH_TIMEOUT(kept().size(), std::size_t{1}, 1000);
    text::TextEdits edits;
    for (std::uint32_t i = 0; i < 3000; ++i)
        edits.replace({1 + i * 15, 2 + i * 15}, "//");
    QVERIFY(document.editor().applyEdits(edits, document.revision()));
    QTRY_VERIFY_WITH_TIMEOUT(kept().front() == document.bytes(), 1000);
    document.editor().undo();
    type(document, QStringLiteral("x"));
    QTRY_VERIFY_WITH_TIMEOUT(kept().front() == document.bytes(), 1000);
}

void RecoveryTest::savingAndUndoingLeaveNothing()
{
    const std::string path = m_folder->write("web.yaml", webPolicy);
    app::Document& document = openAndType(path, QStringLiteral("# x"));
    QTRY_COMPARE(kept().size(), std::size_t{1});
    m_application->files().save(document);
    QTRY_VERIFY(!document.isModified() && kept().empty());
    type(document, QStringLiteral("y"));
    QTRY_COMPARE(kept().size(), std::size_t{1});
    document.editor().undo();
    QTRY_VERIFY(kept().empty());
    type(document, QStringLiteral("z"));
    QTRY_COMPARE(kept(), std::vector<std::string>{"# xz" + webPolicy});
    m_application->session().close(document);
    QTRY_VERIFY(kept().empty());
}

void RecoveryTest::aClosedWindowLeavesNothing()
{
    (void)openAndType(m_folder->write("web.yaml", webPolicy), QStringLiteral("# x"));
    QTRY_COMPARE(kept().size(), std::size_t{1});
    m_application.reset();
    QVERIFY(fs::is_empty(root()));
}

void RecoveryTest::theTabsComeBack()
{
    std::string text = webPolicy;
    for (int i = 0; i < 200; ++i)
        text += "# line\n";
    const std::string first = m_folder->write("first.yaml", text);
    const std::string second = m_folder->write("second.yaml", webPolicy);
    app::Document& document = open(first);
    (void)open(second);
    m_application->session().setCurrent(&document);
    document.page().showView(ui::PolicyPage::View::Both);
    document.editor().lookFrom(200, 20);
    m_application->library().open(QString::fromStdString(m_folder->path("")));
    m_application->session().setCurrent(&document);
    const app::OpenTabs tabs = m_application->tabs();
    QCOMPARE(tabs.folders.size(), std::size_t{1});
    QCOMPARE(app::OpenTabs::read(tabs.json()), tabs);
    QVERIFY(app::OpenTabs::read("{\"tabs\": [3, {\"path\": \"relative\"}]}").tabs.empty());
    m_application.reset();
    fs::remove(second);

    start(tabs);
    QTRY_COMPARE(m_application->session().documents().size(), std::size_t{1});
    const app::Document* const again = m_application->session().current();
    QVERIFY(again != nullptr);
    QCOMPARE(again->path(), first);
    QCOMPARE(again->page().view(), ui::PolicyPage::View::Both);
    QCOMPARE(again->editor().cursorOffset(), text::ByteOffset{200});
    QCOMPARE(again->editor().topLine(), 20);
    QCOMPARE(m_application->library().folders(), tabs.folders);
    // No box is in the way: what is gone is said in the status line.
    QVERIFY(QApplication::activeModalWidget() == nullptr);
}

void RecoveryTest::aSecondWindowBeginsEmpty()
{
    const std::string path = m_folder->write("web.yaml", webPolicy);
    (void)openAndType(path, QStringLiteral("# x"));
    QTRY_COMPARE(kept().size(), std::size_t{1});
    const auto first = std::move(m_application);
    start(app::OpenTabs::of(first->session()));
    QVERIFY(m_application->session().documents().empty());
    QVERIFY(dialog() == nullptr);
    QCOMPARE(kept().size(), std::size_t{1});
    first->session().close(*first->session().documents().front());
}

void RecoveryTest::whatIsOfferedAfterACrash()
{
    (void)openAndType(m_folder->write("web.yaml", webPolicy), QStringLiteral("# x\n"));
    m_application->session().add(text::SourceText(), QStringLiteral("new policy"));
    type(*m_application->session().current(), QStringLiteral("a: 1\nb: 2"));
    m_application->session().add(text::SourceText(), QStringLiteral("nothing"));
    QTRY_COMPARE(kept().size(), std::size_t{3});
    crashAndStart();
    QTRY_VERIFY(dialog() != nullptr);
    QCOMPARE(offered(),
             (QStringList{QStringLiteral("new policy | never saved | +2 −0 lines"),
                          QStringLiteral("web.yaml | differs from its file | +1 −0 lines")}));
    auto* const list = dialog()->findChild<ui::RowTree*>(QStringLiteral("recoveryTexts"));
    const auto* const diff = dialog()->findChild<ui::UnifiedView*>(QStringLiteral("recoveryDiff"));
    for (int row = 0; row < 2; ++row) {
        list->setCurrentIndex(list->model()->index(row, 0));
        QCOMPARE(diff->changeCount(), 1);
    }
}

void RecoveryTest::restoredTextIsNotSavedAndUndoGoesBack()
{
    const std::string path = m_folder->write("web.yaml", webPolicy);
    (void)openAndType(path, QStringLiteral("# x"));
    m_application->session().add(text::SourceText(), QStringLiteral("new policy"));
    type(*m_application->session().current(), QStringLiteral("a: 1"));
    QTRY_COMPARE(kept().size(), std::size_t{2});
    crashAndStart();
    QTRY_VERIFY(dialog() != nullptr);
    const std::vector<fs::path> left = journals();
    press("recoveryRestore");
    QTRY_VERIFY(dialog() == nullptr);
    const app::Session& session = m_application->session();
    QCOMPARE(session.modified().size(), std::size_t{2});
    app::Document* const document = session.byPath(path);
    QVERIFY(document != nullptr);
    QCOMPARE(document->bytes(), "# x" + webPolicy);
    QCOMPARE(Folder::contentOf(path), webPolicy);
    document->editor().undo();
    QCOMPARE(document->bytes(), webPolicy);
    QVERIFY(!document->isModified());
    document->editor().redo();
    // They are kept here now, and what the other window left is gone.
    QTRY_VERIFY(
        std::ranges::none_of(left, [](const fs::path& journal) { return fs::exists(journal); }));
    QTRY_COMPARE(kept(), (std::vector<std::string>{"# x" + webPolicy, "a: 1"}));
}

void RecoveryTest::whatIsNotTickedIsOfferedAgain()
{
    (void)openAndType(m_folder->write("a.yaml", webPolicy), QStringLiteral("# a"));
    (void)openAndType(m_folder->write("b.yaml", webPolicy), QStringLiteral("# b"));
    QTRY_COMPARE(kept().size(), std::size_t{2});
    crashAndStart();
    QTRY_VERIFY(dialog() != nullptr);
    auto* const list = dialog()->findChild<ui::RowTree*>(QStringLiteral("recoveryTexts"));
    list->setFocus();
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Space);
    const auto* const button = dialog()->findChild<QPushButton*>(QStringLiteral("recoveryRestore"));
    QCOMPARE(button->text(), QStringLiteral("&Restore 1 of 2"));
    press("recoveryRestore");
    QTRY_COMPARE(offered().size(), 1);
    QCOMPARE(m_application->session().modified().size(), std::size_t{1});
    dialog()->reject();
    // One is kept here by now, and gone from where it was; the other one is still there.
    QTRY_COMPARE(windowsThatKeep(), (std::vector<std::size_t>{1, 1}));
    crashAndStart();
    QTRY_VERIFY(dialog() != nullptr);
    QCOMPARE(offered().size(), 2);
}

void RecoveryTest::discardingIsAsked()
{
    (void)openAndType(m_folder->write("a.yaml", webPolicy), QStringLiteral("# a"));
    QTRY_COMPARE(kept().size(), std::size_t{1});
    crashAndStart();
    QTRY_VERIFY(dialog() != nullptr);
    press("recoveryDiscard");
    answer("discardQuestion", "cancel");
    QVERIFY(dialog() != nullptr);
    QCOMPARE(kept().size(), std::size_t{1});
    press("recoveryDiscard");
    answer("discardQuestion", "discard");
    QTRY_VERIFY(dialog() == nullptr);
    QTRY_VERIFY(kept().empty());
    QVERIFY(m_application->session().modified().empty());
}

void RecoveryTest::notNowOffersAgain()
{
    (void)openAndType(m_folder->write("a.yaml", webPolicy), QStringLiteral("# a"));
    QTRY_COMPARE(kept().size(), std::size_t{1});
    crashAndStart();
    QTRY_VERIFY(dialog() != nullptr);
    press("recoveryLater");
    QTRY_VERIFY(dialog() == nullptr);
    m_application.reset();
    start();
    QTRY_VERIFY(dialog() != nullptr);
    QCOMPARE(offered().size(), 1);
}

void RecoveryTest::aFileThatIsGoneOrChanged()
{
    const std::string gone = m_folder->write("gone.yaml", webPolicy);
    const std::string changed = m_folder->write("changed.yaml", webPolicy);
    (void)openAndType(gone, QStringLiteral("# g"));
    (void)openAndType(changed, QStringLiteral("# c"));
    QTRY_COMPARE(kept().size(), std::size_t{2});
    crash();
    fs::remove(gone);
    m_folder->write("changed.yaml", webPolicy + "# by somebody else\n");
    start();
    QTRY_VERIFY(dialog() != nullptr);
    QCOMPARE(offered(),
             (QStringList{QStringLiteral("changed.yaml | its file was changed since | +1 −2 lines"),
                          QStringLiteral("gone.yaml | its file is gone | +4 −0 lines")}));
    press("recoveryRestore");
    QTRY_VERIFY(dialog() == nullptr);
    app::Document* const document = m_application->session().byPath(gone);
    QVERIFY(document != nullptr && document->isModified());
    m_application->files().save(*document);
    QTRY_COMPARE(Folder::contentOf(gone), "# g" + webPolicy);
    QCOMPARE(Folder::contentOf(changed), webPolicy + "# by somebody else\n");
}

void RecoveryTest::savedAtTheVeryEndIsNotOffered()
{
    const std::string path = m_folder->write("a.yaml", webPolicy);
    (void)openAndType(path, QStringLiteral("# a"));
    QTRY_COMPARE(kept().size(), std::size_t{1});
    crash();
    m_folder->write("a.yaml", "# a" + webPolicy);
    start();
    QVERIFY(dialog() == nullptr);
    QTRY_VERIFY(kept().empty());
}

void RecoveryTest::aDiskThatTakesNothing()
{
    m_application.reset();
    m_folder->write("state", "a file where a folder belongs");
    app::ApplicationStart how = tests::applicationStart(m_store, m_keyring);
    how.recoveryFolder = m_folder->path("state/recovery");
    m_application = std::make_unique<app::Application>(how);
    QStringList messages;
    connect(&m_application->recovery(), &app::RecoveryController::messageRequested, this,
            [&messages](const QString& message) { messages += message; });
    m_application->window().show();
    m_application->restore({});
    m_application->open({});
    QTRY_VERIFY(m_application->isIdle());
    QCOMPARE(messages.size(), 1);
    QVERIFY(messages.front().startsWith(QStringLiteral("What you type would be lost in a crash")));
    (void)openAndType(m_folder->write("a.yaml", webPolicy), QStringLiteral("# a"));
    m_application->session().close(*m_application->session().documents().front());
}

QTEST_MAIN(RecoveryTest)
#include "recovery_test.moc"
