#include "app/pwctl/connection.h"
#include "app/pwctl/report.h"

#include "core/yaml/json_writer.h"

#include <limits>

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

/// Asks the server about each document; what it has against one is said at its label.
int checkWithServer(const Inputs& inputs, const Arguments& arguments, Session& session)
{
    const Result<Connection> connection = connect(arguments, session);
    if (!connection)
        return failed(connection.error(), session);
    int exitCode = ok;
    for (const InputFile& file : inputs.files) {
        for (const policy::Unit& unit : file.units) {
            const Result<std::string> found = connection->client->checkWithServer(
                yaml::toValue(file.root(unit)), connection->call(session));
            if (!found)
                return failed(found.error(), session);
            if (found->empty())
                continue;
            session.say(file.label(unit) + ": the server says: " + *found);
            exitCode = errorsFound;
        }
    }
    return exitCode;
}

int runValidate(const Arguments& arguments, Session& session)
{
    const Inputs inputs = readInputs(arguments.values("file"), Check::Valid, session);
    yaml::Value all = yaml::Value::list();
    for (const InputFile& file : inputs.files) {
        const text::SourceText& source = file.document->source();
        if (arguments.value("output", "text") == "json") {
            yaml::Value found = toJson(source, file.diagnostics);
            std::move(found.items.begin(), found.items.end(), std::back_inserter(all.items));
            continue;
        }
        printDiagnostics(source, file.diagnostics, std::numeric_limits<std::size_t>::max(),
                         session);
        if (text::hasErrors(file.diagnostics))
            continue;
        for (const policy::Unit& unit : file.units)
            session.out
                += file.label(unit) + ": " + std::string(policy::toString(unit.kind)) + " valid!\n";
    }
    if (arguments.value("output", "text") == "json")
        session.out += yaml::writeJson(all);
    if (!arguments.has("api") || inputs.exitCode != ok)
        return inputs.exitCode;
    return checkWithServer(inputs, arguments, session);
}

} // namespace

Command validateCommand()
{
    std::vector<OptionSpec> own{
        {'f',
         {"file", "filename", "from-file"},
         Takes::Many,
         "FILE",
         "what to check, - for standard input",
         {},
         true},
        {'a', {"api"}, Takes::Nothing, {}, "ask the server, too; nothing is stored", {}, false},
        {'o', {"output"}, Takes::One, "FORMAT", "text unless given", {"text", "json"}, false}};
    return {{"validate",
             "Say what is wrong with documents, all of it, at its place.",
             {},
             joined(std::move(own), {connectionOptions()})},
            runValidate};
}

} // namespace pw::pwctl
