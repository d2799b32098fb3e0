#pragma once
// The files of a folder as a table that opens into their documents; files that are not ours come
// behind them.

#include "core/ops/library.h"
#include "ui/common/cell.h"
#include "ui/common/row_tree.h"

#include <QAbstractItemModel>
#include <QSortFilterProxyModel>

#include <memory>
#include <optional>
#include <vector>

namespace pw::ui {

class LibraryModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class Column : std::uint8_t { File, Name, Kind, Type, Mode, State, Problems, Modified };

    explicit LibraryModel(QObject* parent = nullptr);
    ~LibraryModel() override;

    /// Files that are in both stay what they are, selected or open. Null: nothing is known.
    void setLibrary(const ops::LibraryPtr& library);
    [[nodiscard]] const ops::LibraryPtr& library() const { return m_library; }
    /// The file that a row is, or is of; null for one that is not ours.
    [[nodiscard]] ops::LibraryFilePtr file(const QModelIndex& index) const;
    /// The document that the row is; null for files.
    [[nodiscard]] const ops::LibraryUnit* unit(const QModelIndex& index) const;
    [[nodiscard]] bool isOther(int row) const;
    [[nodiscard]] static QList<ColumnWidth> columnWidths();

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Row;
    using Rows = std::vector<std::unique_ptr<Row>>;

    [[nodiscard]] const Row& rowOf(const QModelIndex& index) const;
    [[nodiscard]] static std::size_t childCount(const Row& row);
    [[nodiscard]] static bool takeChange(Row& row, const Row* now);
    void countRows(std::size_t from);
    void tellDocuments(const QModelIndex& file);

    ops::LibraryPtr m_library;
    Rows m_rows;
};

/// Sorted as a person clicks and filtered as they type; files that are not ours on request.
class LibraryProxy : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit LibraryProxy(LibraryModel* model);
    void setFilter(const ops::LibraryFilter& filter);
    void showOthers(bool shown);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& a, const QModelIndex& b) const override;

private:
    LibraryModel* m_model;
    ops::LibraryFilter m_filter;
    bool m_othersShown = false;
};

} // namespace pw::ui
