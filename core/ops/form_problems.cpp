#include "core/ops/form_problems.h"

#include <algorithm>

namespace pw::ops {

FormProblems::FormProblems(const std::vector<text::Diagnostic>& diagnostics) : m_all(&diagnostics)
{
    for (std::size_t i = 0; i < diagnostics.size(); ++i) {
        const auto [there, isNew] = m_byPath.emplace(diagnostics[i].path, i);
        if (!isNew && diagnostics[i].severity < diagnostics[there->second].severity)
            there->second = i;
    }
}

const text::Diagnostic* FormProblems::at(const std::string& path) const
{
    const auto found = m_byPath.find(path);
    return found == m_byPath.end() ? nullptr : &(*m_all)[found->second];
}

std::optional<FormProblems::Inside> FormProblems::inside(text::Span span) const
{
    if (m_all == nullptr)
        return std::nullopt;
    Inside out;
    auto at = std::ranges::lower_bound(*m_all, span.begin, {},
                                       [](const text::Diagnostic& one) { return one.span.begin; });
    for (; at != m_all->end() && at->span.begin < std::max(span.end, span.begin + 1); ++at) {
        if (out.count++ > 0 && at->severity >= out.gravest)
            continue;
        out.gravest = at->severity;
        out.first = &*at;
    }
    return out.count == 0 ? std::nullopt : std::optional(out);
}

} // namespace pw::ops
