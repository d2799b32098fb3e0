#pragma once
// What is wrong with the fields of a form, found by their places.

#include "core/text/diagnostic.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pw::ops {

class FormProblems
{
public:
    FormProblems() = default;
    /// Sorted by place; they must live as long.
    explicit FormProblems(const std::vector<text::Diagnostic>& diagnostics);

    /// The gravest of a path; null for none.
    [[nodiscard]] const text::Diagnostic* at(const std::string& path) const;

    struct Inside
    {
        std::size_t count = 0;
        text::Severity gravest = text::Severity::Suggestion;
        const text::Diagnostic* first = nullptr; ///< of the gravest ones
    };
    /// Those that begin in the span; nothing for none.
    [[nodiscard]] std::optional<Inside> inside(text::Span span) const;

private:
    const std::vector<text::Diagnostic>* m_all = nullptr;
    std::unordered_map<std::string_view, std::size_t> m_byPath;
};

} // namespace pw::ops
