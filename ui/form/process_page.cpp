#include "ui/form/process_page.h"

#include "core/ops/form_cells.h"
#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/form/process_columns.h"

#include <QAction>
#include <QPushButton>

#include <algorithm>

namespace pw::ui {
namespace {

using ops::FormRow;
using yaml::NodeRef;
using Kind = EntryRow::Kind;

/// The list of children, where there is one or could be one.
FormRow childrenRow(const FormRow& process)
{
    for (const FormRow& row : ops::formRows(process)) {
        if (row.step.key == "children" || row.step.key == "policyNode")
            return row.step.key == "children" ? row : childrenRow(row);
    }
    return {};
}

policy::Place childrenPlace(const EntryRow& row)
{
    const policy::Place process = policyNode(row) ? row.place.entry("policyNode") : row.place;
    return process.entry("children");
}

void addProcesses(const FormRow& list, const policy::Place& place, std::vector<EntryRow>& out)
{
    for (FormRow& row : ops::formRows(list)) {
        if (row.role != FormRow::Role::Item)
            continue;
        EntryRow entry{Kind::Entry, place.item(row.step.index), std::move(row), {}};
        const NodeRef known = policyNode(entry);
        // Most have none, and rows of a field that is absent cost as much as those of one.
        if ((known ? known : entry.row.node).find("children").isSequence())
            addProcesses(childrenRow(entry.row), childrenPlace(entry), entry.below);
        out.push_back(std::move(entry));
    }
}

} // namespace

ProcessPage::ProcessPage(QWidget* parent)
    : EntryPage({ops::FormTab::Processes, QStringLiteral("process"), tr("Processes"),
                 tr("Fields of the process"), tr("The process in words")},
                processColumns(), parent)
{
    m_add = head().addButton(QStringLiteral("addProcess"), QStringLiteral("plus"), tr("Add"),
                             tr("A process beside the current one (Insert)"));
    m_addChild = head().addButton(QStringLiteral("addChildProcess"), QStringLiteral("plus"),
                                  tr("Add child"), tr("A process that the current one may start"));
    m_duplicate = head().addIconButton(QStringLiteral("duplicateProcess"), QStringLiteral("copy"),
                                       tr("Duplicate process"), {});
    m_remove = head().addIconButton(QStringLiteral("removeProcess"), QStringLiteral("trash"),
                                    tr("Remove processes"), Qt::Key_Delete);
    connect(m_add, &QPushButton::clicked, this, [this] { addProcess(false); });
    connect(m_addChild, &QPushButton::clicked, this, [this] { addProcess(true); });
    connect(m_duplicate, &QPushButton::clicked, this, &ProcessPage::duplicate);
    connect(m_remove, &QPushButton::clicked, this, [this] { removeSelected(); });
    entries().setMovable(true);
    table().setDragDropMode(QAbstractItemView::InternalMove);
    connect(&entries(), &EntryModel::dropped, this, &ProcessPage::onDropped);
    addKey(tr("Add a process"), Qt::Key_Insert, [this] { addProcess(false); });
    addKey(tr("Add a child"), Qt::SHIFT | Qt::Key_Insert, [this] { addProcess(true); });
    addKey(tr("Rename the id"), Qt::SHIFT | Qt::Key_F2, [this] { editFields("id"); });
    addKey(tr("Make it a child of the one above"), Qt::ALT | Qt::Key_Right,
           [this] { moveInto(true); });
    addKey(tr("Make it a sibling of its parent"), Qt::ALT | Qt::Key_Left,
           [this] { moveInto(false); });
}

std::vector<EntryRow> ProcessPage::rowsOf(const FormDocument& document) const
{
    std::vector<EntryRow> out;
    for (ops::FormTop& top : document.tops(ops::FormTab::Processes)) {
        const bool isList = top.row.node.isSequence() && top.row.node.size() > 0;
        if (isList) {
            addProcesses(top.row, top.place, out);
            continue;
        }
        const bool isEmpty = !top.row.node || top.row.node.isNull() || top.row.node.isSequence();
        out.push_back({isEmpty ? Kind::EmptyList : Kind::Other, top.place, top.row, {}});
    }
    return out;
}

/// Children are rows of the table.
std::vector<ops::FormTop> ProcessPage::fieldsOf(const EntryRow& row) const
{
    std::vector<ops::FormTop> out = EntryPage::fieldsOf(row);
    std::erase_if(out, [](const ops::FormTop& top) {
        return top.row.step.key == "children" && (!top.row.node || top.row.node.isSequence());
    });
    return out;
}

QString ProcessPage::fieldsTitle(const EntryRow& row) const
{
    return processName(row);
}

void ProcessPage::updateButtons()
{
    const EntryRow* const row = currentRow();
    const bool writes = row != nullptr && !isReadOnly();
    const bool isEntry = writes && row->kind == Kind::Entry;
    m_add->setEnabled(writes);
    m_addChild->setEnabled(isEntry);
    m_duplicate->setEnabled(isEntry && selectedEntries().size() == 1);
    m_remove->setEnabled(isEntry);
    const QString words = isEntry ? removalWords() : QString();
    head().setNote(words);
    m_remove->setAccessibleDescription(words);
}

QString ProcessPage::removalWords() const
{
    std::vector<NodeRef> processes;
    for (const ops::FormSpot& spot : selectedEntries())
        processes.push_back(spot.row.node);
    const ops::Removal removal = ops::removalOf(document()->root(), processes);
    QStringList parts;
    if (removal.below > 0)
        parts += counted(removal.below, tr("child"), tr("children"));
    if (removal.rules > 0)
        parts += counted(removal.rules, tr("rule"), tr("rules"));
    if (parts.isEmpty())
        return {};
    return tr("Removing takes along: %1").arg(parts.join(QStringLiteral(", ")));
}

void ProcessPage::addProcess(bool asChild)
{
    const EntryRow* const row = currentRow();
    if (row == nullptr || isReadOnly())
        return;
    ops::FormSpot list{row->place, row->row, document()->root()};
    std::size_t before = policy::atEnd;
    std::size_t at = 0;
    if (row->kind == Kind::Entry && asChild) {
        list = {childrenPlace(*row), childrenRow(row->row), document()->root()};
        at = list.row.node.isSequence() ? list.row.node.size() : 0;
    } else if (row->kind == Kind::Entry) {
        before = row->row.step.index + 1;
        at = before;
        const NodeRef above = row->row.node.parent();
        list.place = row->place.parent();
        list.row.role = FormRow::Role::Field;
        list.row.node = above;
    }
    showLater(list.place.item(at));
    Q_EMIT wished(ops::wishesToAdd(list, before), tr("add a process"));
}

void ProcessPage::duplicate()
{
    const std::vector<ops::FormSpot> spots = selectedEntries();
    if (spots.size() != 1 || isReadOnly())
        return;
    showLater(spots.front().place.parent().item(spots.front().row.step.index + 1));
    Q_EMIT wished({policy::DuplicateProcess{spots.front().place}},
                  tr("duplicate %1").arg(processName(*currentRow())));
}

void ProcessPage::move(const std::vector<ops::FormSpot>& spots, const policy::Place& list,
                       std::size_t before)
{
    const bool isIntoItself = std::ranges::any_of(
        spots, [&](const ops::FormSpot& spot) { return spot.place.holds(list); });
    if (isIntoItself || spots.empty() || isReadOnly())
        return;
    const std::size_t size = policy::nodeBelow(document()->root(), list.steps).size();
    showLater(ops::placeAfterMove(spots, list, before, size), spots.size());
    Q_EMIT wished(ops::wishesToMove(spots, list, before),
                  spots.size() == 1 ? tr("move a process")
                                    : tr("move %1 processes").arg(spots.size()));
}

void ProcessPage::onDropped(const QModelIndexList& rows, int before, const QModelIndex& parent)
{
    std::vector<ops::FormSpot> spots;
    for (const QModelIndex& index : rows)
        spots.push_back(entries().spot(index));
    const EntryRow& first = entries().row(entries().index(0, 0));
    const policy::Place list = parent.isValid() ? childrenPlace(entries().row(parent))
        : first.kind == Kind::Entry             ? first.place.parent()
                                                : first.place;
    move(spots, list, before < 0 ? policy::atEnd : static_cast<std::size_t>(before));
}

void ProcessPage::moveInto(bool deeper)
{
    const QModelIndex current = table().currentIndex().siblingAtColumn(0);
    const std::vector<ops::FormSpot> spots = selectedEntries();
    if (!current.isValid() || spots.size() != 1)
        return;
    if (deeper && current.row() > 0) {
        const QModelIndex before = current.siblingAtRow(current.row() - 1);
        move(spots, childrenPlace(entries().row(before)), policy::atEnd);
    } else if (!deeper && current.parent().isValid()) {
        const EntryRow& above = entries().row(current.parent());
        move(spots, above.place.parent(), above.row.step.index + 1);
    }
}

} // namespace pw::ui
