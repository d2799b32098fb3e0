#include "app/pwctl/connection.h"
#include "app/pwctl/inputs.h"
#include "core/ops/applied_marks.h"
#include "core/ops/apply_review.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

/// A document to apply and where it stands.
struct Planned
{
    const InputFile* file = nullptr;
    const policy::Unit* unit = nullptr;
};

std::vector<Planned> planned(const Inputs& inputs, Session& session)
{
    std::vector<Planned> out;
    for (const InputFile& file : inputs.files) {
        for (const policy::Unit& unit : file.units) {
            if (ops::canBeApplied(unit.kind))
                out.push_back({&file, &unit});
            else
                session.say("skipped: " + file.label(unit) + ": a "
                            + std::string(policy::toString(unit.kind)) + " cannot be applied");
        }
    }
    return out;
}

/// `container guardian policy`, `cluster ruleset`
std::string shownKind(const policy::Unit& unit)
{
    if (unit.kind == policy::Kind::Ruleset)
        return unit.type + " ruleset";
    return unit.kind == policy::Kind::TracePolicy ? "trace suppression policy"
                                                  : unit.type + " guardian policy";
}

std::string successText(const Planned& one, const api::Written& written)
{
    std::string text = written.created
        ? "Successfully applied new " + shownKind(*one.unit) + " with uid: " + written.uid
        : "Successfully updated " + std::string(toString(written.resource)) + " " + written.uid;
    if (written.version)
        text += " (version " + std::to_string(*written.version) + ")";
    if (written.confirmedByReading)
        text += "; the reply was lost, the server was asked and has it";
    return text + "\n";
}

/// Writes the uids that the server gave into the file; nothing else in it changes.
Result<Done> writeUids(const InputFile& file,
                       const std::vector<std::pair<const policy::Unit*, std::string>>& uids,
                       Session& session)
{
    std::vector<ops::AppliedMark> marks;
    for (const auto& [unit, uid] : uids)
        marks.push_back({file.root(*unit), uid, {}});
    const text::SourceText& source = file.document->source();
    const Result<text::TextEdits> edits = ops::planMarks(*file.document, marks);
    if (!edits)
        return edits.error();
    const Result<std::string> bytes = edits->apply(source.bytes());
    if (!bytes)
        return bytes.error();
    return session.files.save(
        files::SaveOrder{file.path, *bytes, files::KnownContent{source}, files::SaveWay::Ask});
}

/// Says how each went; the uids of new ones, by file.
int report(const std::vector<Planned>& documents, const std::vector<Result<api::Written>>& results,
           const Arguments& arguments, Session& session)
{
    int exitCode = ok;
    std::map<const InputFile*, std::vector<std::pair<const policy::Unit*, std::string>>> created;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const Planned& one = documents[i];
        if (!results[i]) {
            session.say(one.file->label(*one.unit) + ": " + results[i].error().text());
            exitCode = couldNot;
            continue;
        }
        session.out += successText(one, *results[i]);
        if (results[i]->created)
            created[one.file].emplace_back(one.unit, results[i]->uid);
    }
    if (!arguments.has("write-uid"))
        return exitCode;
    for (const auto& [file, uids] : created) {
        const Result<Done> written = writeUids(*file, uids, session);
        if (!written) {
            session.say("the uid was not written into " + file->path + ": "
                        + written.error().text());
            exitCode = couldNot;
        }
    }
    return exitCode;
}

int runApply(const Arguments& arguments, Session& session)
{
    const std::vector<std::string>& paths = arguments.values("file");
    if (arguments.has("write-uid") && std::find(paths.begin(), paths.end(), "-") != paths.end()) {
        session.say("--write-uid needs files, not standard input");
        return couldNot;
    }
    const Inputs inputs = readInputs(paths, Check::Valid, session);
    for (const InputFile& file : inputs.files)
        printDiagnostics(file.document->source(), file.diagnostics,
                         std::numeric_limits<std::size_t>::max(), session);
    if (inputs.exitCode != ok) {
        session.say("Nothing was applied.");
        return inputs.exitCode;
    }
    const std::vector<Planned> documents = planned(inputs, session);
    if (documents.empty()) {
        session.say("There is nothing to apply.");
        return couldNot;
    }
    const Result<Connection> connection = connect(arguments, session);
    if (!connection)
        return failed(connection.error(), session);
    std::vector<yaml::Value> values;
    values.reserve(documents.size());
    for (const Planned& one : documents)
        values.push_back(yaml::toValue(one.file->root(*one.unit)));
    const std::vector<Result<api::Written>> results = connection->client->applyAll(
        values, !arguments.has("overwrite"), connection->call(session));
    return report(documents, results, arguments, session);
}

} // namespace

Command applyCommand()
{
    std::vector<OptionSpec> own{
        {'f',
         {"file", "filename", "from-file"},
         Takes::Many,
         "FILE",
         "policies and rulesets, - for standard input",
         {},
         true},
        {0,
         {"overwrite"},
         Takes::Nothing,
         {},
         "also when the server has another version than the file was made from",
         {},
         false},
        {0,
         {"write-uid"},
         Takes::Nothing,
         {},
         "write the uid of a new policy into its file",
         {},
         false}};
    return {
        {"apply",
         "Send policies and rulesets to the organization: new ones without a uid, else changed.",
         {},
         joined(std::move(own), {connectionOptions()})},
        runApply};
}

} // namespace pw::pwctl
