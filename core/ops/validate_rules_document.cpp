// Rules about a whole document: its type and selectors, its name, what is too wide.

#include "core/ops/validate_rules.h"

#include "core/ops/cidr.h"
#include "core/ops/response_fit.h"
#include "core/policy/scalars.h"

#include <algorithm>
#include <array>

namespace pw::ops::validation {

namespace {

using policy::GuardianDocument;
using policy::ProcessNode;
using text::Severity;
using yaml::NodeRef;

NodeRef nodeOf(const RuleInput& input, policy::Where where)
{
    return {input.report.document(), where.node};
}

std::string_view typeOf(NodeRef document)
{
    return policy::textOf(document.find("metadata").find("type")).value_or("");
}

std::string_view ownSelector(std::string_view type)
{
    return type == "container"    ? "containerSelector"
        : type == "linux-service" ? "serviceSelector"
        : type == "cluster"       ? "clusterSelector"
                                  : std::string_view();
}

void wide(const RuleInput& input, const std::string& what, NodeRef node)
{
    input.report.add(Severity::Security, "too-wide", "too wide: " + what, at(node));
}

void wideProcesses(const RuleInput& input, const std::vector<ProcessNode>& processes)
{
    for (const ProcessNode& process : processes) {
        const NodeRef node = nodeOf(input, process.where);
        if (process.name == "*")
            wide(input, "\"*\" fits every process; write its name", node.find("name"));
        for (const NodeRef exe : node.find("exe").items()) {
            if (exe.isString() && exe.value() == "*")
                wide(input, "\"*\" fits every executable; write its path", exe);
        }
        wideProcesses(input, process.children);
    }
}

void widePeers(const RuleInput& input, const std::vector<policy::NetworkRule>& rules)
{
    for (const policy::NetworkRule& rule : rules) {
        for (const policy::Peer& peer : rule.peers) {
            const NodeRef node = nodeOf(input, peer.where);
            if (peer.ip) {
                const ParsedCidr parsed = parseCidr(peer.ip->cidr);
                if (parsed.problem != CidrProblem::Malformed && parsed.cidr.prefix == 0) {
                    wide(input,
                         peer.ip->cidr + " is every address; write the networks that are needed",
                         node.find("ipBlock").find("cidr"));
                }
                continue;
            }
            for (const NodeRef name : node.find("dnsSelector").items()) {
                if (name.isString() && name.value() == "*")
                    wide(input, "\"*\" is every name; write the names that are needed", name);
            }
        }
    }
}

std::string mainField(std::string_view selector)
{
    if (selector == "containerSelector")
        return "image";
    return selector == "serviceSelector" ? "cgroup" : "name";
}

/// Empty: what is meant is not known, and anything written here could be too wide.
std::optional<text::Fix> toFillIn(const RuleInput& input, NodeRef spec, const std::string& key)
{
    const policy::Field* const field = input.type.field("spec");
    if (field == nullptr || field->item == nullptr)
        return std::nullopt;
    yaml::Value selector = yaml::Value::map({{mainField(key), yaml::Value::string({})}});
    const policy::Field* const known = field->item->field(key);
    if (known != nullptr && known->item != nullptr && known->item->field(mainField(key)) == nullptr)
        selector = yaml::Value::map({{"matchFields", std::move(selector)}});
    std::string title = "add " + key + " with an empty " + mainField(key) + " to fill in";
    const NodeRef there = spec.find(key);
    return there ? setValue(there, std::move(selector), std::move(title))
                 : addEntry(spec, *field->item, key, std::move(selector), std::move(title));
}

} // namespace

void typeSelector(const RuleInput& input)
{
    const std::string_view type = typeOf(input.node);
    const std::string key(ownSelector(type));
    const NodeRef spec = input.node.find("spec");
    if (key.empty() || !spec.isMapping() || input.report.unfinished(input.node))
        return;
    const NodeRef selector = spec.find(key);
    if (selector && !selector.isNull())
        return;
    input.report.error("type-without-selector",
                       "Type is '" + std::string(type) + "' and no '" + key
                           + "' found in spec. Add " + key + " with its " + mainField(key),
                       within(input.node, input.node.find("metadata").find("type")),
                       toFillIn(input, spec, key));
}

void nameLength(const RuleInput& input)
{
    const NodeRef name = input.node.find("name");
    if (!name.isString())
        return;
    const std::size_t size = codePoints(name.value());
    if (size >= 3 && size <= 64)
        return;
    input.report.warning(
        "name-length",
        "the name has " + std::to_string(size) + " characters; the server takes 3 to 64", at(name));
}

void unusedProcesses(const RuleInput& input)
{
    const NodeRef spec = input.node.find("spec");
    const NodeRef option = spec.find("disableProcesses");
    const NodeRef processes = spec.find("processPolicy");
    if (!option.isString() || option.value() != "all" || processes.size() == 0)
        return;
    input.report.warning("unused-processes",
                         "processes are not judged, because disableProcesses is all; remove the "
                         "option, or empty processPolicy",
                         at(processes));
}

void tooWide(const RuleInput& input)
{
    const GuardianDocument& document = input.report.decoded(input.node);
    constexpr std::array<std::string_view, 2> wholeWorld{"image", "cgroup"};
    for (const policy::Selector& selector : document.spec.selectors) {
        const NodeRef node = nodeOf(input, selector.where);
        for (const std::string_view field : wholeWorld) {
            for (const NodeRef value : {node.find(field), node.find("matchFields").find(field)}) {
                if (value.isString() && value.value() == "*") {
                    wide(input,
                         "\"*\" fits every " + std::string(field) + "; write which one is meant",
                         value);
                }
            }
        }
    }
    if (document.spec.processPolicy)
        wideProcesses(input, *document.spec.processPolicy);
    if (document.spec.networkPolicy) {
        widePeers(input, document.spec.networkPolicy->ingress);
        widePeers(input, document.spec.networkPolicy->egress);
    }
}

void fittingScopes(const RuleInput& input)
{
    const std::string_view type = typeOf(input.node);
    const std::span<const std::string_view> fitting = scopeSelectors(type);
    if (fitting.empty())
        return;
    for (const auto& entry : input.node.find("spec").entries()) {
        const std::string_view key = entry.key.value();
        const policy::Field* known
            = input.type.field("spec")->item->field(key); // others are unknown fields already
        if (!key.ends_with("Selector") || known == nullptr || !entry.value.isMapping()
            || std::find(fitting.begin(), fitting.end(), key) != fitting.end())
            continue;
        input.report.warning("selector-not-applicable",
                             std::string(key) + " says nothing about a policy of type '"
                                 + std::string(type) + "'; remove it",
                             atKey(entry), input.report.removal("selector-not-applicable", entry));
    }
}

} // namespace pw::ops::validation
