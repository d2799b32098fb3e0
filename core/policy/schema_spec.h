#pragma once
// Fields that the specs of several documents share; for the schema's own tables only.

#include "core/policy/schema_types.h"

namespace pw::policy::types {

inline constexpr std::array<std::string_view, 1> allOnly{"all"};
inline constexpr std::array<std::string_view, 3> directions{"all", "egress", "ingress"};

inline constexpr std::array<Field, 6> scopeFields{
    object("containerSelector", containerSelector, false, "The containers it is for.",
           "{image: 'docker.io/library/nginx:*'}"),
    object("serviceSelector", serviceSelector, false, "The Linux service it is for.",
           "{cgroup: 'systemd:/system.slice/nginx.service'}"),
    object("machineSelector", machineSelector, false, "The machines it is for.",
           "{hostname: [web-01, web-02]}"),
    object("namespaceSelector", namespaceSelector, false, "The Kubernetes namespaces it is for.",
           "{matchLabels: {kubernetes.io/metadata.name: shop}}"),
    object("podSelector", podSelector, false, "The pods it is for.", "{matchLabels: {app: web}}"),
    Field{.key = "clusterSelector",
          .kind = FieldKind::Object,
          .item = &clusterSelector,
          .since = "0.24",
          .doc = "The clusters it is for.",
          .example = "{matchFields: {name: prod}}"},
};

inline constexpr std::array<Field, 4> optionFields{
    Field{.key = "disableProcesses",
          .values = allOnly,
          .doc = "all: processes are not judged.",
          .example = "all"},
    Field{.key = "disableConnections",
          .values = directions,
          .doc = "Connections of this direction are not judged.",
          .example = "egress"},
    Field{.key = "disablePrivateConnections",
          .values = directions,
          .doc = "Connections with private addresses are not judged.",
          .example = "ingress"},
    Field{.key = "disablePublicConnections",
          .values = directions,
          .doc = "Connections with public addresses are not judged.",
          .example = "all"},
};

/// Several field tables after one another.
template <std::size_t... sizes> constexpr auto joined(const std::array<Field, sizes>&... tables)
{
    std::array<Field, (sizes + ... + 0)> out{};
    std::size_t at = 0;
    const auto append = [&](const auto& table) {
        for (const Field& field : table)
            out[at++] = field;
    };
    (append(tables), ...);
    return out;
}

} // namespace pw::policy::types
