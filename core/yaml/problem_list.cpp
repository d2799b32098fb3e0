#include "core/yaml/problem_list.h"

#include <algorithm>

namespace pw::yaml {

bool ProblemList::wants(std::string_view code, text::Span span)
{
    auto count = std::find_if(m_counts.begin(), m_counts.end(),
                              [&](const Count& c) { return c.code == code; });
    if (count == m_counts.end())
        count = m_counts.insert(m_counts.end(), {std::string(code), 0, {}});
    if (++count->found == maxOfOneCode + 1)
        count->firstDropped = span;
    return count->found <= maxOfOneCode;
}

void ProblemList::error(std::string_view code, text::Span span, std::string message)
{
    if (!wants(code, span))
        return;
    text::Diagnostic problem;
    problem.code = code;
    problem.span = span;
    problem.message = std::move(message);
    add(std::move(problem));
}

bool ProblemList::has(std::string_view code) const
{
    return std::any_of(m_counts.begin(), m_counts.end(),
                       [&](const Count& c) { return c.code == code; });
}

std::vector<text::Diagnostic> ProblemList::take()
{
    for (const Count& count : m_counts) {
        if (count.found <= maxOfOneCode)
            continue;
        text::Diagnostic more;
        more.code = count.code;
        more.span = count.firstDropped;
        more.message = "And " + std::to_string(count.found - maxOfOneCode)
            + " more of the same kind from here on";
        m_problems.push_back(std::move(more));
    }
    m_counts.clear();
    return std::move(m_problems);
}

} // namespace pw::yaml
