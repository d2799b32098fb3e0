#pragma once
// The network rules of one direction, ready for asking what they allow; grows while merging.

#include "core/ops/address_set.h"
#include "core/ops/process_tree.h"
#include "core/policy/network.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace pw::ops {

using RuleIndex = std::uint32_t;

/// One rule: who (processes), with whom (blocks and names), on which ports.
struct Rule
{
    std::set<AddressBlock> blocks;
    std::set<std::string> names;
    /// Absent: any process. Sorted, each once.
    std::optional<std::vector<ProcessIndex>> processes;
    std::vector<policy::PortRange> ports;
    policy::Where where;
    AddressSet addresses; ///< what `blocks` allow
    bool dropped = false; ///< joined with an earlier rule

    /// Blocks inside the new one go; false when an old one holds it already.
    bool addBlock(const AddressBlock& block);
    /// The name fits one that is there.
    [[nodiscard]] bool hasName(std::string_view name) const;
    [[nodiscard]] bool hasPeers() const { return !blocks.empty() || !names.empty(); }
    /// `p` may use this rule; noProcess asks for any process.
    [[nodiscard]] bool admits(ProcessIndex p) const;
};

/// Who is asked for: a block or, when there is none, a name.
struct PeerQuestion
{
    std::optional<AddressBlock> block;
    std::string name;
};

class RuleSet
{
public:
    RuleIndex add(Rule rule, const ProcessTree& tree);
    [[nodiscard]] const std::vector<Rule>& rules() const { return m_rules; }
    [[nodiscard]] Rule& at(RuleIndex index) { return m_rules[index]; }
    [[nodiscard]] const Rule& at(RuleIndex index) const { return m_rules[index]; }
    /// Processes and ports that a rule has gained; absent processes: any. Sorted, each once.
    void setProcesses(RuleIndex index, std::optional<std::vector<ProcessIndex>> processes,
                      const ProcessTree& tree);
    void setPorts(RuleIndex index, std::vector<policy::PortRange> ports, const ProcessTree& tree);
    /// To be called after a process took another name.
    void renamed(ProcessIndex process, const ProcessTree& tree);

    /// Every port of the range, with every address of the block (or the name), is allowed to the
    /// process, be it by several rules together.
    [[nodiscard]] bool allow(ProcessIndex process, const policy::PortRange& ports,
                             const PeerQuestion& peer) const;
    /// Rules that allow the process something on one of these ports, in order.
    [[nodiscard]] std::vector<RuleIndex> touching(ProcessIndex process,
                                                  const policy::PortRange& ports) const;
    /// Rules that share a port with the ranges and may be for the same processes by id or name
    /// (absent: for any), in order.
    [[nodiscard]] std::vector<RuleIndex>
    related(const std::vector<policy::PortRange>& ports,
            const std::optional<std::vector<ProcessIndex>>& processes,
            const ProcessTree& tree) const;
    /// Rules that name the process, in order.
    [[nodiscard]] std::vector<RuleIndex> naming(ProcessIndex process) const;

private:
    using Rules = std::vector<RuleIndex>;
    struct Bucket
    {
        std::unordered_map<ProcessIndex, Rules> byProcess;
        std::unordered_map<std::string, Rules> byName; // of the processes
        Rules patternNames;
        Rules anyProcess;
        Rules all;
    };
    [[nodiscard]] static std::uint32_t key(policy::Protocol protocol, std::uint32_t port)
    {
        return (protocol == policy::Protocol::Udp ? 0x10000U : 0U) | port;
    }
    using Processes = std::vector<ProcessIndex>;
    Bucket& bucketOf(const policy::PortRange& range);
    static void insert(Bucket& bucket, RuleIndex index, const std::optional<Processes>& processes,
                       const ProcessTree& tree);
    void name(RuleIndex index, const std::optional<Processes>& processes);
    template <typename Visit> void visitBuckets(const policy::PortRange& ports, Visit visit) const;

    std::vector<Rule> m_rules;
    std::unordered_map<std::uint32_t, Bucket> m_single; // rules with this one port
    Bucket m_wide; // rules with a range of ports
    std::unordered_map<ProcessIndex, Rules> m_naming;
};

/// Peers, ports and processes of a document's rule. Blocks that cannot be read are left out; ids
/// are looked up by `find`, unknown ones are listed in `unknown`.
[[nodiscard]] Rule prepareRule(const policy::NetworkRule& rule, const ProcessTree& tree,
                               std::vector<std::string>* unknown = nullptr);

} // namespace pw::ops
