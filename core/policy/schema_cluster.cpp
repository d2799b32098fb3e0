// Cluster policies with their rulesets, and trace policies.

#include "core/policy/schema_spec.h"

namespace pw::policy::types {

namespace {

constexpr Field plain(std::string_view key, FieldKind fieldKind, std::string_view doc,
                      std::string_view example)
{
    return {.key = key, .kind = fieldKind, .doc = doc, .example = example};
}

constexpr Field policyName{.key = "name",
                           .required = true,
                           .doc = "What people call it: 3 to 64 characters.",
                           .example = "prod-cluster"};
constexpr std::array<Field, 8> serverFields{
    plain("uid", FieldKind::Text, "Given by the server.", "pol:…"),
    plain("creationTimestamp", FieldKind::NumberOrText, "When it was made.", "1705435213.3"),
    plain("firstTimestamp", FieldKind::NumberOrText, "The oldest observation.", "1705435213.3"),
    plain("latestTimestamp", FieldKind::NumberOrText, "The newest observation.", "1705435213.3"),
    plain("lastUpdatedTimestamp", FieldKind::NumberOrText, "The last change.", "1705435213.3"),
    plain("createdBy", FieldKind::Text, "Who made it.", "ops@example.org"),
    plain("lastUpdatedBy", FieldKind::Text, "Who changed it last.", "ops@example.org"),
    plain("version", FieldKind::Anything, "Counted by the server.", "3"),
};

constexpr std::array<std::string_view, 1> clusterType{"cluster"};
constexpr std::array<std::string_view, 1> traceType{"trace"};
constexpr Field typeField(std::span<const std::string_view> words, std::string_view doc,
                          std::string_view example)
{
    return {.key = "type", .required = true, .values = words, .doc = doc, .example = example};
}
constexpr std::array<RuleName, 1> nameRules{"name-length"};

constexpr std::array<Field, 2> clusterNames{
    policyName, typeField(clusterType, "A policy for whole clusters.", "cluster")};
constexpr auto clusterMetadataFields = joined(clusterNames, serverFields);
constexpr ObjectType clusterMetadata{.name = "metadata",
                                     .fields = clusterMetadataFields,
                                     .unknown = UnknownKeys::Keep,
                                     .rules = nameRules};
constexpr std::array<Field, 4> clusterOwn{
    enabled, mode,
    Field{.key = "rulesets",
          .kind = FieldKind::TextList,
          .required = true,
          .suggested = "[]",
          .doc = "Names of the rulesets it puts into force.",
          .example = "[allowed-images]"},
    Field{.key = "response",
          .kind = FieldKind::Object,
          .item = &response,
          .required = true,
          .suggested = "{default: [{makeRedFlag: {severity: high}}], actions: []}",
          .doc = "What is done about a deviation.",
          .example = "{default: [{makeRedFlag: {severity: high}}], actions: []}"}};
constexpr auto clusterSpecFields = joined(scopeFields, clusterOwn);
constexpr ObjectType clusterSpec{.name = "spec", .fields = clusterSpecFields};
constexpr std::array clusterFields{
    apiVersion, kind,
    object("metadata", clusterMetadata, true, "What it is called.", "{name: prod, type: cluster}"),
    object("spec", clusterSpec, true, "What it says.", "{…}")};
constexpr std::array<RuleName, 4> clusterRules{"type-selector", "response", "fitting-actions",
                                               "fitting-scopes"};

constexpr std::array<Field, 3> traceNames{
    policyName, typeField(traceType, "A policy that keeps traces quiet.", "trace"),
    plain("selectorHash", FieldKind::Text, "A fingerprint of its selectors.", "6eab41bc4627d24b")};
constexpr auto traceMetadataFields = joined(traceNames, serverFields);
constexpr ObjectType traceMetadata{.name = "metadata",
                                   .fields = traceMetadataFields,
                                   .unknown = UnknownKeys::Keep,
                                   .rules = nameRules};
constexpr std::array flagFields{Field{.key = "class",
                                      .required = true,
                                      .doc = "The class of a flag that such a trace may hold.",
                                      .example = "redflag/proc/command/high_severity/sudo"}};
constexpr ObjectType allowedFlag{
    .name = "allowed flag", .fields = flagFields, .unknown = UnknownKeys::Warn};
constexpr std::array<Field, 2> traceScope{
    object("traceSelector", traceSelector, false, "The traces it is for.",
           "{triggerClass: ['redflag/*']}"),
    object("userSelector", userSelector, false, "The users whose traces it is for.",
           "{users: [admin]}")};
constexpr std::array<Field, 3> traceOwn{
    enabled, mode,
    objects("allowedFlags", allowedFlag, true, "[]", "Flags that such a trace may hold.",
            "[{class: redflag/proc/command/high_severity/sudo}]")};
constexpr auto traceSpecFields = joined(traceScope, scopeFields, traceOwn);
constexpr std::array<RuleName, 1> traceSpecRules{"trace-selectors"};
constexpr ObjectType traceSpec{.name = "spec", .fields = traceSpecFields, .rules = traceSpecRules};
constexpr std::array traceFields{
    apiVersion, kind,
    object("metadata", traceMetadata, true, "What it is called.", "{name: cron, type: trace}"),
    object("spec", traceSpec, true, "What it says.", "{…}")};

// Rulesets
constexpr std::array<std::string_view, 7> targets{
    "container::image",       "container::imageID", "container::containerName",
    "container::containerID", "process::exe",       "process::name",
    "process::euser"};
constexpr std::array<std::string_view, 2> verbs{"allow", "deny"};
constexpr std::array ruleFields{
    object("clusterSelector", clusterSelector, false, "Only in these clusters.",
           "{matchFields: {name: prod}}"),
    object("namespaceSelector", namespaceSelector, false, "Only in these namespaces.",
           "{matchLabels: {kubernetes.io/metadata.name: shop}}"),
    object("podSelector", podSelector, false, "Only for these pods.", "{matchLabels: {app: web}}"),
    object("containerSelector", containerSelector, false, "Only for these containers.",
           "{image: 'nginx:*'}"),
    object("processSelector", processSelector, false, "Only for these processes.", "{name: [sh]}"),
    Field{.key = "target",
          .required = true,
          .values = targets,
          .doc = "What the rule looks at.",
          .example = "container::image"},
    Field{.key = "verb",
          .required = true,
          .values = verbs,
          .doc = "What the rule does about it.",
          .example = "allow"},
    Field{.key = "values",
          .kind = FieldKind::TextList,
          .required = true,
          .minimum = 1,
          .doc = "What the target is compared with; wildcards allowed.",
          .example = "['docker.io/library/*']"},
};
constexpr std::array<RuleName, 2> ruleRules{"ruleset-scope", "wide-rule"};
constexpr std::array<std::string_view, 2> rulesetTypes{"cluster", "container"};
constexpr std::array<Field, 2> rulesetNames{
    Field{.key = "name",
          .required = true,
          .maximum = 64,
          .doc = "The name that policies use; no spaces.",
          .example = "allowed-images"},
    typeField(rulesetTypes, "What kind of policy it is for.", "cluster")};
constexpr auto rulesetMetadataFields = joined(rulesetNames, serverFields);
constexpr std::array<RuleName, 1> rulesetNameRules{"ruleset-name"};
constexpr ObjectType rulesetMetadata{.name = "metadata",
                                     .fields = rulesetMetadataFields,
                                     .unknown = UnknownKeys::Warn,
                                     .rules = rulesetNameRules};
constexpr std::array rulesetSpecFields{
    objects("rules", rulesetRule, true, "[]", "What is allowed and what is not.",
            "[{target: 'container::image', verb: allow, values: [nginx]}]")};
constexpr ObjectType rulesetSpec{
    .name = "spec", .fields = rulesetSpecFields, .unknown = UnknownKeys::Warn};
constexpr std::array rulesetFields{
    apiVersion, kind,
    object("metadata", rulesetMetadata, true, "What it is called.", "{name: a, type: cluster}"),
    object("spec", rulesetSpec, true, "Its rules.", "{rules: []}")};

} // namespace

constexpr ObjectType clusterPolicy{
    .name = "SpyderbatPolicy", .fields = clusterFields, .rules = clusterRules};
constexpr ObjectType tracePolicy{.name = "SpyderbatPolicy", .fields = traceFields};
constexpr ObjectType rulesetRule{
    .name = "rule", .fields = ruleFields, .unknown = UnknownKeys::Warn, .rules = ruleRules};
constexpr ObjectType ruleset{
    .name = "SpyderbatRuleset", .fields = rulesetFields, .unknown = UnknownKeys::Warn};

} // namespace pw::policy::types
