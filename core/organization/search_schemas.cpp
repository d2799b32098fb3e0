#include "core/organization/search_schemas.h"

#include "core/api/wire_fields.h"
#include "core/api/wire_names.h"
#include "core/ops/spelling.h"
#include "core/organization/answers.h"
#include "core/organization/event_fields.h"
#include "core/organization/fingerprint_fields.h"

#include <algorithm>
#include <array>
#include <vector>

namespace pw::organization {
namespace {

namespace wire = api::wire;

constexpr std::array<SearchSchema, 19> schemas{{
    {wire::fingerprintSchema, "Fingerprints", SearchSource::Fingerprints},
    {wire::deviationSchema, "Guardian deviations", SearchSource::Deviations},
    {wire::auditSchema, "Guardian audit events", SearchSource::AuditEvents},
    {wire::redflagSchema, "Red flags", SearchSource::RedFlags},
    {wire::opsflagSchema, "Operations flags", SearchSource::OpsFlags},
    {"model_process", "Processes"},
    {"model_connection", "Connections"},
    {"model_container", "Containers"},
    {"model_machine", "Machines"},
    {"model_spydertrace", "Traces"},
    {"model_k8s_cluster", "Kubernetes clusters"},
    {"model_k8s_node", "Kubernetes nodes"},
    {"model_k8s_pod", "Kubernetes pods"},
    {"model_k8s_deployment", "Kubernetes deployments"},
    {"model_k8s_daemonset", "Kubernetes daemon sets"},
    {"model_k8s_statefulset", "Kubernetes stateful sets"},
    {"model_k8s_replicaset", "Kubernetes replica sets"},
    {"model_k8s_job", "Kubernetes jobs"},
    {"model_k8s_cronjob", "Kubernetes cron jobs"},
}};

struct FieldText
{
    std::string_view name;
    std::string_view type;
    std::string_view description;
};

/// Those that can be asked for; of schemas without records a few that all records have.
std::vector<FieldText> fieldsOf(const SearchSchema& schema)
{
    std::vector<FieldText> out;
    if (schema.source == SearchSource::Nothing)
        return {
            {wire::id, "string", ""}, {wire::schema, "string", ""}, {wire::timeKey, "double", ""}};
    if (schema.source == SearchSource::Fingerprints) {
        for (const FingerprintField& field : fingerprintFields())
            out.push_back({field.name, field.type, field.description});
    } else {
        for (const EventField& field : eventFields())
            out.push_back({field.name, field.type, field.description});
    }
    return out;
}

std::string schemaJson(const SearchSchema& schema)
{
    JsonObject projection;
    JsonObject descriptions;
    for (const FieldText& field : fieldsOf(schema)) {
        projection.add(field.name, field.type);
        if (!field.description.empty())
            descriptions.add(field.name, field.description);
    }
    return JsonObject()
        .add("title", schema.title)
        .addJson(wire::projection, projection.text())
        .addJson("descriptions", descriptions.text())
        .text();
}

} // namespace

bool SearchSchema::knows(std::string_view field) const
{
    if (source == SearchSource::Nothing)
        return true;
    const std::vector<FieldText> known = fieldsOf(*this);
    return std::any_of(known.begin(), known.end(),
                       [&](const FieldText& one) { return one.name == field; });
}

std::string SearchSchema::unknownField(std::string_view field) const
{
    std::vector<std::string_view> names;
    for (const FieldText& one : fieldsOf(*this))
        names.push_back(one.name);
    const std::string_view meant = ops::closestWord(field, names);
    return std::string(name) + " has no field \"" + std::string(field) + "\""
        + (meant.empty() ? std::string() : "; did you mean \"" + std::string(meant) + "\"?");
}

std::span<const SearchSchema> searchSchemas()
{
    return schemas;
}

const SearchSchema* searchSchema(std::string_view name)
{
    const auto* const found
        = std::find_if(schemas.begin(), schemas.end(),
                       [&](const SearchSchema& schema) { return schema.name == name; });
    return found == schemas.end() ? nullptr : found;
}

std::string searchSchemasJson()
{
    JsonObject all;
    for (const SearchSchema& schema : schemas)
        all.addJson(schema.name, schemaJson(schema));
    return all.text();
}

} // namespace pw::organization
