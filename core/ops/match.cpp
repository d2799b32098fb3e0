#include "core/ops/match.h"

#include "core/ops/activity_keys.h"
#include "core/ops/expand_deviation.h"
#include "core/ops/wildcard.h"
#include "core/ops/wording.h"

#include <algorithm>

namespace pw::ops {

namespace {

class Report
{
public:
    Report(const Behaviour& policy, const Activity& object, PinnedProcesses pinned)
        : m_policy(policy), m_object(object), m_walk(policy, object, std::move(pinned))
    {
    }

    std::vector<Deviation> deviations() const
    {
        std::vector<Deviation> out;
        for (const ProcessIndex process : m_walk.deviating())
            out.push_back(processDeviation(process));
        for (const std::size_t connection : m_walk.deviatingConnections())
            out.push_back(connectionDeviation(m_object.connections[connection]));
        return out;
    }

    void collectHints(std::vector<SocketHint>& hints) const
    {
        for (ProcessIndex o = 0; o < m_object.tree.size(); ++o) {
            const ProcessIndex n = m_walk.image(o);
            if (n == noProcess)
                continue;
            for (const policy::PortRange& socket : m_object.tree.at(o).sockets) {
                if (!anyHolds(m_policy.tree.at(n).sockets, socket))
                    hints.push_back({m_object.tree.at(o).id, socket});
            }
        }
    }

private:
    [[nodiscard]] Deviation processDeviation(ProcessIndex o) const
    {
        const Process& seen = m_object.tree.at(o);
        const ProcessIndex above = seen.parent == noProcess ? noProcess : m_walk.image(seen.parent);
        const std::string place
            = above == noProcess ? "at the root" : "under " + m_policy.tree.at(above).id;

        Deviation out;
        out.type = DeviationType::Process;
        out.where = seen.where;
        out.process = plainId(seen.id);
        out.what = joined(seen.exe);
        if (!seen.eusers.empty())
            out.what += " as " + joined(seen.eusers);
        out.reason = "no process \"" + seen.name + "\" " + place;
        if (above != noProcess) {
            out.nearestRule = m_policy.tree.at(above).where;
            out.nearestRuleText = m_policy.tree.at(above).id;
        }
        // A sibling with the name comes nearest, then one with the executable.
        int best = 0;
        for (const ProcessIndex n : m_policy.tree.children(above)) {
            const Process& candidate = m_policy.tree.at(n);
            const bool nameFits = globMatches(candidate.name, seen.name);
            const bool exeFits
                = std::all_of(seen.exe.begin(), seen.exe.end(), [&](const std::string& path) {
                      return anyFits(candidate.exe, path);
                  });
            const int score = (nameFits ? 2 : 0) + (exeFits ? 1 : 0);
            if (score <= best)
                continue;
            best = score;
            out.nearestRule = candidate.where;
            out.nearestRuleText = candidate.id;
            if (score == 3)
                out.reason = candidate.id + " is not allowed as " + joined(seen.eusers);
            else if (score == 2)
                out.reason = candidate.id + " is not allowed from " + joined(seen.exe);
            else
                out.reason = candidate.id + " has another name than \"" + seen.name + "\"";
        }
        return out;
    }

    [[nodiscard]] Deviation connectionDeviation(const Connection& seen) const
    {
        const bool ingress = seen.direction == policy::Direction::Ingress;
        const ProcessIndex as = seen.process == noProcess ? noProcess : m_walk.image(seen.process);
        Deviation out;
        out.type = ingress ? DeviationType::Ingress : DeviationType::Egress;
        out.where = seen.where;
        out.process = seen.process == noProcess ? "" : plainId(m_object.tree.at(seen.process).id);
        out.what = peerText(seen.peer) + " " + portText(seen.ports);
        out.reason = "no rule for this process, port and peer";

        // A rule for the same process and port lacks only the peer; then one of the same port.
        int best = 0;
        const std::vector<Rule>& rules = m_policy.rules(seen.direction).rules();
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const Rule& rule = rules[i];
            const bool processFits = rule.admits(as);
            const bool portFits = anyHolds(rule.ports, seen.ports);
            const bool peerFits = seen.peer.block
                ? rule.addresses.contains(*seen.peer.block)
                : std::any_of(rule.names.begin(), rule.names.end(), [&](const std::string& name) {
                      return globMatches(name, seen.peer.name);
                  });
            const int score = (processFits ? 4 : 0) + (portFits ? 3 : 0) + (peerFits ? 2 : 0);
            if (score <= best)
                continue;
            best = score;
            out.nearestRule = rule.where;
            out.nearestRuleText
                = std::string(ingress ? "ingress[" : "egress[") + std::to_string(i) + "]";
            std::vector<std::string> lacking;
            if (!processFits)
                lacking.emplace_back("the process");
            if (!portFits)
                lacking.emplace_back("the port");
            if (!peerFits)
                lacking.emplace_back(ingress ? "the source" : "the destination");
            out.reason = out.nearestRuleText + " does not allow " + joined(lacking, " and ");
        }
        return out;
    }

    const Behaviour& m_policy;
    const Activity& m_object;
    ActivityWalk m_walk;
};

} // namespace

std::vector<Deviation> deviationsOf(const policy::GuardianDocument& policy,
                                    const policy::GuardianDocument& object,
                                    std::vector<SocketHint>* hints)
{
    return deviationsOf(Behaviour(policy.spec), object, hints);
}

std::vector<Deviation> deviationsOf(const Behaviour& policy, const policy::GuardianDocument& object,
                                    std::vector<SocketHint>* hints)
{
    // A deviation speaks of processes of the policy; one that names others is taken as it stands.
    ExpandedDeviation whole{object.spec, {}};
    if (object.kind == policy::Kind::Deviation) {
        Result<ExpandedDeviation> expanded = expandDeviation(object.spec, policy.tree);
        if (expanded)
            whole = std::move(*expanded);
    }
    const Activity activity(whole.spec);
    const Report report(policy, activity, std::move(whole.pinned));
    if (hints != nullptr)
        report.collectHints(*hints);
    return report.deviations();
}

Coverage coverage(const policy::GuardianDocument& policy, const policy::GuardianDocument& object)
{
    Coverage out;
    out.scope = inScope(policy, object, Unstated::Outside);
    if (out.scope.verdict == ScopeVerdict::Inside)
        out.deviations = deviationsOf(policy, object, &out.hints);
    return out;
}

} // namespace pw::ops
