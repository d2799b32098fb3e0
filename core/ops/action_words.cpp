#include "core/ops/action_words.h"

#include "core/ops/response_choice.h"

#include <algorithm>
#include <array>

namespace pw::ops {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> names{{
    {"makeRedFlag", "red flag"},
    {"makeOpsFlag", "operations flag"},
    {"agentKillProcess", "kill process"},
    {"agentKillProcessGroup", "kill process group"},
    {"agentKillProcessTree", "kill process tree"},
    {"agentKillPod", "kill pod"},
    {"agentReniceProcess", "renice process"},
    {"webhook", "webhook"},
}};

/// Texts of the selectors, innermost only: names, images, labels.
void collect(const yaml::Value& value, std::vector<std::string>& out)
{
    if (value.kind == yaml::Value::Kind::String)
        out.push_back(value.text);
    for (const yaml::Value& item : value.items)
        collect(item, out);
    for (const auto& [key, below] : value.entries)
        collect(below, out);
}

} // namespace

std::string actionName(std::string_view type)
{
    const auto found
        = std::ranges::find(names, type, &std::pair<std::string_view, std::string_view>::first);
    return std::string(found == names.end() ? type : found->second);
}

Sentence actionSentence(const policy::Action& action)
{
    Sentence out;
    out.say(actionName(action.type));
    if (const std::string severity = actionField(action, "severity"); !severity.empty())
        out.say(" ").name(severity);
    std::vector<std::string> texts;
    for (const auto& [key, value] : action.body.entries) {
        if (key.ends_with("Selector"))
            collect(value, texts);
    }
    if (!texts.empty())
        out.say(": ").names(texts);
    if (!isOn(action))
        out.say(", muted");
    return out;
}

bool isKill(const policy::Action& action)
{
    return action.type.starts_with("agentKill");
}

bool isPodKill(const policy::Action& action)
{
    return action.type == "agentKillPod";
}

bool isFlag(const policy::Action& action)
{
    return action.type == "makeRedFlag" || action.type == "makeOpsFlag";
}

bool isOn(const policy::Action& action)
{
    const yaml::Value* const enabled = action.body.find("enabled");
    return enabled == nullptr || enabled->text != "false";
}

} // namespace pw::ops
