#pragma once
// A short list of lines with cells, some to tick. Lines that stay keep their place in the view.

#include "ui/common/cell.h"

#include <QAbstractTableModel>
#include <QList>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace pw::ui {

struct Line
{
    std::string key; ///< unique in the list
    QStringList texts; ///< one for each column
    QList<Cell> cells; ///< missing ones are plain text
    QString tip;
    std::optional<bool> ticked; ///< none: there is nothing to tick
};

class LineModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit LineModel(QStringList titles, QObject* parent = nullptr);
    void setLines(std::vector<Line> lines);
    [[nodiscard]] const Line& line(int row) const
    {
        return m_lines.at(static_cast<std::size_t>(row));
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void tickRequested(const std::string& key, bool on);

private:
    QStringList m_titles;
    std::vector<Line> m_lines;
};

} // namespace pw::ui
