#include "ui/form/entry_model.h"

#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/plain_tip.h"
#include "ui/common/row_spans.h"
#include "ui/common/severity.h"

#include <QMimeData>

#include <algorithm>

namespace pw::ui {

struct EntryNode
{
    EntryRow row;
    EntryNode* above = nullptr;
    std::size_t at = 0;
    std::string key;
    std::vector<std::unique_ptr<EntryNode>> below;
};

namespace {

constexpr QLatin1String mimeType("application/x-policywright-entries");

std::string keyOf(const EntryRow& row)
{
    return row.kind == EntryRow::Kind::Group ? "group " + toUtf8(row.label) : row.place.path();
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

std::unique_ptr<EntryNode> makeNode(EntryRow row, EntryNode* above)
{
    auto node = std::make_unique<EntryNode>();
    node->above = above;
    node->key = keyOf(row);
    std::vector<EntryRow> below = std::exchange(row.below, {});
    node->row = std::move(row);
    for (EntryRow& child : below) {
        node->below.push_back(makeNode(std::move(child), node.get()));
        node->below.back()->at = node->below.size() - 1;
    }
    return node;
}

void renumber(EntryNode& above)
{
    for (std::size_t at = 0; at < above.below.size(); ++at)
        above.below[at]->at = at;
}

} // namespace

EntryModel::EntryModel(std::vector<Column> columns, QObject* parent)
    : QAbstractItemModel(parent), m_columns(std::move(columns)),
      m_root(std::make_unique<EntryNode>())
{
}

EntryModel::~EntryModel() = default;

void EntryModel::setRows(const FormDocumentPtr& document, std::vector<EntryRow> rows)
{
    const FormDocumentPtr before = std::exchange(m_document, document); // rows point into it
    update(*m_root, std::move(rows), {});
}

void EntryModel::update(EntryNode& above, std::vector<EntryRow> rows, const QModelIndex& parent)
{
    std::vector<std::string> after;
    after.reserve(rows.size());
    for (const EntryRow& row : rows)
        after.push_back(keyOf(row));
    const bool isSame
        = std::ranges::equal(above.below, after, [](const auto& node, const std::string& key) {
              return node->key == key;
          });
    RowSpans spans;
    if (!isSame) {
        std::vector<std::string> before;
        for (const auto& node : above.below)
            before.push_back(node->key);
        spans = rowSpans(before, after);
    }
    for (const RowSpans::Span& span : spans.removed) {
        const auto first = above.below.begin() + static_cast<std::ptrdiff_t>(span.first);
        beginRemoveRows(parent, static_cast<int>(span.first),
                        static_cast<int>(span.first + span.count) - 1);
        above.below.erase(first, first + static_cast<std::ptrdiff_t>(span.count));
        renumber(above);
        endRemoveRows();
    }
    std::vector<bool> isNew(rows.size(), false);
    for (const RowSpans::Span& span : spans.inserted)
        std::fill_n(isNew.begin() + static_cast<std::ptrdiff_t>(span.first), span.count, true);
    std::vector<std::vector<EntryRow>> below(rows.size());
    std::size_t kept = 0;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (isNew[at])
            continue;
        below[at] = std::exchange(rows[at].below, {});
        above.below[kept++]->row = std::move(rows[at]);
    }
    for (const RowSpans::Span& span : spans.inserted) {
        beginInsertRows(parent, static_cast<int>(span.first),
                        static_cast<int>(span.first + span.count) - 1);
        for (std::size_t at = span.first; at < span.first + span.count; ++at)
            above.below.insert(above.below.begin() + static_cast<std::ptrdiff_t>(at),
                               makeNode(std::move(rows[at]), &above));
        renumber(above);
        endInsertRows();
    }
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (!isNew[at])
            update(*above.below[at], std::move(below[at]), index(static_cast<int>(at), 0, parent));
    }
    if (!above.below.empty())
        Q_EMIT dataChanged(
            index(0, 0, parent),
            index(static_cast<int>(above.below.size()) - 1, columnCount() - 1, parent));
}

EntryNode* EntryModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<EntryNode*>(index.internalPointer()) : m_root.get();
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
    const EntryNode* at = m_root.get();
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
    return found == nullptr
        ? QModelIndex()
        : createIndex(static_cast<int>(found->at), 0, const_cast<EntryNode*>(found));
}

QList<ColumnWidth> EntryModel::columnWidths() const
{
    QList<ColumnWidth> out;
    for (const Column& column : m_columns)
        out += column.width;
    return out << ColumnWidth{16, 60};
}

QModelIndex EntryModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->below.at(static_cast<std::size_t>(row)).get());
}

QModelIndex EntryModel::parent(const QModelIndex& child) const
{
    EntryNode* const above = child.isValid() ? nodeOf(child)->above : nullptr;
    if (above == nullptr || above == m_root.get())
        return {};
    return createIndex(static_cast<int>(above->at), 0, above);
}

int EntryModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->below.size());
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
    for (const QModelIndex& index : indexes) {
        if (index.column() == 0)
            m_dragged += index;
    }
    auto* const data = new QMimeData;
    data->setData(mimeType, QByteArrayLiteral("entries"));
    return data;
}

bool EntryModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int /*column*/,
                              const QModelIndex& parent)
{
    if (!m_movable || action != Qt::MoveAction || !data->hasFormat(mimeType))
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
