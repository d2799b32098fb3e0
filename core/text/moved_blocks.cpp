#include "core/text/moved_blocks.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace pw::text {
namespace {

constexpr std::string_view blanks = " \t";
/// A line that stands at more places begins no block.
constexpr std::size_t mostPlaces = 16;
/// A block is told from chance by its lines, or by what is in them.
constexpr std::uint32_t enoughLines = 3;
constexpr std::size_t enoughSigns = 24;

std::string_view trimmed(std::string_view text, Span line)
{
    const std::string_view words = withoutLineEnd(sliced(text, line));
    const std::size_t begin = words.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return words.substr(begin, words.find_last_not_of(blanks) + 1 - begin);
}

class Search
{
public:
    Search(std::string_view left, std::string_view right, const LineDiff& diff)
        : m_left(left), m_right(right), m_diff(diff), m_free(diff.left.size())
    {
        for (const LineHunk& hunk : diff.hunks) {
            if (hunk.kind != LineHunk::Kind::Removed || hunk.ignored)
                continue;
            for (std::uint32_t at = hunk.left.begin; at < hunk.left.end; ++at) {
                m_free[at] = 1;
                if (const std::string_view line = leftLine(at); !line.empty())
                    m_places[line].push_back(at);
            }
        }
    }

    std::vector<MovedBlock> run()
    {
        for (const LineHunk& hunk : m_diff.hunks) {
            if (hunk.kind == LineHunk::Kind::Added && !hunk.ignored)
                searchIn(hunk.right);
        }
        return std::move(m_out);
    }

private:
    void searchIn(LineRange added)
    {
        for (std::uint32_t at = added.begin; at < added.end;) {
            const std::optional<MovedBlock> block = blockAt({at, added.end});
            if (block) {
                std::fill(m_free.begin() + block->left.begin, m_free.begin() + block->left.end,
                          std::uint8_t{0});
                m_out.push_back(*block);
            }
            at = block ? block->right.end : at + 1;
        }
    }

    /// The longest that begins there, if it is one.
    [[nodiscard]] std::optional<MovedBlock> blockAt(LineRange added) const
    {
        const std::string_view first = rightLine(added.begin);
        const auto places = first.empty() ? m_places.end() : m_places.find(first);
        if (places == m_places.end() || places->second.size() > mostPlaces)
            return std::nullopt;
        MovedBlock best;
        for (const std::uint32_t place : places->second) {
            const std::uint32_t size = sizeOf(place, added);
            if (size > best.left.size())
                best = {{place, place + size}, {added.begin, added.begin + size}, false};
        }
        return isOne(best) ? std::optional(withIndentation(best)) : std::nullopt;
    }

    [[nodiscard]] std::uint32_t sizeOf(std::uint32_t place, LineRange added) const
    {
        std::uint32_t size = 0;
        while (size < added.size() && place + size < m_free.size() && m_free[place + size] != 0
               && leftLine(place + size) == rightLine(added.begin + size))
            ++size;
        while (size > 0 && leftLine(place + size - 1).empty())
            --size; // a blank line at the end belongs to what follows
        return size;
    }

    [[nodiscard]] bool isOne(const MovedBlock& block) const
    {
        if (block.left.size() >= enoughLines)
            return true;
        std::size_t signs = 0;
        for (std::uint32_t at = block.left.begin; at < block.left.end; ++at)
            signs += leftLine(at).size();
        return signs >= enoughSigns;
    }

    [[nodiscard]] MovedBlock withIndentation(MovedBlock block) const
    {
        for (std::uint32_t i = 0; i < block.left.size() && !block.indented; ++i)
            block.indented = withoutLineEnd(sliced(m_left, m_diff.left[block.left.begin + i]))
                != withoutLineEnd(sliced(m_right, m_diff.right[block.right.begin + i]));
        return block;
    }

    [[nodiscard]] std::string_view leftLine(std::uint32_t at) const
    {
        return trimmed(m_left, m_diff.left[at]);
    }
    [[nodiscard]] std::string_view rightLine(std::uint32_t at) const
    {
        return trimmed(m_right, m_diff.right[at]);
    }

    std::string_view m_left;
    std::string_view m_right;
    const LineDiff& m_diff;
    std::vector<std::uint8_t> m_free; ///< removed lines that are in no block yet
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> m_places;
    std::vector<MovedBlock> m_out;
};

} // namespace

std::vector<MovedBlock> movedBlocks(std::string_view left, std::string_view right,
                                    const LineDiff& diff)
{
    return Search(left, right, diff).run();
}

} // namespace pw::text
