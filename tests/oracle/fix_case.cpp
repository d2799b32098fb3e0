#include "tests/oracle/fix_case.h"

#include "tests/oracle/plain_value.h"
#include "tests/oracle/schema_errors.h"
#include "tests/oracle/value_changes.h"
#include "tests/oracle/wish_case.h"

#include <algorithm>
#include <map>
#include <set>

namespace pw::oracle {
namespace {

using text::Diagnostic;
using text::Severity;
using yaml::NodeRef;
using yaml::Value;

/// How often each code is there; of errors alone, or of all.
std::map<std::string, std::size_t> countsOf(const Snapshot& snapshot, bool errorsAlone)
{
    std::map<std::string, std::size_t> out;
    for (const Diagnostic& problem : snapshot.diagnostics) {
        if (!errorsAlone || problem.severity == Severity::Error)
            ++out[problem.code];
    }
    return out;
}

std::size_t countSame(const Snapshot& snapshot, const Diagnostic& like)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(snapshot.diagnostics, [&](const Diagnostic& problem) {
            return problem.code == like.code && problem.message == like.message;
        }));
}

/// The deepest place whose bytes hold that one.
Path placeOfByte(const FlawedText& flawed, std::size_t byte)
{
    Path out;
    for (const auto& [path, part] : flawed.text.parts) {
        if (part.begin <= byte && byte < part.end && path.size() > out.size())
            out = path;
    }
    return out;
}

/// What stood there was not judged as long as this was wrong with it.
bool isFirstJudgedNow(const OfferedFix& offered)
{
    static const std::set<std::string> codes{"unknown-field", "unknown-kind", "wrong-type",
                                             "alias",         "merge-key",    "invalid-value"};
    return codes.contains(offered.problem->code);
}

std::string newErrors(const Snapshot& before, const Snapshot& after, const OfferedFix& offered)
{
    const Diagnostic& problem = *offered.problem;
    for (const Diagnostic& left : after.diagnostics) {
        if (isFirstJudgedNow(offered) && left.code == problem.code && left.path == problem.path
            && left.message == problem.message && countSame(before, left) <= countSame(after, left))
            return problem.code + " is still there";
    }
    if (isFirstJudgedNow(offered))
        return {};
    const auto all = countsOf(before, false);
    const auto left = countsOf(after, false);
    if (left.contains(problem.code) && left.at(problem.code) >= all.at(problem.code))
        return problem.code + " is still there";
    const bool isToFillIn = offered.fix->title.ends_with("to fill in");
    const auto had = countsOf(before, true);
    for (const auto& [error, times] : countsOf(after, true)) {
        const auto known = had.find(error);
        if (times > (known == had.end() ? 0 : known->second)
            && !(isToFillIn && error == "empty-selector"))
            return problem.code + " brings " + error;
    }
    return {};
}

/// Of items that are equal the one that was spoken of.
Path spokenOf(const Value& written, const Path& removed, const Path& place)
{
    if (place.size() < removed.size())
        return removed;
    const Path one(place.begin(), place.begin() + static_cast<std::ptrdiff_t>(removed.size()));
    const bool isSibling = parentOf(one) == parentOf(removed);
    return isSibling && valueAt(written, one) == valueAt(written, removed) ? one : removed;
}

/// A word in quotes or without.
std::string wordIn(std::string_view title)
{
    std::string out(title);
    if (out.size() > 1 && (out.front() == '"' || out.front() == '\'') && out.back() == out.front())
        out = out.substr(1, out.size() - 2);
    return out;
}

/// What the title promises, and nothing else, has become of the value.
std::string notAsSaid(const OfferedFix& offered, const Value& before, const Value& after,
                      const ValueChanges& changes)
{
    const std::string_view title = offered.fix->title;
    const std::string& code = offered.problem->code;
    if (code == "merge-key")
        return {};
    if (code == "alias" || code == "anchor")
        return before == after ? std::string() : "it says something else";
    const bool isRemoval = title.starts_with("remove");
    const bool isAddition = title.starts_with("add");
    if (isRemoval && title.find("let network rules name") != std::string_view::npos)
        return changes.removed.empty() ? "nothing went" : std::string();
    if (isRemoval != !changes.removed.empty())
        return isRemoval ? "nothing went" : "something went";
    if (isRemoval)
        return changes.addedTo.empty() ? std::string() : "something came";
    if (isAddition)
        return changes.addedTo.size() + changes.changed.size() == 1 ? std::string()
                                                                    : "more than one was added";
    if (title.starts_with("exchange")) {
        const Path one = changes.changed.empty() ? Path() : changes.changed.front();
        const Path other = changes.changed.empty() ? Path() : changes.changed.back();
        return changes.changed.size() == 2 && valueAt(before, one) == valueAt(after, other)
                && valueAt(before, other) == valueAt(after, one)
            ? std::string()
            : "they are not exchanged";
    }
    if (changes.changed.empty() || !title.starts_with("write "))
        return {};
    const Path& path = changes.changed.front();
    const Value& parent = valueAt(after, parentOf(path));
    const std::string key
        = parent.entries.empty() ? std::string() : parent.entries[path.back()].first;
    const Value& now = valueAt(after, path);
    std::string said = wordIn(title.substr(6));
    if (said.starts_with("mode: "))
        said = said.substr(6);
    const bool isList = now.kind == Value::Kind::List && now.items.size() == 1
        && said.starts_with('[')
        && wordIn(std::string_view(said).substr(1, said.size() - 2)) == now.items.front().text;
    return changes.changed.size() == 1 && (now.text == said || key == said || isList)
        ? std::string()
        : "it is not written as it was said";
}

} // namespace

Value asWritten(NodeRef node)
{
    if (node.isAlias() || node.isScalar())
        return yaml::toValue(node);
    Value out = node.isMapping() ? Value::map() : Value::list();
    for (const NodeRef item : node.items())
        out.items.push_back(asWritten(item));
    for (const auto& [key, value] : node.entries())
        out.entries.emplace_back(std::string(key.value()), asWritten(value));
    return out;
}

FlawedText flawedText(const std::vector<Value>& real, std::mt19937_64& random)
{
    FlawedText out;
    out.written = textForWishes(real, random).before;
    const bool readsAsItIs = random() % 3 == 0;
    for (auto n = 1 + random() % 4; n > 0; --n)
        static_cast<void>(addMistake(out.written, random, readsAsItIs));
    do {
        const bool isAnchored = random() % 6 == 0;
        out.text = decorated(out.written, isAnchored ? someAnchors(out.written, random) : Anchors(),
                             random);
    } while (out.text.json && !readsAsItIs); // JSON has no such words
    return out;
}

std::optional<OfferedFix> someFix(const FlawedText& flawed, const Snapshot& snapshot,
                                  std::mt19937_64& random)
{
    std::vector<OfferedFix> all;
    for (const Diagnostic& problem : snapshot.diagnostics) {
        if (placeOfByte(flawed, problem.span.begin).empty())
            continue; // of another document
        for (const text::Fix& fix : problem.fixes)
            all.push_back({&problem, &fix});
    }
    if (all.empty())
        return std::nullopt;
    return all[random() % all.size()];
}

std::string wrongWithFix(const FlawedText& flawed, const Snapshot& before,
                         const OfferedFix& offered, const std::string& after)
{
    const Snapshot now = analyse(*text::SourceText::make(after, "t"));
    const std::vector<NodeRef> were = before.document->roots();
    const std::vector<NodeRef> are = now.document->roots();
    if (now.document->complete() != before.document->complete() || were.size() != are.size())
        return "it does not parse";
    for (std::size_t i = 0; i < were.size(); ++i) {
        if (i != flawed.text.document && asWritten(are[i]) != asWritten(were[i]))
            return "another document differs";
    }
    if (std::string wrong = newErrors(before, now, offered); !wrong.empty())
        return wrong;
    const std::size_t document = flawed.text.document;
    const Value written = asWritten(were[document]);
    const Value is = asWritten(are[document]);
    const ValueChanges changes = changesBetween(written, is);
    if (std::string wrong = notAsSaid(offered, written, is, changes); !wrong.empty())
        return wrong;
    const TextRegions regions(flawed.text, written);
    const Path place = placeOfByte(flawed, offered.problem->span.begin);
    std::vector<Region> touched;
    std::vector<Gone> gone;
    for (const Path& gap : changes.removed) {
        const Path path = spokenOf(written, gap, place);
        touched.push_back(regions.without(path));
        gone.push_back({regions.of(path)});
    }
    for (const Path& path : changes.changed)
        touched.push_back(regions.of(path));
    for (const Path& path : changes.addedTo) {
        for (const Region& gap : regions.gaps(path))
            touched.push_back(gap);
    }
    if (touched.empty()) // the same value, written in another way
        touched.push_back(regions.of(place));
    if (std::string lost = lostComment(flawed.text, gone, after); !lost.empty())
        return lost;
    return differenceOutside(flawed.text.text, touched, after);
}

} // namespace pw::oracle
