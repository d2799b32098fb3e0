#pragma once
// The rows of two texts side by side as a table of two columns, one for each text.

#include "ui/diff/diff_model.h"
#include "ui/diff/side_rows.h"

#include <QAbstractTableModel>

namespace pw::ui {

class SideModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    enum Role { LineRole = DiffModel::LineRole }; ///< DiffLine

    void setDiff(const TextDiffPtr& diff);
    [[nodiscard]] const SideRows& rows() const { return m_rows; }
    /// The lines of a fold come in its place; nothing happens to another row.
    void open(int row);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] DiffLine line(int row, DiffSide side) const;
    [[nodiscard]] DiffRow::Kind kind(int row, DiffSide side) const;
    [[nodiscard]] QString note(int row, DiffSide side) const;
    [[nodiscard]] QString sentence(int row, DiffSide side) const;

    SideRows m_rows;
    int m_digits = 1;
};

} // namespace pw::ui
