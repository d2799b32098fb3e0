// Documents beside the guardian ones: lists, uids, the client's configuration and its secrets.

#include "core/policy/schema_types.h"

namespace pw::policy::types {

namespace {

constexpr std::array itemsFields{
    apiVersion,
    Field{.key = "items",
          .kind = FieldKind::DocumentList,
          .required = true,
          .doc = "The documents.",
          .example = "[]"},
    Field{.key = "metadata",
          .kind = FieldKind::FreeMap,
          .doc = "Facts about the list, such as the time it spans.",
          .example = "{firstTimestamp: 1670000000}"},
};

constexpr std::array uidMetadataFields{
    Field{.key = "startTime",
          .kind = FieldKind::Number,
          .required = true,
          .doc = "The start of the time in which they were seen.",
          .example = "1670000000"},
    Field{.key = "endTime",
          .kind = FieldKind::Number,
          .required = true,
          .doc = "The end of it, later than startTime.",
          .example = "1670003600"},
};
constexpr std::array<RuleName, 1> uidMetadataRules{"time-order"};
constexpr ObjectType uidMetadata{.name = "metadata",
                                 .fields = uidMetadataFields,
                                 .unknown = UnknownKeys::Keep,
                                 .rules = uidMetadataRules};
constexpr std::array uidDataFields{Field{.key = "uniqueIdentifiers",
                                         .kind = FieldKind::TextList,
                                         .required = true,
                                         .suggested = "[]",
                                         .doc = "Ids of fingerprints or deviations.",
                                         .example = "['fprint:…', 'dev:…']"}};
constexpr ObjectType uidData{.name = "data", .fields = uidDataFields};
constexpr std::array uidFields{
    apiVersion, kind,
    object("metadata", uidMetadata, true, "When they were seen.", "{startTime: 1, endTime: 2}"),
    object("data", uidData, true, "The ids.", "{uniqueIdentifiers: []}")};

constexpr Field filter(std::string_view key, std::string_view doc, std::string_view example)
{
    return {.key = key, .kind = FieldKind::TextOrTextList, .doc = doc, .example = example};
}
constexpr std::array contextFields{
    Field{.key = "organization",
          .required = true,
          .minimum = 1,
          .doc = "The organization, by name or uid.",
          .example = "my-org"},
    filter("cluster", "Only this cluster, by default.", "prod"),
    filter("namespace", "Only this namespace, by default.", "shop"),
    filter("pod", "Only this pod, by default.", "web-0"),
    filter("machines", "Only these machines, by default.", "[web-01]"),
    filter("image", "Only this image, by default.", "nginx:*"),
    filter("imageID", "Only this digest, by default.", "sha256:…"),
    filter("containerName", "Only this container, by default.", "web"),
    filter("containerID", "Only this container, by default.", "5e6a…"),
    filter("cgroup", "Only this service, by default.", "systemd:/system.slice/nginx.service"),
};
constexpr ObjectType contextBody{.name = "context", .fields = contextFields};
constexpr std::array contextEntryFields{
    Field{.key = "name",
          .required = true,
          .minimum = 1,
          .doc = "What the context is called.",
          .example = "prod"},
    Field{.key = "secret",
          .required = true,
          .doc = "The name of an APISecret.",
          .example = "prod-key"},
    object("context", contextBody, true, "What it points at.", "{organization: my-org}"),
};
constexpr ObjectType contextEntry{.name = "context entry", .fields = contextEntryFields};
constexpr std::array configFields{
    apiVersion, kind,
    objects("contexts", contextEntry, true, "[]", "Where to connect to.",
            "[{name: prod, secret: prod-key, context: {organization: my-org}}]"),
    Field{.key = "current-context",
          .required = true,
          .doc = "The name of the context in use; __none__ for none.",
          .example = "prod"}};
constexpr std::array<RuleName, 1> configRules{"contexts"};

constexpr std::array secretMetadataFields{
    Field{.key = "name",
          .required = true,
          .minimum = 1,
          .doc = "The name that contexts use.",
          .example = "prod-key"},
    Field{.key = "creationTimestamp",
          .kind = FieldKind::NumberOrText,
          .doc = "When it was made.",
          .example = "1670000000"},
};
constexpr ObjectType secretMetadata{
    .name = "metadata", .fields = secretMetadataFields, .unknown = UnknownKeys::Keep};
constexpr std::array secretFields{
    apiVersion, kind,
    object("metadata", secretMetadata, true, "What it is called.", "{name: prod-key}"),
    Field{.key = "data",
          .kind = FieldKind::TextMap,
          .doc = "apikey and apiurl, each in base64.",
          .example = "{apiurl: aHR0cHM6Ly9hcGkuc3B5ZGVyYmF0LmNvbQ==}"},
    Field{.key = "stringData",
          .kind = FieldKind::TextMap,
          .doc = "apikey and apiurl as they are; data wins.",
          .example = "{apiurl: 'https://api.spyderbat.com'}"}};
constexpr std::array<RuleName, 1> secretRules{"secret-keys"};

} // namespace

constexpr ObjectType itemsList{.name = "items list", .fields = itemsFields};
constexpr ObjectType uidList{.name = "UidList", .fields = uidFields};
constexpr ObjectType config{.name = "Config", .fields = configFields, .rules = configRules};
constexpr ObjectType apiSecret{.name = "APISecret", .fields = secretFields, .rules = secretRules};

} // namespace pw::policy::types
