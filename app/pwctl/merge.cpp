#include "app/pwctl/report.h"

#include "core/ops/merge.h"
#include "core/policy/decode.h"

#include <algorithm>

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

void addRelevance(const std::vector<ops::MergeInput>& inputs, const std::vector<bool>& relevant,
                  Report& report)
{
    for (std::size_t i = 0; i < std::min(inputs.size(), relevant.size()); ++i)
        report.inputs.items.push_back(
            yaml::Value::map({{"label", yaml::Value::string(inputs[i].label)},
                              {"relevant", yaml::Value::boolean(relevant[i])}}));
}

int mergeInto(const Arguments& arguments, Report& report, Session& session)
{
    int exitCode = ok;
    const std::optional<MergeFiles> files = readMergeFiles(arguments, report, session, exitCode);
    if (!files)
        return exitCode;
    const InputFile& target = files->target;
    const std::vector<ops::MergeInput>& documents = files->documents;
    const policy::GuardianDocument policy = policy::decodeGuardian(target.root(files->unit));
    const ops::UpdateOptions options{!arguments.has("exclude-network"), arguments.has("exact")};
    Result<ops::MergeOutcome> outcome = ops::updatePolicy(policy, documents, options);
    if (!outcome) {
        session.say(outcome.error().text());
        return errorsFound;
    }
    report.changed = outcome->changed;
    report.merge = std::move(outcome->report);
    report.merge.skipped.insert(report.merge.skipped.begin(), files->skipped.begin(),
                                files->skipped.end());
    addRelevance(documents, outcome->relevant, report);
    report.print(session);

    const std::string own = target.document->format() == yaml::Format::Yaml ? "yaml" : "json";
    const std::string format = arguments.value("output", own);
    if (!outcome->changed) {
        const bool someTaken
            = report.merge.skipped.size() < documents.size() + files->skipped.size();
        session.say(someTaken ? "already allowed: no changes" : "nothing to merge: no changes");
        if (format == own) {
            session.out += target.document->source().bytes();
            return ok;
        }
    }
    const std::optional<std::string> written
        = checkedText(outcome->changed ? outcome->document : policy, format,
                      "Merged policy failed validation.", report, session);
    if (!written)
        return errorsFound;
    session.out += *written;
    return ok;
}

int runMerge(const Arguments& arguments, Session& session)
{
    Report report;
    const int exitCode = mergeInto(arguments, report, session);
    return report.finish(arguments, session, exitCode);
}

} // namespace

Command mergeCommand()
{
    return {{"merge",
             "Take fingerprints, deviations or another policy into a policy.",
             {},
             {{'f',
               {"filename", "file", "from-file"},
               Takes::One,
               "TARGET",
               "the policy, - for standard input; printed as it is when nothing changes",
               {},
               true},
              {'w', {"with-file"}, Takes::Many, "WITH", "what to take in, in this order", {}, true},
              {0,
               {"include-network"},
               Takes::Nothing,
               {},
               "merge connections, too (the default)",
               {},
               false},
              {0,
               {"exclude-network"},
               Takes::Nothing,
               {},
               "leave the connections as they are",
               {},
               false},
              {0, {"exact"}, Takes::Nothing, {}, "widen nothing: no joined rules", {}, false},
              {'o',
               {"output"},
               Takes::One,
               "FORMAT",
               "the target's own unless given",
               {"yaml", "json"},
               false},
              {0,
               {"report"},
               Takes::One,
               "FILE",
               "write widenings, skipped inputs and diagnostics there as JSON",
               {},
               false}}},
            runMerge};
}

} // namespace pw::pwctl
