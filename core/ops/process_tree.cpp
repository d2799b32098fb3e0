#include "core/ops/process_tree.h"

#include "core/ops/wildcard.h"
#include "core/policy/process_ids.h"

#include <algorithm>

namespace pw::ops {

namespace {

constexpr std::size_t worthAnIndex = 12;

} // namespace

ProcessTree::ProcessTree(const std::vector<policy::ProcessNode>& roots)
{
    for (const policy::ProcessNode& root : roots)
        addBelow(noProcess, root);
}

void ProcessTree::addBelow(ProcessIndex parent, const policy::ProcessNode& node)
{
    Process process;
    process.name = node.name;
    process.exe = tidyPatterns(node.exe);
    process.id = node.id;
    if (node.euser)
        process.eusers = tidyPatterns(*node.euser);
    else if (parent != noProcess)
        process.eusers = m_processes[parent].eusers;
    process.sockets = tidyPorts(node.listeningSockets);
    process.where = node.where;
    const ProcessIndex index = add(parent, std::move(process));
    for (const policy::ProcessNode& child : node.children)
        addBelow(index, child);
}

ProcessIndex ProcessTree::find(std::string_view id) const
{
    const auto found = m_byId.find(std::string(id));
    return found == m_byId.end() ? noProcess : found->second;
}

ProcessIndex ProcessTree::add(ProcessIndex parent, Process process)
{
    const auto index = static_cast<ProcessIndex>(m_processes.size());
    process.parent = parent;
    process.children.clear();
    m_byId.try_emplace(process.id, index);
    m_processes.push_back(std::move(process));
    (parent == noProcess ? m_roots : m_processes[parent].children).push_back(index);
    reindex(index);
    return index;
}

void ProcessTree::rename(ProcessIndex index, std::string name)
{
    m_processes[index].name = std::move(name);
    reindex(index);
}

void ProcessTree::addExe(ProcessIndex index, std::string path)
{
    std::vector<std::string>& exe = m_processes[index].exe;
    exe.push_back(std::move(path));
    exe = tidyPatterns(std::move(exe));
    reindex(index);
}

void ProcessTree::addUser(ProcessIndex index, std::string user)
{
    std::vector<std::string>& users = m_processes[index].eusers;
    users.push_back(std::move(user));
    users = tidyPatterns(std::move(users));
}

void ProcessTree::addSocket(ProcessIndex index, const policy::PortRange& socket)
{
    std::vector<policy::PortRange>& sockets = m_processes[index].sockets;
    sockets.push_back(socket);
    sockets = tidyPorts(sockets);
}

std::string ProcessTree::freeId(const std::string& id)
{
    // Each id on the way is made to point at the end, so that a long row is walked once.
    std::vector<std::string> way;
    std::string current = id;
    while (m_byId.contains(current)) {
        way.push_back(current);
        const auto known = m_nextId.find(current);
        current = known == m_nextId.end() ? policy::followingId(current) : known->second;
    }
    for (const std::string& step : way)
        m_nextId[step] = current;
    return current;
}

const SiblingIndex* ProcessTree::indexOf(ProcessIndex parent) const
{
    const std::vector<ProcessIndex>& siblings = children(parent);
    if (siblings.size() < worthAnIndex)
        return nullptr;
    std::unique_ptr<SiblingIndex>& index = m_indexes[parent];
    if (!index) {
        index = std::make_unique<SiblingIndex>();
        for (const ProcessIndex sibling : siblings)
            index->add(sibling, m_processes[sibling].name, m_processes[sibling].exe);
    }
    return index.get();
}

void ProcessTree::reindex(ProcessIndex index)
{
    const auto found = m_indexes.find(m_processes[index].parent);
    if (found != m_indexes.end())
        found->second->add(index, m_processes[index].name, m_processes[index].exe);
}

std::vector<ProcessIndex> ProcessTree::mayCover(ProcessIndex parent, std::string_view name) const
{
    const SiblingIndex* index = indexOf(parent);
    return index != nullptr ? index->mayCover(name) : children(parent);
}

std::vector<ProcessIndex> ProcessTree::mayMatch(ProcessIndex parent, const Process& other) const
{
    const SiblingIndex* index = indexOf(parent);
    return index != nullptr ? index->mayMatch(other.name, other.exe) : children(parent);
}

std::vector<std::string> tidyPatterns(std::vector<std::string> patterns)
{
    std::sort(patterns.begin(), patterns.end());
    patterns.erase(std::unique(patterns.begin(), patterns.end()), patterns.end());
    std::vector<std::string> wild;
    for (const std::string& pattern : patterns) {
        if (isPattern(pattern))
            wild.push_back(pattern);
    }
    std::vector<std::string> out;
    for (const std::string& pattern : patterns) {
        const bool covered = std::any_of(wild.begin(), wild.end(), [&](const std::string& other) {
            // Of two that cover each other the first in order stays.
            return other != pattern && globMatches(other, pattern)
                && (other < pattern || !globMatches(pattern, other));
        });
        if (!covered)
            out.push_back(pattern);
    }
    return out;
}

std::vector<policy::PortRange> tidyPorts(const std::vector<policy::PortRange>& ports)
{
    std::vector<policy::PortRange> out;
    for (const policy::PortRange& range : ports) {
        if (anyHolds(out, range))
            continue;
        std::erase_if(out,
                      [&range](const policy::PortRange& old) { return anyHolds({range}, old); });
        out.push_back(range);
    }
    return out;
}

bool allows(const Process& n, const Process& o)
{
    const auto listed = [](const std::vector<std::string>& patterns) {
        return [&patterns](const std::string& text) { return anyFits(patterns, text); };
    };
    return globMatches(n.name, o.name) && std::all_of(o.exe.begin(), o.exe.end(), listed(n.exe))
        && std::all_of(o.eusers.begin(), o.eusers.end(), listed(n.eusers));
}

bool exeMatches(const Process& p, const std::vector<std::string>& paths)
{
    return std::all_of(paths.begin(), paths.end(), [&p](const std::string& path) {
        return std::any_of(p.exe.begin(), p.exe.end(), [&path](const std::string& own) {
            return globMatches(own, path) || globMatches(baseName(own), baseName(path));
        });
    });
}

bool anyFits(const std::vector<std::string>& patterns, std::string_view text)
{
    return std::any_of(patterns.begin(), patterns.end(),
                       [text](const std::string& pattern) { return globMatches(pattern, text); });
}

bool holdsSockets(const Process& n, const Process& o)
{
    return std::all_of(o.sockets.begin(), o.sockets.end(), [&n](const policy::PortRange& socket) {
        return anyHolds(n.sockets, socket);
    });
}

bool anyHolds(const std::vector<policy::PortRange>& ranges, const policy::PortRange& inner)
{
    return std::any_of(ranges.begin(), ranges.end(), [&inner](const policy::PortRange& range) {
        return range.protocol == inner.protocol && range.port <= inner.port
            && inner.endPort <= range.endPort;
    });
}

} // namespace pw::ops
