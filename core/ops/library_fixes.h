#pragma once
// One fix for many texts: which ones there are, and what a text becomes by those that are chosen.

#include "core/base/result.h"
#include "core/policy/kinds.h"
#include "core/text/diagnostic.h"

#include <array>
#include <compare>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::ops {

/// By text::Severity.
using ProblemCounts = std::array<std::size_t, 4>;

[[nodiscard]] ProblemCounts countProblems(const std::vector<text::Diagnostic>& diagnostics);

/// What is chosen: fixes of one code that do the same. Where they write what each place means
/// (`write 192.168.0.0/16`), they are one kind with the title `write`.
struct FixKind
{
    std::string code; ///< of the problem
    std::string title;
    auto operator<=>(const FixKind&) const = default;
};

[[nodiscard]] FixKind kindOfFix(const text::Diagnostic& problem, const text::Fix& fix);

/// The fixes of one kind in one text.
struct FixCount
{
    FixKind kind;
    text::Severity severity = text::Severity::Error; ///< the gravest
    std::string example; ///< the title of the first one
    bool alike = true; ///< all have that title
    bool adds = true; ///< none of them takes anything away
    std::size_t places = 0;
    std::set<FixKind> rivals; ///< other answers to the same problems
    bool operator==(const FixCount&) const = default;
};

/// What stands in documents that are not ours is left out: nobody asked us about those.
[[nodiscard]] std::vector<FixCount> countFixes(const yaml::Document& document,
                                               const std::vector<policy::Unit>& units,
                                               const std::vector<text::Diagnostic>& diagnostics);

/// The same over several texts.
struct FixGroup
{
    FixCount fix;
    std::size_t files = 0;
    bool operator==(const FixGroup&) const = default;
};

/// The gravest first, then what mends most files.
[[nodiscard]] std::vector<FixGroup>
groupFixes(const std::vector<const std::vector<FixCount>*>& fixesOfFiles);

struct FixedText
{
    std::string bytes;
    std::size_t made = 0; ///< places that were mended
    std::size_t left = 0; ///< places of the chosen kinds that could not be
    ProblemCounts problems{}; ///< of the new text
    bool operator==(const FixedText&) const = default;
};

/// Makes one fix after the other, each against the text as it is by then, until none of the chosen
/// kinds is left. A fix after which the text reads worse, or whose problem stays, is not made. Of
/// several answers to one problem the first chosen one counts. Error code: `cancelled`.
[[nodiscard]] Result<FixedText> makeFixes(const text::SourceText& source,
                                          const std::set<FixKind>& chosen,
                                          const std::stop_token& stop = {});

/// Documents that a policy editor may change: Guardian's own, known by their kind or by what they
/// call themselves. Contexts and keys are not.
[[nodiscard]] bool isOurs(const yaml::Document& document, const policy::Unit& unit);

} // namespace pw::ops
