#include "ui/policies/version_list.h"

#include "ui/common/icons.h"
#include "ui/common/row_tree.h"
#include "ui/common/state_page.h"
#include "ui/policies/version_model.h"

#include <QAction>
#include <QHeaderView>
#include <QVBoxLayout>

namespace pw::ui {
namespace {

constexpr int patienceMs = 150;

} // namespace

VersionList::VersionList(QWidget* parent)
    : QWidget(parent), m_model(new VersionModel(this)), m_tree(new RowTree(this)),
      m_state(new StatePage(m_tree, this)), m_open(new QAction(tr("Open this version"), this)),
      m_restore(new QAction(tr("Restore this version…"), this))
{
    setObjectName(QStringLiteral("versionPane"));
    m_tree->setObjectName(QStringLiteral("versionList"));
    m_tree->setAccessibleName(tr("Versions of the policy"));
    m_tree->setToolTip(tr("Return opens a version, Shift+Return restores it"));
    m_tree->setRootIsDecorated(false);
    m_tree->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tree->setModel(m_model);
    m_tree->setColumnWidths(VersionModel::columnWidths());
    m_tree->header()->setObjectName(QStringLiteral("versionListHeader"));
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_state);
    addActions();
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_state->showEmpty(tr("Reading the versions…"), {}, QStringLiteral("clock"));
    });
    connect(m_tree, &QTreeView::clicked, this, &VersionList::onClicked);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &VersionList::onCurrentChanged);
    connect(m_model, &QAbstractItemModel::modelReset, this, &VersionList::onCurrentChanged);
    connect(m_state, &StatePage::helpRequested, this, &VersionList::retryRequested);
    onCurrentChanged();
}

void VersionList::addActions()
{
    m_open->setObjectName(QStringLiteral("openVersion"));
    m_open->setIcon(icon(QStringLiteral("open")));
    m_open->setShortcuts({Qt::Key_Return, Qt::Key_Enter});
    m_restore->setObjectName(QStringLiteral("restoreVersion"));
    m_restore->setIcon(icon(QStringLiteral("undo")));
    m_restore->setShortcuts({Qt::SHIFT | Qt::Key_Return, Qt::SHIFT | Qt::Key_Enter});
    for (QAction* const action : {m_open, m_restore}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_tree->addAction(action);
    }
    connect(m_open, &QAction::triggered, this, [this] { open(m_tree->currentIndex().row()); });
    connect(m_restore, &QAction::triggered, this,
            [this] { restore(m_tree->currentIndex().row()); });
}

void VersionList::setVersions(std::vector<ops::PolicyVersionRow> versions)
{
    m_patience.stop();
    if (versions.empty()) {
        m_state->showEmpty(tr("The server keeps no versions of this policy"), {},
                           QStringLiteral("clock"));
        return;
    }
    m_model->setVersions(std::move(versions));
    if (!m_tree->currentIndex().isValid())
        m_tree->setCurrentIndex(m_model->index(0, 0));
    m_state->showContent();
}

void VersionList::showReading()
{
    m_model->setVersions({});
    m_state->showContent();
    m_patience.start();
}

void VersionList::showFailed(const QString& why)
{
    m_patience.stop();
    m_state->showFailed(tr("The versions could not be read"), why, tr("Try again"));
}

void VersionList::onCurrentChanged()
{
    const QModelIndex current = m_tree->currentIndex();
    m_open->setEnabled(current.isValid());
    m_restore->setEnabled(current.isValid() && !m_model->version(current.row()).present);
}

void VersionList::onClicked(const QModelIndex& index)
{
    const auto column = static_cast<VersionModel::Column>(index.column());
    if (column == VersionModel::Column::Open)
        open(index.row());
    else if (column == VersionModel::Column::Restore)
        restore(index.row());
}

void VersionList::open(int row)
{
    Q_EMIT openRequested(m_model->version(row).version);
}

void VersionList::restore(int row)
{
    if (!m_model->version(row).present)
        Q_EMIT restoreRequested(m_model->version(row).version);
}

} // namespace pw::ui
