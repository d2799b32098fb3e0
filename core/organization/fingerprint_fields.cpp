#include "core/organization/fingerprint_fields.h"

#include "core/api/wire_fields.h"
#include "core/organization/answers.h"
#include "core/yaml/json_writer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pw::organization {
namespace {

namespace wire = api::wire;
using yaml::Value;
using Row = FingerprintRow;

Value textOrNull(const std::string& text)
{
    return text.empty() ? Value() : Value::string(text);
}

Value numberOrNull(const std::string& written)
{
    return written.empty() ? Value() : Value::number(written);
}

template <typename Texts> Value listOf(const Texts& texts)
{
    Value list = Value::list();
    for (const std::string& text : texts)
        list.items.push_back(Value::string(text));
    return list;
}

Value secondsValue(double seconds)
{
    return Value::number(jsonSeconds(seconds));
}

constexpr std::string_view string = "string";
constexpr std::string_view number = "double";

constexpr std::array<FingerprintField, 29> fields{{
    {wire::id, string, "fprint: and what makes it unique",
     [](const Row& row) { return textOrNull(row.facts.id); }},
    {wire::schema, string, "model_fingerprint:container:… or model_fingerprint:linux_svc:…",
     [](const Row& row) { return textOrNull(row.schema); }},
    {wire::version, "integer", "rises with every change of the fingerprint",
     [](const Row& row) {
         return row.version ? Value::number(std::to_string(*row.version)) : Value();
     }},
    {wire::timeKey, number, "last seen, epoch seconds",
     [](const Row& row) { return secondsValue(row.time); }},
    {wire::validFrom, number, "first seen, epoch seconds",
     [](const Row& row) { return secondsValue(row.validFrom); }},
    {wire::validTo, number, "where it ended, epoch seconds",
     [](const Row& row) { return row.validTo ? secondsValue(*row.validTo) : Value(); }},
    {wire::status, string, "active or closed",
     [](const Row& row) { return textOrNull(row.status); }},
    {wire::metadataType, string, "container or linux-service",
     [](const Row& row) { return textOrNull(row.facts.type); }},
    {"metadata.name", string, "the name of the workload",
     [](const Row& row) { return textOrNull(row.facts.name); }},
    {"metadata.firstTimestamp", number, "as in the document",
     [](const Row& row) { return numberOrNull(row.firstTimestamp); }},
    {"metadata.latestTimestamp", number, "as in the document",
     [](const Row& row) { return numberOrNull(row.latestTimestamp); }},
    {wire::image, string, "of containers",
     [](const Row& row) { return textOrNull(row.facts.image); }},
    {wire::imageId, string, "of containers",
     [](const Row& row) { return textOrNull(row.facts.imageId); }},
    {wire::containerName, string, "of containers",
     [](const Row& row) { return textOrNull(row.facts.containerName); }},
    {wire::containerId, string, "of containers",
     [](const Row& row) { return textOrNull(row.facts.containerId); }},
    {wire::cgroup, string, "of services",
     [](const Row& row) { return textOrNull(row.facts.cgroup); }},
    {wire::serviceName, string, "of services",
     [](const Row& row) { return textOrNull(row.facts.serviceName); }},
    {wire::clusterName, string, "of the Kubernetes cluster",
     [](const Row& row) { return textOrNull(row.facts.clusterName); }},
    {wire::clusterUid, string, "of the Kubernetes cluster",
     [](const Row& row) { return textOrNull(row.clusterUid); }},
    {wire::namespaceKey, string, "of the pod",
     [](const Row& row) { return textOrNull(row.facts.namespaceName); }},
    {wire::podName, string, "of the pod",
     [](const Row& row) { return textOrNull(row.facts.podName); }},
    {wire::muid, string, "uid of the machine",
     [](const Row& row) { return textOrNull(row.facts.machine); }},
    {wire::hostname, string, "of the machine",
     [](const Row& row) { return textOrNull(row.hostname); }},
    {"root_puid", string, "uid of the process on top",
     [](const Row& row) { return textOrNull(row.rootPuid); }},
    {"original_schema", string, "as schema", [](const Row& row) { return textOrNull(row.schema); }},
    {"arrived", number, "when the organization got it, epoch seconds",
     [](const Row& row) { return secondsValue(row.arrived); }},
    {wire::coveredByPolicy, "boolean", "an applied, enabled policy is for it",
     [](const Row& row) { return Value::boolean(row.facts.covered.value_or(false)); }},
    {wire::coveredBy, "array<string>", "uids of the policies that are for it",
     [](const Row& row) { return listOf(row.coveredBy); }},
    {wire::podLabels, "array<string>", "key=value of each label of the pod",
     [](const Row& row) { return listOf(row.facts.podLabels); }},
}};

} // namespace

std::span<const FingerprintField> fingerprintFields()
{
    return fields;
}

const FingerprintField* fingerprintField(std::string_view name)
{
    const auto* const found
        = std::find_if(fields.begin(), fields.end(),
                       [&](const FingerprintField& field) { return field.name == name; });
    return found == fields.end() ? nullptr : found;
}

const Value* FingerprintLookup::operator()(std::string_view field)
{
    const FingerprintField* const known = fingerprintField(field);
    if (known == nullptr)
        return nullptr;
    m_value = known->value(*m_row);
    return &m_value;
}

std::string fingerprintRowJson(const FingerprintRow& row,
                               std::span<const FingerprintField* const> wanted)
{
    JsonObject json;
    for (const FingerprintField* const field : wanted) {
        const Value value = field->value(row);
        if (value.kind == Value::Kind::String)
            json.add(field->name, value.text);
        else if (!value.isNull())
            json.addJson(field->name, yaml::writeJson(value, yaml::JsonLayout::OneLine));
    }
    return std::move(json).text();
}

} // namespace pw::organization
