#include "app/policywright/recovery_controller.h"

#include "app/policywright/file_controller.h"
#include "app/policywright/file_dialogs.h"
#include "app/policywright/main_window.h"
#include "app/policywright/session.h"
#include "ui/common/convert.h"
#include "ui/editor/policy_editor.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace pw::app {
namespace {

constexpr int noteMs = 500;

} // namespace

RecoveryController::RecoveryController(const files::FileStore& store, Session& session,
                                       FileController& files, MainWindow& window, TabsFn tabs,
                                       QObject* parent)
    : QObject(parent), m_store(store), m_session(session), m_files(files), m_window(window),
      m_journal(session), m_openTabs(std::move(tabs))
{
    m_note.setSingleShot(true);
    m_note.setInterval(noteMs);
    connect(&m_note, &QTimer::timeout, this, [this] { m_journal.note(m_openTabs().json()); });
    connect(&session, &Session::changed, this, &RecoveryController::noteLater);
    connect(&session, &Session::closed, this, &RecoveryController::noteLater);
    connect(&session, &Session::currentChanged, this, &RecoveryController::noteLater);
    connect(&files, &FileController::reopening, this, [this] { m_front = m_window.shownPage(); });
    connect(&files, &FileController::reopened, this, &RecoveryController::onReopened);
    connect(&m_journal, &RecoveryJournal::failed, this, [this](const QString& why) {
        Q_EMIT messageRequested(
            tr("What you type would be lost in a crash, as it cannot be kept: %1").arg(why));
    });
    connect(&m_journal, &RecoveryJournal::recovered, this, [this] {
        Q_EMIT messageRequested(tr("What you type is kept for the case of a crash again"));
    });
}

bool RecoveryController::isIdle() const
{
    return !m_look.isRunning() && !m_reading.isRunning();
}

void RecoveryController::start(const std::string& root, const OpenTabs& tabs)
{
    if (root.empty())
        return reopen(tabs);
    m_look.run([root](const std::stop_token&, const ProgressFn&) { return look(root); },
               [this, tabs](Found found) { take(std::move(found), tabs); });
}

RecoveryController::Found RecoveryController::look(const std::string& root)
{
    Found found;
    Result<files::WindowFolder> own = files::WindowFolder::make(root);
    if (own)
        found.folder = *std::move(own);
    else
        found.error = own.error();
    found.left = files::leftWindows(root);
    return found;
}

void RecoveryController::take(Found found, const OpenTabs& tabs)
{
    const std::size_t running
        = found.left.running - (found.folder && found.left.running > 0 ? 1 : 0);
    if (found.folder)
        m_journal.setFolder(*std::move(found.folder));
    else
        Q_EMIT messageRequested(
            tr("What you type would be lost in a crash, as it cannot be kept: %1")
                .arg(ui::toQString(found.error.message)));
    m_left = std::move(found.left.windows);
    std::vector<std::string> journals;
    std::vector<std::string> notes;
    OpenTabs left;
    for (const files::LeftWindow& window : m_left) {
        journals.insert(journals.end(), window.journals.begin(), window.journals.end());
        notes.push_back(window.noteFile);
        OpenTabs its = OpenTabs::read(QByteArray::fromStdString(window.note));
        left.tabs.insert(left.tabs.end(), its.tabs.begin(), its.tabs.end());
        left.folders.insert(left.folders.end(), its.folders.begin(), its.folders.end());
        left.current = its.current;
    }
    if (!left.tabs.empty() || !left.folders.empty())
        reopen(left);
    else if (m_left.empty() && running == 0)
        reopen(tabs);
    m_journal.takeOver(std::move(notes));
    if (journals.empty())
        return;
    m_reading.run(
        [&store = m_store, journals](const std::stop_token& stop, const ProgressFn&) {
            return readLeftTexts(store, journals, stop);
        },
        [this](LeftTexts texts) { offer(std::move(texts)); });
}

void RecoveryController::reopen(const OpenTabs& tabs)
{
    Q_EMIT reopening(tabs);
    QStringList paths;
    for (const OpenTab& tab : tabs.tabs) {
        if (!tab.path.empty())
            paths += ui::toQString(tab.path);
    }
    paths.removeDuplicates();
    if (paths.isEmpty() && tabs.folders.empty())
        return;
    m_tabs = tabs;
    std::erase_if(m_tabs.tabs, [](const OpenTab& tab) { return tab.path.empty(); });
    m_files.reopen(paths);
}

/// What a person opened meanwhile stays in front.
void RecoveryController::onReopened()
{
    const OpenTabs tabs = std::exchange(m_tabs, {});
    int gone = 0;
    for (const OpenTab& tab : tabs.tabs) {
        if (const Document* const document = m_session.byPath(tab.path))
            lookAgain(*document, tab);
        else
            ++gone;
    }
    if (gone > 0)
        Q_EMIT messageRequested(
            gone == 1 ? tr("1 file that was open the last time could not be opened")
                      : tr("%1 files that were open the last time could not be opened").arg(gone));
    for (const std::string& folder : tabs.folders)
        Q_EMIT folderRequested(ui::toQString(folder));
    Document* const current = m_session.byPath(tabs.current);
    const bool looksAway = m_front != nullptr && m_front != &m_window.page();
    if (!looksAway && current != nullptr)
        m_session.setCurrent(current);
    else
        m_window.showPage(m_front != nullptr ? m_front.data() : &m_window.page());
}

void RecoveryController::offer(LeftTexts left)
{
    if (!left.unreadable.empty())
        Q_EMIT messageRequested(
            tr("What a crash left could not be read: %1").arg(ui::toQString(left.unreadable[0])));
    m_journal.takeOver(std::move(left.done));
    m_texts = std::move(left.texts);
    if (m_texts.empty())
        return;
    m_dialog = new ui::RecoveryDialog(&m_window);
    std::vector<ui::RecoverableText> shown;
    for (const LeftText& text : m_texts)
        shown.push_back(text.shown);
    m_dialog->setTexts(std::move(shown));
    connect(m_dialog, &ui::RecoveryDialog::restoreRequested, this,
            qOverload<const std::vector<std::string>&>(&RecoveryController::restore));
    connect(m_dialog, &ui::RecoveryDialog::discardRequested, this,
            &RecoveryController::askToDiscard);
    m_dialog->open();
}

void RecoveryController::restore(const std::vector<std::string>& keys)
{
    for (const LeftText& text : m_texts) {
        if (std::ranges::find(keys, text.shown.key) != keys.end())
            restore(text);
    }
    m_journal.takeOver(keys);
    if (m_dialog)
        m_dialog->remove(keys);
}

void RecoveryController::restore(const LeftText& left)
{
    const std::string& path = left.shown.path;
    if (path.empty()) {
        m_session.add(left.text, left.shown.title);
        return;
    }
    Document* open = m_session.byPath(path);
    if (open == nullptr && left.onDisk)
        open = &m_session.addFile(path, *left.onDisk);
    if (open != nullptr && left.onDisk && !open->editor().isLoading()) {
        // Over what the file says: undo goes back to it.
        open->editor().replaceText(left.text.bytes());
        m_session.setCurrent(open);
        return;
    }
    if (open != nullptr)
        m_session.close(*open);
    m_session.addFile(path, left.text).setDiskChanged(left.onDisk);
}

void RecoveryController::askToDiscard(const std::vector<std::string>& keys)
{
    const Question question{
        QStringLiteral("discardQuestion"),
        tr("Discard"),
        keys.size() == 1 ? tr("Discard this text?") : tr("Discard %1 texts?").arg(keys.size()),
        tr("What is not in their files is lost for good."),
        {{QStringLiteral("discard"), tr("&Discard"), QMessageBox::DestructiveRole},
         {QStringLiteral("cancel"), tr("Cancel"), QMessageBox::RejectRole}},
        QStringLiteral("cancel")};
    ask(*m_dialog, question, m_dialog, [this, keys](const QString& choice) {
        if (choice != QStringLiteral("discard"))
            return;
        m_journal.throwAway(keys);
        m_dialog->remove(keys);
    });
}

} // namespace pw::app
