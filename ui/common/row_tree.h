#pragma once
// A tree whose rows are bands: one selection colour, an accent bar at the current row, and the
// children of a selected row tinted, because they are meant with it.

#include <QTreeView>

namespace pw::ui {

class RowTree : public QTreeView
{
    Q_OBJECT
public:
    explicit RowTree(QWidget* parent = nullptr);

    /// The selected rows as tab-separated text, one line a row, in the order of the view.
    [[nodiscard]] QString selectedText() const;
    /// Widths from the column's titles and the given sample texts' length in characters.
    void setColumnWidths(const QList<int>& characters);

Q_SIGNALS:
    void copyRequested();

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                 const QModelIndex& index) const override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
};

} // namespace pw::ui
