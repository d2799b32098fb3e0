#pragma once
// The fingerprint table as spyctl prints it: rows are groups of instances.

#include "core/policy/fingerprint.h"
#include "core/policy/scalars.h"
#include "core/yaml/document.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

/// One instance with the values of the group-by fields.
struct FingerprintInstance
{
    policy::FingerprintFacts facts;
    std::vector<std::string> groupValues; ///< one for each group-by field, empty when missing
};

/// image + image id, or cgroup (+ group-by values).
struct FingerprintGroupRow
{
    std::string title; ///< IMAGE_NAME:TAG or SERVICE_NAME
    std::string imageId; ///< 12 hex digits
    std::string fullImageId;
    std::string repo; ///< at most 30 signs, `MULTIPLE (n)` or `NO_REPO`
    std::vector<std::string> repos; ///< all of them, whole
    std::string cgroup;
    std::string cgroupShown; ///< at most 30 signs
    std::size_t covered = 0;
    std::size_t total = 0;
    std::string latestTime; ///< as written; empty when none has one
    std::vector<std::string> groupValues;
    std::vector<std::size_t> members; ///< indexes into the instances
};

/// What the members of a group have in common, of one of them: no counts and no members yet.
[[nodiscard]] FingerprintGroupRow newGroupRow(const policy::FingerprintFacts& facts, bool service);
/// Names the repository once all of `repos` are there.
void nameRepo(FingerprintGroupRow& row);

/// Groups in the order of the first column, then as first seen.
[[nodiscard]] std::vector<FingerprintGroupRow>
groupFingerprints(const std::vector<FingerprintInstance>& instances, std::string_view type);

/// `docker.io/library/mongo:latest` → repo `docker.io/library`, name `mongo:latest`.
struct ImageName
{
    std::string repo; ///< empty when there is none
    std::string nameAndTag;
};
[[nodiscard]] ImageName splitImage(std::string_view image);

/// Without the `sha256:` prefix.
[[nodiscard]] std::string_view bareImageId(std::string_view imageId);
/// 12 hex digits behind the `sha256:` prefix.
[[nodiscard]] std::string shortImageId(std::string_view imageId);

/// Epoch seconds, as written, to `2024-01-16T15:00:43Z`; other texts stay as they are.
[[nodiscard]] std::string formatTimestamp(std::string_view written);

using policy::fieldText;

/// The name is a part of the image, image id, container name, cgroup, service name or id; wildcards
/// allowed; exactly: it is the whole of one of them.
[[nodiscard]] bool isNamedBy(const policy::FingerprintFacts& facts, std::string_view name,
                             bool exactly = false);

} // namespace pw::ops
