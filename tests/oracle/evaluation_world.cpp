#include "tests/oracle/evaluation_world.h"

#include <utility>

namespace pw::oracle {

namespace {

using yaml::Value;
using Choices = std::vector<const char*>;

Value labels(const std::string& key, Value value)
{
    return Value::map({{"matchLabels", Value::map({{key, std::move(value)}})}});
}

Value port(const char* protocol, int number, int end)
{
    Value out = Value::map(
        {{"protocol", Value::string(protocol)}, {"port", Value::number(std::to_string(number))}});
    if (end > number)
        out.set("endPort", Value::number(std::to_string(end)));
    return out;
}

} // namespace

Value EvaluationWorld::text(const Choices& choices)
{
    return Value::string(pick(choices));
}

void EvaluationWorld::addScope(Value& spec, bool service, bool inPolicy)
{
    const Choices images = inPolicy ? Choices{"reg/app:1", "reg/app:*", "reg/*", "*", "*:1"}
                                    : Choices{"reg/app:1", "reg/app:2", "reg/db:1"};
    const Choices cgroups = inPolicy ? Choices{"systemd:/a.service", "systemd:/*"}
                                     : Choices{"systemd:/a.service", "systemd:/b.service"};
    const Choices environments = inPolicy ? Choices{"prod", "d*"} : Choices{"prod", "dev"};
    const std::size_t often = inPolicy ? 20 : 70;
    if (service)
        spec.set("serviceSelector", Value::map({{"cgroup", text(cgroups)}}));
    else if (!inPolicy || chance(85))
        spec.set("containerSelector", Value::map({{"image", text(images)}}));
    else
        spec.set("containerSelector", Value::map({{"containerName", Value::string("/web*")}}));
    if (!service && !inPolicy && chance(30)) {
        Value container = *spec.find("containerSelector");
        container.set("containerName", text({"/web-1", "/job-1"}));
        spec.set("containerSelector", std::move(container));
    }
    if (chance(often))
        spec.set("namespaceSelector", labels("kubernetes.io/metadata.name", text(environments)));
    if (inPolicy && chance(15)) {
        Value expression
            = Value::map({{"key", Value::string("env")},
                          {"operator", text({"In", "NotIn", "Exists", "DoesNotExist"})}});
        const std::string op = expression.find("operator")->text;
        if (op == "In" || op == "NotIn")
            expression.set("values", Value::list({text({"prod", "d*"})}));
        spec.set("podSelector", Value::map({{"matchExpressions", Value::list({expression})}}));
    } else if (chance(often)) {
        spec.set("podSelector", labels("env", text(environments)));
    }
    if (chance(often / 2)) {
        spec.set("clusterSelector",
                 Value::map({{"matchFields", Value::map({{"name", text({"c1", "c2"})}})}}));
    }
}

Value EvaluationWorld::process(const std::string& name, std::vector<Value> children, bool inPolicy)
{
    const std::string folder = chance(85) ? "/bin/" : "/opt/";
    const bool wild = inPolicy && chance(15);
    Value out = Value::map({{"name", Value::string(wild ? name.substr(0, 1) + "*" : name)},
                            {"exe", Value::list({Value::string(folder + name)})},
                            {"id", Value::string(name + "_0")}});
    if (name == "sh" || chance(40))
        out.set("euser", Value::list({text({"root", "root", "www"})}));
    if (!children.empty())
        out.set("children", Value::list(std::move(children)));
    return out;
}

Value EvaluationWorld::processes(bool inPolicy)
{
    std::vector<Value> below;
    for (const char* name : {"nc", "curl", "ls"}) {
        if (!chance(50))
            continue;
        std::vector<Value> deeper;
        if (chance(25))
            deeper.push_back(process(std::string("x") + name, {}, inPolicy));
        below.push_back(process(name, std::move(deeper), inPolicy));
    }
    return Value::list({process("sh", std::move(below), inPolicy)});
}

Value EvaluationWorld::rules(bool ingress, bool inPolicy)
{
    Value out = Value::list();
    const Choices addresses = inPolicy ? Choices{"10.0.0.0/24", "10.0.0.1/32", "0.0.0.0/0"}
                                       : Choices{"10.0.0.1/32", "10.0.0.2/32", "203.0.113.9/32"};
    for (std::size_t i = below(3); i > 0; --i) {
        Value peer = chance(75)
            ? Value::map({{"ipBlock", Value::map({{"cidr", text(addresses)}})}})
            : Value::map({{"dnsSelector",
                           Value::list({text(inPolicy ? Choices{"a.x.org", "*.x.org"}
                                                      : Choices{"a.x.org", "b.x.org"})})}});
        // Each rule of a document has a port of its own, so that none says the same as another.
        const int number = ingress ? 8000 : 440;
        const int last = inPolicy && chance(40) ? number + 3 : number + static_cast<int>(i);
        Value rule = Value::map({{ingress ? "from" : "to", Value::list({std::move(peer)})}});
        if (chance(70))
            rule.set("processes", Value::list({Value::string("sh_0")}));
        rule.set(
            "ports",
            Value::list({port("TCP", inPolicy ? number : number + static_cast<int>(i), last)}));
        out.items.push_back(std::move(rule));
    }
    return out;
}

Value EvaluationWorld::fingerprint(const std::string& id, std::size_t version)
{
    const bool service = chance(20);
    Value spec = Value::map();
    addScope(spec, service, false);
    spec.set("processPolicy", processes(false));
    spec.set("networkPolicy",
             Value::map({{"ingress", rules(true, false)}, {"egress", rules(false, false)}}));
    return Value::map(
        {{"id", Value::string(id)},
         {"version", Value::number(std::to_string(version))},
         {"time", Value::number(std::to_string(1'713'000'000 + version))},
         {"apiVersion", Value::string("spyderbat/v1")},
         {"kind", Value::string("SpyderbatFingerprint")},
         {"metadata",
          Value::map(
              {{"name", Value::string("seen")},
               {"type", Value::string(service ? "linux-service" : "container")},
               {"latestTimestamp", Value::number(std::to_string(1'713'000'000 + version))}})},
         {"spec", std::move(spec)}});
}

Value EvaluationWorld::policy(const std::string& name)
{
    const bool service = chance(20);
    Value spec = Value::map();
    addScope(spec, service, true);
    spec.set("mode", text({"audit", "enforce"}));
    if (chance(15))
        spec.set("enabled", Value::boolean(false));
    if (chance(8))
        spec.set("disableProcesses", Value::string("all"));
    if (chance(10))
        spec.set("disableConnections", text({"all", "ingress", "egress"}));
    if (chance(10))
        spec.set("disablePrivateConnections", text({"all", "egress"}));
    const bool noProcesses = spec.find("disableProcesses") != nullptr;
    spec.set("processPolicy", noProcesses ? Value::list() : processes(true));
    Value ingress = rules(true, true);
    Value egress = rules(false, true);
    for (Value* list : {&ingress, &egress}) {
        for (Value& rule : list->items) {
            if (noProcesses)
                rule.erase("processes");
        }
    }
    spec.set("networkPolicy",
             Value::map({{"ingress", std::move(ingress)}, {"egress", std::move(egress)}}));
    Value actions = Value::list();
    if (chance(40)) {
        const Value selector = labels("env", Value::string("prod"));
        actions.items.push_back(
            Value::map({{"agentKillProcess", Value::map({{"podSelector", selector}})}}));
    }
    const Value flag = Value::map({{"severity", Value::string("high")}});
    spec.set("response",
             Value::map({{"default", Value::list({Value::map({{"makeRedFlag", flag}})})},
                         {"actions", std::move(actions)}}));
    return Value::map(
        {{"apiVersion", Value::string("spyderbat/v1")},
         {"kind", Value::string("SpyderbatPolicy")},
         {"metadata",
          Value::map({{"name", Value::string(name)},
                      {"type", Value::string(service ? "linux-service" : "container")}})},
         {"spec", std::move(spec)}});
}

} // namespace pw::oracle
