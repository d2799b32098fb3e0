#pragma once
// The menu bar: which action stands where.

#include "app/policywright/actions.h"

class QMenu;
class QMenuBar;

namespace pw::app {

/// The menu of recent files, which somebody else fills.
[[nodiscard]] QMenu* buildMenus(QMenuBar& bar, const Actions& actions);

} // namespace pw::app
