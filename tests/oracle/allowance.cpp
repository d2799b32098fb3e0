#include "tests/oracle/allowance.h"

#include "tests/oracle/patterns.h"

#include <algorithm>
#include <set>

namespace pw::oracle {
namespace {

using policy::PortRange;

bool holdsPort(const Rule& rule, policy::Protocol protocol, std::uint16_t port)
{
    return std::any_of(rule.ports.begin(), rule.ports.end(), [&](const PortRange& range) {
        return range.protocol == protocol && range.port <= port && port <= range.endPort;
    });
}

std::string portText(const PortRange& range)
{
    std::string out = range.protocol == policy::Protocol::Tcp ? "TCP " : "UDP ";
    out += std::to_string(range.port);
    return range.endPort == range.port ? out : out + "-" + std::to_string(range.endPort);
}

class Walk
{
public:
    Walk(const Behaviour& rules, const Behaviour& seen, const Judged& judged)
        : m_rules(rules), m_seen(seen), m_judged(judged)
    {
    }

    std::vector<std::string> run()
    {
        if (m_judged.processes) {
            for (std::size_t p = 0; p < m_seen.processes.size(); ++p) {
                if (m_seen.processes[p].parent == noParent)
                    judgeRoot(p);
            }
        }
        for (const Rule& rule : m_seen.rules) {
            if (rule.anyProcess || !m_judged.processes)
                complainAbout(rule, noParent);
        }
        return std::move(m_complaints);
    }

private:
    void judgeRoot(std::size_t process)
    {
        const std::vector<std::size_t> candidates = childrenOf(noParent);
        const bool whole = std::any_of(candidates.begin(), candidates.end(), [&](std::size_t node) {
            return standsFor(node, process, true);
        });
        if (whole)
            return;
        const bool withoutNetwork
            = std::any_of(candidates.begin(), candidates.end(),
                          [&](std::size_t node) { return standsFor(node, process, false); });
        m_complaints.push_back(
            (withoutNetwork ? "a connection of the tree of process " : "a process in the tree of ")
            + m_seen.processes[process].name + " (" + m_seen.processes[process].id
            + ") is not allowed");
    }

    std::vector<std::size_t> childrenOf(std::size_t node) const
    {
        if (node != noParent)
            return m_rules.processes.at(node).children;
        std::vector<std::size_t> roots;
        for (std::size_t i = 0; i < m_rules.processes.size(); ++i) {
            if (m_rules.processes[i].parent == noParent)
                roots.push_back(i);
        }
        return roots;
    }

    /// `node` allows the process, all that it does and all its children.
    bool standsFor(std::size_t node, std::size_t process, bool withNetwork) const
    {
        const Process& seen = m_seen.processes.at(process);
        if (!allowsProcess(m_rules.processes.at(node), seen))
            return false;
        if (withNetwork && !connectionsAllowed(node, process))
            return false;
        const std::vector<std::size_t> candidates = childrenOf(node);
        return std::all_of(seen.children.begin(), seen.children.end(), [&](std::size_t child) {
            return std::any_of(candidates.begin(), candidates.end(), [&](std::size_t candidate) {
                return standsFor(candidate, child, withNetwork);
            });
        });
    }

    bool connectionsAllowed(std::size_t node, std::size_t process) const
    {
        return std::all_of(m_seen.rules.begin(), m_seen.rules.end(), [&](const Rule& rule) {
            return std::find(rule.processes.begin(), rule.processes.end(), process)
                == rule.processes.end()
                || missing(rule, node).empty();
        });
    }

    /// The first thing of the rule that is not allowed for the node, in words.
    std::string missing(const Rule& rule, std::size_t node) const
    {
        for (const Target& target : rule.targets) {
            if (!m_judged.target(rule.direction, target))
                continue;
            for (const PortRange& range : rule.ports) {
                for (const std::uint16_t port : portsToAsk(m_rules, range)) {
                    if (!reaches(rule, target, {rule.direction, node, range.protocol, port}))
                        return target.text + " " + portText(range) + " at port "
                            + std::to_string(port);
                }
            }
        }
        return {};
    }

    bool reaches(const Rule& rule, const Target& target, const Connection& connection) const
    {
        if (target.isBlock)
            return without(target.addresses, addressesAllowed(m_rules, connection)).empty();
        return std::all_of(target.names.begin(), target.names.end(), [&](const std::string& name) {
            Target one;
            one.names = {name};
            return !m_judged.target(rule.direction, one) || nameAllowed(m_rules, connection, name);
        });
    }

    void complainAbout(const Rule& rule, std::size_t node)
    {
        const std::string what = missing(rule, node);
        if (what.empty())
            return;
        const bool inward = rule.direction == policy::Direction::Ingress;
        m_complaints.push_back((inward ? "ingress " : "egress ") + what
                               + " of any process is not allowed");
    }

    const Behaviour& m_rules;
    const Behaviour& m_seen;
    const Judged& m_judged;
    std::vector<std::string> m_complaints;
};

} // namespace

bool speaksFor(const Rule& rule, std::size_t process)
{
    return rule.anyProcess
        || (process != noParent
            && std::find(rule.processes.begin(), rule.processes.end(), process)
                != rule.processes.end());
}

Ranges addressesAllowed(const Behaviour& behaviour, const Connection& connection)
{
    Ranges out;
    for (const Rule& rule : behaviour.rules) {
        if (rule.direction != connection.direction || !speaksFor(rule, connection.process)
            || !holdsPort(rule, connection.protocol, connection.port))
            continue;
        for (const Target& target : rule.targets)
            out.insert(out.end(), target.addresses.begin(), target.addresses.end());
    }
    return out;
}

bool nameAllowed(const Behaviour& behaviour, const Connection& connection, const std::string& name)
{
    return std::any_of(behaviour.rules.begin(), behaviour.rules.end(), [&](const Rule& rule) {
        return rule.direction == connection.direction && speaksFor(rule, connection.process)
            && holdsPort(rule, connection.protocol, connection.port)
            && std::any_of(rule.targets.begin(), rule.targets.end(),
                           [&](const Target& target) { return anyFits(target.names, name); });
    });
}

bool allowsProcess(const Process& rule, const Process& seen)
{
    const auto all
        = [](const std::vector<std::string>& patterns, const std::vector<std::string>& texts) {
              return std::all_of(texts.begin(), texts.end(),
                                 [&](const std::string& text) { return anyFits(patterns, text); });
          };
    return fits(rule.name, seen.name) && all(rule.exe, seen.exe) && all(rule.users, seen.users);
}

bool sameProcess(const Behaviour& rules, std::size_t rule, const Behaviour& seen,
                 std::size_t process)
{
    if (rule == noParent || process == noParent)
        return rule == process;
    Process wanted = seen.processes.at(process);
    wanted.users.clear();
    return allowsProcess(rules.processes.at(rule), wanted)
        && sameProcess(rules, rules.processes[rule].parent, seen, seen.processes[process].parent);
}

std::vector<std::string> notAllowed(const Behaviour& rules, const Behaviour& seen,
                                    const Judged& judged)
{
    return Walk(rules, seen, judged).run();
}

std::vector<std::uint16_t> portsToAsk(const Behaviour& rules, const PortRange& range)
{
    std::set<std::uint16_t> out = {range.port, range.endPort};
    const auto add = [&](int port) {
        if (range.port <= port && port <= range.endPort)
            out.insert(static_cast<std::uint16_t>(port));
    };
    for (const Rule& rule : rules.rules) {
        for (const PortRange& other : rule.ports) {
            add(other.port - 1);
            add(other.port);
            add(other.endPort);
            add(other.endPort + 1);
        }
    }
    return {out.begin(), out.end()};
}

} // namespace pw::oracle
