#include "ui/form/entry_model.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/plain_tip.h"
#include "ui/common/severity.h"

#include <QMimeData>

#include <algorithm>

namespace pw::ui {

namespace {

constexpr QLatin1String mimeType("application/x-policywright-entries");

/// Lists beside each other have names of their own; those above them may change places.
KeyedRow keyed(const EntryRow& row)
{
    if (row.kind == EntryRow::Kind::Group)
        return {"group " + toUtf8(row.label)};
    const policy::Place list = row.place.parent();
    if (row.kind == EntryRow::Kind::Entry && !list.isRoot())
        return {list.steps.back().key, &row.row};
    return {row.place.path()};
}

/// Children have rows of their own.
std::vector<text::Span> ownSpans(yaml::NodeRef node)
{
    const text::Span whole = node.entrySpan();
    const yaml::NodeRef children = node.find("children");
    if (!children)
        return {whole};
    const text::Span theirs = children.entrySpan();
    return {{whole.begin, theirs.begin}, {theirs.end, whole.end}};
}

std::unique_ptr<EntryNode> makeNode(EntryRow row)
{
    auto node = std::make_unique<EntryNode>();
    std::vector<EntryRow> below = std::exchange(row.below, {});
    node->row = std::move(row);
    for (EntryRow& child : below) {
        std::unique_ptr<EntryNode> made = makeNode(std::move(child));
        made->above = node.get();
        made->at = node->below.size();
        node->below.push_back(std::move(made));
    }
    return node;
}

/// It is one of the rows, or stands below one.
bool isBelowAny(QModelIndex index, const QModelIndexList& rows)
{
    for (; index.isValid(); index = index.parent()) {
        if (rows.contains(index))
            return true;
    }
    return false;
}

} // namespace

EntryModel::EntryModel(std::vector<Column> columns, QObject* parent)
    : NodeModel(parent), m_columns(std::move(columns))
{
}

void EntryModel::setRows(const FormDocumentPtr& document, std::vector<EntryRow> rows)
{
    const FormDocumentPtr before = std::exchange(m_document, document); // rows point into it
    update(root(), std::move(rows));
}

void EntryModel::update(EntryNode& above, std::vector<EntryRow> rows)
{
    if (above.below.empty()) { // nothing is to be known again
        follow(
            above, newRowKeys(rows.size()), [](EntryNode&, std::size_t) {},
            [&](std::size_t at) { return makeNode(std::move(rows[at])); });
        return;
    }
    std::vector<KeyedRow> before;
    std::vector<KeyedRow> after;
    for (const auto& node : above.below)
        before.push_back(keyed(node->row));
    for (const EntryRow& row : rows)
        after.push_back(keyed(row));
    std::vector<std::pair<EntryNode*, std::vector<EntryRow>>> kept;
    const auto take = [&](EntryNode& node, std::size_t at) {
        kept.emplace_back(&node, std::exchange(rows[at].below, {}));
        node.row = std::move(rows[at]);
    };
    follow(above, rowKeys(before, after), take,
           [&](std::size_t at) { return makeNode(std::move(rows[at])); });
    for (auto& [node, below] : kept)
        update(*node, std::move(below));
    allChanged(above);
}

const EntryRow& EntryModel::row(const QModelIndex& index) const
{
    return nodeOf(index)->row;
}

ops::FormSpot EntryModel::spot(const QModelIndex& index) const
{
    return {row(index).place, row(index).row, m_document->root()};
}

QModelIndex EntryModel::find(const policy::Place& place) const
{
    const EntryNode* at = &root();
    const EntryNode* found = nullptr;
    while (at != nullptr) {
        const EntryNode* next = nullptr;
        for (const auto& node : at->below) {
            const bool isGroup = node->row.kind == EntryRow::Kind::Group;
            const bool holds = isGroup
                ? std::ranges::any_of(node->below,
                                      [&](const auto& one) { return one->row.place.holds(place); })
                : node->row.place.holds(place);
            if (holds && next == nullptr)
                next = node.get();
        }
        found = next != nullptr ? next : found;
        at = next;
    }
    return found == nullptr ? QModelIndex() : indexOf(*found);
}

QList<ColumnWidth> EntryModel::columnWidths() const
{
    QList<ColumnWidth> out;
    for (const Column& column : m_columns)
        out += column.width;
    return out << ColumnWidth{16, 60};
}

std::optional<policy::Place> EntryModel::fieldAt(const QModelIndex& cell) const
{
    if (!cell.isValid() || row(cell).kind != EntryRow::Kind::Entry
        || cell.column() >= static_cast<int>(m_columns.size()))
        return std::nullopt;
    const auto field = m_columns[static_cast<std::size_t>(cell.column())].field;
    return field == nullptr ? std::nullopt : std::optional(field(row(cell)));
}

int EntryModel::columnCount(const QModelIndex& /*parent*/) const
{
    return static_cast<int>(m_columns.size()) + 1;
}

QString EntryModel::problem(const EntryRow& row, Cell& cell) const
{
    if (m_document == nullptr || row.kind == EntryRow::Kind::Group)
        return {};
    const text::Diagnostic* own = nullptr;
    std::size_t count = 0;
    if (row.row.node) {
        for (const text::Span span : ownSpans(row.row.node)) {
            const auto inside = m_document->problems.inside(span);
            if (!inside)
                continue;
            count += inside->count;
            if (own == nullptr || inside->gravest < own->severity)
                own = inside->first;
        }
    } else {
        const policy::Place above = row.place.parent();
        const std::string path
            = policy::nodeAt(*m_document->snapshot->document, m_document->units, above).path();
        own = m_document->problems.at(path + "." + row.row.step.key);
        count = own == nullptr ? 0 : 1;
    }
    if (own == nullptr)
        return {};
    cell.icon = severityIcon(own->severity);
    cell.iconTone = severityTone(own->severity);
    cell.tone = cell.iconTone;
    const QString message = toQString(own->message);
    return count < 2 ? message : tr("%1: %2").arg(counted(count, {}, tr("problems")), message);
}

Cell EntryModel::cell(const EntryRow& row, int column) const
{
    Cell out;
    if (row.kind == EntryRow::Kind::Group)
        out.bold = column == 0;
    else if (column == columnCount() - 1)
        static_cast<void>(problem(row, out));
    else if (const auto look = m_columns.at(static_cast<std::size_t>(column)).look)
        look(row, out);
    return out;
}

QVariant EntryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EntryRow& there = row(index);
    const bool isProblem = index.column() == columnCount() - 1;
    const auto text = [&] {
        if (there.kind == EntryRow::Kind::Group)
            return index.column() == 0 ? there.label : QString();
        Cell ignored;
        return isProblem ? problem(there, ignored)
                         : m_columns.at(static_cast<std::size_t>(index.column())).text(there);
    };
    switch (role) {
    case Qt::DisplayRole:
        return text();
    case Qt::AccessibleTextRole:
        return withNote(text(), QVariant::fromValue(cell(there, index.column())));
    case Qt::ToolTipRole:
        return plainTip(isProblem || !there.row.node ? text()
                                                     : toQString(ops::shownValue(there.row.node)));
    case CellRole:
        return QVariant::fromValue(cell(there, index.column()));
    default:
        return {};
    }
}

QVariant EntryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0
        || section >= columnCount())
        return {};
    return section == columnCount() - 1 ? tr("PROBLEM")
                                        : tr(m_columns.at(static_cast<std::size_t>(section)).title);
}

Qt::ItemFlags EntryModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags out = QAbstractItemModel::flags(index);
    out.setFlag(Qt::ItemIsEditable, fieldAt(index).has_value());
    if (!m_movable)
        return out;
    const bool isEntry = index.isValid() && row(index).kind == EntryRow::Kind::Entry;
    out.setFlag(Qt::ItemIsDragEnabled, isEntry);
    out.setFlag(Qt::ItemIsDropEnabled, isEntry || !index.isValid());
    return out;
}

Qt::DropActions EntryModel::supportedDropActions() const
{
    return m_movable ? Qt::MoveAction : Qt::IgnoreAction;
}

QStringList EntryModel::mimeTypes() const
{
    return {mimeType};
}

/// What is dragged stays in this table, so the data itself says nothing.
QMimeData* EntryModel::mimeData(const QModelIndexList& indexes) const
{
    m_dragged.clear();
    QModelIndexList rows;
    for (const QModelIndex& index : indexes) {
        if (index.column() == 0)
            rows += index;
    }
    // In the order of the table, and those below others come along with them.
    std::ranges::sort(
        rows, {}, [this](const QModelIndex& index) { return row(index).row.node.span().begin; });
    for (const QModelIndex& index : rows) {
        if (!isBelowAny(index.parent(), rows))
            m_dragged += index;
    }
    auto* const data = new QMimeData;
    data->setData(mimeType, QByteArrayLiteral("entries"));
    return data;
}

bool EntryModel::canDropMimeData(const QMimeData* data, Qt::DropAction action, int /*row*/,
                                 int /*column*/, const QModelIndex& parent) const
{
    return m_movable && action == Qt::MoveAction && data->hasFormat(mimeType)
        && !isBelowAny(parent.siblingAtColumn(0),
                       QModelIndexList(m_dragged.begin(), m_dragged.end()));
}

bool EntryModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                              const QModelIndex& parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    QModelIndexList rows;
    for (const QPersistentModelIndex& index : m_dragged) {
        if (index.isValid())
            rows += index;
    }
    if (!rows.isEmpty())
        Q_EMIT dropped(rows, row, parent.siblingAtColumn(0));
    return false; // the rows go where the text says
}

} // namespace pw::ui
