#pragma once
// How each severity looks and is called, wherever problems are shown.

#include "core/text/diagnostic.h"
#include "ui/common/cell.h"

#include <QString>

#include <array>
#include <vector>

namespace pw::ui {

inline constexpr std::array severities{text::Severity::Error, text::Severity::Security,
                                       text::Severity::Warning, text::Severity::Suggestion};

[[nodiscard]] QString severityIcon(text::Severity severity);
[[nodiscard]] Tone severityTone(text::Severity severity);
/// `Error`, as a person reads it.
[[nodiscard]] QString severityWord(text::Severity severity);

struct SeverityCounts
{
    std::array<std::size_t, severities.size()> of{};

    [[nodiscard]] static SeverityCounts count(const std::vector<text::Diagnostic>& diagnostics);
    [[nodiscard]] std::size_t operator[](text::Severity severity) const
    {
        return of[static_cast<std::size_t>(severity)];
    }
    /// `1 error`, `2 warnings`.
    [[nodiscard]] QString text(text::Severity severity) const;
    /// `1 error · 2 warnings`, or `no problems`.
    [[nodiscard]] QString text() const;
};

} // namespace pw::ui
