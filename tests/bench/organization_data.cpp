#include "tests/bench/organization_data.h"

#include "core/yaml/reader.h"

#include <array>

namespace pw::bench {
namespace {

constexpr std::size_t alike = 5; ///< instances of a scope with one behaviour

std::string padded(std::size_t number, std::size_t width)
{
    std::string digits = std::to_string(number);
    return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

std::string imageName(std::size_t image)
{
    return "registry.example.com/team-" + std::to_string(image % 40) + "/app-"
        + std::to_string(image);
}

std::string quoted(const std::string& text)
{
    return "\"" + text + "\"";
}

std::string process(const std::string& name, const std::string& folder, const std::string& children)
{
    return R"({"name": ")" + name + R"(", "exe": [")" + folder + name + R"("], "id": ")" + name
        + R"(_0", "euser": ["app"])"
        + (children.empty() ? "" : ", \"children\": [" + children + "]") + "}";
}

std::string rule(const char* side, const std::string& cidr, std::size_t port)
{
    return std::string(R"({")") + side + R"(": [{"ipBlock": {"cidr": ")" + cidr
        + R"("}}], "processes": ["server_0"], "ports": [{"protocol": "TCP", "port": )"
        + std::to_string(port) + "}]}";
}

std::string processes(bool shell)
{
    return process("entry", "/opt/app/bin/",
                   process("server", "/opt/app/bin/",
                           process("worker", "/opt/app/bin/", {}) + ", "
                               + process("log-rotate", "/usr/sbin/", {})
                               + (shell ? ", " + process("bash", "/usr/bin/", {}) : ""))
                       + ", " + process("health", "/opt/app/bin/", {}));
}

/// Nine addresses in the networks that the policies allow.
std::string network(std::size_t behaviour)
{
    std::string ingress;
    std::string egress;
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string end
            = std::to_string((behaviour + i) % 250 + 1) + "." + std::to_string(behaviour % 199 + 1);
        ingress += (i == 0 ? "" : ", ") + rule("from", "10.1." + end + "/32", 8080 + i);
        egress += (i == 0 ? "" : ", ") + rule("to", "10.2." + end + "/32", 5432 + i) + ", "
            + rule("to", "10.3." + end + "/32", 9000 + i);
    }
    return R"({"ingress": [)" + ingress + R"(], "egress": [)" + egress + "]}";
}

/// A policy but for its name, scope and processes.
yaml::Value policy(const std::string& name, const std::string& image, const std::string& tree,
                   std::size_t round)
{
    const std::string text = R"({"apiVersion": "spyderbat/v1", "kind": "SpyderbatPolicy",)"
                             R"( "metadata": {"name": ")"
        + name + R"(", "type": "container"}, "spec": {"containerSelector": {"image": ")" + image
        + R"("}, "enabled": true, "mode": ")" + (round % 2 == 0 ? "audit" : "enforce")
        + R"(", "processPolicy": [)" + tree + R"(], "networkPolicy": {"ingress": [)"
        + R"({"from": [{"ipBlock": {"cidr": "10.1.0.0/16"}}], "processes": ["server_0"],)"
          R"( "ports": [{"protocol": "TCP", "port": 8080, "endPort": 8090}]}], "egress": [)"
          R"({"to": [{"ipBlock": {"cidr": "10.2.0.0/15"}}], "processes": ["server_0"],)"
          R"( "ports": [{"protocol": "TCP", "port": 5432, "endPort": 9100}]}]},)"
          R"( "response": {"default": [{"makeRedFlag": {"severity": "high"}}], "actions": []}}})";
    return yaml::toValue(yaml::read(*text::SourceText::make(text)).roots().front());
}

} // namespace

std::string fingerprintLines(const OrganizationSize& size, std::size_t begin, std::size_t end)
{
    std::string out;
    for (std::size_t i = begin; i < end; ++i) {
        const std::size_t scope = i % size.scopes;
        const std::size_t image = scope / 2;
        const std::size_t behaviour = i / size.scopes / alike;
        const std::string id = "fprint:" + padded(i, 8);
        const std::string space = scope % 2 == 0 ? "dev" : "prod";
        const std::string time = std::to_string(1'713'000'000 + i * 86'000 / size.fingerprints)
            + "." + padded(i % 1000, 3);
        const std::string fullImage = imageName(image) + ":1.4";
        const std::string container = "c0ffee" + padded(i, 10);
        out += R"({"id": )" + quoted(id)
            + R"(, "schema": "model_fingerprint:container:1.2.0", "version": 7, "image": )"
            + quoted(fullImage) + R"(, "image_id": "sha256:ab)" + padded(image, 14)
            + R"(", "container_name": "/app-)" + std::to_string(image) + "\""
            + (size.containerIds ? R"(, "container_id": )" + quoted(container) : "")
            + R"(, "status": "active", "time": )" + time
            + R"(, "valid_from": 1713000000.0, "muid": "mach:m1", "hostname": "node-1",)"
              R"( "cluster_name": "east", "cluster_uid": "clus:c1", "namespace": )"
            + quoted(space) + R"(, "pod_name": "app-)" + padded(i, 8)
            + R"(", "apiVersion": "spyderbat/v1", "kind": "SpyderbatFingerprint", "metadata":)"
              R"( {"id": )"
            + quoted(id)
            + R"(, "name": "app", "type": "container", "firstTimestamp": 1713000000.0,)"
              R"( "latestTimestamp": )"
            + time + R"(}, "spec": {"containerSelector": {"image": )" + quoted(fullImage)
            + R"(, "imageID": "sha256:ab)" + padded(image, 14)
            + R"("}, "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": )"
            + quoted(space) + R"(}}, "podSelector": {"matchLabels": {"app": "app-)"
            + std::to_string(image) + R"("}}, "processPolicy": [)"
            + processes((behaviour + scope) % 10 == 0) + R"(], "networkPolicy": )"
            + network(behaviour * size.scopes + scope) + "}}\n";
    }
    return out;
}

yaml::Value imagePolicy(std::size_t image, std::size_t round)
{
    return policy("app-" + std::to_string(image), imageName(image) + ":*", processes(false), round);
}

yaml::Value policyForAll(std::size_t round)
{
    return policy("everything", "registry.example.com/*", processes(true), round);
}

} // namespace pw::bench
