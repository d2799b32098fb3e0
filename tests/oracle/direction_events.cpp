#include "tests/oracle/direction_events.h"

#include <algorithm>
#include <set>

namespace pw::oracle {
namespace {

/// So many texts and addresses of one field are enough to find a border, and few enough to ask all.
constexpr std::size_t mostSamples = 10;

void shrink(std::vector<std::string>& texts)
{
    std::ranges::sort(texts);
    texts.erase(std::ranges::unique(texts).begin(), texts.end());
    if (texts.size() > mostSamples)
        texts.resize(mostSamples);
}

std::vector<std::string> samplesOfAll(const std::vector<std::string>& patterns)
{
    std::vector<std::string> out;
    for (const std::string& pattern : patterns) {
        for (std::string& text : samplesOf(pattern))
            out.push_back(std::move(text));
    }
    shrink(out);
    return out;
}

/// From the root down to the process, each with the first text that its patterns fit.
Behaviour chainOf(const Behaviour& policy, std::size_t process)
{
    std::vector<std::size_t> path;
    for (std::size_t at = process; at != noParent; at = policy.processes[at].parent)
        path.push_back(at);
    Behaviour out;
    for (std::size_t i = path.size(); i > 0; --i) {
        Process one = policy.processes[path[i - 1]];
        one.name = samplesOf(one.name).front();
        one.exe = {one.exe.empty() ? std::string() : samplesOf(one.exe.front()).front()};
        if (one.exe.front().empty())
            one.exe.clear();
        one.users
            = {one.users.empty() ? std::string("nobody") : samplesOf(one.users.front()).front()};
        one.sockets.clear();
        one.children.clear();
        one.parent = out.processes.empty() ? noParent : out.processes.size() - 1;
        if (one.parent != noParent)
            out.processes[one.parent].children = {out.processes.size()};
        out.processes.push_back(std::move(one));
    }
    return out;
}

void addProcessEvents(const Behaviour& policy, std::size_t process, std::vector<Event>& out)
{
    const Behaviour chain = chainOf(policy, process);
    const Process& whole = policy.processes[process];
    const auto add = [&](const std::string& words, auto change) {
        Event event{words + " of " + pathOf(policy, process), chain};
        change(event.seen.processes.back());
        out.push_back(std::move(event));
    };
    for (const std::string& name : samplesOf(whole.name))
        add("name " + name, [&](Process& one) { one.name = name; });
    for (const std::string& exe : samplesOfAll(whole.exe))
        add("exe " + exe, [&](Process& one) { one.exe = {exe}; });
    for (const std::string& user : samplesOfAll(whole.users))
        add("user " + user, [&](Process& one) { one.users = {user}; });
}

Address beside(Address address, bool above)
{
    if (above) {
        if (++address.low == 0)
            ++address.high;
    } else {
        if (address.low-- == 0)
            --address.high;
    }
    return address;
}

std::vector<Target> targetsAt(const Target& target)
{
    std::vector<Target> out;
    const auto add = [&](bool v6, const Address& address) {
        Target one;
        one.isBlock = true;
        one.text = (v6 ? "v6 " : "v4 ") + std::to_string(address.high) + ':'
            + std::to_string(address.low);
        one.addresses = {{v6, address, address}};
        one.isPrivate = target.isPrivate;
        out.push_back(std::move(one));
    };
    if (!target.isBlock) {
        for (const std::string& name : samplesOfAll(target.names)) {
            Target one;
            one.text = name;
            one.names = {name};
            out.push_back(std::move(one));
        }
        return out;
    }
    for (const Range& range : target.addresses) {
        add(range.v6, range.first);
        add(range.v6, range.last);
        const Address highest{range.v6 ? ~0ULL : 0, range.v6 ? ~0ULL : 0xffffffffULL};
        if (range.first != Address{})
            add(range.v6, beside(range.first, false));
        if (range.last != highest)
            add(range.v6, beside(range.last, true));
    }
    return out;
}

std::set<std::uint16_t> portsAt(const policy::PortRange& range)
{
    std::set<std::uint16_t> out{range.port, range.endPort};
    if (range.port > 0)
        out.insert(static_cast<std::uint16_t>(range.port - 1));
    if (range.endPort < 65535)
        out.insert(static_cast<std::uint16_t>(range.endPort + 1));
    return out;
}

void addRuleEvents(const Behaviour& policy, const Rule& rule, std::vector<Event>& out)
{
    std::vector<std::size_t> processes = rule.processes;
    if (rule.anyProcess)
        processes.push_back(noParent);
    for (const std::size_t process : processes) {
        const Behaviour chain = process == noParent ? Behaviour() : chainOf(policy, process);
        for (const Target& whole : rule.targets) {
            for (const Target& target : targetsAt(whole)) {
                for (const policy::PortRange& ports : rule.ports) {
                    for (const std::uint16_t port : portsAt(ports)) {
                        Event event{target.text + " port " + std::to_string(port), chain};
                        Rule one;
                        one.direction = rule.direction;
                        one.targets = {target};
                        one.anyProcess = process == noParent;
                        if (process != noParent)
                            one.processes = {chain.processes.size() - 1};
                        policy::PortRange single = ports;
                        single.port = single.endPort = port;
                        one.ports = {single};
                        event.seen.rules.push_back(std::move(one));
                        out.push_back(std::move(event));
                    }
                }
            }
        }
    }
}

} // namespace

std::vector<std::string> samplesOf(const std::string& pattern)
{
    std::vector<std::string> out{std::string()};
    const auto append = [&out](std::initializer_list<std::string> ways) {
        std::vector<std::string> longer;
        for (const std::string& so : out) {
            for (const std::string& way : ways)
                longer.push_back(so + way);
        }
        if (longer.size() > mostSamples)
            longer.resize(mostSamples);
        out = std::move(longer);
    };
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const char sign = pattern[at];
        const std::size_t end = sign == '[' ? pattern.find(']', at + 2) : std::string::npos;
        if (sign == '*') {
            append({"", "q", "/zz", "0.9"});
        } else if (sign == '?') {
            append({"q", "0"});
        } else if (sign == '[' && end != std::string::npos) {
            append({std::string(1, pattern[at + 1]), "q", std::string(1, pattern[end - 1])});
            at = end;
        } else {
            append({std::string(1, sign)});
        }
    }
    const std::string fitting = out.front();
    out.push_back(fitting + "q");
    out.push_back("q" + fitting);
    return out;
}

std::vector<Event> eventsOf(const Behaviour& policy)
{
    std::vector<Event> out;
    for (std::size_t process = 0; process < policy.processes.size(); ++process)
        addProcessEvents(policy, process, out);
    for (const Rule& rule : policy.rules)
        addRuleEvents(policy, rule, out);
    return out;
}

} // namespace pw::oracle
