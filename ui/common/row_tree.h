#pragma once
// A tree whose rows are bands: one selection colour, an accent bar at the current row, and the
// children of a selected row tinted, because they are meant with it.

#include <QList>
#include <QTreeView>

namespace pw::ui {

/// Of one column: its part of the whole width, and the pixels under which it says nothing.
struct ColumnWidth
{
    int share = 1;
    int least = 0;
};

/// Pixels for each column; more than `whole` together when the least ones do not fit.
[[nodiscard]] QList<int> sharedWidths(const QList<ColumnWidth>& columns, int whole);

class RowTree : public QTreeView
{
    Q_OBJECT
public:
    explicit RowTree(QWidget* parent = nullptr);

    /// The selected rows as tab-separated text, one line a row, in the order of the view.
    [[nodiscard]] QString selectedText() const;
    /// How the width is shared out, until somebody moves a column's edge.
    void setColumnWidths(const QList<ColumnWidth>& widths);

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                 const QModelIndex& index) const override;
    void resizeEvent(QResizeEvent* event) override;
    /// What is dragged is named beside the pointer and hides nothing of where it would go.
    void startDrag(Qt::DropActions actions) override;
    void dragMoveEvent(QDragMoveEvent* event) override;

private:
    void shareWidth();
    [[nodiscard]] QPixmap dragPicture(const QString& words) const;

    QList<ColumnWidth> m_widths;
    bool m_sharing = false;
};

} // namespace pw::ui
