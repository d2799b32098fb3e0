// Every widening is told: what the result allows and no input showed must stand in the report.

#include "tests/oracle/patterns.h"
#include "tests/oracle/properties.h"

#include <algorithm>
#include <set>

namespace pw::oracle {
namespace {

using ops::MergeOutcome;
using ops::Widening;
using policy::Selector;
using What = ops::Widening::What;

/// A process of an input: document and index.
struct Source
{
    std::size_t document;
    std::size_t process;
};

std::string basename(const std::string& path)
{
    return path.substr(path.rfind('/') + 1);
}

bool contains(const std::vector<std::string>& list, const std::string& text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

class Judge
{
public:
    Judge(const Scenario& scenario, const MergeOutcome& outcome)
        : m_scenario(scenario), m_outcome(outcome), m_rules(behaviourOf(outcome.document)),
          m_evidence(evidenceOf(scenario, outcome))
    {
        if (judgedBy(outcome.document.spec.options).processes)
            return;
        // Process lists were given up on request: no rule speaks of single processes any more.
        for (Behaviour& behaviour : m_evidence.behaviours) {
            for (Rule& rule : behaviour.rules)
                rule.anyProcess = true;
        }
    }

    Complaints run()
    {
        for (std::size_t node = 0; node < m_rules.processes.size(); ++node)
            judgeProcess(node);
        for (const Rule& rule : m_rules.rules)
            judgeRule(rule);
        if (!m_scenario.target)
            judgeSelectors();
        return std::move(m_complaints);
    }

private:
    /// Told means: reported, and never so with `exact`.
    template <typename Fits> void mustBeTold(const std::string& what, Fits isIt)
    {
        const auto& told = m_outcome.report.widenings;
        if (m_scenario.exact())
            m_complaints.push_back("widened although exact: " + what);
        else if (std::none_of(told.begin(), told.end(), isIt))
            m_complaints.push_back("not reported: " + what);
    }

    std::vector<Source> sourcesOf(std::size_t node) const
    {
        std::vector<Source> out;
        for (std::size_t d = 0; d < m_evidence.behaviours.size(); ++d) {
            const Behaviour& seen = m_evidence.behaviours[d];
            for (std::size_t p = 0; p < seen.processes.size(); ++p) {
                if (sameProcess(m_rules, node, seen, p))
                    out.push_back({d, p});
            }
        }
        return out;
    }

    const Process& processOf(const Source& source) const
    {
        return m_evidence.behaviours[source.document].processes[source.process];
    }

    void judgeProcess(std::size_t node)
    {
        const Process& process = m_rules.processes[node];
        const std::string path = pathOf(m_rules, node);
        const std::vector<Source> sources = sourcesOf(node);
        const auto some = [&](auto test) {
            return std::any_of(sources.begin(), sources.end(),
                               [&](const Source& source) { return test(processOf(source)); });
        };
        if (!some([&](const Process& seen) { return seen.name == process.name; })) {
            mustBeTold("name of " + path, [&](const Widening& told) {
                return told.what == What::NameWildcard && told.after == process.name;
            });
        }
        if (m_scenario.exact())
            judgePaths(node);
        for (const std::string& exe : process.exe) {
            for (const std::string& user : process.users) {
                if (some([&](const Process& seen) {
                        return contains(seen.exe, exe) && contains(seen.users, user);
                    }))
                    continue;
                mustBeTold(exe + " by " + user + " on " + path, [&](const Widening& told) {
                    return told.what == What::EuserUnion || told.what == What::ExeDirectory;
                });
            }
            for (const std::string& other : process.exe) {
                if (exe >= other || basename(exe) != basename(other)
                    || some([&](const Process& seen) {
                           return contains(seen.exe, exe) && contains(seen.exe, other);
                       }))
                    continue;
                mustBeTold(exe + " and " + other + " on " + path,
                           [&](const Widening& told) { return told.what == What::ExeDirectory; });
            }
        }
    }

    /// With `exact`, every way from a root to the process, one executable a level, was shown by one
    /// input.
    void judgePaths(std::size_t node)
    {
        std::vector<std::size_t> chain;
        for (std::size_t at = node; at != noParent; at = m_rules.processes[at].parent)
            chain.push_back(at);
        std::vector<std::string> exes;
        judgePathsFrom(sourcesOf(node), chain, exes);
    }

    /// `exes`: one for each of the first nodes of the chain, which goes upwards.
    void judgePathsFrom(const std::vector<Source>& sources, const std::vector<std::size_t>& chain,
                        std::vector<std::string>& exes)
    {
        if (exes.size() == chain.size()) {
            const bool shown
                = std::any_of(sources.begin(), sources.end(),
                              [&](const Source& source) { return runsThrough(source, exes); });
            if (!shown)
                m_complaints.push_back("widened although exact: nobody showed "
                                       + pathOf(m_rules, chain.front()) + " under " + exes.back());
            return;
        }
        for (const std::string& exe : m_rules.processes[chain[exes.size()]].exe) {
            exes.push_back(exe);
            judgePathsFrom(sources, chain, exes);
            exes.pop_back();
        }
    }

    bool runsThrough(const Source& source, const std::vector<std::string>& exes) const
    {
        const Behaviour& seen = m_evidence.behaviours[source.document];
        std::size_t at = source.process;
        for (const std::string& exe : exes) {
            if (!contains(seen.processes[at].exe, exe))
                return false;
            at = seen.processes[at].parent;
        }
        return true;
    }

    void judgeRule(const Rule& rule)
    {
        std::vector<std::size_t> processes = rule.processes;
        if (rule.anyProcess)
            processes = {noParent};
        for (const std::size_t process : processes) {
            for (const policy::PortRange& range : rule.ports) {
                for (const std::uint16_t port : portsOf(range))
                    judgeConnections(rule, {rule.direction, process, range.protocol, port});
            }
        }
    }

    std::set<std::uint16_t> portsOf(const policy::PortRange& range) const
    {
        std::set<std::uint16_t> out;
        for (const Behaviour& seen : m_evidence.behaviours) {
            for (const std::uint16_t port : portsToAsk(seen, range))
                out.insert(port);
        }
        return out;
    }

    /// The processes of the inputs that the connection's process stands for; any process of every
    /// input always counts.
    std::vector<Source> speakersOf(const Connection& connection) const
    {
        std::vector<Source> out;
        if (connection.process != noParent)
            out = sourcesOf(connection.process);
        for (std::size_t d = 0; d < m_evidence.behaviours.size(); ++d)
            out.push_back({d, noParent});
        return out;
    }

    void judgeConnections(const Rule& rule, const Connection& connection)
    {
        const std::vector<Source> speakers = speakersOf(connection);
        Ranges shown;
        for (const Source& source : speakers) {
            Connection seen = connection;
            seen.process = source.process;
            const Ranges more = addressesAllowed(m_evidence.behaviours[source.document], seen);
            shown.insert(shown.end(), more.begin(), more.end());
        }
        for (const Target& target : rule.targets) {
            if (!without(target.addresses, shown).empty())
                connectionGained(rule, connection, target.text);
            for (const std::string& name : target.names) {
                const bool seen
                    = std::any_of(speakers.begin(), speakers.end(), [&](const Source& source) {
                          Connection asked = connection;
                          asked.process = source.process;
                          return nameAllowed(m_evidence.behaviours[source.document], asked, name);
                      });
                if (!seen)
                    connectionGained(rule, connection, name);
            }
        }
    }

    void connectionGained(const Rule& rule, const Connection& connection, const std::string& what)
    {
        const std::string list
            = connection.direction == policy::Direction::Ingress ? "ingress" : "egress";
        const std::string where
            = "spec.networkPolicy." + list + "[" + std::to_string(rule.index) + "]";
        const std::string process
            = connection.process == noParent ? "any process" : pathOf(m_rules, connection.process);
        mustBeTold(where + ": " + what + " port " + std::to_string(connection.port) + " for "
                       + process,
                   [&](const Widening& told) {
                       return told.where.starts_with(where)
                           && (told.what == What::PortsGained || told.what == What::AddressesGained
                               || told.what == What::ProcessesGained);
                   });
    }

    void judgeSelectors()
    {
        for (const Selector& selector : m_outcome.document.spec.selectors) {
            for (const policy::SelectorField& field : selector.fields) {
                for (const std::string& value : field.values)
                    judgeSelectorValue(selector.key, field.name, value);
            }
        }
        for (const policy::GuardianDocument* document : m_evidence.documents) {
            for (const Selector& selector : document->spec.selectors)
                judgeDropped(selector);
        }
    }

    void judgeSelectorValue(const std::string& key, const std::string& name,
                            const std::string& value)
    {
        for (const policy::GuardianDocument* document : m_evidence.documents) {
            const Selector* selector = document->spec.selector(key);
            const policy::SelectorField* field
                = selector != nullptr ? selector->field(name) : nullptr;
            if (field != nullptr && contains(field->values, value))
                return;
        }
        mustBeTold(key + "." + name + " became " + value, [&](const Widening& told) {
            return told.what == What::SelectorWildcard && told.after == value;
        });
    }

    void judgeDropped(const Selector& stated)
    {
        const Selector* left = m_outcome.document.spec.selector(stated.key);
        for (const policy::SelectorField& field : stated.fields) {
            if (field.name == "imageID" && !m_scenario.create.includeImageId)
                continue; // left out on request
            if (left == nullptr
                || (left->field(field.name) == nullptr
                    && !asksFor(left->matchFieldsExpressions, field.name)))
                mustTellDropped(stated.key, field.name);
        }
        for (const auto& label : stated.matchLabels) {
            const bool kept = left != nullptr
                && (asksFor(left->matchExpressions, label.first)
                    || std::any_of(left->matchLabels.begin(), left->matchLabels.end(),
                                   [&](const auto& other) { return other.first == label.first; }));
            if (!kept)
                mustTellDropped(stated.key, label.first);
        }
    }

    static bool asksFor(const std::vector<policy::Expression>& expressions, const std::string& key)
    {
        return std::any_of(expressions.begin(), expressions.end(),
                           [&](const policy::Expression& one) { return one.key == key; });
    }

    /// Selectors only ever loosen in a creation, also in an exact one.
    void mustTellDropped(const std::string& key, const std::string& field)
    {
        const auto& told = m_outcome.report.widenings;
        const bool found = std::any_of(told.begin(), told.end(), [&](const Widening& widening) {
            return widening.what == What::SelectorDropped
                && widening.where.find(key) != std::string::npos
                && (widening.where.ends_with(key) || widening.where.find(field) != std::string::npos
                    || widening.before.find(field) != std::string::npos);
        });
        if (!found)
            m_complaints.push_back("not reported: " + key + "." + field + " was dropped");
    }

    const Scenario& m_scenario;
    const MergeOutcome& m_outcome;
    Behaviour m_rules;
    Evidence m_evidence;
    Complaints m_complaints;
};

} // namespace

Complaints wideningsTold(const Scenario& scenario, const MergeOutcome& outcome)
{
    return Judge(scenario, outcome).run();
}

} // namespace pw::oracle
