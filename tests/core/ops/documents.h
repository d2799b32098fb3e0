#pragma once
// Guardian documents from a few words, for tests: `container fingerprint image app:1`.

#include "core/ops/merge.h"
#include "core/policy/decode.h"
#include "core/policy/encode.h"
#include "core/yaml/reader.h"
#include "core/yaml/yaml_writer.h"

#include <string>
#include <vector>

namespace pw::tests {

inline policy::GuardianDocument guardian(const std::string& text)
{
    const yaml::Document document = yaml::read(*text::SourceText::make(text, "test.yaml"));
    const std::vector<yaml::NodeRef> roots = document.roots();
    return roots.empty() ? policy::GuardianDocument{} : policy::decodeGuardian(roots.front());
}

/// A document around the given lines, which are indented by two for their place below `spec`.
inline policy::GuardianDocument workload(const std::string& kind, const std::string& spec,
                                         const std::string& metadata = {})
{
    return guardian("apiVersion: spyderbat/v1\nkind: " + kind
                    + "\nmetadata:\n  name: a\n  type: container\n" + metadata + "spec:\n" + spec);
}

inline const std::string appSelector = "  containerSelector:\n    image: app:1\n";
inline const std::string noNetwork = "  networkPolicy:\n    ingress: []\n    egress: []\n";

inline policy::GuardianDocument fingerprint(const std::string& processes,
                                            const std::string& network = noNetwork,
                                            const std::string& selectors = appSelector)
{
    return workload("SpyderbatFingerprint", selectors + "  processPolicy:\n" + processes + network,
                    "  latestTimestamp: 5\n");
}

inline policy::GuardianDocument policyOf(const std::string& processes,
                                         const std::string& network = noNetwork,
                                         const std::string& selectors = appSelector)
{
    return workload("SpyderbatPolicy",
                    selectors + "  mode: audit\n  processPolicy:\n" + processes + network
                        + "  response:\n    default: []\n    actions: []\n",
                    "  uid: pol:1\n  latestTimestamp: 1\n");
}

/// One line of a process list: `- {name: …, exe: […], …}`.
inline std::string root(const std::string& fields)
{
    return "  - {" + fields + "}\n";
}

/// Ingress rules, each the inside of a flow mapping.
inline std::string ingress(const std::vector<std::string>& rules)
{
    std::string out = "  networkPolicy:\n    egress: []\n    ingress:\n";
    for (const std::string& rule : rules)
        out += "    - {" + rule + "}\n";
    return out;
}

inline std::vector<ops::MergeInput> inputs(std::vector<policy::GuardianDocument> documents)
{
    std::vector<ops::MergeInput> out;
    for (std::size_t i = 0; i < documents.size(); ++i)
        out.push_back({std::move(documents[i]), "input " + std::to_string(i + 1)});
    return out;
}

/// `name[exe exe](user user){id}` with children behind `>` in parentheses.
inline std::string shown(const std::vector<policy::ProcessNode>& nodes)
{
    std::string out;
    for (const policy::ProcessNode& node : nodes) {
        out += (out.empty() ? "" : " ") + node.name + "[";
        for (const std::string& path : node.exe)
            out += (out.back() == '[' ? "" : " ") + path;
        out += "]";
        if (node.euser) {
            out += "(";
            for (const std::string& user : *node.euser)
                out += (out.back() == '(' ? "" : " ") + user;
            out += ")";
        }
        out += "{" + node.id + "}";
        if (!node.children.empty())
            out += ">(" + shown(node.children) + ")";
    }
    return out;
}

/// `peers : processes : ports`, rules apart by ` | `.
inline std::string shown(const std::vector<policy::NetworkRule>& rules)
{
    std::string out;
    for (const policy::NetworkRule& rule : rules) {
        out += out.empty() ? "" : " | ";
        for (const policy::Peer& peer : rule.peers) {
            if (!peer.ip) {
                for (const std::string& name : peer.dnsNames)
                    out += name + " ";
                continue;
            }
            out += peer.ip->cidr;
            for (const std::string& hole : peer.ip->except)
                out += "-" + hole;
            out += " ";
        }
        out += ":";
        if (rule.processes) {
            for (const std::string& id : *rule.processes)
                out += " " + id;
        } else {
            out += " any";
        }
        out += " :";
        for (const policy::PortRange& range : rule.ports) {
            out += " " + std::to_string(range.port);
            if (range.endPort != range.port)
                out += "-" + std::to_string(range.endPort);
        }
    }
    return out;
}

/// `what where: before -> after`, sorted as reported.
inline std::vector<std::string> shown(const std::vector<ops::Widening>& widenings)
{
    std::vector<std::string> out;
    for (const ops::Widening& widening : widenings) {
        out.push_back(std::string(toString(widening.what)) + " " + widening.where + ": "
                      + widening.before + " -> " + widening.after);
    }
    return out;
}

} // namespace pw::tests
