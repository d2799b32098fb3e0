#include "core/text/glob_containment.h"

#include "core/text/glob.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace pw::text {
namespace {

/// Pairs of a place in the inner pattern and the places that the outer ones may be at.
constexpr std::size_t mostStates = 4000;
constexpr char32_t lastSign = 0x10ffff;

struct Interval
{
    char32_t first = 0;
    char32_t last = 0;
};

/// One step of a pattern: a sign of these intervals, or of none of them; or any run.
struct Token
{
    bool isStar = false;
    bool negated = false;
    std::vector<Interval> intervals;

    [[nodiscard]] bool takes(char32_t sign) const
    {
        const bool in = std::ranges::any_of(intervals, [sign](const Interval& interval) {
            return interval.first <= sign && sign <= interval.last;
        });
        return in != negated;
    }
};

using Branch = std::vector<Token>;

std::optional<std::vector<char32_t>> signsOf(std::string_view text)
{
    std::vector<char32_t> out;
    while (!text.empty()) {
        const CodePoint point = decodeUtf8(text);
        if (point.size == 0)
            return std::nullopt;
        out.push_back(static_cast<char32_t>(point.value));
        text.remove_prefix(point.size);
    }
    return out;
}

Token single(char32_t sign)
{
    return {false, false, {{sign, sign}}};
}

/// The class that begins there, and how many signs it takes; 0: the bracket is a plain sign.
std::pair<Token, std::size_t> classAt(const std::vector<char32_t>& signs, std::size_t at)
{
    std::size_t begin = at + 1;
    Token out;
    out.negated = begin < signs.size() && signs[begin] == U'!';
    if (out.negated)
        ++begin;
    if (begin >= signs.size())
        return {out, 0};
    const auto end
        = std::find(signs.begin() + static_cast<std::ptrdiff_t>(begin) + 1, signs.end(), U']');
    if (end == signs.end())
        return {out, 0};
    const auto close = static_cast<std::size_t>(end - signs.begin());
    for (std::size_t i = begin; i < close;) {
        const char32_t low = signs[i++];
        if (i + 1 < close && signs[i] == U'-') {
            out.intervals.push_back({low, signs[i + 1]});
            i += 2;
        } else {
            out.intervals.push_back({low, low});
        }
    }
    return {out, close + 1 - at};
}

Branch patternBranch(const std::vector<char32_t>& signs)
{
    Branch out;
    for (std::size_t at = 0; at < signs.size();) {
        if (signs[at] == U'*') {
            if (out.empty() || !out.back().isStar)
                out.push_back({true, false, {}});
            ++at;
        } else if (signs[at] == U'?') {
            out.push_back({false, true, {}});
            ++at;
        } else if (auto [token, size] = classAt(signs, at); signs[at] == U'[' && size > 0) {
            out.push_back(std::move(token));
            at += size;
        } else {
            out.push_back(single(signs[at++]));
        }
    }
    return out;
}

/// A pattern fits itself sign by sign, too.
bool addBranches(std::string_view pattern, std::vector<Branch>& out)
{
    const auto signs = signsOf(pattern);
    if (!signs)
        return false;
    Branch plain;
    for (const char32_t sign : *signs)
        plain.push_back(single(sign));
    out.push_back(std::move(plain));
    if (isPattern(pattern))
        out.push_back(patternBranch(*signs));
    return true;
}

/// A place in a branch.
using Place = std::pair<std::uint32_t, std::uint32_t>;
using Places = std::set<Place>;

class Search
{
public:
    explicit Search(const std::vector<Branch>& outer) : m_outer(outer) { }

    Contained run(const Branch& inner)
    {
        m_inner = &inner;
        collectSigns();
        Places start;
        for (std::uint32_t branch = 0; branch < m_outer.size(); ++branch)
            addClosed({branch, 0}, start);
        add(0, start);
        while (!m_open.empty()) {
            if (m_seen.size() > mostStates)
                return Contained::NotDecided;
            const auto [at, outer] = m_open.back();
            m_open.pop_back();
            if (at == inner.size() && !accepts(outer))
                return Contained::No;
            for (const char32_t sign : m_signs)
                step(at, outer, sign);
        }
        return Contained::Yes;
    }

private:
    using State = std::pair<std::size_t, Places>;

    /// A star may be empty.
    void addClosed(Place place, Places& out) const
    {
        for (;; ++place.second) {
            out.insert(place);
            const Branch& branch = m_outer[place.first];
            if (place.second >= branch.size() || !branch[place.second].isStar)
                return;
        }
    }

    void add(std::size_t at, const Places& outer)
    {
        for (;; ++at) {
            if (m_seen.emplace(at, outer).second)
                m_open.emplace_back(at, outer);
            if (at >= m_inner->size() || !(*m_inner)[at].isStar)
                return;
        }
    }

    void step(std::size_t at, const Places& outer, char32_t sign)
    {
        if (at >= m_inner->size())
            return;
        const Token& token = (*m_inner)[at];
        if (!token.isStar && !token.takes(sign))
            return;
        Places next;
        for (const auto& [branch, place] : outer) {
            if (place >= m_outer[branch].size())
                continue;
            const Token& other = m_outer[branch][place];
            if (other.isStar)
                addClosed({branch, place}, next);
            else if (other.takes(sign))
                addClosed({branch, place + 1}, next);
        }
        add(token.isStar ? at : at + 1, next);
    }

    [[nodiscard]] bool accepts(const Places& outer) const
    {
        return std::ranges::any_of(outer, [this](const Place& place) {
            return place.second == m_outer[place.first].size();
        });
    }

    /// Between two borders every sign is taken alike: those at the borders and beside them stand
    /// for all.
    void collectSigns()
    {
        std::set<char32_t> signs{0, lastSign};
        const auto addAll = [&signs](const Branch& branch) {
            for (const Token& token : branch) {
                for (const Interval& interval : token.intervals) {
                    for (const char32_t border : {interval.first, interval.last}) {
                        signs.insert(border);
                        if (border > 0)
                            signs.insert(border - 1);
                        if (border < lastSign)
                            signs.insert(border + 1);
                    }
                }
            }
        };
        addAll(*m_inner);
        for (const Branch& branch : m_outer)
            addAll(branch);
        m_signs.assign(signs.begin(), signs.end());
    }

    const std::vector<Branch>& m_outer;
    const Branch* m_inner = nullptr;
    std::vector<char32_t> m_signs;
    std::set<State> m_seen;
    std::vector<State> m_open;
};

} // namespace

Contained globContained(std::string_view inner, const std::vector<std::string>& outer)
{
    if (std::ranges::find(outer, inner) != outer.end())
        return Contained::Yes;
    if (!isPattern(inner))
        return std::ranges::any_of(
                   outer, [inner](const std::string& one) { return globMatches(one, inner); })
            ? Contained::Yes
            : Contained::No;
    std::vector<Branch> branches;
    std::vector<Branch> mine;
    for (const std::string& one : outer) {
        if (!addBranches(one, branches))
            return Contained::NotDecided;
    }
    if (!addBranches(inner, mine))
        return Contained::NotDecided;
    Contained out = Contained::Yes;
    for (const Branch& branch : mine) {
        const Contained one = Search(branches).run(branch);
        if (one == Contained::No)
            return one;
        if (one == Contained::NotDecided)
            out = one;
    }
    return out;
}

Contained allContained(const std::vector<std::string>& inner, const std::vector<std::string>& outer)
{
    Contained out = Contained::Yes;
    for (const std::string& value : inner) {
        const Contained one = globContained(value, outer);
        if (one == Contained::No)
            return one;
        if (one == Contained::NotDecided)
            out = one;
    }
    return out;
}

} // namespace pw::text
