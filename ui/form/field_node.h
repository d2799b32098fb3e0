#pragma once
// A row of a FieldModel in its tree.

#include "core/ops/form_rows.h"

#include <memory>
#include <vector>

namespace pw::ui {

struct FieldNode
{
    ops::FormRow row;
    FieldNode* above = nullptr;
    std::size_t at = 0; ///< among those of `above`
    bool isOpen = false;
    std::vector<std::unique_ptr<FieldNode>> below = {};
    policy::Place top = {}; ///< of rows without one above them
};

} // namespace pw::ui
