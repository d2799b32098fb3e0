#include "app/policywright/top_bar.h"

#include "ui/common/icon_label.h"
#include "ui/connections/connection_state.h"
#include "ui/connections/organization_switcher.h"
#include "ui/connections/time_range_button.h"

#include <QAction>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

namespace pw::app {
namespace {

constexpr int barHeight = 40;
constexpr int jobBarWidth = 96;
constexpr int labelIcon = 16;

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

TopBar::TopBar(const Actions& actions, QWidget* parent) : QToolBar(tr("What is shown"), parent)
{
    setObjectName(QStringLiteral("context"));
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    toggleViewAction()->setEnabled(false);
    // Shown by Qt when the bar is too short, and nameless without this.
    if (auto* const more = findChild<QToolButton*>(QStringLiteral("qt_toolbar_ext_button")))
        more->setAccessibleName(tr("More"));
    // One widget with its own row: a bar reads its sheet before it has its name.
    auto* const inner = new QWidget(this);
    inner->setMinimumHeight(barHeight);
    inner->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* const row = new QHBoxLayout(inner);
    row->setContentsMargins(10, 0, 10, 0);
    row->setSpacing(8);

    m_switcher = new ui::OrganizationSwitcher(inner);
    m_indicator = new ui::ConnectionIndicator(inner);
    m_timeRange = new ui::TimeRangeButton(inner);
    row->addWidget(m_switcher);
    row->addWidget(m_indicator);
    row->addWidget(makeLine(inner));
    row->addWidget(m_timeRange);
    row->addWidget(makeTimes(inner));
    row->addWidget(makeButton(actions.reload, inner));
    row->addStretch();
    row->addWidget(makeJob(actions.cancel, inner));
    auto* const open = makeButton(actions.open, inner);
    open->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    open->setText(u' ' + tr("Open…"));
    row->addWidget(open);
    addWidget(inner);
    hideJob();
    showTimes();
}

QWidget* TopBar::makeTimes(QWidget* parent)
{
    m_timesGroup = new QWidget(parent);
    m_times = new QLabel(m_timesGroup);
    m_times->setObjectName(QStringLiteral("timeRange"));
    m_times->setToolTip(tr("The earliest and the latest fingerprint, in UTC"));
    auto* const row = new QHBoxLayout(m_timesGroup);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new ui::IconLabel(QStringLiteral("clock"), labelIcon, m_timesGroup));
    row->addWidget(m_times);
    return m_timesGroup;
}

QWidget* TopBar::makeJob(QAction* cancel, QWidget* parent)
{
    m_job = new QWidget(parent);
    m_job->setObjectName(QStringLiteral("job"));
    m_jobText = new QLabel(m_job);
    m_jobText->setObjectName(QStringLiteral("jobText"));
    m_jobBar = new QProgressBar(m_job);
    m_jobBar->setObjectName(QStringLiteral("jobBar"));
    m_jobBar->setAccessibleName(tr("Progress"));
    m_jobBar->setTextVisible(false);
    m_jobBar->setFixedWidth(jobBarWidth);
    m_jobPercent = new QLabel(m_job);
    auto* const row = new QHBoxLayout(m_job);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_jobText);
    row->addWidget(m_jobBar);
    row->addWidget(m_jobPercent);
    row->addWidget(makeButton(cancel, m_job));
    return m_job;
}

void TopBar::setOrganizationShown(bool shown)
{
    m_organizationShown = shown;
    m_indicator->setVisible(shown);
    m_timeRange->setVisible(shown);
    showTimes();
}

void TopBar::setProduction(bool production)
{
    Q_EMIT productionChanged(production);
}

void TopBar::setTimes(const QString& times)
{
    m_times->setText(times);
    showTimes();
}

void TopBar::showTimes()
{
    m_timesGroup->setVisible(!m_organizationShown && !m_times->text().isEmpty());
}

void TopBar::showJob(const QString& what, int done, int total)
{
    m_jobText->setText(what);
    const bool known = total > 1;
    m_jobBar->setRange(0, known ? total : 0);
    m_jobBar->setValue(done);
    m_jobPercent->setText(known ? tr("%1 %").arg(100 * done / total) : QString());
    m_job->show();
}

void TopBar::hideJob()
{
    m_job->hide();
}

} // namespace pw::app
