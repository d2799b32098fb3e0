#include "core/organization/import.h"
#include "app/connections/known_contexts.h"
#include "app/connections/open_client.h"
#include "app/pwctl/connection.h"
#include "core/organization/local_organization.h"

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

void say(const organization::ImportReport& report, Session& session)
{
    std::string line = report.source + ": " + std::to_string(report.count.added) + " new, "
        + std::to_string(report.count.replaced) + " newer";
    if (report.count.unchanged > 0)
        line += ", " + std::to_string(report.count.unchanged) + " known";
    session.out += line + "\n";
    for (const organization::Skipped& skipped : report.skipped)
        session.say(
            "skipped: " + report.source + ":" + std::to_string(skipped.line) + ": " + skipped.reason
            + (skipped.count > 1 ? " (" + std::to_string(skipped.count) + " of them)" : ""));
}

/// One file, whole or not at all.
int importOne(const std::string& path, organization::Store& store, Session& session)
{
    const Result<text::SourceText> source = session.files.load(path);
    if (!source)
        return failed(source.error(), session);
    const auto progress = [&](std::size_t done, std::size_t total, std::string_view what) {
        session.say("  " + std::string(what) + " " + std::to_string(done)
                    + (total > 0 ? " of " + std::to_string(total) : ""));
        session.flush();
    };
    const Result<organization::ImportReport> report = organization::importText(
        store, *source, session.around.now(),
        session.around.showProgress ? ProgressFn(progress) : ProgressFn(), session.around.stop);
    if (report) {
        say(*report, session);
        return ok;
    }
    session.say(report.error().text());
    session.say("Nothing of " + path + " was imported.");
    return report.error().code == "not-valid" ? errorsFound : couldNot;
}

int runImport(const Arguments& arguments, Session& session)
{
    const std::vector<std::string>& paths = arguments.values("file");
    const auto organization = connections::openLocal(
        arguments.value("db", connections::localDatabasePath(session.around.variable)),
        session.forConnections());
    if (!organization)
        return failed(organization.error(), session);
    for (const organization::OpenNote& note : (*organization)->store().notes())
        session.say(note.message);
    int exitCode = ok;
    for (const std::string& path : paths) {
        exitCode = std::max(exitCode, importOne(path, (*organization)->store(), session));
        session.flush();
        if (session.around.stop.stop_requested())
            return couldNot;
    }
    const Result<Done> evaluated = (*organization)->guardian().finish(session.around.stop);
    return evaluated ? exitCode : failed(evaluated.error(), session);
}

} // namespace

Command importCommand()
{
    return {
        {"import",
         "Put fingerprints of files into the local organization; of one id the newest stays.",
         {},
         {{'f',
           {"file", "filename", "from-file"},
           Takes::Many,
           "FILE",
           "what to import, - for standard input",
           {},
           true},
          {0, {"db"}, Takes::One, "FILE", "the local organization of another file", {}, false}}},
        runImport};
}

} // namespace pw::pwctl
