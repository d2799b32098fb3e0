#include "app/pwctl/inputs.h"

#include "core/ops/validate.h"
#include "core/policy/decode.h"
#include "core/yaml/reader.h"

#include <algorithm>

namespace pw::pwctl {
namespace {

bool canBecomePolicy(policy::Kind kind)
{
    switch (kind) {
    case policy::Kind::Fingerprint:
    case policy::Kind::FingerprintRecord:
    case policy::Kind::Baseline:
    case policy::Kind::Policy:
    case policy::Kind::Deviation:
    case policy::Kind::DeviationRecord:
        return true;
    default:
        return false;
    }
}

} // namespace

bool Inputs::hasErrors() const
{
    return std::any_of(files.begin(), files.end(),
                       [](const InputFile& file) { return text::hasErrors(file.diagnostics); });
}

Inputs readInputs(const std::vector<std::string>& paths, Check check, Session& session)
{
    Inputs inputs;
    for (const std::string& path : paths) {
        if (path == "-" && std::count(paths.begin(), paths.end(), path) > 1) {
            session.say("standard input can be read once");
            inputs.exitCode = couldNot;
            return inputs;
        }
        const Result<text::SourceText> source = session.files.load(path);
        if (!source) {
            session.say(source.error().text());
            inputs.exitCode = couldNot;
            continue;
        }
        InputFile file;
        file.path = path;
        file.document = std::make_unique<yaml::Document>(yaml::read(*source));
        file.units = policy::unitsOf(*file.document, true);
        file.diagnostics
            = check == Check::Valid ? ops::validate(*file.document) : file.document->problems();
        inputs.files.push_back(std::move(file));
    }
    if (inputs.exitCode == ok && inputs.hasErrors())
        inputs.exitCode = errorsFound;
    return inputs;
}

Result<policy::Unit> onlyPolicy(const InputFile& file)
{
    if (file.units.size() != 1 || file.units.front().kind != policy::Kind::Policy)
        return Error{"no-target",
                     "the target must be one SpyderbatPolicy of type container or linux-service",
                     file.path};
    return file.units.front();
}

Result<std::vector<ops::MergeInput>> mergeInputs(const std::vector<InputFile>& files,
                                                 std::vector<ops::SkippedInput>& skipped)
{
    std::vector<ops::MergeInput> inputs;
    for (const InputFile& file : files) {
        for (const policy::Unit& unit : file.units) {
            if (unit.kind == policy::Kind::UidList)
                return Error{"needs-connection",
                             "a UidList only names fingerprints; fetching them needs a connection, "
                             "so give the fingerprints themselves",
                             file.label(unit)};
            if (canBecomePolicy(unit.kind))
                inputs.push_back({policy::decodeGuardian(file.root(unit)), file.label(unit)});
            else if (unit.kind != policy::Kind::FingerprintGroup) // its members stand behind it
                skipped.push_back({file.label(unit),
                                   "a workload policy cannot take in a "
                                       + std::string(policy::toString(unit.kind))});
        }
    }
    return inputs;
}

void printDiagnostics(const text::SourceText& source,
                      const std::vector<text::Diagnostic>& diagnostics, std::size_t limit,
                      Session& session)
{
    const std::size_t shown = std::min(limit, diagnostics.size());
    for (std::size_t i = 0; i < shown; ++i)
        session.err += text::render(source, diagnostics[i]);
    if (shown < diagnostics.size())
        session.say(source.name() + ": " + std::to_string(diagnostics.size() - shown)
                    + " more; pwctl validate shows all");
}

} // namespace pw::pwctl
