#pragma once
// Words that the loaded fingerprints use: what completion offers where a selector wants one.

#include "core/ops/fingerprint_table.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace pw::ops {

enum class WordKind : std::uint8_t {
    Image,
    ImageId,
    ContainerName,
    Cgroup,
    Namespace,
    ClusterName,
    ClusterUid,
    Hostname,
    MachineUid,
};

struct KnownWord
{
    std::string text;
    std::size_t fingerprints = 0; ///< that have it
    bool operator==(const KnownWord&) const = default;
};

/// The most frequent words first, then in the order of the alphabet.
struct Vocabulary
{
    std::map<WordKind, std::vector<KnownWord>> words;
    std::map<std::string, std::vector<KnownWord>> podLabels; ///< values, by their keys

    [[nodiscard]] const std::vector<KnownWord>& of(WordKind kind) const;
};

/// Words of one kind, and values of one label, at most.
inline constexpr std::size_t vocabularyLimit = 300;

[[nodiscard]] Vocabulary vocabularyOf(const std::vector<FingerprintInstance>& instances);

} // namespace pw::ops
