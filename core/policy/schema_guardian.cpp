// The documents about containers and Linux services: fingerprints, policies, deviations.

#include "core/policy/schema_spec.h"

namespace pw::policy::types {

namespace {

constexpr std::array<std::string_view, 2> workloads{"container", "linux-service"};
constexpr std::array<std::string_view, 4> policyTypes{"container", "linux-service", "cluster",
                                                      "trace"};

constexpr Field timestamp(std::string_view key, std::string_view doc)
{
    return {
        .key = key, .kind = FieldKind::NumberOrText, .doc = doc, .example = "1705435213.327981"};
}

constexpr std::array<Field, 9> metadataFields(std::span<const std::string_view> documentTypes)
{
    return {Field{.key = "name",
                  .required = true,
                  .doc = "What people call it: 3 to 64 characters.",
                  .example = "shop-frontend"},
            Field{.key = "type",
                  .required = true,
                  .values = documentTypes,
                  .doc = "What kind of workload it is about.",
                  .example = "container"},
            Field{.key = "uid",
                  .doc = "Given by the server when the document is applied.",
                  .example = "pol:…"},
            timestamp("creationTimestamp", "When it was made, in seconds since 1970."),
            timestamp("firstTimestamp", "The oldest observation in it."),
            timestamp("latestTimestamp", "The newest observation in it."),
            timestamp("lastUpdatedTimestamp", "When the server changed it last."),
            Field{.key = "selectorHash",
                  .doc = "A fingerprint of the selectors of a trace policy.",
                  .example = "6eab41bc4627d24bde5775a96216dadd"},
            Field{.key = "tags",
                  .kind = FieldKind::Anything,
                  .doc = "Words added by people.",
                  .example = "[shop]"}};
}

constexpr std::array<RuleName, 1> nameRules{"name-length"};
constexpr auto policyMetadataFields = metadataFields(policyTypes);
constexpr ObjectType policyMetadata{.name = "metadata",
                                    .fields = policyMetadataFields,
                                    .unknown = UnknownKeys::Keep,
                                    .rules = nameRules};
constexpr auto workloadMetadataFields = metadataFields(workloads);
constexpr ObjectType workloadMetadata{
    .name = "metadata", .fields = workloadMetadataFields, .unknown = UnknownKeys::Keep};

constexpr Field processPolicy(bool required)
{
    return objects("processPolicy", process, required, required ? "[]" : "",
                   "The processes that may run, as trees.",
                   "[{name: nginx, exe: [/usr/sbin/nginx], id: nginx_0, euser: [root]}]");
}

constexpr std::array<Field, 2> behaviour{processPolicy(true),
                                         Field{.key = "networkPolicy",
                                               .kind = FieldKind::Object,
                                               .item = &networkPolicy,
                                               .required = true,
                                               .suggested = "{ingress: [], egress: []}",
                                               .doc = "The connections that may be made.",
                                               .example = "{ingress: [], egress: []}"}};
constexpr auto observedFields = joined(scopeFields, optionFields, behaviour);
constexpr ObjectType observedSpec{.name = "spec", .fields = observedFields};

// In the order in which a new document has them: a missing one is added at its place.
constexpr std::array<Field, 1> modeField{mode};
constexpr std::array<Field, 1> enabledField{enabled};
constexpr std::array<Field, 1> responseField{
    Field{.key = "response",
          .kind = FieldKind::Object,
          .item = &response,
          .required = true,
          .suggested = "{default: [{makeRedFlag: {severity: high}}], actions: []}",
          .doc = "What is done about a deviation.",
          .example = "{default: [{makeRedFlag: {severity: high}}], actions: []}"}};
constexpr auto policyFields
    = joined(scopeFields, modeField, optionFields, enabledField, behaviour, responseField);
constexpr ObjectType policySpec{.name = "spec", .fields = policyFields};

constexpr Field document(const ObjectType& spec, bool required)
{
    return object("spec", spec, required, "What it says.", "{…}");
}
constexpr Field about(const ObjectType& metadata)
{
    return object("metadata", metadata, true, "What it is called and where it comes from.",
                  "{name: shop-frontend, type: container}");
}

constexpr std::array fingerprintFields{apiVersion, kind, about(workloadMetadata),
                                       document(observedSpec, true)};
constexpr std::array<RuleName, 4> observedRules{"type-selector", "process-ids", "process-users",
                                                "unused-processes"};
constexpr std::array baselineFields{apiVersion, kind, about(workloadMetadata),
                                    document(observedSpec, true)};
constexpr std::array documentFields{apiVersion, kind, about(policyMetadata),
                                    document(policySpec, true)};
constexpr std::array<RuleName, 9> policyRules{
    "type-selector",    "process-ids", "process-users",   "redundant",     "too-wide",
    "unused-processes", "response",    "fitting-actions", "fitting-scopes"};
constexpr std::array<RuleName, 7> baselineRules{"type-selector", "process-ids", "process-users",
                                                "redundant",     "too-wide",    "unused-processes",
                                                "fitting-scopes"};

constexpr Field optional(Field field)
{
    field.required = false;
    return field;
}
constexpr Field anything(std::string_view key, std::string_view doc)
{
    return {.key = key, .kind = FieldKind::Anything, .doc = doc};
}
constexpr std::array recordFields{
    optional(apiVersion),
    optional(kind),
    about(workloadMetadata),
    document(observedSpec, false),
    anything("id", "The server's id of the fingerprint."),
    anything("image", "The image of the container."),
    anything("image_id", "The digest of the image."),
    anything("cgroup", "The control group of the service."),
    anything("muid", "The machine it was seen on."),
    anything("time", "When it was seen last."),
    Field{.key = "covered_by_policy",
          .kind = FieldKind::Boolean,
          .doc = "An applied policy has it in scope.",
          .example = "true"},
};

constexpr std::array<std::string_view, 1> memberKinds{"SpyderbatFingerprint"};
constexpr std::array groupMetadataFields{
    Field{.key = "image", .doc = "The image that all members share.", .example = "nginx:1.25"},
    Field{.key = "imageID", .doc = "The digest that all share.", .example = "sha256:…"},
    Field{.key = "cgroup",
          .doc = "The control group that all members share.",
          .example = "systemd:/system.slice/nginx.service"},
    Field{.key = "firstTimestamp",
          .kind = FieldKind::Number,
          .doc = "The oldest observation of all members.",
          .example = "1670000000"},
    Field{.key = "latestTimestamp",
          .kind = FieldKind::Number,
          .doc = "The newest observation of all members.",
          .example = "1670000100.5"},
};
constexpr ObjectType groupMetadata{
    .name = "metadata", .fields = groupMetadataFields, .unknown = UnknownKeys::Keep};
constexpr Field namesOfGroup(std::string_view key, std::string_view doc)
{
    return {.key = key, .kind = FieldKind::TextList, .doc = doc, .example = "[]"};
}
constexpr std::array groupDataFields{
    Field{.key = "fingerprints",
          .kind = FieldKind::DocumentList,
          .required = true,
          .values = memberKinds,
          .suggested = "[]",
          .doc = "The members.",
          .example = "[]"},
    namesOfGroup("machines", "The machines the members were seen on."),
    namesOfGroup("containerNames", "The names of the members' containers."),
    namesOfGroup("containerIDs", "The ids of the members' containers."),
};
constexpr ObjectType groupData{.name = "data", .fields = groupDataFields};
constexpr std::array groupFields{
    apiVersion, kind,
    object("metadata", groupMetadata, true, "What the members share.", "{image: 'nginx:1.25'}"),
    object("data", groupData, true, "The members.", "{fingerprints: []}")};

// Deviations
constexpr Field requiredText(std::string_view key, std::string_view doc, std::string_view example)
{
    return {.key = key, .required = true, .doc = doc, .example = example};
}
constexpr std::array deviationMetadataFields{
    requiredText("type", "What deviated: process, ingress, egress, …", "process"),
    requiredText("policy_uid", "The policy that it deviated from.", "pol:…"),
    requiredText("checksum", "The same for equal deviations.", "9f86d081884c7d65"),
    requiredText("uid", "The id of this deviation.", "dev:…"),
    Field{.key = "scopes",
          .kind = FieldKind::FreeMap,
          .doc = "Facts about the container that deviated.",
          .example = "{}"},
};
constexpr ObjectType deviationMetadata{
    .name = "metadata", .fields = deviationMetadataFields, .unknown = UnknownKeys::Warn};
constexpr std::array<Field, 4> deviationOwn{
    objects("processPolicy", deviationProcess, false, {},
            "The processes that are new, or new below a process of the policy.",
            "[{policyNode: {id: nginx_0, children: []}}]"),
    object("networkPolicy", deviationNetworkPolicy, false, "The connections that are new.",
           "{ingress: []}"),
    objects("rules", rulesetRule, false, {}, "The rules that would allow it.",
            "[{target: 'container::image', verb: allow, values: [nginx]}]"),
    Field{.key = "matches",
          .kind = FieldKind::FreeMap,
          .doc = "The rules that it met.",
          .example = "{}"},
};
constexpr auto deviationSpecFields = joined(scopeFields, optionFields, deviationOwn);
constexpr ObjectType deviationSpec{.name = "spec", .fields = deviationSpecFields};
constexpr std::array deviationFields{
    apiVersion, kind,
    object("metadata", deviationMetadata, true, "Which policy, and which deviation.",
           "{type: process, policy_uid: 'pol:…', checksum: 9f86, uid: 'dev:…'}"),
    document(deviationSpec, true)};
constexpr std::array<RuleName, 2> deviationRules{"process-ids", "process-users"};
constexpr std::array deviationRecordFields{
    Field{.key = "id", .kind = FieldKind::Anything, .doc = "The server's id.", .example = "dev:…"},
    anything("policy_uid", "The policy that it deviated from."),
    anything("time", "When it was seen."),
    object("deviation", deviation, true, "The deviation itself.", "{…}"),
};

} // namespace

constexpr ObjectType fingerprint{
    .name = "SpyderbatFingerprint", .fields = fingerprintFields, .rules = observedRules};
constexpr ObjectType fingerprintRecord{.name = "fingerprint record",
                                       .fields = recordFields,
                                       .unknown = UnknownKeys::Keep,
                                       .rules = observedRules};
constexpr ObjectType fingerprintGroup{
    .name = "FingerprintGroup", .fields = groupFields, .unknown = UnknownKeys::Warn};
constexpr ObjectType baseline{.name = "SpyderbatBaseline",
                              .fields = baselineFields,
                              .unknown = UnknownKeys::Warn,
                              .rules = baselineRules};
constexpr ObjectType policy{
    .name = "SpyderbatPolicy", .fields = documentFields, .rules = policyRules};
constexpr ObjectType deviation{.name = "GuardianDeviation",
                               .fields = deviationFields,
                               .unknown = UnknownKeys::Warn,
                               .rules = deviationRules};
constexpr ObjectType deviationRecord{
    .name = "deviation record", .fields = deviationRecordFields, .unknown = UnknownKeys::Keep};

} // namespace pw::policy::types
