#include "app/policywright/main_window.h"

#include "ui/common/icon_label.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/fingerprints/fingerprints_page.h"

#include <QAction>
#include <QClipboard>
#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QProgressBar>
#include <QStatusBar>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace pw::app {
namespace {

constexpr int topBarHeight = 40;
constexpr int railWidth = 76;
constexpr int jobBarWidth = 96;
constexpr int labelIcon = 16;
constexpr QSize railIcon(20, 20);

QToolBar* makeBar(QMainWindow* window, const char* objectName, const QString& name)
{
    auto* const bar = new QToolBar(name, window);
    bar->setObjectName(QLatin1String(objectName));
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->toggleViewAction()->setEnabled(false);
    // Shown by Qt when the bar is too short, and nameless without this.
    if (auto* const more = bar->findChild<QToolButton*>(QStringLiteral("qt_toolbar_ext_button")))
        more->setAccessibleName(QCoreApplication::translate("pw::app::MainWindow", "More"));
    return bar;
}

QToolButton* makeButton(QAction* action, QWidget* parent)
{
    auto* const button = new QToolButton(parent);
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    button->setDefaultAction(action);
    button->setAccessibleName(QString(action->text()).remove(u'&'));
    button->setAutoRaise(true);
    return button;
}

QFrame* makeLine(QWidget* parent)
{
    auto* const line = new QFrame(parent);
    line->setProperty("kind", QStringLiteral("line"));
    line->setFixedSize(1, 20);
    return line;
}

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent), m_actions(makeActions(this)), m_page(new ui::FingerprintsPage(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Policywright"));
    setAcceptDrops(true);
    setMinimumSize(800, 500);
    buildMenus();
    buildTopBar();
    buildRail();
    buildCentre();
    buildStatusBar();
    hideJob();
}

void MainWindow::buildMenus()
{
    auto* const file = menuBar()->addMenu(tr("&File"));
    file->addActions({m_actions.open, m_actions.sample, m_actions.reload});
    file->addSeparator();
    file->addAction(m_actions.quit);
    auto* const edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions({m_actions.copyRows, m_actions.selectAll});
    edit->addSeparator();
    edit->addAction(m_actions.find);
    auto* const view = menuBar()->addMenu(tr("&View"));
    view->addActions({m_actions.containers, m_actions.services});
    view->addSeparator();
    view->addActions({m_actions.expandAll, m_actions.collapseAll});
    view->addSeparator();
    auto* const themes = view->addMenu(tr("&Theme"));
    themes->addActions({m_actions.systemTheme, m_actions.lightTheme, m_actions.darkTheme});
    auto* const help = menuBar()->addMenu(tr("&Help"));
    help->addAction(m_actions.about);
    menuBar()->setObjectName(QStringLiteral("menuBar"));
    menuBar()->setAccessibleName(tr("Menus"));

    m_page->addRowAction(m_actions.copyRows);
    m_page->addRowAction(m_actions.expandAll);
    m_page->addRowAction(m_actions.collapseAll);
}

void MainWindow::buildTopBar()
{
    auto* const bar = makeBar(this, "context", tr("What is shown"));
    auto* const inner = new QWidget(bar);
    inner->setMinimumHeight(topBarHeight);
    inner->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* const row = new QHBoxLayout(inner);
    row->setContentsMargins(10, 0, 10, 0);
    row->setSpacing(8);

    m_placeName = new QLabel(inner);
    m_placeName->setObjectName(QStringLiteral("placeName"));
    m_placeName->setFont(ui::scaledFont(font(), 1.0, QFont::DemiBold));
    m_placeName->setTextFormat(Qt::PlainText);
    m_placeNote = new QLabel(inner);
    m_placeNote->setObjectName(QStringLiteral("placeNote"));
    m_timesGroup = new QWidget(inner);
    m_times = new QLabel(m_timesGroup);
    m_times->setObjectName(QStringLiteral("timeRange"));
    m_times->setToolTip(tr("The earliest and the latest fingerprint, in UTC"));
    auto* const timesRow = new QHBoxLayout(m_timesGroup);
    timesRow->setContentsMargins(0, 0, 0, 0);
    timesRow->setSpacing(8);
    timesRow->addWidget(makeLine(m_timesGroup));
    timesRow->addWidget(new ui::IconLabel(QStringLiteral("clock"), labelIcon, m_timesGroup));
    timesRow->addWidget(m_times);
    row->addWidget(new ui::IconLabel(QStringLiteral("machine"), labelIcon, inner));
    row->addWidget(m_placeName);
    row->addWidget(m_placeNote);
    row->addWidget(m_timesGroup);
    row->addWidget(makeLine(inner));
    row->addWidget(makeButton(m_actions.reload, inner));
    row->addStretch();

    m_job = new QWidget(inner);
    m_job->setObjectName(QStringLiteral("job"));
    m_jobText = new QLabel(m_job);
    m_jobText->setObjectName(QStringLiteral("jobText"));
    m_jobBar = new QProgressBar(m_job);
    m_jobBar->setObjectName(QStringLiteral("jobBar"));
    m_jobBar->setAccessibleName(tr("Progress"));
    m_jobBar->setTextVisible(false);
    m_jobBar->setFixedWidth(jobBarWidth);
    m_jobPercent = new QLabel(m_job);
    auto* const jobRow = new QHBoxLayout(m_job);
    jobRow->setContentsMargins(0, 0, 0, 0);
    jobRow->addWidget(m_jobText);
    jobRow->addWidget(m_jobBar);
    jobRow->addWidget(m_jobPercent);
    jobRow->addWidget(makeButton(m_actions.cancel, m_job));
    row->addWidget(m_job);
    auto* const open = makeButton(m_actions.open, inner);
    open->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    open->setText(u' ' + tr("Open…"));
    row->addWidget(open);
    bar->addWidget(inner);
    addToolBar(Qt::TopToolBarArea, bar);
}

void MainWindow::buildRail()
{
    auto* const rail = makeBar(this, "rail", tr("Places"));
    rail->setOrientation(Qt::Vertical);
    rail->setFixedWidth(railWidth);
    auto* const place = new QToolButton(rail);
    place->setObjectName(QStringLiteral("fingerprintsPlace"));
    place->setText(tr("Fingerprints"));
    place->setAccessibleName(tr("Fingerprints"));
    place->setIcon(ui::icon(QStringLiteral("fingerprint"), true));
    place->setIconSize(railIcon);
    place->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    place->setCheckable(true);
    place->setChecked(true);
    place->setAutoExclusive(true);
    place->setFocusPolicy(Qt::TabFocus);
    rail->addWidget(place);
    addToolBar(Qt::LeftToolBarArea, rail);
}

void MainWindow::buildCentre()
{
    auto* const centre = new QWidget(this);
    auto* const tabs = new QTabBar(centre);
    tabs->setObjectName(QStringLiteral("tabs"));
    tabs->setAccessibleName(tr("Pages"));
    tabs->setDocumentMode(true);
    tabs->setExpanding(false);
    tabs->setDrawBase(false);
    tabs->addTab(ui::icon(QStringLiteral("fingerprint")), tr("Fingerprints"));
    auto* const strip = new QFrame(centre);
    strip->setProperty("kind", QStringLiteral("tabs"));
    auto* const stripRow = new QHBoxLayout(strip);
    stripRow->setContentsMargins(0, 0, 0, 0);
    stripRow->addWidget(tabs);
    stripRow->addStretch();
    auto* const column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(strip);
    column->addWidget(m_page, 1);
    setCentralWidget(centre);
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

void MainWindow::setPlace(const QString& name, const QString& note, const QString& tip)
{
    m_placeName->setText(name);
    m_placeName->setToolTip(tip);
    m_placeNote->setText(note);
    setWindowTitle(tr("%1 – Policywright").arg(name));
}

void MainWindow::setTimes(const QString& times)
{
    m_times->setText(times);
    m_timesGroup->setVisible(!times.isEmpty());
}

void MainWindow::setStatus(const QString& status, const QString& command)
{
    m_status->setText(status);
    m_command->setText(command);
    m_command->setVisible(!command.isEmpty());
    m_copyCommand->setVisible(!command.isEmpty());
}

void MainWindow::showJob(const QString& what, int done, int total)
{
    m_jobText->setText(what);
    // Of one thing there is no part to tell: the bar says busy.
    const bool known = total > 1;
    m_jobBar->setRange(0, known ? total : 0);
    m_jobBar->setValue(done);
    m_jobPercent->setText(known ? tr("%1 %").arg(100 * done / total) : QString());
    m_job->show();
}

void MainWindow::hideJob()
{
    m_job->hide();
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
