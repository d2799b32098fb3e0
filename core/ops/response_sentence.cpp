#include "core/ops/response_sentence.h"

#include "core/ops/action_words.h"
#include "core/ops/response_choice.h"
#include "core/ops/selector_sentence.h"
#include "core/policy/decode_parts.h"
#include "core/policy/scalars.h"

#include <algorithm>
#include <array>

namespace pw::ops {
namespace {

using policy::Action;
using policy::Response;
using policy::Selector;

/// More actions are counted.
constexpr std::size_t actionsTold = 3;

struct Verb
{
    std::string_view type;
    std::string_view stem; ///< `kill`
    std::string_view object; ///< `it`
};

constexpr std::array<Verb, 5> verbs{{{"agentKillProcess", "kill", "it"},
                                     {"agentKillProcessGroup", "kill", "its process group"},
                                     {"agentKillProcessTree", "kill", "it and all below it"},
                                     {"agentKillPod", "kill", "its pod"},
                                     {"agentReniceProcess", "set", "its priority"}}};

/// ` to NAME`, when the action has the field.
void sayField(Sentence& out, const Action& action, std::string_view field, std::string_view words)
{
    if (std::string value = actionField(action, field); !value.empty())
        out.say(std::string(words)).name(std::move(value));
}

/// `kills it`, `would make a red flag of severity high`, `does not kill it: …`.
Sentence deed(const Action& action, const Acting& acting)
{
    Sentence out;
    const bool muted = !isOn(action);
    const bool does = acting.mode == Acting::Mode::Does;
    if (muted)
        out.say(does ? "does not " : "would not ");
    else if (!does)
        out.say("would ");
    const char* const ending = does && !muted ? "s " : " ";
    const auto* const verb = std::ranges::find(verbs, action.type, &Verb::type);
    if (verb != verbs.end()) {
        out.say(std::string(verb->stem) + ending + std::string(verb->object));
        if (action.type == "agentReniceProcess")
            sayField(out, action, "priority", " to ");
    } else if (isFlag(action)) {
        out.say(std::string("make") + ending + (action.type == "makeRedFlag" ? "a " : "an ")
                + actionName(action.type));
        sayField(out, action, "severity", " of severity ");
    } else if (action.type == "webhook") {
        out.say(std::string("post") + ending + "a message");
        sayField(out, action, "urlDestination", " to ");
    } else {
        out.say(std::string("take") + ending + "the action ").name(action.type);
    }
    if (muted)
        out.say(", because this action is disabled");
    return out;
}

std::vector<Selector> selectorsOf(const Action& action)
{
    std::vector<Selector> out;
    for (const auto& [key, value] : action.body.entries) {
        if (key.ends_with("Selector") && value.kind == yaml::Value::Kind::Map)
            out.push_back(policy::decodeSelector(key, value));
    }
    return out;
}

/// ` with name bash of an interactive session in pods with env=prod`: for what it is.
Sentence forWhat(const Action& action)
{
    Sentence out;
    std::vector<Selector> selectors = selectorsOf(action);
    const auto process = std::ranges::find(selectors, "processSelector", &Selector::key);
    if (process != selectors.end()) {
        if (Sentence asked = conditionsSentence(*process); !asked.empty())
            out.say(" with ").add(std::move(asked));
        selectors.erase(process);
    }
    const yaml::Value* const body = action.body.find("processSelector");
    const yaml::Value* const interactive = body == nullptr ? nullptr : body->find("interactive");
    if (interactive != nullptr && interactive->kind == yaml::Value::Kind::Bool)
        out.say(interactive->text == "true" ? " of an interactive session"
                                            : " of no interactive session");
    return out.add(scopeBehind(selectors));
}

void sayWhenOff(Sentence& out, const Acting& acting)
{
    if (acting.mode == Acting::Mode::Never)
        out.say(", but the policy is switched off");
}

std::vector<const Action*> typed(const std::vector<Action>& actions)
{
    std::vector<const Action*> out;
    for (const Action& action : actions) {
        if (!action.type.empty())
            out.push_back(&action);
    }
    return out;
}

} // namespace

Acting actingOf(const policy::GuardianDocument& document)
{
    const policy::Spec& spec = document.spec;
    Acting out;
    out.who = document.kind == policy::Kind::ClusterPolicy ? "container" : "process";
    if (!spec.enabled.value_or(true))
        out.mode = Acting::Mode::Never;
    else if (spec.mode.value_or("enforce") != "enforce")
        out.mode = Acting::Mode::Would;
    return out;
}

Acting actingOf(yaml::NodeRef root)
{
    policy::GuardianDocument document;
    document.kind = policy::kindOf(root);
    const yaml::NodeRef spec = root.find("spec");
    document.spec.mode = policy::textOf(spec.find("mode"));
    document.spec.enabled = policy::booleanOf(spec.find("enabled"));
    return actingOf(document);
}

Sentence whenSentence(const Action& action, const Acting& acting, bool othersFirst)
{
    Sentence out;
    if (action.type.empty())
        return out.say("an entry without an action");
    out.say("When a " + std::string(acting.who));
    out.add(forWhat(action)).say(" deviates, ").add(deed(action, acting));
    if (othersFirst)
        out.say(", unless an action of the same kind is for it");
    sayWhenOff(out, acting);
    return out;
}

Sentence responseSentence(const Response& response, const Acting& acting)
{
    const std::vector<const Action*> defaults = typed(response.defaults);
    const std::vector<const Action*> actions = typed(response.actions);
    Sentence out;
    if (defaults.empty() && actions.empty())
        return out.say("Deviations are logged, and nothing else is done");
    const bool areCounted = actions.size() > actionsTold;
    std::size_t next = 0;
    if (!defaults.empty() || areCounted) {
        out.say("When a " + std::string(acting.who) + " deviates, ");
        for (std::size_t i = 0; i < defaults.size(); ++i)
            out.say(i == 0 ? "" : " and ").add(deed(*defaults[i], acting));
    } else {
        out.say("When a " + std::string(acting.who)).add(forWhat(*actions.front()));
        out.say(" deviates, ").add(deed(*actions[next++], acting));
    }
    if (areCounted) {
        out.say(defaults.empty() ? "" : "; ");
        out.say(std::to_string(actions.size()) + " actions are for what their selectors fit");
    } else {
        for (; next < actions.size(); ++next) {
            Sentence what = forWhat(*actions[next]);
            out.say(what.empty() ? "; for any" : "; for one").add(std::move(what));
            out.say(", ").add(deed(*actions[next], acting));
        }
    }
    sayWhenOff(out, acting);
    return out;
}

} // namespace pw::ops
