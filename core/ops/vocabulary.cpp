#include "core/ops/vocabulary.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace pw::ops {
namespace {

using policy::FingerprintFacts;
using Counts = std::unordered_map<std::string_view, std::size_t>;

constexpr std::array columns{
    std::pair{WordKind::Image, &FingerprintFacts::image},
    std::pair{WordKind::ImageId, &FingerprintFacts::imageId},
    std::pair{WordKind::ContainerName, &FingerprintFacts::containerName},
    std::pair{WordKind::Cgroup, &FingerprintFacts::cgroup},
    std::pair{WordKind::Namespace, &FingerprintFacts::namespaceName},
    std::pair{WordKind::ClusterName, &FingerprintFacts::clusterName},
    std::pair{WordKind::ClusterUid, &FingerprintFacts::clusterUid},
    std::pair{WordKind::Hostname, &FingerprintFacts::hostname},
    std::pair{WordKind::MachineUid, &FingerprintFacts::machine},
};

std::vector<KnownWord> sorted(const Counts& counts)
{
    std::vector<KnownWord> out;
    out.reserve(counts.size());
    for (const auto& [text, count] : counts)
        out.push_back({std::string(text), count});
    std::ranges::sort(out, [](const KnownWord& a, const KnownWord& b) {
        return a.fingerprints != b.fingerprints ? a.fingerprints > b.fingerprints : a.text < b.text;
    });
    out.resize(std::min(out.size(), vocabularyLimit));
    return out;
}

} // namespace

const std::vector<KnownWord>& Vocabulary::of(WordKind kind) const
{
    static const std::vector<KnownWord> none;
    const auto found = words.find(kind);
    return found == words.end() ? none : found->second;
}

Vocabulary vocabularyOf(const std::vector<FingerprintInstance>& instances)
{
    Vocabulary out;
    for (const auto& [kind, field] : columns) {
        Counts counts;
        for (const FingerprintInstance& instance : instances) {
            const std::string& word = instance.facts.*field;
            if (!word.empty())
                ++counts[word];
        }
        if (!counts.empty())
            out.words[kind] = sorted(counts);
    }
    std::unordered_map<std::string_view, Counts> labels;
    for (const FingerprintInstance& instance : instances) {
        for (const std::string_view label : instance.facts.podLabels) {
            const std::size_t sign = label.find('=');
            if (sign != std::string_view::npos)
                ++labels[label.substr(0, sign)][label.substr(sign + 1)];
        }
    }
    for (const auto& [key, values] : labels)
        out.podLabels[std::string(key)] = sorted(values);
    return out;
}

} // namespace pw::ops
