// What is done about a deviation: default actions, and actions for what their selectors fit.

#include "core/policy/schema_types.h"

#include <algorithm>

namespace pw::policy::types {

namespace {

constexpr std::array<std::string_view, 5> severities{"info", "low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 3> templates{"json", "yaml", "slack"};

constexpr Field severity{.key = "severity",
                         .required = true,
                         .values = severities,
                         .suggested = "high",
                         .doc = "How bad the flag is.",
                         .example = "high"};
constexpr Field content{.key = "content",
                        .maximum = 350,
                        .doc = "The text shown with the flag.",
                        .example = "Unexpected process in the shop"};
constexpr Field impact{.key = "impact",
                       .maximum = 100,
                       .doc = "What it may lead to.",
                       .example = "Data may leave the cluster"};
constexpr Field description{.key = "description",
                            .maximum = 350,
                            .doc = "What the flag means.",
                            .example = "The nightly job has changed"};
constexpr Field priority{
    .key = "priority", .required = true, .doc = "The new priority, as a text.", .example = "'10'"};
constexpr Field url{.key = "urlDestination",
                    .required = true,
                    .maximum = 2048,
                    .doc = "Where the message is posted to.",
                    .example = "https://hooks.example.org/deviation"};
constexpr Field messageTemplate{.key = "template",
                                .required = true,
                                .values = templates,
                                .doc = "The shape of the message.",
                                .example = "json"};

constexpr std::array<Field, 7> selectors{
    object("clusterSelector", clusterSelector, false, "Only in these clusters.",
           "{matchFields: {name: prod}}"),
    object("containerSelector", containerSelector, false, "Only for these containers.",
           "{image: 'nginx:*'}"),
    object("machineSelector", machineSelector, false, "Only on these machines.",
           "{hostname: web-01}"),
    object("namespaceSelector", namespaceSelector, false, "Only in these namespaces.",
           "{matchLabels: {kubernetes.io/metadata.name: shop}}"),
    object("podSelector", podSelector, false, "Only for these pods.",
           "{matchLabels: {env: staging}}"),
    object("processSelector", processSelector, false, "Only for these processes.", "{name: [sh]}"),
    object("serviceSelector", serviceSelector, false,
           "Only for these services; documented, but refused by spyctl.",
           "{cgroup: 'systemd:/system.slice/nginx.service'}"),
};

/// The fields of a default action: its own ones and the switch.
template <std::size_t count>
constexpr std::array<Field, count + 1> plain(const std::array<Field, count>& own)
{
    std::array<Field, count + 1> out{};
    std::copy(own.begin(), own.end(), out.begin());
    out[count] = enabled;
    return out;
}

/// The fields of an action in `actions`: those of a default action and the selectors.
template <std::size_t count>
constexpr std::array<Field, count + 1 + selectors.size()>
selective(const std::array<Field, count>& own)
{
    std::array<Field, count + 1 + selectors.size()> out{};
    const auto base = plain(own);
    std::size_t at = 0;
    for (const Field& field : base)
        out[at++] = field;
    for (Field field : selectors) {
        field.mayBeNull = true; // the rule about selectors of actions speaks
        out[at++] = field;
    }
    return out;
}

constexpr std::array<Field, 3> redFlagOwn{severity, content, impact};
constexpr std::array<Field, 3> opsFlagOwn{severity, content, description};
constexpr std::array<Field, 0> killOwn{};
constexpr std::array<Field, 1> reniceOwn{priority};
constexpr std::array<Field, 2> webhookOwn{url, messageTemplate};

constexpr auto redFlagDefault = plain(redFlagOwn);
constexpr auto opsFlagDefault = plain(opsFlagOwn);
constexpr auto killDefault = plain(killOwn);
constexpr auto reniceDefault = plain(reniceOwn);
constexpr auto webhookDefault = plain(webhookOwn);
constexpr auto redFlagSelective = selective(redFlagOwn);
constexpr auto opsFlagSelective = selective(opsFlagOwn);
constexpr auto killSelective = selective(killOwn);
constexpr auto reniceSelective = selective(reniceOwn);
constexpr auto webhookSelective = selective(webhookOwn);

constexpr std::string_view defaultName = "default action";
constexpr std::array<RuleName, 1> bodyRules{"needs-selector"};
constexpr ObjectType redFlagPlain{.name = defaultName, .fields = redFlagDefault};
constexpr ObjectType opsFlagPlain{.name = defaultName, .fields = opsFlagDefault};
constexpr ObjectType killPlain{.name = defaultName, .fields = killDefault};
constexpr ObjectType renicePlain{.name = defaultName, .fields = reniceDefault};
constexpr ObjectType webhookPlain{.name = defaultName, .fields = webhookDefault};
constexpr ObjectType redFlag{.name = "action", .fields = redFlagSelective, .rules = bodyRules};
constexpr ObjectType opsFlag{.name = "action", .fields = opsFlagSelective, .rules = bodyRules};
constexpr ObjectType kill{.name = "action", .fields = killSelective, .rules = bodyRules};
constexpr ObjectType renice{.name = "action", .fields = reniceSelective, .rules = bodyRules};
constexpr ObjectType webhook{.name = "action", .fields = webhookSelective, .rules = bodyRules};

constexpr Field action(std::string_view key, const ObjectType& type, std::string_view doc,
                       std::string_view example, std::string_view since = {},
                       std::string_view until = {})
{
    return {.key = key,
            .kind = FieldKind::Object,
            .item = &type,
            .mayBeNull = true, // the rule about entries speaks
            .since = since,
            .until = until,
            .doc = doc,
            .example = example};
}

/// The actions, with bodies of one form or the other.
constexpr std::array<Field, 8> actionFields(const ObjectType& red, const ObjectType& ops,
                                            const ObjectType& killing, const ObjectType& reniced,
                                            const ObjectType& hook)
{
    return {action("makeRedFlag", red, "Makes a security flag.", "{severity: high}"),
            action("makeOpsFlag", ops, "Makes an operations flag.", "{severity: medium}"),
            action("agentKillPod", killing, "Deletes the pod of the container.", "{}"),
            action("agentKillProcess", killing, "Kills the deviating process.", "{}"),
            action("agentKillProcessGroup", killing, "Kills its process group.", "{}"),
            action("agentKillProcessTree", killing, "Kills the process and all below it.", "{}",
                   "0.24"),
            action("agentReniceProcess", reniced, "Sets the priority of the process.",
                   "{priority: '10'}", "0.24"),
            action("webhook", hook, "Posts a message.",
                   "{urlDestination: 'https://hooks.example.org', template: json}", {}, "0.13")};
}

constexpr auto defaultFields
    = actionFields(redFlagPlain, opsFlagPlain, killPlain, renicePlain, webhookPlain);
constexpr auto selectiveFields = actionFields(redFlag, opsFlag, kill, renice, webhook);
constexpr std::array<RuleName, 1> entryRules{"one-action"};
constexpr ObjectType defaultEntry{
    .name = "default entry", .fields = defaultFields, .rules = entryRules};
constexpr ObjectType actionEntry{
    .name = "action entry", .fields = selectiveFields, .rules = entryRules};

constexpr std::array responseFields{
    objects("default", defaultEntry, true, "[]",
            "Taken when no action of the same kind below was taken.",
            "[{makeRedFlag: {severity: high}}]"),
    objects("actions", actionEntry, true, "[]", "Taken for what their selectors fit.",
            "[{agentKillPod: {podSelector: {matchLabels: {env: staging}}}}]")};

} // namespace

constexpr ObjectType response{
    .name = "response", .fields = responseFields, .unknown = UnknownKeys::Warn};

} // namespace pw::policy::types
