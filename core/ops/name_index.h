#pragma once
// Finds, among many names and patterns, the few that may fit another one.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pw::ops {

/// Answers are candidates, with repetitions and in no order. Nothing is ever taken out: what has
/// another name now is added again.
class NameIndex
{
public:
    using Items = std::vector<std::uint32_t>;

    void add(std::uint32_t item, std::string_view name);
    /// For collectCovering and all() alone: the runs of the name are left out.
    void addCovering(std::uint32_t item, std::string_view name);
    [[nodiscard]] const Items& all() const { return m_all; }

    /// Those whose name may cover this one as a pattern.
    void collectCovering(std::string_view name, Items& out) const;
    /// Those as well that this one may cover, and that share a run of three bytes with it.
    void collectMatching(std::string_view name, Items& out) const;

private:
    std::unordered_map<std::string, Items> m_byName;
    std::unordered_map<std::uint32_t, Items> m_byRun; // every three bytes of a name
    std::unordered_map<std::uint32_t, Items> m_patternsByRun; // three bytes that it asks for
    Items m_shortPatterns; // without such a run
    Items m_all;
};

} // namespace pw::ops
