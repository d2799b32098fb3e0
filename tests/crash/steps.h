#pragma once
// A small life of an organization, step by step, and what a store then tells of it.

#include "core/organization/store.h"
#include "core/yaml/value.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pw::tests {

struct Step
{
    enum class What { Import, Create, Update, Delete, Evaluate };
    What what = What::Evaluate;
    std::string text; ///< records, one a line
    std::string policy; ///< its name
    yaml::Value document;
    double time = 0;
};

/// Imports of several hundred records, new ones and newer ones of the same ids, policies that come,
/// change and go, evaluations in between.
[[nodiscard]] std::vector<Step> stepsOf(std::uint64_t seed);
/// Imports and new policies alone, so that their order does not matter; the names of two writers
/// have nothing in common.
[[nodiscard]] std::vector<Step> stepsOfWriter(std::uint64_t seed, const std::string& writer);

[[nodiscard]] Result<Done> take(organization::Store& store, const Step& step);

/// Coverage, deviations, log and applied documents, line by line, with the names of policies
/// instead of their uids, which differ by chance. Everything is evaluated first.
[[nodiscard]] Result<std::vector<std::string>> told(organization::Store& store);

} // namespace pw::tests
