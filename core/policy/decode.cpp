#include "core/policy/decode.h"

#include "core/policy/decode_parts.h"
#include "core/policy/scalars.h"

#include <algorithm>

namespace pw::policy {

namespace {

using yaml::NodeRef;

std::optional<std::string> ownedText(NodeRef node)
{
    const std::optional<std::string_view> text = textOf(node);
    return text ? std::optional<std::string>(*text) : std::nullopt;
}

/// True when the key is one of the table's own, whatever its value is.
bool decodeKnown(GuardianDocument& out, std::string_view key, NodeRef value)
{
    Spec& spec = out.spec;
    Options& options = spec.options;
    if (key == "mode") {
        spec.mode = ownedText(value);
    } else if (key == "enabled") {
        spec.enabled = booleanOf(value);
    } else if (key == "disableProcesses") {
        options.disableProcesses = ownedText(value);
    } else if (key == "disableConnections") {
        options.disableConnections = ownedText(value);
    } else if (key == "disablePrivateConnections") {
        options.disablePrivateConnections = ownedText(value);
    } else if (key == "disablePublicConnections") {
        options.disablePublicConnections = ownedText(value);
    } else if (key == "processPolicy") {
        spec.processPolicy.reset();
        if (value.isSequence())
            spec.processPolicy = decodeProcesses(value);
    } else if (key == "networkPolicy") {
        spec.networkPolicy.reset();
        if (value.isMapping()) {
            spec.networkPolicy = decodeNetwork(value);
            for (const auto& [direction, rules] : value.entries()) {
                if (direction.value() == "egress" || direction.value() == "ingress") {
                    out.layout.egressFirst = direction.value() == "egress";
                    break;
                }
            }
        }
    } else if (key == "response") {
        spec.response.reset();
        if (value.isMapping())
            spec.response = decodeResponse(value);
    } else if (key.ends_with("Selector")) {
        std::erase_if(spec.selectors, [&](const Selector& s) { return s.key == key; });
        if (value.isMapping())
            spec.selectors.push_back(decodeSelector(key, value));
    } else {
        return false;
    }
    return true;
}

void decodeSpec(GuardianDocument& out, NodeRef node)
{
    out.spec.where = {node.id()};
    for (const auto& [name, value] : node.entries()) {
        const std::string_view key = name.value();
        if (std::find(out.layout.specKeys.begin(), out.layout.specKeys.end(), key)
            == out.layout.specKeys.end())
            out.layout.specKeys.emplace_back(key);
        if (decodeKnown(out, key, value))
            continue;
        std::erase_if(out.spec.others, [&](const auto& other) { return other.first == key; });
        out.spec.others.emplace_back(key, yaml::toValue(value));
    }
}

/// The first of the candidates that is a text.
std::string firstText(std::initializer_list<NodeRef> candidates)
{
    for (const NodeRef node : candidates) {
        if (node.isString())
            return std::string(node.value());
    }
    return {};
}

/// As firstText, but numbers keep their text, too.
std::string firstScalar(std::initializer_list<NodeRef> candidates)
{
    for (const NodeRef node : candidates) {
        if (node.isScalar() && !node.isNull() && !node.value().empty())
            return std::string(node.value());
    }
    return {};
}

/// A hostname may be a list; a fingerprint comes from one machine, so the first entry says it.
NodeRef firstItem(NodeRef node)
{
    for (const NodeRef item : node.items())
        return item;
    return node;
}

/// `key=value` of each label, from a map of them or from a list of such texts.
SharedTexts labelTexts(NodeRef labels)
{
    if (!labels.isMapping())
        return SharedTexts(textsOf(labels).value_or(std::vector<std::string>()));
    std::vector<std::string> out;
    for (const auto& [key, value] : labels.entries()) {
        if (value.isScalar() && !value.isNull())
            out.push_back(std::string(key.value()) + '=' + std::string(value.value()));
    }
    std::sort(out.begin(), out.end());
    return SharedTexts(std::move(out));
}

SharedTexts policiesOf(NodeRef covered)
{
    if (covered.isString())
        return SharedTexts({std::string(covered.value())});
    return SharedTexts(textsOf(covered).value_or(std::vector<std::string>()));
}

} // namespace

Response decodeResponse(NodeRef node)
{
    Response out;
    out.where = {node.id()};
    const auto decodeActions = [](NodeRef list) {
        std::vector<Action> actions;
        for (const NodeRef item : list.items()) {
            if (!item.isMapping())
                continue;
            if (item.size() == 0)
                actions.push_back({{}, {}, {item.id()}});
            for (const auto& [type, body] : item.entries())
                actions.push_back({std::string(type.value()), yaml::toValue(body), {item.id()}});
        }
        return actions;
    };
    for (const auto& [key, value] : node.entries()) {
        if (key.value() == "default")
            out.defaults = decodeActions(value);
        else if (key.value() == "actions")
            out.actions = decodeActions(value);
        else
            out.others.emplace_back(key.value(), yaml::toValue(value));
    }
    return out;
}

GuardianDocument decodeGuardian(NodeRef root)
{
    GuardianDocument out;
    out.kind = kindOf(root);
    if (out.kind == Kind::DeviationRecord) {
        root = root.find("deviation");
        out.kind = Kind::Deviation;
    } else if (out.kind == Kind::FingerprintRecord) {
        out.kind = Kind::Fingerprint; // only the four keys are kept
    }
    out.where = {root.id()};
    if (const NodeRef metadata = root.find("metadata"); metadata.isMapping())
        out.metadata = yaml::toValue(metadata);
    if (const NodeRef spec = root.find("spec"); spec.isMapping())
        decodeSpec(out, spec);
    return out;
}

FingerprintFacts decodeFacts(NodeRef root)
{
    const NodeRef metadata = root.find("metadata");
    const NodeRef spec = root.find("spec");
    const NodeRef container = spec.find("containerSelector");
    const NodeRef service = spec.find("serviceSelector");
    const NodeRef cluster = spec.find("clusterSelector");
    const NodeRef machine = spec.find("machineSelector");
    const NodeRef namespaceLabels = spec.find("namespaceSelector").find("matchLabels");
    const NodeRef podLabels = spec.find("podSelector").find("matchLabels");
    const auto field = [](NodeRef selector, std::string_view name) {
        const NodeRef flat = selector.find(name);
        return flat ? flat : selector.find("matchFields").find(name);
    };

    FingerprintFacts out;
    out.where = {root.id()};
    out.id = firstText({root.find("id"), metadata.find("id")});
    out.type = firstText({metadata.find("type")});
    out.name = firstText({metadata.find("name")});
    out.image = firstText({root.find("image"), field(container, "image")});
    out.imageId = firstText({root.find("image_id"), field(container, "imageID")});
    out.containerName = firstText({root.find("container_name"), field(container, "containerName"),
                                   metadata.find("containerName")});
    out.containerId = firstText(
        {root.find("container_id"), field(container, "containerID"), metadata.find("containerID")});
    out.cgroup = firstText({root.find("cgroup"), field(service, "cgroup")});
    out.serviceName = firstText({root.find("service_name"), field(service, "name")});
    out.clusterName = firstText(
        {root.find("cluster_name"), field(cluster, "name"), metadata.find("cluster_name")});
    out.clusterUid = firstText(
        {root.find("cluster_uid"), metadata.find("cluster-uid"), field(cluster, "uid")});
    out.namespaceName
        = firstText({root.find("namespace"), namespaceLabels.find("kubernetes.io/metadata.name"),
                     metadata.find("namespace")});
    out.podName
        = firstText({root.find("pod_name"), podLabels.find("statefulset.kubernetes.io/pod-name")});
    out.machine
        = firstText({root.find("muid"), metadata.find("muid"),
                     firstItem(field(machine, "machineUID")), firstItem(field(machine, "uid")),
                     firstItem(field(machine, "hostname")), metadata.find("hostname")});
    out.hostname = firstText(
        {root.find("hostname"), metadata.find("hostname"), firstItem(field(machine, "hostname"))});
    out.status = firstText({root.find("status")});
    out.firstTime = firstScalar({root.find("valid_from"), metadata.find("firstTimestamp")});
    out.time = firstScalar({root.find("time"), metadata.find("latestTimestamp")});
    const NodeRef recordLabels = root.find("pod_labels");
    out.podLabels = labelTexts(recordLabels ? recordLabels : podLabels);
    out.covered = booleanOf(root.find("covered_by_policy"));
    out.coveredBy = policiesOf(root.find("covered_by"));
    return out;
}

} // namespace pw::policy
