#include "core/ops/widening_log.h"

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
                           const std::string& after)
{
    const auto found = std::find_if(m_selectors.begin(), m_selectors.end(), [&](const auto& known) {
        return known.first.first == path && known.first.second == what;
    });
    Entry& entry = found != m_selectors.end()
        ? found->second
        : m_selectors.emplace_back(std::pair(path, what), Entry{}).second;
    note(entry, before, after);
}

void WideningLog::process(Widening::What what, ProcessIndex process, const std::string& before,
                          const std::string& after)
{
    note(m_processes[{process, what}], before, after);
}

void WideningLog::rule(Widening::What what, policy::Direction direction, RuleIndex rule,
                       const std::string& before, const std::string& after)
{
    // Every gain of a rule is another set of addresses: each stands for itself.
    std::vector<Entry>& entries = m_rules[{{direction, rule}, what}];
    const auto same = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
        return entry.before == before && entry.after == after;
    });
    note(same != entries.end() ? *same : entries.emplace_back(), before, after);
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
            rule(key.second, direction, place, entry.before, entry.after);
    }
}

std::vector<Widening> WideningLog::resolve(const ProcessPath& processPath,
                                           const RulePath& rulePath) const
{
    std::vector<Widening> out;
    const auto add = [&out](Widening::What what, std::string path, const Entry& entry) {
        if (path.empty() || entry.before == entry.after)
            return;
        Widening widening{what, std::move(path), entry.before, entry.after, entry.evidence};
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
