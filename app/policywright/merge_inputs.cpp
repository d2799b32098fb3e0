#include "app/policywright/merge_inputs.h"

#include "core/policy/decode.h"

namespace pw::app {

Result<std::vector<ops::MergeInput>> readInputs(const ops::FingerprintList& list,
                                                const std::vector<std::size_t>& instances,
                                                const std::stop_token& stop)
{
    std::vector<ops::MergeInput> out;
    const Result<Done> visited = ops::visitRecords(
        list, instances,
        [&](std::size_t instance, yaml::NodeRef record) {
            const policy::FingerprintFacts& facts = list.instances[instance].facts;
            out.push_back({policy::decodeGuardian(record),
                           !facts.id.empty()         ? facts.id
                               : !facts.name.empty() ? facts.name
                                                     : list.identity(instance)});
        },
        stop);
    if (!visited)
        return visited.error();
    ops::sortForMerge(out);
    return out;
}

} // namespace pw::app
