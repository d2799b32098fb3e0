#include "core/ops/comparison.h"

#include "core/policy/decode.h"

#include <algorithm>
#include <numeric>

namespace pw::ops {
namespace {

using policy::GuardianDocument;
using policy::Kind;
using policy::Unit;

/// Kinds that say what may run and talk.
bool isJudged(Kind kind)
{
    switch (kind) {
    case Kind::Fingerprint:
    case Kind::FingerprintRecord:
    case Kind::Baseline:
    case Kind::Policy:
    case Kind::ClusterPolicy:
    case Kind::TracePolicy:
    case Kind::Ruleset:
        return true;
    default:
        return false;
    }
}

struct Side
{
    const ComparedText& text;
    std::vector<GuardianDocument> documents;
    std::vector<bool> paired;

    explicit Side(const ComparedText& of) : text(of), paired(of.units.size())
    {
        documents.reserve(of.units.size());
        for (const Unit& unit : of.units)
            documents.push_back(policy::decodeGuardian(yaml::NodeRef(of.document, unit.root)));
    }
    [[nodiscard]] std::size_t size() const { return documents.size(); }
    [[nodiscard]] Kind kind(std::size_t at) const { return text.units[at].kind; }
};

class Pairing
{
public:
    Pairing(Side& left, Side& right) : m_left(left), m_right(right), m_of(right.size()) { }

    /// Of each document on the right the one on the left.
    std::vector<std::optional<std::size_t>> run()
    {
        pairWhere([](const GuardianDocument& one, const GuardianDocument& other) {
            return !one.uid().empty() && one.uid() == other.uid();
        });
        pairWhere([](const GuardianDocument& one, const GuardianDocument& other) {
            return one.name() == other.name();
        });
        // What is left over of a kind was renamed, when that is plain.
        for (std::size_t right = 0; right < m_right.size(); ++right) {
            const std::optional<std::size_t> left = onlyOther(right);
            if (left)
                pair(*left, right);
        }
        return m_of;
    }

private:
    template <typename Same> void pairWhere(Same same)
    {
        for (std::size_t right = 0; right < m_right.size(); ++right) {
            for (std::size_t left = 0; left < m_left.size() && !m_right.paired[right]; ++left) {
                if (!m_left.paired[left] && m_left.kind(left) == m_right.kind(right)
                    && same(m_left.documents[left], m_right.documents[right]))
                    pair(left, right);
            }
        }
    }

    void pair(std::size_t left, std::size_t right)
    {
        m_left.paired[left] = true;
        m_right.paired[right] = true;
        m_of[right] = left;
    }

    [[nodiscard]] static std::optional<std::size_t> only(const Side& side, Kind kind)
    {
        std::optional<std::size_t> out;
        for (std::size_t at = 0; at < side.size(); ++at) {
            if (side.paired[at] || side.kind(at) != kind)
                continue;
            if (out)
                return std::nullopt;
            out = at;
        }
        return out;
    }
    [[nodiscard]] std::optional<std::size_t> onlyOther(std::size_t right) const
    {
        const Kind kind = m_right.kind(right);
        return only(m_right, kind) == right ? only(m_left, kind) : std::nullopt;
    }

    Side& m_left;
    Side& m_right;
    std::vector<std::optional<std::size_t>> m_of;
};

PolicyChange wholeChange(PolicyChange::Sign sign, const GuardianDocument& document,
                         const yaml::Document& text, std::string_view word)
{
    const bool came = sign == PolicyChange::Sign::Added;
    const text::Span span = yaml::NodeRef(text, document.where.node).span();
    PolicyChange out;
    out.sign = sign;
    out.sentence.name(document.name()).say(std::string(came ? " came" : " went"));
    out.detail = word;
    out.effect = Effect::None;
    (came ? out.span : out.before) = span;
    return out;
}

} // namespace

std::size_t Comparison::count() const
{
    return std::accumulate(documents.begin(), documents.end(), std::size_t{0},
                           [](std::size_t sum, const ComparedDocument& document) {
                               return sum + document.changes.size();
                           });
}

std::size_t Comparison::count(Effect effect) const
{
    std::size_t out = 0;
    for (const ComparedDocument& document : documents)
        out += static_cast<std::size_t>(
            std::ranges::count(document.changes, effect, &PolicyChange::effect));
    return out;
}

ComparedText comparedText(const yaml::Document& document)
{
    return {document, policy::unitsOf(document, false)};
}

std::vector<std::optional<std::size_t>> documentPairs(const ComparedText& left,
                                                      const ComparedText& right)
{
    Side before(left);
    Side after(right);
    return Pairing(before, after).run();
}

Comparison compare(const ComparedText& left, const ComparedText& right, const std::stop_token& stop)
{
    Comparison out;
    Side was(left);
    Side is(right);
    const std::vector<std::optional<std::size_t>> pairs = Pairing(was, is).run();
    for (std::size_t at = 0; at < is.size() && !stop.stop_requested(); ++at) {
        const GuardianDocument& after = is.documents[at];
        ComparedDocument compared{pairs[at], at, std::string(after.name()), {}};
        if (!isJudged(is.kind(at))) {
            ++out.notJudged;
            continue;
        }
        if (pairs[at])
            compared.changes
                = policyChanges(&was.documents[*pairs[at]], after, &right.document, &left.document);
        else
            compared.changes = {wholeChange(PolicyChange::Sign::Added, after, right.document,
                                            policy::toString(is.kind(at)))};
        if (!compared.changes.empty())
            out.documents.push_back(std::move(compared));
    }
    for (std::size_t at = 0; at < was.size(); ++at) {
        if (was.paired[at])
            continue;
        if (!isJudged(was.kind(at))) {
            ++out.notJudged;
            continue;
        }
        const GuardianDocument& before = was.documents[at];
        out.documents.push_back({at,
                                 {},
                                 std::string(before.name()),
                                 {wholeChange(PolicyChange::Sign::Removed, before, left.document,
                                              policy::toString(was.kind(at)))}});
    }
    return out;
}

} // namespace pw::ops
