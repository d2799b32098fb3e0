#include "app/pwctl/evidence.h"

#include "core/ops/deviation_report.h"
#include "core/ops/simulate.h"
#include "core/ops/wording.h"
#include "core/policy/decode.h"
#include "core/yaml/json_writer.h"

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;
using ops::SimulatedBehaviour;
using ops::Simulation;
using ops::Verdict;
using yaml::Value;

constexpr std::size_t mostNames = 5; // of instances, in one line

/// `policy.yaml:12`; nothing where no rule comes near.
std::string placeOf(const InputFile& target, policy::Where where)
{
    if (where.node == yaml::noNode)
        return {};
    const text::Span span = yaml::NodeRef(*target.document, where.node).entrySpan();
    return target.path + ":"
        + std::to_string(target.document->source().lineColumn(span.begin).line);
}

std::string namesOf(const Simulation& simulation, const std::vector<std::size_t>& instances)
{
    std::string out;
    for (std::size_t at = 0; at < std::min(instances.size(), mostNames); ++at)
        out += (at > 0 ? ", " : "") + simulation.instances[instances[at]].name;
    return instances.size() > mostNames
        ? out + " and " + std::to_string(instances.size() - mostNames) + " more"
        : out;
}

std::string countsText(const Simulation& simulation)
{
    std::string out = std::to_string(simulation.covered) + " of "
        + ops::counted(simulation.instances.size(), "instance", "instances") + " selected, "
        + ops::counted(simulation.behaviours.size(), "behaviour", "behaviours");
    for (const Verdict verdict :
         {Verdict::Killed, Verdict::Flagged, Verdict::Unanswered, Verdict::Allowed}) {
        if (const std::size_t count = simulation.count(verdict); count > 0)
            out += (out.find(':') == std::string::npos ? ": " : ", ") + std::to_string(count) + " "
                + std::string(toString(verdict));
    }
    return out;
}

/// What is refused; what is allowed is only counted.
std::string textReport(const Simulation& simulation, const InputFile& target)
{
    std::string out;
    for (const SimulatedBehaviour& one : simulation.behaviours) {
        if (one.verdict == Verdict::Allowed)
            continue;
        std::string word(toString(one.verdict));
        word.resize(9, ' ');
        out += word + one.what + "\n";
        out += "         " + one.reason;
        if (const std::string place = placeOf(target, one.rule); !place.empty())
            out += " (" + place + ")";
        if (!one.actions.empty())
            out += "; " + ops::joined(one.actions);
        out += "; in " + namesOf(simulation, one.instances) + "\n";
    }
    return out;
}

std::string jsonReport(const Simulation& simulation, const InputFile& target)
{
    const auto text = [](std::string_view words) { return Value::string(std::string(words)); };
    const auto number = [](std::size_t count) { return Value::number(std::to_string(count)); };
    Value instances = Value::list();
    for (const ops::SimulatedInstance& one : simulation.instances)
        instances.items.push_back(Value::map({{"name", text(one.name)},
                                              {"selected", Value::boolean(one.covered)},
                                              {"notSelected", text(one.outside)},
                                              {"behaviours", number(one.behaviours)},
                                              {"refused", number(one.refused)},
                                              {"worst", text(toString(one.worst))}}));
    Value behaviours = Value::list();
    for (const SimulatedBehaviour& one : simulation.behaviours) {
        Value seenIn = Value::list();
        for (const std::size_t instance : one.instances)
            seenIn.items.push_back(number(instance));
        behaviours.items.push_back(Value::map({{"type", text(ops::toString(one.type))},
                                               {"what", text(one.what)},
                                               {"verdict", text(toString(one.verdict))},
                                               {"reason", text(one.reason)},
                                               {"rule", text(one.ruleText)},
                                               {"place", text(placeOf(target, one.rule))},
                                               {"actions", Value::strings(one.actions)},
                                               {"instances", std::move(seenIn)}}));
    }
    return yaml::writeJson(Value::map({{"selected", number(simulation.covered)},
                                       {"instances", std::move(instances)},
                                       {"behaviours", std::move(behaviours)}}),
                           yaml::JsonLayout::Indented);
}

int runSimulate(const Arguments& arguments, Session& session)
{
    int exitCode = ok;
    const std::optional<PolicyEvidence> read = readPolicyEvidence(arguments, session, exitCode);
    if (!read)
        return exitCode;
    const policy::GuardianDocument policy = policy::decodeGuardian(read->target.root(read->unit));
    const Simulation simulation
        = ops::simulate(policy, read->evidence, arguments.has("everywhere"));
    if (arguments.value("output", "text") == "json")
        session.out += jsonReport(simulation, read->target);
    else
        session.out += textReport(simulation, read->target);
    session.say(countsText(simulation));
    return simulation.conforms() ? ok : errorsFound;
}

} // namespace

Command simulateCommand()
{
    return {{"simulate",
             "Say what a policy would allow, flag and end of what was seen; nothing is applied.",
             {},
             {policyOption(),
              seenOption("fingerprints and deviations to try it on", true),
              {0,
               {"everywhere"},
               Takes::Nothing,
               {},
               "also on what the policy does not select",
               {},
               false},
              {'o',
               {"output"},
               Takes::One,
               "FORMAT",
               "text unless given; it ends with 1 when anything is refused",
               {"text", "json"},
               false}}},
            runSimulate};
}

} // namespace pw::pwctl
