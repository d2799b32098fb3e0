#include "tests/oracle/rich_policy.h"

#include <algorithm>

namespace pw::oracle {
namespace {

using yaml::Value;

class PolicyMaker
{
public:
    explicit PolicyMaker(std::mt19937_64& random) : m_random(random) { }

    Value policy(std::size_t processes)
    {
        const bool isService = chance(4);
        Value spec = Value::map();
        spec.set(isService ? "serviceSelector" : "containerSelector",
                 isService ? Value::map({{"cgroup", text("systemd:/system.slice/web.service")}})
                           : container());
        if (chance(3))
            spec.set("machineSelector",
                     Value::map(
                         {{"hostname", chance(2) ? text("web-01") : texts({"web-01", "web-02"})}}));
        if (!isService && chance(3))
            spec.set("podSelector", labels());
        if (chance(4))
            spec.set("clusterSelector",
                     Value::map({{"matchFields", Value::map({{"name", text("prod")}})}}));
        spec.set("mode", text(chance(3) ? "enforce" : "audit"));
        if (chance(4))
            spec.set("disablePrivateConnections", text("ingress"));
        if (chance(2))
            spec.set("enabled", Value::boolean(!chance(3)));
        addBehaviour(spec, processes);
        spec.set("response", response());
        return document("SpyderbatPolicy", isService ? "linux-service" : "container",
                        std::move(spec));
    }

    Value observed()
    {
        Value spec = Value::map({{"containerSelector", container()}});
        addBehaviour(spec, 4);
        return document(chance(2) ? "SpyderbatFingerprint" : "SpyderbatBaseline", "container",
                        std::move(spec));
    }

    Value cluster()
    {
        Value spec
            = Value::map({{"clusterSelector",
                           Value::map({{"matchFields", Value::map({{"name", text("prod")}})}})},
                          {"mode", text("audit")},
                          {"enabled", Value::boolean(true)},
                          {"rulesets", texts({"allowed-images", "others"})},
                          {"response", response()}});
        return document("SpyderbatPolicy", "cluster", std::move(spec));
    }

    Value trace()
    {
        Value spec = Value::map(
            {{"enabled", Value::boolean(true)},
             {"mode", text("audit")},
             {"traceSelector",
              Value::map({{"triggerClass", texts({"redflag/proc/command/high_severity/sudo"})}})},
             {"processSelector", Value::map({{"name", texts({"sh", "bash"})}})},
             {"allowedFlags", Value::list({Value::map({{"class", text("redflag/sudo")}})})}});
        return document("SpyderbatPolicy", "trace", std::move(spec));
    }

    Value ruleset()
    {
        Value rules = Value::list();
        for (std::size_t n = 1 + pick(3); n > 0; --n) {
            rules.items.push_back(Value::map({{"namespaceSelector", labels()},
                                              {"verb", text(chance(2) ? "allow" : "deny")},
                                              {"target", text("container::image")},
                                              {"values", texts({"docker.io/library/nginx:*"})}}));
        }
        return document("SpyderbatRuleset", "cluster", Value::map({{"rules", std::move(rules)}}));
    }

    Value process(int depth, std::size_t& left, int deepest)
    {
        static const std::vector<std::string> names{"nginx", "sh", "bash", "python3", "sleep"};
        const std::string name = names[pick(names.size())];
        Value out = Value::map({{"name", text(name)}, {"exe", texts({"/usr/bin/" + name})}});
        if (chance(5))
            out.entries[1].second.items.push_back(text("/bin/" + name));
        out.set("id", text(name + "_" + std::to_string(m_ids++)));
        if (depth == 0 || chance(3))
            out.set("euser",
                    texts(chance(2) ? std::vector<std::string>{"root"}
                                    : std::vector<std::string>{"root", "www-data"}));
        if (chance(5))
            out.set("listeningSockets", ports());
        Value children = Value::list();
        while (depth < deepest && left > 0 && !chance(depth == 0 ? 3 : 2)) {
            --left;
            children.items.push_back(process(depth + 1, left, deepest));
        }
        if (!children.items.empty() || chance(8))
            out.set("children", std::move(children));
        return out;
    }

    int& ids() { return m_ids; }

private:
    std::size_t pick(std::size_t n) { return static_cast<std::size_t>(m_random() % n); }
    bool chance(std::size_t n) { return pick(n) == 0; }
    static Value text(std::string words) { return Value::string(std::move(words)); }
    static Value texts(const std::vector<std::string>& words) { return Value::strings(words); }

    Value document(const char* kind, const char* type, Value spec)
    {
        Value metadata = Value::map({{"name", text("shop-frontend")}, {"type", text(type)}});
        if (chance(3))
            metadata.set("latestTimestamp", Value::number("1677687015.3173285"));
        if (chance(3))
            metadata.set("tags", texts({"shop"}));
        if (chance(4))
            metadata.set("owner", Value::map({{"team", text("shop")}, {"pager", text("555")}}));
        return Value::map({{"apiVersion", text("spyderbat/v1")},
                           {"kind", text(kind)},
                           {"metadata", std::move(metadata)},
                           {"spec", std::move(spec)}});
    }

    Value container()
    {
        Value out = Value::map({{"image", text("docker.io/library/nginx:*")}});
        if (chance(3))
            out.set("containerName", text("/k8s_web_*"));
        if (chance(4))
            out.set("matchFieldsExpressions",
                    Value::list({Value::map({{"key", text("image")},
                                             {"operator", text("NotIn")},
                                             {"values", texts({"busybox", "debian"})}})}));
        return out;
    }

    Value labels()
    {
        Value out = Value::map({{"matchLabels", Value::map({{"app", text("web")}})}});
        if (chance(2))
            out.entries[0].second.set("env", text("staging"));
        if (chance(3))
            out.set(
                "matchExpressions",
                Value::list({Value::map({{"key", text("tier")}, {"operator", text("Exists")}})}));
        return out;
    }

    Value port()
    {
        const std::size_t first = 1 + pick(9000);
        Value out = Value::map({{"protocol", text(chance(4) ? "UDP" : "TCP")},
                                {"port", Value::number(std::to_string(first))}});
        if (chance(4))
            out.set("endPort", Value::number(std::to_string(first + pick(20))));
        return out;
    }

    Value ports()
    {
        Value out = Value::list();
        for (std::size_t n = 1 + pick(3); n > 0; --n)
            out.items.push_back(port());
        return out;
    }

    Value peer()
    {
        const std::string part = std::to_string(pick(200));
        if (chance(3))
            return Value::map(
                {{"dnsSelector",
                  texts(chance(3) ? std::vector<std::string>{part + ".example.org", "*.example.com"}
                                  : std::vector<std::string>{part + ".example.org"})}});
        Value block = Value::map({{"cidr", text("10." + part + ".0.0/16")}});
        if (chance(4))
            block.set("except", texts({"10." + part + ".9.0/24"}));
        return Value::map({{"ipBlock", std::move(block)}});
    }

    Value rules(const char* peers)
    {
        Value out = Value::list();
        for (std::size_t n = pick(4); n > 0; --n) {
            Value list = Value::list();
            for (std::size_t m = 1 + pick(3); m > 0; --m)
                list.items.push_back(peer());
            Value rule = Value::map({{peers, std::move(list)}});
            if (!chance(4) && !m_names.empty()) {
                Value named = Value::list();
                for (std::size_t m = 1 + pick(3); m > 0 && named.items.size() < m_names.size();
                     --m) {
                    const Value name = text(m_names[pick(m_names.size())]);
                    if (std::find(named.items.begin(), named.items.end(), name)
                        == named.items.end())
                        named.items.push_back(name);
                }
                rule.set("processes", std::move(named));
            }
            rule.set("ports", ports());
            out.items.push_back(std::move(rule));
        }
        return out;
    }

    void collectNames(const Value& list)
    {
        for (const Value& process : list.items) {
            m_names.push_back(process.find("id")->text);
            if (const Value* const children = process.find("children"))
                collectNames(*children);
        }
    }

    void addBehaviour(Value& spec, std::size_t processes)
    {
        Value list = Value::list();
        std::size_t left = processes;
        while (left > 0 && !(list.items.size() > 1 && chance(3) && processes < 20)) {
            --left;
            list.items.push_back(process(0, left, 4));
        }
        collectNames(list);
        spec.set("processPolicy", std::move(list));
        Value ingress = rules("from");
        spec.set("networkPolicy",
                 Value::map({{"ingress", std::move(ingress)}, {"egress", rules("to")}}));
    }

    Value response()
    {
        Value defaults = Value::list(
            {Value::map({{"makeRedFlag", Value::map({{"severity", text("high")}})}})});
        if (chance(3))
            defaults.items.push_back(Value::map(
                {{"makeOpsFlag",
                  Value::map({{"severity", text("info")}, {"content", text("look at it")}})}}));
        Value actions = Value::list();
        if (chance(2))
            actions.items.push_back(Value::map(
                {{"agentKillProcess",
                  Value::map({{"processSelector", Value::map({{"name", texts({"sh"})}})}})}}));
        if (chance(3))
            actions.items.push_back(Value::map(
                {{"makeRedFlag",
                  Value::map({{"severity", text("low")},
                              {"containerSelector",
                               Value::map({{"image", text("docker.io/library/nginx:*")}})}})}}));
        return Value::map({{"default", std::move(defaults)}, {"actions", std::move(actions)}});
    }

    std::mt19937_64& m_random;
    std::vector<std::string> m_names;
    int m_ids = 0;
};

} // namespace

Value richPolicy(std::mt19937_64& random, std::size_t processes)
{
    return PolicyMaker(random).policy(processes);
}

Value otherDocument(std::mt19937_64& random)
{
    PolicyMaker maker(random);
    switch (random() % 4) {
    case 0:
        return maker.cluster();
    case 1:
        return maker.trace();
    case 2:
        return maker.ruleset();
    default:
        return maker.observed();
    }
}

Value randomProcess(std::mt19937_64& random, int depth)
{
    PolicyMaker maker(random);
    maker.ids() = static_cast<int>(random() % 4);
    std::size_t left = random() % 3;
    return maker.process(depth, left, depth + 2);
}

} // namespace pw::oracle
