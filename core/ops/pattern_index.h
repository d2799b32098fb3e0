#pragma once
// Finds, among many patterns for long texts such as images, the few that may fit one text.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pw::ops {

/// Plain texts stand under themselves, patterns under all that stands before their first wildcard
/// or behind their last one. Answers are candidates, with repetitions and in no order.
class PatternIndex
{
public:
    using Items = std::vector<std::uint32_t>;

    void add(std::uint32_t item, std::string_view pattern);
    /// All that fit the text, and a few others.
    void collect(std::string_view text, Items& out) const;

private:
    struct ByPart
    {
        std::unordered_map<std::string, Items> items;
        std::vector<std::size_t> lengths; // of the parts, each once, ascending

        void add(std::uint32_t item, std::string_view part);
    };
    std::unordered_map<std::string, Items> m_plain;
    ByPart m_byStart;
    ByPart m_byEnd;
    Items m_open; // neither start nor end is worth it
};

} // namespace pw::ops
