#pragma once
// Processes and the network rules that name them as they stand in the tree, decodable or not.

#include "core/yaml/document.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pw::policy {

/// The document itself, or the one that the server's record of a deviation wraps.
[[nodiscard]] yaml::NodeRef bodyOf(yaml::NodeRef root);
/// Every process of the list and below, parents before their children.
void eachProcess(yaml::NodeRef list, const std::function<void(yaml::NodeRef)>& use);
/// The `id` scalars of the document: of processes, and of those of a policy that a deviation names.
[[nodiscard]] std::vector<yaml::NodeRef> idNodes(yaml::NodeRef root);
[[nodiscard]] std::set<std::string> idsOf(const std::vector<yaml::NodeRef>& ids);
/// The process and all below it.
[[nodiscard]] std::vector<yaml::NodeRef> idNodesBelow(yaml::NodeRef process);
/// The rules of both directions, ingress first.
[[nodiscard]] std::vector<yaml::NodeRef> ruleNodes(yaml::NodeRef root);
/// What stands in the `processes` of a rule: the items of the list, or the one text that somebody
/// wrote in its place.
[[nodiscard]] std::vector<yaml::NodeRef> processesNamedIn(yaml::NodeRef rule);

/// Where a document names one process. Aliases of such a text are among them.
struct IdPlaces
{
    std::vector<yaml::NodeRef> definitions; ///< the `id` of processes; several: a duplicate
    /// In the rules, and as the policy's process that a deviation names.
    std::vector<yaml::NodeRef> uses;
    [[nodiscard]] bool empty() const { return definitions.empty() && uses.empty(); }
};
[[nodiscard]] IdPlaces placesOfId(yaml::NodeRef root, std::string_view id);

/// The users of a process: its own, or those it inherits; an `euser` that is null says nothing.
/// Null: nobody says.
[[nodiscard]] yaml::NodeRef effectiveUsers(yaml::NodeRef process);

} // namespace pw::policy
