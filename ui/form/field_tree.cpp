#include "ui/form/field_tree.h"

#include "ui/form/field_delegate.h"
#include "ui/form/field_words.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QTimer>

#include <algorithm>

namespace pw::ui {

using ops::FormRow;
using RowRole = FormRow::Role;

namespace {

constexpr std::size_t fewItems = 12; ///< so many are opened by themselves
constexpr int fewLevels = 3;
constexpr int manyRows = 200;

int depthOf(const QModelIndex& index)
{
    int depth = 0;
    for (QModelIndex at = index; at.isValid(); at = at.parent())
        ++depth;
    return depth;
}

/// What stands there is worth seeing at once.
bool opensByItself(const FormRow& row)
{
    return row.node && row.node.size() > 0 && row.node.size() <= fewItems
        && (row.role == RowRole::Field || row.role == RowRole::Item)
        && ops::editorOf(row) == ops::FormEditor::None;
}

} // namespace

FieldTree::FieldTree(QWidget* parent) : RowTree(parent), m_model(new FieldModel(this))
{
    setObjectName(QStringLiteral("fieldTree"));
    setAccessibleName(tr("Fields"));
    header()->setObjectName(QStringLiteral("fieldTreeHeader"));
    setItemDelegate(new FieldDelegate(this));
    setModel(m_model);
    setColumnWidths({{30, 170}, {36, 170}, {34, 110}});
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    setExpandsOnDoubleClick(false);
    setTextElideMode(Qt::ElideRight);
    connect(m_model, &FieldModel::wished, this, &FieldTree::wished);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &FieldTree::noteFresh);

    m_edit = addKeyAction("fieldEdit", tr("Edit"), Qt::Key_F2, &FieldTree::editCurrent);
    m_rename = addKeyAction("fieldRename", tr("Rename"), Qt::SHIFT | Qt::Key_F2,
                            &FieldTree::renameCurrent);
    m_add = addKeyAction("fieldAdd", tr("Add"), Qt::Key_Insert, &FieldTree::addItem);
    m_clear = addKeyAction("fieldClear", tr("Clear"), Qt::Key_Delete, &FieldTree::clearSelected);
    m_up = addKeyAction("fieldUp", tr("Move up"), Qt::ALT | Qt::Key_Up, &FieldTree::moveUp);
    m_down
        = addKeyAction("fieldDown", tr("Move down"), Qt::ALT | Qt::Key_Down, &FieldTree::moveDown);
    addKeyAction("fieldCopy", tr("Copy"), QKeySequence::Copy, &FieldTree::copyRows);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &FieldTree::updateActions);
    updateActions();
}

QAction* FieldTree::addKeyAction(const char* name, const QString& text, const QKeySequence& keys,
                                 void (FieldTree::*slot)())
{
    auto* const action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    return action;
}

void FieldTree::setTops(const FormDocumentPtr& document, std::vector<ops::FormTop> tops)
{
    {
        const QScopedValueRollback guard(m_showing, true);
        m_model->setTops(document, std::move(tops));
    }
    openFresh();
    if (m_later && m_model->rowCount() > 0) {
        const policy::Place wanted = *m_later;
        const QModelIndex found = m_model->find(wanted);
        if (found.isValid() && m_model->spot(found).place == wanted) {
            showPlace(wanted);
            expand(found);
            m_later.reset();
        }
    }
    updateActions();
}

/// A view does not expand rows while they come.
void FieldTree::noteFresh(const QModelIndex& parent, int first, int last)
{
    if (depthOf(parent) >= fewLevels || last - first >= manyRows)
        return;
    if (m_fresh.isEmpty())
        QTimer::singleShot(0, this, &FieldTree::openFresh);
    for (int row = first; row <= last; ++row)
        m_fresh += m_model->index(row, 0, parent);
}

void FieldTree::openFresh()
{
    for (const QPersistentModelIndex& index : std::exchange(m_fresh, {})) {
        if (index.isValid() && opensByItself(m_model->row(index)))
            expand(index);
    }
}

void FieldTree::setReadOnly(bool on)
{
    m_model->setReadOnly(on);
    setEditTriggers(on ? NoEditTriggers : DoubleClicked | EditKeyPressed | AnyKeyPressed);
    updateActions();
    Q_EMIT readOnlyChanged();
}

void FieldTree::showPlace(const policy::Place& place)
{
    const QScopedValueRollback guard(m_showing, true);
    const QModelIndex found = m_model->find(place);
    if (!found.isValid() || found == currentIndex().siblingAtColumn(0))
        return;
    for (QModelIndex above = found.parent(); above.isValid(); above = above.parent())
        expand(above);
    setCurrentIndex(found);
    scrollTo(found);
}

QModelIndexList FieldTree::selectedFields() const
{
    return selectionModel()->selectedRows();
}

void FieldTree::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    RowTree::currentChanged(current, previous);
    updateActions();
    if (m_showing || !current.isValid()
        || current.siblingAtColumn(0) == previous.siblingAtColumn(0))
        return;
    const FormRow& row = m_model->row(current);
    if (row.node)
        Q_EMIT revealRequested(row.node.entrySpan());
}

void FieldTree::keyPressEvent(QKeyEvent* event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isEdit = isReturn || event->key() == Qt::Key_F2;
    if (isEdit && state() != EditingState && event->modifiers() == Qt::NoModifier) {
        editCurrent();
        return;
    }
    // A letter begins to edit the value, in whatever column one is.
    const bool isText = !event->text().isEmpty() && event->text().front().isPrint()
        && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (isText && state() != EditingState && currentIndex().isValid()) {
        const QScopedValueRollback guard(m_showing, true);
        selectionModel()->setCurrentIndex(
            currentIndex().siblingAtColumn(static_cast<int>(FieldModel::Column::Value)),
            QItemSelectionModel::NoUpdate);
    }
    RowTree::keyPressEvent(event);
}

void FieldTree::mouseReleaseEvent(QMouseEvent* event)
{
    RowTree::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    const bool isAdd = index.isValid() && m_model->row(index).role == RowRole::Add;
    if (isAdd && event->button() == Qt::LeftButton && index == currentIndex())
        editCurrent();
}

void FieldTree::editCurrent()
{
    const QModelIndex current = currentIndex();
    if (!current.isValid() || editTriggers() == NoEditTriggers)
        return;
    const QModelIndex value = current.siblingAtColumn(static_cast<int>(FieldModel::Column::Value));
    if (m_model->flags(value).testFlag(Qt::ItemIsEditable)) {
        edit(value);
        return;
    }
    const FormRow& row = m_model->row(current);
    if (row.role == RowRole::Add || !row.node)
        addItem();
    else
        setExpanded(current.siblingAtColumn(0), !isExpanded(current.siblingAtColumn(0)));
}

void FieldTree::renameCurrent()
{
    const QModelIndex name = currentIndex().siblingAtColumn(0);
    if (name.isValid() && m_model->flags(name).testFlag(Qt::ItemIsEditable))
        edit(name);
}

void FieldTree::clearSelected()
{
    std::vector<ops::FormSpot> spots;
    QString name;
    for (const QModelIndex& index : selectedFields()) {
        spots.push_back(m_model->spot(index));
        if (spots.back().row.node)
            name = m_model->name(index);
    }
    const ops::Wishes wishes = ops::wishesToClear(spots);
    if (wishes.empty())
        return;
    Q_EMIT wished(wishes,
                  spots.size() == 1 ? stepWords(spots.front().row, name, true, false)
                                    : tr("clear %1 fields").arg(spots.size()));
}

void FieldTree::addItem()
{
    QModelIndex at = currentIndex().siblingAtColumn(0);
    if (!at.isValid() || editTriggers() == NoEditTriggers)
        return;
    std::size_t before = policy::atEnd;
    if (m_model->row(at).role == RowRole::Item)
        before = m_model->row(at).step.index;
    // A text goes where the next one goes; what has more parts is made and opened.
    QModelIndex list = at;
    if (m_model->row(at).role == RowRole::Item || m_model->row(at).role == RowRole::Add
        || m_model->row(at).role == RowRole::Label)
        list = at.parent();
    if (m_model->canFetchMore(list))
        m_model->fetchMore(list);
    const QModelIndex add = m_model->index(m_model->rowCount(list) - 1, 0, list);
    const bool hasAdd = add.isValid() && m_model->row(add).role == RowRole::Add;
    if (hasAdd && ops::editorOf(m_model->row(add)) != ops::FormEditor::None) {
        expand(list);
        setCurrentIndex(add);
        edit(add.siblingAtColumn(static_cast<int>(FieldModel::Column::Value)));
        return;
    }
    if (!list.isValid())
        return;
    const ops::FormSpot spot = m_model->spot(list);
    if (!hasAdd) {
        const ops::Wishes wishes = ops::wishesToFill(spot);
        if (!wishes.empty()) {
            showPlaceLater(spot.place);
            Q_EMIT wished(wishes, tr("add %1").arg(m_model->name(list)));
        }
        return;
    }
    const std::size_t size = spot.row.node.isSequence() ? spot.row.node.size() : 0;
    expand(list);
    showPlaceLater(spot.place.item(std::min(before, size)));
    Q_EMIT wished(ops::wishesToAdd(spot, before), stepWords(m_model->row(add), {}, false, false));
}

void FieldTree::moveSelected(bool up)
{
    QModelIndexList rows = selectedFields();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    std::vector<ops::FormSpot> spots;
    for (const QModelIndex& index : rows) {
        if (m_model->row(index).role != RowRole::Item || index.parent() != rows.front().parent())
            return;
        spots.push_back(m_model->spot(index));
    }
    if (spots.empty())
        return;
    const policy::Place list = spots.front().place.parent();
    const std::size_t first = spots.front().row.step.index;
    const std::size_t last = spots.back().row.step.index;
    const std::size_t size = spots.front().row.node.parent().size();
    if ((up && first == 0) || (!up && last + 1 >= size))
        return;
    const std::size_t before = up ? first - 1 : last + 2;
    showPlaceLater(list.item(up ? first - 1 : last + 2 - spots.size()));
    Q_EMIT wished(ops::wishesToMove(spots, list, before),
                  tr("move %1").arg(m_model->name(rows.front())));
}

void FieldTree::copyRows()
{
    QApplication::clipboard()->setText(selectedText());
}

void FieldTree::updateActions()
{
    if (m_edit == nullptr)
        return;
    const QModelIndex current = currentIndex();
    const bool writes = current.isValid() && editTriggers() != NoEditTriggers;
    const FormRow row = writes ? m_model->row(current) : FormRow();
    const bool isItem = writes && row.role == RowRole::Item;
    m_edit->setEnabled(writes);
    m_rename->setEnabled(
        writes && m_model->flags(current.siblingAtColumn(0)).testFlag(Qt::ItemIsEditable));
    m_add->setEnabled(writes);
    m_clear->setEnabled(writes && row.node);
    m_clear->setText(isItem ? tr("Remove") : tr("Clear"));
    m_up->setEnabled(isItem && row.step.index > 0);
    m_down->setEnabled(isItem && row.step.index + 1 < row.node.parent().size());
}

} // namespace pw::ui
