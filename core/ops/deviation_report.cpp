#include "core/ops/deviation_report.h"

#include "core/ops/behaviour_key.h"
#include "core/ops/wording.h"
#include "core/policy/encode.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"

#include <algorithm>
#include <set>

namespace pw::ops {

namespace {

using policy::Direction;
using policy::ProcessNode;
using yaml::Value;

std::string peerText(const PeerQuestion& peer)
{
    if (!peer.block)
        return peer.name;
    std::string out = toString(*peer.block);
    if (peer.block->cidr.isHost() && peer.block->except.empty())
        out.resize(out.rfind('/'));
    return out;
}

policy::Peer peerOf(const PeerQuestion& question)
{
    policy::Peer out;
    if (!question.block) {
        out.dnsNames = {question.name};
        return out;
    }
    out.ip.emplace().cidr = toString(question.block->cidr);
    for (const Cidr& hole : question.block->except)
        out.ip->except.push_back(toString(hole));
    return out;
}

class Reporter
{
public:
    Reporter(const Behaviour& policy, const policy::GuardianDocument& object)
        : m_policy(policy), m_seen(object.spec), m_walk(policy, m_seen)
    {
        nameProcesses();
    }

    std::vector<ReportedDeviation> run()
    {
        for (const ProcessIndex process : m_walk.deviating())
            add(processDeviation(process));
        for (const std::size_t connection : m_walk.deviatingConnections())
            add(connectionDeviation(m_seen.connections[connection]));
        return std::move(m_out);
    }

private:
    void add(ReportedDeviation deviation)
    {
        if (m_checksums.insert(deviation.checksum).second)
            m_out.push_back(std::move(deviation));
    }

    /// By their own ids, or by new ones where the policy has another process of that id.
    void nameProcesses()
    {
        std::set<std::string> taken;
        for (ProcessIndex i = 0; i < m_seen.tree.size(); ++i)
            taken.insert(m_seen.tree.at(i).id);
        for (ProcessIndex i = 0; i < m_seen.tree.size(); ++i) {
            std::string id = m_seen.tree.at(i).id;
            for (std::size_t n = 0; m_policy.tree.find(id) != noProcess; ++n) {
                std::string other = m_seen.tree.at(i).name + "_" + std::to_string(n);
                if (taken.insert(other).second)
                    id = std::move(other);
            }
            m_ids.push_back(std::move(id));
        }
    }

    /// Parents, executables and users: who it is in every document.
    [[nodiscard]] std::string keyOf(ProcessIndex index) const
    {
        if (index == noProcess)
            return {};
        const Process& process = m_seen.tree.at(index);
        return processKey(keyOf(process.parent), process.name, sortedUnique(process.exe),
                          sortedUnique(process.eusers));
    }

    /// All below it as well.
    [[nodiscard]] std::string treeKey(ProcessIndex index, const std::string& parentKey) const
    {
        const Process& process = m_seen.tree.at(index);
        const std::string key = processKey(parentKey, process.name, sortedUnique(process.exe),
                                           sortedUnique(process.eusers));
        std::vector<std::string> below;
        for (const ProcessIndex child : process.children)
            below.push_back(treeKey(child, key));
        below = sortedUnique(std::move(below));
        below.insert(below.begin(), key);
        return joinedKeys(below);
    }

    [[nodiscard]] ProcessNode nodeOf(ProcessIndex index) const
    {
        const Process& from = m_seen.tree.at(index);
        ProcessNode out;
        out.name = from.name;
        out.exe = from.exe;
        out.id = m_ids[index];
        out.euser = from.eusers;
        return out;
    }

    [[nodiscard]] ProcessNode wholeNode(ProcessIndex index) const
    {
        const Process& from = m_seen.tree.at(index);
        ProcessNode out = nodeOf(index);
        out.listeningSockets = from.sockets;
        for (const ProcessIndex child : from.children) {
            ProcessNode& below = out.children.emplace_back(wholeNode(child));
            if (below.euser == out.euser)
                below.euser.reset(); // inherited
        }
        return out;
    }

    [[nodiscard]] ProcessIndex imageAbove(ProcessIndex process) const
    {
        const ProcessIndex parent = m_seen.tree.at(process).parent;
        return parent == noProcess ? noProcess : m_walk.image(parent);
    }

    static ProcessNode placeIn(const std::string& policyId, std::vector<ProcessNode> children)
    {
        ProcessNode out;
        out.isPolicyNode = true;
        out.id = policyId;
        out.children = std::move(children);
        return out;
    }

    /// Under the process of the policy where it appeared, or a root of its own.
    [[nodiscard]] ProcessNode placed(ProcessIndex process, ProcessNode node) const
    {
        const ProcessIndex above = imageAbove(process);
        return above == noProcess ? node : placeIn(m_policy.tree.at(above).id, {std::move(node)});
    }

    [[nodiscard]] DeviatingProcess factsOf(ProcessIndex index) const
    {
        if (index == noProcess)
            return {};
        const Process& process = m_seen.tree.at(index);
        return {process.name, process.exe, process.eusers};
    }

    [[nodiscard]] ReportedDeviation processDeviation(ProcessIndex index) const
    {
        const Process& process = m_seen.tree.at(index);
        ReportedDeviation out;
        out.type = toString(DeviationType::Process);
        out.checksum = digestOf(out.type + treeKey(index, keyOf(process.parent)));
        out.process = factsOf(index);
        out.what = "Process " + process.name + " (" + joined(process.exe) + ") by "
            + joined(process.eusers);
        if (process.parent != noProcess)
            out.what += " under " + m_seen.tree.at(process.parent).name;
        out.spec = specOf({placed(index, wholeNode(index))}, {});
        return out;
    }

    [[nodiscard]] ReportedDeviation connectionDeviation(const Connection& seen) const
    {
        const bool ingress = seen.direction == Direction::Ingress;
        const std::string peer = peerText(seen.peer);
        const std::string port = portText(seen.ports);
        ReportedDeviation out;
        out.type = toString(ingress ? DeviationType::Ingress : DeviationType::Egress);
        out.checksum = digestOf(connectionKey(seen.direction, keyOf(seen.process), port, peer));
        out.process = factsOf(seen.process);
        out.what = ingress ? "Connection from " + peer : "Connection to " + peer;
        if (!out.process.name.empty())
            out.what += (ingress ? " with " : " by ") + out.process.name;
        out.what += " on " + port;

        policy::NetworkRule rule;
        rule.peers = {peerOf(seen.peer)};
        rule.ports = {seen.ports};
        std::vector<ProcessNode> processes;
        if (seen.process != noProcess && m_policy.options.disableProcesses != "all")
            rule.processes = {{nameProcess(seen.process, processes)}};
        policy::NetworkPolicy network;
        network.rules(seen.direction).push_back(std::move(rule));
        out.spec = specOf(std::move(processes), std::move(network));
        return out;
    }

    /// The id by which a rule can name it; `processes` gets what the document must hold for that.
    std::string nameProcess(ProcessIndex index, std::vector<ProcessNode>& processes) const
    {
        if (const ProcessIndex image = m_walk.image(index); image != noProcess) {
            processes.push_back(placeIn(m_policy.tree.at(image).id, {}));
            return m_policy.tree.at(image).id;
        }
        // Whole, as its own deviation has it, so that both are taken as the same process.
        ProcessIndex top = index;
        while (m_seen.tree.at(top).parent != noProcess && imageAbove(top) == noProcess)
            top = m_seen.tree.at(top).parent;
        processes.push_back(placed(top, wholeNode(top)));
        return m_ids[index];
    }

    static Value specOf(std::vector<ProcessNode> processes, policy::NetworkPolicy network)
    {
        policy::GuardianDocument document;
        document.kind = policy::Kind::Deviation;
        document.spec.processPolicy = std::move(processes);
        document.spec.networkPolicy = std::move(network);
        const Value whole = policy::encode(document);
        return *whole.find("spec");
    }

    const Behaviour& m_policy;
    const Activity m_seen;
    const ActivityWalk m_walk;
    std::vector<std::string> m_ids; // of the processes seen, in a deviation
    std::set<std::string> m_checksums;
    std::vector<ReportedDeviation> m_out;
};

std::string textUnder(const Value& map, std::string_view key)
{
    const Value* found = map.find(key);
    return found != nullptr ? found->text : std::string();
}

std::vector<std::string> textsUnder(const Value& map, std::string_view key)
{
    std::vector<std::string> out;
    if (const Value* list = map.find(key)) {
        for (const Value& item : list->items)
            out.push_back(item.text);
    }
    return out;
}

} // namespace

std::string_view toString(DeviationType type)
{
    switch (type) {
    case DeviationType::Process:
        return "process";
    case DeviationType::Ingress:
        return "ingress";
    case DeviationType::Egress:
        return "egress";
    }
    return {};
}

std::vector<ReportedDeviation> reportDeviations(const Behaviour& policy,
                                                const policy::GuardianDocument& fingerprint)
{
    return Reporter(policy, fingerprint).run();
}

std::string describe(const ReportedDeviation& deviation, std::string_view policyName)
{
    return deviation.what + " deviated from policy " + std::string(policyName);
}

Value deviationDocument(const ReportedDeviation& deviation, std::string_view policyUid,
                        std::string_view uid)
{
    return Value::map({{"apiVersion", Value::string("spyderbat/v1")},
                       {"kind", Value::string("GuardianDeviation")},
                       {"metadata",
                        Value::map({{"type", Value::string(deviation.type)},
                                    {"policy_uid", Value::string(std::string(policyUid))},
                                    {"checksum", Value::string(deviation.checksum)},
                                    {"uid", Value::string(std::string(uid))}})},
                       {"spec", deviation.spec}});
}

std::string writeReport(const std::vector<ReportedDeviation>& deviations)
{
    Value list = Value::list();
    for (const ReportedDeviation& deviation : deviations) {
        list.items.push_back(Value::map({{"type", Value::string(deviation.type)},
                                         {"checksum", Value::string(deviation.checksum)},
                                         {"what", Value::string(deviation.what)},
                                         {"name", Value::string(deviation.process.name)},
                                         {"exe", Value::strings(deviation.process.exe)},
                                         {"euser", Value::strings(deviation.process.euser)},
                                         {"spec", deviation.spec}}));
    }
    return writeJson(list, yaml::JsonLayout::OneLine);
}

std::vector<ReportedDeviation> readReport(std::string text)
{
    std::vector<ReportedDeviation> out;
    const Result<text::SourceText> source = text::SourceText::make(std::move(text));
    if (!source)
        return out;
    const yaml::Document document = yaml::read(*source);
    for (const yaml::NodeRef root : document.roots()) {
        for (const Value& item : yaml::toValue(root).items) {
            const Value* spec = item.find("spec");
            out.push_back(
                {textUnder(item, "type"),
                 textUnder(item, "checksum"),
                 textUnder(item, "what"),
                 {textUnder(item, "name"), textsUnder(item, "exe"), textsUnder(item, "euser")},
                 spec != nullptr ? *spec : Value::map()});
        }
    }
    return out;
}

} // namespace pw::ops
