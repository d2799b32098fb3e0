#include "app/pwctl/filter_options.h"

#include <array>

namespace pw::pwctl {
namespace {

struct FilterOption
{
    api::FilterField field;
    std::string_view name;
    std::string_view help;
};

constexpr std::array<FilterOption, 9> filterTable{{
    {api::FilterField::Cluster, "cluster", "name or uid of the cluster"},
    {api::FilterField::Namespace, "namespace", "Kubernetes namespace"},
    {api::FilterField::Pod, "pod", "name of the pod"},
    {api::FilterField::Machine, "machines", "name or uid of the machine"},
    {api::FilterField::Image, "image", "image with its tag"},
    {api::FilterField::ImageId, "image-id", "id of the image"},
    {api::FilterField::ContainerName, "container-name", "name of the container"},
    {api::FilterField::ContainerId, "container-id", "id of the container"},
    {api::FilterField::Cgroup, "cgroup", "cgroup of the service"},
}};

} // namespace

std::vector<OptionSpec> filterOptions()
{
    std::vector<OptionSpec> options;
    options.reserve(filterTable.size());
    for (const FilterOption& filter : filterTable)
        options.push_back(
            {0, {filter.name}, OptionSpec::Takes::Repeated, "PATTERN", filter.help, {}, false});
    return options;
}

api::Filters filtersOf(const Arguments& arguments, api::Filters ofContext)
{
    for (const FilterOption& filter : filterTable) {
        if (arguments.has(filter.name))
            ofContext[filter.field] = arguments.values(filter.name);
    }
    return ofContext;
}

} // namespace pw::pwctl
