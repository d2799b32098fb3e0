#include "app/policywright/library_controller.h"

#include "app/policywright/file_controller.h"
#include "app/policywright/file_dialogs.h"
#include "app/policywright/library_fixing.h"
#include "app/policywright/library_tab.h"
#include "app/policywright/main_window.h"
#include "app/policywright/session.h"
#include "ui/common/convert.h"
#include "ui/editor/policy_editor.h"
#include "ui/library/fix_page.h"
#include "ui/library/library_page.h"

#include <QAction>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace pw::app {

LibraryController::LibraryController(files::FileStore& store, Session& session,
                                     FileController& files, MainWindow& window, QString last,
                                     QObject* parent)
    : QObject(parent), m_store(store), m_session(session), m_files(files), m_window(window),
      m_last(std::move(last))
{
    connect(&files, &FileController::folderChosen, this, &LibraryController::open);
    connect(&files, &FileController::opened, this, &LibraryController::reveal);
    connect(&window, &MainWindow::closePageRequested, this, &LibraryController::closePage);
    connect(&window, &MainWindow::pageShown, this, [this](QWidget* page) {
        if (LibraryTab* const tab = tabOf(page))
            tab->read(LibraryTab::Read::Changed);
        Q_EMIT stateChanged();
    });
    window.installEventFilter(this);
}

/// Closing a page tells the window's other parts, which ask what is shown.
LibraryController::~LibraryController()
{
    const auto tabs = std::exchange(m_tabs, {});
}

bool LibraryController::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_window && event->type() == QEvent::WindowActivate) {
        if (LibraryTab* const tab = shown())
            tab->read(LibraryTab::Read::Changed);
    }
    return QObject::eventFilter(watched, event);
}

void LibraryController::open(const QString& folder)
{
    // `link/..` is not the folder that the link stands in: only what is plainly longer is cut.
    const QString absolute = QFileInfo(folder).absoluteFilePath();
    m_last = absolute.contains(QLatin1String("..")) ? absolute : QDir::cleanPath(absolute);
    const std::string path = ui::toUtf8(m_last);
    const auto known
        = std::ranges::find_if(m_tabs, [&path](const auto& tab) { return tab->folder() == path; });
    if (known == m_tabs.end())
        return add(path);
    m_window.showPage(&(*known)->page());
    (*known)->read(LibraryTab::Read::Changed);
}

void LibraryController::add(const std::string& folder)
{
    m_tabs.push_back(std::make_unique<LibraryTab>(m_store, m_session, m_window, folder));
    LibraryTab& tab = *m_tabs.back();
    ui::LibraryPage& page = tab.page();
    const Actions& actions = m_window.actions();
    for (QAction* const action :
         {actions.openLibraryFile, actions.copyLibraryRows, actions.fixFiles})
        page.addRowAction(action);
    page.addFootAction(actions.reloadLibrary, {}, false);
    page.addFootAction(actions.openLibraryFile, {}, false);
    page.addFootAction(actions.fixFiles, {}, true);
    connect(&page, &ui::LibraryPage::openRequested, this, &LibraryController::openAt);
    connect(&page, &ui::LibraryPage::chooseFolderRequested, this, &LibraryController::chooseFolder);
    connect(&tab, &LibraryTab::stateChanged, this, [this] {
        Q_EMIT stateChanged();
        if (isIdle())
            Q_EMIT becameIdle();
    });
    m_window.showPage(&page);
}

std::vector<std::string> LibraryController::folders() const
{
    std::vector<std::string> out;
    for (const auto& tab : m_tabs)
        out.push_back(tab->folder());
    return out;
}

void LibraryController::chooseFolder()
{
    QFileDialog* const dialog = makeFolderDialog(m_window, m_last);
    connect(dialog, &QFileDialog::fileSelected, this, &LibraryController::open);
    dialog->open();
}

void LibraryController::openAt(const std::string& path, const std::optional<text::Span>& place)
{
    m_wanted = {place ? path : std::string(), place.value_or(text::Span())};
    if (Document* const document = m_session.byPath(path)) {
        m_session.setCurrent(document);
        reveal();
    } else {
        m_files.open({ui::toQString(path)});
    }
}

void LibraryController::reveal()
{
    Document* const document = m_session.byPath(m_wanted.path);
    if (document == nullptr)
        return;
    m_wanted.path.clear();
    document->editor().reveal(m_wanted.place);
    document->editor().setFocus();
}

LibraryTab* LibraryController::tabOf(const QWidget* page) const
{
    const auto found
        = std::ranges::find_if(m_tabs, [page](const auto& tab) { return &tab->page() == page; });
    return found == m_tabs.end() ? nullptr : found->get();
}

LibraryTab* LibraryController::fixedBy(const QWidget* page) const
{
    const auto found = std::ranges::find_if(m_tabs, [page](const auto& tab) {
        return tab->fixing() != nullptr && &tab->fixing()->page() == page;
    });
    return found == m_tabs.end() ? nullptr : found->get();
}

LibraryTab* LibraryController::shown() const
{
    return tabOf(m_window.shownPage());
}

bool LibraryController::isShown() const
{
    return shown() != nullptr || fixedBy(m_window.shownPage()) != nullptr;
}

void LibraryController::describe(Actions::State& state) const
{
    state.libraries = static_cast<int>(m_tabs.size());
    if (isShown())
        state.page = shown() != nullptr ? Actions::Page::Library : Actions::Page::LibraryFixing;
    const LibraryTab* const tab = shown();
    if (tab == nullptr)
        return;
    const auto& library = tab->page().library();
    state.filesSelected = static_cast<int>(tab->page().selectedFiles().size());
    state.canFixFiles = library != nullptr && !library->files.empty();
}

QString LibraryController::title() const
{
    const LibraryTab* const fixed = fixedBy(m_window.shownPage());
    return fixed != nullptr  ? tr("Fix %1").arg(fixed->name())
        : shown() != nullptr ? shown()->name()
                             : QString();
}

QString LibraryController::statusText() const
{
    const LibraryTab* const fixed = fixedBy(m_window.shownPage());
    return fixed != nullptr  ? ui::toQString(fixed->folder())
        : shown() != nullptr ? shown()->page().countsText()
                             : QString();
}

QString LibraryController::command() const
{
    return shown() == nullptr ? QString()
                              : QStringLiteral("pwctl validate -f '%1'/*.yaml")
                                    .arg(ui::toQString(shown()->folder())
                                             .replace(QLatin1Char('\''), QLatin1String("'\\''")));
}

QList<QWidget*> LibraryController::panes() const
{
    if (const LibraryTab* const tab = shown())
        return tab->page().panes();
    const LibraryTab* const fixed = fixedBy(m_window.shownPage());
    return fixed == nullptr ? QList<QWidget*>() : fixed->fixing()->page().panes();
}

void LibraryController::closeShown()
{
    closePage(m_window.shownPage());
}

void LibraryController::closePage(QWidget* page)
{
    if (LibraryTab* const fixed = fixedBy(page)) {
        if (fixed->closeFixing())
            m_window.showPage(&fixed->page());
    } else if (LibraryTab* const tab = tabOf(page)) {
        close(*tab);
    }
}

void LibraryController::close(LibraryTab& tab)
{
    if (!tab.closeFixing())
        return m_window.showMessage(tr("Files are being written; close it once that has stopped"));
    const auto found
        = std::ranges::find_if(m_tabs, [&tab](const auto& one) { return one.get() == &tab; });
    // Out of the list before it goes: what is shown next is asked for meanwhile.
    const std::unique_ptr<LibraryTab> closed = std::move(*found);
    m_tabs.erase(found);
    Q_EMIT stateChanged();
}

bool LibraryController::isIdle() const
{
    return std::ranges::all_of(m_tabs, [](const auto& tab) { return tab->isIdle(); });
}

bool LibraryController::isWriting() const
{
    return std::ranges::any_of(m_tabs, [](const auto& tab) { return tab->isWriting(); });
}

void LibraryController::stopWriting()
{
    for (const auto& tab : m_tabs)
        tab->stopWriting();
}

} // namespace pw::app
