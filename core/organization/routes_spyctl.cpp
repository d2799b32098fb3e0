// What clients may have computed for them: validation, diff, merge, new policies. The older
// generation sends its documents as JSON texts.

#include "core/ops/merge_edits.h"
#include "core/organization/applied_json.h"
#include "core/organization/call.h"
#include "core/organization/query_language.h"
#include "core/policy/decode.h"
#include "core/policy/encode.h"
#include "core/text/edited_lines.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"
#include "core/yaml/yaml_writer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pw::organization {
namespace {

using yaml::Value;

/// A value of the body, a JSON text opened. Error code `invalid-document`.
Result<Value> opened(const Call& call, std::string_view key)
{
    const Value* const given = call.body.find(key);
    if (given == nullptr || given->isNull())
        return Error{"invalid-document", "the body has no \"" + std::string(key) + "\"", {}};
    if (given->kind != Value::Kind::String)
        return *given;
    Result<Value> read = valueOfJson(given->text);
    return read ? std::move(read) : Result<Value>(read.error().withContext(std::string(key)));
}

yaml::Document readJson(const Value& value)
{
    const Result<text::SourceText> source
        = text::SourceText::make(yaml::writeJson(value, yaml::JsonLayout::OneLine));
    return yaml::readJsonText(source ? *source : text::SourceText());
}

/// Documents that a workload policy can take in, groups and lists opened.
Result<std::vector<ops::MergeInput>> inputsOf(const Call& call, std::string_view key)
{
    constexpr std::array kinds{policy::Kind::Fingerprint, policy::Kind::FingerprintRecord,
                               policy::Kind::Baseline,    policy::Kind::Policy,
                               policy::Kind::Deviation,   policy::Kind::DeviationRecord};
    const Result<Value> value = opened(call, key);
    if (!value)
        return value.error();
    const yaml::Document document = readJson(*value);
    std::vector<ops::MergeInput> inputs;
    for (const policy::Unit& unit : policy::unitsOf(document, true)) {
        if (std::find(kinds.begin(), kinds.end(), unit.kind) != kinds.end())
            inputs.push_back({policy::decodeGuardian({document, unit.root}), unit.label});
        else if (unit.kind != policy::Kind::FingerprintGroup)
            return Error{"invalid-document",
                         unit.label + " is a " + std::string(policy::toString(unit.kind))
                             + ", which a workload policy cannot take in",
                         std::string(key)};
    }
    return inputs;
}

/// The workload policy or baseline that is to change, as a text of its own.
Result<yaml::Document> targetOf(const Call& call)
{
    const Result<Value> object = opened(call, wire::object);
    if (!object)
        return object.error();
    const Result<text::SourceText> source = text::SourceText::make(yaml::writeYaml(*object));
    if (!source)
        return source.error();
    yaml::Document document = yaml::read(*source);
    const std::vector<policy::Unit> units = policy::unitsOf(document, false);
    if (units.size() != 1 || units.front().kind != policy::Kind::Policy)
        return Error{"invalid-document",
                     "the object must be one policy of type container or linux-service",
                     {}};
    return document;
}

api::Response refused(const Error& error)
{
    return errorResponse(error.code == cancelledCode ? 503 : 400, error.text());
}

api::Response validate(Call& call)
{
    const Result<Value> object = opened(call, wire::object);
    if (!object)
        return refused(object.error());
    return jsonAnswer(JsonObject().add(wire::invalidMessage, documentErrors(*object)).text());
}

api::Response diff(Call& call)
{
    const Result<yaml::Document> target = targetOf(call);
    if (!target)
        return refused(target.error());
    const Result<std::vector<ops::MergeInput>> inputs = inputsOf(call, "diff_objects");
    if (!inputs)
        return refused(inputs.error());
    const std::vector<policy::Unit> units = policy::unitsOf(*target, false);
    const Result<ops::MergePlan> plan
        = ops::planMerge(*target, units, units.front(), *inputs, {}, {}, call.stop);
    if (!plan)
        return refused(plan.error());
    std::string lines;
    for (const text::EditedLine& line : text::editedLines(target->source().bytes(), plan->edits))
        lines += (line.added ? "+ " : "- ") + line.text + "\n";
    return jsonAnswer(JsonObject().add("diff_data", lines).text());
}

api::Response merge(Call& call)
{
    const Result<yaml::Document> target = targetOf(call);
    if (!target)
        return refused(target.error());
    const Result<std::vector<ops::MergeInput>> inputs = inputsOf(call, "merge_objects");
    if (!inputs)
        return refused(inputs.error());
    const yaml::NodeRef root = target->roots().front();
    const Result<ops::MergeOutcome> outcome
        = ops::updatePolicy(policy::decodeGuardian(root), *inputs, {}, {}, call.stop);
    if (!outcome)
        return refused(outcome.error());
    const Value merged = outcome->changed ? policy::encode(outcome->document) : yaml::toValue(root);
    return jsonAnswer(Value::map({{"merged_object", merged}}));
}

api::Response buildPolicy(Call& call)
{
    const Result<std::vector<ops::MergeInput>> inputs = inputsOf(call, "input_objects");
    if (!inputs)
        return refused(inputs.error());
    ops::CreateOptions options;
    options.name = call.text(wire::name);
    if (const std::string mode = call.text("mode"); !mode.empty())
        options.mode = mode;
    if (options.mode != "audit" && options.mode != "enforce")
        return errorResponse(400, "mode is audit or enforce");
    const Result<ops::MergeOutcome> outcome = ops::createPolicy(*inputs, options, {}, call.stop);
    if (!outcome)
        return refused(outcome.error());
    return jsonAnswer(Value::map({{std::string(wire::policy), policy::encode(outcome->document)}}));
}

/// `Trace Suppression Policy for <ancestors>`
std::string suppressionName(const Value& selectors)
{
    const Value* const ancestors = fieldOf(selectors, "traceSelector.triggerAncestors");
    std::string what = "None";
    if (ancestors != nullptr && ancestors->kind == Value::Kind::String)
        what = ancestors->text;
    else if (ancestors != nullptr && !ancestors->items.empty())
        what = ancestors->items.front().text;
    return "Trace Suppression Policy for " + what;
}

api::Response buildSuppression(Call& call)
{
    if (call.text(wire::type) != "trace")
        return errorResponse(400, "type must be trace");
    if (const std::string uid = call.text("object_uid"); !uid.empty())
        return errorResponse(404, "there is no trace " + uid);
    const Result<Value> selectors = opened(call, wire::selectors);
    if (!selectors)
        return refused(selectors.error());
    if (selectors->kind != Value::Kind::Map || selectors->entries.empty())
        return errorResponse(400, "selectors must be an object that is not empty");
    const std::string name = call.text(wire::name);
    const std::string mode = call.text("mode");
    Value spec = *selectors;
    spec.set("enabled", Value::boolean(true));
    spec.set("mode", Value::string(mode.empty() ? "audit" : mode));
    spec.set("allowedFlags", Value::list());
    const Value metadata = Value::map(
        {{std::string(wire::name), Value::string(name.empty() ? suppressionName(spec) : name)},
         {std::string(wire::type), Value::string("trace")}});
    const Value document
        = Value::map({{std::string(wire::apiVersion), Value::string("spyderbat/v1")},
                      {std::string(wire::kind), Value::string("SpyderbatPolicy")},
                      {std::string(wire::metadata), metadata},
                      {std::string(wire::spec), spec}});
    if (const std::string errors = documentErrors(document); !errors.empty())
        return errorResponse(400, errors);
    return jsonAnswer(Value::map({{std::string(wire::policy), document}}));
}

constexpr std::array<Route, 5> routes{{
    {"POST", "/api/v1/org/{org}/spyctl/validate", validate, true},
    {"POST", "/api/v1/org/{org}/spyctl/diff", diff, true},
    {"POST", "/api/v1/org/{org}/spyctl/merge", merge, true},
    {"POST", "/api/v1/org/{org}/spyctl/guardianpolicy/build", buildPolicy, true},
    {"POST", "/api/v1/org/{org}/spyctl/suppressionpolicy/build", buildSuppression, true},
}};

} // namespace

std::span<const Route> helperRoutes()
{
    return routes;
}

} // namespace pw::organization
