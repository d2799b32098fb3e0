#include "core/ops/policy_cover.h"

#include "core/ops/workload.h"

#include <algorithm>

namespace pw::ops {
namespace {

std::string firstOf(std::initializer_list<std::string> texts)
{
    const auto* const found
        = std::ranges::find_if(texts, [](const std::string& text) { return !text.empty(); });
    return found == texts.end() ? std::string() : *found;
}

ScopedInstance named(const policy::FingerprintFacts& facts)
{
    return {facts.id,
            firstOf({facts.podName, facts.containerName, facts.serviceName, facts.cgroup,
                     facts.name, facts.id}),
            firstOf({facts.namespaceName, facts.machine, facts.clusterName})};
}

void addOther(std::vector<std::string>& others, const std::string& uid)
{
    const auto place = std::ranges::lower_bound(others, uid);
    if (place == others.end() || *place != uid)
        others.insert(place, uid);
}

} // namespace

PolicyCovers::PolicyCovers(const std::vector<policy::GuardianDocument>& policies)
{
    for (const policy::GuardianDocument& policy : policies) {
        if (policy.uid().empty())
            continue;
        m_covers.try_emplace(policy.uid());
        if (!policy.spec.enabled.value_or(true))
            continue;
        m_index.add(static_cast<PolicyIndex::Id>(m_uids.size()), policy);
        m_uids.push_back(policy.uid());
    }
}

void PolicyCovers::add(const policy::FingerprintFacts& facts,
                       const std::vector<std::string>& coveredBy)
{
    for (const std::string& uid : coveredBy) {
        const auto found = m_covers.find(uid);
        if (found == m_covers.end())
            continue;
        PolicyCover& cover = found->second;
        ++cover.count;
        cover.alone += coveredBy.size() == 1 ? 1U : 0U;
        if (cover.instances.size() < PolicyCover::mostNamed)
            cover.instances.push_back(named(facts));
        for (const std::string& other : coveredBy) {
            if (other != uid)
                addOther(cover.others, other);
        }
    }
}

void PolicyCovers::add(const policy::FingerprintFacts& facts,
                       const policy::GuardianDocument& workload)
{
    std::vector<std::string> coveredBy;
    for (const PolicyIndex::Id id : m_index.covering(workload))
        coveredBy.push_back(m_uids[id]);
    add(facts, coveredBy);
}

Result<Done> PolicyCovers::add(const FingerprintList& list,
                               const std::vector<std::size_t>& instances,
                               const std::stop_token& stop)
{
    return visitRecords(
        list, instances,
        [&](std::size_t at, yaml::NodeRef record) {
            add(list.instances[at].facts, workloadOf(record));
        },
        stop);
}

std::optional<PolicyCover> PolicyCovers::of(std::string_view uid) const
{
    const auto found = m_covers.find(uid);
    return found == m_covers.end() ? std::nullopt : std::optional(found->second);
}

} // namespace pw::ops
