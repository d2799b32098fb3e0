// Processes and the ports they listen on.

#include "core/policy/schema_types.h"

namespace pw::policy::types {

namespace {

constexpr std::array<std::string_view, 2> protocols{"TCP", "UDP"};
constexpr std::array<RuleName, 1> portRules{"port-order"};
constexpr std::array portFields{
    Field{.key = "protocol",
          .required = true,
          .values = protocols,
          .doc = "TCP or UDP, in capitals.",
          .example = "TCP"},
    Field{.key = "port",
          .kind = FieldKind::Integer,
          .required = true,
          .minimum = 0,
          .maximum = 65535,
          .doc = "The port, or the first one of a range.",
          .example = "443"},
    Field{.key = "endPort",
          .kind = FieldKind::Integer,
          .minimum = 0,
          .maximum = 65535,
          .doc = "The last port of the range, included; the same as port when absent.",
          .example = "8010"},
};

constexpr Field processName{.key = "name",
                            .required = true,
                            .minimum = 1,
                            .doc = "The name of the process; wildcards allowed.",
                            .example = "nginx"};
constexpr Field processExe{.key = "exe",
                           .kind = FieldKind::TextList,
                           .required = true,
                           .minimum = 1,
                           .doc = "Full paths of its executables; wildcards allowed.",
                           .example = "[/usr/sbin/nginx]"};
constexpr Field processId{.key = "id",
                          .required = true,
                          .minimum = 1,
                          .doc = "Names this process in network rules; unique in the document.",
                          .example = "nginx_0"};
constexpr Field processUser{.key = "euser",
                            .kind = FieldKind::TextList,
                            .minimum = 1,
                            .doc = "Effective users; those of the parent when absent.",
                            .example = "[root, www-data]"};
constexpr Field processSockets
    = objects("listeningSockets", port, false, {}, "Ports that it may listen on.",
              "[{protocol: TCP, port: 80}]");
constexpr Field processChildren
    = objects("children", process, false, {}, "Processes that it may start.",
              "[{name: sh, exe: [/bin/sh], id: sh_0}]");
constexpr std::array processFields{processName, processExe,     processId,
                                   processUser, processSockets, processChildren};

constexpr std::array policyNodeFields{processId, processChildren};
constexpr ObjectType policyNode{.name = "policyNode", .fields = policyNodeFields};
constexpr std::array policyNodeEntryFields{
    object("policyNode", policyNode, true, "A process of the policy, by its id, with what is new.",
           "{id: nginx_0, children: []}")};
constexpr ObjectType policyNodeEntry{.name = "policy node entry", .fields = policyNodeEntryFields};

} // namespace

constexpr ObjectType port{.name = "port", .fields = portFields, .rules = portRules};
constexpr ObjectType process{.name = "process", .fields = processFields};
constexpr ObjectType deviationProcess{.name = "process",
                                      .fields = processFields,
                                      .alternativeKey = "policyNode",
                                      .alternative = &policyNodeEntry};

} // namespace pw::policy::types
