#include "core/ops/merge_rules.h"

#include "core/ops/wildcard.h"

#include <algorithm>

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

std::string portText(const std::vector<policy::PortRange>& ports)
{
    std::string out;
    for (const policy::PortRange& range : ports) {
        out += out.empty() ? "" : ", ";
        out += range.protocol == policy::Protocol::Tcp ? "TCP " : "UDP ";
        out += std::to_string(range.port);
        if (range.endPort != range.port)
            out += "-" + std::to_string(range.endPort);
    }
    return out;
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
    std::string out;
    for (const std::string& text : only)
        out += (out.empty() ? "" : ", ") + text;
    if (more > 0)
        out += " and " + std::to_string(more) + " more";
    return out;
}

std::string processText(const Processes& processes, const ProcessTree& tree)
{
    if (!processes)
        return "any process";
    std::string out;
    for (const ProcessIndex process : *processes)
        out += (out.empty() ? "" : ", ") + tree.at(process).id;
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
            m_waiting.insert(i);
        joinWaiting();
    }

    void add(const Rule& added)
    {
        bool taken = false;
        for (const RuleIndex n : m_rules.related(added.ports, added.processes, m_tree)) {
            if (isInside(added, m_rules.at(n))) {
                join(n, added);
                taken = true;
                break;
            }
            if ((m_mode.symmetric || m_mode.exact) && isInside(m_rules.at(n), added)) {
                join(n, added);
                taken = true;
            }
        }
        if (!taken) {
            m_waiting.insert(m_rules.add(added, m_tree));
            m_changed = true;
        }
        joinWaiting();
    }

    void rejoin(const std::vector<ProcessIndex>& compared)
    {
        for (const ProcessIndex process : compared) {
            m_rules.renamed(process, m_tree);
            for (const RuleIndex rule : m_rules.naming(process))
                m_waiting.insert(rule);
        }
        joinWaiting();
    }

    [[nodiscard]] bool changed() const { return m_changed; }

private:
    [[nodiscard]] bool isInside(const Rule& inner, const Rule& outer) const
    {
        if (!portsInside(inner, outer))
            return false;
        if (m_mode.exact) {
            // The same ports and processes: only the addresses unite. Else nothing may be gained.
            const bool sameUse = inner.processes == outer.processes && portsInside(outer, inner);
            return sameUse || (peersInside(inner, outer) && processesInside(inner, outer));
        }
        // With several ports, different services are meant unless the addresses say otherwise.
        const bool severalPorts = inner.ports.size() > 1 || outer.ports.size() > 1;
        return processesComparable(inner, outer, m_tree)
            && (!severalPorts || peersInside(inner, outer));
    }

    // The rule `n` takes in `o`; one of them lies inside the other.
    void join(RuleIndex n, const Rule& o)
    {
        Rule& rule = m_rules.at(n);
        noteGains(n, o);
        bool changed = false;
        for (const AddressBlock& block : o.blocks)
            changed = rule.addBlock(block) || changed;
        for (const std::string& name : o.names) {
            if (rule.hasName(name))
                continue;
            if (m_mode.symmetric && isPattern(name))
                std::erase_if(rule.names,
                              [&](const std::string& old) { return globMatches(name, old); });
            rule.names.insert(name);
            changed = true;
        }
        bool related = false;
        if (rule.processes && !(o.processes && processesInside(o, rule))) {
            Processes all;
            if (o.processes) {
                all.emplace();
                std::set_union(rule.processes->begin(), rule.processes->end(), o.processes->begin(),
                               o.processes->end(), std::back_inserter(*all));
            }
            m_rules.setProcesses(n, std::move(all), m_tree);
            related = true;
        }
        if (!portsInside(o, m_rules.at(n))) {
            m_rules.setPorts(n, o.ports, m_tree);
            related = true;
        }
        if (changed || related) {
            m_changed = true;
            m_waiting.insert(n);
        }
    }

    void noteGains(RuleIndex n, const Rule& o)
    {
        const Rule& rule = m_rules.at(n);
        const bool wider = !portsInside(o, rule);
        const std::vector<policy::PortRange>& ports = wider ? o.ports : rule.ports;
        const auto gainPorts = [&](const Rule& narrow, const Rule& other) {
            if (portText(narrow.ports) == portText(ports))
                return;
            const std::string gaining = peersOnlyIn(narrow, other);
            if (!gaining.empty()) {
                m_log.rule(Widening::What::PortsGained, m_direction, n,
                           gaining + " on " + portText(narrow.ports),
                           gaining + " on " + portText(ports));
            }
        };
        gainPorts(rule, o);
        gainPorts(o, rule);

        const auto gainProcesses = [&](const Rule& from, const Rule& other) {
            if (processesInside(other, from))
                return;
            const std::string gained = peersOnlyIn(from, other);
            if (gained.empty())
                return;
            m_log.rule(other.processes ? Widening::What::AddressesGained
                                       : Widening::What::ProcessesGained,
                       m_direction, n, gained + " for " + processText(from.processes, m_tree),
                       gained + " for "
                           + (other.processes ? processText(from.processes, m_tree) + ", "
                                      + processText(other.processes, m_tree)
                                              : "any process"));
        };
        gainProcesses(rule, o);
        gainProcesses(o, rule);
    }

    void joinWaiting()
    {
        while (!m_waiting.empty()) {
            const RuleIndex r = *m_waiting.begin();
            m_waiting.erase(m_waiting.begin());
            if (!m_rules.at(r).dropped)
                joinOthersWith(r);
        }
    }

    void joinOthersWith(RuleIndex r)
    {
        const Rule& rule = m_rules.at(r);
        for (const RuleIndex s : m_rules.related(rule.ports, rule.processes, m_tree)) {
            if (s == r || m_rules.at(s).dropped)
                continue;
            const RuleIndex first = std::min(r, s);
            const RuleIndex second = std::max(r, s);
            if (!isInside(m_rules.at(second), m_rules.at(first))
                && !isInside(m_rules.at(first), m_rules.at(second))) {
                continue;
            }
            const Rule gone = m_rules.at(second);
            m_rules.at(second).dropped = true;
            m_log.joined(m_direction, second, first);
            join(first, gone);
            m_changed = true;
            m_waiting.insert(first);
            if (second == r)
                return;
        }
    }

    RuleSet& m_rules;
    const ProcessTree& m_tree;
    policy::Direction m_direction;
    const MergeMode& m_mode;
    WideningLog& m_log;
    std::set<RuleIndex> m_waiting; // changed, and not yet compared with the others
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

bool mergeRule(RuleSet& rules, const Rule& added, const ProcessTree& tree,
               policy::Direction direction, const MergeMode& mode, WideningLog& log)
{
    RuleMerger merger(rules, tree, direction, mode, log);
    merger.add(added);
    return merger.changed();
}

bool rejoinRules(RuleSet& rules, const std::vector<ProcessIndex>& compared, const ProcessTree& tree,
                 policy::Direction direction, const MergeMode& mode, WideningLog& log)
{
    RuleMerger merger(rules, tree, direction, mode, log);
    merger.rejoin(compared);
    return merger.changed();
}

} // namespace pw::ops
