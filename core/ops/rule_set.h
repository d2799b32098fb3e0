#pragma once
// The network rules of one direction, ready for asking what they allow; grows while merging.

#include "core/ops/address_set.h"
#include "core/ops/peer_index.h"
#include "core/ops/process_tree.h"
#include "core/policy/network.h"

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace pw::ops {

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
    [[nodiscard]] bool hasSeveralPorts() const { return ports.size() > 1; }
};

class RuleSet
{
public:
    RuleIndex add(Rule rule, const ProcessTree& tree);
    [[nodiscard]] const std::vector<Rule>& rules() const { return m_rules; }
    [[nodiscard]] const Rule& at(RuleIndex index) const { return m_rules[index]; }
    void drop(RuleIndex index) { m_rules[index].dropped = true; }

    /// False when the rule holds the peer already. `replacing`: a pattern takes out what it covers.
    bool addBlock(RuleIndex index, const AddressBlock& block);
    bool addName(RuleIndex index, const std::string& name, bool replacing);
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

    /// Rules of one port entry that share a port with the rule and may be for the same processes by
    /// id or name, in order.
    [[nodiscard]] std::vector<RuleIndex> sharingUse(const Rule& rule,
                                                    const ProcessTree& tree) const;
    /// Rules of several port entries that have a peer in common with one of these, in order.
    [[nodiscard]] std::vector<RuleIndex> sharingPeers(const std::vector<PeerQuestion>& peers) const;
    /// Rules with just these ports and processes, for a rule of several ports; in order.
    [[nodiscard]] std::vector<RuleIndex> ofSameUse(const Rule& rule) const;
    /// Rules that name the process, in order.
    [[nodiscard]] std::vector<RuleIndex> naming(ProcessIndex process) const;

private:
    using Rules = std::vector<RuleIndex>;
    using Processes = std::vector<ProcessIndex>;
    struct Bucket
    {
        std::unordered_map<ProcessIndex, Rules> byProcess;
        NameIndex byName; // of the processes
        Rules anyProcess;
        Rules all;
    };
    void index(RuleIndex index, const std::optional<Processes>& gained, const ProcessTree& tree);
    void indexPeers(RuleIndex index);
    [[nodiscard]] Rules touching(ProcessIndex process, const policy::PortRange& ports,
                                 const PeerQuestion& peer) const;
    [[nodiscard]] Rules tidied(Rules rules) const;
    Bucket& bucketOf(const policy::PortRange& range);
    template <typename Visit> void visitBuckets(const policy::PortRange& ports, Visit visit) const;

    std::vector<Rule> m_rules;
    // Rules of one port entry are found by port and process, the others by their peers: that many
    // rules differ in their peers alone happens only where several ports forbid joining them.
    std::unordered_map<std::uint32_t, Bucket> m_single;
    Bucket m_wide; // one entry that is a range
    PeerIndex m_several;
    std::unordered_map<std::string, Rules> m_byUse;
    std::unordered_map<ProcessIndex, Rules> m_naming;
};

/// Peers, ports and processes of a document's rule. Blocks that cannot be read and ids that the
/// tree does not have are left out.
[[nodiscard]] Rule prepareRule(const policy::NetworkRule& rule, const ProcessTree& tree);

} // namespace pw::ops
