// Fingerprints become a policy.

#include "core/ops/merge_document.h"
#include "core/ops/merge_selectors.h"
#include "core/ops/timestamp.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace pw::ops {

namespace {

using policy::GuardianDocument;
using yaml::Value;

bool isPolicy(const MergeInput& input)
{
    return input.document.kind == policy::Kind::Policy;
}

std::string_view ownSelector(std::string_view type)
{
    return type == "linux-service" ? "serviceSelector" : "containerSelector";
}

std::string listed(const std::vector<std::string>& names)
{
    constexpr std::size_t most = 6;
    std::string out;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
        out += (i == 0 ? "" : ", ") + names[i];
    if (names.size() > most)
        out += " and " + std::to_string(names.size() - most) + " more";
    return out;
}

// One type, and what every document must have for it.
std::optional<Error> refuseMixture(const std::vector<MergeInput>& inputs)
{
    if (inputs.empty())
        return Error{"nothing-to-merge", "Nothing to build policy with", {}};
    std::vector<std::string> containers;
    std::vector<std::string> services;
    for (const MergeInput& input : inputs) {
        const std::string type = input.document.type();
        if (type == "container")
            containers.push_back(input.label);
        else if (type == "linux-service")
            services.push_back(input.label);
    }
    if (containers.empty() || services.empty())
        return std::nullopt;
    return Error{
        "mixed-types",
        "Cannot build one policy from container and linux-service fingerprints: container: "
            + listed(containers) + "; linux-service: " + listed(services),
        {}};
}

// Which inputs do not belong together: by the field that nothing in common was found for.
Error unrelated(const std::vector<MergeInput>& inputs, const std::string& selector)
{
    const std::string field = selector == "serviceSelector" ? "cgroup" : "image";
    std::vector<std::string> parts;
    for (const MergeInput& input : inputs) {
        const policy::Selector* own = input.document.spec.selector(selector);
        const policy::SelectorField* value = own != nullptr ? own->field(field) : nullptr;
        parts.push_back(
            input.label + " ("
            + (value != nullptr && !value->values.empty() ? value->values.front() : "no " + field)
            + ")");
    }
    return Error{"unrelated-inputs",
                 "These do not belong together, nothing in common is left for " + selector + ": "
                     + listed(parts) + ". Create one policy for each " + field,
                 {}};
}

// An option stays when every input has it, or the policy among them.
policy::Options optionsOf(const std::vector<MergeInput>& inputs, const GuardianDocument* kept,
                          const policy::Options& asked)
{
    policy::Options out;
    const auto decide = [&](std::optional<std::string> policy::Options::*option) {
        const std::optional<std::string>& first = inputs.front().document.spec.options.*option;
        const bool all = std::all_of(inputs.begin(), inputs.end(), [&](const MergeInput& input) {
            return (input.document.spec.options.*option).has_value();
        });
        if (asked.*option)
            out.*option = asked.*option;
        else if (kept != nullptr)
            out.*option = kept->spec.options.*option;
        else if (all)
            out.*option = first;
    };
    decide(&policy::Options::disableProcesses);
    decide(&policy::Options::disableConnections);
    decide(&policy::Options::disablePrivateConnections);
    decide(&policy::Options::disablePublicConnections);
    return out;
}

policy::Response defaultResponse()
{
    policy::Action flag;
    flag.type = "makeRedFlag";
    flag.body = Value::map({{"severity", Value::string("high")}});
    policy::Response out;
    out.defaults.push_back(std::move(flag));
    return out;
}

Value metadataOf(const std::vector<MergeInput>& inputs, const CreateOptions& options)
{
    const Value& first = inputs.front().document.metadata;
    Value out = Value::map();
    if (!options.name.empty())
        out.set("name", Value::string(options.name));
    else if (const Value* name = first.find("name"))
        out.set("name", *name);
    if (const Value* type = first.find("type"))
        out.set("type", *type);
    for (const char* key : {"uid", "creationTimestamp"}) {
        const bool all = std::all_of(inputs.begin(), inputs.end(), [key](const MergeInput& input) {
            return input.document.metadata.find(key) != nullptr;
        });
        if (all)
            out.set(key, *first.find(key));
    }
    std::string newest;
    for (const MergeInput& input : inputs)
        newest = laterTimestamp(newest, input.document.metadataText("latestTimestamp"));
    if (!newest.empty())
        out.set("latestTimestamp", Value::number(newest));
    return out;
}

} // namespace

Result<MergeOutcome> createPolicy(const std::vector<MergeInput>& inputs,
                                  const CreateOptions& options, const ProgressFn& progress,
                                  const std::stop_token& stop)
{
    if (std::optional<Error> refused = refuseMixture(inputs))
        return std::move(*refused);
    const auto firstPolicy = std::find_if(inputs.begin(), inputs.end(), isPolicy);
    const GuardianDocument* kept = firstPolicy == inputs.end() ? nullptr : &firstPolicy->document;
    const policy::Options switches = optionsOf(inputs, kept, options.disable);

    MergeBase base(inputs.front().document.spec, switches,
                   {true, options.exact, &options.keepExact}, inputs.front().label);
    std::vector<LabelledSpec> specs;
    specs.reserve(inputs.size());
    for (const MergeInput& input : inputs)
        specs.push_back({&input.document.spec, input.label});
    MergeOutcome out;
    GuardianDocument& document = out.document;
    document.kind = policy::Kind::Policy;
    document.metadata = metadataOf(inputs, options);
    document.spec.selectors = commonSelectors(specs, base.mode, base.log);
    if (!options.includeImageId) {
        for (policy::Selector& selector : document.spec.selectors) {
            const auto isImageId = [](const auto& field) { return field.name == "imageID"; };
            if (selector.key != "containerSelector")
                continue;
            std::erase_if(selector.fields, isImageId);
            std::erase_if(selector.matchFieldsExpressions,
                          [](const policy::Expression& e) { return e.key == "imageID"; });
        }
        std::erase_if(document.spec.selectors,
                      [](const policy::Selector& selector) { return selector.empty(); });
    }
    const std::string own(ownSelector(document.type()));
    if (document.spec.selector(own) == nullptr)
        return unrelated(inputs, own);

    for (std::size_t i = 1; i < inputs.size(); ++i) {
        if (stop.stop_requested())
            return Error{std::string(cancelledCode), "Cancelled", {}};
        if (progress && i % 64 == 0)
            progress(i, inputs.size(), inputs[i].label);
        base.log.setInput(inputs[i].label);
        base.take(inputs[i].document.spec, {}, true);
    }

    base.log.setInput(inputs.front().label);
    base.joinOwnRules();
    document.spec.mode = options.mode;
    document.spec.response = defaultResponse();
    document.spec.options = switches;
    if (kept != nullptr) {
        if (kept->spec.mode)
            document.spec.mode = kept->spec.mode;
        document.spec.enabled = kept->spec.enabled;
        if (kept->spec.response)
            document.spec.response = kept->spec.response;
        if (inputs.size() > 1) {
            out.report.notes.push_back("mode, response and enabled are those of "
                                       + firstPolicy->label);
        }
    }
    const WrittenPlaces places = writeBehaviour(base.behaviour, document.spec);
    out.report.widenings = base.widenings(places);
    out.relevant.assign(inputs.size(), true);
    return out;
}

void sortForMerge(std::vector<MergeInput>& inputs)
{
    struct Key
    {
        std::string workload;
        double time = 0;
        std::string timeText;
        std::string id;
        std::string label;
        auto operator<=>(const Key&) const = default;
    };
    const auto keyOf = [](const MergeInput& input) {
        Key key;
        for (const auto& [selector, field] :
             {std::pair("containerSelector", "image"), std::pair("serviceSelector", "cgroup")}) {
            const policy::Selector* found = input.document.spec.selector(selector);
            const policy::SelectorField* value = found != nullptr ? found->field(field) : nullptr;
            if (value != nullptr && !value->values.empty())
                key.workload = value->values.front();
        }
        key.timeText = input.document.metadataText("latestTimestamp");
        key.time = timestampValue(key.timeText).value_or(0);
        key.id = input.document.metadataText("id");
        key.label = input.label;
        return key;
    };
    std::vector<std::pair<Key, std::size_t>> order;
    for (std::size_t i = 0; i < inputs.size(); ++i)
        order.emplace_back(keyOf(inputs[i]), i);
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return std::tie(a.first.workload, a.first.time, a.first.id, a.first.label)
            < std::tie(b.first.workload, b.first.time, b.first.id, b.first.label);
    });
    std::vector<MergeInput> sorted;
    sorted.reserve(order.size());
    for (const auto& [key, index] : order)
        sorted.push_back(std::move(inputs[index]));
    inputs = std::move(sorted);
}

} // namespace pw::ops
