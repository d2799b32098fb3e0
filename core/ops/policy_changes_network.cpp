// What another policy allows to talk: rules are held against all rules of the other side together.

#include "core/ops/policy_changes_parts.h"
#include "core/ops/rule_pairs.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <set>

namespace pw::ops {
namespace {

using policy::Direction;
using policy::NetworkRule;
using Sign = PolicyChange::Sign;

/// A rule of more combinations of process, peer and port is not taken apart.
constexpr std::size_t mostCombinations = 200'000;

/// One side of the comparison: its rules, and the other side that may allow the same.
struct Side
{
    const Behaviour& own;
    const Behaviour& other;
    const std::vector<ProcessIndex>& counterpart; ///< in `other`, of each own process
};

/// A rule with its processes called as the other side calls them.
RuleFacts factsIn(const Side& side, const NetworkRule& rule)
{
    RuleFacts out = factsOf(rule);
    std::set<std::string> ids;
    for (const std::string& id : out.processes) {
        const ProcessIndex own = side.own.tree.find(id);
        const ProcessIndex there = own == noProcess ? noProcess : side.counterpart[own];
        ids.insert(there == noProcess ? id : side.other.tree.at(there).id);
    }
    out.processes = std::move(ids);
    return out;
}

/// What of one rule the other side does not allow.
struct Excess
{
    std::set<std::string> peers;
    std::set<std::string> ports;
    std::set<std::string> processes; ///< names; empty: of any process
    bool tooMany = false;
};

std::vector<std::pair<PeerQuestion, std::string>> questionsOf(const Rule& rule)
{
    std::vector<std::pair<PeerQuestion, std::string>> out;
    for (const AddressBlock& block : rule.blocks) {
        std::string text = toString(block);
        if (block.cidr.isHost() && block.except.empty())
            text.resize(text.rfind('/'));
        out.emplace_back(PeerQuestion{block, {}}, std::move(text));
    }
    for (const std::string& name : rule.names)
        out.emplace_back(PeerQuestion{std::nullopt, name}, name);
    return out;
}

Excess excessOf(const Side& side, const NetworkRule& written, Direction direction)
{
    Excess out;
    const Rule rule = prepareRule(written, side.own.tree);
    std::vector<ProcessIndex> processes{noProcess};
    if (rule.processes)
        processes = *rule.processes;
    const auto questions = questionsOf(rule);
    if (processes.size() * questions.size() * rule.ports.size() > mostCombinations) {
        out.tooMany = true;
        return out;
    }
    const RuleSet& others = side.other.rules(direction);
    for (const ProcessIndex process : processes) {
        const ProcessIndex there = process == noProcess ? noProcess : side.counterpart[process];
        const bool isNew = process != noProcess && there == noProcess;
        for (const policy::PortRange& port : rule.ports) {
            for (const auto& [peer, text] : questions) {
                if (!isNew && others.allow(there, port, peer))
                    continue;
                out.peers.insert(text);
                out.ports.insert(portText(port));
                if (process != noProcess)
                    out.processes.insert(side.own.tree.at(process).name);
            }
        }
    }
    return out;
}

std::vector<std::string> listOf(const std::set<std::string>& texts)
{
    return {texts.begin(), texts.end()};
}

Sentence sentenceOf(const Excess& excess, Direction direction)
{
    Sentence out;
    out.say(direction == Direction::Ingress ? "from " : "to ").names(listOf(excess.peers));
    out.say(" on ").names(listOf(excess.ports));
    if (excess.processes.empty())
        return out.say(", any process");
    return out.say(direction == Direction::Ingress ? ", with " : ", by ")
        .names(listOf(excess.processes));
}

std::vector<NetworkRule> rulesOf(const policy::Spec& spec, Direction direction)
{
    return spec.networkPolicy ? spec.networkPolicy->rules(direction) : std::vector<NetworkRule>{};
}

/// Adds a line for each rule of the side that allows what the other side does not; true when there
/// was one.
bool addExcess(const Side& side, const std::vector<NetworkRule>& rules,
               const std::vector<std::size_t>& changed, Direction direction, Sign sign,
               std::optional<Effect> whereOff, ChangeList& list)
{
    bool any = false;
    for (const std::size_t at : changed) {
        const Excess excess = excessOf(side, rules[at], direction);
        const bool added = sign == Sign::Added;
        const policy::Where where = added ? rules[at].where : policy::Where{};
        const policy::Where before = added ? policy::Where{} : rules[at].where;
        const std::string word = direction == Direction::Ingress ? "ingress" : "egress";
        if (excess.tooMany) {
            list.add(sign, Sentence().say("a large rule of ").name(word), Effect::Unknown,
                     "too large to be taken apart", where, before);
            any = true;
        } else if (!excess.peers.empty()) {
            list.add(sign, sentenceOf(excess, direction),
                     whereOff.value_or(added ? Effect::Wider : Effect::Narrower), word, where,
                     before);
            any = true;
        }
    }
    return any;
}

} // namespace

void addRuleChanges(const policy::Spec& before, const policy::Spec& after,
                    const ProcessPairs& pairs, const Behaviour& was, const Behaviour& is,
                    ChangeList& list)
{
    const Side old{was, is, pairs.after};
    const Side now{is, was, pairs.before};
    for (const Direction direction : {Direction::Ingress, Direction::Egress}) {
        const std::vector<NetworkRule> oldRules = rulesOf(before, direction);
        const std::vector<NetworkRule> newRules = rulesOf(after, direction);
        std::vector<RuleFacts> oldFacts;
        std::vector<RuleFacts> newFacts;
        for (const NetworkRule& rule : oldRules)
            oldFacts.push_back(factsIn(old, rule));
        for (const NetworkRule& rule : newRules)
            newFacts.push_back(factsOf(rule));
        std::vector<std::size_t> gone;
        std::vector<std::size_t> came;
        for (const RulePair& pair : changedRules(oldFacts, newFacts)) {
            if (pair.before != noRule)
                gone.push_back(pair.before);
            if (pair.after != noRule)
                came.push_back(pair.after);
        }
        const std::optional<Effect> whereOff
            = effectWhereOff(switchesOff(was.options.disableConnections, direction),
                             switchesOff(is.options.disableConnections, direction));
        const bool more = addExcess(now, newRules, came, direction, Sign::Added, whereOff, list);
        const bool less = addExcess(old, oldRules, gone, direction, Sign::Removed, whereOff, list);
        if (!more && !less && (!gone.empty() || !came.empty()))
            list.add(Sign::Changed,
                     Sentence()
                         .say("rules of ")
                         .name(direction == Direction::Ingress ? "ingress" : "egress")
                         .say(" are written otherwise"),
                     Effect::Same, "they allow the same",
                     came.empty() ? policy::Where{} : newRules[came.front()].where,
                     gone.empty() ? policy::Where{} : oldRules[gone.front()].where);
    }
}

} // namespace pw::ops
