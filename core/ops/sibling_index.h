#pragma once
// Finds, among many siblings, the few whose name or executable may fit another process.

#include "core/ops/name_index.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pw::ops {

/// Everything after the last `/`.
[[nodiscard]] std::string_view baseName(std::string_view path);

/// Answers are candidates to be tested, in the order in which they were added, each once. Nothing
/// is ever taken out: a process whose name or executables changed is added again.
class SiblingIndex
{
public:
    void add(std::uint32_t node, std::string_view name, const std::vector<std::string>& exe);

    /// Those whose name may fit the text as a pattern.
    [[nodiscard]] std::vector<std::uint32_t> mayCover(std::string_view name) const;
    /// Those that may be the same process, patterns and common runs of the names included.
    [[nodiscard]] std::vector<std::uint32_t> mayMatch(std::string_view name,
                                                      const std::vector<std::string>& exe) const;

private:
    std::unordered_map<std::string, NameIndex>
        m_byExe; // base name of an executable without wildcards
    NameIndex m_wildExe; // an executable is a pattern
    NameIndex m_everything;
};

} // namespace pw::ops
