#include "core/ops/library_fixes.h"

#include "core/base/progress.h"
#include "core/ops/validate.h"
#include "core/yaml/reader.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <unordered_set>

namespace pw::ops {

namespace {

using policy::Kind;
using text::Diagnostic;
using text::Fix;
using text::Span;
using text::TextEdit;

constexpr std::size_t mostSteps = 2000; // readings of one text; far more than people's files need

/// The bytes of documents that are not ours.
std::vector<Span> foreignSpans(const yaml::Document& document,
                               const std::vector<policy::Unit>& units)
{
    std::vector<Span> out;
    for (const policy::Unit& unit : units) {
        if (!isOurs(document, unit))
            out.push_back(yaml::NodeRef(document, unit.root).span());
    }
    return out;
}

bool isWithin(const std::vector<Span>& spans, Span place)
{
    return std::ranges::any_of(spans, [place](Span span) { return span.contains(place); });
}

/// What tells one fix of a text from another: several problems may share one.
using Effect = std::pair<text::ByteOffset, std::string>;

Effect effectOf(const Fix& fix)
{
    const auto first = std::ranges::min_element(
        fix.edits.edits(), {}, [](const TextEdit& edit) { return edit.span.begin; });
    return first == fix.edits.edits().end() ? Effect()
                                            : Effect(first->span.begin, first->replacement);
}

bool adds(const Fix& fix)
{
    return std::ranges::all_of(fix.edits.edits(),
                               [](const TextEdit& edit) { return edit.span.empty(); });
}

/// Whole entries go: what another fix would do may rest on them.
bool takesAway(const Fix& fix, std::string_view bytes)
{
    return std::ranges::any_of(fix.edits.edits(), [bytes](const TextEdit& edit) {
        return !edit.span.empty()
            && (edit.replacement.empty()
                || bytes.substr(edit.span.begin, edit.span.size()).find_first_of("\r\n")
                    != std::string_view::npos);
    });
}

/// One text on its way.
struct State
{
    std::string bytes;
    std::vector<Diagnostic> diagnostics;
    std::vector<std::pair<const Diagnostic*, const Fix*>> places; ///< of the chosen kinds
    bool complete = false;
    std::size_t readerErrors = 0;
};

std::string placeKey(const Diagnostic& problem)
{
    return problem.code + '\n' + problem.path + '\n' + problem.message;
}

class Fixing
{
public:
    Fixing(const std::set<FixKind>& chosen, std::string name, const std::stop_token& stop)
        : m_chosen(chosen), m_name(std::move(name)), m_stop(stop)
    {
    }

    Result<FixedText> run(std::string bytes)
    {
        m_now = read(std::move(bytes));
        m_seen.insert(m_now.bytes);
        std::size_t most = m_now.places.size();
        for (std::size_t step = 0; step < mostSteps && !m_stop.stop_requested(); ++step) {
            const std::vector<std::size_t> batch = nextBatch(most);
            if (batch.empty())
                break;
            // A step that went wrong is tried with half of it, and one that went well with more.
            most = take(batch) ? batch.size() * 2 : std::max<std::size_t>(1, batch.size() / 2);
        }
        if (m_stop.stop_requested())
            return Error{std::string(cancelledCode), "fixing was cancelled", {}};
        FixedText out;
        out.problems = countProblems(m_now.diagnostics);
        out.left = m_now.places.size();
        out.made = m_made;
        out.bytes = std::move(m_now.bytes);
        return out;
    }

private:
    [[nodiscard]] State read(std::string bytes) const
    {
        State out;
        out.bytes = std::move(bytes);
        const Result<text::SourceText> source = text::SourceText::make(out.bytes, m_name);
        if (!source)
            return out;
        const yaml::Document document = yaml::read(*source, {}, m_stop);
        out.complete = document.complete();
        out.readerErrors = static_cast<std::size_t>(
            std::ranges::count(document.problems(), text::Severity::Error, &Diagnostic::severity));
        if (!m_stop.stop_requested())
            out.diagnostics = validate(document, m_stop);
        const std::vector<Span> foreign = foreignSpans(document, policy::unitsOf(document, false));
        std::erase_if(out.diagnostics, [&foreign](const Diagnostic& problem) {
            return isWithin(foreign, problem.span);
        });
        findPlaces(out);
        return out;
    }

    /// Problems that are told at several places may have one fix.
    void findPlaces(State& state) const
    {
        std::set<Effect> known;
        for (const Diagnostic& problem : state.diagnostics) {
            const auto fix = std::ranges::find_if(problem.fixes, [&](const Fix& one) {
                return m_chosen.contains(kindOfFix(problem, one));
            });
            if (fix != problem.fixes.end() && known.insert(effectOf(*fix)).second)
                state.places.emplace_back(&problem, &*fix);
        }
    }

    /// Places whose edits do not touch each other, from the front; `most` of them.
    [[nodiscard]] std::vector<std::size_t> nextBatch(std::size_t most) const
    {
        std::vector<std::size_t> out;
        std::map<text::ByteOffset, text::ByteOffset> taken; // begin to end
        for (std::size_t at = 0; at < m_now.places.size() && out.size() < most; ++at) {
            const auto& [problem, fix] = m_now.places[at];
            if (m_stuck.contains(placeKey(*problem)))
                continue;
            const bool alone = takesAway(*fix, m_now.bytes);
            if (alone && !out.empty())
                break;
            if (std::ranges::any_of(fix->edits.edits(), [&taken](const TextEdit& edit) {
                    return touches(taken, edit.span);
                }))
                continue;
            for (const TextEdit& edit : fix->edits.edits())
                taken[edit.span.begin] = edit.span.end;
            out.push_back(at);
            if (alone)
                break;
        }
        return out;
    }

    static bool touches(const std::map<text::ByteOffset, text::ByteOffset>& taken, Span span)
    {
        const auto behind = taken.upper_bound(span.end);
        return behind != taken.begin() && std::prev(behind)->second >= span.begin;
    }

    /// False: the text stays as it was.
    bool take(const std::vector<std::size_t>& batch)
    {
        text::TextEdits edits;
        for (const std::size_t at : batch) {
            for (const TextEdit& edit : m_now.places[at].second->edits.edits())
                edits.replace(edit.span, edit.replacement);
        }
        Result<std::string> bytes = edits.apply(m_now.bytes);
        if (bytes) {
            State after = read(*std::move(bytes));
            if (isBetter(after, batch) && m_seen.insert(after.bytes).second) {
                m_now = std::move(after);
                m_made += batch.size();
                return true;
            }
        }
        if (batch.size() == 1)
            m_stuck.insert(placeKey(*m_now.places[batch.front()].first));
        return false;
    }

    [[nodiscard]] bool isBetter(const State& after, const std::vector<std::size_t>& batch) const
    {
        if (m_now.complete && (!after.complete || after.readerErrors > m_now.readerErrors))
            return false;
        if (batch.size() > 1)
            return after.places.size() + batch.size() <= m_now.places.size();
        // Others may come to light behind it, also of the same kind.
        const Diagnostic& problem = *m_now.places[batch.front()].first;
        const auto same = [&problem](const Diagnostic& other) {
            return other.code == problem.code && other.message == problem.message;
        };
        return std::ranges::count_if(after.diagnostics, same)
            < std::ranges::count_if(m_now.diagnostics, same);
    }

    const std::set<FixKind>& m_chosen;
    std::string m_name;
    std::stop_token m_stop;
    State m_now;
    std::unordered_set<std::string> m_stuck; ///< places that could not be mended
    std::unordered_set<std::string> m_seen; ///< texts: two fixes could undo each other for ever
    std::size_t m_made = 0;
};

} // namespace

ProblemCounts countProblems(const std::vector<Diagnostic>& diagnostics)
{
    ProblemCounts out{};
    for (const Diagnostic& diagnostic : diagnostics)
        ++out.at(static_cast<std::size_t>(diagnostic.severity));
    return out;
}

bool isOurs(const yaml::Document& document, const policy::Unit& unit)
{
    switch (unit.kind) {
    case Kind::Config:
    case Kind::ApiSecret:
    case Kind::OutOfScope:
        return false;
    case Kind::Unknown:
        // Such as a misspelt kind.
        return yaml::NodeRef(document, unit.root)
            .find("apiVersion")
            .value()
            .starts_with("spyderbat/");
    default:
        return true;
    }
}

FixKind kindOfFix(const Diagnostic& problem, const Fix& fix)
{
    // What is written instead follows from each place.
    if (fix.title.starts_with("write "))
        return {problem.code, "write"};
    if (fix.title.starts_with("remove &"))
        return {problem.code, "remove"};
    return {problem.code, fix.title};
}

std::vector<FixCount> countFixes(const yaml::Document& document,
                                 const std::vector<policy::Unit>& units,
                                 const std::vector<Diagnostic>& diagnostics)
{
    const std::vector<Span> foreign = foreignSpans(document, units);
    std::map<FixKind, FixCount> found;
    std::map<FixKind, std::set<Effect>> places;
    for (const Diagnostic& problem : diagnostics) {
        if (problem.fixes.empty() || isWithin(foreign, problem.span))
            continue;
        for (const Fix& fix : problem.fixes) {
            const FixKind kind = kindOfFix(problem, fix);
            FixCount& count = found[kind];
            if (count.places == 0) {
                count.kind = kind;
                count.severity = problem.severity;
                count.example = fix.title;
            }
            count.severity = std::min(count.severity, problem.severity);
            count.alike = count.alike && count.example == fix.title;
            count.adds = count.adds && adds(fix);
            places[kind].insert(effectOf(fix));
            count.places = places[kind].size();
            for (const Fix& other : problem.fixes) {
                if (FixKind rival = kindOfFix(problem, other); rival != kind)
                    count.rivals.insert(std::move(rival));
            }
        }
    }
    std::vector<FixCount> out;
    for (auto& [kind, count] : found)
        out.push_back(std::move(count));
    return out;
}

std::vector<FixGroup> groupFixes(const std::vector<const std::vector<FixCount>*>& fixesOfFiles)
{
    std::map<FixKind, FixGroup> found;
    for (const std::vector<FixCount>* const fixes : fixesOfFiles) {
        for (const FixCount& fix : *fixes) {
            FixGroup& group = found[fix.kind];
            if (group.files++ == 0) {
                group.fix = fix;
                continue;
            }
            group.fix.severity = std::min(group.fix.severity, fix.severity);
            group.fix.alike = group.fix.alike && fix.alike && group.fix.example == fix.example;
            group.fix.adds = group.fix.adds && fix.adds;
            group.fix.places += fix.places;
            group.fix.rivals.insert(fix.rivals.begin(), fix.rivals.end());
        }
    }
    std::vector<FixGroup> out;
    for (auto& [kind, group] : found)
        out.push_back(std::move(group));
    std::ranges::stable_sort(out, [](const FixGroup& a, const FixGroup& b) {
        return a.fix.severity != b.fix.severity ? a.fix.severity < b.fix.severity
                                                : a.files > b.files;
    });
    return out;
}

Result<FixedText> makeFixes(const text::SourceText& source, const std::set<FixKind>& chosen,
                            const std::stop_token& stop)
{
    return Fixing(chosen, source.name(), stop).run(std::string(source.bytes()));
}

} // namespace pw::ops
