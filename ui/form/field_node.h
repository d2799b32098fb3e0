#pragma once
// A row of a FieldModel in its tree; for the sources of the model only.

#include "core/ops/form_rows.h"

#include <memory>
#include <string>
#include <vector>

namespace pw::ui {

struct FieldNode
{
    ops::FormRow row;
    FieldNode* above = nullptr;
    std::size_t at = 0; ///< among those of `above`
    bool isOpen = false;
    std::vector<std::unique_ptr<FieldNode>> below;
    policy::Place top; ///< of rows without one above them
    std::vector<std::string> keys; ///< of those below, as they were made
};

/// Known again among the rows of a later text. Items are known from both ends of their list as far
/// as they read the same.
struct RowKeys
{
    std::vector<std::string> before;
    std::vector<std::string> after;
};
[[nodiscard]] RowKeys rowKeys(const std::vector<const ops::FormRow*>& before,
                              const std::vector<const ops::FormRow*>& after);

} // namespace pw::ui
