#include "ui/fingerprints/activity_pane.h"

#include "ui/common/panel_title.h"
#include "ui/common/row_tree.h"
#include "ui/common/state_page.h"

#include <QHeaderView>
#include <QSplitter>
#include <QVBoxLayout>

namespace pw::ui {
namespace {

RowTree* makeTree(const char* objectName, const QString& accessibleName, QAbstractItemModel* model,
                  const QList<ColumnWidth>& widths, QWidget* parent)
{
    auto* const tree = new RowTree(parent);
    tree->setObjectName(QLatin1String(objectName));
    tree->setAccessibleName(accessibleName);
    tree->setAlternatingRowColors(true);
    tree->setModel(model);
    tree->setColumnWidths(widths);
    tree->header()->setObjectName(QLatin1String(objectName) + QStringLiteral("Header"));
    return tree;
}

} // namespace

ActivityPane::ActivityPane(QWidget* parent)
    : QWidget(parent), m_processModel(new ProcessModel(this)),
      m_connectionModel(new ConnectionModel(this)),
      m_title(new PanelTitle(QStringLiteral("fingerprint"), tr("Activity of the selection"), this))
{
    setObjectName(QStringLiteral("activityPane"));
    m_title->setObjectName(QStringLiteral("activityTitle"));
    auto* const splitter = new QSplitter(Qt::Horizontal);
    splitter->setObjectName(QStringLiteral("activitySplitter"));
    splitter->setChildrenCollapsible(false);
    m_processes = makeTree("processTree", tr("Processes"), m_processModel,
                           {{30, 120}, {26, 84}, {12, 60}, {22, 136}}, this);
    m_connections = makeTree("connectionTree", tr("Connections"), m_connectionModel,
                             {{13, 108}, {41, 100}, {13, 78}, {13, 76}, {20, 136}}, this);
    splitter->addWidget(m_processes);
    splitter->addWidget(m_connections);
    splitter->setStretchFactor(0, 45);
    splitter->setStretchFactor(1, 55);
    splitter->setSizes({4500, 5500});
    m_state = new StatePage(splitter, this);

    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addWidget(m_state, 1);
    connect(m_state, &StatePage::cancelRequested, this, &ActivityPane::cancelRequested);
    showNothingSelected();
}

void ActivityPane::showNothingSelected()
{
    m_filled = false;
    m_title->setSentence({});
    m_state->showEmpty(tr("Select fingerprints to see what they did"));
}

void ActivityPane::showReading(const QString& what)
{
    if (!m_filled)
        m_state->showLoading(what, 0, 0);
}

void ActivityPane::setActivity(const ActivityPtr& activity, const QString& subject)
{
    m_filled = true;
    m_processModel->setActivity(activity);
    m_connectionModel->setActivity(activity);
    m_processes->expandAll();
    QString sentence = subject;
    const auto outliers = static_cast<int>(activity->outliers);
    if (outliers > 0) {
        sentence += QStringLiteral(" — ");
        sentence += outliers == 1
            ? tr("one behaviour was seen in fewer than half of the instances")
            : tr("%n behaviours were seen in fewer than half of the instances", nullptr, outliers);
    }
    m_title->setSentence(sentence);
    if (activity->processes.empty() && activity->connections.empty())
        m_state->showEmpty(tr("The selected fingerprints hold no processes and no connections"));
    else
        m_state->showContent();
}

} // namespace pw::ui
