#include "core/ops/evidence_rows.h"

#include "core/ops/policy_index.h"
#include "core/text/glob.h"

#include <algorithm>

namespace pw::ops {
namespace {

/// A row says what the fact of a selector is; nothing where rows do not know it.
const std::string* factOf(const policy::FingerprintFacts& facts, const RequiredFact& wanted)
{
    if (wanted.selector == "containerSelector" && wanted.field == "image")
        return &facts.image;
    if (wanted.selector == "containerSelector" && wanted.field == "imageID")
        return &facts.imageId;
    if (wanted.selector == "serviceSelector" && wanted.field == "cgroup")
        return &facts.cgroup;
    if (wanted.selector == "namespaceSelector" && wanted.label == "kubernetes.io/metadata.name")
        return &facts.namespaceName;
    return nullptr;
}

bool mayBeSelected(const policy::FingerprintFacts& facts, const policy::GuardianDocument& policy,
                   const RequiredFact& wanted)
{
    if (facts.type != policy.type())
        return false;
    const std::string* const fact = factOf(facts, wanted);
    return fact == nullptr || std::ranges::any_of(wanted.values, [&](const std::string& pattern) {
               return text::globMatches(pattern, *fact);
           });
}

} // namespace

EvidenceRows evidenceRows(const FingerprintList& list,
                          const std::vector<policy::GuardianDocument>& policies, std::size_t most)
{
    std::vector<RequiredFact> wanted;
    for (const policy::GuardianDocument& policy : policies)
        wanted.push_back(mostTelling(policy.spec));
    EvidenceRows out;
    for (std::size_t at = 0; at < list.instances.size(); ++at) {
        bool may = false;
        for (std::size_t i = 0; i < policies.size() && !may; ++i)
            may = mayBeSelected(list.instances[at].facts, policies[i], wanted[i]);
        if (may && ++out.all <= most)
            out.rows.push_back(at);
    }
    return out;
}

} // namespace pw::ops
