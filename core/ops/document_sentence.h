#pragma once
// Whole documents in one sentence each, for the head of an outline.

#include "core/ops/sentence.h"
#include "core/policy/policy.h"
#include "core/yaml/document.h"

namespace pw::ops {

/// `shop audits containers with image shop:*: 12 processes, 3 ingress rules and 4 egress rules`.
/// For policies of every type, baselines, fingerprints, deviations and rulesets; what is missing is
/// left out.
[[nodiscard]] Sentence policySentence(const policy::GuardianDocument& document);

/// For a document of any kind, known or not. `decoded` is what decodeGuardian made of it. Never
/// says what is secret.
[[nodiscard]] Sentence documentSentence(yaml::NodeRef root,
                                        const policy::GuardianDocument& decoded);

/// With those below them.
[[nodiscard]] std::size_t processCount(const std::vector<policy::ProcessNode>& roots);

/// `3 ingress rules and 4 egress rules`.
[[nodiscard]] Sentence networkSentence(const policy::NetworkPolicy& network);

/// A rule of a ruleset: `allows image docker.io/library/* in pods with app=web`.
[[nodiscard]] Sentence rulesetRuleSentence(yaml::NodeRef rule);

} // namespace pw::ops
