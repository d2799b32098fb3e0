#include "core/ops/merge_targets.h"

#include "core/policy/decode.h"

namespace pw::ops {

std::vector<MergeTarget> mergeTargets(const yaml::Document& document,
                                      const std::vector<policy::Unit>& units,
                                      const std::vector<MergeInput>& inputs)
{
    std::vector<MergeTarget> out;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const policy::Unit& unit = units[i];
        if (unit.kind != policy::Kind::Policy && unit.kind != policy::Kind::Baseline)
            continue;
        const policy::GuardianDocument policy
            = policy::decodeGuardian(yaml::NodeRef(document, unit.root));
        MergeTarget target{i, policy.name(), unit.label, 0, {}};
        for (const MergeInput& input : inputs) {
            const std::string reason = reasonToSkip(policy, input.document);
            if (reason.empty())
                ++target.fitting;
            else if (target.reason.empty())
                target.reason = reason;
        }
        out.push_back(std::move(target));
    }
    return out;
}

} // namespace pw::ops
