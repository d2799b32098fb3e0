#include "ui/form/field_model.h"

#include "ui/common/convert.h"
#include "ui/form/field_words.h"

#include <algorithm>

namespace pw::ui {

using ops::FormEditor;
using ops::FormRow;
using policy::Place;
using RowRole = FormRow::Role;

FieldModel::FieldModel(QObject* parent) : NodeModel(parent)
{
    root().isOpen = true;
}

void FieldModel::setTops(const FormDocumentPtr& document, std::vector<ops::FormTop> tops)
{
    const FormDocumentPtr before
        = std::exchange(m_document, document); // its nodes live till the end
    std::vector<FormRow> rows;
    std::vector<Place> places;
    for (ops::FormTop& top : tops) {
        // Rows of several mappings may have the same key.
        top.row.step.key = top.place.isRoot() ? std::string() : top.place.steps.back().key;
        rows.push_back(std::move(top.row));
        places.push_back(std::move(top.place));
    }
    update(root(), std::move(rows), places);
}

void FieldModel::moved(const Place& from, const Place& to)
{
    for (const auto& node : root().below) {
        if (!from.holds(node->top))
            continue;
        Place now = to;
        now.steps.insert(now.steps.end(),
                         node->top.steps.begin() + static_cast<std::ptrdiff_t>(from.steps.size()),
                         node->top.steps.end());
        node->top = std::move(now);
    }
}

std::vector<FormRow> FieldModel::rowsBelow(const FieldNode& node) const
{
    std::vector<FormRow> rows = ops::formRows(node.row);
    std::erase_if(rows, [&](const FormRow& row) { return !ops::isWorthARow(row, m_policyType); });
    return rows;
}

void FieldModel::update(FieldNode& above, std::vector<FormRow> rows,
                        const std::vector<Place>& places)
{
    const bool isTop = &above == &root();
    const auto keyed = [&](const FormRow& row, const Place* top) {
        if (isTop)
            return KeyedRow{top->path()};
        if (row.role == RowRole::Item)
            return KeyedRow{{}, &row};
        return KeyedRow{
            row.role == RowRole::Add ? "+" : row.step.key + '\n' + std::to_string(row.step.index)};
    };
    std::vector<KeyedRow> before;
    std::vector<KeyedRow> after;
    for (const auto& node : above.below)
        before.push_back(keyed(node->row, &node->top));
    for (std::size_t at = 0; at < rows.size(); ++at)
        after.push_back(keyed(rows[at], isTop ? &places[at] : nullptr));
    const auto take = [&](FieldNode& node, std::size_t at) {
        node.row = std::move(rows[at]);
        if (isTop)
            node.top = places[at];
    };
    follow(above, rowKeys(before, after), take, [&](std::size_t at) {
        auto node = std::make_unique<FieldNode>();
        take(*node, at);
        return node;
    });
    for (const auto& node : above.below) {
        if (node->isOpen)
            update(*node, rowsBelow(*node), {});
    }
    allChanged(above);
}

const FormRow& FieldModel::row(const QModelIndex& index) const
{
    return nodeOf(index)->row;
}

Place FieldModel::placeOf(const FieldNode& node) const
{
    if (node.above == &root())
        return node.top;
    Place out = placeOf(*node.above);
    // A label that is to be added has no name yet.
    if (node.row.role != RowRole::Add || node.row.step.isItem)
        out.steps.push_back(node.row.step);
    return out;
}

ops::FormSpot FieldModel::spot(const QModelIndex& index) const
{
    const FieldNode& node = *nodeOf(index);
    return {placeOf(node), node.row, m_document->root()};
}

QModelIndex FieldModel::find(const Place& place)
{
    FieldNode* at = nullptr;
    for (const auto& node : root().below) {
        if (node->top.holds(place) && node->row.role != RowRole::Add)
            at = node.get();
    }
    if (at == nullptr)
        return {};
    for (std::size_t depth = at->top.steps.size(); depth < place.steps.size(); ++depth) {
        fetchMore(indexOf(*at));
        const policy::Step& step = place.steps[depth];
        const auto isThere = [&](const auto& node) {
            return node->row.role != RowRole::Add && node->row.step == step;
        };
        // Items stand where their number says.
        const bool isAtItsNumber
            = step.isItem && step.index < at->below.size() && isThere(at->below[step.index]);
        const auto found = isAtItsNumber
            ? at->below.begin() + static_cast<std::ptrdiff_t>(step.index)
            : std::ranges::find_if(at->below, isThere);
        if (found == at->below.end())
            break;
        at = found->get();
    }
    return indexOf(*at);
}

QModelIndex FieldModel::lineAt(const Place& place)
{
    QModelIndex found = find(place);
    if (!found.isValid() || spot(found).place != place)
        return {};
    if (ops::editorOf(row(found)) == FormEditor::None && (row(found).node.size() < 2)) {
        fetchMore(found);
        found = index(0, 0, found);
    }
    const QModelIndex value = found.siblingAtColumn(static_cast<int>(Column::Value));
    return flags(value).testFlag(Qt::ItemIsEditable) ? value : QModelIndex();
}

FormEditor FieldModel::editor(const QModelIndex& index) const
{
    const FormRow& there = row(index);
    if (editsName(index))
        return FormEditor::Text;
    return index.column() == static_cast<int>(Column::Field) ? FormEditor::None
                                                             : ops::editorOf(there);
}

/// Of entries that are named by a person the first column is the name.
bool FieldModel::editsName(const QModelIndex& index) const
{
    const FormRow& there = row(index);
    if (index.column() != static_cast<int>(Column::Field))
        return false;
    return there.node && there.node.key()
        && (there.role == RowRole::Label || there.role == RowRole::Unknown);
}

Result<ops::Wishes> FieldModel::wishesFor(const QModelIndex& index, const QString& typed) const
{
    const std::string text = toUtf8(typed);
    return editsName(index) ? ops::wishesForKey(spot(index), text)
                            : ops::wishesForTyped(spot(index), text);
}

QString FieldModel::refusal(const QModelIndex& index, const QString& typed) const
{
    if (typed.isEmpty() && row(index).role == RowRole::Add)
        return {};
    const Result<ops::Wishes> wishes = wishesFor(index, typed);
    return wishes ? QString() : toQString(wishes.error().message);
}

void FieldModel::setTyping(const QModelIndex& index, const QString& refusal)
{
    m_typing = index.siblingAtColumn(0);
    m_refusal = refusal;
    const QModelIndex problem = index.siblingAtColumn(static_cast<int>(Column::Problem));
    Q_EMIT dataChanged(problem, problem);
}

bool FieldModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid) || m_readOnly)
        return false;
    const bool clears = !value.isValid();
    const Result<ops::Wishes> wishes = clears
        ? Result<ops::Wishes>(ops::wishesToClear(std::vector{spot(index)}))
        : wishesFor(index, value.toString());
    if (!wishes)
        return false;
    setTyping(index, {});
    if (!wishes->empty())
        Q_EMIT wished(*wishes, stepWords(row(index), name(index), clears, editsName(index)));
    return true;
}

int FieldModel::columnCount(const QModelIndex& /*parent*/) const
{
    return columns;
}

bool FieldModel::hasChildren(const QModelIndex& parent) const
{
    if (parent.column() > 0)
        return false;
    const FieldNode* const node = nodeOf(parent);
    return node->isOpen ? !node->below.empty() : ops::hasFormRows(node->row);
}

bool FieldModel::canFetchMore(const QModelIndex& parent) const
{
    return parent.column() <= 0 && !nodeOf(parent)->isOpen && ops::hasFormRows(nodeOf(parent)->row);
}

void FieldModel::fetchMore(const QModelIndex& parent)
{
    FieldNode& node = *nodeOf(parent);
    if (node.isOpen)
        return;
    node.isOpen = true;
    std::vector<FormRow> rows = rowsBelow(node);
    if (rows.empty())
        return;
    beginInsertRows(parent.siblingAtColumn(0), 0, static_cast<int>(rows.size()) - 1);
    for (FormRow& row : rows) {
        auto below = std::make_unique<FieldNode>();
        below->row = std::move(row);
        below->above = &node;
        below->at = node.below.size();
        node.below.push_back(std::move(below));
    }
    endInsertRows();
}

Qt::ItemFlags FieldModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags out = QAbstractItemModel::flags(index);
    if (!index.isValid() || m_readOnly)
        return out;
    const bool isField = index.column() == static_cast<int>(Column::Field);
    const bool isValue = index.column() == static_cast<int>(Column::Value);
    const bool edits = (isField && editsName(index))
        || (isValue && ops::editorOf(row(index)) != FormEditor::None);
    out.setFlag(Qt::ItemIsEditable, edits);
    return out;
}

} // namespace pw::ui
