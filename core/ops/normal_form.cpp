#include "core/ops/normal_form.h"

#include "core/ops/wildcard.h"

#include <algorithm>
#include <tuple>

namespace pw::ops {

namespace {

using policy::Direction;

// Excepts that other blocks allow again go, and then what lies inside the grown blocks.
std::vector<AddressBlock> tidyBlocks(const std::set<AddressBlock>& blocks)
{
    std::vector<AddressBlock> out(blocks.begin(), blocks.end());
    const bool holes = std::any_of(out.begin(), out.end(),
                                   [](const AddressBlock& block) { return !block.except.empty(); });
    if (!holes)
        return out;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (out[i].except.empty())
            continue;
        AddressSet others;
        for (std::size_t j = 0; j < out.size(); ++j) {
            if (j != i)
                others.add(out[j]);
        }
        std::erase_if(out[i].except, [&others](const Cidr& hole) {
            return others.contains({hole, {}});
        });
    }
    Rule tidied;
    for (const AddressBlock& block : out)
        tidied.addBlock(block);
    return {tidied.blocks.begin(), tidied.blocks.end()};
}

class Writer
{
public:
    explicit Writer(const Behaviour& behaviour) : m_behaviour(behaviour) { }

    void write(policy::Spec& spec)
    {
        m_named = m_behaviour.options.disableProcesses != "all";
        spec.processPolicy.emplace();
        if (m_named) {
            for (const ProcessIndex root : m_behaviour.tree.children(noProcess)) {
                const std::string path
                    = "spec.processPolicy[" + std::to_string(spec.processPolicy->size()) + "]";
                spec.processPolicy->push_back(process(root, nullptr, path));
            }
        }
        spec.networkPolicy.emplace();
        for (const Direction direction : {Direction::Ingress, Direction::Egress})
            writeRules(direction, spec.networkPolicy->rules(direction));
    }

    WrittenPlaces places;

private:
    policy::ProcessNode process(ProcessIndex index, const std::vector<std::string>* above,
                                const std::string& path)
    {
        const Process& from = m_behaviour.tree.at(index);
        places.processes[index] = path;
        policy::ProcessNode out;
        out.name = from.name;
        out.exe = from.exe;
        out.id = from.id;
        const std::vector<std::string>& users = from.eusers;
        if (above == nullptr || users != *above)
            out.euser = users;
        out.listeningSockets = from.sockets;
        std::sort(out.listeningSockets.begin(), out.listeningSockets.end(),
                  [](const policy::PortRange& a, const policy::PortRange& b) {
                      return std::tie(a.port, a.protocol, a.endPort)
                          < std::tie(b.port, b.protocol, b.endPort);
                  });
        std::vector<ProcessIndex> children = from.children;
        std::sort(children.begin(), children.end(), [this](ProcessIndex a, ProcessIndex b) {
            const Process& left = m_behaviour.tree.at(a);
            const Process& right = m_behaviour.tree.at(b);
            return std::tie(left.name, left.id) < std::tie(right.name, right.id);
        });
        for (std::size_t i = 0; i < children.size(); ++i) {
            out.children.push_back(
                process(children[i], &users, path + ".children[" + std::to_string(i) + "]"));
        }
        return out;
    }

    void writeRules(Direction direction, std::vector<policy::NetworkRule>& out)
    {
        const bool ingress = direction == Direction::Ingress;
        std::vector<std::string>& paths = ingress ? places.ingress : places.egress;
        for (const Rule& rule : m_behaviour.rules(direction).rules()) {
            paths.emplace_back();
            const bool off = switchesOff(m_behaviour.options.disableConnections, direction);
            if (rule.dropped || !rule.hasPeers() || off)
                continue;
            paths.back() = std::string("spec.networkPolicy.") + (ingress ? "ingress[" : "egress[")
                + std::to_string(out.size()) + "]";
            out.push_back(networkRule(rule));
        }
    }

    [[nodiscard]] policy::NetworkRule networkRule(const Rule& rule) const
    {
        policy::NetworkRule out;
        for (const std::string& name : rule.names)
            out.peers.push_back({std::nullopt, {name}, {}});
        for (const AddressBlock& block : tidyBlocks(rule.blocks)) {
            policy::IpBlock ip{toString(block.cidr), {}};
            for (const Cidr& hole : block.except)
                ip.except.push_back(toString(hole));
            out.peers.push_back({std::move(ip), {}, {}});
        }
        if (rule.processes && m_named) {
            out.processes.emplace();
            for (const ProcessIndex process : *rule.processes)
                out.processes->push_back(m_behaviour.tree.at(process).id);
            std::sort(out.processes->begin(), out.processes->end());
        }
        out.ports = rule.ports;
        std::sort(out.ports.begin(), out.ports.end(),
                  [](const policy::PortRange& a, const policy::PortRange& b) {
                      return std::tie(a.protocol, a.port, a.endPort)
                          < std::tie(b.protocol, b.port, b.endPort);
                  });
        return out;
    }

    const Behaviour& m_behaviour;
    bool m_named = true;
};

} // namespace

WrittenPlaces writeBehaviour(const Behaviour& behaviour, policy::Spec& spec)
{
    Writer writer(behaviour);
    writer.write(spec);
    return std::move(writer.places);
}

} // namespace pw::ops
