#include "app/policywright/file_controller.h"

#include "app/policywright/file_dialogs.h"
#include "app/policywright/file_saver.h"
#include "app/policywright/session.h"
#include "ui/common/convert.h"

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace pw::app {
namespace {

constexpr int patienceMs = 150;
constexpr qsizetype maxListed = 12; // a box has to fit on the screen

QString shortList(const QStringList& lines)
{
    if (lines.size() <= maxListed)
        return lines.join(u'\n');
    return lines.first(maxListed).join(u'\n') + u'\n'
        + FileController::tr("… and %1 more").arg(lines.size() - maxListed);
}

} // namespace

FileController::FileController(files::FileStore& store, Session& session, QWidget& window,
                               QObject* parent)
    : QObject(parent), m_store(store), m_session(session), m_window(window), m_watch(store)
{
    connect(&session, &Session::added, this, &FileController::onAdded);
    connect(&session, &Session::aboutToClose, this, &FileController::onClosing);
    connect(&session, &Session::changed, this, &FileController::follow);
    for (const auto& document : session.documents())
        onAdded(document.get());
    connect(&m_watch, &FileWatch::changed, this,
            [this](const QObject* who, const std::string& path, const FileWatch::Content& content) {
                for (const Followed& one : std::as_const(m_followed)) {
                    if (one.saver == who && one.path == path)
                        one.saver->tellNews(content);
                }
            });
    connect(&m_opening, &Job::progressed, this, [this](int done, int total, const QString& what) {
        showWork(tr("Opening %1…").arg(QFileInfo(what).fileName()), done, total);
    });
    connect(&m_opening, &Job::cancelled, this, &FileController::noteRest);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this,
            [this] { Q_EMIT working(m_work.what, m_work.done, m_work.total); });
    window.installEventFilter(this);
}

FileController::~FileController() = default;

bool FileController::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_window && event->type() == QEvent::WindowActivate)
        m_watch.checkAll();
    return QObject::eventFilter(watched, event);
}

void FileController::onAdded(Document* document)
{
    auto* const saver = new FileSaver(m_store, *document, m_window);
    connect(saver, &FileSaver::working, this,
            [this](const QString& what) { showWork(what, 0, 0); });
    connect(saver, &FileSaver::rested, this, &FileController::noteRest);
    m_followed.insert(document, {saver, false, {}, {}});
    follow(document);
}

void FileController::onClosing(Document* document)
{
    if (const FileSaver* const saver = m_followed.take(document).saver)
        m_watch.forget(saver);
}

/// The watch learns of every file that was read or written, whoever did it.
void FileController::follow(Document* document)
{
    const auto found = m_followed.find(document);
    if (found == m_followed.end() || document->path().empty())
        return;
    const std::optional<text::SourceText>& known = document->onDisk();
    const bool same = found->path == document->path()
        && found->known.has_value() == known.has_value()
        && (!known || found->known->bytes().data() == known->bytes().data());
    if (same)
        return;
    found->path = document->path();
    found->known = known;
    m_watch.follow(found->saver, found->path, known);
}

void FileController::open(const QStringList& paths)
{
    if (!paths.isEmpty())
        queue({paths, false});
}

void FileController::reopen(const QStringList& paths)
{
    queue({paths, true});
}

void FileController::queue(const Order& order)
{
    m_queue += order;
    if (!m_opening.isRunning())
        openNext();
}

void FileController::openNext()
{
    if (m_queue.isEmpty())
        return;
    const Order order = m_queue.takeFirst();
    std::vector<std::string> paths;
    for (const QString& path : order.paths)
        paths.push_back(ui::toUtf8(path));
    std::vector<std::string> open;
    for (const auto& document : m_session.documents()) {
        if (!document->path().empty())
            open.push_back(document->path());
    }
    m_opening.run(
        [&store = m_store, paths = std::move(paths),
         open = std::move(open)](const std::stop_token& stop, const ProgressFn& progress) {
            return openFiles(store, paths, open, stop, progress);
        },
        [this, again = order.again](const std::vector<OpenedFile>& files) { take(files, again); });
}

void FileController::take(const std::vector<OpenedFile>& files, bool again)
{
    if (again)
        Q_EMIT reopening();
    QStringList fingerprints;
    QStringList folders;
    for (const OpenedFile& file : files) {
        if (file.kind == OpenedFile::Kind::Text)
            m_session.addFile(file.path, file.text);
        else if (file.kind == OpenedFile::Kind::Fingerprints)
            fingerprints += ui::toQString(file.path);
        else if (file.kind == OpenedFile::Kind::Folder)
            folders += ui::toQString(file.path);
        else if (Document* const same = m_session.byPath(file.path))
            m_session.setCurrent(same);
    }
    noteRest();
    Q_EMIT opened();
    if (again) {
        Q_EMIT reopened();
        return openNext();
    }
    if (!fingerprints.isEmpty())
        Q_EMIT fingerprintFilesChosen(fingerprints);
    for (const QString& folder : std::as_const(folders))
        Q_EMIT folderChosen(folder);
    tellRefused(files);
    openNext();
}

void FileController::tellRefused(const std::vector<OpenedFile>& files)
{
    QStringList refused;
    for (const OpenedFile& file : files) {
        if (file.kind == OpenedFile::Kind::Refused)
            refused += QStringLiteral("%1: %2").arg(QFileInfo(ui::toQString(file.path)).fileName(),
                                                    ui::toQString(file.error.message));
    }
    if (refused.isEmpty())
        return;
    Q_EMIT this->refused(refused);
    tell(m_window, QStringLiteral("openRefused"), tr("Open"),
         refused.size() == 1 ? tr("1 file was not opened")
                             : tr("%1 files were not opened").arg(refused.size()),
         shortList(refused));
}

void FileController::chooseFiles()
{
    const Document* const current = m_session.current();
    const QString folder = current == nullptr || current->path().empty()
        ? QString()
        : QFileInfo(ui::toQString(current->path())).path();
    QFileDialog* const dialog = makeOpenDialog(m_window, folder);
    connect(dialog, &QFileDialog::filesSelected, this, &FileController::open);
    dialog->open();
}

void FileController::cancelOpening()
{
    m_queue.clear();
    m_opening.cancel();
}

bool FileController::isOpening() const
{
    return m_opening.isRunning() || !m_queue.isEmpty();
}

bool FileController::isBusy(const Document& document) const
{
    const FileSaver* const saver = saverOf(document);
    return saver != nullptr && saver->isBusy();
}

FileSaver* FileController::saverOf(const Document& document) const
{
    return m_followed.value(&document).saver;
}

void FileController::save(Document& document)
{
    saverOf(document)->save();
}

void FileController::saveAs(Document& document)
{
    saverOf(document)->saveAs();
}

void FileController::reload(Document& document)
{
    saverOf(document)->reload();
}

void FileController::close(Document& document)
{
    FileSaver* const saver = saverOf(document);
    if (saver == nullptr)
        return; // closed already
    if (saver->isBusy()) {
        // Closed when it is known whether the text is saved; asked for twice, all the same once.
        if (std::exchange(m_followed[&document].closing, true))
            return;
        connect(
            saver, &FileSaver::rested, this,
            [this, guarded = QPointer<Document>(&document)] {
                if (!guarded)
                    return;
                m_followed[guarded].closing = false;
                close(*guarded);
            },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
        return;
    }
    if (document.isModified())
        askToClose(document);
    else
        m_session.close(document);
}

void FileController::askToClose(Document& document)
{
    m_session.setCurrent(&document);
    const Question question{
        QStringLiteral("closeQuestion"),
        tr("Close"),
        tr("Save %1 before closing it?").arg(document.title()),
        tr("What is not saved is lost."),
        {{QStringLiteral("save"), tr("&Save"), QMessageBox::AcceptRole},
         {QStringLiteral("discard"), tr("&Don't save"), QMessageBox::DestructiveRole},
         {QStringLiteral("cancel"), tr("Cancel"), QMessageBox::RejectRole}},
        QStringLiteral("save")};
    ask(m_window, question, &document, [this, &document](const QString& choice) {
        if (choice == QStringLiteral("discard"))
            m_session.close(document);
        else if (choice == QStringLiteral("save"))
            saverOf(document)->save([this, &document](bool saved) {
                // Typed on while it was written: then it is not closed.
                if (saved && !document.isModified())
                    m_session.close(document);
            });
    });
}

bool FileController::mayQuit()
{
    if (m_quitConfirmed)
        return true;
    if (m_quitAsked)
        return false;
    if (busySaver() == nullptr && m_session.modified().empty())
        return true;
    m_quitAsked = true;
    askToQuit();
    return false;
}

FileSaver* FileController::busySaver() const
{
    for (const Followed& one : m_followed) {
        if (one.saver->isBusy())
            return one.saver;
    }
    return nullptr;
}

void FileController::askToQuit()
{
    if (const FileSaver* const busy = busySaver()) {
        connect(busy, &FileSaver::rested, this, &FileController::askToQuit,
                static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
        return;
    }
    QList<QPointer<Document>> unsaved;
    QStringList titles;
    for (Document* const document : m_session.modified()) {
        unsaved += document;
        titles += document->title();
    }
    if (unsaved.isEmpty()) {
        quitNow();
        return;
    }
    const Question question{
        QStringLiteral("quitQuestion"),
        tr("Quit"),
        unsaved.size() == 1 ? tr("1 text is not saved")
                            : tr("%1 texts are not saved").arg(unsaved.size()),
        shortList(titles),
        {{QStringLiteral("saveAll"), tr("&Save all"), QMessageBox::AcceptRole},
         {QStringLiteral("discard"), tr("&Discard"), QMessageBox::DestructiveRole},
         {QStringLiteral("cancel"), tr("Cancel"), QMessageBox::RejectRole}},
        QStringLiteral("saveAll")};
    ask(m_window, question, this, [this, unsaved](const QString& choice) {
        if (choice == QStringLiteral("saveAll"))
            saveAllAndQuit(unsaved);
        else if (choice == QStringLiteral("discard"))
            quitNow();
        else
            m_quitAsked = false;
    });
}

void FileController::saveAllAndQuit(QList<QPointer<Document>> documents)
{
    while (!documents.isEmpty() && (!documents.front() || !documents.front()->isModified()))
        documents.removeFirst();
    if (documents.isEmpty()) {
        askToQuit(); // something may have been typed meanwhile
        return;
    }
    Document& document = *documents.takeFirst();
    m_session.setCurrent(&document); // questions are about the one that is seen
    saverOf(document)->save([this, documents](bool saved) {
        if (saved)
            saveAllAndQuit(documents);
        else
            m_quitAsked = false;
    });
}

void FileController::quitNow()
{
    m_quitAsked = false;
    m_quitConfirmed = true;
    Q_EMIT quitConfirmed();
    m_quitConfirmed = false;
}

void FileController::showWork(const QString& what, int done, int total)
{
    m_work = {what, done, total};
    if (!m_patience.isActive())
        m_patience.start();
}

bool FileController::isIdle() const
{
    return !m_opening.isRunning() && m_queue.isEmpty() && busySaver() == nullptr && !m_quitAsked;
}

void FileController::noteRest()
{
    if (m_opening.isRunning() || busySaver() != nullptr)
        return;
    m_patience.stop();
    Q_EMIT rested();
}

} // namespace pw::app
