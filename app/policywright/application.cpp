#include "app/policywright/application.h"

#include "ui/common/convert.h"
#include "ui/common/row_style.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>

namespace pw::app {
void prepareProcess()
{
    QApplication::setApplicationName(QStringLiteral("policywright"));
    QApplication::setOrganizationName(QStringLiteral("policywright"));
    QApplication::setApplicationDisplayName(QStringLiteral("Policywright"));
    QApplication::setApplicationVersion(QStringLiteral(POLICYWRIGHT_VERSION));
    QApplication::setStyle(new ui::RowStyle);
}

Application::Application(const files::FileStore& store, ui::ThemeChoice theme)
    : m_window(std::make_unique<MainWindow>()),
      m_fingerprints(std::make_unique<FingerprintsController>(store, m_window->page()))
{
    const Actions& actions = m_window->actions();
    (theme == ui::ThemeChoice::Light      ? actions.lightTheme
         : theme == ui::ThemeChoice::Dark ? actions.darkTheme
                                          : actions.systemTheme)
        ->setChecked(true);
    setTheme(theme);
    connectActions();
    updateActions();
}

Application::~Application() = default;

void Application::connectActions()
{
    const Actions& actions = m_window->actions();
    ui::FingerprintsPage& page = m_window->page();
    FingerprintsController& fingerprints = *m_fingerprints;
    connect(actions.open, &QAction::triggered, this, &Application::chooseFiles);
    connect(actions.sample, &QAction::triggered, this, [this] { open({}); });
    connect(actions.reload, &QAction::triggered, &fingerprints, &FingerprintsController::reload);
    connect(actions.cancel, &QAction::triggered, &fingerprints, &FingerprintsController::cancel);
    connect(actions.quit, &QAction::triggered, m_window.get(), &QWidget::close);
    connect(actions.copyRows, &QAction::triggered, this, &Application::copyRows);
    connect(actions.selectAll, &QAction::triggered, &page, &ui::FingerprintsPage::selectAllRows);
    connect(actions.filter, &QAction::triggered, &page, &ui::FingerprintsPage::focusFilter);
    connect(actions.containers, &QAction::triggered, &page,
            [&page] { page.setType(QStringLiteral("container")); });
    connect(actions.services, &QAction::triggered, &page,
            [&page] { page.setType(QStringLiteral("linux-service")); });
    connect(actions.expandAll, &QAction::triggered, &page, &ui::FingerprintsPage::expandAll);
    connect(actions.collapseAll, &QAction::triggered, &page, &ui::FingerprintsPage::collapseAll);
    connect(actions.systemTheme, &QAction::triggered, this,
            [this] { setTheme(ui::ThemeChoice::System); });
    connect(actions.lightTheme, &QAction::triggered, this,
            [this] { setTheme(ui::ThemeChoice::Light); });
    connect(actions.darkTheme, &QAction::triggered, this,
            [this] { setTheme(ui::ThemeChoice::Dark); });
    connect(actions.about, &QAction::triggered, this, &Application::about);

    connect(&page, &ui::FingerprintsPage::openRequested, this, &Application::chooseFiles);
    connect(&page, &ui::FingerprintsPage::selectionChanged, this, &Application::updateActions);
    connect(m_window.get(), &MainWindow::filesDropped, this, [this](const QStringList& paths) {
        std::vector<std::string> files;
        for (const QString& path : paths)
            files.push_back(ui::toUtf8(path));
        open(files);
    });
    connect(&fingerprints, &FingerprintsController::readingProgressed, this,
            [this](int done, int total, const QString& what) {
                m_window->topBar().showJob(tr("Reading %1…").arg(QFileInfo(what).fileName()), done,
                                           total);
            });
    connect(&fingerprints, &FingerprintsController::readingStarted, this,
            &Application::updateActions);
    connect(&fingerprints, &FingerprintsController::readingEnded, this, [this] {
        m_window->topBar().hideJob();
        updateActions();
    });
    connect(&fingerprints, &FingerprintsController::tableShown, this, &Application::showTable);
}

void Application::open(const std::vector<std::string>& files)
{
    QStringList paths;
    for (const std::string& file : files)
        paths += ui::toQString(file);
    if (paths.isEmpty())
        m_fingerprints->openSample();
    else
        m_fingerprints->openFiles(paths);
    showPlace();
}

void Application::chooseFiles()
{
    const QStringList paths = QFileDialog::getOpenFileNames(
        m_window.get(), tr("Open fingerprints"), {},
        tr("Fingerprints (*.yaml *.yml *.json *.ndjson);;All files (*)"));
    std::vector<std::string> files;
    for (const QString& path : paths)
        files.push_back(ui::toUtf8(path));
    if (!files.empty())
        open(files);
}

void Application::copyRows()
{
    const QString text = m_window->page().selectedText();
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void Application::setTheme(ui::ThemeChoice theme)
{
    m_theme = theme;
    ui::applyTheme(theme);
}

void Application::showPlace()
{
    const QStringList& files = m_fingerprints->files();
    if (files.isEmpty())
        m_window->topBar().setPlace(tr("Sample organization"), tr("Built in, on this machine"), {});
    else if (files.size() == 1)
        m_window->topBar().setPlace(QFileInfo(files.front()).fileName(), tr("File on this machine"),
                                    files.front());
    else
        m_window->topBar().setPlace(tr("%n files", nullptr, static_cast<int>(files.size())), {},
                                    files.join(u'\n'));
    updateActions();
}

void Application::showTable()
{
    m_status = statusOf(m_window->page().table(), m_window->page().query(), *m_fingerprints);
    m_window->topBar().setTimes(m_status.times);
    showStatus();
    updateActions();
}

void Application::updateActions()
{
    m_window->actions().update({m_fingerprints->isReading(),
                                !m_window->page().selectedInstances().empty(),
                                m_fingerprints->isSample() && m_fingerprints->list() != nullptr});
}

void Application::about()
{
    QMessageBox::about(m_window.get(), tr("About Policywright"),
                       tr("Policywright %1\n\nA native desktop editor for Guardian workload "
                          "policies.\n\nGPL-3.0-or-later")
                           .arg(QStringLiteral(POLICYWRIGHT_VERSION)));
}

} // namespace pw::app
