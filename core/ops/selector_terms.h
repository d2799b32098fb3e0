#pragma once
// Selectors taken apart into what they ask for, to tell which of two of them fits more.

#include "core/policy/response.h"
#include "core/policy/selectors.h"
#include "core/text/glob_containment.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace pw::ops {

/// One thing that has to fit. Two spellings of a wish give the same term.
struct SelectorTerm
{
    std::string path; ///< `containerSelector.image`, `podSelector.matchLabels.app`
    std::string op; ///< as an expression has it; `In` for a field or label
    std::vector<std::string> values; ///< sorted
    policy::Where where;

    [[nodiscard]] bool saysTheSame(const SelectorTerm& other) const
    {
        return path == other.path && op == other.op && values == other.values;
    }
};

/// All of them have to fit.
using SelectorTerms = std::vector<SelectorTerm>;

[[nodiscard]] SelectorTerms termsOf(std::span<const policy::Selector> selectors);
/// Those of the selectors in the body of an action.
[[nodiscard]] SelectorTerms termsOf(const policy::Action& action);

/// What fits the one fits the other, both being of one path: by what they say alone.
[[nodiscard]] text::Contained termWithin(const SelectorTerm& inner, const SelectorTerm& outer);
/// Each of `outer` is fitted by all that fits `inner`; false when that is not so or not known.
[[nodiscard]] bool surelyWithin(const SelectorTerms& inner, const SelectorTerms& outer);

/// A workload or process: one value for a path, none for what it has not.
using SelectorFacts = std::map<std::string, std::string>;
[[nodiscard]] bool fits(const SelectorTerms& terms, const SelectorFacts& facts);
/// Some that fit: by each value of each term, filled in where it is a pattern. Few texts that
/// somebody else asks for are among them by chance.
[[nodiscard]] std::vector<SelectorFacts> examplesOf(const SelectorTerms& terms);

/// One fact each that decides about a term: its values, and being there at all. They need not fit.
[[nodiscard]] std::vector<SelectorFacts> bordersOf(const SelectorTerms& terms);

} // namespace pw::ops
