// A policy takes in what was seen later.

#include "core/ops/expand_deviation.h"
#include "core/ops/match.h"
#include "core/ops/merge_document.h"
#include "core/ops/timestamp.h"
#include "core/ops/wording.h"

#include <algorithm>

namespace pw::ops {

namespace {

using policy::GuardianDocument;
using yaml::Value;

struct PreparedInput
{
    policy::Spec spec;
    PinnedProcesses pinned;
};

// Ids in its networks that its own tree does not have.
std::string unknownIds(const policy::Spec& spec)
{
    return joined(Activity(spec).unknownIds);
}

Result<PreparedInput> prepare(const GuardianDocument& other, const ProcessTree& policyTree,
                              const policy::Options& options)
{
    if (other.kind == policy::Kind::Deviation && options.disableProcesses != "all") {
        Result<ExpandedDeviation> expanded = expandDeviation(other.spec, policyTree);
        if (!expanded)
            return expanded.error();
        return PreparedInput{std::move(expanded->spec), std::move(expanded->pinned)};
    }
    const std::string unknown
        = options.disableProcesses == "all" ? std::string() : unknownIds(other.spec);
    if (!unknown.empty()) {
        return Error{"missing-process",
                     "its network rules name processes that it does not have: " + unknown,
                     {}};
    }
    return PreparedInput{other.spec, {}};
}

void takeTimes(Value& metadata, const GuardianDocument& other)
{
    const auto text = [](const Value& map, std::string_view key) {
        const Value* found = map.find(key);
        return found != nullptr ? found->text : std::string();
    };
    const std::string old = text(metadata, "latestTimestamp");
    const std::string theirs = text(other.metadata, "latestTimestamp");
    const std::string newest(laterTimestamp(old, theirs));
    if (newest != old)
        metadata.set("latestTimestamp", Value::number(newest));
    const std::string first = text(metadata, "firstTimestamp");
    const std::string oldest(earlierTimestamp(first, text(other.metadata, "firstTimestamp")));
    if (!first.empty() && oldest != first)
        metadata.set("firstTimestamp", Value::number(oldest));
}

} // namespace

std::string reasonToSkip(const GuardianDocument& target, const GuardianDocument& other)
{
    const bool isDeviation = other.kind == policy::Kind::Deviation;
    if (other == target)
        return "it is the target itself";
    if (other.kind == policy::Kind::Policy && !target.uid().empty() && other.uid() == target.uid())
        return "it is the target itself (" + target.uid() + ")";
    if (isDeviation) {
        const std::string of = other.metadataText("policy_uid");
        if (of != target.uid())
            return "it is a deviation of another policy (" + of + ")";
        return {};
    }
    if (other.type() != target.type())
        return "its type is " + other.type() + ", the target's is " + target.type();
    const ScopeResult scope = inScope(target, other, Unstated::Inside);
    if (scope.verdict == ScopeVerdict::Outside) {
        return "outside the policy's scope (" + scope.field + ": " + scope.wanted + ", not "
            + (scope.found.empty() ? "stated" : scope.found) + ")";
    }
    return {};
}

Result<MergeOutcome> updatePolicy(const GuardianDocument& target,
                                  const std::vector<MergeInput>& inputs,
                                  const UpdateOptions& options, const ProgressFn& progress,
                                  const std::stop_token& stop)
{
    MergeBase base(target.spec, target.spec.options, {false, options.exact, &options.keepExact},
                   "the target itself");
    // What a deviation says of the policy, it says of the policy as it was.
    const ProcessTree policyTree(
        target.spec.processPolicy.value_or(std::vector<policy::ProcessNode>{}));
    MergeOutcome out;
    out.changed = false;
    out.document = target;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const MergeInput& input = inputs[i];
        if (stop.stop_requested())
            return Error{std::string(cancelledCode), "Cancelled", {}};
        if (progress && i % 64 == 0)
            progress(i, inputs.size(), input.label);
        out.relevant.push_back(false);
        const std::string reason = reasonToSkip(target, input.document);
        if (!reason.empty()) {
            out.report.skipped.push_back({input.label, reason});
            continue;
        }
        const Result<PreparedInput> prepared
            = prepare(input.document, policyTree, target.spec.options);
        if (!prepared) {
            out.report.skipped.push_back({input.label, prepared.error().message});
            continue;
        }
        base.log.setInput(input.label);
        out.relevant.back() = base.take(prepared->spec, prepared->pinned, options.includeNetwork);
        out.changed = out.changed || out.relevant.back();
        takeTimes(out.document.metadata, input.document);
    }
    if (!out.changed) {
        out.document = target;
        return out;
    }
    const std::optional<policy::NetworkPolicy> network = target.spec.networkPolicy;
    const WrittenPlaces places = writeBehaviour(base.behaviour, out.document.spec);
    if (!options.includeNetwork)
        out.document.spec.networkPolicy = network;
    out.report.widenings = base.widenings(places);
    return out;
}

GuardianDocument normalised(const GuardianDocument& document)
{
    MergeBase base(document.spec, document.spec.options, {false, true}, {});
    base.joinOwnRules();
    GuardianDocument out = document;
    writeBehaviour(base.behaviour, out.spec);
    return out;
}

} // namespace pw::ops
