#pragma once
// Processes and the network rules that name them as they stand in the tree, decodable or not.

#include "core/yaml/document.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace pw::policy {

/// Every process of the list and below, parents before their children.
void eachProcess(yaml::NodeRef list, const std::function<void(yaml::NodeRef)>& use);
/// The `id` scalars of the document: of processes, and of those of a policy that a deviation names.
[[nodiscard]] std::vector<yaml::NodeRef> idNodes(yaml::NodeRef root);
[[nodiscard]] std::set<std::string> idsOf(const std::vector<yaml::NodeRef>& ids);
/// The process and all below it.
[[nodiscard]] std::vector<yaml::NodeRef> idNodesBelow(yaml::NodeRef process);
/// The rules of both directions, ingress first.
[[nodiscard]] std::vector<yaml::NodeRef> ruleNodes(yaml::NodeRef root);

} // namespace pw::policy
