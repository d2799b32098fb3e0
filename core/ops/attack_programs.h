#pragma once
// Programs that are often used in attacks: a table that is read, and asked of processes.

#include "core/ops/activity.h"
#include "core/text/diagnostic.h"
#include "core/text/source_text.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace pw::ops {

/// One line of the table. A process fits when its name or one of its executables does and every
/// condition holds.
struct AttackProgram
{
    std::vector<std::string> names; ///< patterns for the name of the process
    std::vector<std::string> exe; ///< patterns for whole paths
    std::vector<std::string> below; ///< one of the processes above it has such a name; empty: any
    bool root = false; ///< only when nothing stands above it
    bool rare = false; ///< only when fewer than half of the fingerprints showed it
    std::string reason; ///< one sentence without a final full stop
    bool operator==(const AttackProgram&) const = default;
};

struct AttackPrograms
{
    std::vector<AttackProgram> programs; ///< the first that fits speaks
    std::vector<text::Diagnostic> problems; ///< lines with an error are left out of the list
};

[[nodiscard]] AttackPrograms readAttackPrograms(const text::SourceText& source);

/// Key and reason of each process of the activity that fits the table.
[[nodiscard]] std::unordered_map<std::string, std::string>
findAttackPrograms(const AttackPrograms& table, const CombinedActivity& activity);

} // namespace pw::ops
