#include "app/policywright/main_window.h"

#include "app/policywright/menus.h"
#include "ui/common/document_tabs.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/connections/connection_strip.h"
#include "ui/fingerprints/fingerprints_page.h"
#include "ui/policies/policies_page.h"

#include <QAction>
#include <QClipboard>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace pw::app {
namespace {

constexpr int messageMs = 6000; // how long the status bar says what was done

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent), m_actions(makeActions(this)), m_page(new ui::FingerprintsPage(this)),
      m_policies(new ui::PoliciesPage(this)), m_topBar(new TopBar(m_actions, this)),
      m_rail(new Rail(m_actions, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Policywright"));
    setAcceptDrops(true);
    setMinimumSize(800, 500);
    m_recentFiles = buildMenus(*menuBar(), m_actions);
    addToolBar(Qt::TopToolBarArea, m_topBar);
    addToolBar(Qt::LeftToolBarArea, m_rail);
    buildCentre();
    buildStatusBar();
    for (QAction* const action :
         {m_actions.copyRows, m_actions.saveFingerprints, m_actions.mergeInto,
          m_actions.createPolicy, m_actions.expandAll, m_actions.collapseAll})
        m_page->addRowAction(action);
    m_page->addFootAction(m_actions.saveFingerprints, tr("Save as…"), false);
    m_page->addFootAction(m_actions.mergeInto, {}, false);
    m_page->addFootAction(m_actions.compareRows, tr("Compare…"), false);
    m_page->addFootAction(m_actions.createPolicy, {}, true);
    for (QAction* const action :
         {m_actions.openPolicy, m_actions.copyRows, m_actions.exportPolicy, m_actions.enforcePolicy,
          m_actions.auditPolicy, m_actions.enablePolicy, m_actions.disablePolicy,
          m_actions.deletePolicy})
        m_policies->addRowAction(action);
    m_policies->addFootAction(m_actions.deletePolicy, {}, false);
    m_policies->addFootAction(m_actions.exportPolicy, tr("Export…"), false);
    m_policies->addFootAction(m_actions.auditPolicy, {}, false);
    m_policies->addFootAction(m_actions.enforcePolicy, {}, false);
    m_policies->addFootAction(m_actions.comparePolicy, {}, false);
    m_policies->addFootAction(m_actions.openPolicy, {}, true);
}

void MainWindow::buildCentre()
{
    auto* const centre = new QWidget(this);
    m_tabs = new ui::DocumentTabs(centre);
    m_tabs->setObjectName(QStringLiteral("tabs"));
    m_tabs->setAccessibleName(tr("Pages"));
    m_stack = new QStackedWidget(centre);
    m_stack->setObjectName(QStringLiteral("pages"));
    auto* const strip = new QFrame(centre);
    strip->setProperty("kind", QStringLiteral("tabs"));
    auto* const stripRow = new QHBoxLayout(strip);
    stripRow->setContentsMargins(0, 0, 0, 0);
    stripRow->addWidget(m_tabs);
    stripRow->addStretch();
    auto* const column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    QFrame* const production = ui::makeProductionStrip(centre);
    production->hide();
    connect(m_topBar, &TopBar::productionChanged, production, &QWidget::setVisible);
    m_offers = new ui::ConnectionStrip(centre);
    column->addWidget(production);
    column->addWidget(strip);
    column->addWidget(m_offers);
    column->addWidget(m_stack, 1);
    setCentralWidget(centre);

    m_stack->addWidget(m_page);
    m_stack->addWidget(m_policies);
    m_tabs->addPage(QStringLiteral("fingerprint"), tr("Fingerprints"));
    m_tabs->addPage(QStringLiteral("policy"), tr("Policies"));
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (QWidget* const page = m_stack->widget(index)) {
            m_stack->setCurrentWidget(page);
            page->setFocus();
            Q_EMIT pageShown(page);
        }
    });
    connect(m_tabs, &ui::DocumentTabs::closeRequested, this,
            [this](int index) { Q_EMIT closePageRequested(m_stack->widget(index)); });
    m_page->setFocus();
}

void MainWindow::buildStatusBar()
{
    m_status = new QLabel(this);
    m_status->setObjectName(QStringLiteral("status"));
    m_status->setContentsMargins(8, 0, 0, 0);
    m_status->setFont(ui::scaledFont(font(), 12.0 / 13.0));
    m_command = new QLabel(this);
    m_command->setObjectName(QStringLiteral("command"));
    m_command->setFont(ui::scaledFont(ui::monoFont(font()), 11.0 / 12.0));
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_command->setToolTip(tr("The same table on the command line"));
    m_copyCommand = new QToolButton(this);
    m_copyCommand->setObjectName(QStringLiteral("copyCommand"));
    m_copyCommand->setAccessibleName(tr("Copy the command"));
    m_copyCommand->setToolTip(tr("Copy the command"));
    m_copyCommand->setIcon(ui::icon(QStringLiteral("copy")));
    m_copyCommand->setAutoRaise(true);
    connect(m_copyCommand, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_command->text()); });
    statusBar()->addWidget(m_status);
    statusBar()->addPermanentWidget(m_command);
    statusBar()->addPermanentWidget(m_copyCommand);
    statusBar()->setSizeGripEnabled(false);
}

QWidget* MainWindow::pageParent() const
{
    return m_stack;
}

void MainWindow::addDocumentPage(QWidget* page, const QString& title, const QString& iconName)
{
    m_stack->addWidget(page);
    m_tabs->addDocument(iconName, title);
}

void MainWindow::removeDocumentPage(QWidget* page)
{
    const int index = m_stack->indexOf(page);
    if (index < 0)
        return;
    // The page first: the tab bar tells of another current tab while it removes one.
    m_stack->removeWidget(page);
    m_tabs->removeTab(index);
    if (QWidget* const next = m_stack->widget(m_tabs->currentIndex()))
        showPage(next);
}

void MainWindow::setDocumentTitle(QWidget* page, const QString& title, const QString& tip,
                                  bool modified)
{
    const int index = m_stack->indexOf(page);
    if (index >= 0)
        m_tabs->setTitle(index, title, tip, modified);
}

void MainWindow::showPage(QWidget* page)
{
    const int index = m_stack->indexOf(page);
    if (index >= 0)
        m_tabs->setCurrentIndex(index);
}

QWidget* MainWindow::shownPage() const
{
    return m_stack->currentWidget();
}

void MainWindow::showNextTab(int step)
{
    const int count = m_tabs->count();
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + count) % count);
}

void MainWindow::setStatus(const QString& status, const QString& command)
{
    m_status->setText(status);
    m_command->setText(command);
    m_command->setVisible(!command.isEmpty());
    m_copyCommand->setVisible(!command.isEmpty());
}

void MainWindow::showMessage(const QString& message)
{
    statusBar()->showMessage(message, messageMs);
}

void MainWindow::setTitle(const QString& title, bool modified)
{
    // The place of the star is the desktop's business.
    setWindowTitle(tr("%1[*] – Policywright").arg(title));
    setWindowModified(modified);
}

void MainWindow::closeForGood()
{
    m_mayClose = true;
    if (!m_isAsked)
        close();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_mayClose) {
        // The answer may come at once; a window that is being closed cannot be closed once more.
        m_isAsked = true;
        Q_EMIT closeRequested();
        m_isAsked = false;
    }
    event->setAccepted(m_mayClose);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths += url.toLocalFile();
    }
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    Q_EMIT filesDropped(paths);
}

} // namespace pw::app
