#include "core/ops/fingerprint_items.h"

#include "core/ops/timestamp.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace pw::ops {

Result<yaml::Value> fingerprintItems(const FingerprintList& list,
                                     const std::vector<std::size_t>& instances,
                                     const std::stop_token& stop)
{
    std::vector<std::pair<std::size_t, yaml::Value>> records;
    records.reserve(instances.size());
    const Result<Done> visited = visitRecords(
        list, instances,
        [&records](std::size_t instance, yaml::NodeRef record) {
            records.emplace_back(instance, yaml::toValue(record));
        },
        stop);
    if (!visited)
        return visited.error();
    const auto keyOf = [&list](const std::pair<std::size_t, yaml::Value>& record) {
        const policy::FingerprintFacts& facts = list.instances[record.first].facts;
        return std::tuple(std::string_view(facts.image), std::string_view(facts.cgroup),
                          timestampValue(facts.time).value_or(0), std::string_view(facts.id));
    };
    std::ranges::stable_sort(records, {}, keyOf);
    std::vector<yaml::Value> items;
    items.reserve(records.size());
    for (auto& [instance, value] : records)
        items.push_back(std::move(value));
    return yaml::Value::map({{"apiVersion", yaml::Value::string("spyderbat/v1")},
                             {"items", yaml::Value::list(std::move(items))}});
}

} // namespace pw::ops
