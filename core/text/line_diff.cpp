#include "core/text/line_diff.h"

#include "core/text/counting_lines.h"
#include "core/text/sequence_diff.h"
#include "core/text/word_diff.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace pw::text {

namespace {

using Kind = LineHunk::Kind;
using Numbers = std::unordered_map<std::string_view, std::uint32_t>;

/// Lines are a changed line when they share more than this.
constexpr double likeEnough = 0.3;
/// Pairs of lines of which the best are searched; in larger blocks lines stay in order.
constexpr std::size_t pairsAtMost = 4096;
/// How far changes are moved to where they read best.
constexpr std::uint32_t slideAtMost = 200;

std::vector<Span> linesOf(std::string_view text)
{
    std::vector<Span> out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = text.find_first_of("\r\n", at);
        if (end == std::string_view::npos)
            end = text.size();
        else
            end += text.substr(end, 2) == "\r\n" ? 2 : 1;
        out.push_back({static_cast<ByteOffset>(at), static_cast<ByteOffset>(end)});
        at = end;
    }
    return out;
}

/// One text in lines; equal lines have equal numbers, however they end. What does not count makes
/// no difference.
struct Side
{
    std::string_view text;
    const std::vector<Span>& lines;
    std::vector<std::uint32_t> numbers;
    std::vector<std::uint8_t> empty; ///< lines of which nothing counts; none when all bytes do

    Side(std::string_view bytes, const std::vector<Span>& spans, CountingLines& counting,
         Numbers& known)
        : text(bytes), lines(spans)
    {
        numbers.reserve(lines.size());
        if (!counting.allCounts())
            empty.resize(lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::string_view counts = counting.of(text, lines[i], words(i));
            if (!empty.empty())
                empty[i] = counting.isNothing(counts, words(i)) ? 1 : 0;
            numbers.push_back(
                known.try_emplace(counts, static_cast<std::uint32_t>(known.size())).first->second);
        }
    }
    [[nodiscard]] bool countsNot(std::size_t at) const { return !empty.empty() && empty[at] != 0; }

    [[nodiscard]] std::string_view line(std::size_t at) const { return sliced(text, lines[at]); }
    [[nodiscard]] std::string_view words(std::size_t at) const { return withoutLineEnd(line(at)); }
    /// A blank line counts as deep: nobody expects a change to begin with it.
    [[nodiscard]] std::size_t indentation(std::size_t at) const
    {
        return words(at).find_first_not_of(" \t");
    }
};

/// Equal lines around a run of changed ones let it stand higher or lower. It stands best where it
/// begins least indented; at the lowest of such places.
void slide(const Side& side, std::vector<std::uint8_t>& changed, LineRange run)
{
    const auto& numbers = side.numbers;
    const auto mark = [&changed, size = run.size()](std::uint32_t begin, std::uint8_t value) {
        std::fill_n(changed.begin() + begin, size, value);
    };
    mark(run.begin, 0);
    std::uint32_t at = run.begin;
    while (at > 0 && run.begin - at < slideAtMost && changed[at - 1] == 0
           && numbers[at - 1] == numbers[at - 1 + run.size()])
        --at;
    std::uint32_t best = at;
    while (at + run.size() < numbers.size() && at < run.begin + slideAtMost
           && changed[at + run.size()] == 0 && numbers[at] == numbers[at + run.size()]) {
        ++at;
        if (side.indentation(at) <= side.indentation(best))
            best = at;
    }
    mark(best, 1);
}

/// Calls `each` with every pair of ranges that changed, one of which may be empty, and `equal` with
/// every pair of lines that did not.
template <typename Each, typename Equal>
void walk(const SequenceChanges& changes, Each each, Equal equal)
{
    const auto runFrom = [](const std::vector<std::uint8_t>& side, std::uint32_t begin) {
        std::uint32_t end = begin;
        while (end < side.size() && side[end] != 0)
            ++end;
        return LineRange{begin, end};
    };
    for (std::uint32_t left = 0, right = 0;; ++left, ++right) {
        const LineRange removed = runFrom(changes.left, left);
        const LineRange added = runFrom(changes.right, right);
        if (removed.size() + added.size() > 0)
            each(removed, added);
        left = removed.end;
        right = added.end;
        if (left == changes.left.size())
            return;
        equal(left, right);
    }
}

/// Only what was but removed or but added: nothing stands against it that would have to go along.
void slideRuns(const Side& left, const Side& right, SequenceChanges& changes)
{
    std::vector<LineRange> removedOnly;
    std::vector<LineRange> addedOnly;
    walk(
        changes,
        [&](LineRange removed, LineRange added) {
            if (added.size() == 0)
                removedOnly.push_back(removed);
            else if (removed.size() == 0)
                addedOnly.push_back(added);
        },
        [](std::uint32_t, std::uint32_t) {});
    for (const LineRange& run : removedOnly)
        slide(left, changes.left, run);
    for (const LineRange& run : addedOnly)
        slide(right, changes.right, run);
}

class Hunks
{
public:
    Hunks(const Side& left, const Side& right) : m_left(left), m_right(right) { }

    /// Lines of which nothing is known but that they are not the same.
    void addBlock(LineRange removed, LineRange added);
    void addEqual(std::uint32_t left, std::uint32_t right)
    {
        if (m_left.words(left) != m_right.words(right))
            add(Kind::Changed, 1, 1, true);
        else
            add(m_left.line(left) == m_right.line(right) ? Kind::Equal : Kind::LineEnds, 1, 1);
    }
    std::vector<LineHunk> take() { return std::move(m_out); }

private:
    using Bags = std::vector<WordBag>;

    void add(Kind kind, std::uint32_t left, std::uint32_t right, bool ignored = false);
    void addPair();
    void addApart();
    void pairBest(const Bags& left, const Bags& right);

    const Side& m_left;
    const Side& m_right;
    std::vector<LineHunk> m_out;
    std::uint32_t m_removed = 0; ///< lines that wait for what follows
    std::uint32_t m_added = 0;
};

void Hunks::add(Kind kind, std::uint32_t left, std::uint32_t right, bool ignored)
{
    if (left + right == 0)
        return;
    if (m_out.empty() || m_out.back().kind != kind || m_out.back().ignored != ignored) {
        const LineHunk last = m_out.empty() ? LineHunk() : m_out.back();
        m_out.push_back(
            {kind, {last.left.end, last.left.end}, {last.right.end, last.right.end}, ignored});
    }
    m_out.back().left.end += left;
    m_out.back().right.end += right;
}

void Hunks::addApart()
{
    const LineHunk last = m_out.empty() ? LineHunk() : m_out.back();
    for (std::uint32_t i = 0; i < m_removed; ++i)
        add(Kind::Removed, 1, 0, m_left.countsNot(last.left.end + i));
    for (std::uint32_t i = 0; i < m_added; ++i)
        add(Kind::Added, 0, 1, m_right.countsNot(last.right.end + i));
    m_removed = 0;
    m_added = 0;
}

void Hunks::addPair()
{
    addApart();
    add(Kind::Changed, 1, 1);
}

/// The pairs, in order, that are most alike together.
void Hunks::pairBest(const Bags& left, const Bags& right)
{
    const std::size_t width = right.size() + 1;
    std::vector<double> pairs(left.size() * right.size()); // 0: not alike
    std::vector<double> best((left.size() + 1) * width); // of what is left of both
    for (std::size_t i = left.size(); i > 0; --i) {
        for (std::size_t j = right.size(); j > 0; --j) {
            const double likeness = left[i - 1].likeness(right[j - 1]);
            double& here = best[(i - 1) * width + j - 1];
            here = std::max(best[i * width + j - 1], best[(i - 1) * width + j]);
            if (likeness <= likeEnough || likeness + best[i * width + j] < here)
                continue;
            here = likeness + best[i * width + j];
            pairs[(i - 1) * right.size() + j - 1] = likeness;
        }
    }
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < left.size() && j < right.size()) {
        if (pairs[i * right.size() + j] > 0) {
            addPair();
            ++i;
            ++j;
        } else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) {
            ++m_removed;
            ++i;
        } else {
            ++m_added;
            ++j;
        }
    }
    m_removed += static_cast<std::uint32_t>(left.size() - i);
    m_added += static_cast<std::uint32_t>(right.size() - j);
}

void Hunks::addBlock(LineRange removed, LineRange added)
{
    const auto bagsOf = [](const Side& side, LineRange range) {
        Bags out;
        out.reserve(range.size());
        for (std::uint32_t at = range.begin; at < range.end; ++at)
            out.emplace_back(side.words(at));
        return out;
    };
    const std::size_t pairs = std::size_t{removed.size()} * added.size();
    if (pairs > 0 && pairs <= pairsAtMost) {
        pairBest(bagsOf(m_left, removed), bagsOf(m_right, added));
    } else if (removed.size() == added.size()) {
        for (std::uint32_t i = 0; i < removed.size(); ++i) {
            const WordBag left(m_left.words(removed.begin + i));
            if (left.likeness(WordBag(m_right.words(added.begin + i))) > likeEnough) {
                addPair();
            } else {
                ++m_removed;
                ++m_added;
            }
        }
    } else {
        m_removed += removed.size();
        m_added += added.size();
    }
    addApart();
}

} // namespace

LineDiff lineDiff(std::string_view left, std::string_view right, const LineDiffOptions& options)
{
    LineDiff out{linesOf(left), linesOf(right), {}};
    Numbers known;
    known.reserve(out.left.size());
    CountingLines leftCounting(options.spaces, options.leftOut);
    CountingLines rightCounting(options.spaces, options.rightOut);
    const Side leftSide(left, out.left, leftCounting, known);
    const Side rightSide(right, out.right, rightCounting, known);
    SequenceChanges changes = readableChanges(leftSide.numbers, rightSide.numbers);
    slideRuns(leftSide, rightSide, changes);
    Hunks hunks(leftSide, rightSide);
    walk(
        changes, [&hunks](LineRange removed, LineRange added) { hunks.addBlock(removed, added); },
        [&hunks](std::uint32_t one, std::uint32_t other) { hunks.addEqual(one, other); });
    out.hunks = hunks.take();
    return out;
}

std::string_view lineEndOf(std::string_view line)
{
    const std::size_t size = line.ends_with("\r\n")    ? 2
        : line.ends_with('\n') || line.ends_with('\r') ? 1
                                                       : 0;
    return line.substr(line.size() - size);
}

std::string_view withoutLineEnd(std::string_view line)
{
    return line.substr(0, line.size() - lineEndOf(line).size());
}

} // namespace pw::text
