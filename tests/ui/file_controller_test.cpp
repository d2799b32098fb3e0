// Opening, saving, changes by other programs, closing and quitting, with disks that fail: what is
// seen, what is in the file, what is in the tab.

#include "app/policywright/file_controller.h"

#include "app/policywright/session.h"
#include "tests/core/files/folder.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_page.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace pw;
namespace fs = std::filesystem;

namespace {

const std::string webPolicy
    = "apiVersion: spyderbat/v1\nkind: SpyderbatPolicy\nmetadata:\n  name: web\n";
const std::string fingerprint = "apiVersion: spyderbat/v1\nkind: SpyderbatFingerprint\n"
                                "metadata:\n  type: container\nspec: {}\n";

/// What goes wrong on the disk just now.
struct Faults
{
    std::atomic<int> create = 0; ///< errno of every new file
    std::atomic<int> write = 0;
    std::atomic<int> chown = 0;
    std::atomic<int> access = 0;
    std::atomic<bool> hold = false; ///< syncing waits
};

files::SystemCalls callsWith(Faults& faults)
{
    files::SystemCalls calls = files::SystemCalls::real();
    const auto fails = [](const std::atomic<int>& error) {
        errno = error;
        return error != 0;
    };
    calls.open = [=, &faults, real = calls.open](const char* path, int flags, mode_t mode) {
        return (flags & O_CREAT) != 0 && fails(faults.create) ? -1 : real(path, flags, mode);
    };
    calls.write = [=, &faults, real = calls.write](int fd, const void* from, std::size_t size) {
        return fails(faults.write) ? -1 : real(fd, from, size);
    };
    calls.chown = [=, &faults, real = calls.chown](int fd, uid_t owner, gid_t group) {
        return fails(faults.chown) ? -1 : real(fd, owner, group);
    };
    calls.access = [=, &faults, real = calls.access](const char* path, int mode) {
        return fails(faults.access) ? -1 : real(path, mode);
    };
    calls.fsync = [=, &faults, real = calls.fsync](int fd) {
        while (faults.hold)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return real(fd);
    };
    return calls;
}

} // namespace

class FileControllerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void contentDecidesWhereAFileOpens();
    void foldersAreForALibrary();
    void refusedFilesAreToldAtOnce();
    void theSameFileOpensOnce();
    void choosingFiles();
    void savingKeepsEveryOtherByte_data();
    void savingKeepsEveryOtherByte();
    void savingUnderAName();
    void savingOverAnotherFileIsAsked();
    void typingWhileItIsSaved();
    void changedOnDiskIsAskedBeforeSaving_data();
    void changedOnDiskIsAskedBeforeSaving();
    void aCleanTabHearsOfAChange();
    void aModifiedTabHearsOfAChange();
    void keepingMine();
    void aDeletedFileLeavesUnsavedText();
    void goneWhenItIsSaved();
    void whatWeWriteIsNoNews();
    void hardLinksAreAsked_data();
    void hardLinksAreAsked();
    void foreignOwnersAreAsked();
    void failuresAreTold_data();
    void failuresAreTold();
    void aDanglingLinkGetsItsFile();
    void reloadingWhatIsNoTextAnyMore();
    void closingAsks_data();
    void closingAsks();
    void closingWaitsForTheDisk();
    void quittingAsksOnce_data();
    void quittingAsksOnce();
    void quittingStopsAtAFailure();

private:
    [[nodiscard]] app::Document& openText(const std::string& name, const std::string& bytes);
    void open(const QStringList& paths);
    void type(app::Document& document, const char* keys);
    void save(app::Document& document);
    void settle() { QTRY_VERIFY(m_controller->isIdle()); }
    [[nodiscard]] QMessageBox* box(const char* name);
    void answer(const char* boxName, const char* button);
    [[nodiscard]] QString boxText(const char* name);
    [[nodiscard]] QString notice(const app::Document& document) const;
    void answerNotice(const app::Document& document, const QString& button);
    [[nodiscard]] std::string content(const std::string& name) const
    {
        return files::Folder::contentOf(m_folder->path(name));
    }

    std::unique_ptr<files::Folder> m_folder;
    Faults m_faults;
    std::unique_ptr<files::DiskFileStore> m_store;
    std::unique_ptr<QTabWidget> m_window;
    std::unique_ptr<app::Session> m_session;
    std::unique_ptr<app::FileController> m_controller;
};

void FileControllerTest::init()
{
    m_folder = std::make_unique<files::Folder>();
    m_faults.create = m_faults.write = m_faults.chown = m_faults.access = 0;
    m_faults.hold = false;
    m_store = std::make_unique<files::DiskFileStore>(callsWith(m_faults));
    m_window = std::make_unique<QTabWidget>();
    m_session = std::make_unique<app::Session>();
    connect(m_session.get(), &app::Session::added, m_window.get(),
            [this](app::Document* added) { m_window->addTab(&added->page(), added->title()); });
    m_controller = std::make_unique<app::FileController>(*m_store, *m_session, *m_window);
    m_window->resize(900, 600);
    m_window->show();
}

void FileControllerTest::cleanup()
{
    m_faults.hold = false;
    m_controller.reset();
    m_session.reset();
    m_window.reset();
}

void FileControllerTest::open(const QStringList& paths)
{
    QSignalSpy opened(m_controller.get(), &app::FileController::opened);
    m_controller->open(paths);
    QTRY_COMPARE(opened.size(), 1);
}

app::Document& FileControllerTest::openText(const std::string& name, const std::string& bytes)
{
    open({QString::fromStdString(m_folder->write(name, bytes))});
    app::Document* const document = m_session->current();
    if (document == nullptr)
        qFatal("%s did not open", name.c_str());
    m_window->setCurrentWidget(&document->page());
    return *document;
}

void FileControllerTest::type(app::Document& document, const char* keys)
{
    QTest::keyClicks(&document.editor(), QString::fromLatin1(keys));
}

void FileControllerTest::save(app::Document& document)
{
    m_controller->save(document);
}

QMessageBox* FileControllerTest::box(const char* name)
{
    QMessageBox* found = nullptr;
    if (!QTest::qWaitFor([&] {
            found = m_window->findChild<QMessageBox*>(QLatin1String(name));
            return found != nullptr && found->isVisible();
        }))
        qFatal("there is no %s", name);
    return found;
}

QString FileControllerTest::boxText(const char* name)
{
    const QMessageBox* const found = box(name);
    return found->text() + u'\n' + found->informativeText();
}

void FileControllerTest::answer(const char* boxName, const char* button)
{
    const QPointer<QMessageBox> found = box(boxName);
    auto* const push = found->findChild<QPushButton*>(QLatin1String(button));
    if (push == nullptr)
        qFatal("%s has no %s", boxName, button);
    QTest::mouseClick(push, Qt::LeftButton);
    // Gone before the next one of its name is looked for.
    QTRY_VERIFY(found == nullptr);
}

QString FileControllerTest::notice(const app::Document& document) const
{
    const auto* const label = document.page().findChild<QLabel*>(QStringLiteral("noticeSentence"));
    return label->isVisibleTo(&document.page()) ? label->text() : QString();
}

void FileControllerTest::answerNotice(const app::Document& document, const QString& button)
{
    for (QPushButton* const push : document.page().findChildren<QPushButton*>()) {
        if (push->objectName().startsWith(QStringLiteral("noticeButton")) && push->text() == button
            && !push->isHidden()) {
            push->click();
            return;
        }
    }
    QFAIL(qPrintable(QStringLiteral("no button ") + button));
}

void FileControllerTest::contentDecidesWhereAFileOpens()
{
    QSignalSpy chosen(m_controller.get(), &app::FileController::fingerprintFilesChosen);
    const auto write = [this](const char* name, const std::string& bytes) {
        return QString::fromStdString(m_folder->write(name, bytes));
    };
    const QString first = write("a.yaml", fingerprint);
    const QString second = write("policy.txt", "items:\n- {kind: FingerprintGroup}\n");
    open({first, write("b.yaml", webPolicy), second, write("broken.yaml", "a: [1, 2\nb: }"),
          write("empty.yaml", ""), write("both.yaml", fingerprint + "---\n" + webPolicy)});
    QStringList titles;
    for (const auto& document : m_session->documents())
        titles += document->title();
    QCOMPARE(titles.join(u' '), QStringLiteral("b.yaml broken.yaml empty.yaml both.yaml"));
    QVERIFY(m_session->modified().empty());
    QTRY_COMPARE(chosen.size(), 1);
    QCOMPARE(chosen.front().front().toStringList(), QStringList({first, second}));
    open({QStringLiteral("/dev/null")}); // cannot be saved to, so it is no tab
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(m_session->documents().size(), std::size_t{4});
}

void FileControllerTest::foldersAreForALibrary()
{
    fs::create_directory(m_folder->path("folder"));
    QSignalSpy folders(m_controller.get(), &app::FileController::folderChosen);
    open({QString::fromStdString(m_folder->path("folder")),
          QString::fromStdString(m_folder->write("good.yaml", webPolicy))});
    QCOMPARE(folders.size(), 1);
    QCOMPARE(folders.front().front().toString(), QString::fromStdString(m_folder->path("folder")));
    QCOMPARE(m_session->documents().size(), std::size_t{1});
}

void FileControllerTest::refusedFilesAreToldAtOnce()
{
    m_folder->write("huge.yaml", "#" + std::string(files::maxEditableBytes, '-'));
    open({QString::fromStdString(m_folder->path("none.yaml")),
          QString::fromStdString(m_folder->write("latin.yaml", "a: b\nc: \xFC\n")),
          QString::fromStdString(m_folder->write("nul.yaml", std::string("abc\0d", 5))),
          QString::fromStdString(m_folder->path("huge.yaml")),
          QString::fromStdString(m_folder->write("good.yaml", webPolicy))});
    const QString text = boxText("openRefused");
    for (const char* const line : {"4 files were not opened", "none.yaml: there is no such file",
                                   "latin.yaml: it is not valid UTF-8 at line 2, column 4 (byte 8)",
                                   "nul.yaml: it has a NUL byte at line 1, column 4 (byte 3)",
                                   "huge.yaml: it is larger than 64 MiB"})
        QVERIFY2(text.contains(QLatin1String(line)), qPrintable(text));
    answer("openRefused", "close");
    QCOMPARE(m_session->documents().size(), std::size_t{1});
}

void FileControllerTest::theSameFileOpensOnce()
{
    const app::Document& first = openText("a.yaml", webPolicy);
    (void)openText("b.yaml", webPolicy);
    fs::create_symlink("a.yaml", m_folder->path("link.yaml"));
    fs::create_hard_link(m_folder->path("a.yaml"), m_folder->path("hard.yaml"));
    for (const char* const name : {"a.yaml", "link.yaml", "hard.yaml", "./a.yaml"}) {
        m_session->setCurrent(m_session->documents().back().get());
        open({QString::fromStdString(m_folder->path(name))});
        QCOMPARE(m_session->current(), &first);
    }
    const QString third = QString::fromStdString(m_folder->write("c.yaml", webPolicy));
    open({third, third});
    QCOMPARE(m_session->documents().size(), std::size_t{3});
}

void FileControllerTest::choosingFiles()
{
    m_folder->write("a.yaml", webPolicy);
    m_controller->chooseFiles();
    auto* const dialog = m_window->findChild<QFileDialog*>(QStringLiteral("openDialog"));
    QVERIFY(dialog != nullptr);
    dialog->setDirectory(QString::fromStdString(m_folder->path("")));
    dialog->selectFile(QString::fromStdString(m_folder->path("a.yaml")));
    QSignalSpy opened(m_controller.get(), &app::FileController::opened);
    QTRY_COMPARE(dialog->selectedFiles().size(), 1);
    QMetaObject::invokeMethod(dialog, "accept");
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(m_session->current()->title(), QStringLiteral("a.yaml"));
}

void FileControllerTest::savingKeepsEveryOtherByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("LF") << QByteArray("a: 1\n# end\n");
    QTest::newRow("CRLF") << QByteArray("a: 1\r\n# end\r\n");
    QTest::newRow("mixed, no final newline") << QByteArray("a: 1\r\nb: 2\n# end");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "a: 1\n");
    QTest::newRow("JSON") << QByteArray("{\"a\": [1,\t2]}");
    QTest::newRow("empty") << QByteArray();
}

void FileControllerTest::savingKeepsEveryOtherByte()
{
    QFETCH(QByteArray, bytes);
    const std::string before = bytes.toStdString();
    app::Document& document = openText("a.yaml", before);
    save(document);
    settle();
    QCOMPARE(content("a.yaml"), before);
    type(document, " ");
    QVERIFY(document.isModified());
    save(document);
    settle();
    const std::size_t at = before.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    QCOMPARE(content("a.yaml"), before.substr(0, at) + " " + before.substr(at));
    QVERIFY(!document.isModified());
}

void FileControllerTest::savingUnderAName()
{
    app::Document& document
        = m_session->add(*text::SourceText::make(webPolicy), QStringLiteral("x"));
    QTRY_VERIFY(document.isAnalysed());
    save(document);
    auto* dialog = m_window->findChild<QFileDialog*>(QStringLiteral("saveAsDialog"));
    QVERIFY(dialog != nullptr);
    QCOMPARE(QFileInfo(dialog->selectedFiles().front()).fileName(), QStringLiteral("web.yaml"));
    QMetaObject::invokeMethod(dialog, "reject");
    settle();
    QVERIFY(document.isModified());

    save(document);
    dialog = m_window->findChildren<QFileDialog*>(QStringLiteral("saveAsDialog")).back();
    dialog->setDirectory(QString::fromStdString(m_folder->path("")));
    dialog->selectFile(QString::fromStdString(m_folder->path("mine")));
    QMetaObject::invokeMethod(dialog, "accept");
    settle();
    QCOMPARE(content("mine.yaml"), webPolicy);
    QVERIFY(!document.isModified());
    QCOMPARE(document.path(), m_folder->path("mine.yaml"));
    QCOMPARE(document.title(), QStringLiteral("mine.yaml"));
}

void FileControllerTest::savingOverAnotherFileIsAsked()
{
    app::Document& document = openText("a.yaml", webPolicy);
    m_folder->write("b.yaml", "of somebody else");
    const auto saveAs = [&] {
        m_controller->saveAs(document);
        auto* const dialog
            = m_window->findChildren<QFileDialog*>(QStringLiteral("saveAsDialog")).back();
        dialog->selectFile(QString::fromStdString(m_folder->path("b.yaml")));
        QMetaObject::invokeMethod(dialog, "accept");
    };
    saveAs();
    QVERIFY(boxText("saveQuestion").contains(QStringLiteral("There is a file b.yaml already")));
    answer("saveQuestion", "cancel");
    settle();
    QCOMPARE(content("b.yaml"), std::string("of somebody else"));
    QCOMPARE(document.title(), QStringLiteral("a.yaml"));
    saveAs();
    answer("saveQuestion", "overwrite");
    settle();
    QCOMPARE(content("b.yaml"), webPolicy);
    QCOMPARE(document.title(), QStringLiteral("b.yaml"));
}

void FileControllerTest::typingWhileItIsSaved()
{
    app::Document& document = openText("a.yaml", webPolicy);
    type(document, "#1");
    m_faults.hold = true;
    QSignalSpy working(m_controller.get(), &app::FileController::working);
    save(document);
    QTRY_COMPARE(working.size(), 1);
    QCOMPARE(working.front().front().toString(), QStringLiteral("Saving a.yaml…"));
    type(document, "2");
    m_faults.hold = false;
    settle();
    QCOMPARE(content("a.yaml"), "#1" + webPolicy);
    QVERIFY(document.isModified());

    // Asked for again while it is written: then the newest text follows.
    m_faults.hold = true;
    save(document);
    type(document, "3");
    save(document);
    m_faults.hold = false;
    QTRY_COMPARE(content("a.yaml"), "#123" + webPolicy);
    settle();
    QVERIFY(!document.isModified());
}

void FileControllerTest::changedOnDiskIsAskedBeforeSaving_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<bool>("modified");
    const QByteArray mine = "#" + QByteArray::fromStdString(webPolicy);
    QTest::newRow("cancel") << QByteArray("cancel") << QByteArray("theirs\n") << true;
    QTest::newRow("overwrite") << QByteArray("overwrite") << mine << false;
    QTest::newRow("reload") << QByteArray("reload") << QByteArray("theirs\n") << false;
}

void FileControllerTest::changedOnDiskIsAskedBeforeSaving()
{
    QFETCH(QByteArray, button);
    QFETCH(QByteArray, file);
    QFETCH(bool, modified);
    app::Document& document = openText("a.yaml", webPolicy);
    type(document, "#");
    m_folder->write("a.yaml", "theirs\n");
    save(document);
    QVERIFY(boxText("saveQuestion").contains(QStringLiteral("changed by another program")));
    QCOMPARE(box("saveQuestion")->defaultButton()->objectName(), QStringLiteral("cancel"));
    QCOMPARE(content("a.yaml"), std::string("theirs\n"));
    answer("saveQuestion", button.constData());
    settle();
    QCOMPARE(QByteArray::fromStdString(content("a.yaml")), file);
    QCOMPARE(document.isModified(), modified);
    if (button == "reload") {
        QCOMPARE(document.bytes(), std::string("theirs\n"));
        document.editor().undo();
    }
    QCOMPARE(document.bytes(), "#" + webPolicy);
}

void FileControllerTest::aCleanTabHearsOfAChange()
{
    app::Document& document = openText("a.yaml", webPolicy);
    m_folder->write("a.yaml", "theirs\n");
    QTRY_COMPARE(notice(document), QStringLiteral("a.yaml has changed on disk."));
    QCOMPARE(document.bytes(), webPolicy); // nothing happens unasked
    answerNotice(document, QStringLiteral("Reload"));
    settle();
    QCOMPARE(document.bytes(), std::string("theirs\n"));
    QVERIFY(!document.isModified());
    QCOMPARE(notice(document), QString());
    document.editor().undo();
    QCOMPARE(document.bytes(), webPolicy);
    QVERIFY(document.isModified());
}

void FileControllerTest::aModifiedTabHearsOfAChange()
{
    app::Document& document = openText("a.yaml", webPolicy);
    type(document, "#");
    m_folder->write("a.yaml", "theirs\n");
    QTRY_VERIFY(notice(document).contains(QStringLiteral("and so has the text here")));
    answerNotice(document, QStringLiteral("Reload (undo brings yours back)"));
    settle();
    QCOMPARE(document.bytes(), std::string("theirs\n"));
    document.editor().undo();
    QCOMPARE(document.bytes(), "#" + webPolicy);

    // Back as it was when it was read: there is nothing to ask any more.
    m_folder->write("a.yaml", "more\n");
    QTRY_VERIFY(!notice(document).isEmpty());
    m_folder->write("a.yaml", "theirs\n");
    QTRY_COMPARE(notice(document), QString());
}

void FileControllerTest::keepingMine()
{
    app::Document& document = openText("a.yaml", webPolicy);
    m_folder->write("a.yaml", "theirs\n");
    QTRY_VERIFY(!notice(document).isEmpty());
    answerNotice(document, QStringLiteral("Keep mine"));
    QVERIFY(document.isModified());
    QCOMPARE(notice(document), QString());
    save(document); // decided already
    settle();
    QCOMPARE(content("a.yaml"), webPolicy);
    QVERIFY(!document.isModified());
}

void FileControllerTest::aDeletedFileLeavesUnsavedText()
{
    app::Document& document = openText("a.yaml", webPolicy);
    fs::remove(m_folder->path("a.yaml"));
    QTRY_VERIFY(notice(document).contains(QStringLiteral("no longer on disk")));
    QVERIFY(document.isModified());
    answerNotice(document, QStringLiteral("Save again"));
    settle();
    QCOMPARE(content("a.yaml"), webPolicy);
    QVERIFY(!document.isModified());
}

void FileControllerTest::goneWhenItIsSaved()
{
    app::Document& document = openText("a.yaml", webPolicy);
    type(document, "#");
    m_controller->watch().disconnect(); // it has not looked yet
    fs::remove(m_folder->path("a.yaml"));
    save(document);
    QVERIFY(boxText("saveQuestion").contains(QStringLiteral("a.yaml is no longer there")));
    answer("saveQuestion", "again");
    settle();
    QCOMPARE(content("a.yaml"), "#" + webPolicy);
    QVERIFY(!document.isModified());
}

void FileControllerTest::whatWeWriteIsNoNews()
{
    app::Document& document = openText("a.yaml", webPolicy);
    for (int i = 0; i < 3; ++i) {
        type(document, "#");
        save(document);
        settle();
        QSignalSpy checked(&m_controller->watch(), &app::FileWatch::checked);
        m_controller->watch().checkAll();
        QTRY_COMPARE(checked.size(), 1);
        QCOMPARE(notice(document), QString());
        QVERIFY(!document.isModified());
    }
    // Another program writes what stands here.
    type(document, "!");
    m_folder->write("a.yaml", "!###" + webPolicy);
    m_folder->write("a.yaml", document.bytes());
    QTRY_VERIFY(!document.isModified());
    QCOMPARE(notice(document), QString());
}

void FileControllerTest::hardLinksAreAsked_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<bool>("saved");
    QTest::addColumn<bool>("otherToo");
    QTest::newRow("cancel") << QByteArray("cancel") << false << false;
    QTest::newRow("replace") << QByteArray("replace") << true << false;
    QTest::newRow("in place") << QByteArray("inPlace") << true << true;
}

void FileControllerTest::hardLinksAreAsked()
{
    QFETCH(QByteArray, button);
    QFETCH(bool, saved);
    QFETCH(bool, otherToo);
    app::Document& document = openText("a.yaml", webPolicy);
    fs::create_hard_link(m_folder->path("a.yaml"), m_folder->path("b.yaml"));
    type(document, "#");
    save(document);
    QVERIFY(boxText("saveQuestion").contains(QStringLiteral("more than one name")));
    answer("saveQuestion", button.constData());
    settle();
    QCOMPARE(content("a.yaml"), (saved ? "#" : "") + webPolicy);
    QCOMPARE(content("b.yaml"), (otherToo ? "#" : "") + webPolicy);
    QCOMPARE(document.isModified(), !saved);
}

void FileControllerTest::foreignOwnersAreAsked()
{
    if (::geteuid() != 0)
        QSKIP("1 case: only root can make a file of somebody else");
    app::Document& document = openText("a.yaml", webPolicy);
    QCOMPARE(::chown(m_folder->path("a.yaml").c_str(), 65534, 65534), 0);
    m_faults.chown = EPERM;
    type(document, "#");
    save(document);
    QVERIFY(boxText("saveQuestion").contains(QStringLiteral("belongs to somebody else")));
    QCOMPARE(content("a.yaml"), webPolicy);
    answer("saveQuestion", "inPlace");
    settle();
    QCOMPARE(content("a.yaml"), "#" + webPolicy);
    QVERIFY(!document.isModified());
}

void FileControllerTest::failuresAreTold_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* fault, const char* reason) {
        QTest::newRow(fault) << QString::fromLatin1(fault) << QString::fromLatin1(reason);
    };
    row("full disk", "The disk is full; make room on it");
    row("full disk for new files", "The disk is full; make room on it");
    row("no permission", "No permission to write there; ask for it");
    row("read-only", "The file is read-only; make it writable");
    row("read-only for us", "The file is read-only; make it writable");
    row("folder gone", "There is no folder to write it to");
}

void FileControllerTest::failuresAreTold()
{
    QFETCH(QString, fault);
    QFETCH(QString, reason);
    fs::create_directory(m_folder->path("sub"));
    app::Document& document = openText("sub/a.yaml", webPolicy);
    type(document, "#");
    const std::string path = m_folder->path("sub/a.yaml");
    if (fault == QStringLiteral("full disk"))
        m_faults.write = ENOSPC;
    else if (fault == QStringLiteral("full disk for new files"))
        m_faults.create = ENOSPC;
    else if (fault == QStringLiteral("no permission"))
        m_faults.create = EACCES;
    else if (fault == QStringLiteral("read-only for us"))
        m_faults.access = EACCES;
    else if (fault == QStringLiteral("read-only"))
        QCOMPARE(::chmod(path.c_str(), 0444), 0);
    else
        fs::remove_all(m_folder->path("sub"));
    save(document);
    const QString text = boxText("saveQuestion");
    QVERIFY2(text.contains(QStringLiteral("a.yaml could not be saved")), qPrintable(text));
    QVERIFY2(text.contains(reason), qPrintable(text));
    answer("saveQuestion", "cancel");
    settle();
    QCOMPARE(document.bytes(), "#" + webPolicy);
    QVERIFY(document.isModified());
    if (fault != QStringLiteral("folder gone"))
        QCOMPARE(content("sub/a.yaml"), webPolicy);

    // When it is mended the same text is saved.
    m_faults.create = m_faults.write = m_faults.access = 0;
    if (fault == QStringLiteral("read-only"))
        QCOMPARE(::chmod(path.c_str(), 0644), 0);
    if (fault == QStringLiteral("folder gone")) {
        fs::create_directory(m_folder->path("sub"));
        m_folder->write("sub/a.yaml", webPolicy);
    }
    QTRY_VERIFY(document.onDisk().has_value() || fault == QStringLiteral("folder gone"));
    if (fault != QStringLiteral("folder gone")) {
        save(document);
        settle();
        QCOMPARE(content("sub/a.yaml"), "#" + webPolicy);
        QVERIFY(!document.isModified());
    }
}

void FileControllerTest::aDanglingLinkGetsItsFile()
{
    fs::create_directory(m_folder->path("deep"));
    m_folder->write("deep/real.yaml", webPolicy);
    fs::create_symlink("deep/real.yaml", m_folder->path("link.yaml"));
    open({QString::fromStdString(m_folder->path("link.yaml"))});
    app::Document& document = *m_session->current();
    type(document, "#");
    fs::remove(m_folder->path("deep/real.yaml"));
    QTRY_VERIFY(notice(document).contains(QStringLiteral("no longer on disk")));
    save(document);
    settle();
    QCOMPARE(content("deep/real.yaml"), "#" + webPolicy);
    QVERIFY(fs::is_symlink(m_folder->path("link.yaml")));
    QVERIFY(!document.isModified());
}

void FileControllerTest::reloadingWhatIsNoTextAnyMore()
{
    app::Document& document = openText("a.yaml", webPolicy);
    m_folder->write("a.yaml", "a\xFF");
    m_controller->reload(document);
    QVERIFY(boxText("reloadFailed").contains(QStringLiteral("line 1, column 2 (byte 1)")));
    answer("reloadFailed", "close");
    settle();
    QCOMPARE(document.bytes(), webPolicy);
}

void FileControllerTest::closingAsks_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<bool>("fails");
    QTest::addColumn<bool>("closed");
    QTest::newRow("save") << QByteArray("save") << false << true;
    QTest::newRow("save, and it fails") << QByteArray("save") << true << false;
    QTest::newRow("discard") << QByteArray("discard") << false << true;
    QTest::newRow("cancel") << QByteArray("cancel") << false << false;
}

void FileControllerTest::closingAsks()
{
    QFETCH(QByteArray, button);
    QFETCH(bool, fails);
    QFETCH(bool, closed);
    m_controller->close(openText("clean.yaml", webPolicy)); // nothing to ask
    QVERIFY(m_session->documents().empty());
    app::Document& document = openText("a.yaml", webPolicy);
    type(document, "#");
    m_faults.write = fails ? ENOSPC : 0;
    m_controller->close(document);
    QVERIFY(boxText("closeQuestion").contains(QStringLiteral("Save a.yaml before closing it?")));
    answer("closeQuestion", button.constData());
    if (fails)
        answer("saveQuestion", "cancel");
    QTRY_COMPARE(m_session->documents().empty(), closed);
    settle();
    QCOMPARE(content("a.yaml"), (button == "save" && !fails ? "#" : "") + webPolicy);
    if (!closed)
        QCOMPARE(m_session->documents().front()->bytes(), "#" + webPolicy);
}

void FileControllerTest::closingWaitsForTheDisk()
{
    app::Document& document = openText("a.yaml", webPolicy);
    type(document, "#");
    m_faults.hold = true;
    save(document);
    m_controller->close(document);
    QVERIFY(!m_controller->mayQuit());
    QSignalSpy quit(m_controller.get(), &app::FileController::quitConfirmed);
    QCOMPARE(m_session->documents().size(), std::size_t{1});
    m_faults.hold = false;
    QTRY_VERIFY(m_session->documents().empty());
    QTRY_COMPARE(quit.size(), 1);
    QCOMPARE(content("a.yaml"), "#" + webPolicy);
}

void FileControllerTest::quittingAsksOnce_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<bool>("quits");
    QTest::newRow("save all") << QByteArray("saveAll") << true;
    QTest::newRow("discard") << QByteArray("discard") << true;
    QTest::newRow("cancel") << QByteArray("cancel") << false;
}

void FileControllerTest::quittingAsksOnce()
{
    QFETCH(QByteArray, button);
    QFETCH(bool, quits);
    QVERIFY(m_controller->mayQuit());
    for (const char* const name : {"a.yaml", "b.yaml", "c.yaml"}) {
        app::Document& document = openText(name, webPolicy);
        if (std::string(name) != "b.yaml")
            type(document, "#");
    }
    bool may = false;
    connect(m_controller.get(), &app::FileController::quitConfirmed, m_controller.get(),
            [&] { may = m_controller->mayQuit(); });
    QVERIFY(!m_controller->mayQuit());
    QVERIFY(!m_controller->mayQuit()); // asked already
    const QString text = boxText("quitQuestion");
    QCOMPARE(text, QStringLiteral("2 texts are not saved\na.yaml\nc.yaml"));
    answer("quitQuestion", button.constData());
    QTRY_COMPARE(may, quits);
    settle();
    const std::string expected = (button == "saveAll" ? "#" : "") + webPolicy;
    QCOMPARE(content("a.yaml"), expected);
    QCOMPARE(content("c.yaml"), expected);
    QCOMPARE(m_session->documents().size(), std::size_t{3});
}

void FileControllerTest::quittingStopsAtAFailure()
{
    app::Document& first = openText("a.yaml", webPolicy);
    type(first, "#");
    app::Document& second = openText("b.yaml", webPolicy);
    type(second, "#");
    QCOMPARE(::chmod(m_folder->path("b.yaml").c_str(), 0444), 0);
    QSignalSpy quit(m_controller.get(), &app::FileController::quitConfirmed);
    QVERIFY(!m_controller->mayQuit());
    answer("quitQuestion", "saveAll");
    answer("saveQuestion", "cancel");
    settle();
    QCOMPARE(quit.size(), 0);
    QCOMPARE(content("a.yaml"), "#" + webPolicy);
    QCOMPARE(content("b.yaml"), webPolicy);
    QVERIFY(!first.isModified());
    QVERIFY(second.isModified());
    QVERIFY(!m_controller->mayQuit()); // asks anew
    answer("quitQuestion", "cancel");
}

QTEST_MAIN(FileControllerTest)
#include "file_controller_test.moc"
