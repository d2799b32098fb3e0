#pragma once
// An organization in memory with two instances of mongo, one of which runs a shell, and a service.

#include "core/organization/guardian.h"
#include "core/organization/import.h"
#include "core/organization/routes.h"
#include "core/organization/store.h"

#include <memory>
#include <string>

namespace pw::tests {

/// All that was seen lies in the twelve hours before this.
inline constexpr double mongoNow = 1713009000;

inline std::string mongoRecord(const std::string& id, const std::string& children, double time)
{
    const std::string seconds = std::to_string(static_cast<long>(time)) + ".25";
    return R"({"id": ")" + id
        + R"(", "schema": "model_fingerprint:container:1.2.0", "version": 7,)"
          R"( "image": "docker.io/library/mongo:6", "image_id": "sha256:ab12cd34ef56ab12",)"
          R"( "container_name": "mongo-0", "container_id": "c0ffee)"
        + id.substr(id.size() - 2) + R"(", "status": "active", "time": )" + seconds
        + R"(, "valid_from": 1713000000.0, "muid": "mach:m1", "hostname": "node-1",)"
          R"( "cluster_name": "c1", "cluster_uid": "clus:c1", "namespace": "dev",)"
          R"( "apiVersion": "spyderbat/v1", "kind": "SpyderbatFingerprint",)"
          R"( "metadata": {"id": ")"
        + id
        + R"(", "name": "mongo", "type": "container", "namespace": "dev",)"
          R"( "cluster-uid": "clus:c1", "muid": "mach:m1", "firstTimestamp": 1713000000.0,)"
          R"( "latestTimestamp": )"
        + seconds
        + R"(}, "spec": {"containerSelector": {"image": "docker.io/library/mongo:6",)"
          R"( "imageID": "sha256:ab12cd34ef56ab12"},)"
          R"( "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "dev"}},)"
          R"( "processPolicy": [{"name": "mongod", "exe": ["/usr/bin/mongod"], "id": "mongod_0",)"
          R"( "euser": ["mongo"])"
        + children + R"(}], "networkPolicy": {"ingress": [], "egress": []}}})";
}

inline std::string mongoFingerprints()
{
    return mongoRecord("fprint:a1", {}, mongoNow - 3600) + "\n"
        + mongoRecord("fprint:a2",
                      R"(, "children": [{"name": "bash", "exe": ["/usr/bin/bash"],)"
                      R"( "id": "bash_0", "euser": ["mongo"]}])",
                      mongoNow - 1800)
        + "\n"
          R"({"id": "fprint:s1", "schema": "model_fingerprint:linux_svc:1.0.0", "version": 2,)"
          R"( "cgroup": "systemd:/system.slice/nginx.service", "service_name": "nginx",)"
          R"( "status": "active", "time": 1713008000.5, "valid_from": 1713000000.0,)"
          R"( "muid": "mach:m1", "hostname": "node-1", "apiVersion": "spyderbat/v1",)"
          R"( "kind": "SpyderbatFingerprint", "metadata": {"id": "fprint:s1", "name": "nginx",)"
          R"( "type": "linux-service", "cgroup": "systemd:/system.slice/nginx.service",)"
          R"( "firstTimestamp": 1713000000.0, "latestTimestamp": 1713008000.5},)"
          R"( "spec": {"serviceSelector": {"cgroup": "systemd:/system.slice/nginx.service"},)"
          R"( "processPolicy": [{"name": "nginx", "exe": ["/usr/sbin/nginx"], "id": "nginx_0",)"
          R"( "euser": ["root"]}], "networkPolicy": {"ingress": [], "egress": []}}})"
          "\n";
}

/// A policy for mongo without the shell, on one line; `metadata` goes behind name and type.
inline std::string mongoPolicy(const std::string& metadata = {},
                               const std::string& name = "mongo-policy")
{
    return R"({"apiVersion": "spyderbat/v1", "kind": "SpyderbatPolicy", "metadata": {"name": ")"
        + name + R"(", "type": "container")" + metadata
        + R"(}, "spec": {"containerSelector": {"image": "docker.io/library/mongo:*"},)"
          R"( "enabled": true, "mode": "audit",)"
          R"( "processPolicy": [{"name": "mongod", "exe": ["/usr/bin/mongod"], "id": "mongod_0",)"
          R"( "euser": ["mongo"]}], "networkPolicy": {"ingress": [], "egress": []},)"
          R"( "response": {"default": [{"makeRedFlag": {"severity": "high"}}], "actions": []}}})";
}

struct MongoOrganization
{
    double now = mongoNow;
    std::unique_ptr<organization::Store> store;
    std::unique_ptr<organization::Guardian> guardian;
    std::unique_ptr<organization::Organization> organization;

    explicit MongoOrganization(organization::OrganizationOptions options = {})
    {
        store = *organization::Store::open(":memory:");
        guardian = std::make_unique<organization::Guardian>(store->database());
        options.clock = [this] { return now; };
        organization = std::make_unique<organization::Organization>(*store, *guardian, options);
        const auto imported = organization::importText(
            *store, *text::SourceText::make(mongoFingerprints(), "mongo.json"), mongoNow);
        imports = imported ? std::string() : imported.error().text();
    }
    MongoOrganization(const MongoOrganization&) = delete;
    MongoOrganization& operator=(const MongoOrganization&) = delete;

    /// Below the organization's own path.
    api::Response send(const std::string& method, const std::string& path,
                       const std::string& body = {},
                       std::vector<std::pair<std::string, std::string>> query = {}) const
    {
        api::Request request;
        request.method = method;
        request.path = "/api/v1/org/" + store->organizationUid() + path;
        request.query = std::move(query);
        request.body = body;
        return organization->handle(request, {});
    }

    std::string imports; ///< why importing failed
};

} // namespace pw::tests
