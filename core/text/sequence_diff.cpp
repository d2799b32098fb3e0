#include "core/text/sequence_diff.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace pw::text {

namespace {

/// Edits from either end after which a box is cut where most was found.
constexpr int mostEdits = exactElements / 2;
/// A line more frequent than this anchors nothing.
constexpr std::uint32_t rareAtMost = 64;
/// Steps that the search for anchors may take before shortest changes have to do.
constexpr std::size_t anchorSteps = 20'000'000;

/// A part of both sides: half open.
struct Box
{
    std::size_t leftBegin = 0;
    std::size_t leftEnd = 0;
    std::size_t rightBegin = 0;
    std::size_t rightEnd = 0;

    [[nodiscard]] std::size_t leftSize() const { return leftEnd - leftBegin; }
    [[nodiscard]] std::size_t rightSize() const { return rightEnd - rightBegin; }
};

void trimEnds(Sequence left, Sequence right, Box& box)
{
    while (box.leftSize() > 0 && box.rightSize() > 0
           && left[box.leftBegin] == right[box.rightBegin]) {
        ++box.leftBegin;
        ++box.rightBegin;
    }
    while (box.leftSize() > 0 && box.rightSize() > 0
           && left[box.leftEnd - 1] == right[box.rightEnd - 1]) {
        --box.leftEnd;
        --box.rightEnd;
    }
}

void markAll(SequenceChanges& out, const Box& box)
{
    for (std::size_t i = box.leftBegin; i < box.leftEnd; ++i)
        out.left[i] = 1;
    for (std::size_t i = box.rightBegin; i < box.rightEnd; ++i)
        out.right[i] = 1;
}

/// Boxes that nothing was found out about yet; what `cut` does not settle it puts back in parts.
template <typename Cut>
void settle(Sequence left, Sequence right, SequenceChanges& out, const Box& whole, Cut cut)
{
    std::vector<Box> open{whole};
    while (!open.empty()) {
        Box box = open.back();
        open.pop_back();
        trimEnds(left, right, box);
        if (box.leftSize() == 0 || box.rightSize() == 0)
            markAll(out, box);
        else
            cut(box, open);
    }
}

/// Myers' search in linear space: the middle of a shortest path cuts a box in two.
class ShortestPaths
{
public:
    ShortestPaths(Sequence left, Sequence right, SequenceChanges& out)
        : m_left(left), m_right(right), m_out(out)
    {
    }

    void mark(const Box& whole)
    {
        settle(m_left, m_right, m_out, whole, [this](const Box& box, std::vector<Box>& open) {
            const Point middle = middleOf(box);
            const std::size_t left = box.leftBegin + static_cast<std::size_t>(middle.left);
            const std::size_t right = box.rightBegin + static_cast<std::size_t>(middle.right);
            open.push_back({box.leftBegin, left, box.rightBegin, right});
            open.push_back({left, box.leftEnd, right, box.rightEnd});
        });
    }

private:
    /// From the beginning of a box.
    struct Point
    {
        int left = 0;
        int right = 0;
    };

    /// How far a number of edits leads on each diagonal (left minus right), from one end.
    struct Reach
    {
        std::vector<int> lefts = std::vector<int>(2 * mostEdits + 3);
        int& operator[](int diagonal)
        {
            return lefts[static_cast<std::size_t>(diagonal + mostEdits + 1)];
        }
    };

    Point middleOf(const Box& box);

    Sequence m_left;
    Sequence m_right;
    SequenceChanges& m_out;
    Reach m_forward;
    Reach m_backward;
};

/// Both ends of the box differ, so that the middle lies inside.
ShortestPaths::Point ShortestPaths::middleOf(const Box& box)
{
    const int leftSize = static_cast<int>(box.leftSize());
    const int rightSize = static_cast<int>(box.rightSize());
    const int delta = leftSize - rightSize;
    const bool odd = delta % 2 != 0;
    // Diagonals that stay inside of the box.
    const auto lowest
        = [rightSize](int edits) { return -(edits - 2 * std::max(0, edits - rightSize)); };
    const auto highest
        = [leftSize](int edits) { return edits - 2 * std::max(0, edits - leftSize); };
    const auto start = [](Reach& reach, int diagonal, int edits) {
        const bool down = diagonal == -edits
            || (diagonal != edits && reach[diagonal - 1] < reach[diagonal + 1]);
        return down ? reach[diagonal + 1] : reach[diagonal - 1] + 1;
    };
    const auto meets = [&](Reach& other, int diagonal, int edits, int left) {
        const int mirrored = delta - diagonal;
        return mirrored >= lowest(edits) && mirrored <= highest(edits)
            && left + other[mirrored] >= leftSize;
    };
    const std::uint32_t* const left = m_left.data() + box.leftBegin;
    const std::uint32_t* const right = m_right.data() + box.rightBegin;
    m_forward[1] = 0;
    m_backward[1] = 0;
    for (int edits = 0; edits <= mostEdits; ++edits) {
        for (int diagonal = lowest(edits); diagonal <= highest(edits); diagonal += 2) {
            int at = start(m_forward, diagonal, edits);
            while (at < leftSize && at - diagonal < rightSize && left[at] == right[at - diagonal])
                ++at;
            m_forward[diagonal] = at;
            if (odd && edits > 0 && meets(m_backward, diagonal, edits - 1, at))
                return {at, at - diagonal};
        }
        for (int diagonal = lowest(edits); diagonal <= highest(edits); diagonal += 2) {
            int at = start(m_backward, diagonal, edits);
            while (at < leftSize && at - diagonal < rightSize
                   && left[leftSize - 1 - at] == right[rightSize - 1 - (at - diagonal)])
                ++at;
            m_backward[diagonal] = at;
            if (!odd && meets(m_forward, diagonal, edits, at))
                return {leftSize - at, rightSize - (at - diagonal)};
        }
    }
    Point furthest{1, 0};
    for (int diagonal = lowest(mostEdits); diagonal <= highest(mostEdits); diagonal += 2) {
        const int at = m_forward[diagonal];
        const bool inside = at <= leftSize && at - diagonal <= rightSize;
        if (inside && 2 * at - diagonal > furthest.left + furthest.right)
            furthest = {at, at - diagonal};
    }
    return furthest;
}

/// Cuts both sides at the longest run that holds the rarest elements, and so on in the parts.
class Anchors
{
public:
    Anchors(Sequence left, Sequence right, SequenceChanges& out)
        : m_left(left), m_right(right), m_out(out), m_paths(left, right, out)
    {
        std::uint32_t largest = 0;
        for (const Sequence side : {left, right})
            for (const std::uint32_t element : side)
                largest = std::max(largest, element);
        m_count.resize(largest + std::size_t{1});
        m_first.resize(largest + std::size_t{1});
        m_next.resize(left.size());
    }

    void mark(const Box& whole)
    {
        settle(m_left, m_right, m_out, whole,
               [this](const Box& box, std::vector<Box>& open) { cut(box, open); });
    }

private:
    struct Run
    {
        std::size_t left = 0;
        std::size_t right = 0;
        std::size_t size = 0;
        std::uint32_t rarest = rareAtMost + 1; ///< how often its rarest element is on the left
    };

    void cut(const Box& box, std::vector<Box>& open);
    void countLeft(const Box& box);
    [[nodiscard]] Run runAround(const Box& box, std::size_t left, std::size_t right);
    [[nodiscard]] Run bestRun(const Box& box, bool& share);

    Sequence m_left;
    Sequence m_right;
    SequenceChanges& m_out;
    ShortestPaths m_paths;
    std::vector<std::uint32_t> m_count; ///< by element, in the left of the box
    std::vector<std::size_t> m_first; ///< place of its first one there
    std::vector<std::size_t> m_next; ///< place of the next equal one, by place
    std::size_t m_steps = 0;
};

void Anchors::countLeft(const Box& box)
{
    for (std::size_t i = box.leftEnd; i > box.leftBegin; --i) {
        const std::uint32_t element = m_left[i - 1];
        m_next[i - 1] = m_first[element];
        m_first[element] = i - 1;
        ++m_count[element];
    }
}

Anchors::Run Anchors::runAround(const Box& box, std::size_t left, std::size_t right)
{
    Run out{left, right, 0, m_count[m_left[left]]};
    while (out.left > box.leftBegin && out.right > box.rightBegin
           && m_left[out.left - 1] == m_right[out.right - 1]) {
        --out.left;
        --out.right;
        out.rarest = std::min(out.rarest, m_count[m_left[out.left]]);
    }
    std::size_t end = left;
    for (std::size_t other = right;
         end < box.leftEnd && other < box.rightEnd && m_left[end] == m_right[other]; ++end, ++other)
        out.rarest = std::min(out.rarest, m_count[m_left[end]]);
    out.size = end - out.left;
    m_steps += out.size;
    return out;
}

Anchors::Run Anchors::bestRun(const Box& box, bool& share)
{
    Run best;
    for (std::size_t right = box.rightBegin; right < box.rightEnd;) {
        const std::uint32_t count = m_count[m_right[right]];
        std::size_t next = right + 1;
        share = share || count > 0;
        if (count > 0 && count <= rareAtMost && m_steps < anchorSteps) {
            std::size_t left = m_first[m_right[right]];
            for (std::uint32_t i = 0; i < count; ++i, left = m_next[left]) {
                const Run run = runAround(box, left, right);
                if (run.rarest < best.rarest || (run.rarest == best.rarest && run.size > best.size))
                    best = run;
                next = std::max(next, run.right + run.size);
            }
        }
        right = next;
    }
    return best;
}

void Anchors::cut(const Box& box, std::vector<Box>& open)
{
    m_steps += box.leftSize() + box.rightSize();
    if (m_steps > anchorSteps) {
        m_paths.mark(box);
        return;
    }
    countLeft(box);
    bool share = false;
    const Run run = bestRun(box, share);
    for (std::size_t i = box.leftBegin; i < box.leftEnd; ++i) {
        m_count[m_left[i]] = 0;
        m_first[m_left[i]] = 0;
    }
    if (run.size > 0) {
        open.push_back({box.leftBegin, run.left, box.rightBegin, run.right});
        open.push_back({run.left + run.size, box.leftEnd, run.right + run.size, box.rightEnd});
    } else if (share) {
        m_paths.mark(box);
    } else {
        markAll(m_out, box);
    }
}

SequenceChanges nothingChanged(Sequence left, Sequence right)
{
    return {std::vector<std::uint8_t>(left.size()), std::vector<std::uint8_t>(right.size())};
}

std::size_t countChanges(const SequenceChanges& changes)
{
    const auto sum = [](const std::vector<std::uint8_t>& side) {
        return std::accumulate(side.begin(), side.end(), std::size_t{0});
    };
    return sum(changes.left) + sum(changes.right);
}

} // namespace

SequenceChanges shortestChanges(Sequence left, Sequence right)
{
    SequenceChanges out = nothingChanged(left, right);
    ShortestPaths(left, right, out).mark({0, left.size(), 0, right.size()});
    return out;
}

SequenceChanges readableChanges(Sequence left, Sequence right)
{
    SequenceChanges out = nothingChanged(left, right);
    Box box{0, left.size(), 0, right.size()};
    trimEnds(left, right, box);
    Anchors(left, right, out).mark(box);
    if (box.leftSize() + box.rightSize() > exactElements)
        return out;
    SequenceChanges shortest = nothingChanged(left, right);
    ShortestPaths(left, right, shortest).mark(box);
    return 2 * countChanges(out) > 3 * countChanges(shortest) ? shortest : out;
}

} // namespace pw::text
