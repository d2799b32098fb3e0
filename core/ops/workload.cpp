#include "core/ops/workload.h"

#include "core/policy/decode.h"
#include "core/policy/encode.h"
#include "core/yaml/json_writer.h"
#include "core/yaml/reader.h"

#include <algorithm>

namespace pw::ops {

namespace {

using policy::GuardianDocument;
using policy::Selector;

constexpr std::string_view namespaceLabel = "kubernetes.io/metadata.name";

/// A fact that stands under a key of its own instead of in a selector.
struct PlainFact
{
    std::string_view selector;
    std::string_view field;
    std::string_view key;
};

constexpr std::array<PlainFact, 4> metadataFacts{{
    {"containerSelector", "containerName", "containerName"},
    {"containerSelector", "containerID", "containerID"},
    {"machineSelector", "uid", "muid"},
    {"clusterSelector", "uid", "cluster-uid"},
}};

constexpr std::array<PlainFact, 10> recordFacts{{
    {"containerSelector", "image", "image"},
    {"containerSelector", "imageID", "image_id"},
    {"containerSelector", "containerName", "container_name"},
    {"containerSelector", "containerID", "container_id"},
    {"serviceSelector", "cgroup", "cgroup"},
    {"serviceSelector", "name", "service_name"},
    {"machineSelector", "hostname", "hostname"},
    {"machineSelector", "uid", "muid"},
    {"clusterSelector", "name", "cluster_name"},
    {"clusterSelector", "uid", "cluster_uid"},
}};

Selector& selectorIn(policy::Spec& spec, std::string_view key)
{
    for (Selector& candidate : spec.selectors) {
        if (candidate.key == key)
            return candidate;
    }
    spec.selectors.emplace_back().key = key;
    return spec.selectors.back();
}

/// A text under the key of the record, or of its metadata.
std::string recordText(yaml::NodeRef root, std::string_view key)
{
    for (const yaml::NodeRef node : {root.find(key), root.find("metadata").find(key)}) {
        if (node.isString() && !node.value().empty())
            return std::string(node.value());
    }
    return {};
}

/// Every field that the object may state something about, by its one name, sorted.
std::vector<std::string> fieldsStated(const Selector* stated, std::string_view selector)
{
    std::vector<std::string> out;
    if (stated != nullptr) {
        for (const policy::SelectorField& field : stated->fields)
            out.emplace_back(factName(field.name));
        for (const auto& [name, value] : stated->matchFields)
            out.emplace_back(factName(name));
    }
    for (const PlainFact& fact : metadataFacts) {
        if (fact.selector == selector)
            out.emplace_back(fact.field);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

} // namespace

std::string_view factName(std::string_view field)
{
    return field == "machineUID" || field == "muid" ? "uid" : field;
}

std::vector<std::string> statedField(const GuardianDocument& object, std::string_view selector,
                                     std::string_view field)
{
    const std::string_view wanted = factName(field);
    if (const Selector* stated = object.spec.selector(selector)) {
        for (const policy::SelectorField& candidate : stated->fields) {
            if (factName(candidate.name) == wanted)
                return candidate.values;
        }
        for (const auto& [name, value] : stated->matchFields) {
            if (factName(name) == wanted)
                return {value};
        }
    }
    for (const PlainFact& fact : metadataFacts) {
        if (fact.selector != selector || fact.field != wanted)
            continue;
        if (std::string value = object.metadataText(fact.key); !value.empty())
            return {std::move(value)};
    }
    return {};
}

policy::Labels statedLabels(const GuardianDocument& object, std::string_view selector)
{
    const Selector* stated = object.spec.selector(selector);
    if (stated != nullptr && !stated->matchLabels.empty())
        return stated->matchLabels;
    const std::string space = object.metadataText("namespace");
    if (selector == "namespaceSelector" && !space.empty())
        return {{std::string(namespaceLabel), space}};
    return {};
}

GuardianDocument guardianOf(std::string text)
{
    const Result<text::SourceText> source = text::SourceText::make(std::move(text));
    if (!source)
        return {};
    const yaml::Document document = yaml::read(*source);
    const std::vector<yaml::NodeRef> roots = document.roots();
    return roots.empty() ? GuardianDocument{} : policy::decodeGuardian(roots.front());
}

GuardianDocument guardianOf(const yaml::Value& document)
{
    return guardianOf(yaml::writeJson(document, yaml::JsonLayout::OneLine));
}

GuardianDocument workloadOf(yaml::NodeRef root)
{
    GuardianDocument out = policy::decodeGuardian(root);
    for (const PlainFact& fact : recordFacts) {
        std::string value = recordText(root, fact.key);
        if (value.empty() || !statedField(out, fact.selector, fact.field).empty())
            continue;
        selectorIn(out.spec, fact.selector)
            .fields.push_back({std::string(fact.field), {std::move(value)}, false, {}});
    }
    std::string space = recordText(root, "namespace");
    if (!space.empty() && statedLabels(out, "namespaceSelector").empty()) {
        selectorIn(out.spec, "namespaceSelector")
            .matchLabels.emplace_back(namespaceLabel, std::move(space));
    }
    return out;
}

GuardianDocument scopeOf(const GuardianDocument& object)
{
    GuardianDocument out;
    out.kind = object.kind == policy::Kind::Deviation ? policy::Kind::Deviation
                                                      : policy::Kind::Fingerprint;
    if (std::string type = object.type(); !type.empty())
        out.metadata.set("type", yaml::Value::string(std::move(type)));
    for (const std::string_view key : scopeSelectors) {
        Selector facts;
        facts.key = key;
        for (std::string& field : fieldsStated(object.spec.selector(key), key)) {
            std::vector<std::string> values = statedField(object, key, field);
            if (values.empty())
                continue;
            const bool isList = values.size() > 1;
            facts.fields.push_back({std::move(field), std::move(values), isList, {}});
        }
        facts.matchLabels = statedLabels(object, key);
        std::stable_sort(facts.matchLabels.begin(), facts.matchLabels.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        if (!facts.empty())
            out.spec.selectors.push_back(std::move(facts));
    }
    return out;
}

std::string scopeText(const GuardianDocument& object)
{
    return writeJson(policy::encode(scopeOf(object)), yaml::JsonLayout::OneLine);
}

std::string behaviourText(const GuardianDocument& object)
{
    GuardianDocument out;
    out.kind = policy::Kind::Fingerprint;
    out.spec.processPolicy = object.spec.processPolicy;
    out.spec.networkPolicy = object.spec.networkPolicy;
    if (out.spec.networkPolicy)
        out.spec.networkPolicy->others.clear();
    return writeJson(policy::encode(out), yaml::JsonLayout::OneLine);
}

} // namespace pw::ops
