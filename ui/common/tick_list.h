#pragma once
// A flat list of lines with a box to tick in each.

#include "ui/common/row_tree.h"

namespace pw::ui {

class LineModel;

/// Space ticks the current line; the model says what becomes of it.
[[nodiscard]] RowTree* makeTickList(const QString& objectName, const QString& accessibleName,
                                    LineModel& lines, const QList<ColumnWidth>& widths,
                                    QWidget* parent);

} // namespace pw::ui
