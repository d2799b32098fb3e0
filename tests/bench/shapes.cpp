#include "tests/bench/shapes.h"

#include <string>

namespace pw::bench {
namespace {

using yaml::Value;

Value number(std::size_t value)
{
    return Value::number(std::to_string(value));
}

Value port(std::size_t value)
{
    return Value::map({{"protocol", Value::string("TCP")}, {"port", number(value)}});
}

std::string address(std::size_t index)
{
    return "10." + std::to_string(index / 65536 % 256) + "." + std::to_string(index / 256 % 256)
        + "." + std::to_string(index % 256) + "/32";
}

/// A name that shares no three signs with any other, so that no pattern joins them.
std::string lonelyName(std::size_t index)
{
    const char32_t point = 0x4e00U + static_cast<char32_t>(index);
    return {static_cast<char>(0xe0U | (point >> 12U)),
            static_cast<char>(0x80U | ((point >> 6U) & 0x3fU)),
            static_cast<char>(0x80U | (point & 0x3fU))};
}

Value process(const std::string& name, const std::string& exe, const std::string& id,
              const std::string& user, std::vector<Value> children)
{
    Value out = Value::map({{"name", Value::string(name)},
                            {"exe", Value::strings({exe})},
                            {"id", Value::string(id)},
                            {"euser", Value::strings({user})}});
    if (!children.empty())
        out.set("children", Value::list(std::move(children)));
    return out;
}

Value rule(const char* side, const std::string& cidr, const std::string& id, std::size_t at)
{
    Value block = Value::map({{"cidr", Value::string(cidr)}});
    return Value::map({{side, Value::list({Value::map({{"ipBlock", std::move(block)}})})},
                       {"processes", Value::strings({id})},
                       {"ports", Value::list({port(at)})}});
}

Value labels(const char* key, const std::string& value)
{
    return Value::map({{"matchLabels", Value::map({{key, Value::string(value)}})}});
}

Value fingerprint(Shape shape, std::size_t index)
{
    const std::string worker = shape == Shape::Names ? lonelyName(index) : "worker";
    std::vector<Value> workers;
    workers.push_back(process(worker, "/usr/bin/python3.11", "worker_0", "www", {}));
    workers.push_back(
        process("sh", "/bin/sh", "sh_0", "www", {process("ls", "/bin/ls", "ls_0", "www", {})}));
    Value tree = process("nginx", "/usr/sbin/nginx", "nginx_0", "root", std::move(workers));

    const std::string from
        = address(shape == Shape::Addresses || shape == Shape::Rules ? index : 1);
    const std::size_t at = shape == Shape::Rules ? 1 + index % 65535 : 443;
    Value network
        = Value::map({{"ingress", Value::list({rule("from", from, "worker_0", at)})},
                      {"egress", Value::list({rule("to", "10.96.0.10/32", "nginx_0", 5432)})}});

    Value container = Value::map({{"image", Value::string("docker.io/library/app:1.25")},
                                  {"imageID", Value::string("sha256:" + std::string(64, 'c'))}});
    Value spec = Value::map({{"containerSelector", std::move(container)},
                             {"podSelector", labels("app", "web")},
                             {"namespaceSelector", labels("kubernetes.io/metadata.name", "web")},
                             {"processPolicy", Value::list({std::move(tree)})},
                             {"networkPolicy", std::move(network)}});
    Value metadata = Value::map({{"name", Value::string("app")},
                                 {"type", Value::string("container")},
                                 {"id", Value::string("fprint:" + std::to_string(index))},
                                 {"latestTimestamp", number(1670000000 + index)}});
    return Value::map({{"apiVersion", Value::string("spyderbat/v1")},
                       {"kind", Value::string("SpyderbatFingerprint")},
                       {"metadata", std::move(metadata)},
                       {"spec", std::move(spec)}});
}

} // namespace

std::string_view toString(Shape shape)
{
    switch (shape) {
    case Shape::Alike:
        return "alike";
    case Shape::Names:
        return "names";
    case Shape::Addresses:
        return "addresses";
    case Shape::Rules:
        return "rules";
    }
    return "";
}

Value fingerprints(Shape shape, std::size_t count)
{
    std::vector<Value> items;
    items.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        items.push_back(fingerprint(shape, i));
    return Value::map(
        {{"apiVersion", Value::string("spyderbat/v1")}, {"items", Value::list(std::move(items))}});
}

} // namespace pw::bench
