#include "core/ops/merge_rules.h"

#include "core/ops/wildcard.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <map>

namespace pw::ops {

namespace {

using Processes = std::optional<std::vector<ProcessIndex>>;

bool portsInside(const Rule& inner, const Rule& outer)
{
    return std::all_of(inner.ports.begin(), inner.ports.end(), [&](const policy::PortRange& range) {
        return anyHolds(outer.ports, range);
    });
}

bool peersInside(const Rule& inner, const Rule& outer)
{
    return outer.addresses.contains(inner.addresses)
        && std::all_of(inner.names.begin(), inner.names.end(),
                       [&](const std::string& name) { return outer.hasName(name); });
}

bool processesInside(const Rule& inner, const Rule& outer)
{
    if (!outer.processes || !inner.processes)
        return !outer.processes;
    return std::includes(outer.processes->begin(), outer.processes->end(), inner.processes->begin(),
                         inner.processes->end());
}

bool processesComparable(const Rule& inner, const Rule& outer, const ProcessTree& tree)
{
    if (!outer.processes || !inner.processes)
        return true;
    return std::all_of(inner.processes->begin(), inner.processes->end(), [&](ProcessIndex p) {
        return outer.admits(p)
            || std::any_of(outer.processes->begin(), outer.processes->end(),
                           [&](ProcessIndex q) { return comparable(tree.at(p), tree.at(q)); });
    });
}

std::string portTexts(const std::vector<policy::PortRange>& ports)
{
    std::vector<std::string> texts;
    texts.reserve(ports.size());
    for (const policy::PortRange& range : ports)
        texts.push_back(portText(range));
    return joined(texts);
}

// The peers of `rule` that `other` has not, at most a handful by name.
std::string peersOnlyIn(const Rule& rule, const Rule& other)
{
    constexpr std::size_t named = 5;
    std::vector<std::string> only;
    std::size_t more = 0;
    for (const AddressBlock& block : rule.blocks) {
        if (other.addresses.contains(block))
            continue;
        if (only.size() < named)
            only.push_back(toString(block));
        else
            ++more;
    }
    for (const std::string& name : rule.names) {
        if (other.hasName(name))
            continue;
        if (only.size() < named)
            only.push_back(name);
        else
            ++more;
    }
    return joined(only) + (more > 0 ? " and " + std::to_string(more) + " more" : std::string());
}

std::string processText(const Processes& processes, const ProcessTree& tree)
{
    if (!processes)
        return "any process";
    std::vector<std::string> ids;
    for (const ProcessIndex process : *processes)
        ids.push_back(tree.at(process).id);
    return joined(ids);
}

std::vector<PeerQuestion> peersOf(const Rule& rule)
{
    std::vector<PeerQuestion> out;
    out.reserve(rule.blocks.size() + rule.names.size());
    for (const AddressBlock& block : rule.blocks)
        out.push_back({block, {}});
    for (const std::string& name : rule.names)
        out.push_back({std::nullopt, name});
    return out;
}

class RuleMerger
{
public:
    RuleMerger(RuleSet& rules, const ProcessTree& tree, policy::Direction direction,
               const MergeMode& mode, WideningLog& log)
        : m_rules(rules), m_tree(tree), m_direction(direction), m_mode(mode), m_log(log)
    {
    }

    void joinAll()
    {
        for (RuleIndex i = 0; i < m_rules.rules().size(); ++i)
            m_waiting[i].use = true;
        joinWaiting();
    }

    // The rule that took it in.
    RuleIndex add(const Rule& added)
    {
        std::optional<RuleIndex> taken;
        for (const RuleIndex n : related(added, peersOf(added))) {
            const bool exact = isExact(n, added);
            if (isInside(added, m_rules.at(n), exact)) {
                join(n, added);
                taken = taken.value_or(n);
                break;
            }
            if ((m_mode.symmetric || exact) && isInside(m_rules.at(n), added, exact)) {
                join(n, added);
                taken = taken.value_or(n);
            }
        }
        if (!taken) {
            taken = m_rules.add(added, m_tree);
            m_waiting[*taken].use = true;
            m_changed = true;
        }
        joinWaiting();
        return *taken;
    }

    void rejoin(const std::vector<ProcessIndex>& compared)
    {
        for (const ProcessIndex process : compared) {
            m_rules.renamed(process, m_tree);
            for (const RuleIndex rule : m_rules.naming(process))
                m_waiting[rule].use = true;
        }
        joinWaiting();
    }

    [[nodiscard]] bool changed() const { return m_changed; }

private:
    // What a rule has gained since it was last compared with the others.
    struct Gain
    {
        bool use = false; // ports or processes: everything may have become comparable
        std::vector<PeerQuestion> peers;
    };

    // Rules that may lie inside this one or the other way round, in order.
    [[nodiscard]] std::vector<RuleIndex> related(const Rule& rule,
                                                 const std::vector<PeerQuestion>& peers) const
    {
        std::vector<RuleIndex> out = m_rules.sharingUse(rule, m_tree);
        const std::vector<RuleIndex> several = m_rules.sharingPeers(peers);
        out.insert(out.end(), several.begin(), several.end());
        if ((m_mode.exact || m_mode.keepsAny()) && rule.hasSeveralPorts()) {
            const std::vector<RuleIndex> same = m_rules.ofSameUse(rule);
            out.insert(out.end(), same.begin(), same.end());
        }
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

    [[nodiscard]] bool isKept(RuleIndex n) const
    {
        return m_mode.keeps([&] { return m_log.ruleKey(m_tree, m_direction, n, m_rules.at(n)); });
    }

    // Nothing may be gained when these two become one.
    [[nodiscard]] bool isExact(RuleIndex n, const Rule& added) const
    {
        return m_mode.exact || isKept(n)
            || m_mode.keeps([&] { return m_log.ruleKey(m_tree, m_direction, added); });
    }

    [[nodiscard]] bool isInside(const Rule& inner, const Rule& outer, bool exact) const
    {
        if (!portsInside(inner, outer))
            return false;
        if (exact) {
            // The same ports and processes: only the addresses unite. Else nothing may be gained.
            const bool sameUse = inner.processes == outer.processes && portsInside(outer, inner);
            return sameUse || (peersInside(inner, outer) && processesInside(inner, outer));
        }
        // With several ports, different services are meant unless the addresses say otherwise.
        const bool severalPorts = inner.hasSeveralPorts() || outer.hasSeveralPorts();
        return processesComparable(inner, outer, m_tree)
            && (!severalPorts || peersInside(inner, outer));
    }

    // The rule `n` takes in `o`; one of them lies inside the other.
    void join(RuleIndex n, const Rule& o)
    {
        noteGains(n, o);
        Gain gain;
        for (const AddressBlock& block : o.blocks) {
            if (m_rules.addBlock(n, block))
                gain.peers.push_back({block, {}});
        }
        for (const std::string& name : o.names) {
            if (m_rules.addName(n, name, m_mode.symmetric))
                gain.peers.push_back({std::nullopt, name});
        }
        const Processes& old = m_rules.at(n).processes;
        if (old && !(o.processes && processesInside(o, m_rules.at(n)))) {
            Processes all;
            if (o.processes) {
                all.emplace();
                std::set_union(old->begin(), old->end(), o.processes->begin(), o.processes->end(),
                               std::back_inserter(*all));
            }
            m_log.rememberRule(m_tree, m_direction, n, m_rules.at(n));
            m_rules.setProcesses(n, std::move(all), m_tree);
            gain.use = true;
        }
        if (!portsInside(o, m_rules.at(n))) {
            m_log.rememberRule(m_tree, m_direction, n, m_rules.at(n));
            m_rules.setPorts(n, o.ports, m_tree);
            gain.use = true;
        }
        if (!gain.use && gain.peers.empty())
            return;
        m_changed = true;
        Gain& waiting = m_waiting[n];
        waiting.use = waiting.use || gain.use;
        waiting.peers.insert(waiting.peers.end(), gain.peers.begin(), gain.peers.end());
    }

    void note(Widening::What what, RuleIndex n, const std::string& before, const std::string& after)
    {
        m_log.rule(what, m_direction, n, m_log.ruleKey(m_tree, m_direction, n, m_rules.at(n)),
                   before, after);
    }

    void noteGains(RuleIndex n, const Rule& o)
    {
        const Rule& rule = m_rules.at(n);
        const std::vector<policy::PortRange>& ports = portsInside(o, rule) ? rule.ports : o.ports;
        const auto gainPorts = [&](const Rule& narrow, const Rule& other) {
            const std::string own = portTexts(narrow.ports);
            const std::string all = portTexts(ports);
            if (own == all)
                return;
            // The same processes had the common peers on all these ports before.
            const std::string gaining = processesInside(narrow, other)
                ? peersOnlyIn(narrow, other)
                : peersOnlyIn(narrow, Rule());
            if (!gaining.empty()) {
                note(Widening::What::PortsGained, n, gaining + " on " + own,
                     gaining + " on " + all);
            }
        };
        if (rule.ports != o.ports) {
            gainPorts(rule, o);
            gainPorts(o, rule);
        }
        const auto gainProcesses = [&](const Rule& from, const Rule& other) {
            if (processesInside(other, from))
                return;
            const std::string gained = peersOnlyIn(from, other);
            if (gained.empty())
                return;
            const std::string own = processText(from.processes, m_tree);
            const std::string before = gained + " for " + own;
            if (other.processes) {
                note(Widening::What::AddressesGained, n, before,
                     before + ", " + processText(other.processes, m_tree));
            } else {
                note(Widening::What::ProcessesGained, n, before, gained + " for any process");
            }
        };
        gainProcesses(rule, o);
        gainProcesses(o, rule);
    }

    void joinWaiting()
    {
        while (!m_waiting.empty()) {
            const auto [r, gain] = *m_waiting.begin();
            m_waiting.erase(m_waiting.begin());
            if (m_rules.at(r).dropped)
                continue;
            const Rule& rule = m_rules.at(r);
            if (gain.use)
                joinWith(r, related(rule, peersOf(rule)));
            else if (m_mode.exact || m_mode.keepsAny() || rule.hasSeveralPorts())
                joinWith(r, related(rule, gain.peers));
            else // its peers matter to rules of several ports alone
                joinWith(r, m_rules.sharingPeers(gain.peers));
        }
    }

    void joinWith(RuleIndex r, const std::vector<RuleIndex>& others)
    {
        for (const RuleIndex s : others) {
            if (s == r || m_rules.at(s).dropped)
                continue;
            const RuleIndex first = std::min(r, s);
            const RuleIndex second = std::max(r, s);
            const bool exact = m_mode.exact || isKept(first) || isKept(second);
            if (!isInside(m_rules.at(second), m_rules.at(first), exact)
                && !isInside(m_rules.at(first), m_rules.at(second), exact)) {
                continue;
            }
            const Rule gone = m_rules.at(second);
            m_rules.drop(second);
            m_log.joined(m_direction, second, first);
            join(first, gone);
            m_changed = true;
            m_waiting[first].use = true;
            if (second == r)
                return;
        }
    }

    RuleSet& m_rules;
    const ProcessTree& m_tree;
    policy::Direction m_direction;
    const MergeMode& m_mode;
    WideningLog& m_log;
    std::map<RuleIndex, Gain> m_waiting; // not yet compared with the others
    bool m_changed = false;
};

} // namespace

bool joinRules(RuleSet& rules, const ProcessTree& tree, policy::Direction direction,
               const MergeMode& mode, WideningLog& log)
{
    RuleMerger merger(rules, tree, direction, mode, log);
    merger.joinAll();
    return merger.changed();
}

MergedRule mergeRule(RuleSet& rules, const Rule& added, const ProcessTree& tree,
                     policy::Direction direction, const MergeMode& mode, WideningLog& log)
{
    RuleMerger merger(rules, tree, direction, mode, log);
    const RuleIndex at = merger.add(added);
    return {merger.changed(), at};
}

bool rejoinRules(RuleSet& rules, const std::vector<ProcessIndex>& compared, const ProcessTree& tree,
                 policy::Direction direction, const MergeMode& mode, WideningLog& log)
{
    RuleMerger merger(rules, tree, direction, mode, log);
    merger.rejoin(compared);
    return merger.changed();
}

} // namespace pw::ops
