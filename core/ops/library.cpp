#include "core/ops/library.h"

#include "core/ops/word_filter.h"
#include "core/policy/scalars.h"

#include <algorithm>

namespace pw::ops {

namespace {

using policy::Kind;
using text::Diagnostic;

/// What stands there when it is a text or a number; names are sometimes numbers.
std::string textOf(yaml::NodeRef node)
{
    return node.isScalar() && !node.isNull() ? std::string(node.value()) : std::string();
}

LibraryUnit unitRow(const yaml::Document& document, const policy::Unit& unit)
{
    const yaml::NodeRef root(document, unit.root);
    LibraryUnit out;
    out.kind = unit.kind;
    out.label = unit.label;
    out.name = textOf(root.find("metadata").find("name"));
    out.type = unit.type;
    out.at = root.span().begin;
    if (isPolicy(unit.kind)) {
        out.mode = textOf(root.find("spec").find("mode"));
        out.enabled = policy::booleanOf(root.find("spec").find("enabled"));
    }
    return out;
}

/// A text that stops reading before its first document may be one of ours all the same.
bool speaksOfUs(const yaml::Document& document)
{
    if (document.complete())
        return false;
    const std::string_view bytes = document.source().bytes();
    return std::ranges::any_of(policy::kindWords(), [bytes](std::string_view word) {
        return word.starts_with("Spyderbat") && bytes.find(word) != std::string_view::npos;
    });
}

LibraryProblem problemRow(const text::SourceText& source, const Diagnostic& diagnostic)
{
    LibraryProblem out;
    out.severity = diagnostic.severity;
    out.code = diagnostic.code;
    out.message = diagnostic.message;
    out.path = diagnostic.path;
    out.span = diagnostic.span;
    out.place = source.lineColumn(diagnostic.span.begin);
    for (const text::Fix& fix : diagnostic.fixes)
        out.fixes.push_back(fix.title);
    return out;
}

std::vector<std::string> wordsOf(const LibraryFile& file)
{
    std::vector<std::string> out{file.name};
    for (const LibraryUnit& unit : file.units) {
        out.push_back(unit.name);
        out.emplace_back(toString(unit.kind));
        out.push_back(unit.type);
        out.push_back(unit.mode);
    }
    for (const LibraryProblem& problem : file.listed)
        out.push_back(problem.code);
    return out;
}

bool isWrong(const ProblemCounts& counts)
{
    return std::ranges::any_of(counts, [](std::size_t count) { return count > 0; });
}

} // namespace

bool isPolicy(Kind kind)
{
    return kind == Kind::Policy || kind == Kind::ClusterPolicy || kind == Kind::TracePolicy;
}

std::optional<LibraryFile> libraryFile(const yaml::Document& document,
                                       const std::vector<policy::Unit>& units,
                                       const std::vector<Diagnostic>& diagnostics)
{
    LibraryFile out;
    std::vector<text::Span> spans;
    std::vector<text::Span> foreign;
    for (const policy::Unit& unit : units) {
        const text::Span span = yaml::NodeRef(document, unit.root).span();
        if (!isOurs(document, unit)) {
            foreign.push_back(span);
            continue;
        }
        if (++out.unitCount <= mostListed) {
            out.units.push_back(unitRow(document, unit));
            spans.push_back(span);
        }
    }
    if (out.unitCount == 0 && !speaksOfUs(document))
        return std::nullopt;
    for (const Diagnostic& diagnostic : diagnostics) {
        const auto holds
            = [&diagnostic](text::Span span) { return span.contains(diagnostic.span); };
        if (std::ranges::any_of(foreign, holds))
            continue;
        const auto severity = static_cast<std::size_t>(diagnostic.severity);
        ++out.problems.at(severity);
        if (out.listed.size() < mostListed)
            out.listed.push_back(problemRow(document.source(), diagnostic));
        // Members stand behind their group: the last one that holds the place is the nearest.
        for (std::size_t at = spans.size(); at-- > 0;) {
            if (!holds(spans[at]))
                continue;
            ++out.units[at].problems.at(severity);
            break;
        }
    }
    out.fixes = countFixes(document, units, diagnostics);
    return out;
}

OtherFile::Why whyNotOurs(const std::vector<policy::Unit>& units)
{
    if (units.empty())
        return OtherFile::Why::Empty;
    const bool secret = std::ranges::any_of(units, [](const policy::Unit& unit) {
        return unit.kind == Kind::Config || unit.kind == Kind::ApiSecret;
    });
    return secret ? OtherFile::Why::Secret : OtherFile::Why::Content;
}

LibraryCounts countLibrary(const std::vector<LibraryFilePtr>& files)
{
    LibraryCounts out;
    for (const LibraryFilePtr& file : files) {
        const auto policies = static_cast<std::size_t>(
            std::ranges::count_if(file->units, isPolicy, &LibraryUnit::kind));
        out.policies += policies;
        out.documents += file->unitCount - policies;
        out.withErrors += file->problems.front() > 0 ? 1 : 0;
        out.withProblems += isWrong(file->problems) ? 1 : 0;
        out.unread += file->unread.empty() ? 0 : 1;
    }
    return out;
}

bool LibraryFilter::matches(const LibraryFile& file) const
{
    if (onlyProblems && !isWrong(file.problems) && file.unread.empty())
        return false;
    const WordFilter words(text);
    return words.empty() || words.matches(wordsOf(file));
}

} // namespace pw::ops
