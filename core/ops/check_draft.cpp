// Does a new policy allow what it was made of?

#include "core/ops/leave_out.h"
#include "core/ops/match.h"
#include "core/ops/merge_document.h"
#include "core/ops/policy_draft.h"
#include "core/ops/validate.h"
#include "core/policy/encode.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"

namespace pw::ops {
namespace {

constexpr std::size_t namedMisses = 3;

std::string missesOf(const policy::GuardianDocument& policy, const policy::GuardianDocument& object)
{
    const std::vector<Deviation> deviations = deviationsOf(policy, object);
    std::string out;
    for (std::size_t i = 0; i < std::min(deviations.size(), namedMisses); ++i)
        out += (i == 0 ? "" : "; ") + deviations[i].what + " (" + deviations[i].reason + ")";
    if (deviations.size() > namedMisses)
        out += " and " + std::to_string(deviations.size() - namedMisses) + " more";
    return out;
}

std::optional<Error> checkText(const PolicyDraft& draft)
{
    const auto failed = [](std::string why) {
        return Error{"invalid-draft", "Created policy failed validation: " + std::move(why), {}};
    };
    const Result<text::SourceText> source = text::SourceText::make(draft.text, "(new policy)");
    if (!source)
        return failed(source.error().message);
    const yaml::Document read = yaml::read(*source);
    const std::vector<yaml::NodeRef> roots = read.roots();
    if (!read.complete() || roots.size() != 1
        || yaml::writeJson(yaml::toValue(roots.front()))
            != yaml::writeJson(policy::encode(draft.document)))
        return failed("its text does not read back as what it was written from");
    for (const text::Diagnostic& found : validate(read)) {
        if (found.severity == text::Severity::Error)
            return failed(found.path.empty() ? found.message : found.path + ": " + found.message);
    }
    return std::nullopt;
}

} // namespace

std::optional<Error> checkDraft(const DraftSource& source, const DraftChoices& choices,
                                const PolicyDraft& draft, const ProgressFn& progress,
                                const std::stop_token& stop)
{
    if (std::optional<Error> wrong = checkText(draft))
        return wrong;
    const DraftTicks ticks(source, choices);
    const Behaviour allowed(draft.document.spec);
    std::vector<std::string> misses;
    for (std::size_t i = 0; i < source.inputs.size(); ++i) {
        if (stop.stop_requested())
            return Error{std::string(cancelledCode), "Cancelled", {}};
        const MergeInput& input = source.inputs[i];
        if (progress && i % 64 == 0)
            progress(i, source.inputs.size(), input.label);
        const ScopeResult scope = inScope(draft.document, input.document, Unstated::Outside);
        if (scope.verdict == ScopeVerdict::Outside) {
            misses.push_back(input.label + ": outside its scope (" + scope.field + ": "
                             + scope.wanted + ", not " + scope.found + ")");
            continue;
        }
        policy::GuardianDocument seen = withoutBehaviours(input.document, ticks.off());
        seen.spec = withoutSwitchedOff(seen.spec, draft.document.spec.options);
        const Activity activity(seen.spec);
        if (!ActivityWalk(allowed, activity).conforms())
            misses.push_back(input.label + ": " + missesOf(draft.document, seen));
    }
    if (misses.empty())
        return std::nullopt;
    std::string message = "The policy does not allow what it was made of. ";
    for (std::size_t i = 0; i < std::min(misses.size(), namedMisses); ++i)
        message += (i == 0 ? "" : "; ") + misses[i];
    if (misses.size() > namedMisses)
        message += " and " + std::to_string(misses.size() - namedMisses) + " more fingerprints";
    return Error{"draft-misses", std::move(message), {}};
}

} // namespace pw::ops
