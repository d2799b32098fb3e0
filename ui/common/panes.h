#pragma once
// The parts of a page that the focus goes round.

#include <QList>

class QWidget;

namespace pw::ui {

/// From the one that has the focus to the next one that can take it; backwards with -1. Without a
/// focus in any of them it is the first one, or the last.
void focusNextPane(const QList<QWidget*>& panes, int step);

} // namespace pw::ui
