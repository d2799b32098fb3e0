// Which processes another policy allows.

#include "core/ops/policy_changes_parts.h"
#include "core/ops/wording.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace pw::ops {
namespace {

using Sign = PolicyChange::Sign;

/// The same program by its name or by an executable.
bool isAlike(const Process& a, const Process& b)
{
    return a.name == b.name || std::ranges::any_of(a.exe, [&b](const std::string& path) {
               return std::ranges::find(b.exe, path) != b.exe.end();
           });
}

Sentence sentenceOf(const ProcessTree& tree, ProcessIndex index)
{
    const Process& process = tree.at(index);
    Sentence out;
    out.say("process ").name(process.name);
    if (process.parent != noProcess)
        out.say(" under ").name(tree.at(process.parent).name);
    if (!process.eusers.empty())
        out.say(", as ").names(process.eusers);
    return out;
}

std::size_t countBelow(const ProcessTree& tree, ProcessIndex index)
{
    std::size_t out = 0;
    for (const ProcessIndex child : tree.at(index).children)
        out += 1 + countBelow(tree, child);
    return out;
}

/// Executables, and how many stand below.
std::string detailOf(const ProcessTree& tree, ProcessIndex index)
{
    std::string out = joined(tree.at(index).exe);
    if (const std::size_t below = countBelow(tree, index); below > 0)
        out += (out.empty() ? "with " : ", with ") + std::to_string(below) + " below it";
    return out;
}

class Comparison
{
public:
    /// `unjudged`: what a change does where processes are not judged, before or after.
    Comparison(const ProcessTree& was, const ProcessTree& is, const ProcessPairs& pairs,
               std::optional<Effect> unjudged, ChangeList& list)
        : m_was(was), m_is(is), m_pairs(pairs), m_unjudged(unjudged), m_list(list)
    {
    }

    void run()
    {
        for (ProcessIndex i = 0; i < m_is.size(); ++i) {
            const ProcessIndex parent = m_is.at(i).parent;
            if (m_pairs.before[i] != noProcess)
                compare(m_pairs.before[i], i);
            else if (parent == noProcess || m_pairs.before[parent] != noProcess)
                add(Sign::Added, sentenceOf(m_is, i), Effect::Wider, detailOf(m_is, i), i,
                    noProcess);
        }
        for (ProcessIndex i = 0; i < m_was.size(); ++i) {
            const ProcessIndex parent = m_was.at(i).parent;
            if (m_pairs.after[i] == noProcess
                && (parent == noProcess || m_pairs.after[parent] != noProcess))
                add(Sign::Removed, sentenceOf(m_was, i), Effect::Narrower, detailOf(m_was, i),
                    noProcess, i);
        }
    }

private:
    void add(Sign sign, Sentence sentence, Effect effect, std::string detail, ProcessIndex after,
             ProcessIndex before)
    {
        m_list.add(sign, std::move(sentence),
                   effect == Effect::Same ? effect : m_unjudged.value_or(effect), std::move(detail),
                   after == noProcess ? policy::Where{} : m_is.at(after).where,
                   before == noProcess ? policy::Where{} : m_was.at(before).where);
    }
    /// Of a process that both have.
    void addOf(Sign sign, Sentence sentence, Effect effect, std::string detail, ProcessIndex after)
    {
        add(sign, std::move(sentence), effect, std::move(detail), after, m_pairs.before[after]);
    }

    void compare(ProcessIndex before, ProcessIndex after)
    {
        const Process& was = m_was.at(before);
        const Process& is = m_is.at(after);
        if (was.name != is.name)
            addOf(Sign::Changed,
                  Sentence().say("process ").name(was.name).say(" became ").name(is.name),
                  effectOfPatterns({was.name}, {is.name}), {}, after);
        if (was.id != is.id)
            addOf(Sign::Changed, Sentence().say("id ").name(was.id).say(" became ").name(is.id),
                  Effect::Same, {}, after);
        compareParents(was, is, after);
        compareTexts("executable", was.exe, is.exe, after);
        if (!inheritsTheSame(was, is))
            compareTexts("user", was.eusers, is.eusers, after);
        compareSockets(was, is, after);
    }

    void compareParents(const Process& was, const Process& is, ProcessIndex after)
    {
        const ProcessIndex expected
            = was.parent == noProcess ? noProcess : m_pairs.after[was.parent];
        if (expected == is.parent && (was.parent == noProcess) == (is.parent == noProcess))
            return;
        Sentence sentence;
        sentence.say("process ").name(is.name).say(" moved ");
        if (is.parent == noProcess)
            sentence.say("to the top");
        else
            sentence.say("under ").name(m_is.at(is.parent).name);
        addOf(Sign::Changed, sentence, Effect::Unknown, {}, after);
    }

    /// The parent changed in the same way, and has said so.
    [[nodiscard]] bool inheritsTheSame(const Process& was, const Process& is) const
    {
        return was.parent != noProcess && is.parent != noProcess
            && m_pairs.after[was.parent] == is.parent && m_was.at(was.parent).eusers == was.eusers
            && m_is.at(is.parent).eusers == is.eusers;
    }

    void compareTexts(const std::string& what, const std::vector<std::string>& was,
                      const std::vector<std::string>& is, ProcessIndex after)
    {
        const auto sentence = [&](const std::vector<std::string>& texts) {
            Sentence out;
            out.say(what + (texts.size() == 1 ? " " : "s ")).names(texts);
            return out.say(" of ").name(m_is.at(after).name);
        };
        if (const auto added = missingFrom(was, is); !added.empty()) {
            const Effect effect = effectOfAdded(was, added);
            addOf(Sign::Added, sentence(added), effect,
                  effect == Effect::Same ? "it was allowed before" : "", after);
        }
        if (const auto gone = missingFrom(is, was); !gone.empty()) {
            const Effect effect = reversed(effectOfAdded(is, gone));
            addOf(Sign::Removed, sentence(gone), effect,
                  effect == Effect::Same ? "what stays allows it, too" : "", after);
        }
    }

    void compareSockets(const Process& was, const Process& is, ProcessIndex after)
    {
        const auto texts = [](const std::vector<policy::PortRange>& sockets) {
            std::vector<std::string> out;
            for (const policy::PortRange& socket : sockets)
                out.push_back(portText(socket));
            return out;
        };
        const auto old = texts(was.sockets);
        const auto now = texts(is.sockets);
        const auto added = missingFrom(old, now);
        const auto gone = missingFrom(now, old);
        const char* const why = "sockets are a hint, nothing is judged by them";
        if (!added.empty())
            addOf(Sign::Added, Sentence().name(is.name).say(" listens on ").names(added),
                  Effect::Same, why, after);
        if (!gone.empty())
            addOf(Sign::Removed, Sentence().name(is.name).say(" listens on ").names(gone),
                  Effect::Same, why, after);
    }

    const ProcessTree& m_was;
    const ProcessTree& m_is;
    const ProcessPairs& m_pairs;
    std::optional<Effect> m_unjudged;
    ChangeList& m_list;
};

} // namespace

std::optional<Effect> effectWhereOff(bool wasOff, bool isOff)
{
    if (wasOff && isOff)
        return Effect::Same;
    return wasOff || isOff ? std::optional(Effect::Unknown) : std::nullopt;
}

ProcessPairs::ProcessPairs(const ProcessTree& old, const ProcessTree& now)
    : after(old.size(), noProcess), before(now.size(), noProcess)
{
    const auto pair = [this](ProcessIndex was, ProcessIndex is) {
        after[was] = is;
        before[is] = was;
    };
    const auto byId = [&](bool likeness) {
        for (ProcessIndex i = 0; i < now.size(); ++i) {
            const ProcessIndex was = before[i] == noProcess ? old.find(now.at(i).id) : noProcess;
            if (was != noProcess && after[was] == noProcess
                && (!likeness || isAlike(old.at(was), now.at(i))))
                pair(was, i);
        }
    };
    byId(true);
    using Key = std::tuple<ProcessIndex, std::string, std::vector<std::string>>;
    std::multimap<Key, ProcessIndex> left;
    for (ProcessIndex i = 0; i < old.size(); ++i) {
        if (after[i] == noProcess)
            left.emplace(Key{old.at(i).parent, old.at(i).name, old.at(i).exe}, i);
    }
    for (ProcessIndex i = 0; i < now.size(); ++i) {
        if (before[i] != noProcess)
            continue;
        const Process& process = now.at(i);
        const ProcessIndex parent
            = process.parent == noProcess ? noProcess : before[process.parent];
        if (process.parent != noProcess && parent == noProcess)
            continue;
        if (const auto found = left.find(Key{parent, process.name, process.exe});
            found != left.end()) {
            pair(found->second, i);
            left.erase(found);
        }
    }
    byId(false);
}

void addProcessChanges(const Behaviour& before, const Behaviour& after, const ProcessPairs& pairs,
                       ChangeList& list)
{
    const bool wasOff = before.options.disableProcesses == "all";
    const bool isOff = after.options.disableProcesses == "all";
    Comparison(before.tree, after.tree, pairs, effectWhereOff(wasOff, isOff), list).run();
}

} // namespace pw::ops
