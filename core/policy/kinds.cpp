#include "core/policy/kinds.h"

#include <algorithm>
#include <array>

namespace pw::policy {

namespace {

using yaml::NodeRef;

constexpr std::array guardianKinds{
    std::pair{std::string_view("SpyderbatFingerprint"), Kind::Fingerprint},
    std::pair{std::string_view("FingerprintGroup"), Kind::FingerprintGroup},
    std::pair{std::string_view("SpyderbatBaseline"), Kind::Baseline},
    std::pair{std::string_view("SpyderbatPolicy"), Kind::Policy},
    std::pair{std::string_view("SpyderbatRuleset"), Kind::Ruleset},
    std::pair{std::string_view("GuardianDeviation"), Kind::Deviation},
    std::pair{std::string_view("UidList"), Kind::UidList},
    std::pair{std::string_view("Config"), Kind::Config},
    std::pair{std::string_view("APISecret"), Kind::ApiSecret},
    std::pair{std::string_view("SpyderbatSavedQuery"), Kind::OutOfScope},
    std::pair{std::string_view("SpyderbatSearchSet"), Kind::OutOfScope},
    std::pair{std::string_view("SpyderbatCustomFlag"), Kind::OutOfScope},
    std::pair{std::string_view("NotificationTarget"), Kind::OutOfScope},
    std::pair{std::string_view("NotificationTemplate"), Kind::OutOfScope},
    std::pair{std::string_view("AgentHealthNotification"), Kind::OutOfScope},
};

/// Keys that only the server's record has; `status`, `time` and `version` alone prove nothing.
constexpr std::array recordKeys{
    std::string_view("id"),           std::string_view("schema"),
    std::string_view("image"),        std::string_view("image_id"),
    std::string_view("container_id"), std::string_view("container_name"),
    std::string_view("cgroup"),       std::string_view("service_name"),
    std::string_view("cluster_name"), std::string_view("muid"),
    std::string_view("root_puid"),    std::string_view("covered_by_policy"),
    std::string_view("valid_from"),   std::string_view("valid_to"),
    std::string_view("last_seen"),    std::string_view("expire_at"),
    std::string_view("checksum"),     std::string_view("proc_fprint_len"),
    std::string_view("ingress_len"),  std::string_view("egress_len"),
};

bool hasRecordKey(NodeRef mapping)
{
    return std::any_of(recordKeys.begin(), recordKeys.end(),
                       [&](std::string_view key) { return bool(mapping.find(key)); });
}

std::string_view typeOf(NodeRef mapping)
{
    const NodeRef type = mapping.find("metadata").find("type");
    return type.isString() ? type.value() : std::string_view();
}

Kind kindOfRecord(NodeRef mapping)
{
    if (mapping.find("deviation").isMapping())
        return Kind::DeviationRecord;
    const std::string_view type = typeOf(mapping);
    const bool fingerprint = type == "container" || type == "linux-service";
    return fingerprint && hasRecordKey(mapping) ? Kind::FingerprintRecord : Kind::Unknown;
}

class UnitList
{
public:
    explicit UnitList(bool openGroups) : m_openGroups(openGroups) { }

    void addTop(NodeRef node, const std::string& label)
    {
        if (node.isSequence()) {
            std::size_t index = 0;
            for (const NodeRef item : node.items())
                addElement(item, join(label, "", index++));
        } else {
            addElement(node, label);
        }
    }

    [[nodiscard]] std::vector<Unit> take() { return std::move(m_units); }

private:
    static std::string join(const std::string& label, std::string_view list, std::size_t index)
    {
        std::string place = std::string(list) + "[" + std::to_string(index) + "]";
        if (label.empty())
            return place;
        return label.ends_with(']') ? label + "." + place : label + ", " + place;
    }

    void addElement(NodeRef node, const std::string& label)
    {
        const NodeRef items = node.find("items");
        if (!items.isSequence() || node.find("kind")) {
            addDocument(node, label);
            return;
        }
        std::size_t index = 0;
        for (const NodeRef item : items.items())
            addDocument(item, join(label, "items", index++));
    }

    void addDocument(NodeRef node, const std::string& label)
    {
        const Kind kind = kindOf(node);
        m_units.push_back({kind, std::string(typeOf(node)), node.id(), label});
        if (kind != Kind::FingerprintGroup || !m_openGroups)
            return;
        std::size_t index = 0;
        for (const NodeRef member : node.find("data").find("fingerprints").items())
            addDocument(member, join(label, "data.fingerprints", index++));
    }

    bool m_openGroups;
    std::vector<Unit> m_units;
};

} // namespace

std::string_view toString(Kind kind)
{
    switch (kind) {
    case Kind::ClusterPolicy:
    case Kind::TracePolicy:
        return "SpyderbatPolicy";
    case Kind::FingerprintRecord:
        return "fingerprint record";
    case Kind::DeviationRecord:
        return "deviation record";
    case Kind::OutOfScope:
        return "document of another tool";
    case Kind::Unknown:
        return "unknown";
    default:
        break;
    }
    const auto* found = std::find_if(guardianKinds.begin(), guardianKinds.end(),
                                     [&](const auto& entry) { return entry.second == kind; });
    return found->first;
}

std::vector<std::string_view> kindWords()
{
    std::vector<std::string_view> out;
    for (const auto& [word, kind] : guardianKinds) {
        if (kind != Kind::OutOfScope)
            out.push_back(word);
    }
    return out;
}

Kind kindNamed(std::string_view word, std::string_view type)
{
    const auto* found = std::find_if(guardianKinds.begin(), guardianKinds.end(),
                                     [&](const auto& entry) { return entry.first == word; });
    if (found == guardianKinds.end())
        return Kind::Unknown;
    if (found->second != Kind::Policy)
        return found->second;
    return type == "cluster" ? Kind::ClusterPolicy
        : type == "trace"    ? Kind::TracePolicy
                             : Kind::Policy;
}

Kind kindOf(NodeRef mapping)
{
    if (!mapping.isMapping())
        return Kind::Unknown;
    const NodeRef word = mapping.find("kind");
    if (!word)
        return kindOfRecord(mapping);
    if (!word.isString())
        return Kind::Unknown;
    const Kind kind = kindNamed(word.value(), typeOf(mapping));
    return kind == Kind::Fingerprint && hasRecordKey(mapping) ? Kind::FingerprintRecord : kind;
}

std::vector<Unit> unitsOf(const yaml::Document& document, bool openGroups)
{
    UnitList units(openGroups);
    const std::vector<NodeRef> roots = document.roots();
    std::size_t number = 0;
    for (const NodeRef root : roots) {
        ++number;
        if (root.isNull() && root.value().empty())
            continue; // nothing between two `---`
        units.addTop(root, roots.size() > 1 ? "document " + std::to_string(number) : "");
    }
    return units.take();
}

bool holdFingerprintsAlone(const std::vector<Unit>& units)
{
    bool fingerprints = false;
    for (const Unit& unit : units) {
        if (unit.kind == Kind::Policy || unit.kind == Kind::ClusterPolicy
            || unit.kind == Kind::TracePolicy)
            return false;
        fingerprints = fingerprints || unit.kind == Kind::Fingerprint
            || unit.kind == Kind::FingerprintRecord || unit.kind == Kind::FingerprintGroup;
    }
    return fingerprints;
}

} // namespace pw::policy
