#pragma once
// Two texts compared in meaning: each document with the one that it was before.

#include "core/ops/policy_changes.h"
#include "core/policy/kinds.h"
#include "core/yaml/document.h"

#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::ops {

/// A document of either text, or of one of them.
struct ComparedDocument
{
    std::optional<std::size_t> left; ///< index of the unit; absent: it came
    std::optional<std::size_t> right; ///< absent: it went
    std::string name;
    std::vector<PolicyChange> changes;
    bool operator==(const ComparedDocument&) const = default;
};

struct Comparison
{
    std::vector<ComparedDocument> documents; ///< those that differ, in the order of the right text
    /// Documents that are of no kind whose meaning is known, or of another kind than the one they
    /// are held against: their texts alone are compared.
    std::size_t notJudged = 0;

    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] std::size_t count(Effect effect) const;
};

/// A text and the documents in it.
struct ComparedText
{
    const yaml::Document& document;
    std::vector<policy::Unit> units; ///< groups closed
};
[[nodiscard]] ComparedText comparedText(const yaml::Document& document);

/// Of each document on the right the one on the left that is the same.
[[nodiscard]] std::vector<std::optional<std::size_t>> documentPairs(const ComparedText& left,
                                                                    const ComparedText& right);

/// Documents are the same by uid, else by kind and name, else when each text has but one of the
/// kind. A policy that came is told by one line, as is one that went.
[[nodiscard]] Comparison compare(const ComparedText& left, const ComparedText& right,
                                 const std::stop_token& stop = {});

} // namespace pw::ops
