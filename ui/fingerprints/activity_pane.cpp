#include "ui/fingerprints/activity_pane.h"

#include "ui/common/panel_title.h"
#include "ui/common/row_tree.h"
#include "ui/common/state_page.h"
#include "ui/fingerprints/connection_map.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
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
    m_map = new ConnectionMap(this);
    m_views = new QStackedWidget(this);
    m_views->addWidget(makeTables());
    m_views->addWidget(m_map);
    m_title->addWidget(makeSwitch());
    m_state = new StatePage(m_views, this);

    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addWidget(m_state, 1);
    connect(m_state, &StatePage::cancelRequested, this, &ActivityPane::cancelRequested);
    connect(m_state, &StatePage::helpRequested, this, &ActivityPane::retryRequested);
    connect(m_map, &ConnectionMap::tableRequested, this, [this] { setView(View::Table); });
    showNothingSelected();
}

QWidget* ActivityPane::makeTables()
{
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
    return splitter;
}

QWidget* ActivityPane::makeSwitch()
{
    auto* const segments = new QFrame;
    segments->setObjectName(QStringLiteral("activityView"));
    segments->setProperty("kind", QStringLiteral("segmented"));
    segments->setProperty("density", QStringLiteral("compact"));
    m_asTable = makeSegment("activityAsTable", tr("Table"), View::Table);
    m_asMap = makeSegment("activityAsMap", tr("Map"), View::Map);
    m_asTable->setChecked(true);
    auto* const row = new QHBoxLayout(segments);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* const group = new QButtonGroup(segments);
    for (QToolButton* const button : {m_asTable, m_asMap}) {
        row->addWidget(button);
        group->addButton(button);
    }
    return segments;
}

QToolButton* ActivityPane::makeSegment(const char* objectName, const QString& text, View view)
{
    auto* const button = new QToolButton;
    button->setObjectName(QLatin1String(objectName));
    button->setText(text);
    button->setToolTip(tr("Ctrl+T switches"));
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    connect(button, &QToolButton::toggled, this, [this, view](bool on) {
        if (on)
            setView(view);
    });
    return button;
}

ActivityPane::View ActivityPane::view() const
{
    return m_views->currentWidget() == m_map ? View::Map : View::Table;
}

void ActivityPane::setView(View shown)
{
    if (shown == view())
        return;
    const bool inside = m_views->isAncestorOf(focusWidget()) && focusWidget()->hasFocus();
    m_views->setCurrentIndex(static_cast<int>(shown));
    (shown == View::Map ? m_asMap : m_asTable)->setChecked(true);
    drawMap();
    if (inside)
        (shown == View::Map ? static_cast<QWidget*>(m_map) : m_connections)
            ->setFocus(Qt::OtherFocusReason);
}

void ActivityPane::switchView()
{
    setView(view() == View::Map ? View::Table : View::Map);
}

void ActivityPane::setMapState(const MapState& state)
{
    m_map->setState(state);
}

/// Nobody pays for a map that is not looked at.
void ActivityPane::drawMap()
{
    if (m_undrawn == nullptr || view() != View::Map)
        return;
    m_map->setActivity(m_undrawn, m_subject);
    m_undrawn.reset();
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

void ActivityPane::showFailed(const QString& details)
{
    m_filled = false;
    m_title->setSentence({});
    m_state->showFailed(tr("What they did could not be read"), details, tr("Try again"));
}

void ActivityPane::setActivity(const ActivityPtr& activity, const QString& subject)
{
    m_filled = true;
    m_processModel->setActivity(activity);
    m_connectionModel->setActivity(activity);
    m_undrawn = activity;
    m_subject = subject;
    drawMap();
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
