// One typed event as something that was seen.

#include "core/ops/cidr.h"
#include "core/ops/simulate.h"

#include <algorithm>

namespace pw::ops {
namespace {

using policy::ProcessNode;

/// The process with its ancestors and nothing else, or nothing. A pattern fits itself, so that the
/// policy's own process is what it was seen as.
std::optional<ProcessNode> chainTo(const std::vector<ProcessNode>& list, const std::string& id,
                                   const ProcessNode* last)
{
    for (const ProcessNode& node : list) {
        const bool isIt = node.id == id;
        std::optional<ProcessNode> below = isIt ? std::nullopt : chainTo(node.children, id, last);
        if (!isIt && !below)
            continue;
        ProcessNode out = node;
        out.listeningSockets.clear();
        out.children.clear();
        if (below)
            out.children.push_back(*std::move(below));
        else if (last != nullptr)
            out.children.push_back(*last);
        return out;
    }
    return std::nullopt;
}

std::optional<policy::Peer> peerOf(const std::string& text)
{
    if (text.empty())
        return std::nullopt;
    policy::Peer out;
    const ParsedCidr parsed = parseCidr(text);
    if (parsed.problem == CidrProblem::Malformed)
        out.dnsNames = {text};
    else
        out.ip = policy::IpBlock{toString(parsed.cidr), {}};
    return out;
}

ProcessNode processOf(const TriedEvent& event)
{
    ProcessNode out;
    out.name = event.name;
    if (!event.exe.empty())
        out.exe = {event.exe};
    out.id = "tried event";
    if (!event.user.empty())
        out.euser = {{event.user}};
    return out;
}

} // namespace

Result<Evidence> evidenceOf(const TriedEvent& event, const policy::GuardianDocument& policy)
{
    Evidence out;
    out.document.kind = policy::Kind::Fingerprint;
    out.facts.name = "tried event";
    policy::Spec& spec = out.document.spec;
    spec.processPolicy.emplace();
    spec.networkPolicy.emplace();
    const ProcessNode typed = processOf(event);
    const bool isProcess = event.kind == TriedEvent::Kind::Process;
    if (!event.process.empty()) {
        static const std::vector<ProcessNode> none;
        std::optional<ProcessNode> chain
            = chainTo(policy.spec.processPolicy ? *policy.spec.processPolicy : none, event.process,
                      isProcess ? &typed : nullptr);
        if (!chain)
            return Error{
                "no-such-process", "no process of the policy has the id " + event.process, {}};
        spec.processPolicy->push_back(*std::move(chain));
    } else if (isProcess) {
        spec.processPolicy->push_back(typed);
    }
    if (isProcess)
        return out;
    const std::optional<policy::Peer> peer = peerOf(event.peer);
    if (!peer)
        return Error{"no-peer", "an address, a block or a DNS name is needed", {}};
    policy::NetworkRule rule;
    rule.peers = {*peer};
    rule.ports = {event.port};
    if (!event.process.empty())
        rule.processes = {{event.process}};
    (event.direction == policy::Direction::Ingress ? spec.networkPolicy->ingress
                                                   : spec.networkPolicy->egress)
        .push_back(std::move(rule));
    return out;
}

} // namespace pw::ops
