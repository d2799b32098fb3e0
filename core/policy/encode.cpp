#include "core/policy/encode.h"

#include <algorithm>

namespace pw::policy {

namespace {

using yaml::Value;
using Entries = std::vector<std::pair<std::string, Value>>;

Value labelsValue(const Labels& labels)
{
    Value out = Value::map();
    for (const auto& [key, value] : labels)
        out.entries.emplace_back(key, Value::string(value));
    return out;
}

Value expressionsValue(const std::vector<Expression>& expressions)
{
    Value out = Value::list();
    for (const Expression& expression : expressions) {
        Value item = Value::map();
        item.set("key", Value::string(expression.key));
        item.set("operator", Value::string(expression.op));
        if (!expression.values.empty())
            item.set("values", Value::strings(expression.values));
        out.items.push_back(std::move(item));
    }
    return out;
}

Value selectorValue(const Selector& selector)
{
    Value out = Value::map();
    for (const SelectorField& field : selector.fields) {
        const bool asList = field.isList || field.values.size() != 1;
        out.entries.emplace_back(field.name,
                                 asList ? Value::strings(field.values)
                                        : Value::string(field.values.front()));
    }
    if (!selector.matchFields.empty())
        out.entries.emplace_back("matchFields", labelsValue(selector.matchFields));
    if (!selector.matchFieldsExpressions.empty()) {
        out.entries.emplace_back("matchFieldsExpressions",
                                 expressionsValue(selector.matchFieldsExpressions));
    }
    if (!selector.matchLabels.empty())
        out.entries.emplace_back("matchLabels", labelsValue(selector.matchLabels));
    if (!selector.matchExpressions.empty())
        out.entries.emplace_back("matchExpressions", expressionsValue(selector.matchExpressions));
    return out;
}

Value portsValue(const std::vector<PortRange>& ports)
{
    Value out = Value::list();
    out.items.reserve(ports.size());
    for (const PortRange& port : ports) {
        Value item = Value::map();
        item.entries.emplace_back("protocol",
                                  Value::string(port.protocol == Protocol::Udp ? "UDP" : "TCP"));
        item.entries.emplace_back("port", Value::number(std::to_string(port.port)));
        if (port.endPort > port.port)
            item.entries.emplace_back("endPort", Value::number(std::to_string(port.endPort)));
        out.items.push_back(std::move(item));
    }
    return out;
}

Value processesValue(const std::vector<ProcessNode>& processes);

Value processValue(const ProcessNode& process)
{
    Value out = Value::map();
    if (process.isPolicyNode) {
        out.entries.emplace_back("id", Value::string(process.id));
        out.entries.emplace_back("children", processesValue(process.children));
        return Value::map({{"policyNode", std::move(out)}});
    }
    out.entries.emplace_back("name", Value::string(process.name));
    out.entries.emplace_back("exe", Value::strings(process.exe));
    out.entries.emplace_back("id", Value::string(process.id));
    if (process.euser)
        out.entries.emplace_back("euser", Value::strings(*process.euser));
    if (!process.listeningSockets.empty())
        out.entries.emplace_back("listeningSockets", portsValue(process.listeningSockets));
    if (!process.children.empty())
        out.entries.emplace_back("children", processesValue(process.children));
    return out;
}

Value processesValue(const std::vector<ProcessNode>& processes)
{
    Value out = Value::list();
    out.items.reserve(processes.size());
    for (const ProcessNode& process : processes)
        out.items.push_back(processValue(process));
    return out;
}

Value peersValue(const std::vector<Peer>& peers)
{
    Value out = Value::list();
    out.items.reserve(peers.size());
    for (const Peer& peer : peers) {
        Value item = Value::map();
        if (peer.ip) {
            Value block = Value::map();
            block.entries.emplace_back("cidr", Value::string(peer.ip->cidr));
            if (!peer.ip->except.empty())
                block.entries.emplace_back("except", Value::strings(peer.ip->except));
            item.entries.emplace_back("ipBlock", std::move(block));
        } else {
            item.entries.emplace_back("dnsSelector", Value::strings(peer.dnsNames));
        }
        out.items.push_back(std::move(item));
    }
    return out;
}

Value rulesValue(const std::vector<NetworkRule>& rules, std::string_view peersKey)
{
    Value out = Value::list();
    out.items.reserve(rules.size());
    for (const NetworkRule& rule : rules) {
        Value item = Value::map();
        item.entries.emplace_back(peersKey, peersValue(rule.peers));
        if (rule.processes)
            item.entries.emplace_back("processes", Value::strings(*rule.processes));
        item.entries.emplace_back("ports", portsValue(rule.ports));
        out.items.push_back(std::move(item));
    }
    return out;
}

Value networkValue(const NetworkPolicy& network, bool egressFirst)
{
    Value out = Value::map({{"ingress", rulesValue(network.ingress, "from")},
                            {"egress", rulesValue(network.egress, "to")}});
    if (egressFirst)
        std::swap(out.entries[0], out.entries[1]);
    out.entries.insert(out.entries.end(), network.others.begin(), network.others.end());
    return out;
}

Value actionsValue(const std::vector<Action>& actions)
{
    Value out = Value::list();
    for (const Action& action : actions) {
        Value item = Value::map();
        if (!action.type.empty())
            item.entries.emplace_back(action.type, action.body);
        out.items.push_back(std::move(item));
    }
    return out;
}

Value responseValue(const Response& response)
{
    Value out = Value::map({{"default", actionsValue(response.defaults)},
                            {"actions", actionsValue(response.actions)}});
    out.entries.insert(out.entries.end(), response.others.begin(), response.others.end());
    return out;
}

/// In the order of a new document.
Entries specEntries(const Spec& spec, bool egressFirst)
{
    Entries out;
    const auto addText = [&](std::string_view key, const std::optional<std::string>& text) {
        if (text)
            out.emplace_back(key, Value::string(*text));
    };
    for (const Selector& selector : spec.selectors)
        out.emplace_back(selector.key, selectorValue(selector));
    addText("mode", spec.mode);
    addText("disableProcesses", spec.options.disableProcesses);
    addText("disableConnections", spec.options.disableConnections);
    addText("disablePrivateConnections", spec.options.disablePrivateConnections);
    addText("disablePublicConnections", spec.options.disablePublicConnections);
    if (spec.enabled)
        out.emplace_back("enabled", Value::boolean(*spec.enabled));
    if (spec.processPolicy)
        out.emplace_back("processPolicy", processesValue(*spec.processPolicy));
    if (spec.networkPolicy)
        out.emplace_back("networkPolicy", networkValue(*spec.networkPolicy, egressFirst));
    out.insert(out.end(), spec.others.begin(), spec.others.end());
    if (spec.response)
        out.emplace_back("response", responseValue(*spec.response));
    return out;
}

/// The entries in the order of `keys`; one that is not listed follows the entry it follows now.
Entries ordered(Entries entries, const std::vector<std::string>& keys)
{
    std::vector<std::pair<std::pair<std::size_t, std::size_t>, std::size_t>> order;
    std::size_t anchor = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto listed = std::find(keys.begin(), keys.end(), entries[i].first);
        if (listed != keys.end())
            anchor = static_cast<std::size_t>(listed - keys.begin()) + 1;
        order.push_back({{anchor, listed != keys.end() ? 0 : i + 1}, i});
    }
    std::sort(order.begin(), order.end());
    Entries out;
    out.reserve(entries.size());
    for (const auto& [place, index] : order)
        out.push_back(std::move(entries[index]));
    return out;
}

std::string_view kindWord(Kind kind)
{
    return kind == Kind::FingerprintRecord ? toString(Kind::Fingerprint)
        : kind == Kind::DeviationRecord    ? toString(Kind::Deviation)
                                           : toString(kind);
}

} // namespace

Value encode(const GuardianDocument& document)
{
    Value out = Value::map();
    out.entries.emplace_back("apiVersion", Value::string("spyderbat/v1"));
    out.entries.emplace_back("kind", Value::string(std::string(kindWord(document.kind))));
    out.entries.emplace_back("metadata", document.metadata);
    out.entries.emplace_back(
        "spec",
        Value::map(ordered(specEntries(document.spec, document.layout.egressFirst),
                           document.layout.specKeys)));
    return out;
}

} // namespace pw::policy
