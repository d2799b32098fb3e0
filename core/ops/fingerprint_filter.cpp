#include "core/ops/fingerprint_filter.h"

#include "core/ops/fingerprint_table.h"
#include "core/ops/wildcard.h"

#include <algorithm>

namespace pw::ops {
namespace {

bool wordsFit(std::string_view text, const policy::FingerprintFacts& facts)
{
    const WordFilter words(text);
    if (words.empty())
        return true;
    const ImageName image = splitImage(facts.image);
    return words.matches({image.nameAndTag, image.repo, shortImageId(facts.imageId), facts.image,
                          facts.imageId, facts.id, facts.containerName, facts.containerId,
                          facts.cgroup, facts.serviceName, facts.clusterName, facts.namespaceName,
                          facts.podName, facts.machine, facts.hostname});
}

bool fieldFits(FingerprintField field, const std::vector<std::string>& wanted,
               const policy::FingerprintFacts& facts)
{
    const FieldPatterns patterns(field, wanted);
    switch (field) {
    case FingerprintField::Namespace:
        return patterns.fit(facts.namespaceName);
    case FingerprintField::Cluster:
        return patterns.fit(facts.clusterName, facts.clusterUid);
    case FingerprintField::Image:
        return patterns.fit(facts.image);
    case FingerprintField::ImageId:
        return patterns.fit(facts.imageId);
    case FingerprintField::Id:
        return patterns.fit(facts.id);
    case FingerprintField::Machine:
        return patterns.fit(facts.machine, facts.hostname);
    case FingerprintField::Pod:
        return patterns.fit(facts.podName);
    case FingerprintField::Cgroup:
        return patterns.fit(facts.cgroup);
    case FingerprintField::Status:
        return patterns.fit(facts.status);
    case FingerprintField::Label:
        break;
    }
    return patterns.fit(facts.podLabels);
}

} // namespace

std::string_view toString(FingerprintField field)
{
    constexpr std::array<std::string_view, fingerprintFieldCount> names{
        "namespace", "cluster", "image",  "image-id", "id",
        "machine",   "pod",     "cgroup", "status",   "label"};
    return names[static_cast<std::size_t>(field)];
}

bool FingerprintFilter::matches(const policy::FingerprintFacts& facts) const
{
    return (type.empty() || facts.type == type)
        && (!onlyUncovered || !facts.covered.value_or(false))
        && std::ranges::all_of(fields,
                               [&facts](const auto& wanted) {
                                   return wanted.second.empty()
                                       || fieldFits(wanted.first, wanted.second, facts);
                               })
        && wordsFit(text, facts);
}

bool FingerprintFilter::empty() const
{
    return !onlyUncovered && WordFilter(text).empty()
        && std::ranges::all_of(fields, [](const auto& wanted) { return wanted.second.empty(); });
}

FieldPatterns::FieldPatterns(FingerprintField field, const std::vector<std::string>& patterns)
    : m_field(field)
{
    for (const std::string& pattern : patterns) {
        if (pattern.empty()) {
            m_fitsNone = true;
            continue;
        }
        m_exact.push_back(pattern);
        if (isPattern(pattern))
            m_globs.push_back(pattern);
    }
    std::ranges::sort(m_exact);
}

bool FieldPatterns::fit(std::string_view value, std::string_view otherName) const
{
    if (value.empty() && m_fitsNone)
        return true;
    if (fitText(value) || fitText(otherName))
        return true;
    return m_field == FingerprintField::ImageId
        && (fitText(bareImageId(value)) || fitText(shortImageId(value)));
}

bool FieldPatterns::fit(const policy::SharedTexts& labels) const
{
    if (labels.empty())
        return m_fitsNone;
    return std::ranges::any_of(labels, [this](const std::string& label) {
        return fitText(label) || fitText(std::string_view(label).substr(0, label.find('=')));
    });
}

bool FieldPatterns::fitText(std::string_view text) const
{
    return !text.empty()
        && (std::ranges::binary_search(m_exact, text)
            || std::ranges::any_of(m_globs, [text](const std::string& pattern) {
                   return globMatches(pattern, text);
               }));
}

} // namespace pw::ops
