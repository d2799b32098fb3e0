#include "core/ops/fingerprint_filter.h"

#include "core/ops/fingerprint_table.h"

namespace pw::ops {

bool FingerprintTextFilter::matches(const policy::FingerprintFacts& facts) const
{
    if (m_words.empty())
        return true;
    const ImageName image = splitImage(facts.image);
    return m_words.matches({facts.image, image.nameAndTag, image.repo, facts.imageId,
                            shortImageId(facts.imageId), facts.id, facts.containerName,
                            facts.containerId, facts.cgroup, facts.serviceName, facts.clusterName,
                            facts.namespaceName, facts.podName, facts.machine});
}

bool FingerprintFilter::matches(const policy::FingerprintFacts& facts) const
{
    return (type.empty() || facts.type == type)
        && (!namespaceName || facts.namespaceName == *namespaceName)
        && (!clusterName || facts.clusterName == *clusterName)
        && (!onlyUncovered || !facts.covered.value_or(false))
        && FingerprintTextFilter(text).matches(facts);
}

bool FingerprintFilter::empty() const
{
    FingerprintFilter plain;
    plain.type = type;
    return *this == plain
        || (WordFilter(text).empty() && !namespaceName && !clusterName && !onlyUncovered);
}

} // namespace pw::ops
