#include "core/ops/expand_deviation.h"

#include "core/ops/wording.h"

#include <algorithm>
#include <set>

namespace pw::ops {

namespace {

using policy::ProcessNode;

// No id of a document holds this sign, so copies never clash with what the deviation brings.
constexpr char copyMark = '\x01';

class Expander
{
public:
    Expander(const policy::Spec& deviation, const ProcessTree& policyTree)
        : m_deviation(deviation), m_policy(policyTree)
    {
    }

    Result<ExpandedDeviation> run()
    {
        m_out.spec = m_deviation;
        m_out.spec.processPolicy.emplace();
        if (m_deviation.processPolicy) {
            for (const ProcessNode& node : *m_deviation.processPolicy)
                collectIds(node);
            for (const ProcessNode& node : *m_deviation.processPolicy) {
                if (node.isPolicyNode && m_policy.find(node.id) == noProcess)
                    m_missing.insert(node.id);
                else if (node.isPolicyNode)
                    addCopies(node.id, node.children);
                else
                    m_out.spec.processPolicy->push_back(node);
            }
        }
        if (m_out.spec.networkPolicy) {
            resolve(m_out.spec.networkPolicy->ingress);
            resolve(m_out.spec.networkPolicy->egress);
        }
        if (!m_missing.empty()) {
            return Error{"missing-process",
                         "Deviation process node ID (" + joined(m_missing)
                             + ") is missing in base policy",
                         {}};
        }
        if (!m_unknown.empty()) {
            return Error{"missing-process",
                         "its network rules name processes that neither it nor the policy has: "
                             + joined(m_unknown),
                         {}};
        }
        for (const ProcessNode& root : *m_out.spec.processPolicy)
            pin(root);
        return std::move(m_out);
    }

private:
    void collectIds(const ProcessNode& node)
    {
        if (!node.isPolicyNode)
            m_own.insert(node.id);
        for (const ProcessNode& child : node.children)
            collectIds(child);
    }

    // The way from the root down to the process, each with just that one child.
    void addCopies(const std::string& id, const std::vector<ProcessNode>& children)
    {
        ProcessIndex at = m_policy.find(id);
        m_copied.insert(id);
        ProcessNode node = copyOf(at);
        node.children = children;
        for (at = m_policy.at(at).parent; at != noProcess; at = m_policy.at(at).parent) {
            ProcessNode above = copyOf(at);
            above.children.push_back(std::move(node));
            node = std::move(above);
        }
        m_out.spec.processPolicy->push_back(std::move(node));
    }

    [[nodiscard]] ProcessNode copyOf(ProcessIndex index) const
    {
        const Process& from = m_policy.at(index);
        ProcessNode out;
        out.name = from.name;
        out.exe = from.exe;
        out.id = copyMark + from.id;
        out.euser = from.eusers;
        return out;
    }

    void resolve(std::vector<policy::NetworkRule>& rules)
    {
        for (policy::NetworkRule& rule : rules) {
            if (!rule.processes)
                continue;
            for (std::string& id : *rule.processes) {
                if (m_own.contains(id))
                    continue;
                if (m_policy.find(id) == noProcess) {
                    m_unknown.insert(id);
                    continue;
                }
                if (!m_copied.contains(id))
                    addCopies(id, {});
                id.insert(0, 1, copyMark);
            }
        }
    }

    // In the order in which a ProcessTree numbers them.
    void pin(const ProcessNode& node)
    {
        const bool copy = !node.id.empty() && node.id.front() == copyMark;
        m_out.pinned.push_back(copy ? m_policy.find(node.id.substr(1)) : noProcess);
        for (const ProcessNode& child : node.children)
            pin(child);
    }

    const policy::Spec& m_deviation;
    const ProcessTree& m_policy;
    std::set<std::string> m_own;
    std::set<std::string> m_copied;
    std::set<std::string> m_missing; // policy nodes
    std::set<std::string> m_unknown; // named by its network rules
    ExpandedDeviation m_out;
};

} // namespace

std::string plainId(const std::string& id)
{
    return !id.empty() && id.front() == copyMark ? id.substr(1) : id;
}

Result<ExpandedDeviation> expandDeviation(const policy::Spec& deviation,
                                          const ProcessTree& policyTree)
{
    return Expander(deviation, policyTree).run();
}

} // namespace pw::ops
