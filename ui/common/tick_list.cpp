#include "ui/common/tick_list.h"

#include "ui/common/line_model.h"
#include "ui/common/tick_delegate.h"

#include <QHeaderView>

namespace pw::ui {

RowTree* makeTickList(const QString& objectName, const QString& accessibleName, LineModel& lines,
                      const QList<ColumnWidth>& widths, QWidget* parent)
{
    auto* const list = new RowTree(parent);
    list->setObjectName(objectName);
    list->setAccessibleName(accessibleName);
    list->setRootIsDecorated(false);
    list->setAlternatingRowColors(true);
    list->setSelectionMode(QAbstractItemView::SingleSelection);
    list->setTabKeyNavigation(false);
    list->setItemDelegate(new TickDelegate(list));
    list->setModel(&lines);
    list->setColumnWidths(widths);
    list->header()->setObjectName(objectName + QStringLiteral("Header"));
    return list;
}

} // namespace pw::ui
