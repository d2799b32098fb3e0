#pragma once
// Collects what a reader finds, so that a hostile text cannot make a million messages of one kind.

#include "core/text/diagnostic.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pw::yaml {

class ProblemList
{
public:
    /// Of each code so many are kept; one more says how many there were beside them.
    static constexpr std::size_t maxOfOneCode = 200;

    /// True while problems of this code are still kept: spares making messages that nobody sees.
    /// Counts the problem, so call `add` after a true answer and only then.
    bool wants(std::string_view code, text::Span span);
    void add(text::Diagnostic problem) { m_problems.push_back(std::move(problem)); }
    /// An error, if it is still wanted.
    void error(std::string_view code, text::Span span, std::string message);

    [[nodiscard]] bool empty() const { return m_counts.empty(); }
    [[nodiscard]] bool has(std::string_view code) const;
    [[nodiscard]] const std::vector<text::Diagnostic>& kept() const { return m_problems; }
    [[nodiscard]] std::vector<text::Diagnostic> take();

private:
    struct Count
    {
        std::string code;
        std::size_t found = 0;
        text::Span firstDropped;
    };
    std::vector<text::Diagnostic> m_problems;
    std::vector<Count> m_counts; // a dozen codes: a linear look-up is the fast one
};

} // namespace pw::yaml
