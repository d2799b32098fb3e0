#include "core/organization/deviation_records.h"

#include "core/api/wire_fields.h"
#include "core/api/wire_names.h"
#include "core/ops/behaviour_key.h"
#include "core/ops/response_choice.h"
#include "core/ops/timestamp.h"
#include "core/ops/wording.h"
#include "core/yaml/json_writer.h"

#include <cctype>
#include <string_view>
#include <utility>

namespace pw::organization {

namespace {

namespace wire = api::wire;
using ops::ReportedDeviation;
using policy::Action;
using yaml::Value;

constexpr std::string_view schemaVersion = ":1.0";

std::string digest(std::initializer_list<std::string_view> parts)
{
    return ops::digestOf(ops::joined(parts, std::string_view("\0", 1)));
}

/// What all records about a deviation have.
Value recordOf(const EventRow& row, const DeviationSource& source, std::string description)
{
    return Value::map({{std::string(wire::id), Value::string(row.id)},
                       {std::string(wire::schema), Value::string(row.schema)},
                       {std::string(wire::timeKey), Value::number(ops::timestampText(row.time))},
                       {std::string(wire::policyUid), Value::string(source.policyUid)},
                       {std::string(wire::policyName), Value::string(source.policyName)},
                       {std::string(wire::policyMode), Value::string(source.policyMode)},
                       {std::string(wire::policyType), Value::string(source.policyType)},
                       {std::string(wire::checksum), Value::string(row.checksum)},
                       {std::string(wire::description), Value::string(std::move(description))},
                       {std::string(wire::ref), Value::string(source.fingerprint)}});
}

EventRow rowOf(std::string id, std::string_view schema, const DeviationSource& source,
               const ReportedDeviation& deviation)
{
    EventRow out;
    out.id = std::move(id);
    out.schema = std::string(schema) + std::string(schemaVersion);
    out.policyUid = source.policyUid;
    out.checksum = deviation.checksum;
    out.ref = source.fingerprint;
    out.time = source.time;
    return out;
}

EventRow withDeviation(EventRow row, const DeviationSource& source,
                       const ReportedDeviation& deviation)
{
    Value record = recordOf(row, source, ops::describe(deviation, source.policyName));
    const std::pair<std::string_view, const std::string*> facts[]
        = {{wire::containerUid, &source.containerId},   {wire::hostname, &source.hostname},
           {wire::clusterUid, &source.clusterUid},      {wire::clusterName, &source.clusterName},
           {wire::namespaceKey, &source.namespaceName}, {wire::podName, &source.podName}};
    for (const auto& [key, text] : facts) {
        if (!text->empty())
            record.set(key, Value::string(*text));
    }
    record.set(wire::deviation, ops::deviationDocument(deviation, source.policyUid, row.id));
    row.record = writeJson(record, yaml::JsonLayout::OneLine);
    return row;
}

/// How an action is told: as done, and as what would have been done.
struct Telling
{
    std::string done; ///< `killed process bash`
    std::string_view schema;
};

std::string targetOf(const ReportedDeviation& deviation)
{
    const ops::DeviatingProcess& process = deviation.process;
    if (process.name.empty())
        return "the process that owns the connection";
    std::string out = "process " + process.name;
    if (!process.exe.empty())
        out += " (" + ops::joined(process.exe) + ")";
    return out;
}

Telling tell(const Action& action, const DeviationSource& source,
             const ReportedDeviation& deviation)
{
    const std::string process = targetOf(deviation);
    const auto flag = [&](std::string_view what) {
        std::string out = "made a " + std::string(what) + " of severity "
            + ops::actionField(action, "severity");
        const std::string content = ops::actionField(action, "content");
        return content.empty() ? out : out + " (" + content + ")";
    };
    if (action.type == "makeRedFlag")
        return {flag("red flag"), wire::auditRedflagSchema};
    if (action.type == "makeOpsFlag")
        return {flag("operations flag"), wire::auditOpsflagSchema};
    const auto did = [](std::string what) {
        return Telling{std::move(what), wire::auditActionSchema};
    };
    if (action.type == "agentKillProcess")
        return did("killed " + process);
    if (action.type == "agentKillProcessGroup")
        return did("killed the process group of " + process);
    if (action.type == "agentKillProcessTree")
        return did("killed " + process + " and its descendants");
    if (action.type == "agentKillPod")
        return did(source.podName.empty() ? "deleted the pod" : "deleted pod " + source.podName);
    if (action.type == "agentReniceProcess")
        return did("set the priority of " + process + " to "
                   + ops::actionField(action, "priority"));
    if (action.type == "webhook")
        return did("posted to " + ops::actionField(action, "urlDestination"));
    return did("taken " + action.type);
}

std::string describe(const std::string& done, const DeviationSource& source,
                     const ReportedDeviation& deviation)
{
    const std::string why = ": " + ops::describe(deviation, source.policyName);
    if (source.policyMode == "audit")
        return "[AUDIT MODE] would have " + done + why;
    std::string out = done + why;
    out.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(out.front())));
    return out;
}

} // namespace

std::string deviationId(const std::string& policyUid, const std::string& fingerprint,
                        const std::string& checksum)
{
    return "dev:" + digest({policyUid, fingerprint, checksum});
}

EventRow deviationRecord(const DeviationSource& source, const ReportedDeviation& deviation)
{
    const std::string id = deviationId(source.policyUid, source.fingerprint, deviation.checksum);
    return withDeviation(rowOf(id, wire::guardianDeviationSchema, source, deviation), source,
                         deviation);
}

std::vector<EventRow> auditRecords(const DeviationSource& source,
                                   const ReportedDeviation& deviation,
                                   const std::vector<const Action*>& actions)
{
    const std::string of = deviationId(source.policyUid, source.fingerprint, deviation.checksum);
    std::vector<EventRow> out;
    out.push_back(
        withDeviation(rowOf("audit:" + digest({of}), wire::auditDeviationSchema, source, deviation),
                      source, deviation));
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const Action& action = *actions[i];
        const Telling telling = tell(action, source, deviation);
        EventRow row = rowOf("audit:" + digest({of, action.type, std::to_string(i)}),
                             telling.schema, source, deviation);
        Value record = recordOf(row, source, describe(telling.done, source, deviation));
        record.set(wire::message, Value::string(action.type));
        for (const std::string_view field : {"severity", "content", "impact"}) {
            if (std::string text = ops::actionField(action, field); !text.empty())
                record.set(field, Value::string(std::move(text)));
        }
        row.record = writeJson(record, yaml::JsonLayout::OneLine);
        out.push_back(std::move(row));
    }
    return out;
}

} // namespace pw::organization
