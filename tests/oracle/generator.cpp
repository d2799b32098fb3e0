#include "tests/oracle/generator.h"

#include <algorithm>
#include <set>

namespace pw::oracle {
namespace {

using policy::Direction;
using policy::GuardianDocument;
using policy::Kind;
using policy::NetworkRule;
using policy::Peer;
using policy::PortRange;
using policy::ProcessNode;
using policy::Protocol;
using policy::Selector;
using Texts = std::vector<std::string>;

/// A program: its stem, the names it shows and the paths it runs from.
struct Program
{
    std::string stem;
    Texts names;
    Texts exes;
};

const std::vector<Program> programs = {
    {"sh", {"sh", "sh", "bash", "s*"}, {"/bin/sh", "/usr/bin/sh", "/bin/s*"}},
    {"python",
     {"python3.7", "python3.8", "python3.*"},
     {"/usr/bin/python3.7", "/usr/bin/python3.*"}},
    {"nginx", {"nginx", "nginx: worker", "*inx"}, {"/usr/sbin/nginx", "/opt/nginx"}},
    {"kw", {"[kworker/0:1]", "[kworker/0:2]", "kworker"}, {"/bin/kw", "/sbin/[kw]"}},
    {"shard", {"shard-a", "shard-b", "shard-*"}, {"/opt/shard", "/opt/bin/shard", "/opt/*/shard"}},
    {"ls", {"ls", "ls", "l?"}, {"/bin/ls", "/usr/bin/ls"}},
};

const Texts users = {"root", "app", "web", "web", "UID 65535", "w*"};
const Texts images = {"docker.io/library/app:1", "docker.io/library/app:2", "quay.io/library/app:1",
                      "docker.io/library/app:*", "zz/yy:9"};
const Texts cgroups = {"systemd:/system.slice/app.service", "systemd:/system.slice/app-2.service",
                       "systemd:/user.slice/user@1000.service"};
const Texts dnsNames = {"a.x.org", "b.x.org", "*.x.org", "db.local", "*.local", "c.y.org"};
const Texts blocks = {"10.0.0.1/32",    "10.0.0.2/32",         "10.0.0.3/32", "10.0.0.0/30",
                      "10.0.0.0/8",     "0.0.0.0/0",           "8.8.8.8/32",  "8.8.8.0/24",
                      "10.1.2.3/32",    "fd00::1/128",         "fd00::/8",    "2606:4700::1111/128",
                      "2606:4700::/32", "::ffff:10.0.0.1/128", "192.168.1.1"};
const std::vector<std::pair<std::string, Texts>> blocksWithHoles = {
    {"10.0.0.0/8", {"10.1.0.0/16"}},
    {"10.0.0.0/8", {"10.2.0.0/16"}},
    {"10.0.0.0/8", {"10.1.0.0/16", "10.2.0.0/16"}},
    {"10.0.0.0/8", {"10.0.0.0/30"}},
    {"0.0.0.0/0", {"10.0.0.0/8", "8.8.8.0/24"}},
    {"fd00::/8", {"fd00::1/128"}},
};

PortRange ports(Protocol protocol, int from, int to)
{
    return {protocol, static_cast<std::uint16_t>(from), static_cast<std::uint16_t>(to), {}};
}

const std::vector<PortRange> portRanges = {
    ports(Protocol::Tcp, 443, 443), ports(Protocol::Tcp, 443, 443), ports(Protocol::Tcp, 80, 80),
    ports(Protocol::Udp, 53, 53),   ports(Protocol::Tcp, 53, 53),   ports(Protocol::Tcp, 400, 500),
    ports(Protocol::Tcp, 440, 450), ports(Protocol::Tcp, 79, 90),   ports(Protocol::Tcp, 1, 65535),
    ports(Protocol::Tcp, 0, 65535),
};

class Generator
{
public:
    explicit Generator(std::uint64_t seed) : m_random(seed) { }

    Scenario scenario()
    {
        Scenario out;
        m_service = chance(15);
        m_scope = below(4) != 0 ? below(2) : below(static_cast<int>(images.size()));
        const bool exact = chance(25);
        out.create.exact = out.update.exact = exact;
        if (chance(50))
            out.target = policyDocument();
        const int count = 1 + below(4);
        for (int i = 0; i < count; ++i) {
            ops::MergeInput input;
            input.label = "input " + std::to_string(i);
            input.document = inputFor(out, i);
            out.inputs.push_back(std::move(input));
        }
        out.create.name = "made";
        out.create.mode = chance(50) ? "audit" : "enforce";
        out.create.includeImageId = chance(30);
        if (chance(20))
            out.create.disable = options();
        out.update.includeNetwork = !chance(10);
        return out;
    }

private:
    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }
    bool chance(int percent) { return below(100) < percent; }
    template <typename T> const T& oneOf(const std::vector<T>& list)
    {
        return list.at(static_cast<std::size_t>(below(static_cast<int>(list.size()))));
    }

    GuardianDocument inputFor(const Scenario& scenario, int number)
    {
        if (number > 0 && chance(10))
            return scenario.inputs.front().document; // the very same again
        if (scenario.target && chance(30))
            return deviation(*scenario.target, number);
        if (chance(10))
            return policyDocument();
        GuardianDocument out = guardian(Kind::Fingerprint);
        if (chance(80))
            out.metadata.set("id", yaml::Value::string("fprint:" + std::to_string(number)));
        return out;
    }

    policy::Options options()
    {
        const Texts words = {"all", "ingress", "egress"};
        policy::Options out;
        if (chance(40))
            out.disableProcesses = "all";
        if (chance(30))
            out.disableConnections = oneOf(words);
        if (chance(40))
            out.disablePrivateConnections = oneOf(words);
        if (chance(40))
            out.disablePublicConnections = oneOf(words);
        return out;
    }

    GuardianDocument guardian(Kind kind)
    {
        GuardianDocument out;
        out.kind = kind;
        out.metadata.set("name", yaml::Value::string("app"));
        out.metadata.set("type", yaml::Value::string(m_service ? "linux-service" : "container"));
        if (chance(90))
            out.metadata.set("latestTimestamp",
                             yaml::Value::number("167000000" + std::to_string(below(10))
                                                 + (chance(50) ? ".25" : "")));
        out.spec.selectors = selectors();
        m_ids.clear();
        out.spec.processPolicy = std::vector<ProcessNode>();
        const int roots = chance(8) ? 0 : 1 + below(3);
        for (int i = 0; i < roots; ++i)
            out.spec.processPolicy->push_back(process(0, chance(5) ? 12 : 3));
        const Texts ids(m_ids.begin(), m_ids.end());
        out.spec.networkPolicy.emplace();
        for (const Direction direction : {Direction::Ingress, Direction::Egress}) {
            const int rules = below(4);
            for (int i = 0; i < rules; ++i)
                out.spec.networkPolicy->rules(direction).push_back(rule(ids));
        }
        return out;
    }

    GuardianDocument policyDocument()
    {
        GuardianDocument out = guardian(Kind::Policy);
        out.metadata.set("uid", yaml::Value::string("pol:1"));
        out.spec.mode = chance(50) ? "audit" : "enforce";
        if (chance(30))
            out.spec.enabled = chance(50);
        out.spec.response.emplace();
        out.spec.response->defaults.push_back(
            {"makeRedFlag", yaml::Value::map({{"severity", yaml::Value::string("high")}}), {}});
        return out;
    }

    std::vector<Selector> selectors()
    {
        std::vector<Selector> out;
        Selector main;
        if (m_service) {
            main.key = "serviceSelector";
            main.fields.push_back(
                {"cgroup", {cgroups.at(static_cast<std::size_t>(m_scope % 3))}, false, {}});
        } else {
            main.key = "containerSelector";
            const int image = chance(70) ? m_scope : below(4);
            main.fields.push_back(
                {"image", {images.at(static_cast<std::size_t>(image))}, false, {}});
            if (chance(60))
                main.fields.push_back(
                    {"imageID", {chance(50) ? "sha256:11" : "sha256:22"}, false, {}});
        }
        out.push_back(std::move(main));
        if (chance(40))
            out.push_back(labels("podSelector", "app", {"shop", "shop", "shop-2"}));
        if (chance(40))
            out.push_back(labels("namespaceSelector", "kubernetes.io/metadata.name",
                                 {"prod", "prod", "test"}));
        if (chance(25)) {
            Selector machine;
            machine.key = "machineSelector";
            const bool list = chance(30);
            Texts hosts = {chance(50) ? "node-1" : "node-2.c2"};
            if (list)
                hosts.push_back("node-5");
            machine.fields.push_back({"hostname", hosts, list, {}});
            out.push_back(std::move(machine));
        }
        return out;
    }

    Selector labels(const std::string& key, const std::string& label, const Texts& values)
    {
        Selector out;
        out.key = key;
        out.matchLabels.emplace_back(label, oneOf(values));
        if (chance(30))
            out.matchLabels.emplace_back("pod-template-hash", std::to_string(100 + below(3)));
        return out;
    }

    Texts someOf(const Texts& list, int most)
    {
        std::set<std::string> out;
        const int count = 1 + below(most);
        for (int i = 0; i < count; ++i)
            out.insert(oneOf(list));
        return {out.begin(), out.end()};
    }

    std::string freshId(const std::string& stem)
    {
        for (int number = below(2);; ++number) {
            std::string id = stem + "_" + std::to_string(number);
            if (m_ids.insert(id).second)
                return id;
        }
    }

    ProcessNode process(int depth, int deepest)
    {
        const Program& program = oneOf(programs);
        ProcessNode out;
        out.name = oneOf(program.names);
        out.exe = chance(80) ? Texts{program.exes.front()} : someOf(program.exes, 2);
        out.id = freshId(program.stem);
        if (depth == 0 || chance(40))
            out.euser = someOf(users, 2);
        if (chance(15))
            out.listeningSockets.push_back(oneOf(portRanges));
        const int most = deepest > 3 ? 2 : 3;
        const int children
            = depth < deepest ? std::max(0, below(most + 1) - (depth > 1 ? 1 : 0)) : 0;
        for (int i = 0; i < children; ++i)
            out.children.push_back(process(depth + 1, deepest));
        return out;
    }

    Peer peer()
    {
        Peer out;
        if (chance(30))
            out.dnsNames = chance(85) ? Texts{oneOf(dnsNames)} : someOf(dnsNames, 3);
        else if (chance(20)) {
            const auto& [cidr, except] = oneOf(blocksWithHoles);
            out.ip = policy::IpBlock{cidr, except};
        } else
            out.ip = policy::IpBlock{oneOf(blocks), {}};
        return out;
    }

    NetworkRule rule(const Texts& ids)
    {
        NetworkRule out;
        const int peers = 1 + below(3);
        for (int i = 0; i < peers; ++i)
            out.peers.push_back(peer());
        if (!ids.empty() && !chance(25))
            out.processes = someOf(ids, 2);
        out.ports.push_back(oneOf(portRanges));
        while (chance(25))
            out.ports.push_back(oneOf(portRanges));
        return out;
    }

    static void collectIds(const std::vector<ProcessNode>& nodes, Texts& out)
    {
        for (const ProcessNode& node : nodes) {
            out.push_back(node.id);
            collectIds(node.children, out);
        }
    }

    /// New children under a process of the policy and connections of processes old and new.
    GuardianDocument deviation(const GuardianDocument& target, int number)
    {
        GuardianDocument out;
        out.kind = Kind::Deviation;
        out.metadata.set("type", yaml::Value::string("process"));
        out.metadata.set("policy_uid", yaml::Value::string("pol:1"));
        out.metadata.set("checksum", yaml::Value::string("c" + std::to_string(number)));
        out.metadata.set("uid", yaml::Value::string("dev:" + std::to_string(number)));
        Texts known;
        collectIds(*target.spec.processPolicy, known);
        m_ids.clear();
        out.spec.processPolicy = std::vector<ProcessNode>();
        if (!known.empty() && chance(80)) {
            ProcessNode place;
            place.isPolicyNode = true;
            place.id = oneOf(known);
            m_ids.insert(place.id);
            const int children = below(3);
            for (int i = 0; i < children; ++i)
                place.children.push_back(process(1, 2));
            out.spec.processPolicy->push_back(std::move(place));
        } else {
            out.spec.processPolicy->push_back(process(0, 2));
        }
        out.spec.networkPolicy.emplace();
        const Texts ids(m_ids.begin(), m_ids.end());
        if (chance(60))
            out.spec.networkPolicy->egress.push_back(rule(ids));
        if (chance(30))
            out.spec.networkPolicy->ingress.push_back(rule(ids));
        return out;
    }

    std::mt19937_64 m_random;
    std::set<std::string> m_ids;
    bool m_service = false;
    int m_scope = 0;
};

} // namespace

Scenario randomScenario(std::uint64_t seed)
{
    return Generator(seed).scenario();
}

std::string printed(const Scenario& scenario)
{
    std::string out = scenario.exact() ? "exact, " : "";
    if (scenario.target) {
        out += scenario.update.includeNetwork ? "update of\n" : "update without network of\n";
        out += textOf(*scenario.target);
    } else {
        out += "creation, mode " + scenario.create.mode
            + (scenario.create.includeImageId ? ", with imageID" : "");
        const policy::Options& disable = scenario.create.disable;
        for (const auto& [name, value] : {std::pair("processes", disable.disableProcesses),
                                          std::pair("connections", disable.disableConnections),
                                          std::pair("private", disable.disablePrivateConnections),
                                          std::pair("public", disable.disablePublicConnections)}) {
            if (value)
                out += std::string(", disable ") + name + " " + *value;
        }
        out += "\n";
    }
    for (const ops::MergeInput& input : scenario.inputs)
        out += "--- # " + input.label + "\n" + textOf(input.document);
    return out;
}

} // namespace pw::oracle
