#include "core/ops/widening_log.h"

#include "core/ops/wording.h"

#include <algorithm>

namespace pw::ops {

namespace {

// So many inputs are named; of more, their number is told.
constexpr std::size_t namedInputs = 50;

} // namespace

std::string_view toString(Widening::What what)
{
    switch (what) {
    case Widening::What::NameWildcard:
        return "name-wildcard";
    case Widening::What::SelectorWildcard:
        return "selector-wildcard";
    case Widening::What::SelectorDropped:
        return "selector-dropped";
    case Widening::What::PortsGained:
        return "ports-gained";
    case Widening::What::AddressesGained:
        return "addresses-gained";
    case Widening::What::ProcessesGained:
        return "processes-gained";
    case Widening::What::ExeDirectory:
        return "exe-directory";
    case Widening::What::EuserUnion:
        return "euser-union";
    }
    return {};
}

void WideningLog::note(Entry& entry, const std::string& before, const std::string& after)
{
    if (entry.inputs == 0)
        entry.before = before;
    entry.after = after;
    if (!entry.evidence.empty() && entry.evidence.back() == m_input)
        return;
    ++entry.inputs;
    if (entry.evidence.size() < namedInputs)
        entry.evidence.push_back(m_input);
}

void WideningLog::selector(Widening::What what, const std::string& path, const std::string& before,
                           const std::string& after, bool canBeKept)
{
    const auto found = std::find_if(m_selectors.begin(), m_selectors.end(), [&](const auto& known) {
        return known.first.first == path && known.first.second == what;
    });
    Entry& entry = found != m_selectors.end()
        ? found->second
        : m_selectors.emplace_back(std::pair(path, what), Entry{}).second;
    note(entry, before, after);
    entry.key = canBeKept ? fieldKey(path) : std::string();
}

void WideningLog::process(Widening::What what, const ProcessTree& tree, ProcessIndex process,
                          const std::string& before, const std::string& after)
{
    const auto known = m_processKeys.find(process);
    const std::string& key = known != m_processKeys.end()
        ? known->second
        : m_processKeys.emplace(process, processKey(tree, process)).first->second;
    Entry& entry = m_processes[{process, what}];
    note(entry, before, after);
    entry.key = key;
}

std::string WideningLog::fieldKey(const std::string& path)
{
    return "field " + path;
}

std::string WideningLog::processKey(const ProcessTree& tree, ProcessIndex process) const
{
    if (const auto known = m_processKeys.find(process); known != m_processKeys.end())
        return known->second;
    const Process& own = tree.at(process);
    return (own.parent == noProcess ? "process " : processKey(tree, own.parent) + " > ") + own.name
        + " [" + ops::joined(own.exe) + "]";
}

std::string WideningLog::ruleKey(const ProcessTree& tree, policy::Direction direction,
                                 const Rule& rule) const
{
    std::string out = direction == policy::Direction::Ingress ? "ingress" : "egress";
    for (const policy::PortRange& range : rule.ports)
        out += " " + portText(range);
    if (!rule.processes)
        return out + " any process";
    for (const ProcessIndex process : *rule.processes)
        out += "\n" + (process == noProcess ? "unknown" : processKey(tree, process));
    return out;
}

std::string WideningLog::ruleKey(const ProcessTree& tree, policy::Direction direction,
                                 RuleIndex index, const Rule& rule) const
{
    const auto known = m_ruleKeys.find({direction, index});
    return known != m_ruleKeys.end() ? known->second : ruleKey(tree, direction, rule);
}

void WideningLog::rememberRule(const ProcessTree& tree, policy::Direction direction,
                               RuleIndex index, const Rule& rule)
{
    if (!m_ruleKeys.contains({direction, index}))
        m_ruleKeys.emplace(std::pair(direction, index), ruleKey(tree, direction, rule));
}

void WideningLog::rule(Widening::What what, policy::Direction direction, RuleIndex rule,
                       const std::string& key, const std::string& before, const std::string& after)
{
    // Every gain of a rule is another set of addresses: each stands for itself.
    std::vector<Entry>& entries = m_rules[{{direction, rule}, what}];
    const auto same = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
        return entry.before == before && entry.after == after;
    });
    Entry& entry = same != entries.end() ? *same : entries.emplace_back();
    note(entry, before, after);
    if (entry.key.empty())
        entry.key = key;
}

void WideningLog::joined(policy::Direction direction, RuleIndex from, RuleIndex into)
{
    m_joined[{direction, from}] = into;
}

RuleIndex WideningLog::joinedInto(policy::Direction direction, RuleIndex rule) const
{
    for (auto next = m_joined.find({direction, rule}); next != m_joined.end();
         next = m_joined.find({direction, rule})) {
        rule = next->second;
    }
    return rule;
}

void WideningLog::takeRules(const WideningLog& other, policy::Direction direction,
                            const std::vector<RuleIndex>& places)
{
    for (const auto& [key, entries] : other.m_rules) {
        const RuleIndex place = places[other.joinedInto(direction, key.first.second)];
        for (const Entry& entry : entries)
            rule(key.second, direction, place, entry.key, entry.before, entry.after);
    }
}

std::vector<Widening> WideningLog::resolve(const ProcessPath& processPath,
                                           const RulePath& rulePath) const
{
    std::vector<Widening> out;
    const auto add = [&out](Widening::What what, std::string path, const Entry& entry) {
        if (path.empty() || entry.before == entry.after)
            return;
        Widening widening{what,        std::move(path), entry.before,
                          entry.after, entry.evidence,  entry.key};
        if (entry.inputs > entry.evidence.size()) {
            widening.evidence.push_back(
                "and " + std::to_string(entry.inputs - entry.evidence.size()) + " more");
        }
        out.push_back(std::move(widening));
    };
    for (const auto& [key, entry] : m_selectors)
        add(key.second, key.first, entry);
    for (const auto& [key, entry] : m_processes)
        add(key.second, processPath(key.first), entry);
    for (const auto& [key, entries] : m_rules) {
        const RuleIndex rule = joinedInto(key.first.first, key.first.second);
        for (const Entry& entry : entries)
            add(key.second, rulePath(key.first.first, rule), entry);
    }
    return out;
}

} // namespace pw::ops
