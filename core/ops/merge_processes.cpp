#include "core/ops/merge_processes.h"

#include "core/ops/wildcard.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <tuple>

namespace pw::ops {

namespace {

// So many siblings that may be the same process are weighed against each other.
constexpr std::size_t weighed = 64;

bool isInside(const Process& inner, const Process& outer)
{
    return exeMatches(outer, inner.exe)
        && (globMatches(outer.name, inner.name)
            || commonWildcard(outer.name, inner.name).has_value());
}

bool sameSet(std::vector<std::string> a, std::vector<std::string> b)
{
    std::sort(a.begin(), a.end());
    a.erase(std::unique(a.begin(), a.end()), a.end());
    std::sort(b.begin(), b.end());
    b.erase(std::unique(b.begin(), b.end()), b.end());
    return a == b;
}

class Merger
{
public:
    Merger(Behaviour& base, const Activity& other, const MergeMode& mode,
           const PinnedProcesses& pinned, WideningLog& log)
        : m_base(base), m_other(other), m_mode(mode), m_pinned(pinned), m_log(log),
          m_own(other.tree.size())
    {
        m_mapping.image.assign(other.tree.size(), noProcess);
        for (std::size_t i = 0; i < other.connections.size(); ++i) {
            if (other.connections[i].process != noProcess)
                m_own[other.connections[i].process].push_back(i);
        }
    }

    ProcessMapping run()
    {
        mergeSiblings(noProcess, m_other.tree.children(noProcess));
        return std::move(m_mapping);
    }

private:
    void mergeSiblings(ProcessIndex parent, const std::vector<ProcessIndex>& others)
    {
        for (const ProcessIndex o : others) {
            const ProcessIndex n = choose(parent, o);
            if (n == noProcess) {
                addSubtree(parent, o);
                continue;
            }
            m_mapping.image[o] = n;
            takeIn(n, m_other.tree.at(o));
            mergeSiblings(n, m_other.tree.at(o).children);
        }
    }

    [[nodiscard]] bool matches(ProcessIndex at, const Process& o) const
    {
        const Process& n = m_base.tree.at(at);
        if (m_mode.exact || m_mode.keeps([&] { return m_log.processKey(m_base.tree, at); }))
            return n.name == o.name && sameSet(n.exe, o.exe) && sameSet(n.eusers, o.eusers);
        if (m_mode.symmetric)
            return isInside(o, n) || isInside(n, o);
        return exeMatches(n, o.exe) && globMatches(n.name, o.name);
    }

    [[nodiscard]] std::vector<ProcessIndex> candidates(ProcessIndex parent, const Process& o) const
    {
        std::vector<ProcessIndex> out;
        const std::vector<ProcessIndex> near = m_mode.symmetric && !m_mode.exact
            ? m_base.tree.mayMatch(parent, o)
            : m_base.tree.mayCover(parent, o.name);
        for (const ProcessIndex n : near) {
            if (out.size() == weighed)
                break;
            if (matches(n, o))
                out.push_back(n);
        }
        return out;
    }

    // What speaks for laying the process `o` on `n`, best first.
    struct Weight
    {
        std::size_t covered = 0; // processes of the subtree that are allowed already
        bool sameName = false;
        std::size_t connections = 0; // of its own, allowed already
        auto operator<=>(const Weight&) const = default;
    };

    [[nodiscard]] std::size_t coveredBelow(ProcessIndex n, ProcessIndex o) const
    {
        const Process& base = m_base.tree.at(n);
        const Process& other = m_other.tree.at(o);
        std::size_t sum = allows(base, other) && holdsSockets(base, other) ? 1 : 0;
        for (const ProcessIndex child : m_other.tree.at(o).children) {
            std::size_t best = 0;
            for (const ProcessIndex below : candidates(n, m_other.tree.at(child)))
                best = std::max(best, coveredBelow(below, child));
            sum += best;
        }
        return sum;
    }

    [[nodiscard]] Weight weigh(ProcessIndex n, ProcessIndex o) const
    {
        Weight out;
        out.covered = coveredBelow(n, o);
        out.sameName = m_base.tree.at(n).name == m_other.tree.at(o).name;
        for (const std::size_t i : m_own[o]) {
            const Connection& connection = m_other.connections[i];
            out.connections
                += m_base.rules(connection.direction).allow(n, connection.ports, connection.peer)
                ? 1
                : 0;
        }
        return out;
    }

    [[nodiscard]] ProcessIndex choose(ProcessIndex parent, ProcessIndex o) const
    {
        if (o < m_pinned.size() && m_pinned[o] != noProcess)
            return m_pinned[o];
        const std::vector<ProcessIndex> fitting = candidates(parent, m_other.tree.at(o));
        if (fitting.size() < 2)
            return fitting.empty() ? noProcess : fitting.front();
        ProcessIndex best = fitting.front();
        Weight most = weigh(best, o);
        for (std::size_t i = 1; i < fitting.size(); ++i) {
            const Weight weight = weigh(fitting[i], o);
            if (weight > most) {
                best = fitting[i];
                most = weight;
            }
        }
        return best;
    }

    void takeIn(ProcessIndex n, const Process& o)
    {
        takeName(n, o);
        const Process before = m_base.tree.at(n);
        bool gainedExe = false;
        for (const std::string& path : o.exe) {
            if (anyFits(m_base.tree.at(n).exe, path))
                continue;
            m_log.process(Widening::What::ExeDirectory, m_base.tree, n, joined(before.exe), path);
            m_base.tree.addExe(n, path);
            m_mapping.compared.push_back(n);
            m_mapping.changed = gainedExe = true;
        }
        bool gainedUser = false;
        for (const std::string& user : o.eusers) {
            if (anyFits(m_base.tree.at(n).eusers, user))
                continue;
            m_base.tree.addUser(n, user);
            m_mapping.changed = gainedUser = true;
        }
        const bool crossProduct = (gainedUser && !sameSet(before.exe, o.exe))
            || (gainedExe && !sameSet(before.eusers, o.eusers));
        if (crossProduct) {
            m_log.process(Widening::What::EuserUnion, m_base.tree, n,
                          joined(before.exe) + " as " + joined(before.eusers),
                          joined(m_base.tree.at(n).exe) + " as "
                              + joined(m_base.tree.at(n).eusers));
        }
        for (const policy::PortRange& socket : o.sockets) {
            if (anyHolds(m_base.tree.at(n).sockets, socket))
                continue;
            m_base.tree.addSocket(n, socket);
            m_mapping.changed = true;
        }
    }

    void takeName(ProcessIndex n, const Process& o)
    {
        const std::string old = m_base.tree.at(n).name;
        if (!m_mode.symmetric || m_mode.exact || globMatches(old, o.name))
            return;
        std::string name = o.name;
        if (!globMatches(o.name, old)) {
            const std::optional<std::string> common = commonWildcard(old, o.name);
            const std::optional<std::string> other = common ? common : commonWildcard(o.name, old);
            if (!other)
                return;
            name = *other;
        }
        m_log.process(Widening::What::NameWildcard, m_base.tree, n, old, name);
        m_base.tree.rename(n, name);
        m_mapping.compared.push_back(n);
        m_mapping.changed = true;
    }

    void addSubtree(ProcessIndex parent, ProcessIndex o)
    {
        Process copy = m_other.tree.at(o);
        copy.id = m_base.tree.freeId(copy.id);
        copy.where = {};
        m_mapping.image[o] = m_base.tree.add(parent, std::move(copy));
        m_mapping.changed = true;
        for (const ProcessIndex child : m_other.tree.at(o).children)
            addSubtree(m_mapping.image[o], child);
    }

    Behaviour& m_base;
    const Activity& m_other;
    const MergeMode& m_mode;
    const PinnedProcesses& m_pinned;
    WideningLog& m_log;
    std::vector<std::vector<std::size_t>> m_own; // connections of each process of the other
    ProcessMapping m_mapping;
};

} // namespace

bool comparable(const Process& a, const Process& b)
{
    const auto covers = [](const Process& outer, const Process& inner) {
        return globMatches(outer.name, inner.name) && exeMatches(outer, inner.exe);
    };
    return covers(a, b) || covers(b, a);
}

ProcessMapping mergeProcesses(Behaviour& base, const Activity& other, const MergeMode& mode,
                              const PinnedProcesses& pinned, WideningLog& log)
{
    return Merger(base, other, mode, pinned, log).run();
}

} // namespace pw::ops
