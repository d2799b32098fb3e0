#include "ui/policies/policies_page.h"

#include "core/ops/timestamp.h"
#include "ui/common/convert.h"
#include "ui/common/notice_strip.h"
#include "ui/common/page_foot.h"
#include "ui/common/row_tree.h"
#include "ui/common/state_page.h"
#include "ui/common/times.h"
#include "ui/policies/policy_bar.h"
#include "ui/policies/policy_details.h"
#include "ui/policies/policy_model.h"
#include "ui/policies/policy_words.h"
#include "ui/policies/version_list.h"

#include <QHeaderView>
#include <QItemSelection>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int patienceMs = 120;

} // namespace

PoliciesPage::PoliciesPage(QWidget* parent)
    : QWidget(parent), m_model(new PolicyModel(this)), m_proxy(new PolicyProxy(m_model)),
      m_bar(new PolicyBar(this)), m_notice(new NoticeStrip(this)), m_table(new RowTree(this)),
      m_state(new StatePage(m_table, this)), m_details(new PolicyDetails(this)),
      m_foot(new PageFoot(QStringLiteral("policyCounts"), this))
{
    setObjectName(QStringLiteral("policiesPage"));
    setAccessibleName(tr("Policies"));
    buildTable();
    auto* const splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("policiesSplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(m_state);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({3000, 2200});
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_notice);
    column->addWidget(splitter, 1);
    column->addWidget(m_foot);
    setFocusProxy(m_table);
    connectParts();
    showState();
    showCounts();
}

void PoliciesPage::buildTable()
{
    m_table->setObjectName(QStringLiteral("policyTable"));
    m_table->setAccessibleName(tr("Applied policies"));
    m_table->header()->setObjectName(QStringLiteral("policyTableHeader"));
    m_table->setRootIsDecorated(false);
    m_table->setAlternatingRowColors(true);
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setColumnWidths(PolicyModel::columnWidths());
}

void PoliciesPage::connectParts()
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] { Q_EMIT versionsRequested(m_detailed); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &PoliciesPage::onSelectionChanged);
    connect(m_table, &QTreeView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT openRequested(toQString(m_proxy->row(index).uid));
    });
    connect(m_bar, &PolicyBar::filterChanged, this, &PoliciesPage::applyFilter);
    connect(m_state, &StatePage::helpRequested, this, &PoliciesPage::onHelp);
    connect(m_state, &StatePage::cancelRequested, this, &PoliciesPage::cancelRequested);
    connect(m_notice, &NoticeStrip::answered, this, &PoliciesPage::refreshRequested);
    const VersionList* const versions = m_details->versions();
    connect(versions, &VersionList::openRequested, this,
            [this](qint64 version) { Q_EMIT openVersionRequested(m_detailed, version); });
    connect(versions, &VersionList::restoreRequested, this,
            [this](qint64 version) { Q_EMIT restoreRequested(m_detailed, version); });
    connect(versions, &VersionList::retryRequested, this,
            [this] { Q_EMIT versionsRequested(m_detailed); });
}

void PoliciesPage::clear()
{
    m_fetched.reset();
    m_notice->hideNotice();
    m_bar->setCounts({});
    m_model->setRows({}, 0);
    showState();
    showDetails();
    showCounts();
}

void PoliciesPage::showEmpty(const QString& why, const QString& words, Help help)
{
    m_help = help;
    m_state->showEmpty(why, words, QStringLiteral("policy"));
}

void PoliciesPage::showLoading(const QString& what, int done, int total)
{
    if (m_model->rows().empty())
        m_state->showLoading(what, done, total);
}

void PoliciesPage::showFailed(const QString& details)
{
    if (m_model->rows().empty()) {
        m_help = Help::Refresh;
        m_state->showFailed(tr("The policies could not be read"), details, tr("Try again"));
        return;
    }
    m_notice->showNotice(
        tr("What is shown is from %1. The policies could not be read again: %2")
            .arg(timeText(ops::timestampText(m_fetched.value_or(m_model->now()))), details),
        {tr("Try again")});
}

void PoliciesPage::showCancelled()
{
    if (m_model->rows().empty())
        showEmpty(tr("Reading was cancelled"), tr("Read again"), Help::Refresh);
}

void PoliciesPage::setRows(std::vector<ops::PolicyListRow> rows, double now,
                           std::optional<double> fetched)
{
    ops::sortPolicies(rows);
    m_bar->setCounts(rows);
    m_model->setRows(std::move(rows), now);
    m_fetched = fetched.value_or(now);
    if (fetched) {
        m_notice->showNotice(
            tr("These policies are from %1, %2 old.")
                .arg(timeText(ops::timestampText(*fetched)), spanText(now - *fetched)),
            {tr("Read again")});
    } else {
        m_notice->hideNotice();
    }
    showState();
    if (!m_table->selectionModel()->hasSelection() && m_proxy->rowCount() > 0)
        m_table->setCurrentIndex(m_proxy->index(0, 0));
    showDetails();
    showCounts();
}

void PoliciesPage::showState()
{
    m_details->setVisible(!m_model->rows().empty());
    if (m_proxy->rowCount() > 0)
        m_state->showContent();
    else if (!m_model->rows().empty())
        showEmpty(tr("No policy fits the filter"), tr("Show all"), Help::ShowAll);
    else if (m_fetched)
        showEmpty(tr("No policy is applied yet"), tr("Create one from fingerprints"), Help::Create);
    else
        showEmpty(tr("The policies were not read yet"), tr("Read them"), Help::Refresh);
}

void PoliciesPage::onHelp()
{
    switch (m_help) {
    case Help::Refresh:
        Q_EMIT refreshRequested();
        break;
    case Help::Create:
        Q_EMIT createRequested();
        break;
    case Help::ShowAll:
        m_bar->clear();
        break;
    }
}

void PoliciesPage::applyFilter()
{
    m_proxy->setFilter(m_bar->filter());
    // Before the first rows, the page says what it waits for.
    if (!m_model->rows().empty())
        showState();
    showCounts();
}

void PoliciesPage::onSelectionChanged(const QItemSelection& come, const QItemSelection& gone)
{
    // Rows that only moved say so with an empty change.
    if (come.isEmpty() && gone.isEmpty())
        return;
    showDetails();
    showCounts();
    Q_EMIT selectionChanged();
}

QString PoliciesPage::single() const
{
    const QStringList selected = selectedUids();
    return selected.size() == 1 ? selected.front() : QString();
}

void PoliciesPage::showDetails()
{
    const ops::PolicyListRow* const one = m_model->find(single());
    if (one == nullptr) {
        m_detailed.clear();
        m_patience.stop();
        m_details->showNoSingle(static_cast<int>(selectedUids().size()));
        return;
    }
    m_details->setRow(*one, othersOf(*one), m_model->now());
    if (const QString uid = toQString(one->uid); uid != m_detailed) {
        m_detailed = uid;
        m_details->versions()->showReading();
        m_patience.start();
    }
}

QStringList PoliciesPage::othersOf(const ops::PolicyListRow& row) const
{
    QStringList names;
    if (!row.cover)
        return names;
    for (const std::string& uid : row.cover->others) {
        const ops::PolicyListRow* const other = m_model->find(toQString(uid));
        names += toQString(other == nullptr ? uid : other->name);
    }
    return names;
}

void PoliciesPage::setVersions(const QString& uid, std::vector<ops::PolicyVersionRow> versions)
{
    if (uid == m_detailed)
        m_details->versions()->setVersions(std::move(versions));
}

void PoliciesPage::showVersionsFailed(const QString& uid, const QString& why)
{
    if (uid == m_detailed)
        m_details->versions()->showFailed(why);
}

QStringList PoliciesPage::selectedUids() const
{
    QModelIndexList selected = m_table->selectionModel()->selectedRows();
    std::ranges::sort(selected, {}, &QModelIndex::row);
    QStringList out;
    for (const QModelIndex& index : selected)
        out += toQString(m_proxy->row(index).uid);
    return out;
}

const ops::PolicyListRow* PoliciesPage::row(const QString& uid) const
{
    return m_model->find(uid);
}

void PoliciesPage::select(const QString& uid)
{
    for (int at = 0; at < m_proxy->rowCount(); ++at) {
        const QModelIndex index = m_proxy->index(at, 0);
        if (toQString(m_proxy->row(index).uid) != uid)
            continue;
        m_table->setCurrentIndex(index);
        m_table->scrollTo(index);
    }
}

ops::PolicyListFilter PoliciesPage::filter() const
{
    return m_bar->filter();
}

QString PoliciesPage::selectedText() const
{
    for (const RowTree* const tree : m_details->trees()) {
        if (tree->hasFocus())
            return tree->selectedText();
    }
    return m_table->selectedText();
}

void PoliciesPage::addRowAction(QAction* action)
{
    m_table->addAction(action);
}

void PoliciesPage::addFootAction(QAction* action, const QString& text, bool primary)
{
    m_foot->addButton(action, text, primary);
}

QList<QWidget*> PoliciesPage::panes() const
{
    QList<QWidget*> out{m_bar, m_table};
    for (RowTree* const tree : m_details->trees())
        out += tree;
    return out;
}

void PoliciesPage::focusFilter()
{
    m_bar->focusFilter();
}

void PoliciesPage::selectAllRows()
{
    m_table->selectAll();
}

void PoliciesPage::showCounts()
{
    const auto selected = selectedUids().size();
    m_foot->setSentence(selected > 1 ? tr("%1 policies selected").arg(selected)
                                     : countsText(m_model->rows(), m_proxy->rowCount()));
}

} // namespace pw::ui
