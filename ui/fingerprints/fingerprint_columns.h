#pragma once
// What the two sources of FingerprintModel share: its columns and the groups its rows stand for.

#include "ui/fingerprints/fingerprint_model.h"

namespace pw::ui {

inline constexpr std::string_view serviceType = "linux-service";

enum class FingerprintModel::Column : std::uint8_t {
    Title,
    ImageId,
    Repo,
    Cgroup,
    Covered,
    Latest,
    GroupValue,
};

struct FingerprintModel::ColumnSpec
{
    Column column = Column::Title;
    QLatin1String title;
    ColumnWidth width;
    int groupField = 0; ///< of GroupValue: which one
};

/// Children point at their group, so groups stay where they are in memory.
struct FingerprintModel::Group
{
    ops::FingerprintGroupRow row;
    std::string key;
    std::vector<std::string> memberKeys; ///< identities, in the order of row.members
    int place = 0;
};

} // namespace pw::ui
