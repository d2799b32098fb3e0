#pragma once
// Which page shows which tab of a form.

#include "core/ops/form_tabs.h"

class QWidget;

namespace pw::ui {

class FormPage;

[[nodiscard]] FormPage* makeFormPage(ops::FormTab tab, QWidget* parent);

} // namespace pw::ui
