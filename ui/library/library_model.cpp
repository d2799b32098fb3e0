#include "ui/library/library_model.h"

#include "core/ops/timestamp.h"
#include "core/ops/word_filter.h"
#include "ui/common/convert.h"
#include "ui/common/counts.h"
#include "ui/common/plain_tip.h"
#include "ui/common/row_spans.h"
#include "ui/common/severity.h"
#include "ui/common/times.h"
#include "ui/library/library_words.h"

#include <array>

namespace pw::ui {

/// A file of ours, or another one. Documents point at the row of their file.
struct LibraryModel::Row
{
    ops::LibraryFilePtr file; ///< null: not ours
    ops::OtherFile other;
    std::string key; ///< with the number of documents: those never change under a row
    int row = 0;
};

namespace {

using ops::LibraryFile;
using ops::LibraryUnit;
using Column = LibraryModel::Column;

struct ColumnSpec
{
    QLatin1String title;
    ColumnWidth width;
};

constexpr std::array specs{ColumnSpec{QLatin1String("FILE"), {30, 170}},
                           ColumnSpec{QLatin1String("NAME"), {24, 130}},
                           ColumnSpec{QLatin1String("KIND"), {14, 100}},
                           ColumnSpec{QLatin1String("TYPE"), {12, 100}},
                           ColumnSpec{QLatin1String("MODE"), {12, 104}},
                           ColumnSpec{QLatin1String("STATE"), {11, 96}},
                           ColumnSpec{QLatin1String("PROBLEMS"), {20, 130}},
                           ColumnSpec{QLatin1String("MODIFIED"), {18, 168}}};

/// What one cell says, for files and documents alike.
struct Content
{
    QString text;
    Cell cell;
    QString tip;
    QString spoken; ///< when it is more than the text
    QVariant sortKey; ///< invalid: the text
};

/// One column of `units`, which are those of a file or a single one.
Content unitContent(const std::vector<LibraryUnit>& units, Column column)
{
    Content out;
    switch (column) {
    case Column::Type: {
        out.text = toQString(units.empty() ? std::string() : units.front().type);
        for (const LibraryUnit& unit : units) {
            if (unit.type != units.front().type)
                out.text = LibraryModel::tr("mixed");
        }
        return out;
    }
    case Column::Mode:
    case Column::State: {
        out.text = column == Column::Mode ? modeText(units) : stateText(units);
        if (out.text.isEmpty())
            return out;
        const Chip chip = column == Column::Mode ? modeChip(out.text) : stateChip(out.text);
        out.cell.kind = column == Column::Mode ? CellKind::Chip : CellKind::Text;
        out.cell.icon = chip.icon;
        out.cell.tone = chip.tone;
        out.cell.iconTone = chip.tone;
        return out;
    }
    default:
        return out;
    }
}

Content problemContent(const ops::ProblemCounts& problems)
{
    Content out;
    constexpr double more = 1e4; // the gravest first, then how many
    double key = 0;
    for (const std::size_t count : problems)
        key = key * more + static_cast<double>(std::min<std::size_t>(count, 9999));
    out.sortKey = key;
    out.text = problemsText(problems);
    out.tip = out.text;
    if (const std::optional<text::Severity> worst = gravest(problems)) {
        out.cell.icon = severityIcon(*worst);
        out.cell.tone = severityTone(*worst);
        out.cell.iconTone = out.cell.tone;
    } else {
        out.cell.icon = QStringLiteral("ok");
        out.cell.iconTone = Tone::Covered;
        out.cell.tone = Tone::Muted;
    }
    return out;
}

Content unreadContent(const LibraryFile& file, Column column)
{
    Content out;
    out.tip = toQString(file.unread);
    if (column == Column::Name) {
        out.text = toQString(file.unread);
        out.cell.tone = Tone::Muted;
    } else if (column == Column::Problems) {
        out.text = LibraryModel::tr("not read");
        out.cell.icon = QStringLiteral("error");
        out.cell.tone = Tone::Error;
        out.cell.iconTone = Tone::Error;
        out.sortKey = 1e17; // before everything that could be judged
    }
    return out;
}

Content modifiedContent(const LibraryFile& file)
{
    Content out;
    const std::string written = ops::timestampText(file.modified);
    out.text = timeText(written);
    out.tip = localTimeText(written);
    out.sortKey = file.modified;
    out.cell.mono = true;
    out.cell.tone = Tone::Muted;
    return out;
}

Content fileCell(const LibraryFile& file)
{
    Content out;
    out.text = toQString(file.name);
    out.tip = toQString(file.path);
    out.cell.elideMiddle = true;
    if (file.inTab) {
        out.cell.icon = QStringLiteral("documents");
        out.cell.iconTone = file.unsaved ? Tone::Warning : Tone::Muted;
        out.spoken = out.text + QStringLiteral(", ")
            + (file.unsaved ? LibraryModel::tr("in a tab, not saved")
                            : LibraryModel::tr("in a tab"));
        out.tip += u'\n'
            + (file.unsaved ? LibraryModel::tr("Judged as it stands in its tab, not saved")
                            : LibraryModel::tr("Judged as it stands in its tab"));
    }
    return out;
}

Content fileContent(const LibraryFile& file, Column column)
{
    if (column == Column::File)
        return fileCell(file);
    if (column == Column::Modified)
        return modifiedContent(file);
    if (!file.unread.empty())
        return unreadContent(file, column);
    if (column == Column::Problems)
        return problemContent(file.problems);
    Content out;
    if (column == Column::Name) {
        out.text = file.unitCount == 1 ? toQString(file.units.front().name)
                                       : counted(file.unitCount, {}, LibraryModel::tr("documents"));
        out.cell.bold = file.unitCount == 1;
        out.cell.tone = file.unitCount == 1 ? Tone::Normal : Tone::Muted;
        return out;
    }
    if (column == Column::Kind) {
        out.text = file.units.empty() ? LibraryModel::tr("not readable") : kindsText(file);
        if (!file.units.empty())
            out.cell.icon = kindIcon(file.units.front().kind, file.units.front().type);
        out.cell.iconTone = Tone::Muted;
        return out;
    }
    return unitContent(file.units, column);
}

Content rowContent(const LibraryUnit& unit, Column column)
{
    Content out;
    switch (column) {
    case Column::File:
        out.text = toQString(unit.label);
        out.cell.tone = Tone::Muted;
        return out;
    case Column::Name:
        out.text = toQString(unit.name);
        return out;
    case Column::Kind:
        out.text = kindWord(unit.kind);
        out.cell.icon = kindIcon(unit.kind, unit.type);
        out.cell.iconTone = Tone::Muted;
        return out;
    case Column::Problems:
        return problemContent(unit.problems);
    case Column::Modified:
        return out;
    default:
        return unitContent({unit}, column);
    }
}

Content otherContent(const ops::OtherFile& file, Column column)
{
    Content out;
    out.cell.tone = Tone::Muted;
    if (column == Column::File) {
        out.text = toQString(file.name);
        out.tip = out.text;
        out.cell.elideMiddle = true;
    } else if (column == Column::Name) {
        out.text = whyText(file);
        out.tip = out.text;
    } else if (column == Column::Kind) {
        out.text = LibraryModel::tr("not ours");
    } else if (column == Column::Problems) {
        out.sortKey = -1.0;
    } else if (column == Column::Modified) {
        out.sortKey = 0.0;
    }
    return out;
}

/// What a reader of the screen says: cells of figures and words alone name their column.
QString spoken(const Content& content, Column column)
{
    if (content.text.isEmpty() || !content.spoken.isEmpty())
        return content.spoken;
    return column == Column::Mode ? LibraryModel::tr("mode %1").arg(content.text) : content.text;
}

} // namespace

LibraryModel::LibraryModel(QObject* parent) : QAbstractItemModel(parent) { }
LibraryModel::~LibraryModel() = default;

void LibraryModel::countRows(std::size_t from)
{
    for (; from < m_rows.size(); ++from)
        m_rows[from]->row = static_cast<int>(from);
}

void LibraryModel::setLibrary(const ops::LibraryPtr& library)
{
    Rows after;
    const ops::Library none;
    const ops::Library& now = library == nullptr ? none : *library;
    for (const ops::LibraryFilePtr& file : now.files) {
        auto row = std::make_unique<Row>();
        row->file = file;
        row->key = file->path + '\n' + std::to_string(childCount(*row));
        after.push_back(std::move(row));
    }
    for (const ops::OtherFile& file : now.others) {
        auto row = std::make_unique<Row>();
        row->other = file;
        row->key = "other\n" + file.name;
        after.push_back(std::move(row));
    }
    const auto keysOf = [](const Rows& rows) {
        std::vector<std::string> out;
        for (const auto& row : rows)
            out.push_back(row->key);
        return out;
    };
    const RowSpans spans = rowSpans(keysOf(m_rows), keysOf(after));
    m_library = library;
    const auto at = [](std::size_t row) { return static_cast<int>(row); };
    for (const RowSpans::Span& gone : spans.removed) {
        beginRemoveRows({}, at(gone.first), at(gone.first + gone.count) - 1);
        m_rows.erase(m_rows.begin() + at(gone.first), m_rows.begin() + at(gone.first + gone.count));
        countRows(gone.first);
        endRemoveRows();
    }
    for (const RowSpans::Span& come : spans.inserted) {
        beginInsertRows({}, at(come.first), at(come.first + come.count) - 1);
        m_rows.insert(m_rows.begin() + at(come.first),
                      std::make_move_iterator(after.begin() + at(come.first)),
                      std::make_move_iterator(after.begin() + at(come.first + come.count)));
        countRows(come.first);
        endInsertRows();
    }
    // Both have the same order by now; what was moved over is new already. Runs of changed rows are
    // told at once.
    std::size_t first = 0;
    for (std::size_t row = 0; row <= m_rows.size(); ++row) {
        if (row < m_rows.size() && takeChange(*m_rows[row], after[row].get()))
            continue;
        if (first < row)
            Q_EMIT dataChanged(index(at(first), 0, {}),
                               index(at(row) - 1, columnCount({}) - 1, {}));
        for (; first < row; ++first)
            tellDocuments(index(at(first), 0, {}));
        first = row + 1;
    }
}

/// False: nothing is new in that row.
bool LibraryModel::takeChange(Row& row, const Row* now)
{
    if (now == nullptr || (row.file == now->file && row.other == now->other))
        return false;
    row.file = now->file;
    row.other = now->other;
    return true;
}

void LibraryModel::tellDocuments(const QModelIndex& file)
{
    if (const int documents = rowCount(file))
        Q_EMIT dataChanged(index(0, 0, file), index(documents - 1, columnCount({}) - 1, file));
}

const LibraryModel::Row& LibraryModel::rowOf(const QModelIndex& index) const
{
    const auto* const file = static_cast<const Row*>(index.constInternalPointer());
    return file != nullptr ? *file : *m_rows.at(static_cast<std::size_t>(index.row()));
}

std::size_t LibraryModel::childCount(const Row& row)
{
    // A single document is its file.
    return row.file == nullptr || row.file->units.size() < 2 ? 0 : row.file->units.size();
}

ops::LibraryFilePtr LibraryModel::file(const QModelIndex& index) const
{
    return index.isValid() ? rowOf(index).file : nullptr;
}

const LibraryUnit* LibraryModel::unit(const QModelIndex& index) const
{
    const auto* const file = static_cast<const Row*>(index.constInternalPointer());
    return file == nullptr ? nullptr : &file->file->units.at(static_cast<std::size_t>(index.row()));
}

bool LibraryModel::isOther(int row) const
{
    return m_rows.at(static_cast<std::size_t>(row))->file == nullptr;
}

QList<ColumnWidth> LibraryModel::columnWidths()
{
    QList<ColumnWidth> out;
    for (const ColumnSpec& spec : specs)
        out << spec.width;
    return out;
}

QModelIndex LibraryModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column < 0 || column >= columnCount({}) || row >= rowCount(parent))
        return {};
    return createIndex(row, column, parent.isValid() ? &rowOf(parent) : nullptr);
}

QModelIndex LibraryModel::parent(const QModelIndex& child) const
{
    const auto* const file = static_cast<const Row*>(child.constInternalPointer());
    return file == nullptr ? QModelIndex() : createIndex(file->row, 0, nullptr);
}

int LibraryModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_rows.size());
    if (parent.column() != 0 || parent.constInternalPointer() != nullptr)
        return 0;
    return static_cast<int>(childCount(rowOf(parent)));
}

int LibraryModel::columnCount(const QModelIndex& /*parent*/) const
{
    return static_cast<int>(specs.size());
}

QVariant LibraryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = static_cast<Column>(index.column());
    const Row& row = rowOf(index);
    const LibraryUnit* const one = unit(index);
    const Content content = one != nullptr ? rowContent(*one, column)
        : row.file != nullptr              ? fileContent(*row.file, column)
                                           : otherContent(row.other, column);
    switch (role) {
    case Qt::DisplayRole:
        return content.text;
    case Qt::AccessibleTextRole:
        return spoken(content, column);
    case Qt::ToolTipRole:
        return plainTip(content.tip.isEmpty() ? content.text : content.tip);
    case CellRole:
        return QVariant::fromValue(content.cell);
    case SortRole:
        return content.sortKey.isValid() ? content.sortKey : content.text;
    default:
        return {};
    }
}

QVariant LibraryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0
        || section >= columnCount({}))
        return {};
    return QString(specs.at(static_cast<std::size_t>(section)).title);
}

LibraryProxy::LibraryProxy(LibraryModel* model) : QSortFilterProxyModel(model), m_model(model)
{
    setSourceModel(model);
    setSortRole(SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void LibraryProxy::setFilter(const ops::LibraryFilter& filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    invalidateFilter();
}

void LibraryProxy::showOthers(bool shown)
{
    m_othersShown = shown;
    invalidateFilter();
}

bool LibraryProxy::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    if (parent.isValid())
        return true;
    const QModelIndex index = m_model->index(row, 0, {});
    if (!m_model->isOther(row))
        return m_filter.matches(*m_model->file(index));
    const ops::WordFilter words(m_filter.text);
    return m_othersShown
        && (words.empty() || words.matches({toUtf8(index.data(Qt::DisplayRole).toString())}));
}

/// Those that are not ours stay at the end, however it is sorted.
bool LibraryProxy::lessThan(const QModelIndex& a, const QModelIndex& b) const
{
    if (!a.parent().isValid()) {
        const bool otherA = m_model->isOther(a.row());
        const bool otherB = m_model->isOther(b.row());
        if (otherA != otherB)
            return (sortOrder() == Qt::AscendingOrder) == otherB;
    }
    return QSortFilterProxyModel::lessThan(a, b);
}

} // namespace pw::ui
