#pragma once
// A process tree ready for comparing: users resolved, siblings indexed, ids known.

#include "core/ops/sibling_index.h"
#include "core/policy/process.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pw::ops {

/// Index of a process in its tree.
using ProcessIndex = std::uint32_t;
inline constexpr ProcessIndex noProcess = 0xffffffffU; ///< above the roots, or any process

struct Process
{
    std::string name;
    std::vector<std::string> exe;
    std::string id;
    std::vector<std::string> eusers; ///< effective: inherited ones included
    std::vector<policy::PortRange> sockets;
    ProcessIndex parent = noProcess;
    std::vector<ProcessIndex> children;
    policy::Where where;
};

class ProcessTree
{
public:
    ProcessTree() = default;
    /// Ids are taken as they are, lists tidied. A policyNode entry becomes a process without name
    /// and exe.
    explicit ProcessTree(const std::vector<policy::ProcessNode>& roots);

    [[nodiscard]] std::size_t size() const { return m_processes.size(); }
    [[nodiscard]] const Process& at(ProcessIndex index) const { return m_processes[index]; }
    [[nodiscard]] const std::vector<ProcessIndex>& children(ProcessIndex parent) const
    {
        return parent == noProcess ? m_roots : m_processes[parent].children;
    }
    /// noProcess when there is none; of duplicates the first.
    [[nodiscard]] ProcessIndex find(std::string_view id) const;

    /// Adds it below `parent`, behind its siblings. Its `children` are ignored.
    ProcessIndex add(ProcessIndex parent, Process process);
    void rename(ProcessIndex index, std::string name);
    void addExe(ProcessIndex index, std::string path);
    void addUser(ProcessIndex index, std::string user);
    void addSocket(ProcessIndex index, const policy::PortRange& socket);

    /// The next id of its kind that is not in use: `ls_0`, `ls_1`, …; `a_b` becomes `a_b_0`.
    [[nodiscard]] std::string freeId(const std::string& id);

    /// Children of `parent` that may cover a process of this name, or that may be the same process;
    /// in order, to be tested by the caller.
    [[nodiscard]] std::vector<ProcessIndex> mayCover(ProcessIndex parent,
                                                     std::string_view name) const;
    [[nodiscard]] std::vector<ProcessIndex> mayMatch(ProcessIndex parent,
                                                     const Process& other) const;

private:
    void addBelow(ProcessIndex parent, const policy::ProcessNode& node);
    [[nodiscard]] const SiblingIndex* indexOf(ProcessIndex parent) const;
    void reindex(ProcessIndex index);

    std::vector<Process> m_processes;
    std::vector<ProcessIndex> m_roots;
    std::unordered_map<std::string, ProcessIndex> m_byId;
    std::unordered_map<std::string, std::string> m_nextId; // from a used id towards a free one
    // Made when a list of siblings is long enough to be worth it.
    mutable std::unordered_map<ProcessIndex, std::unique_ptr<SiblingIndex>> m_indexes;
};

/// Duplicates and entries that another pattern of the list covers taken out; sorted.
[[nodiscard]] std::vector<std::string> tidyPatterns(std::vector<std::string> patterns);
/// Duplicates and ranges inside another one taken out; in the order given.
[[nodiscard]] std::vector<policy::PortRange> tidyPorts(const std::vector<policy::PortRange>& ports);

/// The process `n` allows the process `o`: name and every full path fit, every user is listed.
[[nodiscard]] bool allows(const Process& n, const Process& o);
/// Every executable in `paths` is, or fits, one of `p`'s, by its whole path or its base name.
[[nodiscard]] bool exeMatches(const Process& p, const std::vector<std::string>& paths);
/// One of the patterns fits the text.
[[nodiscard]] bool anyFits(const std::vector<std::string>& patterns, std::string_view text);
/// Every listening socket of `o` lies inside one of `n`'s.
[[nodiscard]] bool holdsSockets(const Process& n, const Process& o);
/// The socket lies inside one of the list.
[[nodiscard]] bool anyHolds(const std::vector<policy::PortRange>& ranges,
                            const policy::PortRange& inner);

} // namespace pw::ops
