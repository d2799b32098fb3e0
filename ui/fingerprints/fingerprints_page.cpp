#include "ui/fingerprints/fingerprints_page.h"

#include "ui/common/action_button.h"
#include "ui/common/convert.h"
#include "ui/common/icon_label.h"
#include "ui/common/row_tree.h"
#include "ui/common/state_page.h"
#include "ui/common/theme.h"
#include "ui/fingerprints/activity_pane.h"
#include "ui/fingerprints/filter_bar.h"
#include "ui/fingerprints/problem_strip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace pw::ui {
namespace {

constexpr int footHeight = 44;
constexpr int iconSize = 16;
constexpr std::size_t openUpTo = 60; // instances; a longer table starts closed

} // namespace

FingerprintsPage::FingerprintsPage(QWidget* parent)
    : QWidget(parent), m_model(new FingerprintModel(this)),
      m_sorted(new QSortFilterProxyModel(this)), m_filter(new FilterBar(this)),
      m_problems(new ProblemStrip(this)), m_table(new RowTree(this)),
      m_state(new StatePage(m_table, this)), m_activity(new ActivityPane(this)),
      m_selected(new QLabel(this)), m_coverage(new QLabel(this)),
      m_coverageIcon(new IconLabel(QStringLiteral("ring"), iconSize, this)),
      m_selectionTimer(new QTimer(this))
{
    setObjectName(QStringLiteral("fingerprintsPage"));
    setAccessibleName(tr("Fingerprints"));
    buildTable();
    m_selected->setObjectName(QStringLiteral("selectionLine"));
    m_coverage->setObjectName(QStringLiteral("selectionCoverage"));

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
    m_footRow->addWidget(m_selected);
    m_footRow->addWidget(m_coverageIcon);
    m_footRow->addWidget(m_coverage);
    m_footRow->addStretch();
    foot->setFixedHeight(footHeight);

    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter);
    column->addWidget(m_problems);
    column->addWidget(splitter, 1);
    column->addWidget(foot);
    setFocusProxy(m_table);
    connectParts();
    showCounts();
}

void FingerprintsPage::buildTable()
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("fingerprintTable"));
    m_table->setAccessibleName(tr("Fingerprints"));
    m_table->header()->setObjectName(QStringLiteral("fingerprintTableHeader"));
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::AscendingOrder);
}

void FingerprintsPage::connectParts()
{
    // Many rows are selected one by one: the activity is asked for when that is over.
    m_selectionTimer->setSingleShot(true);
    m_selectionTimer->setInterval(0);
    connect(m_selectionTimer, &QTimer::timeout, this, &FingerprintsPage::selectionChanged);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FingerprintsPage::onSelectionChanged);
    connect(m_filter, &FilterBar::queryChanged, this, &FingerprintsPage::queryChanged);
    connect(m_state, &StatePage::helpRequested, this, &FingerprintsPage::onHelp);
    connect(m_state, &StatePage::cancelRequested, this, &FingerprintsPage::cancelRequested);
    connect(m_activity, &ActivityPane::cancelRequested, this, &FingerprintsPage::cancelRequested);
}

ops::FingerprintQuery FingerprintsPage::query() const
{
    return m_filter->query();
}

void FingerprintsPage::setType(const QString& type)
{
    m_filter->setType(type);
}

void FingerprintsPage::showReading(const QString& what, int done, int total)
{
    // Old rows stay in sight; the progress in the top bar tells the rest.
    if (m_model->rowCount() == 0)
        m_state->showLoading(what, done, total);
}

void FingerprintsPage::showFailed(const QString& details)
{
    m_state->showFailed(tr("Nothing could be read"), details, tr("Open other files…"));
    m_activity->showNothingSelected();
}

void FingerprintsPage::showCancelled()
{
    if (m_model->rowCount() == 0)
        m_state->showEmpty(tr("Reading was cancelled"), tr("Open files…"));
}

void FingerprintsPage::setProblems(const std::vector<ops::SourceProblem>& problems)
{
    m_problems->setProblems(problems);
}

void FingerprintsPage::setTable(const FingerprintListPtr& list, ops::FingerprintTable table,
                                const ops::FingerprintQuery& asked, bool opened)
{
    m_filter->setChoices(table);
    const std::size_t shown = table.shown;
    const std::size_t all = list->instances.size();
    m_model->setTable(list, std::move(table), asked);
    if (m_shownType != toQString(asked.filter.type) || m_shownColumns != asked.groupBy.size()) {
        m_shownType = toQString(asked.filter.type);
        m_shownColumns = asked.groupBy.size();
        m_table->setColumnWidths(m_model->columnWidths());
        opened = true;
    }
    if (shown > 0)
        m_state->showContent();
    else if (all == 0)
        m_state->showEmpty(tr("There are no fingerprints in these files"), tr("Open files…"));
    else if (asked.filter.empty())
        m_state->showEmpty(tr("There are no fingerprints of this type"));
    else
        m_state->showEmpty(tr("No fingerprint fits the filter"), tr("Show all"));
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
    const QModelIndex row
        = m_sorted->mapFromSource(m_model->index(static_cast<int>(most - groups.begin()), 0));
    m_table->setCurrentIndex(row);
}

void FingerprintsPage::onSelectionChanged()
{
    m_table->viewport()->update(); // the children of a group are tinted with it
    showCounts();
    m_selectionTimer->start();
}

void FingerprintsPage::onHelp()
{
    if (m_state->state() == StatePage::State::Empty && !query().filter.empty()
        && !m_model->list()->instances.empty())
        m_filter->clear();
    else
        Q_EMIT openRequested();
}

std::vector<std::size_t> FingerprintsPage::selectedInstances() const
{
    std::vector<std::size_t> out;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows()) {
        const std::vector<std::size_t> instances = m_model->instancesOf(m_sorted->mapToSource(row));
        out.insert(out.end(), instances.begin(), instances.end());
    }
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
    return out;
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
    QStringList names;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows()) {
        const QModelIndex group = row.parent().isValid() ? row.parent() : row;
        const QString name = group.data().toString();
        if (!names.contains(name))
            names += name;
        if (names.size() > 3)
            return names.mid(0, 3).join(QStringLiteral(", ")) + QStringLiteral(", …");
    }
    return names.join(QStringLiteral(", "));
}

void FingerprintsPage::showCounts()
{
    const std::vector<std::size_t> selected = selectedInstances();
    m_coverageIcon->setVisible(!selected.empty());
    m_coverage->setVisible(!selected.empty());
    if (selected.empty()) {
        m_selected->setText(tr("Nothing selected"));
        return;
    }
    std::set<std::string_view> images;
    std::set<std::string_view> namespaces;
    std::size_t covered = 0;
    bool services = false;
    for (const std::size_t at : selected) {
        const policy::FingerprintFacts& facts = m_model->list()->instances[at].facts;
        services = facts.type == "linux-service";
        images.insert(services ? facts.cgroup : facts.image);
        if (!facts.namespaceName.empty())
            namespaces.insert(facts.namespaceName);
        covered += facts.covered.value_or(false) ? 1U : 0U;
    }
    const QLocale locale;
    const auto counted = [&locale](std::size_t count, const QString& one, const QString& many) {
        return locale.toString(static_cast<qulonglong>(count)) + u' ' + (count == 1 ? one : many);
    };
    const QString separator = QStringLiteral("&nbsp; · &nbsp;");
    QString line
        = QStringLiteral("<b>%1</b> %2")
              .arg(counted(selected.size(), tr("fingerprint"), tr("fingerprints")), tr("selected"));
    line += separator
        + (services ? counted(images.size(), tr("service"), tr("services"))
                    : counted(images.size(), tr("image"), tr("images")));
    if (!namespaces.empty())
        line += separator + counted(namespaces.size(), tr("namespace"), tr("namespaces"));
    m_selected->setText(line + separator);

    const bool all = covered == selected.size();
    const Tone tone = all ? Tone::Covered : covered == 0 ? Tone::Uncovered : Tone::PartlyCovered;
    m_coverage->setText(all ? tr("all covered by a policy")
                            : covered == 0
                            ? tr("none covered by a policy")
                            : tr("%1 of %2 covered by a policy").arg(covered).arg(selected.size()));
    QPalette colored = palette();
    colored.setColor(QPalette::WindowText, toneColor(themeOf(palette()), tone));
    m_coverage->setPalette(colored);
    m_coverageIcon->set(all                ? QStringLiteral("ok")
                            : covered == 0 ? QStringLiteral("ring")
                                           : QStringLiteral("half"),
                        tone);
}

void FingerprintsPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showCounts();
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
