// Network rules: who may connect, on which ports.

#include "core/policy/schema_types.h"

namespace pw::policy::types {

namespace {

constexpr std::array ipBlockFields{
    Field{.key = "cidr",
          .required = true,
          .doc = "An IPv4 or IPv6 network, or one address.",
          .example = "10.20.0.0/16"},
    Field{.key = "except",
          .kind = FieldKind::TextList,
          .maximum = 10,
          .doc = "Networks inside cidr that are not meant.",
          .example = "[10.20.9.0/24]"},
};
constexpr std::array<RuleName, 1> ipBlockRules{"address-block"};
constexpr ObjectType ipBlock{.name = "ipBlock", .fields = ipBlockFields, .rules = ipBlockRules};

constexpr std::array peerFields{
    object("ipBlock", ipBlock, false, "Addresses.", "{cidr: 10.20.0.0/16}"),
    Field{.key = "dnsSelector",
          .kind = FieldKind::TextList,
          .minimum = 1,
          .doc = "DNS names; wildcards allowed.",
          .example = "['*.example.org']"},
};
constexpr std::array<RuleName, 1> peerRules{"one-form"};
constexpr ObjectType peer{.name = "block", .fields = peerFields, .rules = peerRules};

constexpr Field peers(std::string_view key, std::string_view doc)
{
    return {.key = key,
            .kind = FieldKind::ObjectList,
            .item = &peer,
            .required = true,
            .minimum = 1,
            .doc = doc,
            .example = "[{ipBlock: {cidr: 10.20.0.0/16}}]"};
}
constexpr Field ruleProcesses{.key = "processes",
                              .kind = FieldKind::TextList,
                              .minimum = 1,
                              .doc = "Ids of the processes that are meant; any when absent.",
                              .example = "[nginx_0]"};
constexpr Field rulePorts{.key = "ports",
                          .kind = FieldKind::ObjectList,
                          .item = &port,
                          .required = true,
                          .minimum = 1,
                          .doc = "The ports of the side that is connected to.",
                          .example = "[{protocol: TCP, port: 443}]"};

constexpr std::array ingressFields{peers("from", "Who connects."), ruleProcesses, rulePorts};
constexpr std::array egressFields{peers("to", "What is connected to."), ruleProcesses, rulePorts};
constexpr ObjectType ingressRule{.name = "ingress rule", .fields = ingressFields};
constexpr ObjectType egressRule{.name = "egress rule", .fields = egressFields};

constexpr std::string_view ingressDoc = "Connections that come in.";
constexpr std::string_view egressDoc = "Connections that go out.";
constexpr std::string_view ingressExample = "[{from: [{ipBlock: {cidr: 10.20.0.0/16}}], "
                                            "ports: [{protocol: TCP, port: 443}]}]";
constexpr std::string_view egressExample = "[{to: [{dnsSelector: ['*.example.org']}], "
                                           "ports: [{protocol: TCP, port: 443}]}]";

constexpr std::array requiredFields{
    objects("ingress", ingressRule, true, "[]", ingressDoc, ingressExample),
    objects("egress", egressRule, true, "[]", egressDoc, egressExample)};
constexpr std::array optionalFields{
    objects("ingress", ingressRule, false, {}, ingressDoc, ingressExample),
    objects("egress", egressRule, false, {}, egressDoc, egressExample)};

} // namespace

constexpr ObjectType networkPolicy{
    .name = "networkPolicy", .fields = requiredFields, .unknown = UnknownKeys::Warn};
constexpr ObjectType deviationNetworkPolicy{
    .name = "networkPolicy", .fields = optionalFields, .unknown = UnknownKeys::Warn};

} // namespace pw::policy::types
