#include "app/policywright/fingerprints_source.h"

#include <algorithm>

namespace pw::app {
namespace {

FingerprintsRead readFiles(const files::FileStore& store, const std::vector<std::string>& paths,
                           const std::stop_token& stop, const ProgressFn& progress)
{
    FingerprintsRead out;
    for (std::size_t at = 0; at < paths.size() && !stop.stop_requested(); ++at) {
        progress(at, paths.size(), paths[at]);
        const Result<text::SourceText> source = store.load(paths[at]);
        if (source)
            ops::addFingerprints(out.list, *source, stop);
        else
            out.list.problems.push_back(
                {text::Severity::Error, paths[at], {0, 0}, source.error().message});
    }
    ops::dropDuplicates(out.list);
    ops::prepare(out.list);
    return out;
}

FingerprintsRead fetchRows(const OrganizationRows& source, const std::stop_token& stop,
                           const ProgressFn& progress)
{
    FingerprintsRead out;
    api::FingerprintQuery query;
    query.range = source.range;
    query.filters = source.filters;
    Result<api::FingerprintRows> rows = source.client->fingerprints(query, {stop, progress});
    if (!rows) {
        out.error = rows.error();
        return out;
    }
    out.notes = std::move(rows->notes);
    std::vector<policy::FingerprintFacts> facts;
    facts.reserve(rows->rows.size());
    for (api::FingerprintRow& row : rows->rows)
        facts.push_back(std::move(row.facts));
    ops::addRows(out.list, std::move(facts), "organization");
    ops::prepare(out.list);
    return out;
}

} // namespace

FingerprintsRead readFingerprints(const files::FileStore& store, const FingerprintsSource& source,
                                  const std::stop_token& stop, const ProgressFn& progress)
{
    if (const auto* const files = std::get_if<FingerprintFiles>(&source))
        return readFiles(store, files->paths, stop, progress);
    return fetchRows(std::get<OrganizationRows>(source), stop, progress);
}

std::vector<std::string> filesWithoutAny(const ops::FingerprintList& list)
{
    std::vector<bool> gave(list.sources.size(), false);
    for (const std::uint32_t source : list.sourceOf) {
        if (source != ops::FingerprintList::noSource)
            gave[source] = true;
    }
    std::vector<std::string> out;
    for (const ops::SourceProblem& problem : list.problems) {
        if (problem.severity != text::Severity::Error)
            continue;
        const auto source
            = std::ranges::find(list.sources, problem.source, &text::SourceText::name);
        const bool useless = source == list.sources.end()
            || !gave[static_cast<std::size_t>(source - list.sources.begin())];
        if (useless)
            out.push_back(problem.source + ": " + problem.message);
    }
    return out;
}

} // namespace pw::app
