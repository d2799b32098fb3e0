#pragma once
// What a form calls its rows, in plain words.

#include "core/ops/form_rows.h"

#include <QString>

namespace pw::ui {

/// `exe`, `process 2`, `Add port`.
[[nodiscard]] QString rowName(const ops::FormRow& row);
/// What it means that nothing stands there: `true, as nothing is said`, `missing`.
[[nodiscard]] QString absentWords(const ops::FormRow& row);
/// What the field is for and what may stand there, line by line.
[[nodiscard]] QString fieldHelp(const ops::FormRow& row);
/// `required, list of texts, since 0.24`.
[[nodiscard]] QString kindWords(const policy::Field& field);
/// For the undo: `set mode`.
[[nodiscard]] QString stepWords(const ops::FormRow& row, const QString& name, bool clears,
                                bool renames);

} // namespace pw::ui
