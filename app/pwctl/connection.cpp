#include "app/pwctl/connection.h"

#include "app/connections/known_contexts.h"
#include "app/connections/open_client.h"
#include "core/ops/timestamp.h"

#include <utility>

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

Result<api::Context> contextOf(const Arguments& arguments, Session& session)
{
    if (arguments.has("db"))
        return api::localContext();
    const std::string named = arguments.value("context");
    if (named == api::localContextName)
        return api::localContext();
    const connections::KnownContexts known = connections::knownContexts(session.forConnections());
    const std::string name = named.empty() ? known.contexts.current : named;
    Result<api::Context> context
        = name.empty() ? api::localContext() : api::chooseContext(known.contexts, name);
    // Then a broken file may be why.
    if ((!context || name.empty()) && !known.notes.empty())
        session.say(known.notes.substr(0, known.notes.size() - 1));
    return context;
}

} // namespace

std::vector<OptionSpec> connectionOptions()
{
    return {{0,
             {"context"},
             Takes::One,
             "NAME",
             "which organization: a context of ours or spyctl's, or local",
             {},
             false},
            {0, {"db"}, Takes::One, "FILE", "the local organization of another file", {}, false}};
}

std::vector<OptionSpec> timeOptions()
{
    return {{'t',
             {"start-time"},
             Takes::One,
             "TIME",
             "1.5h, 2d (ago), epoch seconds or a date",
             {},
             false},
            {'e', {"end-time"}, Takes::One, "TIME", "now unless given", {}, false}};
}

std::vector<OptionSpec> joined(std::vector<OptionSpec> own,
                               const std::vector<std::vector<OptionSpec>>& groups)
{
    for (const std::vector<OptionSpec>& group : groups)
        own.insert(own.end(), group.begin(), group.end());
    return own;
}

Result<Connection> connect(const Arguments& arguments, Session& session)
{
    Result<api::Context> context = contextOf(arguments, session);
    if (!context)
        return context.error();
    const connections::Surroundings around = session.forConnections();
    Result<connections::OpenedClient> opened = arguments.has("db")
        ? connections::openLocalClient(arguments.value("db"), around)
        : connections::openClient(*context, around, session.around.stop);
    if (!opened)
        return opened.error();
    sayNotes(opened->notes, session);
    return Connection{std::move(*context), std::move(opened->client)};
}

Result<ops::TimeRange> rangeOf(const Arguments& arguments, double defaultSeconds,
                               const api::Context& context, Session& session)
{
    return ops::parseRange(arguments.value("start-time"), arguments.value("end-time"),
                           context.local ? std::nullopt : std::optional(defaultSeconds),
                           session.around.now());
}

api::TimeRange forClient(const ops::TimeRange& range)
{
    return {range.start.value_or(0), range.end};
}

void sayRange(std::string_view what, const ops::TimeRange& range, Session& session)
{
    const auto shown = [](double time) { return ops::formatTime(time).value_or("?"); };
    std::string line = "Getting " + std::string(what);
    if (range.start)
        line += " from " + shown(*range.start);
    session.say(line + (range.start ? " to " : " up to ") + shown(range.end));
}

void sayNotes(const std::vector<std::string>& notes, Session& session)
{
    for (const std::string& note : notes)
        session.say(note);
}

int failed(const Error& error, Session& session)
{
    session.say(error.text());
    return couldNot;
}

} // namespace pw::pwctl
