#include "core/ops/scope_lines.h"

#include "core/ops/fingerprint_table.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace pw::ops {
namespace {

using policy::Selector;

constexpr std::string_view namespaceName
    = "spec.namespaceSelector.matchLabels.kubernetes.io/metadata.name";

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> plainNames{
    {{"spec.containerSelector.image", "image"},
     {"spec.containerSelector.imageID", "image id"},
     {"spec.containerSelector.containerName", "container name"},
     {"spec.containerSelector.containerID", "container id"},
     {"spec.serviceSelector.cgroup", "cgroup"},
     {"spec.serviceSelector.name", "service name"},
     {"spec.machineSelector.hostname", "host"},
     {"spec.machineSelector.machineUID", "machine"},
     {"spec.clusterSelector.name", "cluster"},
     {"spec.clusterSelector.uid", "cluster uid"},
     {namespaceName, "namespace"},
     {"spec.containerSelector", "container"},
     {"spec.podSelector", "pod labels"},
     {"spec.namespaceSelector", "namespace"},
     {"spec.machineSelector", "machine"}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> plainPrefixes{
    {{"spec.podSelector.matchLabels.", "pod label "},
     {"spec.namespaceSelector.matchLabels.", "namespace label "}}};

/// What one document says of each field.
using Facts = std::vector<std::pair<std::string, std::string>>;

Facts factsOf(const policy::Spec& spec)
{
    Facts out;
    for (const Selector& selector : spec.selectors) {
        const std::string base = "spec." + selector.key + ".";
        for (const policy::SelectorField& field : selector.fields)
            out.emplace_back(base + field.name, joined(field.values));
        for (const auto& [key, value] : selector.matchFields)
            out.emplace_back(base + key, value);
        for (const policy::Expression& e : selector.matchFieldsExpressions)
            out.emplace_back(base + e.key,
                             e.op == "In" ? joined(e.values) : e.op + " " + joined(e.values));
        for (const auto& [key, value] : selector.matchLabels)
            out.emplace_back(base + "matchLabels." + key, value);
        for (const policy::Expression& e : selector.matchExpressions)
            out.emplace_back(base + "matchLabels." + e.key,
                             e.op == "In" ? joined(e.values) : e.op + " " + joined(e.values));
    }
    return out;
}

std::string few(const std::set<std::string>& values)
{
    constexpr std::size_t named = 3;
    std::vector<std::string> texts(
        values.begin(),
        std::next(values.begin(), static_cast<std::ptrdiff_t>(std::min(named, values.size()))));
    std::string out = joined(texts);
    if (values.size() > named)
        out += " and " + std::to_string(values.size() - named) + " more";
    return out;
}

struct Said
{
    std::set<std::string> values;
    std::size_t by = 0; ///< inputs that state it
};

ScopeLine::Fate fateOf(const std::string& value, const Said& said)
{
    if (said.values.size() == 1 && *said.values.begin() == value)
        return ScopeLine::Fate::Shared;
    return value == joined(said.values) ? ScopeLine::Fate::Listed : ScopeLine::Fate::Wildcard;
}

std::string reasonFor(ScopeLine::Fate fate, const Said& said, std::size_t of)
{
    const std::string differ = std::to_string(said.values.size()) + " differ";
    switch (fate) {
    case ScopeLine::Fate::Shared:
        return of == 1 ? "the selected fingerprint says so" : "all selected fingerprints share it";
    case ScopeLine::Fate::Listed:
        return differ + ", and each of them is listed";
    case ScopeLine::Fate::Wildcard:
        return differ + ", so only a wildcard is left: " + few(said.values);
    case ScopeLine::Fate::Dropped:
        if (said.by < of)
            return counted(of - said.by, "fingerprint does", "fingerprints do") + " not state it";
        if (said.values.size() > 1)
            return differ + ", so it is left out: " + few(said.values);
        return "not asked for";
    }
    return {};
}

} // namespace

std::vector<ScopeLine> scopeLines(const std::vector<MergeInput>& inputs,
                                  const policy::GuardianDocument& merged)
{
    std::vector<std::string> order;
    std::map<std::string, Said> said;
    for (const MergeInput& input : inputs) {
        std::set<std::string> here;
        for (auto& [path, value] : factsOf(input.document.spec)) {
            const auto [found, isNew] = said.try_emplace(path);
            if (isNew)
                order.push_back(path);
            found->second.values.insert(std::move(value));
            if (here.insert(path).second)
                ++found->second.by;
        }
    }
    std::vector<ScopeLine> out;
    std::set<std::string> kept;
    for (const auto& [path, value] : factsOf(merged.spec)) {
        const Said& of = said[path];
        const ScopeLine::Fate fate = fateOf(value, of);
        out.push_back({fate, plainField(path), path, value, reasonFor(fate, of, inputs.size())});
        kept.insert(path);
    }
    for (const std::string& path : order) {
        if (kept.contains(path))
            continue;
        out.push_back({ScopeLine::Fate::Dropped,
                       plainField(path),
                       path,
                       {},
                       reasonFor(ScopeLine::Fate::Dropped, said[path], inputs.size())});
    }
    return out;
}

std::string scopeSummary(const policy::GuardianDocument& merged)
{
    std::string workload;
    std::string space;
    for (const auto& [path, value] : factsOf(merged.spec)) {
        if (path == "spec.containerSelector.image")
            workload = splitImage(value).nameAndTag == "*" ? value : splitImage(value).nameAndTag;
        else if (path == "spec.serviceSelector.cgroup")
            workload = value;
        else if (path == namespaceName)
            space = "namespace " + value;
    }
    if (workload.empty() || space.empty())
        return workload + space;
    return workload + " in " + space;
}

std::string plainField(std::string_view path)
{
    for (const auto& [from, to] : plainNames) {
        if (path == from)
            return std::string(to);
    }
    for (const auto& [from, to] : plainPrefixes) {
        if (path.starts_with(from))
            return std::string(to) + std::string(path.substr(from.size()));
    }
    return std::string(path);
}

} // namespace pw::ops
