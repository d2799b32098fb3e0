// What a person does with the entries of a tab.

#include "ui/form/entry_page.h"

#include <algorithm>
#include <set>

namespace pw::ui {

std::vector<ops::FormSpot> EntryPage::selectedEntries() const
{
    std::vector<ops::FormSpot> out;
    std::set<yaml::NodeId> known; // one entry may stand in several groups
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) {
        const EntryRow& row = m_model->row(index);
        if (row.kind == EntryRow::Kind::Entry && known.insert(row.row.node.id()).second)
            out.push_back(m_model->spot(index));
    }
    std::ranges::sort(out, {},
                      [](const ops::FormSpot& spot) { return spot.row.node.span().begin; });
    return out;
}

/// The field that the cell shows, among those below: they are of the current row.
QModelIndex EntryPage::fieldOf(const QModelIndex& cell) const
{
    const std::optional<policy::Place> place = m_model->fieldAt(cell);
    const bool isCurrent = cell.siblingAtColumn(0) == m_table->currentIndex().siblingAtColumn(0);
    return place && isCurrent && !m_readOnly ? m_fields->fields().lineAt(*place) : QModelIndex();
}

/// In place where the cell is a field; its row below says what is wrong with what is typed.
void EntryPage::editCurrent()
{
    const QModelIndex field = fieldOf(m_table->currentIndex());
    if (field.isValid() && selectedEntries().size() < 2) {
        m_fields->selectionModel()->setCurrentIndex(field.siblingAtColumn(0),
                                                    QItemSelectionModel::ClearAndSelect
                                                        | QItemSelectionModel::Rows);
        if (m_table->editCell())
            return;
    }
    editFields({});
}

void EntryPage::editFields(const std::string& key)
{
    const EntryRow* const row = currentRow();
    if (row == nullptr || m_fields->fields().rowCount() == 0)
        return;
    m_fields->setFocus();
    if (key.empty()) {
        if (!m_fields->currentIndex().isValid())
            m_fields->setCurrentIndex(m_fields->fields().index(0, 0));
        return;
    }
    const QModelIndex found = m_fields->fields().find(row->place.entry(key));
    if (!found.isValid() || m_readOnly)
        return;
    m_fields->setCurrentIndex(found);
    m_fields->edit(found.siblingAtColumn(static_cast<int>(FieldModel::Column::Value)));
}

void EntryPage::removeSelected()
{
    const std::vector<ops::FormSpot> spots = selectedEntries();
    const ops::Wishes wishes = ops::wishesToClear(spots);
    if (!wishes.empty())
        Q_EMIT wished(wishes,
                      spots.size() == 1 ? tr("remove %1").arg(fieldsTitle(*currentRow()))
                                        : tr("remove %1 entries").arg(spots.size()));
}

void EntryPage::moveSelected(int rows)
{
    const std::vector<ops::FormSpot> spots = selectedEntries();
    if (m_readOnly || spots.empty())
        return;
    const policy::Place list = spots.front().place.parent();
    for (const ops::FormSpot& spot : spots) {
        if (spot.place.parent() != list)
            return;
    }
    const std::size_t first = spots.front().row.step.index;
    const std::size_t last = spots.back().row.step.index;
    if (rows < 0 ? first == 0 : last + 1 >= spots.front().row.node.parent().size())
        return;
    const std::size_t before = rows < 0 ? first - 1 : last + 2;
    const std::size_t size = spots.front().row.node.parent().size();
    showLater(ops::placeAfterMove(spots, list, before, size), spots.size());
    Q_EMIT wished(ops::wishesToMove(spots, list, before),
                  spots.size() == 1 ? tr("move %1").arg(fieldsTitle(*currentRow()))
                                    : tr("move %1 entries").arg(spots.size()));
}

} // namespace pw::ui
