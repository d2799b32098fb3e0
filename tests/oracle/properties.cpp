#include "tests/oracle/properties.h"

#include "core/ops/validate.h"
#include "core/policy/decode.h"
#include "core/policy/encode.h"
#include "core/yaml/reader.h"
#include "core/yaml/yaml_writer.h"
#include "tests/oracle/patterns.h"

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

namespace pw::oracle {
namespace {

using ops::MergeInput;
using ops::MergeOutcome;
using policy::GuardianDocument;
using policy::Selector;

void append(Complaints& to, Complaints from)
{
    to.insert(to.end(), from.begin(), from.end());
}

bool wasSkipped(const MergeOutcome& outcome, const std::string& label)
{
    return std::any_of(outcome.report.skipped.begin(), outcome.report.skipped.end(),
                       [&](const ops::SkippedInput& skipped) { return skipped.label == label; });
}

const GuardianDocument* baseOf(const Scenario& scenario)
{
    return scenario.target ? &*scenario.target : nullptr;
}

/// What the result leaves to be judged for this scenario.
Judged judgedFor(const Scenario& scenario, const MergeOutcome& outcome)
{
    Judged judged = judgedBy(outcome.document.spec.options);
    if (scenario.target && !scenario.update.includeNetwork)
        judged.connections[0] = judged.connections[1] = false;
    return judged;
}

const std::string* labelOf(const Selector* selector, const std::string& key)
{
    const std::string* out = nullptr;
    if (selector != nullptr) {
        for (const auto& label : selector->matchLabels)
            out = label.first == key ? &label.second : out;
    }
    return out;
}

/// The generated documents hold no expressions; a merge makes them of kind `In` alone.
bool isOneOf(const policy::Expression& expression, const std::string& value)
{
    return expression.op == "In" && anyFits(expression.values, value);
}

/// The first field or label of the selectors that the document states otherwise; with `unstated`
/// also one it says nothing about.
std::string notSelected(const GuardianDocument& policy, const GuardianDocument& seen, bool unstated)
{
    for (const Selector& wanted : policy.spec.selectors) {
        const Selector* found = seen.spec.selector(wanted.key);
        for (const policy::SelectorField& field : wanted.fields) {
            const policy::SelectorField* stated
                = found != nullptr ? found->field(field.name) : nullptr;
            if (stated == nullptr ? unstated
                                  : !std::all_of(stated->values.begin(), stated->values.end(),
                                                 [&](const std::string& value) {
                                                     return anyFits(field.values, value);
                                                 }))
                return wanted.key + "." + field.name;
        }
        for (const policy::Expression& one : wanted.matchFieldsExpressions) {
            const policy::SelectorField* stated
                = found != nullptr ? found->field(one.key) : nullptr;
            if (stated == nullptr ? unstated : !isOneOf(one, stated->values.front()))
                return wanted.key + "." + one.key;
        }
        for (const policy::Expression& one : wanted.matchExpressions) {
            const std::string* stated = labelOf(found, one.key);
            if (stated == nullptr ? unstated : !isOneOf(one, *stated))
                return wanted.key + "." + one.key;
        }
        for (const auto& [key, value] : wanted.matchLabels) {
            const std::string* stated = labelOf(found, key);
            if (stated == nullptr ? unstated : !fits(value, *stated))
                return wanted.key + "." + key;
        }
    }
    return {};
}

const GuardianDocument* firstPolicy(const Scenario& scenario, const MergeOutcome& outcome)
{
    for (const MergeInput& input : scenario.inputs) {
        if (input.document.kind == policy::Kind::Policy && !wasSkipped(outcome, input.label))
            return &input.document;
    }
    return nullptr;
}

void compareHead(Complaints& out, const GuardianDocument& result, const GuardianDocument& owner)
{
    if (owner.spec.mode && result.spec.mode != owner.spec.mode)
        out.push_back("the policy's mode is not kept");
    if (result.spec.enabled != owner.spec.enabled)
        out.push_back("the policy's enabled is not kept");
    if (owner.spec.response && result.spec.response != owner.spec.response)
        out.push_back("the policy's response is not kept");
}

bool hasOptions(const policy::Options& found, const policy::Options& asked)
{
    const auto has = [](const std::optional<std::string>& a, const std::optional<std::string>& b) {
        return !b || a == b;
    };
    return has(found.disableProcesses, asked.disableProcesses)
        && has(found.disableConnections, asked.disableConnections)
        && has(found.disablePrivateConnections, asked.disablePrivateConnections)
        && has(found.disablePublicConnections, asked.disablePublicConnections);
}

double latest(const GuardianDocument& document)
{
    return std::strtod(document.metadataText("latestTimestamp").c_str(), nullptr);
}

/// What a deviation inherits from the policy, it inherits from the policy as it was.
void stateUsers(GuardianDocument& deviation, const Behaviour& policy)
{
    if (deviation.kind != policy::Kind::Deviation || !deviation.spec.processPolicy)
        return;
    for (policy::ProcessNode& place : *deviation.spec.processPolicy) {
        const auto named = std::find_if(
            policy.processes.begin(), policy.processes.end(),
            [&](const Process& one) { return place.isPolicyNode && one.id == place.id; });
        for (policy::ProcessNode& child : place.children) {
            if (named != policy.processes.end() && !child.euser)
                child.euser = named->users;
        }
    }
}

/// Putting into normal form twice is once, and nothing that is allowed changes.
void checkNormalForm(Complaints& out, const GuardianDocument& document)
{
    const GuardianDocument normal = ops::normalised(document);
    if (textOf(ops::normalised(normal)) != textOf(normal))
        out.push_back("the normal form of the normal form is another one:\n" + textOf(normal));
    const Judged judged = judgedBy(document.spec.options);
    const Behaviour before = behaviourOf(document);
    const Behaviour after = behaviourOf(normal);
    for (const std::string& complaint : notAllowed(after, before, judged))
        out.push_back("the normal form loses: " + complaint);
    for (const std::string& complaint : notAllowed(before, after, judged))
        out.push_back("the normal form adds: " + complaint);
}

} // namespace

Result<MergeOutcome> run(const Scenario& scenario)
{
    if (scenario.target)
        return ops::updatePolicy(*scenario.target, scenario.inputs, scenario.update);
    return ops::createPolicy(scenario.inputs, scenario.create);
}

std::string textOf(const GuardianDocument& document)
{
    return yaml::writeYaml(policy::encode(document));
}

Evidence evidenceOf(const Scenario& scenario, const MergeOutcome& outcome)
{
    Evidence out;
    if (scenario.target)
        out.documents.push_back(&*scenario.target);
    for (const MergeInput& input : scenario.inputs) {
        if (!wasSkipped(outcome, input.label))
            out.documents.push_back(&input.document);
    }
    for (const GuardianDocument* document : out.documents)
        out.behaviours.push_back(behaviourOf(*document, baseOf(scenario)));
    return out;
}

Complaints everythingAllowed(const Scenario& scenario, const MergeOutcome& outcome)
{
    Complaints out;
    const Behaviour rules = behaviourOf(outcome.document);
    const Judged judged = judgedFor(scenario, outcome);
    for (const MergeInput& input : scenario.inputs) {
        if (wasSkipped(outcome, input.label))
            continue;
        const Behaviour seen = behaviourOf(input.document, baseOf(scenario));
        for (const std::string& complaint : notAllowed(rules, seen, judged))
            out.push_back(input.label + ": " + complaint);
        const std::string field
            = notSelected(outcome.document, input.document, !scenario.target.has_value());
        if (!field.empty())
            out.push_back(input.label + ": " + field + " does not select it");
    }
    return out;
}

Complaints headKept(const Scenario& scenario, const MergeOutcome& outcome)
{
    Complaints out;
    const GuardianDocument& result = outcome.document;
    double newest = 0;
    for (const GuardianDocument* document : evidenceOf(scenario, outcome).documents)
        newest = std::max(newest, latest(*document));
    if (outcome.changed && latest(result) != newest)
        out.push_back("latestTimestamp is not the greatest of all");
    if (!scenario.target) {
        if (const GuardianDocument* owner = firstPolicy(scenario, outcome))
            compareHead(out, result, *owner);
        else if (result.spec.mode != scenario.create.mode)
            out.push_back("the mode is not the one asked for");
        if (!hasOptions(result.spec.options, scenario.create.disable))
            out.push_back("an option asked for is not set");
        return out;
    }
    const GuardianDocument& target = *scenario.target;
    compareHead(out, result, target);
    if (result.spec.selectors != target.spec.selectors)
        out.push_back("the target's selectors are not kept");
    if (result.spec.options != target.spec.options)
        out.push_back("the target's options are not kept");
    if (result.uid() != target.uid() || result.name() != target.name())
        out.push_back("the target's uid or name is not kept");
    const Behaviour after = behaviourOf(result);
    const Behaviour before = behaviourOf(target);
    for (const std::string& complaint : notAllowed(after, before, judgedBy(target.spec.options)))
        out.push_back("of the target: " + complaint);
    for (const Process& process : before.processes) {
        const bool kept
            = std::any_of(after.processes.begin(), after.processes.end(), [&](const Process& now) {
                  return now.id == process.id && now.name == process.name;
              });
        if (!kept && judgedBy(target.spec.options).processes)
            out.push_back("the target's process " + process.id + " is gone");
    }
    return out;
}

Complaints noUserGained(const Scenario& scenario, const MergeOutcome& outcome)
{
    Complaints out;
    const Behaviour rules = behaviourOf(outcome.document);
    const Evidence evidence = evidenceOf(scenario, outcome);
    for (std::size_t node = 0; node < rules.processes.size(); ++node) {
        std::set<std::string> users;
        std::set<std::string> exes;
        for (const Behaviour& seen : evidence.behaviours) {
            for (std::size_t p = 0; p < seen.processes.size(); ++p) {
                if (!sameProcess(rules, node, seen, p))
                    continue;
                users.insert(seen.processes[p].users.begin(), seen.processes[p].users.end());
                exes.insert(seen.processes[p].exe.begin(), seen.processes[p].exe.end());
            }
        }
        for (const std::string& user : rules.processes[node].users) {
            if (!users.contains(user))
                out.push_back("nobody showed user " + user + " on " + pathOf(rules, node));
        }
        for (const std::string& exe : rules.processes[node].exe) {
            if (!exes.contains(exe))
                out.push_back("nobody showed executable " + exe + " on " + pathOf(rules, node));
        }
    }
    return out;
}

Complaints stable(const Scenario& scenario, const MergeOutcome& outcome)
{
    Complaints out;
    const std::string text = textOf(outcome.document);
    checkNormalForm(out, outcome.document);
    for (const MergeInput& input : scenario.inputs) {
        if (input.document.kind != policy::Kind::Deviation)
            checkNormalForm(out, input.document);
    }
    std::vector<MergeInput> merged;
    for (const MergeInput& input : scenario.inputs) {
        if (wasSkipped(outcome, input.label))
            continue;
        merged.push_back(input);
        if (scenario.target)
            stateUsers(merged.back().document, behaviourOf(*scenario.target));
    }
    ops::UpdateOptions options = scenario.update;
    options.exact = scenario.exact();
    const Result<MergeOutcome> again = ops::updatePolicy(outcome.document, merged, options);
    if (!again)
        out.push_back("merging the same inputs again fails: " + again.error().text());
    else if (again->changed || textOf(again->document) != text)
        out.push_back("merging the same inputs again changes the result to\n"
                      + textOf(again->document));
    if (scenario.target || scenario.inputs.empty())
        return out;
    MergeInput twin = scenario.inputs.front();
    const auto once = ops::createPolicy({scenario.inputs.front()}, scenario.create);
    const auto twice = ops::createPolicy({scenario.inputs.front(), twin}, scenario.create);
    if (once.has_value() != twice.has_value())
        out.push_back("one input and twice the same do not both succeed");
    else if (once && textOf(once->document) != textOf(twice->document))
        out.push_back("one input gives another policy than twice the same:\n"
                      + textOf(once->document) + textOf(twice->document));
    return out;
}

Complaints resultValid(const MergeOutcome& outcome)
{
    Complaints out;
    const std::string text = textOf(outcome.document);
    const yaml::Document document = yaml::read(*text::SourceText::make(text, "result"));
    for (const text::Diagnostic& diagnostic : ops::validate(document)) {
        if (diagnostic.severity == text::Severity::Error)
            out.push_back("the result is not valid: "
                          + text::render(document.source(), diagnostic));
    }
    if (document.roots().size() != 1)
        out.push_back("the result is not one document");
    else if (textOf(policy::decodeGuardian(document.roots().front())) != text)
        out.push_back("the result reads back as another one");
    return out;
}

Complaints orderFree(const Scenario& scenario, unsigned seed)
{
    Scenario first = scenario;
    Scenario second = scenario;
    std::mt19937 random(seed);
    std::shuffle(second.inputs.begin(), second.inputs.end(), random);
    ops::sortForMerge(first.inputs);
    ops::sortForMerge(second.inputs);
    const auto one = run(first);
    const auto other = run(second);
    if (one.has_value() != other.has_value())
        return {"sorted inputs succeed in one order only"};
    if (one && textOf(one->document) != textOf(other->document))
        return {"sorted inputs give another result in another order:\n" + textOf(one->document)
                + textOf(other->document)};
    return {};
}

Complaints relevanceRight(const Scenario& scenario, const MergeOutcome& outcome)
{
    if (!scenario.target || scenario.inputs.empty())
        return {};
    Complaints out;
    if (outcome.relevant.size() != scenario.inputs.size())
        return {"relevance is not told for each input"};
    const bool some = std::find(outcome.relevant.begin(), outcome.relevant.end(), true)
        != outcome.relevant.end();
    if (some != outcome.changed)
        out.push_back("changed and relevant do not agree");
    for (std::size_t i = 0; i < scenario.inputs.size(); ++i) {
        if (outcome.relevant[i] && wasSkipped(outcome, scenario.inputs[i].label))
            out.push_back(scenario.inputs[i].label + " was skipped and is called relevant");
    }
    const Behaviour first = behaviourOf(scenario.inputs.front().document, baseOf(scenario));
    const bool socketless
        = std::all_of(first.processes.begin(), first.processes.end(),
                      [](const Process& process) { return process.sockets.empty(); });
    if (outcome.relevant.front() && socketless && first.rules.empty()
        && notAllowed(behaviourOf(*scenario.target), first, Judged()).empty())
        out.push_back("the first input was allowed already and is called relevant");
    return out;
}

Complaints judge(const Scenario& scenario, const MergeOutcome& outcome)
{
    Complaints out = everythingAllowed(scenario, outcome);
    append(out, headKept(scenario, outcome));
    append(out, noUserGained(scenario, outcome));
    append(out, wideningsTold(scenario, outcome));
    append(out, relevanceRight(scenario, outcome));
    append(out, resultValid(outcome));
    append(out, stable(scenario, outcome));
    return out;
}

} // namespace pw::oracle
