// The parts of a guardian document's spec, as lines of an outline.

#include "core/ops/document_sentence.h"
#include "core/ops/outline_parts.h"
#include "core/ops/response_sentence.h"
#include "core/ops/rule_sentence.h"
#include "core/ops/selector_sentence.h"
#include "core/ops/wording.h"
#include "core/policy/decode_parts.h"

#include <set>
#include <utility>

namespace pw::ops {
namespace {

using policy::Direction;
using policy::Place;
using policy::ProcessNode;
using yaml::NodeRef;
using Kinds = OutlineKind;

/// The next of the decoded ones when it is that item; of duplicate keys only one list is decoded.
template <typename Part>
const Part* decodedOf(const std::vector<Part>* decoded, std::size_t& next, NodeRef item)
{
    const bool isIt
        = decoded != nullptr && next < decoded->size() && (*decoded)[next].where.node == item.id();
    return isIt ? &(*decoded)[next++] : nullptr;
}

class SpecWriter
{
public:
    SpecWriter(OutlineLines& lines, const policy::GuardianDocument& document)
        : m_lines(lines), m_spec(document.spec), m_acting(actingOf(document))
    {
        if (m_spec.processPolicy)
            m_names = ProcessNames(*m_spec.processPolicy);
    }

    void spec(const PlacedEntry& spec, std::size_t depth)
    {
        const std::vector<PlacedEntry> entries = entriesOf(spec.value, spec.place);
        const auto isSelector
            = [](const PlacedEntry& each) { return each.key.value().ends_with("Selector"); };
        bool selectorsTold = false;
        for (const PlacedEntry& each : entries) {
            const std::string_view key = each.key.value();
            if (isSelector(each)) {
                if (!std::exchange(selectorsTold, true))
                    selectors(entries, spec.place, depth, isSelector);
            } else if (key == "processPolicy" && each.value.isSequence()) {
                const auto& roots = m_spec.processPolicy;
                m_lines.part(
                    each, depth, Kinds::Processes,
                    Sentence().say(counted(roots ? processCount(*roots) : each.value.size(),
                                           "process", "processes")));
                processes(each.value, roots ? &*roots : nullptr, nullptr, each.place, depth + 1);
            } else if (key == "networkPolicy" && each.value.isMapping()) {
                network(each, depth);
            } else if (key == "response" && each.value.isMapping()) {
                response(each, depth);
            } else {
                m_lines.entry(each, depth);
                if (key == "rules" || key == "allowedFlags")
                    others(each, depth + 1);
            }
        }
    }

private:
    template <typename Filter>
    void selectors(const std::vector<PlacedEntry>& entries, const Place& place, std::size_t depth,
                   Filter isSelector)
    {
        const std::size_t head = m_lines.items().size();
        m_lines.add(depth, Kinds::Selectors, scopeSentence(m_spec.selectors), {}, {}, place);
        for (const PlacedEntry& each : entries) {
            if (!isSelector(each))
                continue;
            Sentence words = each.value.isMapping()
                ? selectorSentence(policy::decodeSelector(each.key.value(), each.value))
                : entryWords(each.key, each.value);
            m_lines.part(each, depth + 1, Kinds::Selector, std::move(words));
        }
        OutlineItem& all = m_lines.items()[head];
        all.span = text::hull(m_lines.items()[head + 1].span, m_lines.items().back().span);
        all.nameSpan = m_lines.items()[head + 1].nameSpan;
        if (all.words.empty())
            all.words.say("no selector that can be read");
    }

    void processes(NodeRef list, const std::vector<ProcessNode>* decoded,
                   const std::vector<std::string>* inherited, const Place& place, std::size_t depth)
    {
        std::size_t next = 0; // of the decoded ones
        std::size_t number = 0;
        for (const NodeRef item : list.items()) {
            Place at = place.item(number++);
            if (!item.isMapping()) {
                m_lines.strange(item, depth, Kinds::Process, "a process", std::move(at));
                continue;
            }
            if (const ProcessNode* const known = decodedOf(decoded, next, item))
                process(item, *known, inherited, at, depth);
            else
                process(item, policy::decodeProcess(item), inherited, at, depth);
        }
    }

    void process(NodeRef node, const ProcessNode& process,
                 const std::vector<std::string>* inherited, const Place& place, std::size_t depth)
    {
        const NodeRef inPolicy = process.isPolicyNode ? node.find("policyNode") : NodeRef();
        const NodeRef own = inPolicy ? inPolicy : node;
        m_lines.add(depth, Kinds::Process, processSentence(process, inherited), node.span(),
                    nameSpanOf(node, {own.find("name"), own.find("id")}), place);
        if (const NodeRef children = own.find("children"); children.size() > 0)
            processes(children, &process.children, process.euser ? &*process.euser : inherited,
                      (inPolicy ? place.entry("policyNode") : place).entry("children"), depth + 1);
    }

    void network(const PlacedEntry& network, std::size_t depth)
    {
        const auto& decoded = m_spec.networkPolicy;
        m_lines.part(network, depth, Kinds::Network,
                     decoded ? networkSentence(*decoded) : entryWords(network.key, network.value));
        for (const PlacedEntry& each : entriesOf(network.value, network.place)) {
            const bool comesIn = each.key.value() == "ingress";
            if ((comesIn || each.key.value() == "egress") && each.value.isSequence())
                rules(each, comesIn ? Direction::Ingress : Direction::Egress, depth + 1);
            else
                m_lines.entry(each, depth + 1);
        }
    }

    void rules(const PlacedEntry& list, Direction direction, std::size_t depth)
    {
        const bool comesIn = direction == Direction::Ingress;
        const Kinds kind = comesIn ? Kinds::IngressRule : Kinds::EgressRule;
        const auto& all = m_spec.networkPolicy;
        const std::vector<policy::NetworkRule>* const decoded
            = all ? &all->rules(direction) : nullptr;
        std::size_t next = 0; // of the decoded ones
        std::size_t number = 0;
        for (const NodeRef item : list.value.items()) {
            Place at = list.place.item(number++);
            if (!item.isMapping()) {
                m_lines.strange(item, depth, kind, "a rule", std::move(at));
                continue;
            }
            const NodeRef peers = item.find(comesIn ? "from" : "to");
            const policy::NetworkRule* const known = decodedOf(decoded, next, item);
            Sentence words = known != nullptr
                ? ruleSentence(*known, direction, m_names, item)
                : ruleSentence(policy::decodeRule(item, direction), direction, m_names, item);
            m_lines.add(depth, kind, std::move(words), item.span(),
                        peers ? peers.key().span() : firstKey(item), std::move(at));
        }
    }

    void response(const PlacedEntry& response, std::size_t depth)
    {
        const policy::Response decoded = policy::decodeResponse(response.value);
        m_lines.part(response, depth, Kinds::Response, responseSentence(decoded, m_acting));
        std::set<std::string_view> own;
        for (const policy::Action& action : decoded.actions)
            own.insert(action.type);
        for (const PlacedEntry& each : entriesOf(response.value, response.place)) {
            const bool isDefault = each.key.value() == "default";
            if ((isDefault || each.key.value() == "actions") && each.value.isSequence())
                actions(each, isDefault ? decoded.defaults : decoded.actions,
                        isDefault ? own : std::set<std::string_view>(), depth + 1);
            else
                m_lines.entry(each, depth + 1);
        }
    }

    /// `before`: types of which others go before these.
    void actions(const PlacedEntry& list, const std::vector<policy::Action>& decoded,
                 const std::set<std::string_view>& before, std::size_t depth)
    {
        std::size_t next = 0; // of the decoded ones
        std::size_t number = 0;
        for (const NodeRef item : list.value.items()) {
            Place at = list.place.item(number++);
            if (!item.isMapping()) {
                m_lines.strange(item, depth, Kinds::Action, "an action", std::move(at));
                continue;
            }
            Sentence words;
            const auto say = [&](const policy::Action& action) {
                if (!words.empty())
                    words.say("; ");
                words.add(whenSentence(action, m_acting, before.contains(action.type)));
            };
            while (const policy::Action* const known = decodedOf(&decoded, next, item))
                say(*known);
            if (words.empty()) { // in a list whose key stands there twice
                for (const auto& [type, value] : item.entries())
                    say({std::string(type.value()), yaml::toValue(value), {item.id()}});
            }
            m_lines.add(depth, Kinds::Action, std::move(words), item.span(), firstKey(item),
                        std::move(at));
        }
    }

    /// Rules of a ruleset, flags of a trace policy.
    void others(const PlacedEntry& list, std::size_t depth)
    {
        std::size_t number = 0;
        for (const NodeRef item : list.value.items()) {
            const NodeRef flag = item.find("class");
            Sentence words = flag.isScalar() ? valueWords(flag)
                : item.find("target")        ? rulesetRuleSentence(item)
                                             : valueWords(item);
            m_lines.add(depth, Kinds::Entry, std::move(words), item.span(),
                        item.isMapping() ? nameSpanOf(item, {flag, item.find("target")})
                                         : item.span(),
                        list.place.item(number++));
        }
    }

    OutlineLines& m_lines;
    const policy::Spec& m_spec;
    ProcessNames m_names;
    Acting m_acting;
};

} // namespace

void addSpec(OutlineLines& lines, const PlacedEntry& spec, std::size_t depth,
             const policy::GuardianDocument& document)
{
    SpecWriter(lines, document).spec(spec, depth);
}

} // namespace pw::ops
