#pragma once
// A fingerprint in two halves that many fingerprints share: where it ran, which selectors see, and
// what it did, which policies judge.

#include "core/policy/policy.h"
#include "core/yaml/document.h"
#include "core/yaml/value.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

/// The selectors that decide about the scope of a policy.
inline constexpr std::array<std::string_view, 6> scopeSelectors{
    "containerSelector", "serviceSelector",   "clusterSelector",
    "machineSelector",   "namespaceSelector", "podSelector",
};

/// One fact has had three names: `machineUID` and `muid` are `uid`.
[[nodiscard]] std::string_view factName(std::string_view field);

/// What the document states for a field of a selector, by its spec or else its metadata; empty when
/// it says nothing.
[[nodiscard]] std::vector<std::string> statedField(const policy::GuardianDocument& object,
                                                   std::string_view selector,
                                                   std::string_view field);
/// The labels that it states for the selector. A namespace has its name as a label.
[[nodiscard]] policy::Labels statedLabels(const policy::GuardianDocument& object,
                                          std::string_view selector);

/// The expression holds for what was found, nothing for a missing key.
[[nodiscard]] bool expressionHolds(const policy::Expression& expression,
                                   const std::vector<std::string>& found);
/// All selectors of the spec that decide about a scope fit the object, whatever the types; what it
/// does not state cannot fit.
[[nodiscard]] bool scopeFits(const policy::Spec& spec, const policy::GuardianDocument& object);

/// The guardian document of a one-value text, such as a stored one.
[[nodiscard]] policy::GuardianDocument guardianOf(std::string text);
[[nodiscard]] policy::GuardianDocument guardianOf(const yaml::Value& document);

/// A fingerprint with the facts that a server's record states beside the document (`image`,
/// `cluster_name`, `muid`, …) taken in where the document says nothing about them.
[[nodiscard]] policy::GuardianDocument workloadOf(yaml::NodeRef root);

/// All that `inScope` sees of a document and nothing else, each fact in one place.
[[nodiscard]] policy::GuardianDocument scopeOf(const policy::GuardianDocument& object);
/// The same for two documents exactly when their scopes are: one line of JSON that guardianOf
/// reads.
[[nodiscard]] std::string scopeText(const policy::GuardianDocument& object);

/// All that `deviationsOf` sees of a fingerprint: its processes and connections, on one line.
[[nodiscard]] std::string behaviourText(const policy::GuardianDocument& object);

} // namespace pw::ops
