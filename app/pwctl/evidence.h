#pragma once
// A policy and what was seen, for the commands that hold the one against the other.

#include "app/pwctl/inputs.h"
#include "core/ops/replay.h"

#include <optional>
#include <vector>

namespace pw::pwctl {

struct PolicyEvidence
{
    InputFile target;
    policy::Unit unit; ///< of the target
    std::vector<ops::Evidence> evidence; ///< in the order of the files
};

/// `-f`, and `-w` with its help.
[[nodiscard]] OptionSpec policyOption();
[[nodiscard]] OptionSpec seenOption(std::string_view help, bool isRequired);

/// The files of `-f` and `-w`. Says what cannot be read, what is no evidence and what is wrong with
/// the policy; without a value `exitCode` is what the run ends with.
[[nodiscard]] std::optional<PolicyEvidence> readPolicyEvidence(const Arguments& arguments,
                                                               Session& session, int& exitCode);

} // namespace pw::pwctl
