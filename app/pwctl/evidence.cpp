#include "app/pwctl/evidence.h"

#include "core/ops/workload.h"
#include "core/policy/decode.h"

#include <algorithm>

namespace pw::pwctl {
namespace {

/// Nothing of a document that shows nothing that was seen.
std::optional<ops::Evidence> evidenceOf(const InputFile& file, const policy::Unit& unit)
{
    using policy::Kind;
    const yaml::NodeRef root = file.root(unit);
    if (unit.kind == Kind::Fingerprint || unit.kind == Kind::FingerprintRecord)
        return ops::Evidence{ops::workloadOf(root), policy::decodeFacts(root)};
    if (unit.kind != Kind::Deviation && unit.kind != Kind::DeviationRecord)
        return std::nullopt;
    ops::Evidence out{policy::decodeGuardian(root), {}};
    out.facts.name = file.label(unit);
    return out;
}

} // namespace

OptionSpec policyOption()
{
    return {'f',
            {"filename", "file"},
            OptionSpec::Takes::One,
            "POLICY",
            "the policy, - for standard input",
            {},
            true};
}

OptionSpec seenOption(std::string_view help, bool isRequired)
{
    return {'w', {"with-file"}, OptionSpec::Takes::Many, "SEEN", help, {}, isRequired};
}

std::optional<PolicyEvidence> readPolicyEvidence(const Arguments& arguments, Session& session,
                                                 int& exitCode)
{
    std::vector<std::string> paths{arguments.value("filename")};
    const std::vector<std::string> seen = arguments.values("with-file");
    paths.insert(paths.end(), seen.begin(), seen.end());
    Inputs inputs = readInputs(paths, Check::Readable, session);
    for (const InputFile& file : inputs.files)
        printDiagnostics(file.document->source(), file.diagnostics, 5, session);
    exitCode = inputs.exitCode;
    if (inputs.exitCode != ok || inputs.files.size() != paths.size())
        return std::nullopt;
    const Result<policy::Unit> unit = onlyPolicy(inputs.files.front());
    if (!unit) {
        session.say(unit.error().text());
        exitCode = couldNot;
        return std::nullopt;
    }
    PolicyEvidence out{std::move(inputs.files.front()), *unit, {}};
    for (std::size_t at = 1; at < inputs.files.size(); ++at) {
        const InputFile& file = inputs.files[at];
        for (const policy::Unit& one : file.units) {
            if (std::optional<ops::Evidence> evidence = evidenceOf(file, one))
                out.evidence.push_back(*std::move(evidence));
            else if (one.kind != policy::Kind::FingerprintGroup) // its members stand behind it
                session.say(file.label(one) + ": a " + std::string(policy::toString(one.kind))
                            + " shows nothing that was seen; it is left out");
        }
    }
    return out;
}

} // namespace pw::pwctl
