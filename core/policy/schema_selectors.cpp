// The selectors: which part of the world a document, an action or a rule is for.

#include "core/policy/schema_types.h"

namespace pw::policy::types {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view fieldsSince = "0.24";
constexpr std::array<std::string_view, 4> operators{"In", "NotIn", "Exists", "DoesNotExist"};
constexpr std::array<RuleName, 1> expressionRules{"expression-values"};

constexpr std::array<Field, 3> expressionFields(Words keys)
{
    return {Field{.key = "key",
                  .required = true,
                  .values = keys,
                  .minimum = 1,
                  .doc = "The field or label that is looked at.",
                  .example = "app"},
            Field{.key = "operator",
                  .required = true,
                  .values = operators,
                  .doc = "In and NotIn compare with values; Exists and DoesNotExist take none.",
                  .example = "In"},
            Field{.key = "values",
                  .kind = FieldKind::TextList,
                  .doc = "What In and NotIn compare with; wildcards allowed.",
                  .example = "[web, 'web-*']"}};
}

constexpr Field matchFields(Words keys)
{
    return {.key = "matchFields",
            .kind = FieldKind::TextMap,
            .values = keys,
            .since = fieldsSince,
            .doc = "Fields and the text that each must fit; wildcards allowed.",
            .example = "{name: 'prod-*'}"};
}

constexpr Field matchFieldsExpressions(const ObjectType& expression)
{
    return {.key = "matchFieldsExpressions",
            .kind = FieldKind::ObjectList,
            .item = &expression,
            .minimum = 1,
            .since = fieldsSince,
            .doc = "Conditions on fields that one text cannot say.",
            .example = "[{key: name, operator: NotIn, values: [test]}]"};
}

constexpr Field flatText(std::string_view key, std::string_view doc, std::string_view example)
{
    return {.key = key, .doc = doc, .example = example};
}

constexpr Field flatList(std::string_view key, std::string_view doc, std::string_view example)
{
    return {.key = key, .kind = FieldKind::TextList, .minimum = 1, .doc = doc, .example = example};
}

constexpr std::array<RuleName, 3> selectorRules{"selector-filled", "flat-and-match-fields",
                                                "placeholder"};
constexpr std::array<RuleName, 4> machineRules{"selector-filled", "flat-and-match-fields",
                                               "placeholder", "machine-muid"};

// Containers
constexpr std::array<std::string_view, 4> containerKeys{"image", "imageID", "containerName",
                                                        "containerID"};
constexpr auto containerExpressionFields = expressionFields(containerKeys);
constexpr ObjectType containerExpression{
    .name = "expression", .fields = containerExpressionFields, .rules = expressionRules};
constexpr std::array containerFields{
    flatText("image", "The image with its tag; wildcards allowed.",
             "docker.io/library/mongo:latest"),
    flatText("imageID", "The digest of the image.", "sha256:…"),
    flatText("containerName", "The name of the container.", "/k8s_mongo_mongo-0_*"),
    flatText("containerID", "The id of one container.", "5e6a…"),
    matchFields(containerKeys),
    matchFieldsExpressions(containerExpression),
};

// Linux services
constexpr std::array<std::string_view, 2> serviceKeys{"cgroup", "name"};
constexpr auto serviceExpressionFields = expressionFields(serviceKeys);
constexpr ObjectType serviceExpression{
    .name = "expression", .fields = serviceExpressionFields, .rules = expressionRules};
constexpr std::array serviceFields{
    flatText("cgroup", "The control group of the service; wildcards allowed.",
             "systemd:/system.slice/nginx.service"),
    matchFields(serviceKeys),
    matchFieldsExpressions(serviceExpression),
};

// Clusters
constexpr std::array<std::string_view, 2> clusterKeys{"name", "uid"};
constexpr auto clusterExpressionFields = expressionFields(clusterKeys);
constexpr ObjectType clusterExpression{
    .name = "expression", .fields = clusterExpressionFields, .rules = expressionRules};
constexpr std::array clusterFields{matchFields(clusterKeys),
                                   matchFieldsExpressions(clusterExpression)};

// Machines
constexpr std::array<std::string_view, 4> machineKeys{"hostname", "sourceName", "uid", "muid"};
constexpr auto machineExpressionFields = expressionFields(machineKeys);
constexpr ObjectType machineExpression{
    .name = "expression", .fields = machineExpressionFields, .rules = expressionRules};
constexpr std::array machineFields{
    Field{.key = "hostname",
          .kind = FieldKind::TextOrTextList,
          .doc = "The host's name, or several.",
          .example = "web-01"},
    Field{.key = "machineUID",
          .kind = FieldKind::TextOrTextList,
          .doc = "The machine's uid, or several.",
          .example = "mach:…"},
    Field{.key = "muid",
          .kind = FieldKind::TextOrTextList,
          .doc = "Another spelling of the machine's uid, written by spyctl 0.24 and refused by it.",
          .example = "mach:…"},
    matchFields(machineKeys),
    matchFieldsExpressions(machineExpression),
};

// Namespaces and pods: labels, any key
constexpr auto labelExpressionFields = expressionFields({});
constexpr ObjectType labelExpression{
    .name = "expression", .fields = labelExpressionFields, .rules = expressionRules};
constexpr std::array labelFields{
    Field{.key = "matchLabels",
          .kind = FieldKind::TextMap,
          .doc = "Labels and the text that each must fit; wildcards allowed.",
          .example = "{app: web}"},
    Field{.key = "matchExpressions",
          .kind = FieldKind::ObjectList,
          .item = &labelExpression,
          .minimum = 1,
          .since = fieldsSince,
          .doc = "Conditions on labels that one text cannot say.",
          .example = "[{key: app, operator: Exists}]"},
};
constexpr std::array<RuleName, 2> labelRules{"labels-filled", "placeholder"};

// Processes
constexpr std::array<std::string_view, 3> processKeys{"name", "exe", "euser"};
constexpr auto processExpressionFields = expressionFields(processKeys);
constexpr ObjectType processExpression{
    .name = "expression", .fields = processExpressionFields, .rules = expressionRules};
constexpr std::array processFields{
    flatList("name", "Names of processes; wildcards allowed.", "[bash, sh]"),
    flatList("exe", "Paths of executables; wildcards allowed.", "[/usr/bin/*]"),
    flatList("euser", "Effective users.", "[root]"),
    Field{.key = "interactive",
          .kind = FieldKind::Boolean,
          .until = "0.13",
          .doc = "Only processes of interactive sessions.",
          .example = "true"},
    matchFields(processKeys),
    matchFieldsExpressions(processExpression),
};
constexpr std::array<RuleName, 1> processRules{"process-selector-filled"};

// Traces and their users
constexpr std::array<std::string_view, 2> traceKeys{"triggerClass", "triggerAncestors"};
constexpr auto traceExpressionFields = expressionFields(traceKeys);
constexpr ObjectType traceExpression{
    .name = "expression", .fields = traceExpressionFields, .rules = expressionRules};
constexpr std::array traceFields{
    Field{.key = "triggerClass",
          .kind = FieldKind::TextList,
          .doc = "Classes of the flags that start a trace.",
          .example = "['redflag/proc/command/high_severity/*']"},
    Field{.key = "triggerAncestors",
          .kind = FieldKind::TextList,
          .doc = "Names of the processes above it, joined by slashes.",
          .example = "[systemd/cron/sh]"},
    matchFields(traceKeys),
    matchFieldsExpressions(traceExpression),
};
constexpr std::array<std::string_view, 1> userKeys{"user"};
constexpr auto userExpressionFields = expressionFields(userKeys);
constexpr ObjectType userExpression{
    .name = "expression", .fields = userExpressionFields, .rules = expressionRules};
constexpr std::array userFields{
    Field{.key = "users",
          .kind = FieldKind::TextList,
          .doc = "Users of any session.",
          .example = "[admin]"},
    Field{.key = "interactiveUsers",
          .kind = FieldKind::TextList,
          .doc = "Users of interactive sessions.",
          .example = "[admin]"},
    Field{.key = "nonInteractiveUsers",
          .kind = FieldKind::TextList,
          .doc = "Users of services and scheduled jobs.",
          .example = "[www-data]"},
    matchFields(userKeys),
    matchFieldsExpressions(userExpression),
};
constexpr std::array<RuleName, 1> traceRules{"flat-and-match-fields"};

} // namespace

constexpr ObjectType containerSelector{
    .name = "containerSelector", .fields = containerFields, .rules = selectorRules};
constexpr ObjectType serviceSelector{
    .name = "serviceSelector", .fields = serviceFields, .rules = selectorRules};
constexpr ObjectType clusterSelector{
    .name = "clusterSelector", .fields = clusterFields, .rules = selectorRules};
constexpr ObjectType machineSelector{
    .name = "machineSelector", .fields = machineFields, .rules = machineRules};
constexpr ObjectType namespaceSelector{
    .name = "namespaceSelector", .fields = labelFields, .rules = labelRules};
constexpr ObjectType podSelector{.name = "podSelector", .fields = labelFields, .rules = labelRules};
constexpr ObjectType processSelector{
    .name = "processSelector", .fields = processFields, .rules = processRules};
constexpr ObjectType traceSelector{
    .name = "traceSelector", .fields = traceFields, .rules = traceRules};
constexpr ObjectType userSelector{
    .name = "userSelector", .fields = userFields, .rules = traceRules};

} // namespace pw::policy::types
