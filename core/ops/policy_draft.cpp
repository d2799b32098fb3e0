#include "core/ops/policy_draft.h"

#include "core/ops/fingerprint_table.h"
#include "core/ops/leave_out.h"
#include "core/ops/still_allowed.h"
#include "core/ops/wording.h"
#include "core/policy/encode.h"
#include "core/yaml/yaml_writer.h"

#include <algorithm>
#include <charconv>

namespace pw::ops {
namespace {

constexpr std::size_t shortestName = 3;
constexpr std::size_t longestName = 64;
constexpr std::size_t namedLeftOut = 3;

std::size_t characters(std::string_view utf8)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        utf8, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::optional<Error> refuseName(const std::string& name)
{
    const bool onlySpace = name.find_first_not_of(" \t") == std::string::npos;
    if (name.empty() || onlySpace)
        return Error{"invalid-name", "The policy has no name yet", {}};
    if (std::ranges::any_of(name,
                            [](char sign) { return static_cast<unsigned char>(sign) < 0x20; }))
        return Error{"invalid-name", "The name holds a sign that cannot be shown", {}};
    const std::size_t length = characters(name);
    if (length < shortestName || length > longestName) {
        return Error{"invalid-name",
                     "The name has " + std::to_string(length) + " characters, 3 to 64 are allowed",
                     {}};
    }
    return std::nullopt;
}

/// The name of the process or the number of the rule that a widening's path leads to.
std::string placeOf(const std::string& path, const policy::Spec& spec)
{
    constexpr std::string_view processes = "spec.processPolicy[";
    constexpr std::string_view network = "spec.networkPolicy.";
    // Elsewhere a path may hold a label, and that any sign.
    if (!path.starts_with(processes) && !path.starts_with(network))
        return plainField(path);
    std::vector<std::size_t> steps;
    for (std::size_t at = path.find('['); at != std::string::npos; at = path.find('[', at + 1)) {
        std::size_t step = 0;
        const char* const digits = path.data() + at + 1;
        if (std::from_chars(digits, path.data() + path.size(), step).ec != std::errc())
            return path;
        steps.push_back(step);
    }
    if (path.starts_with(processes) && spec.processPolicy) {
        const std::vector<policy::ProcessNode>* level = &*spec.processPolicy;
        const policy::ProcessNode* node = nullptr;
        for (const std::size_t step : steps) {
            if (step >= level->size())
                return path;
            node = &(*level)[step];
            level = &node->children;
        }
        return node != nullptr ? "process " + node->name : path;
    }
    if (path.starts_with(network) && !steps.empty()) {
        const std::string direction = path.substr(network.size(), path.find('[') - network.size());
        return direction + " rule " + std::to_string(steps.front() + 1);
    }
    return plainField(path);
}

std::size_t countOf(const std::vector<policy::ProcessNode>& nodes)
{
    std::size_t sum = nodes.size();
    for (const policy::ProcessNode& node : nodes)
        sum += countOf(node.children);
    return sum;
}

CreateOptions optionsOf(const DraftChoices& choices)
{
    CreateOptions out;
    out.name = choices.name;
    out.mode = choices.mode;
    out.disable = choices.disable;
    out.includeImageId = choices.includeImageId;
    for (const DraftWidening& kept : choices.keepExact)
        out.keepExact.insert(kept.widening.key);
    return out;
}

std::vector<std::string> warningsOf(const DraftSource& source, const PolicyDraft& draft)
{
    std::vector<std::string> out;
    for (const ScopeLine& line : draft.scope) {
        const bool own = line.field == "image" || line.field == "cgroup";
        if (own && line.fate == ScopeLine::Fate::Wildcard) {
            out.push_back("The selection mixes " + line.field
                          + "s, and all that they have in "
                            "common is the wildcard "
                          + line.value + ": the policy is for everything that fits it");
        }
    }
    const policy::Spec& spec = draft.document.spec;
    if (spec.networkPolicy && spec.networkPolicy->ingress.empty()
        && spec.networkPolicy->egress.empty() && spec.options.disableConnections != "all")
        out.emplace_back("No connection is left, so every connection will deviate; disable "
                         "connections unless that is meant");
    if (!source.skipped.empty()) {
        std::string text = std::to_string(source.skipped.size())
            + (source.skipped.size() == 1 ? " fingerprint is" : " fingerprints are")
            + " not part of it: ";
        text += source.skipped.front().label + " (" + source.skipped.front().reason + ")";
        if (source.skipped.size() > 1)
            text += " and others";
        out.push_back(std::move(text));
    }
    return out;
}

std::vector<DraftWidening> wideningsOf(const MergeReport& report, const DraftChoices& choices,
                                       const policy::Spec& spec)
{
    std::vector<DraftWidening> out;
    for (const DraftWidening& kept : choices.keepExact)
        out.push_back({kept.widening, kept.place, true});
    for (const Widening& widening : report.widenings) {
        // The person has not asked for image ids: nothing is lost.
        if (!choices.includeImageId && widening.where == "spec.containerSelector.imageID")
            continue;
        out.push_back({widening, placeOf(widening.where, spec), false});
    }
    return out;
}

} // namespace

PolicyDraft makeDraft(const DraftSource& source, const DraftChoices& choices,
                      const ProgressFn& progress, const std::stop_token& stop)
{
    PolicyDraft out;
    out.error = refuseName(choices.name);
    if (out.error)
        return out;
    const DraftTicks ticks(source, choices);
    if (!ticks.anyOn() && !source.inputs.empty()) {
        out.error = Error{"nothing-ticked",
                          "Nothing is ticked: a policy without behaviour would allow nothing",
                          {}};
        return out;
    }
    std::vector<MergeInput> cut;
    if (!ticks.off().empty()) {
        cut.reserve(source.inputs.size());
        for (const MergeInput& input : source.inputs) {
            if (stop.stop_requested())
                break;
            cut.push_back({withoutBehaviours(input.document, ticks.off()), input.label});
        }
    }
    Result<MergeOutcome> outcome = createPolicy(ticks.off().empty() ? source.inputs : cut,
                                                optionsOf(choices), progress, stop);
    if (!outcome) {
        out.error = outcome.error();
        return out;
    }
    out.document = std::move(outcome->document);
    const policy::Spec& spec = out.document.spec;
    out.text = yaml::writeYaml(policy::encode(out.document));
    out.scope = scopeLines(source.inputs, out.document);
    out.scopeSummary = scopeSummary(out.document);
    out.widenings = wideningsOf(outcome->report, choices, spec);
    out.processes = spec.processPolicy ? countOf(*spec.processPolicy) : 0;
    out.rules = spec.networkPolicy
        ? spec.networkPolicy->ingress.size() + spec.networkPolicy->egress.size()
        : 0;
    out.warnings = warningsOf(source, out);
    if (std::vector<std::string> names = stillAllowed(source, ticks, out.document, stop);
        !names.empty()) {
        const std::size_t more = names.size() - std::min(names.size(), namedLeftOut);
        names.resize(names.size() - more);
        out.warnings.push_back("Left out, but allowed by what is ticked: " + joined(names)
                               + (more > 0 ? " and " + std::to_string(more) + " more" : ""));
    }
    return out;
}

} // namespace pw::ops
