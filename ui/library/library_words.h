#pragma once
// The words of a library: kinds, modes, counts, why a file is not ours, what a fix does.

#include "core/ops/library.h"
#include "ui/common/chip.h"

#include <QString>

namespace pw::ui {

[[nodiscard]] QString kindWord(policy::Kind kind);
[[nodiscard]] QString kindIcon(policy::Kind kind, const std::string& type);

/// The documents of a file in one cell: `3 policies`, `Policy, Ruleset`.
[[nodiscard]] QString kindsText(const ops::LibraryFile& file);

/// What is said of a value that every policy of the file states alike, else `mixed`; empty when
/// none of them has one.
[[nodiscard]] QString modeText(const std::vector<ops::LibraryUnit>& units);
[[nodiscard]] QString stateText(const std::vector<ops::LibraryUnit>& units);
[[nodiscard]] Chip modeChip(const QString& mode);
[[nodiscard]] Chip stateChip(const QString& state);

/// `1 error · 2 warnings`.
[[nodiscard]] QString problemsText(const ops::ProblemCounts& problems);
/// Nothing when there are none.
[[nodiscard]] std::optional<text::Severity> gravest(const ops::ProblemCounts& problems);

[[nodiscard]] QString whyText(const ops::OtherFile& file);
/// `32 policies · 32 with errors`
[[nodiscard]] QString libraryText(const ops::LibraryCounts& counts);
[[nodiscard]] QString otherFilesText(std::size_t count);

/// `Add "mode: audit"`, `Write what is meant, such as 10.0.0.0/8`
[[nodiscard]] QString fixText(const ops::FixCount& fix);

} // namespace pw::ui
