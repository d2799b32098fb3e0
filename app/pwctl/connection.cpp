#include "app/pwctl/connection.h"

#include "app/pwctl/context_files.h"
#include "app/pwctl/local_client.h"
#include "core/api/curl_transport.h"
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
    const KnownContexts known = knownContexts(session);
    const std::string name = named.empty() ? known.contexts.current : named;
    Result<api::Context> context
        = name.empty() ? api::localContext() : api::chooseContext(known.contexts, name);
    // Then a broken file may be why.
    if ((!context || name.empty()) && !known.notes.empty())
        session.say(known.notes.substr(0, known.notes.size() - 1));
    return context;
}

Result<std::unique_ptr<api::Client>> remoteClient(const api::Context& context, Session& session)
{
    Result<api::ApiSecret> secret = secretOf(context, session);
    if (!secret)
        return secret.error();
    api::ClientOptions options;
    options.organization = context.organization;
    options.server = secret->url;
    options.contextName = context.name;
    options.readOnly = context.readOnly;
    auto transport = api::CurlTransport::make(
        {secret->url, std::move(secret->key), context.proxy, context.caFile});
    if (!transport)
        return transport.error().withContext("context " + context.name);
    return std::make_unique<api::Client>(*transport, std::move(options));
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
    Result<std::unique_ptr<api::Client>> client = context->local
        ? localClient(arguments.value("db", localDatabasePath(session.around)), session)
        : remoteClient(*context, session);
    if (!client)
        return client.error();
    return Connection{std::move(*context), std::move(*client)};
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
