#include "core/api/filters.h"

#include "core/text/glob.h"

#include <algorithm>
#include <array>

namespace pw::api {

bool fitsAny(const std::vector<std::string>& patterns, std::string_view text)
{
    return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
        return text::globMatches(pattern, text);
    });
}

bool fits(FilterField field, const std::vector<std::string>& values,
          const policy::FingerprintFacts& facts)
{
    switch (field) {
    case FilterField::Cluster:
        return fitsAny(values, facts.clusterName);
    case FilterField::Namespace:
        return fitsAny(values, facts.namespaceName);
    case FilterField::Pod:
        return fitsAny(values, facts.podName);
    case FilterField::Machine:
        return fitsAny(values, facts.machine);
    case FilterField::Image:
        return fitsAny(values, facts.image);
    case FilterField::ImageId:
        return fitsAny(values, facts.imageId);
    case FilterField::ContainerName:
        return fitsAny(values, facts.containerName);
    case FilterField::ContainerId:
        return fitsAny(values, facts.containerId);
    case FilterField::Cgroup:
        return fitsAny(values, facts.cgroup);
    case FilterField::Id:
        return fitsAny(values, facts.id);
    case FilterField::Status:
        return facts.status.empty() || fitsAny(values, facts.status);
    }
    return true;
}

bool fits(const Filters& filters, const policy::FingerprintFacts& facts)
{
    return std::all_of(filters.begin(), filters.end(), [&](const auto& one) {
        return one.second.empty() || fits(one.first, one.second, facts);
    });
}

std::string_view toString(FilterField field)
{
    constexpr std::array<std::string_view, 11> names{
        "cluster",       "namespace",   "pod",    "machines", "image", "imageID",
        "containerName", "containerID", "cgroup", "status",   "id"};
    return names[static_cast<std::size_t>(field)];
}

} // namespace pw::api
