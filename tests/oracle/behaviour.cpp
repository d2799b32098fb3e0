#include "tests/oracle/behaviour.h"

#include <algorithm>
#include <map>

namespace pw::oracle {
namespace {

using policy::Direction;
using policy::GuardianDocument;
using policy::ProcessNode;

class Builder
{
public:
    Builder(const GuardianDocument& document, const GuardianDocument* base) : m_base(base)
    {
        for (const ProcessNode& root :
             document.spec.processPolicy.value_or(std::vector<ProcessNode>()))
            addTree(root, noParent);
        if (!document.spec.networkPolicy)
            return;
        for (const Direction direction : {Direction::Ingress, Direction::Egress})
            addRules(direction, document.spec.networkPolicy->rules(direction));
    }

    Behaviour take() { return std::move(m_out); }

private:
    std::size_t add(const ProcessNode& node, std::size_t parent)
    {
        Process made;
        made.id = node.id;
        made.name = node.name;
        made.exe = node.exe;
        made.sockets = node.listeningSockets;
        made.parent = parent;
        if (node.euser)
            made.users = *node.euser;
        else if (parent != noParent)
            made.users = m_out.processes.at(parent).users;
        const std::size_t index = m_out.processes.size();
        if (parent != noParent)
            m_out.processes.at(parent).children.push_back(index);
        m_out.processes.push_back(std::move(made));
        return index;
    }

    void addTree(const ProcessNode& node, std::size_t parent)
    {
        std::size_t at = noParent;
        if (node.isPolicyNode) {
            at = addFromBase(node.id);
        } else {
            at = add(node, parent);
            m_ids.emplace(node.id, at);
        }
        for (const ProcessNode& child : node.children)
            addTree(child, at);
    }

    /// The chain of ancestors of the base's process, made once; noParent when there is none.
    std::size_t addFromBase(const std::string& id)
    {
        if (m_base == nullptr || !m_base->spec.processPolicy)
            return noParent;
        std::vector<const ProcessNode*> chain;
        if (!findChain(*m_base->spec.processPolicy, id, chain))
            return noParent;
        std::size_t parent = noParent;
        for (const ProcessNode* node : chain) {
            const auto known = m_fromBase.find(node->id);
            if (known != m_fromBase.end()) {
                parent = known->second;
                continue;
            }
            parent = add(*node, parent);
            m_fromBase.emplace(node->id, parent);
        }
        return parent;
    }

    static bool findChain(const std::vector<ProcessNode>& nodes, const std::string& id,
                          std::vector<const ProcessNode*>& chain)
    {
        for (const ProcessNode& node : nodes) {
            chain.push_back(&node);
            if (node.id == id || findChain(node.children, id, chain))
                return true;
            chain.pop_back();
        }
        return false;
    }

    void addRules(Direction direction, const std::vector<policy::NetworkRule>& rules)
    {
        for (std::size_t i = 0; i < rules.size(); ++i) {
            Rule made;
            made.direction = direction;
            made.index = i;
            made.ports = rules[i].ports;
            made.anyProcess = !rules[i].processes;
            for (const std::string& id : rules[i].processes.value_or(std::vector<std::string>())) {
                const auto own = m_ids.find(id);
                const std::size_t process = own != m_ids.end() ? own->second : addFromBase(id);
                if (process != noParent)
                    made.processes.push_back(process);
            }
            for (const policy::Peer& peer : rules[i].peers)
                made.targets.push_back(targetOf(peer));
            m_out.rules.push_back(std::move(made));
        }
    }

    static Target targetOf(const policy::Peer& peer)
    {
        Target made;
        if (!peer.ip) {
            made.names = peer.dnsNames;
            for (const std::string& name : made.names)
                made.text += (made.text.empty() ? "" : ",") + name;
            return made;
        }
        made.isBlock = true;
        made.text = peer.ip->cidr;
        const std::optional<Range> whole = rangeOf(peer.ip->cidr);
        if (!whole)
            return made;
        made.isPrivate = isSpecialPurpose(*whole);
        Ranges holes;
        for (const std::string& except : peer.ip->except) {
            made.text += " except " + except;
            if (const std::optional<Range> hole = rangeOf(except))
                holes.push_back(*hole);
        }
        made.addresses = without({*whole}, holes);
        return made;
    }

    const GuardianDocument* m_base;
    Behaviour m_out;
    std::map<std::string, std::size_t> m_ids;
    std::map<std::string, std::size_t> m_fromBase;
};

bool isLocalName(const std::string& name)
{
    const std::string_view suffix = ".local";
    return name.size() >= suffix.size()
        && std::string_view(name).substr(name.size() - suffix.size()) == suffix;
}

} // namespace

bool Judged::target(Direction direction, const Target& target) const
{
    const auto at = static_cast<std::size_t>(direction);
    if (!connections[at])
        return false;
    if (target.isBlock)
        return target.isPrivate ? privateOnes[at] : publicOnes[at];
    return std::any_of(target.names.begin(), target.names.end(), [&](const std::string& name) {
        return isLocalName(name) ? privateOnes[at] : publicOnes[at];
    });
}

Judged judgedBy(const policy::Options& options)
{
    Judged out;
    out.processes = !options.disableProcesses.has_value();
    const auto apply = [](const std::optional<std::string>& value, bool(&flags)[2]) {
        if (!value)
            return;
        if (*value == "all" || *value == "ingress")
            flags[0] = false;
        if (*value == "all" || *value == "egress")
            flags[1] = false;
    };
    apply(options.disableConnections, out.connections);
    apply(options.disablePrivateConnections, out.privateOnes);
    apply(options.disablePublicConnections, out.publicOnes);
    return out;
}

Behaviour behaviourOf(const GuardianDocument& document, const GuardianDocument* base)
{
    return Builder(document, base).take();
}

std::string pathOf(const Behaviour& behaviour, std::size_t process)
{
    const Process& at = behaviour.processes.at(process);
    return at.parent == noParent ? at.name : pathOf(behaviour, at.parent) + "/" + at.name;
}

} // namespace pw::oracle
