#include "core/ops/fingerprint_groups.h"

#include "core/ops/timestamp.h"
#include "core/policy/decode.h"

#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace pw::ops {
namespace {

using yaml::NodeRef;
using yaml::Value;

struct Group
{
    Value metadata = Value::map();
    NodeRef first; ///< the firstTimestamp that counts
    NodeRef latest;
    std::vector<NodeRef> members;
    std::unordered_map<std::string, std::size_t> memberOf; ///< by metadata.id
    std::set<std::string> machines;
    std::set<std::string> containerNames;
    std::set<std::string> containerIds;
};

/// A record cut to what a fingerprint document has.
Value fourKeys(NodeRef record)
{
    Value out = Value::map();
    for (const std::string_view key : {"apiVersion", "kind", "metadata", "spec"}) {
        if (const NodeRef found = record.find(key))
            out.set(key, yaml::toValue(found));
    }
    return out;
}

std::string_view textOf(NodeRef node)
{
    return node.isScalar() && !node.isNull() ? node.value() : std::string_view();
}

void addText(std::set<std::string>& texts, NodeRef node)
{
    if (const std::string_view text = textOf(node); !text.empty())
        texts.emplace(text);
}

void addMember(Group& group, NodeRef record)
{
    const NodeRef metadata = record.find("metadata");
    const NodeRef first = metadata.find("firstTimestamp");
    const NodeRef latest = metadata.find("latestTimestamp");
    if (!group.first || earlierTimestamp(textOf(group.first), textOf(first)) != textOf(group.first))
        group.first = first;
    if (!group.latest
        || laterTimestamp(textOf(group.latest), textOf(latest)) != textOf(group.latest))
        group.latest = latest;
    addText(group.machines, metadata.find("muid"));
    addText(group.containerNames, metadata.find("containerName"));
    addText(group.containerIds, metadata.find("containerID"));

    const std::string id(textOf(metadata.find("id")));
    if (!id.empty()) {
        const auto [known, added] = group.memberOf.try_emplace(id, group.members.size());
        if (!added) {
            NodeRef& kept = group.members[known->second];
            const std::string_view keptTime = textOf(kept.find("metadata").find("latestTimestamp"));
            if (laterTimestamp(keptTime, textOf(latest)) != keptTime)
                kept = record;
            return;
        }
    }
    group.members.push_back(record);
}

Value listOf(const std::set<std::string>& texts)
{
    return Value::strings({texts.begin(), texts.end()});
}

Value documentOf(Group group, bool service)
{
    if (group.first)
        group.metadata.set("firstTimestamp", yaml::toValue(group.first));
    if (group.latest)
        group.metadata.set("latestTimestamp", yaml::toValue(group.latest));
    std::vector<Value> members;
    members.reserve(group.members.size());
    for (const NodeRef member : group.members)
        members.push_back(fourKeys(member));
    Value data = Value::map(
        {{"fingerprints", Value::list(std::move(members))}, {"machines", listOf(group.machines)}});
    if (!service) {
        data.set("containerNames", listOf(group.containerNames));
        data.set("containerIDs", listOf(group.containerIds));
    }
    return Value::map({{"apiVersion", Value::string("spyderbat/v1")},
                       {"kind", Value::string("FingerprintGroup")},
                       {"metadata", std::move(group.metadata)},
                       {"data", std::move(data)}});
}

} // namespace

std::vector<Value> fingerprintGroups(const std::vector<NodeRef>& records, std::string_view type)
{
    const bool service = type == "linux-service";
    std::vector<Group> groups;
    std::unordered_map<std::string, std::size_t> groupOf;
    for (const NodeRef record : records) {
        const policy::FingerprintFacts facts = policy::decodeFacts(record);
        const bool usable
            = service ? !facts.cgroup.empty() : !facts.image.empty() && !facts.imageId.empty();
        if (facts.type != type || !usable)
            continue;
        const std::string key = service ? facts.cgroup : facts.image + '\0' + facts.imageId;
        const auto [found, added] = groupOf.try_emplace(key, groups.size());
        if (added) {
            Group& group = groups.emplace_back();
            if (service) {
                group.metadata.set("cgroup", Value::string(facts.cgroup));
            } else {
                group.metadata.set("image", Value::string(facts.image));
                group.metadata.set("imageID", Value::string(facts.imageId));
            }
        }
        addMember(groups[found->second], record);
    }
    std::vector<Value> documents;
    documents.reserve(groups.size());
    for (Group& group : groups)
        documents.push_back(documentOf(std::move(group), service));
    return documents;
}

Value itemsDocument(std::vector<Value> documents)
{
    if (documents.size() == 1)
        return std::move(documents.front());
    return Value::map({{"apiVersion", Value::string("spyderbat/v1")},
                       {"items", Value::list(std::move(documents))}});
}

} // namespace pw::ops
