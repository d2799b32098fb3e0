#pragma once
// Selectors and responses in the plainest form, drawn at random, written as a policy, and asked
// about single workloads and processes.

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace pw::oracle {

using Random = std::mt19937_64;
/// One value of each path; none of what a workload does not have.
using Facts = std::map<std::string, std::string>;

struct Ask
{
    std::string path; ///< `podSelector.matchLabels.app`, `containerSelector.image`
    std::string op;
    std::vector<std::string> values;
};
using Asks = std::vector<Ask>;

struct ActionEntry
{
    std::string type;
    std::string severity;
    bool on = true;
    Asks asks;
};

struct ScopeModel
{
    Asks scope;
    std::vector<ActionEntry> defaults;
    std::vector<ActionEntry> actions;
};

/// The paths that one case speaks of: few, so that all values of all of them can be asked together.
[[nodiscard]] std::vector<std::string> anyPaths(Random& random);
[[nodiscard]] ScopeModel anyModel(const std::vector<std::string>& paths, Random& random);
/// One random change of what is selected or answered.
void editScope(ScopeModel& model, const std::vector<std::string>& paths, Random& random);
void editResponse(ScopeModel& model, const std::vector<std::string>& paths, Random& random);

/// As a policy, in YAML.
[[nodiscard]] std::string yamlOf(const ScopeModel& model);
/// Each combination of none, of texts that the patterns of the models fit or just miss, and of one
/// that nobody speaks of.
[[nodiscard]] std::vector<Facts> factsNear(const std::vector<std::string>& paths,
                                           const ScopeModel& one, const ScopeModel& other);

[[nodiscard]] bool isSelected(const ScopeModel& model, const Facts& facts);
/// The types of the actions that are taken.
[[nodiscard]] std::set<std::string> answersTo(const ScopeModel& model, const Facts& facts);

} // namespace pw::oracle
