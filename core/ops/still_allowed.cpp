#include "core/ops/still_allowed.h"

#include "core/ops/activity_walk.h"
#include "core/ops/behaviour_key.h"
#include "core/ops/leave_out.h"
#include "core/ops/merge_document.h"
#include "core/ops/wording.h"

namespace pw::ops {
namespace {

using policy::ProcessNode;

void collectTicked(const std::vector<ConnectionActivity>& rows, const DraftTicks& ticks,
                   std::unordered_set<std::string>& out)
{
    for (const ConnectionActivity& row : rows) {
        if (row.parts.empty() && ticks.of(row.key) == Tick::On)
            out.insert(row.key);
        collectTicked(row.parts, ticks, out);
    }
}

std::string peerText(const PeerQuestion& peer)
{
    if (!peer.block)
        return peer.name;
    std::string out = toString(*peer.block);
    if (peer.block->cidr.isHost())
        out.resize(out.rfind('/'));
    return out;
}

class Finder
{
public:
    Finder(const DraftTicks& ticks, const policy::GuardianDocument& made)
        : m_ticks(ticks), m_allowed(made.spec)
    {
    }

    /// `spec` has all processes, and of the connections those that are left out.
    void look(const policy::Spec& spec)
    {
        const Activity seen(spec);
        const ActivityWalk walk(m_allowed, seen);
        if (spec.processPolicy)
            processes(*spec.processPolicy, {}, {}, seen, walk);
        const std::vector<std::size_t> deviating = walk.deviatingConnections();
        auto next = deviating.begin();
        for (std::size_t i = 0; i < seen.connections.size(); ++i) {
            if (next != deviating.end() && *next == i) {
                ++next;
                continue;
            }
            const Connection& one = seen.connections[i];
            // With its process it deviates.
            if (one.process != noProcess && walk.image(one.process) == noProcess)
                continue;
            add(peerText(one.peer) + " " + portText(one.ports)
                + (one.process == noProcess ? "" : " by " + seen.tree.at(one.process).name));
        }
    }

    [[nodiscard]] std::vector<std::string> found() && { return std::move(m_found); }

private:
    void processes(const std::vector<ProcessNode>& nodes, const std::string& parent,
                   const std::vector<std::string>& inherited, const Activity& seen,
                   const ActivityWalk& walk)
    {
        for (const ProcessNode& node : nodes) {
            const std::vector<std::string> euser
                = node.euser ? sortedUnique(*node.euser) : inherited;
            const std::vector<std::string> exe = sortedUnique(node.exe);
            const std::string key = processKey(parent, node.name, exe, euser);
            const ProcessIndex at = seen.tree.find(node.id);
            if (m_ticks.off().contains(key) && at != noProcess && walk.image(at) != noProcess)
                add(node.name + " (" + joined(exe) + " as " + joined(euser) + ")");
            processes(node.children, key, euser, seen, walk);
        }
    }

    void add(std::string what)
    {
        if (m_known.insert(what).second)
            m_found.push_back(std::move(what));
    }

    const DraftTicks& m_ticks;
    Behaviour m_allowed;
    std::vector<std::string> m_found;
    std::unordered_set<std::string> m_known;
};

} // namespace

std::vector<std::string> stillAllowed(const DraftSource& source, const DraftTicks& ticks,
                                      const policy::GuardianDocument& made,
                                      const std::stop_token& stop)
{
    if (ticks.off().empty())
        return {};
    std::unordered_set<std::string> ticked;
    collectTicked(source.activity.connections, ticks, ticked);
    Finder finder(ticks, made);
    for (const MergeInput& input : source.inputs) {
        if (stop.stop_requested())
            break;
        const policy::GuardianDocument left = withoutBehaviours(input.document, ticked);
        finder.look(withoutSwitchedOff(left.spec, made.spec.options));
    }
    return std::move(finder).found();
}

} // namespace pw::ops
