#include "core/ops/breadth.h"

#include "core/ops/simulate.h"

#include <algorithm>
#include <set>

namespace pw::ops {

using policy::GuardianDocument;

Breadth breadthOf(const GuardianDocument& policy, const std::vector<Evidence>& evidence,
                  const std::stop_token& stop, const ProgressFn& progress)
{
    Breadth out;
    out.instances = evidence.size();
    const Replay replayed = replay(policy, evidence, stop, progress);
    out.numbers = replayed.numbers;
    std::vector<Evidence> selected;
    for (std::size_t at = 0; at < replayed.covers.size(); ++at) {
        if (replayed.covers[at])
            selected.push_back(evidence[at]);
    }
    out.slack = slackOf(policy, selected);
    for (const SlackPart& part : out.slack)
        out.bits += part.bits;
    out.forecast = forecastOf(policy, selected, stop);
    out.flags = breadthFlags(policy);
    return out;
}

Reach reachOf(const GuardianDocument& before, const GuardianDocument& after,
              const std::vector<Evidence>& evidence, const std::stop_token& stop)
{
    const Simulation was = simulate(before, evidence, false, stop);
    const Simulation is = simulate(after, evidence, false, stop);
    Reach out;
    std::set<std::string> known;
    for (std::size_t at = 0; at < std::min(was.instances.size(), is.instances.size()); ++at) {
        const SimulatedInstance& now = is.instances[at];
        if (now.covered && !was.instances[at].covered && known.insert(now.name).second)
            out.selected.push_back(now.name);
    }
    // By where it was seen: the same words may be allowed here and refused there.
    std::set<std::pair<std::string, std::size_t>> allowed;
    for (const SimulatedBehaviour& one : was.behaviours) {
        for (const std::size_t instance : one.instances) {
            if (one.verdict == Verdict::Allowed)
                allowed.emplace(one.what, instance);
        }
    }
    for (const SimulatedBehaviour& one : is.behaviours) {
        const bool isNew = one.verdict == Verdict::Allowed
            && std::ranges::any_of(one.instances, [&](std::size_t instance) {
                               return !allowed.contains({one.what, instance});
                           });
        if (isNew && std::ranges::find(out.allowed, one.what) == out.allowed.end())
            out.allowed.push_back(one.what);
    }
    return out;
}

} // namespace pw::ops
