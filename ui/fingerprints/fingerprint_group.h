#pragma once
// What the two sources of FingerprintModel share: the groups that its rows stand for.

#include "ui/fingerprints/fingerprint_model.h"

namespace pw::ui {

/// Children point at their group, so groups stay where they are in memory.
struct FingerprintModel::Group
{
    Group(std::size_t rowOfTable, std::vector<std::size_t> instances)
        : row(rowOfTable), members(std::move(instances))
    {
    }

    std::size_t row = 0; ///< in the table that is shown
    std::vector<std::size_t> members; ///< as they stand in the model, also between two tables
    std::vector<std::size_t> newPlaces; ///< while rows move: of each member; empty: they stay
    int place = 0; ///< in the model
};

} // namespace pw::ui
