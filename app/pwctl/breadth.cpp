#include "app/pwctl/evidence.h"

#include "core/ops/breadth.h"
#include "core/ops/wording.h"
#include "core/policy/decode.h"
#include "core/yaml/json_writer.h"

#include <cmath>

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;
using ops::Breadth;
using yaml::Value;

/// With one digit behind the point.
std::string decimal(double number)
{
    const long tenths = std::lround(number * 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string forecastText(const ops::Forecast& forecast)
{
    const std::string of = ops::counted(forecast.instances, "instance", "instances");
    if (forecast.isTooFew())
        return of + ": too few to forecast";
    return std::to_string(forecast.deviating) + " of " + of + " would have deviated without "
        + "what only they show; of further ones at most "
        + std::to_string(std::lround(std::ceil(forecast.mostShare * 100))) + " % (95 % confidence)";
}

std::string textReport(const Breadth& breadth, bool hasEvidence)
{
    const ops::ReplayNumbers& numbers = breadth.numbers;
    std::string out;
    if (hasEvidence)
        out += "coverage  " + std::to_string(numbers.covered) + " of "
            + ops::counted(breadth.instances, "instance", "instances") + " selected, "
            + std::to_string(numbers.conforming) + " conform; " + std::to_string(numbers.allowed)
            + " of " + ops::counted(numbers.behaviours, "behaviour", "behaviours") + " allowed\n";
    out += "slack     " + decimal(breadth.bits) + " bits\n";
    for (const ops::SlackPart& part : breadth.slack) {
        std::string bits = decimal(part.bits);
        bits.insert(0, bits.size() < 5 ? 5 - bits.size() : 0, ' ');
        out += "          " + bits + "  " + part.dimension;
        out += part.isNominal ? " (nominal)\n"
                              : ": " + part.allowed + " allowed, " + part.seen + " seen\n";
    }
    if (hasEvidence)
        out += "forecast  " + forecastText(breadth.forecast) + "\n";
    for (const ops::BreadthFlag& flag : breadth.flags)
        out += "flag      " + flag.what + ": " + flag.why + "\n";
    return out;
}

std::string jsonReport(const Breadth& breadth, const InputFile& target)
{
    const auto number = [](std::size_t count) { return Value::number(std::to_string(count)); };
    const auto real = [](double value) { return Value::number(std::to_string(value)); };
    const auto line = [&](policy::Where where) {
        if (where.node == yaml::noNode)
            return Value();
        const text::Span span = yaml::NodeRef(*target.document, where.node).entrySpan();
        return number(target.document->source().lineColumn(span.begin).line);
    };
    Value slack = Value::list();
    for (const ops::SlackPart& part : breadth.slack)
        slack.items.push_back(Value::map({{"dimension", Value::string(part.dimension)},
                                          {"allowed", Value::string(part.allowed)},
                                          {"seen", Value::string(part.seen)},
                                          {"bits", real(part.bits)},
                                          {"nominal", Value::boolean(part.isNominal)},
                                          {"line", line(part.where)}}));
    Value flags = Value::list();
    for (const ops::BreadthFlag& flag : breadth.flags)
        flags.items.push_back(Value::map({{"what", Value::string(flag.what)},
                                          {"why", Value::string(flag.why)},
                                          {"line", line(flag.where)}}));
    const ops::ReplayNumbers& numbers = breadth.numbers;
    const ops::Forecast& forecast = breadth.forecast;
    return yaml::writeJson(
        Value::map({{"coverage",
                     Value::map({{"instances", number(breadth.instances)},
                                 {"selected", number(numbers.covered)},
                                 {"conforming", number(numbers.conforming)},
                                 {"behaviours", number(numbers.behaviours)},
                                 {"allowed", number(numbers.allowed)}})},
                    {"bits", real(breadth.bits)},
                    {"slack", std::move(slack)},
                    {"forecast",
                     Value::map({{"instances", number(forecast.instances)},
                                 {"deviating", number(forecast.deviating)},
                                 {"deviations", number(forecast.deviations)},
                                 {"tooFew", Value::boolean(forecast.isTooFew())},
                                 {"mostShare",
                                  forecast.isTooFew() ? Value() : real(forecast.mostShare)}})},
                    {"flags", std::move(flags)}}),
        yaml::JsonLayout::Indented);
}

int runBreadth(const Arguments& arguments, Session& session)
{
    int exitCode = ok;
    const std::optional<PolicyEvidence> read = readPolicyEvidence(arguments, session, exitCode);
    if (!read)
        return exitCode;
    const Breadth breadth
        = ops::breadthOf(policy::decodeGuardian(read->target.root(read->unit)), read->evidence);
    session.out += arguments.value("output", "text") == "json"
        ? jsonReport(breadth, read->target)
        : textReport(breadth, arguments.has("with-file"));
    return ok;
}

} // namespace

Command breadthCommand()
{
    return {
        {"breadth",
         "Say how much more a policy allows than was seen.",
         {},
         {policyOption(),
          seenOption("the fingerprints to hold it against; without them all that is allowed counts",
                     false),
          {'o', {"output"}, Takes::One, "FORMAT", "text unless given", {"text", "json"}, false}}},
        runBreadth};
}

} // namespace pw::pwctl
