#include "app/policywright/library_tab.h"

#include "app/policywright/library_fixing.h"
#include "app/policywright/main_window.h"
#include "app/policywright/session.h"
#include "ui/common/convert.h"
#include "ui/library/fix_page.h"
#include "ui/library/library_page.h"

#include <QFileInfo>

#include <utility>

namespace pw::app {

LibraryTab::LibraryTab(files::FileStore& store, Session& session, MainWindow& window,
                       std::string folder, QObject* parent)
    : QObject(parent), m_store(store), m_session(session), m_window(window),
      m_folder(std::move(folder)),
      m_page(new ui::LibraryPage(ui::toQString(m_folder), window.pageParent()))
{
    window.addDocumentPage(m_page, name(), QStringLiteral("open"));
    window.setDocumentTitle(m_page, name(), ui::toQString(m_folder), false);
    connect(m_page, &ui::LibraryPage::refreshRequested, this, [this] { read(Read::All); });
    connect(m_page, &ui::LibraryPage::cancelRequested, this, &LibraryTab::cancelReading);
    connect(m_page, &ui::LibraryPage::selectionChanged, this, &LibraryTab::stateChanged);
    connect(&m_reading, &Job::progressed, this,
            [this](int done, int total, const QString&) { m_page->showLoading(done, total); });
    connect(&m_reading, &Job::finished, this, [this] {
        if (std::exchange(m_readAgain, false))
            read(Read::Changed);
        Q_EMIT stateChanged();
    });
    connect(&m_reading, &Job::cancelled, this, &LibraryTab::stateChanged);
    read(Read::All);
}

LibraryTab::~LibraryTab()
{
    m_fixing.reset();
    if (m_page == nullptr)
        return;
    m_page->disconnect(this);
    m_window.removeDocumentPage(m_page);
    m_page->deleteLater();
}

ui::LibraryPage& LibraryTab::page() const
{
    return *m_page;
}

QString LibraryTab::name() const
{
    const QString last = QFileInfo(ui::toQString(m_folder)).fileName();
    return last.isEmpty() ? ui::toQString(m_folder) : last;
}

bool LibraryTab::isIdle() const
{
    return !m_reading.isRunning() && !m_readAgain && (m_fixing == nullptr || m_fixing->isIdle());
}

bool LibraryTab::isWriting() const
{
    return m_fixing != nullptr && m_fixing->isWriting();
}

void LibraryTab::read(Read what)
{
    if (m_reading.isRunning() && what == Read::Changed) {
        m_readAgain = true; // instead of beginning a long reading anew each time
        return;
    }
    m_readAgain = false;
    if (m_read == nullptr)
        m_page->showLoading(0, 0);
    m_reading.run(
        [&store = m_store,
         question = LibraryQuestion{m_folder, tabTexts(m_session),
                                    what == Read::Changed ? m_read : nullptr}](
            const std::stop_token& stop, const ProgressFn& progress) {
            return readLibrary(store, question, stop, progress);
        },
        [this](const Result<ReadLibraryPtr>& read) {
            if (!read)
                return m_page->showFailed(ui::toQString(read.error().message));
            m_read = *read;
            m_page->setLibrary(m_read->library);
        });
    Q_EMIT stateChanged();
}

void LibraryTab::cancelReading()
{
    m_readAgain = false;
    m_reading.cancel();
    m_page->showCancelled();
}

void LibraryTab::fixFiles()
{
    if (isWriting())
        return m_window.showPage(&m_fixing->page());
    std::vector<ops::LibraryFilePtr> files = m_page->selectedFiles();
    if (files.size() < 2)
        files = m_page->shownFiles();
    m_fixing.reset();
    m_fixing
        = std::make_unique<LibraryFixing>(m_store, m_session, m_window, name(), std::move(files));
    connect(m_fixing.get(), &LibraryFixing::stateChanged, this, &LibraryTab::stateChanged);
    connect(m_fixing.get(), &LibraryFixing::applied, this, [this] { read(Read::Changed); });
    // Not while it speaks.
    connect(
        m_fixing.get(), &LibraryFixing::closeRequested, this,
        [this] {
            if (closeFixing())
                m_window.showPage(m_page);
        },
        Qt::QueuedConnection);
    Q_EMIT stateChanged();
}

bool LibraryTab::closeFixing()
{
    if (isWriting()) {
        m_fixing->stopWriting();
        return false;
    }
    m_fixing.reset();
    Q_EMIT stateChanged();
    return true;
}

void LibraryTab::stopWriting()
{
    if (isWriting())
        m_fixing->stopWriting();
}

} // namespace pw::app
