#include "ui/fingerprints/fingerprint_tree.h"

#include "ui/common/cell_delegate.h"
#include "ui/common/theme.h"
#include "ui/fingerprints/fingerprint_model.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTimer>

#include <algorithm>
#include <unordered_set>

namespace pw::ui {
namespace {

constexpr int linkMargin = 3; ///< around the text of a link
constexpr int iconSpace = 22; ///< icon and gap before a link
constexpr int busyBar = 2;
constexpr double dimmed = 0.4; ///< of the ground over old rows
constexpr int unknownShare = 3; ///< of the width, when nobody knows how long it takes

using Keys = std::unordered_set<std::string>;

/// Calls `visit` with each row of which somebody may have remembered the key.
void visitRows(const FingerprintModel& model, const Keys& groups, const Keys& rows,
               const std::function<void(const QModelIndex&, const std::string& key)>& visit)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex group = model.index(row, 0);
        const std::string key = model.keyOf(group);
        visit(group, key);
        if (!groups.contains(key) || rows.empty())
            continue;
        for (int child = 0; child < model.rowCount(group); ++child) {
            const QModelIndex instance = model.index(child, 0, group);
            visit(instance, model.keyOf(instance));
        }
    }
}

/// Rows in order, as few ranges: a selection of 100,000 of them takes long to look through.
class Runs
{
public:
    void add(const QModelIndex& row)
    {
        Run& run = row.parent().isValid() ? m_children : m_groups;
        if (run.last.isValid() && run.last.parent() == row.parent()
            && run.last.row() + 1 == row.row()) {
            run.last = row;
            return;
        }
        end(run);
        run = {row, row};
    }
    QItemSelection take()
    {
        end(m_groups);
        end(m_children);
        return std::move(m_selection);
    }

private:
    struct Run
    {
        QModelIndex first;
        QModelIndex last;
    };
    void end(const Run& run)
    {
        if (run.last.isValid())
            m_selection.select(run.first, run.last);
    }
    Run m_groups;
    Run m_children;
    QItemSelection m_selection;
};

} // namespace

FingerprintTree::FingerprintTree(FingerprintModel* model, QWidget* parent)
    : RowTree(parent), m_model(model)
{
    setModel(model);
    setMouseTracking(true);
    header()->setSectionsClickable(true);
    header()->setSortIndicatorShown(true);
    header()->setSortIndicator(0, Qt::AscendingOrder);
    connect(header(), &QHeaderView::sortIndicatorChanged, this, &FingerprintTree::noteSort);
    connect(header(), &QHeaderView::sectionMoved, this, &FingerprintTree::noteMove);
}

void FingerprintTree::noteSort(int section, Qt::SortOrder order)
{
    if (section < 0 || section >= m_model->columnCount())
        return;
    const ops::TableSort sort{m_model->columnAt(section).column, order == Qt::DescendingOrder};
    if (sort == m_sort)
        return;
    m_sort = sort;
    Q_EMIT sortChanged();
}

/// The model takes the order of the header, which is told when the mouse has let go.
void FingerprintTree::noteMove()
{
    QTimer::singleShot(0, this, [this] {
        QList<int> order;
        for (int place = 0; place < header()->count(); ++place)
            order += header()->logicalIndex(place);
        if (!std::ranges::is_sorted(order))
            Q_EMIT columnsMoved(order);
    });
}

void FingerprintTree::followColumns()
{
    const QSignalBlocker blocker(header());
    for (int section = 0; section < header()->count(); ++section)
        header()->moveSection(header()->visualIndex(section), section);
    int sorted = -1;
    for (int section = 0; section < m_model->columnCount() && sorted < 0; ++section) {
        if (m_model->columnAt(section).column == m_sort.column)
            sorted = section;
    }
    header()->setSortIndicator(sorted,
                               m_sort.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    setColumnWidths(m_model->columnWidths());
}

std::vector<std::size_t> FingerprintTree::selectedInstances() const
{
    std::vector<bool> selected(m_model->list()->instances.size(), false);
    std::vector<bool> groups(static_cast<std::size_t>(m_model->rowCount()), false);
    const QItemSelection selection = selectionModel()->selection();
    const auto take = [&](const QItemSelectionRange& range) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            for (const std::size_t instance :
                 m_model->instancesOf(m_model->index(row, 0, range.parent())))
                selected[instance] = true;
        }
    };
    for (const QItemSelectionRange& range : selection) {
        if (range.parent().isValid())
            continue;
        take(range);
        std::fill(groups.begin() + range.top(), groups.begin() + range.bottom() + 1, true);
    }
    for (const QItemSelectionRange& range : selection) {
        // The members of a selected group are meant already.
        const QModelIndex group = range.parent();
        if (group.isValid() && !groups[static_cast<std::size_t>(group.row())])
            take(range);
    }
    std::vector<std::size_t> out;
    for (std::size_t instance = 0; instance < selected.size(); ++instance) {
        if (selected[instance])
            out.push_back(instance);
    }
    return out;
}

void FingerprintTree::setBusy(bool busy, int done, int total)
{
    m_busy = busy;
    m_done = done;
    m_total = total;
    viewport()->update();
}

void FingerprintTree::keepingView(const std::function<void()>& change)
{
    Keys expanded;
    Keys groups; // of which rows are remembered
    Keys selected;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (const QModelIndex group = m_model->index(row, 0); isExpanded(group))
            expanded.insert(m_model->keyOf(group));
    }
    const auto remember = [&](const QModelIndex& row) {
        groups.insert(m_model->keyOf(row.parent().isValid() ? row.parent() : row));
        return m_model->keyOf(row);
    };
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            selected.insert(remember(m_model->index(row, 0, range.parent())));
    }
    const std::string current
        = currentIndex().isValid() ? remember(currentIndex().siblingAtColumn(0)) : std::string();
    const int place = verticalScrollBar()->value();

    change();

    QModelIndex currentRow;
    Runs selection;
    visitRows(*m_model, groups, selected, [&](const QModelIndex& row, const std::string& key) {
        if (!row.parent().isValid() && expanded.contains(key))
            expand(row);
        if (selected.contains(key))
            selection.add(row);
        if (!current.empty() && key == current)
            currentRow = row;
    });
    if (currentRow.isValid())
        selectionModel()->setCurrentIndex(currentRow, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection.take(),
                             QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(place);
}

/// A link is its icon and text; of a coverage bar the hollow part acts.
FingerprintTree::Spot FingerprintTree::spotAt(const QPoint& place) const
{
    const QModelIndex index = indexAt(place);
    if (!index.isValid())
        return Spot::None;
    const Cell cell = index.data(CellRole).value<Cell>();
    const QRect inner
        = visualRect(index).adjusted(CellDelegate::cellPadding, 0, -CellDelegate::cellPadding, 0);
    if (cell.kind == CellKind::Coverage && cell.count < cell.of) {
        const QFontMetrics bold(scaledFont(font(), 1.0, QFont::DemiBold));
        const CoverageLayout layout = CoverageLayout::of(inner, cell, bold);
        const QRect hollow = layout.frame.adjusted(layout.fill.width(), -linkMargin, 0, linkMargin);
        return hollow.contains(place) ? Spot::Uncovered : Spot::None;
    }
    if (!cell.link)
        return Spot::None;
    const int width = iconSpace + fontMetrics().horizontalAdvance(index.data().toString());
    QRect link = inner;
    link.setWidth(std::min(inner.width(), width));
    return link.contains(place) ? Spot::Policy : Spot::None;
}

void FingerprintTree::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                                  const QList<int>& roles)
{
    if (topLeft == bottomRight)
        RowTree::dataChanged(topLeft, bottomRight, roles);
    else
        viewport()->update();
}

void FingerprintTree::keyPressEvent(QKeyEvent* event)
{
    const bool opens = (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        && event->modifiers() == Qt::NoModifier;
    if (opens && !m_model->policyOf(currentIndex()).isEmpty()) {
        Q_EMIT policyActivated(currentIndex());
        return;
    }
    RowTree::keyPressEvent(event);
}

void FingerprintTree::mousePressEvent(QMouseEvent* event)
{
    const QPoint place = event->position().toPoint();
    m_pressed = event->button() == Qt::LeftButton && spotAt(place) != Spot::None ? indexAt(place)
                                                                                 : QModelIndex();
    RowTree::mousePressEvent(event);
}

void FingerprintTree::mouseReleaseEvent(QMouseEvent* event)
{
    RowTree::mouseReleaseEvent(event);
    const QModelIndex pressed = std::exchange(m_pressed, QPersistentModelIndex());
    const QPoint place = event->position().toPoint();
    if (!pressed.isValid() || event->button() != Qt::LeftButton || indexAt(place) != pressed)
        return;
    const Spot spot = spotAt(place);
    if (spot == Spot::Policy)
        Q_EMIT policyActivated(pressed);
    else if (spot == Spot::Uncovered)
        Q_EMIT uncoveredRequested();
}

void FingerprintTree::mouseMoveEvent(QMouseEvent* event)
{
    RowTree::mouseMoveEvent(event);
    if (event->buttons() == Qt::NoButton && spotAt(event->position().toPoint()) != Spot::None)
        viewport()->setCursor(Qt::PointingHandCursor);
    else
        viewport()->unsetCursor();
}

void FingerprintTree::paintEvent(QPaintEvent* event)
{
    RowTree::paintEvent(event);
    if (!m_busy)
        return;
    const Theme& theme = themeOf(palette());
    QPainter painter(viewport());
    QColor ground = theme.base;
    ground.setAlphaF(static_cast<float>(dimmed));
    painter.fillRect(viewport()->rect(), ground);
    const int whole = viewport()->width();
    const int done
        = m_total > 0 ? static_cast<int>(qint64{whole} * m_done / m_total) : whole / unknownShare;
    painter.fillRect(QRect(0, 0, whole, busyBar), theme.border);
    painter.fillRect(QRect(0, 0, std::clamp(done, 0, whole), busyBar), theme.fill);
}

} // namespace pw::ui
