#include "app/pwctl/report.h"

#include "core/yaml/json_writer.h"

#include <limits>

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

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
    return inputs.exitCode;
}

} // namespace

Command validateCommand()
{
    return {
        {"validate",
         "Say what is wrong with documents, all of it, at its place.",
         {},
         {{'f',
           {"file", "filename", "from-file"},
           Takes::Many,
           "FILE",
           "what to check, - for standard input",
           {},
           true},
          {'o', {"output"}, Takes::One, "FORMAT", "text unless given", {"text", "json"}, false}}},
        runValidate};
}

} // namespace pw::pwctl
