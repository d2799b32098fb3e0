#include "core/organization/record.h"

#include "core/api/wire_fields.h"
#include "core/ops/behaviour_key.h"
#include "core/ops/timestamp.h"
#include "core/ops/workload.h"
#include "core/yaml/json_writer.h"

#include <array>
#include <charconv>
#include <utility>

namespace pw::organization {
namespace {

using yaml::Value;

constexpr std::string_view schemaWord = "model_fingerprint";
/// What records say of policies: here they come and go.
constexpr std::array coverageKeys{api::wire::coveredByPolicy, api::wire::coveredBy};

std::string oneLine(const Value& value)
{
    return yaml::writeJson(value, yaml::JsonLayout::OneLine);
}

/// The text of a text or number, else empty.
std::string scalarText(const Value* value)
{
    const bool has = value != nullptr
        && (value->kind == Value::Kind::String || value->kind == Value::Kind::Number);
    return has ? value->text : std::string();
}

/// What the record says under the key, if that is a time.
std::string timeIn(const Value& map, std::string_view key)
{
    std::string text = scalarText(map.find(key));
    return ops::timestampValue(text) ? text : std::string();
}

template <typename... Texts> std::string firstOf(const Texts&... texts)
{
    std::string out;
    ((out.empty() && !texts.empty() ? void(out = texts) : void()), ...);
    return out;
}

/// The map under the key, made when it is missing or something else.
Value& mapIn(Value& owner, std::string_view key)
{
    const Value* const found = owner.find(key);
    if (found == nullptr || found->kind != Value::Kind::Map)
        owner.set(key, Value::map());
    for (auto& [name, value] : owner.entries) {
        if (name == key)
            return value;
    }
    return owner; // not reached: it was set
}

/// Sets what the record lacks; empty texts are nothing to say.
void fill(Value& map, std::string_view key, const std::string& text)
{
    if (!text.empty() && scalarText(map.find(key)).empty())
        map.set(key, Value::string(text));
}

/// A number, whatever stood there as a text.
void setTime(Value& map, std::string_view key, const std::string& time)
{
    const Value* const found = map.find(key);
    if (found == nullptr || found->kind != Value::Kind::Number)
        map.set(key, Value::number(time));
}

std::string madeUid(std::string_view prefix, std::string_view name)
{
    return std::string(prefix) + ops::digestOf(name).substr(0, 11);
}

class Completion
{
public:
    Completion(yaml::NodeRef root, policy::FingerprintFacts facts, double now)
        : m_root(root), m_record(yaml::toValue(root)), m_now(ops::timestampText(now))
    {
        for (const std::string_view key : coverageKeys)
            m_record.erase(key);
        m_out.facts = std::move(facts);
    }

    NewFingerprint run()
    {
        const bool container = m_out.facts.type == "container";
        if (m_out.facts.id.empty())
            m_out.facts.id = "fprint:" + ops::digestOf(oneLine(m_record));
        completeHead(container);
        completeTimes();
        completePlace();
        if (container)
            completeContainer();
        else
            completeService();
        m_out.workload = ops::workloadOf(m_root);
        stateUid("clusterSelector", m_out.clusterUid);
        stateUid("machineSelector", m_out.facts.machine);
        m_out.facts.where = {};
        m_out.facts.covered.reset();
        m_out.facts.coveredBy = {};
        m_out.record = oneLine(m_record);
        return std::move(m_out);
    }

private:
    void completeHead(bool container)
    {
        fill(m_record, "id", m_out.facts.id);
        m_record.set("apiVersion", Value::string("spyderbat/v1"));
        m_record.set("kind", Value::string("SpyderbatFingerprint"));
        const std::string schema = scalarText(m_record.find("schema"));
        if (!schema.starts_with(schemaWord)) {
            fill(m_record, "original_schema", schema);
            m_record.set("schema",
                         Value::string(std::string(schemaWord)
                                       + (container ? ":container:1.1.0" : ":linux_svc:1.0.0")));
        }
        m_out.schema = scalarText(m_record.find("schema"));
        fill(m_record, "status", timeIn(m_record, "valid_to").empty() ? "active" : "closed");
        m_out.status = scalarText(m_record.find("status"));
        m_out.rootPuid = scalarText(m_record.find("root_puid"));
        const std::string version = scalarText(m_record.find("version"));
        std::int64_t number = 0;
        const auto [end, error]
            = std::from_chars(version.data(), version.data() + version.size(), number);
        if (error == std::errc() && end == version.data() + version.size() && !version.empty())
            m_out.version = number;
    }

    /// Looked up at each use: whatever is set in the record may move it.
    Value& metadata() { return mapIn(m_record, "metadata"); }

    void completeTimes()
    {
        const std::string to = timeIn(m_record, "valid_to");
        const std::string last
            = firstOf(timeIn(m_record, "time"), timeIn(metadata(), "latestTimestamp"),
                      timeIn(m_record, "last_seen"), to, timeIn(metadata(), "firstTimestamp"),
                      timeIn(m_record, "valid_from"), m_now);
        const std::string first
            = firstOf(timeIn(m_record, "valid_from"), timeIn(metadata(), "firstTimestamp"), last);
        if (timeIn(metadata(), "firstTimestamp").empty())
            metadata().set("firstTimestamp", Value::number(first));
        if (timeIn(metadata(), "latestTimestamp").empty())
            metadata().set("latestTimestamp", Value::number(last));
        m_out.firstTimestamp = timeIn(metadata(), "firstTimestamp");
        m_out.latestTimestamp = timeIn(metadata(), "latestTimestamp");
        setTime(m_record, "time", last);
        setTime(m_record, "valid_from", first);
        setTime(m_record, "latestTimestamp", m_out.latestTimestamp);
        m_out.facts.time = m_out.latestTimestamp;
        m_out.time = ops::timestampValue(last).value_or(0);
        m_out.validFrom = ops::timestampValue(first).value_or(0);
        m_out.validTo = ops::timestampValue(to);
        m_out.lastSeen = m_out.status == "closed" ? m_out.validTo.value_or(m_out.time) : m_out.time;
    }

    void completePlace()
    {
        const policy::FingerprintFacts& facts = m_out.facts;
        fill(m_record, "cluster_name", facts.clusterName);
        fill(m_record, "namespace", facts.namespaceName);
        fill(m_record, "pod_name", facts.podName);
        m_out.clusterUid = firstOf(scalarText(m_record.find("cluster_uid")),
                                   scalarText(metadata().find("cluster-uid")),
                                   selectorField("clusterSelector", "uid"));
        m_out.hostname = firstOf(scalarText(m_record.find("hostname")),
                                 scalarText(metadata().find("hostname")),
                                 selectorField("machineSelector", "hostname"));
        std::string machine
            = firstOf(scalarText(m_record.find("muid")), scalarText(metadata().find("muid")),
                      selectorField("machineSelector", "machineUID"),
                      selectorField("machineSelector", "uid"));
        // Clients ask by uid; a file that knows the name alone has one made of it.
        if (m_out.clusterUid.empty() && !facts.clusterName.empty())
            m_out.clusterUid = madeUid("clus:", facts.clusterName);
        if (machine.empty() && !m_out.hostname.empty())
            machine = madeUid("mach:", m_out.hostname);
        fill(m_record, "cluster_uid", m_out.clusterUid);
        fill(m_record, "hostname", m_out.hostname);
        fill(m_record, "muid", machine);
        m_out.facts.machine = std::move(machine);
    }

    void completeContainer()
    {
        const policy::FingerprintFacts& facts = m_out.facts;
        fill(m_record, "image", facts.image);
        fill(m_record, "image_id", facts.imageId);
        fill(m_record, "container_name", facts.containerName);
        fill(m_record, "container_id", facts.containerId);
        Value& selector = mapIn(mapIn(m_record, "spec"), "containerSelector");
        if (selector.find("matchFields") == nullptr) {
            fill(selector, "image", facts.image);
            fill(selector, "imageID", facts.imageId);
        }
    }

    void completeService()
    {
        const policy::FingerprintFacts& facts = m_out.facts;
        fill(m_record, "cgroup", facts.cgroup);
        fill(m_record, "service_name", facts.serviceName);
        fill(metadata(), "cgroup", facts.cgroup);
        Value& selector = mapIn(mapIn(m_record, "spec"), "serviceSelector");
        if (selector.find("matchFields") == nullptr)
            fill(selector, "cgroup", facts.cgroup);
    }

    [[nodiscard]] std::string selectorField(std::string_view key, std::string_view field) const
    {
        const Value* const spec = m_record.find("spec");
        const Value* const selector = spec != nullptr ? spec->find(key) : nullptr;
        if (selector == nullptr)
            return {};
        const Value* value = selector->find(field);
        if (const Value* const fields = selector->find("matchFields");
            value == nullptr && fields != nullptr)
            value = fields->find(field);
        if (value != nullptr && !value->items.empty())
            value = &value->items.front();
        return scalarText(value);
    }

    /// A policy may name the uid that this organization has made.
    void stateUid(std::string_view key, const std::string& uid)
    {
        if (uid.empty() || !ops::statedField(m_out.workload, key, "uid").empty())
            return;
        policy::Spec& spec = m_out.workload.spec;
        if (spec.selector(key) == nullptr)
            spec.selectors.emplace_back().key = key;
        for (policy::Selector& selector : spec.selectors) {
            if (selector.key == key)
                selector.fields.push_back({"uid", {uid}, false, {}});
        }
    }

    yaml::NodeRef m_root;
    Value m_record;
    std::string m_now;
    NewFingerprint m_out;
};

} // namespace

NewFingerprint completeFingerprint(yaml::NodeRef root, policy::FingerprintFacts facts, double now)
{
    return Completion(root, std::move(facts), now).run();
}

} // namespace pw::organization
