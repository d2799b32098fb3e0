#pragma once
// The object types of the schema, by the table that defines them. schema.h is the door for others.

#include "core/policy/schema.h"

#include <array>

namespace pw::policy::types {

// schema_selectors.cpp
extern const ObjectType containerSelector;
extern const ObjectType serviceSelector;
extern const ObjectType clusterSelector;
extern const ObjectType machineSelector;
extern const ObjectType namespaceSelector;
extern const ObjectType podSelector;
extern const ObjectType processSelector;
extern const ObjectType traceSelector;
extern const ObjectType userSelector;

// schema_process.cpp
extern const ObjectType port;
extern const ObjectType process;
extern const ObjectType deviationProcess;

// schema_network.cpp
extern const ObjectType networkPolicy;
extern const ObjectType deviationNetworkPolicy;

// schema_response.cpp
extern const ObjectType response;

// schema_guardian.cpp
extern const ObjectType fingerprint;
extern const ObjectType fingerprintRecord;
extern const ObjectType fingerprintGroup;
extern const ObjectType baseline;
extern const ObjectType policy;
extern const ObjectType deviation;
extern const ObjectType deviationRecord;

// schema_cluster.cpp
extern const ObjectType clusterPolicy;
extern const ObjectType tracePolicy;
extern const ObjectType ruleset;
extern const ObjectType rulesetRule;

// schema_other.cpp
extern const ObjectType itemsList;
extern const ObjectType uidList;
extern const ObjectType config;
extern const ObjectType apiSecret;

inline constexpr std::array<std::string_view, 1> apiVersions{"spyderbat/v1"};
inline constexpr std::array<std::string_view, 2> modes{"audit", "enforce"};
inline constexpr Field apiVersion{.key = "apiVersion",
                                  .required = true,
                                  .values = apiVersions,
                                  .suggested = "spyderbat/v1",
                                  .doc = "The version of the document format.",
                                  .example = "spyderbat/v1"};
inline constexpr Field kind{
    .key = "kind", .required = true, .doc = "What this document is.", .example = "SpyderbatPolicy"};
inline constexpr Field mode{.key = "mode",
                            .required = true,
                            .values = modes,
                            .suggested = "audit",
                            .doc = "audit logs deviations and what would be done about them; "
                                   "enforce does it.",
                            .example = "audit"};
inline constexpr Field enabled{.key = "enabled",
                               .kind = FieldKind::Boolean,
                               .defaultValue = "true",
                               .doc = "false switches it off without deleting it.",
                               .example = "true"};

/// A field that holds an object of that type.
constexpr Field object(std::string_view key, const ObjectType& type, bool required,
                       std::string_view doc, std::string_view example)
{
    return {.key = key,
            .kind = FieldKind::Object,
            .item = &type,
            .required = required,
            .doc = doc,
            .example = example};
}

/// A field that holds a list of objects of that type.
constexpr Field objects(std::string_view key, const ObjectType& type, bool required,
                        std::string_view suggested, std::string_view doc, std::string_view example)
{
    return {.key = key,
            .kind = FieldKind::ObjectList,
            .item = &type,
            .required = required,
            .suggested = suggested,
            .doc = doc,
            .example = example};
}

} // namespace pw::policy::types
