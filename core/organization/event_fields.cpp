#include "core/organization/event_fields.h"

#include "core/api/wire_fields.h"
#include "core/organization/answers.h"
#include "core/organization/call.h"

#include <array>

namespace pw::organization {
namespace {

constexpr std::array<EventField, 22> fields{{
    {wire::id, "string", "dev: or audit: and what makes it unique"},
    {wire::schema, "string", "what kind of event it is"},
    {wire::timeKey, "double", "epoch seconds"},
    {wire::description, "string", "what happened"},
    {wire::policyUid, "string", "uid of the policy"},
    {wire::policyName, "string", "name of the policy"},
    {"policy_mode", "string", "audit or enforce"},
    {"policy_type", "string", "container, linux-service or cluster"},
    {wire::message, "string", "the action that was taken, or would have been"},
    {"severity", "string", "of flags"},
    {"short_name", "string", "of flags"},
    {wire::ref, "string", "id of what deviated"},
    {wire::checksum, "string", "the same for the same deviation"},
    {"active", "boolean", "the policy and the fingerprint still show it"},
    {"container_uid", "string", "of the container that deviated"},
    {wire::muid, "string", "uid of the machine"},
    {wire::hostname, "string", "of the machine"},
    {wire::clusterUid, "string", "of the Kubernetes cluster"},
    {wire::clusterName, "string", "of the Kubernetes cluster"},
    {wire::namespaceKey, "string", "of the pod"},
    {"pod_kuid", "string", "of the pod"},
    {wire::image, "string", "of the container that deviated"},
}};

} // namespace

std::span<const EventField> eventFields()
{
    return fields;
}

std::string eventRecord(const EventRow& row)
{
    std::string record = row.record;
    if (!row.schema.starts_with(wire::deviationSchema) || !record.ends_with('}'))
        return record;
    record.pop_back();
    record += record.ends_with('{') ? "" : ", ";
    return record + "\"active\": " + (row.active ? "true}" : "false}");
}

const yaml::Value* EventLookup::operator()(std::string_view field)
{
    if (field == wire::id)
        m_value = yaml::Value::string(m_row->id);
    else if (field == wire::schema)
        m_value = yaml::Value::string(m_row->schema);
    else if (field == wire::policyUid)
        m_value = yaml::Value::string(m_row->policyUid);
    else if (field == wire::timeKey)
        m_value = yaml::Value::number(jsonSeconds(m_row->time));
    else if (field == "active")
        m_value = yaml::Value::boolean(m_row->active);
    else {
        if (!m_record)
            m_record = valueOfJson(m_row->record).value_or(yaml::Value());
        return fieldOf(*m_record, field);
    }
    return &m_value;
}

} // namespace pw::organization
