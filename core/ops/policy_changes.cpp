#include "core/ops/policy_changes.h"

#include "core/ops/policy_changes_parts.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <array>

namespace pw::ops {
namespace {

using policy::GuardianDocument;
using policy::Spec;
using Sign = PolicyChange::Sign;
using text::Contained;

constexpr std::array<std::string_view, 9> serverFields{
    "uid",           "creationTimestamp",    "version",         "createdBy",
    "lastUpdatedBy", "lastUpdatedTimestamp", "latestTimestamp", "firstTimestamp",
    "selectorHash"};

std::string modeOf(const Spec& spec)
{
    return spec.mode.value_or("enforce");
}

void addMode(const GuardianDocument& before, const GuardianDocument& after, ChangeList& list)
{
    const bool wasOn = before.spec.enabled.value_or(true);
    const bool isOn = after.spec.enabled.value_or(true);
    const bool acts = modeOf(after.spec) == "enforce";
    if (wasOn && !isOn)
        list.add(Sign::Changed, Sentence().say("switched off"), Effect::Off,
                 "what it selects is covered by it no longer", after.spec.where, before.spec.where);
    else if (!wasOn && isOn)
        list.add(Sign::Changed, Sentence().say("switched on"),
                 acts ? Effect::Acts : Effect::Watches, {}, after.spec.where, before.spec.where);
    const std::string was = modeOf(before.spec);
    const std::string is = modeOf(after.spec);
    if (was == is)
        return;
    Sentence sentence;
    sentence.say("mode ").name(was).say(" became ").name(is);
    if (!isOn)
        list.add(Sign::Changed, sentence, Effect::Off, "the policy is switched off",
                 after.spec.where);
    else if (acts)
        list.add(Sign::Changed, sentence, Effect::Acts, "responses are carried out",
                 after.spec.where);
    else
        list.add(Sign::Changed, sentence, is == "audit" ? Effect::Watches : Effect::Unknown,
                 is == "audit" ? "responses are only logged" : "", after.spec.where);
}

/// What a switch leaves to nobody: bit 0 ingress (or processes), bit 1 egress.
int switchedOff(const std::optional<std::string>& option)
{
    return (switchesOff(option, policy::Direction::Ingress) ? 1 : 0)
        | (switchesOff(option, policy::Direction::Egress) ? 2 : 0);
}

void addSwitches(const Spec& before, const Spec& after, ChangeList& list)
{
    struct Switch
    {
        const char* key;
        std::optional<std::string> policy::Options::*value;
    };
    constexpr std::array<Switch, 4> switches{{
        {"disableProcesses", &policy::Options::disableProcesses},
        {"disableConnections", &policy::Options::disableConnections},
        {"disablePrivateConnections", &policy::Options::disablePrivateConnections},
        {"disablePublicConnections", &policy::Options::disablePublicConnections},
    }};
    for (const Switch& one : switches) {
        const std::optional<std::string>& was = before.options.*one.value;
        const std::optional<std::string>& is = after.options.*one.value;
        if (was == is)
            continue;
        const int gained = switchedOff(is) & ~switchedOff(was);
        const int lost = switchedOff(was) & ~switchedOff(is);
        const Effect effect = gained != 0 && lost != 0 ? Effect::Mixed
            : gained != 0                              ? Effect::Wider
            : lost != 0                                ? Effect::Narrower
                                                       : Effect::Same;
        Sentence sentence;
        sentence.name(one.key);
        if (!was)
            list.add(Sign::Added, sentence.say(": ").name(*is), effect,
                     "what it switches off is no longer judged", after.where);
        else if (!is)
            list.add(Sign::Removed, sentence.say(": ").name(*was), effect,
                     "what it switched off is judged again");
        else
            list.add(Sign::Changed, sentence.say(" ").name(*was).say(" became ").name(*is), effect,
                     {}, after.where);
    }
}

/// Items of a list that are not in the other one, as a multiset.
std::size_t moreItems(const yaml::Value& from, const yaml::Value& wanted)
{
    std::vector<const yaml::Value*> left;
    for (const yaml::Value& item : from.items)
        left.push_back(&item);
    std::size_t more = 0;
    for (const yaml::Value& item : wanted.items) {
        const auto same = std::ranges::find_if(
            left, [&item](const yaml::Value* candidate) { return *candidate == item; });
        if (same == left.end())
            ++more;
        else
            left.erase(same);
    }
    return more;
}

using Entries = std::vector<std::pair<std::string, yaml::Value>>;

const yaml::Value* valueIn(const Entries& entries, const std::string& key)
{
    const auto found = std::ranges::find(entries, key, &Entries::value_type::first);
    return found == entries.end() ? nullptr : &found->second;
}

/// Keys that no part above knows, such as `rulesets` and `rules`.
void addEntries(const Entries& before, const Entries& after, Effect effect, policy::Where where,
                ChangeList& list)
{
    for (const auto& [key, value] : after) {
        const yaml::Value* const was = valueIn(before, key);
        if (was == nullptr) {
            list.add(Sign::Added, Sentence().name(key), effect, {}, where);
            continue;
        }
        if (*was == value)
            continue;
        Sentence sentence;
        sentence.name(key);
        std::string detail;
        if (was->kind == yaml::Value::Kind::List && value.kind == yaml::Value::Kind::List) {
            const std::size_t came = moreItems(*was, value);
            const std::size_t went = moreItems(value, *was);
            if (came == 0 && went == 0) {
                list.add(Sign::Changed, sentence.say(" in another order"), Effect::Same, {}, where);
                continue;
            }
            detail = std::to_string(came) + " came, " + std::to_string(went) + " went";
        } else if (was->items.empty() && value.items.empty() && was->entries.empty()
                   && value.entries.empty()) {
            sentence.say(" ").name(was->text).say(" became ").name(value.text);
            list.add(Sign::Changed, sentence, effect, {}, where);
            continue;
        }
        list.add(Sign::Changed, sentence.say(" changed"), effect, detail, where);
    }
    for (const auto& [key, value] : before) {
        if (valueIn(after, key) == nullptr)
            list.add(Sign::Removed, Sentence().name(key), effect);
    }
}

void addMetadata(const GuardianDocument& before, const GuardianDocument& after, ChangeList& list)
{
    if (before.name() != after.name())
        list.add(Sign::Changed,
                 Sentence().say("name ").name(before.name()).say(" became ").name(after.name()),
                 Effect::Same, {}, after.where);
    if (before.type() != after.type())
        list.add(Sign::Changed,
                 Sentence().say("type ").name(before.type()).say(" became ").name(after.type()),
                 Effect::Unknown, "a server refuses this for an applied policy", after.where);
    const auto others = [](const GuardianDocument& document) {
        Entries out = document.metadata.entries;
        std::erase_if(out, [](const auto& entry) {
            return entry.first == "name" || entry.first == "type" || isServerField(entry.first);
        });
        return out;
    };
    addEntries(others(before), others(after), Effect::Same, after.where, list);
}

void addNew(const GuardianDocument& after, ChangeList& list)
{
    Effect effect = modeOf(after.spec) == "enforce" ? Effect::Acts : Effect::Watches;
    std::string detail
        = effect == Effect::Acts ? "responses are carried out" : "responses are only logged";
    if (after.kind == policy::Kind::Ruleset) {
        effect = Effect::None;
        detail.clear();
    } else if (!after.spec.enabled.value_or(true)) {
        effect = Effect::Off;
        detail = "it is switched off";
    }
    list.add(Sign::Added, Sentence().name(after.name()).say(" is new"), effect, std::move(detail),
             after.where);
}

} // namespace

bool isServerField(std::string_view metadataKey)
{
    return std::ranges::find(serverFields, metadataKey) != serverFields.end();
}

std::string_view toString(Effect effect)
{
    switch (effect) {
    case Effect::None:
        break;
    case Effect::Wider:
        return "wider";
    case Effect::Narrower:
        return "narrower";
    case Effect::Mixed:
        return "mixed";
    case Effect::Same:
        return "same";
    case Effect::Acts:
        return "acts";
    case Effect::Watches:
        return "only logs";
    case Effect::Off:
        return "off";
    case Effect::Response:
        return "response";
    case Effect::Unknown:
        return "unknown";
    }
    return {};
}

void ChangeList::add(Sign sign, Sentence sentence, Effect effect, std::string detail,
                     policy::Where where, policy::Where before)
{
    const auto spanIn = [](const yaml::Document* text, policy::Where place) {
        return text != nullptr && place.node != yaml::noNode
            ? yaml::NodeRef(*text, place.node).entrySpan()
            : text::Span{};
    };
    m_changes.push_back({sign, m_part, std::move(sentence), std::move(detail), effect,
                         spanIn(m_text, where), spanIn(m_textBefore, before)});
}

Effect effectOfAdded(const std::vector<std::string>& before, const std::vector<std::string>& added)
{
    switch (text::allContained(added, before)) {
    case Contained::Yes:
        return Effect::Same;
    case Contained::No:
        return Effect::Wider;
    case Contained::NotDecided:
        break;
    }
    return Effect::Unknown;
}

std::vector<std::string> missingFrom(const std::vector<std::string>& from,
                                     const std::vector<std::string>& wanted)
{
    std::vector<std::string> out;
    for (const std::string& text : wanted) {
        if (std::ranges::find(from, text) == from.end())
            out.push_back(text);
    }
    return out;
}

Effect effectOfPatterns(const std::vector<std::string>& before,
                        const std::vector<std::string>& after)
{
    return effectOf(text::allContained(before, after), text::allContained(after, before));
}

Effect effectOf(Contained kept, Contained held)
{
    if (kept == Contained::NotDecided || held == Contained::NotDecided)
        return Effect::Unknown;
    if (kept == Contained::Yes)
        return held == Contained::Yes ? Effect::Same : Effect::Wider;
    return held == Contained::Yes ? Effect::Narrower : Effect::Mixed;
}

Effect reversed(Effect effect)
{
    if (effect == Effect::Wider)
        return Effect::Narrower;
    return effect == Effect::Narrower ? Effect::Wider : effect;
}

std::vector<PolicyChange> policyChanges(const GuardianDocument* before,
                                        const GuardianDocument& after, const yaml::Document* text,
                                        const yaml::Document* textBefore)
{
    using Part = PolicyChange::Part;
    ChangeList list(text, textBefore);
    const GuardianDocument none;
    const GuardianDocument& old = before != nullptr ? *before : none;
    if (before != nullptr)
        addMode(old, after, list);
    else
        addNew(after, list);
    addSwitches(old.spec, after.spec, list);
    list.setPart(Part::Selectors);
    addSelectorChanges(old.spec, after.spec, list);
    const Behaviour was(old.spec);
    const Behaviour is(after.spec);
    const ProcessPairs pairs(was.tree, is.tree);
    list.setPart(Part::Processes);
    addProcessChanges(was, is, pairs, list);
    list.setPart(Part::Network);
    addRuleChanges(old.spec, after.spec, pairs, was, is, list);
    list.setPart(Part::Response);
    addResponseChanges(old.spec, after.spec, list);
    list.setPart(Part::Others);
    addEntries(old.spec.others, after.spec.others, Effect::Unknown, after.spec.where, list);
    if (before != nullptr)
        addMetadata(old, after, list);
    std::vector<PolicyChange> out = list.take();
    if (before == nullptr) {
        // Nothing is wider than nothing; how it starts is said by the first line.
        std::for_each(out.begin() + 1, out.end(),
                      [](PolicyChange& change) { change.effect = Effect::None; });
    }
    return out;
}

} // namespace pw::ops
