#pragma once
// The menu bar: which action stands where.

#include "app/policywright/actions.h"

class QMenuBar;

namespace pw::app {

void buildMenus(QMenuBar& bar, const Actions& actions);

} // namespace pw::app
