#include "core/ops/simulate.h"

#include "core/ops/action_words.h"
#include "core/ops/activity_keys.h"
#include "core/ops/expand_deviation.h"
#include "core/ops/response_choice.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <unordered_map>

namespace pw::ops {
namespace {

using policy::Direction;
using policy::GuardianDocument;

constexpr std::size_t progressSteps = 200;

std::string processText(const ProcessTree& tree, ProcessIndex at)
{
    const Process& process = tree.at(at);
    std::string out = process.name;
    if (!process.exe.empty())
        out += " (" + joined(process.exe) + ")";
    if (!process.eusers.empty())
        out += " as " + joined(process.eusers);
    if (process.parent != noProcess)
        out += " under " + tree.at(process.parent).name;
    return out;
}

DeviationType typeOf(Direction direction)
{
    return direction == Direction::Ingress ? DeviationType::Ingress : DeviationType::Egress;
}

DeviatingProcess deviating(const ProcessTree& tree, ProcessIndex at)
{
    if (at == noProcess)
        return {};
    const Process& process = tree.at(at);
    return {process.name, process.exe, process.eusers};
}

/// What one document shows, and how it lies over the policy.
struct Laid
{
    Activity seen;
    ActivityKeys keys;
    ActivityWalk walk;

    Laid(const Behaviour& policy, const policy::Spec& spec, PinnedProcesses pinned)
        : seen(spec), keys(seen), walk(policy, seen, std::move(pinned))
    {
    }
};

class Simulator
{
public:
    Simulator(const GuardianDocument& policy, bool everywhere)
        : m_policy(policy), m_everywhere(everywhere), m_behaviour(policy.spec),
          m_response(policy.spec.response.value_or(policy::Response{}))
    {
    }

    void take(const Evidence& evidence)
    {
        SimulatedInstance instance;
        instance.name = instanceName(evidence.facts);
        instance.covered = isSelected(evidence.document, instance.outside);
        m_out.instances.push_back(std::move(instance));
        if (!m_out.instances.back().covered)
            return;
        ++m_out.covered;
        // A deviation speaks of processes of the policy; one that names others is taken as it
        // stands.
        ExpandedDeviation whole{evidence.document.spec, {}};
        if (evidence.document.kind == policy::Kind::Deviation) {
            Result<ExpandedDeviation> expanded
                = expandDeviation(evidence.document.spec, m_behaviour.tree);
            if (expanded)
                whole = std::move(*expanded);
        }
        const Laid laid(m_behaviour, whole.spec, whole.pinned);
        const std::vector<Deviation> refused = laid.walk.conforms()
            ? std::vector<Deviation>()
            : deviationsOf(m_behaviour, evidence.document);
        takeProcesses(evidence.document, laid, refused);
        takeConnections(evidence.document, laid, refused);
    }

    Simulation result()
    {
        std::ranges::stable_sort(m_out.behaviours, std::ranges::greater{},
                                 &SimulatedBehaviour::verdict);
        return std::move(m_out);
    }

private:
    bool isSelected(const GuardianDocument& object, std::string& why) const
    {
        if (!m_policy.spec.enabled.value_or(true)) {
            why = "the policy is switched off";
            return false;
        }
        if (m_everywhere)
            return true;
        const ScopeResult scope = inScope(m_policy, object, Unstated::Outside);
        if (scope.verdict == ScopeVerdict::Inside)
            return true;
        why = scope.field + ": " + scope.wanted
            + (scope.found.empty() ? ", not stated" : ", found " + scope.found);
        return false;
    }

    void takeProcesses(const GuardianDocument& document, const Laid& laid,
                       const std::vector<Deviation>& refused)
    {
        const ProcessTree& tree = laid.seen.tree;
        const std::vector<ProcessIndex>& roots = laid.walk.deviating();
        for (ProcessIndex at = 0; at < tree.size(); ++at) {
            const auto root = std::ranges::find(roots, at);
            const ProcessIndex image = laid.walk.image(at);
            SimulatedBehaviour behaviour;
            if (root != roots.end()) {
                refuse(refused[static_cast<std::size_t>(root - roots.begin())], deviating(tree, at),
                       document, behaviour);
            } else if (image != noProcess) {
                behaviour.rule = m_behaviour.tree.at(image).where;
                behaviour.ruleText = m_behaviour.tree.at(image).id;
            } else if (isBelow(tree, at, roots)) {
                behaviour.verdict = Verdict::Unanswered;
                behaviour.reason = "below what is refused already";
            }
            note(laid.keys.processes[at], std::move(behaviour),
                 [&] { return processText(tree, at); });
        }
    }

    static bool isBelow(const ProcessTree& tree, ProcessIndex at,
                        const std::vector<ProcessIndex>& roots)
    {
        for (ProcessIndex above = tree.at(at).parent; above != noProcess;
             above = tree.at(above).parent) {
            if (std::ranges::find(roots, above) != roots.end())
                return true;
        }
        return false;
    }

    void takeConnections(const GuardianDocument& document, const Laid& laid,
                         const std::vector<Deviation>& refused)
    {
        const std::vector<std::size_t> list = laid.walk.deviatingConnections();
        const std::size_t processes = laid.walk.deviating().size();
        for (std::size_t at = 0; at < laid.seen.connections.size(); ++at) {
            const Connection& one = laid.seen.connections[at];
            const auto found = std::ranges::lower_bound(list, at);
            SimulatedBehaviour behaviour;
            behaviour.type = typeOf(one.direction);
            if (found != list.end() && *found == at)
                refuse(refused[processes + static_cast<std::size_t>(found - list.begin())],
                       deviating(laid.seen.tree, one.process), document, behaviour);
            else
                findRule(one, laid, behaviour);
            note(laid.keys.connections[at], std::move(behaviour), [&] {
                std::string out = peerText(one.peer) + " " + portText(one.ports);
                return one.process == noProcess
                    ? out
                    : out + " by " + laid.seen.tree.at(one.process).name;
            });
        }
    }

    /// The first rule that allows all of it, or else has a part in it.
    void findRule(const Connection& one, const Laid& laid, SimulatedBehaviour& out) const
    {
        const ProcessIndex as = one.process == noProcess ? noProcess : laid.walk.image(one.process);
        const std::vector<Rule>& rules = m_behaviour.rules(one.direction).rules();
        for (std::size_t at = 0; at < rules.size(); ++at) {
            const Rule& rule = rules[at];
            const bool isWhole = rule.admits(as) && anyHolds(rule.ports, one.ports)
                && (one.peer.block ? rule.addresses.contains(*one.peer.block)
                                   : rule.hasName(one.peer.name));
            if (!isWhole)
                continue;
            out.rule = rule.where;
            out.ruleText = (one.direction == Direction::Ingress ? "ingress[" : "egress[")
                + std::to_string(at) + "]";
            return;
        }
    }

    void refuse(const Deviation& deviation, const DeviatingProcess& process,
                const GuardianDocument& document, SimulatedBehaviour& out) const
    {
        out.verdict = Verdict::Unanswered;
        out.reason = deviation.reason;
        out.rule = deviation.nearestRule;
        out.ruleText = deviation.nearestRuleText;
        for (const policy::Action* const action : m_response.actionsFor(process, document)) {
            const Verdict verdict = isKill(*action) ? Verdict::Killed : Verdict::Flagged;
            if (std::ranges::find(out.actions, action->type) == out.actions.end())
                out.actions.push_back(action->type);
            if (verdict > out.verdict)
                out.action = action->where;
            out.verdict = std::max(out.verdict, verdict);
        }
    }

    template <typename Text>
    void note(const std::string& key, SimulatedBehaviour behaviour, const Text& text)
    {
        const std::size_t at = m_out.instances.size() - 1;
        SimulatedInstance& instance = m_out.instances.back();
        ++instance.behaviours;
        instance.refused += behaviour.verdict == Verdict::Allowed ? 0 : 1;
        instance.worst = std::max(instance.worst, behaviour.verdict);
        const auto [known, isNew] = m_known.try_emplace(
            std::to_string(static_cast<int>(behaviour.verdict)) + key, m_out.behaviours.size());
        if (isNew) {
            behaviour.what = text();
            m_out.behaviours.push_back(std::move(behaviour));
        }
        std::vector<std::size_t>& instances = m_out.behaviours[known->second].instances;
        if (instances.empty() || instances.back() != at)
            instances.push_back(at);
    }

    const GuardianDocument& m_policy;
    bool m_everywhere;
    Behaviour m_behaviour;
    ResponseChoice m_response;
    Simulation m_out;
    std::unordered_map<std::string, std::size_t> m_known; // by verdict and key
};

} // namespace

std::string_view toString(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Allowed:
        return "allowed";
    case Verdict::Unanswered:
        return "deviates";
    case Verdict::Flagged:
        return "flagged";
    case Verdict::Killed:
        return "killed";
    }
    return {};
}

std::size_t Simulation::count(Verdict verdict) const
{
    return static_cast<std::size_t>(
        std::ranges::count(behaviours, verdict, &SimulatedBehaviour::verdict));
}

Simulation simulate(const GuardianDocument& policy, const std::vector<Evidence>& evidence,
                    bool everywhere, const std::stop_token& stop, const ProgressFn& progress)
{
    Simulator simulator(policy, everywhere);
    const std::size_t step = evidence.size() / progressSteps + 1;
    for (std::size_t i = 0; i < evidence.size() && !stop.stop_requested(); ++i) {
        if (progress && i % step == 0)
            progress(i, evidence.size(), "Trying the policy");
        simulator.take(evidence[i]);
    }
    return simulator.result();
}

} // namespace pw::ops
