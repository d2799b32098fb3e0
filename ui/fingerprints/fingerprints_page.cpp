#include "ui/fingerprints/fingerprints_page.h"

#include "ui/common/action_button.h"
#include "ui/common/convert.h"
#include "ui/common/notice_strip.h"
#include "ui/common/state_page.h"
#include "ui/fingerprints/activity_pane.h"
#include "ui/fingerprints/connection_map.h"
#include "ui/fingerprints/filter_bar.h"
#include "ui/fingerprints/fingerprint_tree.h"
#include "ui/fingerprints/problem_strip.h"
#include "ui/fingerprints/selection_line.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int footHeight = 44;
constexpr std::size_t openUpTo = 60; // instances; a longer table starts closed
constexpr std::size_t mostSpans = 100; // a tree takes its time for each of them

} // namespace

FingerprintsPage::FingerprintsPage(QWidget* parent)
    : QWidget(parent), m_model(new FingerprintModel(this)), m_filter(new FilterBar(this)),
      m_problems(new ProblemStrip(this)), m_notice(new NoticeStrip(this)),
      m_table(new FingerprintTree(m_model, this)), m_state(new StatePage(m_table, this)),
      m_activity(new ActivityPane(this)), m_selection(new SelectionLine(this)),
      m_selectionTimer(new QTimer(this))
{
    setObjectName(QStringLiteral("fingerprintsPage"));
    setAccessibleName(tr("Fingerprints"));
    m_table->setObjectName(QStringLiteral("fingerprintTable"));
    m_table->setAccessibleName(tr("Fingerprints"));
    m_table->header()->setObjectName(QStringLiteral("fingerprintTableHeader"));

    auto* const splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("pageSplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(m_state);
    splitter->addWidget(m_activity);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({3000, 1300});

    auto* const foot = new QWidget(this);
    foot->setProperty("kind", QStringLiteral("foot"));
    foot->setAttribute(Qt::WA_StyledBackground);
    m_footRow = new QHBoxLayout(foot);
    m_footRow->setContentsMargins(10, 0, 10, 0);
    m_footRow->setSpacing(6);
    m_footRow->addWidget(m_selection);
    m_footRow->addStretch();
    foot->setFixedHeight(footHeight);

    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter);
    column->addWidget(m_notice);
    column->addWidget(m_problems);
    column->addWidget(splitter, 1);
    column->addWidget(foot);
    setFocusProxy(m_table);
    connectParts();
}

void FingerprintsPage::connectParts()
{
    // Many rows are selected one by one: the activity is asked for when that is over.
    m_selectionTimer->setSingleShot(true);
    m_selectionTimer->setInterval(0);
    connect(m_selectionTimer, &QTimer::timeout, this, [this] {
        showCounts();
        Q_EMIT selectionChanged();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FingerprintsPage::onSelectionChanged);
    connect(m_table, &FingerprintTree::sortChanged, this, &FingerprintsPage::queryChanged);
    connect(m_table, &FingerprintTree::columnsMoved, this, &FingerprintsPage::takeColumnOrder);
    connect(m_table, &FingerprintTree::uncoveredRequested, m_filter, &FilterBar::askOnlyUncovered);
    connect(m_table, &FingerprintTree::policyActivated, this,
            [this](const QModelIndex& row) { Q_EMIT policyActivated(m_model->policyOf(row)); });
    connect(m_filter, &FilterBar::queryChanged, this, &FingerprintsPage::queryChanged);
    connect(m_filter, &FilterBar::filterSaved, this, &FingerprintsPage::filterSaved);
    connect(m_filter, &FilterBar::savedFilterDeleted, this, &FingerprintsPage::savedFilterDeleted);
    connect(m_filter, &FilterBar::columnChoiceChanged, this, &FingerprintsPage::changeColumns);
    connect(m_notice, &NoticeStrip::answered, this, &FingerprintsPage::retryRequested);
    connect(m_state, &StatePage::helpRequested, this, &FingerprintsPage::onHelp);
    connect(m_state, &StatePage::otherRequested, this, &FingerprintsPage::remedyRequested);
    connect(m_state, &StatePage::cancelRequested, this, &FingerprintsPage::cancelRequested);
    connect(m_activity, &ActivityPane::cancelRequested, this, &FingerprintsPage::cancelRequested);
}

ops::FingerprintQuery FingerprintsPage::query() const
{
    ops::FingerprintQuery out = m_filter->query();
    out.sort = m_table->sort();
    return out;
}

void FingerprintsPage::setType(const QString& type)
{
    m_filter->setType(type);
}

void FingerprintsPage::setFilter(const ops::FingerprintFilter& filter)
{
    m_filter->setFilter(filter);
}

void FingerprintsPage::setSavedFilters(const QList<SavedFilter>& filters)
{
    m_filter->setSavedFilters(filters);
}

void FingerprintsPage::setPolicyNames(const QHash<QString, QString>& names)
{
    m_model->setPolicyNames(names);
}

void FingerprintsPage::setColumnChoice(const ColumnChoice& choice)
{
    m_filter->setColumnChoice(choice);
    m_table->keepingView([this, &choice] {
        m_model->setColumns(choice);
        m_table->followColumns();
    });
}

void FingerprintsPage::changeColumns(const ColumnChoice& choice)
{
    setColumnChoice(choice);
    Q_EMIT columnChoiceChanged(choice);
}

/// Columns of the grouping stay at the end.
void FingerprintsPage::takeColumnOrder(const QList<int>& order)
{
    ColumnChoice choice = m_model->columns();
    std::vector<ops::TableColumn> dragged;
    for (const int section : order) {
        const FingerprintTableColumn& column = m_model->columnAt(section);
        if (column.groupField < 0 && column.column != ops::TableColumn::Title)
            dragged.push_back(column.column);
    }
    const auto isShown = [&dragged](ops::TableColumn column) {
        return std::ranges::find(dragged, column) != dragged.end();
    };
    std::erase_if(choice.columns, isShown);
    choice.columns.insert(choice.columns.begin(), dragged.begin(), dragged.end());
    m_table->followColumns();
    changeColumns(choice);
}

void FingerprintsPage::setProblems(const std::vector<ops::SourceProblem>& problems)
{
    m_problems->setProblems(problems);
}

void FingerprintsPage::setTable(const FingerprintListPtr& list, ops::FingerprintTable table,
                                const ops::FingerprintQuery& asked, bool opened)
{
    setTable(changeOf(m_model->shown(), shownOf(list, std::move(table), asked)), opened);
}

void FingerprintsPage::setTable(FingerprintChange change, bool opened)
{
    m_filter->setChoices(change.to->table);
    const std::size_t shown = change.to->table.shown;
    const bool otherRows = change.whole;
    if (!otherRows && change.spans > mostSpans)
        m_table->keepingView([this, &change] { m_model->replace(std::move(change)); });
    else
        m_model->apply(std::move(change));
    if (otherRows) {
        m_table->followColumns();
        opened = true;
    }
    showState();
    if (opened) {
        if (shown <= openUpTo)
            m_table->expandAll();
        selectFirst();
    }
    showCounts();
    m_selectionTimer->start();
}

/// The group with the most fingerprints that no policy covers.
void FingerprintsPage::selectFirst()
{
    const std::vector<ops::FingerprintGroupRow>& groups = m_model->table().groups;
    const auto uncovered
        = [](const ops::FingerprintGroupRow& row) { return row.total - row.covered; };
    const auto most = std::ranges::max_element(groups, {}, uncovered);
    if (most == groups.end())
        return;
    m_table->setCurrentIndex(m_model->index(static_cast<int>(most - groups.begin()), 0));
}

void FingerprintsPage::onSelectionChanged()
{
    m_table->viewport()->update(); // the children of a group are tinted with it
    m_selectionTimer->start();
}

std::vector<std::size_t> FingerprintsPage::selectedInstances() const
{
    return m_table->selectedInstances();
}

void FingerprintsPage::showCounts()
{
    m_selection->setCounts(ops::countsOf(*m_model->list(), selectedInstances()));
}

bool FingerprintsPage::hasSelection() const
{
    return m_table->selectionModel()->hasSelection();
}

bool FingerprintsPage::selectionPending() const
{
    return m_selectionTimer->isActive();
}

QString FingerprintsPage::selectedText() const
{
    for (const RowTree* const tree : m_activity->trees()) {
        if (tree->hasFocus())
            return tree->selectedText();
    }
    return m_table->selectedText();
}

void FingerprintsPage::addRowAction(QAction* action)
{
    m_table->addAction(action);
    for (RowTree* const tree : m_activity->trees())
        tree->addAction(action);
}

void FingerprintsPage::addFootAction(QAction* action, const QString& text, bool primary)
{
    auto* const button = new ActionButton(action, primary, text, this);
    m_footRow->addWidget(button);
}

QList<QWidget*> FingerprintsPage::panes() const
{
    QList<QWidget*> out{m_filter, m_table};
    for (RowTree* const tree : m_activity->trees())
        out += tree;
    out += &m_activity->map();
    return out;
}

void FingerprintsPage::showActivityReading()
{
    m_activity->showReading(tr("Reading what they did…"));
}

void FingerprintsPage::setActivity(const ActivityPtr& activity)
{
    if (activity == nullptr || activity->of == 0)
        m_activity->showNothingSelected();
    else
        m_activity->setActivity(activity, subject());
}

/// The names of the groups that are selected, or parts of them.
QString FingerprintsPage::subject() const
{
    constexpr qsizetype most = 3;
    QStringList names;
    const auto add = [&names](const QModelIndex& group) {
        if (const QString name = group.data().toString(); !names.contains(name))
            names += name;
    };
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection()) {
        if (range.parent().isValid())
            add(range.parent());
        for (int row = range.top();
             !range.parent().isValid() && row <= range.bottom() && names.size() <= most; ++row)
            add(m_model->index(row, 0));
        if (names.size() > most)
            return names.mid(0, most).join(QStringLiteral(", ")) + QStringLiteral(", …");
    }
    return names.join(QStringLiteral(", "));
}

void FingerprintsPage::focusFilter()
{
    m_filter->focusFilter();
}

void FingerprintsPage::selectAllRows()
{
    for (RowTree* const tree : m_activity->trees()) {
        if (tree->hasFocus()) {
            tree->selectAll();
            return;
        }
    }
    m_table->setFocus(Qt::ShortcutFocusReason);
    m_table->selectAll();
}

void FingerprintsPage::expandAll()
{
    m_table->expandAll();
}

void FingerprintsPage::collapseAll()
{
    m_table->collapseAll();
}

} // namespace pw::ui
