// What another policy does about deviations.

#include "core/ops/action_words.h"
#include "core/ops/policy_changes_parts.h"
#include "core/ops/selector_terms.h"

#include <algorithm>
#include <map>

namespace pw::ops {
namespace {

using policy::Action;
using policy::Response;
using Sign = PolicyChange::Sign;
using text::Contained;
using Actions = std::vector<const Action*>;

/// So many show a difference if there is one, but for texts that nobody writes.
constexpr std::size_t mostExamples = 100;

/// When actions of one type are taken: wherever one of the list fits, and else, if it is a default,
/// where no entry mutes it.
class Answer
{
public:
    Answer(const Response& response, std::string_view type)
    {
        for (const Action& action : response.actions) {
            if (action.type == type)
                (isOn(action) ? m_taken : m_muted).push_back(termsOf(action));
        }
        m_isDefault = std::ranges::any_of(response.defaults, [type](const Action& action) {
            return action.type == type && isOn(action);
        });
    }

    [[nodiscard]] bool isTaken(const SelectorFacts& facts) const
    {
        const auto isOne = [&facts](const SelectorTerms& terms) { return fits(terms, facts); };
        return std::ranges::any_of(m_taken, isOne)
            || (m_isDefault && std::ranges::none_of(m_muted, isOne));
    }

    /// All of these are sure to be answered by an entry of the list.
    [[nodiscard]] bool takesAll(const SelectorTerms& terms) const { return holds(m_taken, terms); }
    [[nodiscard]] bool mutesAll(const SelectorTerms& terms) const { return holds(m_muted, terms); }
    [[nodiscard]] bool mutesNothing() const { return m_muted.empty(); }
    [[nodiscard]] bool isDefault() const { return m_isDefault; }
    /// Some of what its entries are for.
    void addExamples(std::vector<SelectorFacts>& out) const
    {
        for (const auto* const list : {&m_muted, &m_taken}) {
            for (const SelectorTerms& terms : *list) {
                for (const auto& more : {examplesOf(terms), bordersOf(terms)}) {
                    if (out.size() < mostExamples)
                        out.insert(out.end(), more.begin(), more.end());
                }
            }
        }
    }

private:
    static bool holds(const std::vector<SelectorTerms>& list, const SelectorTerms& terms)
    {
        return std::ranges::any_of(
            list, [&terms](const SelectorTerms& whole) { return surelyWithin(terms, whole); });
    }

    std::vector<SelectorTerms> m_taken;
    std::vector<SelectorTerms> m_muted;
    bool m_isDefault = false;
};

/// One entry, of `default` or `actions`, as it was and as it is; null: it is not there.
struct Change
{
    const Action* was = nullptr;
    const Action* is = nullptr;
    bool isDefault = false;
};

/// Nothing that `before` answers is left unanswered because the entry changed from the one to the
/// other.
bool surelyKept(const Action* was, const Action* is, bool isDefault, const Answer& before,
                const Answer& after)
{
    if (was != nullptr && isOn(*was)) {
        const SelectorTerms terms = isDefault ? SelectorTerms() : termsOf(*was);
        // What mutes a default that stays is an entry of its own.
        const bool isAnswered = after.takesAll(terms)
            || (after.isDefault() && (isDefault || after.mutesNothing()))
            || (isDefault && before.mutesAll({}));
        if (!isAnswered)
            return false;
    }
    if (is == nullptr || isOn(*is) || isDefault || !before.isDefault() || !after.isDefault())
        return true;
    const SelectorTerms muted = termsOf(*is);
    return before.mutesAll(muted) || after.takesAll(muted);
}

/// Deviations that the entry may be about, also where others are for them, too.
std::vector<SelectorFacts> near(const Change& change, const Answer& before, const Answer& after)
{
    std::vector<SelectorFacts> others;
    before.addExamples(others);
    after.addExamples(others);
    std::vector<SelectorFacts> own{{}};
    for (const Action* const action : {change.was, change.is}) {
        if (action == nullptr || change.isDefault)
            continue;
        const std::vector<SelectorFacts> more = examplesOf(termsOf(*action));
        own.insert(own.end(), more.begin(), more.end());
    }
    if (own.size() > mostExamples)
        own.resize(mostExamples);
    std::vector<SelectorFacts> out = own;
    for (const SelectorFacts& facts : own) {
        for (const SelectorFacts& other : others) {
            SelectorFacts both = facts;
            both.insert(other.begin(), other.end());
            out.push_back(std::move(both));
        }
    }
    return out;
}

/// One of them is answered by the one and not by the other.
bool isSomeLost(const std::vector<SelectorFacts>& examples, const Answer& before,
                const Answer& after)
{
    return std::ranges::any_of(examples, [&](const SelectorFacts& facts) {
        return before.isTaken(facts) && !after.isTaken(facts);
    });
}

/// The answers of two responses, by the type of the action.
class Answers
{
public:
    Answers(const Response& was, const Response& is) : m_was(was), m_is(is) { }

    [[nodiscard]] const std::pair<Answer, Answer>& of(const std::string& type)
    {
        const auto found = m_known.find(type);
        if (found != m_known.end())
            return found->second;
        return m_known.emplace(type, std::pair(Answer(m_was, type), Answer(m_is, type)))
            .first->second;
    }

private:
    const Response& m_was;
    const Response& m_is;
    std::map<std::string, std::pair<Answer, Answer>> m_known;
};

/// Whoever is answered less often may do more.
Effect effectOn(const Change& change, Answers& answers)
{
    const auto& [before, after] = answers.of((change.is != nullptr ? change.is : change.was)->type);
    const bool isKept = surelyKept(change.was, change.is, change.isDefault, before, after);
    const bool wasThere = surelyKept(change.is, change.was, change.isDefault, after, before);
    const std::vector<SelectorFacts> examples
        = isKept && wasThere ? std::vector<SelectorFacts>() : near(change, before, after);
    const auto decided = [](bool isSure, bool isLost) {
        return isSure ? Contained::Yes : isLost ? Contained::No : Contained::NotDecided;
    };
    const Effect out = effectOf(decided(wasThere, isSomeLost(examples, after, before)),
                                decided(isKept, isSomeLost(examples, before, after)));
    return out == Effect::Same ? Effect::Response : out;
}

Actions without(const std::vector<Action>& from, std::vector<Action> other)
{
    Actions out;
    for (const Action& action : from) {
        const auto same = std::ranges::find(other, action);
        if (same != other.end())
            other.erase(same);
        else if (!action.type.empty())
            out.push_back(&action);
    }
    return out;
}

/// What both say first is not said again: `kill process: bash became bash, sh`.
Sentence becameSentence(const Action& before, const Action& after)
{
    Sentence out = actionSentence(before);
    const Sentence next = actionSentence(after);
    const bool alike = out.parts.size() > 2 && next.parts.size() > 2
        && std::equal(next.parts.begin(), next.parts.begin() + 2, out.parts.begin());
    out.say(" became ");
    out.parts.insert(out.parts.end(), next.parts.begin() + (alike ? 2 : 0), next.parts.end());
    return out;
}

/// Those of one type are one action that changed, in their order.
std::vector<Change> changesOf(const std::vector<Action>& before, const std::vector<Action>& after,
                              bool isDefault)
{
    std::vector<Change> out;
    Actions gone = without(before, after);
    for (const Action* const action : without(after, before)) {
        const auto old = std::ranges::find(gone, action->type,
                                           [](const Action* other) { return other->type; });
        out.push_back({old == gone.end() ? nullptr : *old, action, isDefault});
        if (old != gone.end())
            gone.erase(old);
    }
    for (const Action* const action : gone)
        out.push_back({action, nullptr, isDefault});
    return out;
}

void add(const Change& change, Answers& answers, ChangeList& list)
{
    const Effect effect = effectOn(change, answers);
    std::string detail = change.isDefault ? "response, default" : "response, actions";
    if (effect == Effect::Wider || effect == Effect::Narrower)
        detail += effect == Effect::Wider ? ": fewer deviations are answered"
                                          : ": more deviations are answered";
    if (change.was == nullptr)
        list.add(Sign::Added, actionSentence(*change.is), effect, detail, change.is->where);
    else if (change.is == nullptr)
        list.add(Sign::Removed, actionSentence(*change.was), effect, detail, {}, change.was->where);
    else
        list.add(Sign::Changed, becameSentence(*change.was, *change.is), effect, detail,
                 change.is->where, change.was->where);
}

} // namespace

void addResponseChanges(const policy::Spec& before, const policy::Spec& after, ChangeList& list)
{
    const Response was = before.response.value_or(Response{});
    const Response is = after.response.value_or(Response{});
    Answers answers(was, is);
    for (const Change& change : changesOf(was.defaults, is.defaults, true))
        add(change, answers, list);
    for (const Change& change : changesOf(was.actions, is.actions, false))
        add(change, answers, list);
}

} // namespace pw::ops
