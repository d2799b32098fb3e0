#include "core/ops/merge_document.h"

#include <algorithm>

namespace pw::ops {

namespace {

using policy::Direction;

constexpr std::array<Direction, 2> directions{Direction::Ingress, Direction::Egress};

PeerQuestion questionOf(const policy::Peer& peer, const std::string& name)
{
    if (peer.ip)
        return {parseBlock(*peer.ip), {}};
    return {std::nullopt, name};
}

// Names and blocks of the rule that the options do not leave out.
std::vector<policy::Peer> keptPeers(const policy::NetworkRule& rule, Direction direction,
                                    const policy::Options& options)
{
    std::vector<policy::Peer> out;
    for (const policy::Peer& peer : rule.peers) {
        if (peer.ip) {
            if (!isIgnored(options, direction, questionOf(peer, {})))
                out.push_back(peer);
            continue;
        }
        policy::Peer kept = peer;
        std::erase_if(kept.dnsNames, [&](const std::string& name) {
            return isIgnored(options, direction, questionOf(peer, name));
        });
        if (!kept.dnsNames.empty())
            out.push_back(std::move(kept));
    }
    return out;
}

bool listsSockets(const Behaviour& base, const Activity& seen, const ActivityWalk& walk)
{
    for (ProcessIndex o = 0; o < seen.tree.size(); ++o) {
        const ProcessIndex n = walk.image(o);
        if (n != noProcess && !holdsSockets(base.tree.at(n), seen.tree.at(o)))
            return false;
    }
    return true;
}

} // namespace

policy::Spec withoutSwitchedOff(const policy::Spec& spec, const policy::Options& options)
{
    policy::Spec out = spec;
    const bool noProcesses = options.disableProcesses == "all";
    if (noProcesses && out.processPolicy)
        out.processPolicy->clear();
    if (!out.networkPolicy)
        return out;
    for (const Direction direction : directions) {
        std::vector<policy::NetworkRule>& rules = out.networkPolicy->rules(direction);
        for (policy::NetworkRule& rule : rules) {
            rule.peers = keptPeers(rule, direction, options);
            if (noProcesses)
                rule.processes.reset();
        }
        std::erase_if(rules, [](const policy::NetworkRule& rule) { return rule.peers.empty(); });
    }
    return out;
}

MergeBase::MergeBase(const policy::Spec& spec, const policy::Options& options,
                     const MergeMode& mergeMode, const std::string& label)
    : behaviour(withoutSwitchedOff(spec, options)), mode(mergeMode), m_label(label)
{
    behaviour.options = options;
}

bool MergeBase::joinOwnRules()
{
    if (m_joined)
        return false;
    m_joined = true;
    const std::string current = log.input();
    log.setInput(m_label);
    bool changed = false;
    for (const Direction direction : directions) {
        changed = joinRules(behaviour.rules(direction), behaviour.tree, direction, mode, log)
            || changed;
    }
    log.setInput(current);
    return changed;
}

bool MergeBase::take(const policy::Spec& spec, const PinnedProcesses& pinned, bool withNetwork)
{
    std::optional<policy::Spec> cut;
    if (!withNetwork || behaviour.options != policy::Options()) {
        cut = withoutSwitchedOff(spec, behaviour.options);
        if (!withNetwork)
            cut->networkPolicy.reset();
    }
    const policy::Spec& kept = cut ? *cut : spec;
    const Activity seen(kept);
    {
        const ActivityWalk walk(behaviour, seen, pinned);
        if (walk.conforms() && listsSockets(behaviour, seen, walk))
            return false;
    }
    const bool ownChanged = joinOwnRules();
    const ProcessMapping mapping = mergeProcesses(behaviour, seen, mode, pinned, log);
    bool changed = mapping.changed;
    if (!kept.networkPolicy)
        return changed;
    changed = ownChanged || changed;
    for (const Direction direction : directions) {
        RuleSet& rules = behaviour.rules(direction);
        changed
            = rejoinRules(rules, mapping.compared, behaviour.tree, direction, mode, log) || changed;
        // Its own rules meet first, as if the document had been the base.
        RuleSet own;
        WideningLog ownLog;
        ownLog.setInput(log.input());
        for (const policy::NetworkRule& rule : kept.networkPolicy->rules(direction))
            own.add(prepareRule(rule, seen.tree), seen.tree);
        if (own.rules().size() > 1)
            joinRules(own, seen.tree, direction, mode, ownLog);
        std::vector<RuleIndex> places(own.rules().size(), 0);
        for (RuleIndex i = 0; i < own.rules().size(); ++i) {
            const Rule& rule = own.at(i);
            if (rule.dropped || !rule.hasPeers())
                continue;
            Rule mapped = rule;
            mapped.where = {};
            if (mapped.processes) {
                for (ProcessIndex& process : *mapped.processes)
                    process = mapping.image[process];
                std::sort(mapped.processes->begin(), mapped.processes->end());
                mapped.processes->erase(
                    std::unique(mapped.processes->begin(), mapped.processes->end()),
                    mapped.processes->end());
            }
            const MergedRule merged
                = mergeRule(rules, mapped, behaviour.tree, direction, mode, log);
            places[i] = merged.at;
            changed = merged.changed || changed;
        }
        log.takeRules(ownLog, direction, places);
    }
    return changed;
}

std::vector<Widening> MergeBase::widenings(const WrittenPlaces& places) const
{
    const auto processPath = [&places](ProcessIndex process) {
        const auto found = places.processes.find(process);
        return found == places.processes.end() ? std::string() : found->second;
    };
    const auto rulePath = [&places](Direction direction, RuleIndex rule) {
        const std::vector<std::string>& paths
            = direction == Direction::Ingress ? places.ingress : places.egress;
        return rule < paths.size() ? paths[rule] : std::string();
    };
    return log.resolve(processPath, rulePath);
}

} // namespace pw::ops
