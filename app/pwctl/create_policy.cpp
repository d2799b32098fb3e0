#include "app/pwctl/report.h"

#include "core/ops/merge.h"

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

/// Two directions that are switched off one after the other are all of them.
void switchOff(std::optional<std::string>& option, const std::string& direction)
{
    option = option && *option != direction ? "all" : direction;
}

/// `egress`, `private`, `public-ingress`, … as the command line has them.
policy::Options disabledBy(const Arguments& arguments)
{
    policy::Options options;
    for (const std::string& value : arguments.values("disable-processes"))
        options.disableProcesses = value;
    for (const std::string& value : arguments.values("disable-connections")) {
        const std::size_t dash = value.find('-');
        const std::string direction = dash == std::string::npos ? "all" : value.substr(dash + 1);
        if (value.starts_with("private"))
            switchOff(options.disablePrivateConnections, direction);
        else if (value.starts_with("public"))
            switchOff(options.disablePublicConnections, direction);
        else
            switchOff(options.disableConnections, value);
    }
    return options;
}

int createFrom(const Arguments& arguments, Report& report, Session& session)
{
    const Inputs inputs = readInputs(arguments.values("from-file"), Check::Valid, session);
    reportInputs(inputs, report, session);
    if (inputs.exitCode != ok)
        return inputs.exitCode;

    std::vector<ops::SkippedInput> skipped;
    const Result<std::vector<ops::MergeInput>> documents = mergeInputs(inputs.files, skipped);
    if (!documents) {
        session.say(documents.error().text());
        return couldNot;
    }
    ops::CreateOptions options;
    options.name = arguments.value("name");
    options.mode = arguments.value("mode", "audit");
    options.disable = disabledBy(arguments);
    options.includeImageId = arguments.has("include-imageid");
    options.exact = arguments.has("exact");
    Result<ops::MergeOutcome> outcome = ops::createPolicy(*documents, options);
    report.merge.skipped = skipped;
    if (!outcome) {
        report.print(session);
        session.say(outcome.error().text());
        return errorsFound;
    }
    report.merge = std::move(outcome->report);
    report.merge.skipped.insert(report.merge.skipped.begin(), skipped.begin(), skipped.end());
    report.print(session);
    const std::optional<std::string> written
        = checkedText(outcome->document, arguments.value("output", "yaml"),
                      "Created policy failed validation.", report, session);
    if (!written)
        return errorsFound;
    session.out += *written;
    return ok;
}

int runCreatePolicy(const Arguments& arguments, Session& session)
{
    Report report;
    const int exitCode = createFrom(arguments, report, session);
    return report.finish(arguments, session, exitCode);
}

} // namespace

Command createPolicyCommand()
{
    return {{"create policy",
             "Make a policy of fingerprints, groups of them, baselines, policies or deviations.",
             {},
             {{'f',
               {"from-file", "file", "filename"},
               Takes::Many,
               "FILE",
               "what to make the policy of, - for standard input; merged in this order",
               {},
               true},
              {'n', {"name"}, Takes::One, "NAME", "name of the policy", {}, false},
              {'m',
               {"mode"},
               Takes::One,
               "MODE",
               "mode, audit unless given",
               {"audit", "enforce"},
               false},
              {'d',
               {"disable-processes"},
               Takes::Repeated,
               "WHAT",
               "do not judge processes",
               {"all"},
               false},
              {'D',
               {"disable-connections"},
               Takes::Repeated,
               "WHAT",
               "do not judge connections",
               {"all", "egress", "ingress", "private", "private-egress", "private-ingress",
                "public", "public-egress", "public-ingress"},
               false},
              {0,
               {"include-imageid"},
               Takes::Nothing,
               {},
               "keep the image id when all have the same",
               {},
               false},
              {0,
               {"exact"},
               Takes::Nothing,
               {},
               "widen nothing: no wildcards, no joined rules",
               {},
               false},
              {'o', {"output"}, Takes::One, "FORMAT", "yaml unless given", {"yaml", "json"}, false},
              {0,
               {"report"},
               Takes::One,
               "FILE",
               "write widenings, skipped inputs and diagnostics there as JSON",
               {},
               false}}},
            runCreatePolicy};
}

} // namespace pw::pwctl
