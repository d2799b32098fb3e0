#include "ui/form/field_model.h"

#include "ui/common/convert.h"
#include "ui/common/row_spans.h"
#include "ui/form/field_node.h"
#include "ui/form/field_words.h"

#include <algorithm>

namespace pw::ui {

using ops::FormEditor;
using ops::FormRow;
using policy::Place;
using RowRole = FormRow::Role;

FieldModel::FieldModel(QObject* parent)
    : QAbstractItemModel(parent), m_root(std::make_unique<FieldNode>())
{
    m_root->isOpen = true;
}

FieldModel::~FieldModel() = default;

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
    update(*m_root, std::move(rows), places);
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
    std::vector<const FormRow*> before;
    std::vector<const FormRow*> after;
    for (const auto& node : above.below)
        before.push_back(&node->row);
    for (const FormRow& row : rows)
        after.push_back(&row);
    RowKeys keys = rowKeys(before, after);
    if (!places.empty() || &above == m_root.get()) {
        keys.before.clear();
        keys.after.clear();
        for (const auto& node : above.below)
            keys.before.push_back(node->top.path());
        for (const Place& place : places)
            keys.after.push_back(place.path());
    }
    const QModelIndex parent = &above == m_root.get() ? QModelIndex() : indexOf(above);
    const RowSpans spans = rowSpans(keys.before, keys.after);
    const auto renumber = [&] {
        for (std::size_t at = 0; at < above.below.size(); ++at)
            above.below[at]->at = at;
    };
    for (const RowSpans::Span& span : spans.removed) {
        const auto first = above.below.begin() + static_cast<std::ptrdiff_t>(span.first);
        beginRemoveRows(parent, static_cast<int>(span.first),
                        static_cast<int>(span.first + span.count) - 1);
        above.below.erase(first, first + static_cast<std::ptrdiff_t>(span.count));
        renumber();
        endRemoveRows();
    }
    // Those that stay take what they say now before others come between them.
    std::vector<bool> isNew(rows.size(), false);
    for (const RowSpans::Span& span : spans.inserted)
        std::fill_n(isNew.begin() + static_cast<std::ptrdiff_t>(span.first), span.count, true);
    std::size_t kept = 0;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (isNew[at])
            continue;
        FieldNode& node = *above.below[kept++];
        node.row = rows[at];
        if (at < places.size())
            node.top = places[at];
    }
    for (const RowSpans::Span& span : spans.inserted) {
        beginInsertRows(parent, static_cast<int>(span.first),
                        static_cast<int>(span.first + span.count) - 1);
        for (std::size_t at = span.first; at < span.first + span.count; ++at) {
            auto node = std::make_unique<FieldNode>();
            node->row = std::move(rows[at]);
            node->above = &above;
            if (at < places.size())
                node->top = places[at];
            above.below.insert(above.below.begin() + static_cast<std::ptrdiff_t>(at),
                               std::move(node));
        }
        renumber();
        endInsertRows();
    }
    for (const auto& node : above.below) {
        if (node->isOpen)
            update(*node, rowsBelow(*node), {});
    }
    if (!above.below.empty())
        Q_EMIT dataChanged(index(0, 0, parent),
                           index(static_cast<int>(above.below.size()) - 1, columns - 1, parent));
}

FieldNode* FieldModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<FieldNode*>(index.internalPointer()) : m_root.get();
}

QModelIndex FieldModel::indexOf(const FieldNode& node, int column) const
{
    return createIndex(static_cast<int>(node.at), column, const_cast<FieldNode*>(&node));
}

const FormRow& FieldModel::row(const QModelIndex& index) const
{
    return nodeOf(index)->row;
}

Place FieldModel::placeOf(const FieldNode& node) const
{
    if (node.above == m_root.get())
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
    for (const auto& node : m_root->below) {
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

QModelIndex FieldModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->below.at(static_cast<std::size_t>(row)).get());
}

QModelIndex FieldModel::parent(const QModelIndex& child) const
{
    if (!child.isValid())
        return {};
    const FieldNode* const above = nodeOf(child)->above;
    return above == nullptr || above == m_root.get() ? QModelIndex() : indexOf(*above);
}

int FieldModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->below.size());
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
