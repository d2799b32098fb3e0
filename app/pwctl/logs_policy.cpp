#include "app/pwctl/applied_lists.h"
#include "core/ops/fingerprint_table.h"

#include <algorithm>
#include <charconv>

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

constexpr double day = 86400;
constexpr double followSeconds = 2.5;
constexpr std::size_t allLines = static_cast<std::size_t>(-1);

/// -1 is all of them; nothing for what is no number.
std::optional<std::size_t> tailOf(const Arguments& arguments)
{
    const std::string word = arguments.value("tail", "-1");
    long value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size() || value < -1)
        return std::nullopt;
    return value < 0 ? allLines : static_cast<std::size_t>(value);
}

void print(const std::vector<api::LogEvent>& events, std::size_t tail, const Arguments& arguments,
           Session& session)
{
    for (std::size_t i = events.size() - std::min(tail, events.size()); i < events.size(); ++i) {
        const api::LogEvent& event = events[i];
        if (arguments.has("full"))
            session.out += event.record + "\n";
        else if (arguments.has("timestamps"))
            session.out += ops::formatTimestamp(event.time) + " -- " + event.description + "\n";
        else
            session.out += event.description + "\n";
    }
}

Result<api::Applied> onePolicy(const Connection& connection, const Arguments& arguments,
                               Session& session)
{
    const Result<std::vector<api::Applied>> found
        = namedExactly(connection, api::Resource::Policy, arguments.positional().front(), session);
    if (!found)
        return found.error();
    if (found->size() > 1)
        return Error{"several-policies",
                     std::to_string(found->size()) + " policies are called so; give the uid of one",
                     {}};
    return found->front();
}

int runLogsPolicy(const Arguments& arguments, Session& session)
{
    const std::optional<std::size_t> tail = tailOf(arguments);
    if (!tail || arguments.positional().size() != 1) {
        session.say(tail ? "Give the name or uid of one policy."
                         : "--tail takes a number of lines, -1 for all");
        return couldNot;
    }
    const Result<Connection> connection = connect(arguments, session);
    if (!connection)
        return failed(connection.error(), session);
    const Result<ops::TimeRange> range = rangeOf(arguments, day, connection->context, session);
    if (!range)
        return failed(range.error(), session);
    const Result<api::Applied> policy = onePolicy(*connection, arguments, session);
    if (!policy)
        return failed(policy.error(), session);

    api::LogQuery query;
    query.policyUid = policy->uid;
    query.range = forClient(*range);
    query.iterator = arguments.value("since-iterator");
    const bool follow = arguments.has("follow");
    int exitCode = ok;
    for (bool first = true;; first = false) {
        const Result<api::PolicyLog> log
            = connection->client->policyLog(query, connection->call(session));
        if (!log) {
            if (log.error().code != cancelledCode)
                exitCode = failed(log.error(), session);
            break;
        }
        sayNotes(log->notes, session);
        print(log->events, first ? *tail : allLines, arguments, session);
        if (!log->iterator.empty())
            query.iterator = log->iterator;
        session.flush();
        if (!follow || !session.around.sleep)
            break;
        session.around.sleep(followSeconds);
        if (session.around.stop.stop_requested())
            break;
        query.range.to = session.around.now();
    }
    session.say("Last Log Iterator: " + (query.iterator.empty() ? "N/A" : query.iterator));
    return exitCode;
}

} // namespace

Command logsPolicyCommand()
{
    std::vector<OptionSpec> own{
        {'f', {"follow"}, Takes::Nothing, {}, "go on with what comes", {}, false},
        {0, {"tail"}, Takes::One, "N", "the last N lines alone, -1 for all", {}, false},
        {0, {"timestamps"}, Takes::Nothing, {}, "the time in front of each line", {}, false},
        {0, {"full"}, Takes::Nothing, {}, "whole events, one JSON object a line", {}, false},
        {0,
         {"since-iterator"},
         Takes::One,
         "ITERATOR",
         "what came after an earlier run's last line",
         {},
         false}};
    return {{"logs policy", "Print what a policy saw and did, or would have done in audit mode.",
             "NAME_OR_UID", joined(std::move(own), {timeOptions(), connectionOptions()})},
            runLogsPolicy};
}

} // namespace pw::pwctl
