#include "ui/problems/problems_panel.h"

#include "ui/common/convert.h"
#include "ui/common/panel_title.h"
#include "ui/common/row_tree.h"
#include "ui/common/severity.h"
#include "ui/common/state_page.h"
#include "ui/problems/problem_model.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace pw::ui {

ProblemsPanel::ProblemsPanel(QWidget* parent)
    : QWidget(parent), m_model(new ProblemModel(this)), m_sorted(new QSortFilterProxyModel(this)),
      m_title(new PanelTitle(QStringLiteral("warn"), tr("Problems"), this)),
      m_table(new RowTree(this)), m_state(new StatePage(m_table, this))
{
    setObjectName(QStringLiteral("problemsPanel"));
    setAccessibleName(tr("Problems"));
    m_title->setObjectName(QStringLiteral("problemsTitle"));
    m_table->setObjectName(QStringLiteral("problemsTable"));
    m_table->setAccessibleName(tr("Problems"));
    m_table->header()->setObjectName(QStringLiteral("problemsTableHeader"));
    m_table->setRootIsDecorated(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(SortRole);
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(static_cast<int>(ProblemModel::Column::Kind), Qt::AscendingOrder);
    m_table->setColumnWidths(ProblemModel::columnWidths());

    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addWidget(m_state, 1);
    setFocusProxy(m_table);
    connect(m_table, &QAbstractItemView::clicked, this, &ProblemsPanel::onClicked);
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        if (const auto row = sourceRow(index))
            Q_EMIT revealRequested(m_model->problem(*row).span);
    });
    connect(m_table, &QWidget::customContextMenuRequested, this, &ProblemsPanel::showMenu);
    setSnapshot(nullptr);
}

void ProblemsPanel::setSnapshot(const SnapshotPtr& snapshot)
{
    const auto selected = sourceRow(m_table->currentIndex());
    const std::string key = selected ? m_model->key(*selected) : std::string();
    m_model->setSnapshot(snapshot);
    m_revision = snapshot == nullptr ? 0 : snapshot->revision;
    if (selected && !m_table->currentIndex().isValid()) {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (m_model->key(row) == key)
                selectSourceRow(row);
        }
    }
    if (snapshot == nullptr) {
        m_title->setSentence({});
        m_state->showContent();
        return;
    }
    m_title->setSentence(SeverityCounts::count(snapshot->diagnostics).text());
    if (snapshot->diagnostics.empty())
        m_state->showEmpty(tr("Nothing is wrong with this text."), {}, QStringLiteral("okc"));
    else
        m_state->showContent();
}

std::optional<int> ProblemsPanel::sourceRow(const QModelIndex& index) const
{
    const QModelIndex source = m_sorted->mapToSource(index);
    return source.isValid() ? std::optional(source.row()) : std::nullopt;
}

void ProblemsPanel::selectSourceRow(int row)
{
    m_table->setCurrentIndex(m_sorted->mapFromSource(m_model->index(row, 0)));
}

void ProblemsPanel::markPlace(text::ByteOffset offset)
{
    const auto holds = [offset](const text::Span& span) {
        return span.begin <= offset && (offset < span.end || span.begin == offset);
    };
    if (const auto current = sourceRow(m_table->currentIndex());
        current && holds(m_model->problem(*current).span))
        return;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (holds(m_model->problem(row).span)) {
            selectSourceRow(row);
            return;
        }
    }
}

void ProblemsPanel::onClicked(const QModelIndex& index)
{
    const auto row = sourceRow(index);
    if (!row)
        return;
    if (index.column() == static_cast<int>(ProblemModel::Column::Fix)
        && !m_model->problem(*row).fixes.empty())
        offerFixes(*row, m_table->viewport()->mapToGlobal(m_table->visualRect(index).bottomLeft()));
    else
        Q_EMIT revealRequested(m_model->problem(*row).span);
}

/// One fix is made at once; of several a person chooses.
void ProblemsPanel::offerFixes(int row, const QPoint& globalPlace)
{
    const std::vector<text::Fix> fixes = m_model->problem(row).fixes;
    if (fixes.size() == 1) {
        Q_EMIT fixRequested(fixes.front(), m_revision);
        return;
    }
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addFixes(*menu, fixes);
    menu->popup(globalPlace);
}

/// Another snapshot may come while the menu is open.
void ProblemsPanel::addFixes(QMenu& menu, const std::vector<text::Fix>& fixes)
{
    for (const text::Fix& fix : fixes) {
        connect(menu.addAction(toQString(fix.title).replace(u'&', QStringLiteral("&&"))),
                &QAction::triggered, this,
                [this, fix, revision = m_revision] { Q_EMIT fixRequested(fix, revision); });
    }
}

void ProblemsPanel::showMenu(const QPoint& place)
{
    const auto row = sourceRow(m_table->currentIndex());
    if (!row)
        return;
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const text::Diagnostic& problem = m_model->problem(*row);
    addFixes(*menu, problem.fixes);
    if (!problem.fixes.empty())
        menu->addSeparator();
    connect(menu->addAction(tr("Go to place")), &QAction::triggered, this,
            [this, span = problem.span] { Q_EMIT revealRequested(span); });
    const QString words = m_table->selectedText();
    connect(menu->addAction(tr("Copy")), &QAction::triggered, this,
            [words] { QApplication::clipboard()->setText(words); });
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

} // namespace pw::ui
