#pragma once
// The current change in a list of rows: a line above it and one below.

#include "ui/diff/change_runs.h"

class QListView;

namespace pw::ui {

/// In the list's paint event, above its rows.
void paintChangeFrame(QListView& list, RowRange change);

} // namespace pw::ui
