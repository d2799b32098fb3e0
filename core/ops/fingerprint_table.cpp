#include "core/ops/fingerprint_table.h"

#include "core/ops/timestamp.h"
#include "core/ops/wildcard.h"

#include <algorithm>
#include <unordered_map>

namespace pw::ops {
namespace {

constexpr std::size_t columnWidth = 30;
constexpr std::string_view imageIdPrefix = "sha256:";
constexpr std::size_t shortIdLength = 12;

bool startsCodePoint(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

/// At most 30 code points; what is longer ends in three dots.
std::string cut(std::string_view text)
{
    std::size_t signs = 0;
    std::size_t keptBytes = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!startsCodePoint(text[i]))
            continue;
        if (signs == columnWidth - 3)
            keptBytes = i;
        ++signs;
    }
    if (signs <= columnWidth)
        return std::string(text);
    return std::string(text.substr(0, keptBytes)) + "...";
}

std::string serviceOf(std::string_view cgroup)
{
    const std::size_t slash = cgroup.rfind('/');
    return std::string(slash == std::string_view::npos ? cgroup : cgroup.substr(slash + 1));
}

/// What instances of one row share, as one text. The NUL byte cannot stand in a value that is read.
std::string rowKey(const FingerprintInstance& instance, bool service)
{
    std::string key = service
        ? instance.facts.cgroup
        : splitImage(instance.facts.image).nameAndTag + '\0' + instance.facts.imageId;
    for (const std::string& value : instance.groupValues) {
        key += '\0';
        key += value;
    }
    return key;
}

} // namespace

FingerprintGroupRow newGroupRow(const policy::FingerprintFacts& facts, bool service)
{
    FingerprintGroupRow row;
    if (service) {
        row.title = serviceOf(facts.cgroup);
        row.cgroup = facts.cgroup;
        row.cgroupShown = cut(facts.cgroup);
    } else {
        row.title = splitImage(facts.image).nameAndTag;
        row.fullImageId = facts.imageId;
        row.imageId = shortImageId(facts.imageId);
    }
    return row;
}

void nameRepo(FingerprintGroupRow& row)
{
    std::sort(row.repos.begin(), row.repos.end());
    row.repos.erase(std::unique(row.repos.begin(), row.repos.end()), row.repos.end());
    if (row.repos.size() > 1)
        row.repo = "MULTIPLE (" + std::to_string(row.repos.size()) + ")";
    else if (!row.repos.empty())
        row.repo = row.repos.front().empty() ? "NO_REPO" : cut(row.repos.front());
}

std::vector<FingerprintGroupRow>
groupFingerprints(const std::vector<FingerprintInstance>& instances, std::string_view type)
{
    const bool service = type == "linux-service";
    std::vector<FingerprintGroupRow> rows;
    std::unordered_map<std::string, std::size_t> rowOf;
    for (std::size_t i = 0; i < instances.size(); ++i) {
        const policy::FingerprintFacts& facts = instances[i].facts;
        const bool usable
            = service ? !facts.cgroup.empty() : !facts.image.empty() && !facts.imageId.empty();
        if (facts.type != type || !usable)
            continue;
        const auto [found, added] = rowOf.try_emplace(rowKey(instances[i], service), rows.size());
        if (added) {
            rows.push_back(newGroupRow(facts, service));
            rows.back().groupValues = instances[i].groupValues;
        }
        FingerprintGroupRow& row = rows[found->second];
        if (!service)
            row.repos.push_back(splitImage(facts.image).repo);
        row.covered += facts.covered.value_or(false) ? 1U : 0U;
        ++row.total;
        row.latestTime = laterTimestamp(row.latestTime, facts.time);
        row.members.push_back(i);
    }
    for (FingerprintGroupRow& row : rows)
        nameRepo(row);
    std::stable_sort(rows.begin(), rows.end(),
                     [](const FingerprintGroupRow& a, const FingerprintGroupRow& b) {
                         return a.title < b.title;
                     });
    return rows;
}

ImageName splitImage(std::string_view image)
{
    const std::size_t slash = image.rfind('/');
    if (slash == std::string_view::npos)
        return {{}, std::string(image)};
    return {std::string(image.substr(0, slash)), std::string(image.substr(slash + 1))};
}

std::string_view bareImageId(std::string_view imageId)
{
    if (imageId.starts_with(imageIdPrefix))
        imageId.remove_prefix(imageIdPrefix.size());
    return imageId;
}

std::string shortImageId(std::string_view imageId)
{
    return std::string(bareImageId(imageId).substr(0, shortIdLength));
}

std::string formatTimestamp(std::string_view written)
{
    const std::optional<double> value = timestampValue(written);
    return (value ? formatTime(*value) : std::nullopt).value_or(std::string(written));
}

bool isNamedBy(const policy::FingerprintFacts& facts, std::string_view name, bool exactly)
{
    const std::string pattern = exactly ? std::string(name) : "*" + std::string(name) + "*";
    for (const std::string* text : {&facts.image, &facts.imageId, &facts.containerName,
                                    &facts.cgroup, &facts.serviceName, &facts.id}) {
        if (globMatches(pattern, *text))
            return true;
    }
    return false;
}

} // namespace pw::ops
