#include "core/ops/replay.h"

#include "core/ops/action_words.h"
#include "core/ops/activity_keys.h"
#include "core/ops/match.h"
#include "core/ops/response_choice.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace pw::ops {
namespace {

using policy::GuardianDocument;

constexpr std::size_t progressSteps = 200;

class Replayer
{
public:
    explicit Replayer(const GuardianDocument& policy)
        : m_policy(policy), m_behaviour(policy.spec),
          m_response(policy.spec.response.value_or(policy::Response{}))
    {
    }

    void take(const Evidence& evidence)
    {
        ReplayNumbers& numbers = m_out.numbers;
        const bool covers = m_policy.spec.enabled.value_or(true)
            && inScope(m_policy, evidence.document, Unstated::Outside).verdict
                == ScopeVerdict::Inside;
        m_out.covers.push_back(covers);
        if (!covers)
            return;
        ++numbers.covered;
        const policy::FingerprintFacts& facts = evidence.facts;
        m_images.insert(!facts.imageId.empty()     ? facts.imageId
                            : !facts.image.empty() ? facts.image
                                                   : facts.cgroup);
        const Activity seen(evidence.document.spec);
        const ActivityWalk walk(m_behaviour, seen);
        countBehaviours(seen, walk);
        if (walk.conforms())
            ++numbers.conforming;
        else
            respond(evidence);
    }

    Replay result()
    {
        m_out.numbers.behaviours = m_behaviours.size();
        m_out.numbers.allowed = static_cast<std::size_t>(std::ranges::count_if(
            m_behaviours, [](const auto& behaviour) { return behaviour.second; }));
        m_out.numbers.images = m_images.size();
        m_out.numbers.killedPods = m_pods.size();
        return std::move(m_out);
    }

private:
    void countBehaviours(const Activity& seen, const ActivityWalk& walk)
    {
        std::vector<bool> deviates(seen.tree.size(), false);
        for (const ProcessIndex process : walk.deviating())
            deviates[process] = true;
        const ActivityKeys keys(seen);
        for (ProcessIndex i = 0; i < seen.tree.size(); ++i) {
            const ProcessIndex parent = seen.tree.at(i).parent;
            // What stands below a deviating process is a part of it.
            deviates[i] = deviates[i] || (parent != noProcess && deviates[parent]);
            note(keys.processes[i], !deviates[i]);
        }
        const std::vector<std::size_t> deviating = walk.deviatingConnections();
        for (std::size_t i = 0; i < seen.connections.size(); ++i)
            note(keys.connections[i], !std::ranges::binary_search(deviating, i));
    }

    void note(const std::string& key, bool allowed)
    {
        const auto [known, isNew] = m_behaviours.try_emplace(key, allowed);
        if (!isNew)
            known->second = known->second && allowed;
    }

    void respond(const Evidence& evidence)
    {
        const std::string instance = instanceName(evidence.facts);
        for (const ReportedDeviation& deviation :
             reportDeviations(m_behaviour, evidence.document)) {
            bool flags = false;
            bool ends = false;
            for (const policy::Action* const action :
                 m_response.actionsFor(deviation.process, evidence.document)) {
                flags = flags || isFlag(*action);
                if (!isKill(*action))
                    continue;
                if (isPodKill(*action))
                    m_pods.insert(instance);
                else
                    ends = true;
                if (m_out.kills.size() < mostKills)
                    m_out.kills.push_back({instance, evidence.facts.time, deviation.process.name,
                                           deviation.what, action->type, action->where});
            }
            m_out.numbers.flagged += flags ? 1 : 0;
            m_out.numbers.killedProcesses += ends ? 1 : 0;
        }
    }

    const GuardianDocument& m_policy;
    Behaviour m_behaviour;
    ResponseChoice m_response;
    Replay m_out;
    std::unordered_map<std::string, bool> m_behaviours; // by key: allowed wherever it was seen
    std::set<std::string> m_images;
    std::set<std::string> m_pods;
};

} // namespace

Replay replay(const GuardianDocument& policy, const std::vector<Evidence>& evidence,
              const std::stop_token& stop, const ProgressFn& progress)
{
    Replayer replayer(policy);
    const std::size_t step = evidence.size() / progressSteps + 1;
    for (std::size_t i = 0; i < evidence.size() && !stop.stop_requested(); ++i) {
        if (progress && i % step == 0)
            progress(i, evidence.size(), "Replaying fingerprints");
        replayer.take(evidence[i]);
    }
    return replayer.result();
}

std::string instanceName(const policy::FingerprintFacts& facts)
{
    for (const std::string* const name :
         {&facts.podName, &facts.containerName, &facts.serviceName, &facts.name, &facts.id}) {
        if (!name->empty())
            return *name;
    }
    return facts.cgroup;
}

} // namespace pw::ops
