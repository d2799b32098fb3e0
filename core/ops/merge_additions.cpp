// What a merge allows that was not allowed, in words.

#include "core/ops/merge_difference.h"
#include "core/ops/rule_pairs.h"
#include "core/ops/wording.h"

#include <algorithm>

namespace pw::ops {

namespace {

using What = MergeAddition::What;
using policy::Direction;
using policy::GuardianDocument;
using policy::NetworkRule;

std::string listed(const std::set<std::string>& texts)
{
    std::string out;
    for (const std::string& text : texts)
        out += (out.empty() ? "" : ", ") + text;
    return out;
}

std::string byWhom(const RuleFacts& rule)
{
    return rule.anyProcess ? "by any process" : "by " + listed(rule.processes);
}

void addProcess(const ListedProcess& now, const ListedProcess* before,
                std::vector<MergeAddition>& out)
{
    const policy::ProcessNode& node = *now.node;
    if (before == nullptr) {
        std::string text = node.name + " (";
        for (std::size_t i = 0; i < node.exe.size(); ++i)
            text += (i > 0 ? ", " : "") + node.exe[i];
        text += now.parent != nullptr ? ") below " + now.parent->id : ")";
        out.push_back({What::Process, std::move(text)});
        return;
    }
    for (const std::string& exe : node.exe) {
        if (std::find(before->node->exe.begin(), before->node->exe.end(), exe)
            == before->node->exe.end())
            out.push_back({What::Executable, exe + " as " + node.id});
    }
    for (const std::string& user : now.users) {
        if (std::find(before->users.begin(), before->users.end(), user) == before->users.end())
            out.push_back({What::User, user + " on " + node.id});
    }
    for (const policy::PortRange& port : node.listeningSockets) {
        const auto& old = before->node->listeningSockets;
        if (std::find(old.begin(), old.end(), port) == old.end())
            out.push_back({What::Socket, portText(port) + " by " + node.id});
    }
}

void addRules(const GuardianDocument& base, const GuardianDocument& outcome, Direction direction,
              std::vector<MergeAddition>& out)
{
    const auto factsIn = [direction](const GuardianDocument& document) {
        std::vector<RuleFacts> facts;
        if (document.spec.networkPolicy) {
            for (const NetworkRule& rule : document.spec.networkPolicy->rules(direction))
                facts.push_back(factsOf(rule));
        }
        return facts;
    };
    const std::vector<RuleFacts> before = factsIn(base);
    const std::vector<RuleFacts> after = factsIn(outcome);
    const std::string word = direction == Direction::Ingress ? "ingress from " : "egress to ";
    for (const RulePair& pair : changedRules(before, after)) {
        if (pair.after == noRule)
            continue;
        const RuleFacts& now = after[pair.after];
        const RuleFacts old
            = pair.before == noRule ? RuleFacts{{}, false, {}, {}} : before[pair.before];
        const bool wider = (now.anyProcess && !old.anyProcess) || now.ports != old.ports
            || now.processes != old.processes;
        for (const std::string& peer : now.peers) {
            if (!wider && old.peers.count(peer) > 0)
                continue;
            const std::string name = peer.starts_with("name:") ? peer.substr(5) : peer;
            out.push_back(
                {What::Connection, word + name + ", " + listed(now.ports) + ", " + byWhom(now)});
        }
    }
}

} // namespace

std::vector<MergeAddition> additions(const GuardianDocument& base, const GuardianDocument& outcome)
{
    std::vector<MergeAddition> out;
    const ProcessList before(base.spec);
    const ProcessList after(outcome.spec);
    for (const std::string& id : after.order)
        addProcess(*after.find(id), before.find(id), out);
    for (const Direction direction : {Direction::Ingress, Direction::Egress})
        addRules(base, outcome, direction, out);
    return out;
}

} // namespace pw::ops
