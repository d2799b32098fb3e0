#include "app/pwctl/connection.h"
#include "app/pwctl/context_files.h"
#include "core/api/secret_store.h"
#include "core/ops/text_table.h"

#include <algorithm>
#include <filesystem>

namespace pw::pwctl {
namespace {

using Takes = OptionSpec::Takes;

std::string shownFilters(const api::Filters& filters)
{
    std::string out;
    for (const auto& [field, values] : filters) {
        for (const std::string& value : values)
            out += (out.empty() ? "" : "\n") + std::string(toString(field)) + ": " + value;
    }
    return out;
}

KnownContexts knownAndNoted(Session& session)
{
    KnownContexts known = knownContexts(session);
    if (!known.notes.empty())
        session.say(known.notes.substr(0, known.notes.size() - 1));
    return known;
}

/// Without a choice it is the local one.
std::string currentName(const api::Contexts& contexts)
{
    return contexts.current.empty() ? std::string(api::localContextName) : contexts.current;
}

int runGetContexts(const Arguments& arguments, Session& session)
{
    const KnownContexts known = knownAndNoted(session);
    const std::string current = currentName(known.contexts);
    const bool wide = arguments.value("output") == "wide";
    ops::TextTable table;
    table.headers = {"CURRENT", "NAME", "ORGANIZATION"};
    if (wide)
        table.headers.insert(table.headers.end(), {"LOCATION", "SECRET", "READ_ONLY"});
    table.headers.emplace_back("FILTERS");
    for (const api::Context& context : known.contexts.list) {
        std::vector<std::string> cells{context.name == current ? "*" : "", context.name,
                                       context.local ? "(inside the program)"
                                                     : context.organization};
        if (wide) {
            const std::string place
                = context.local ? localDatabasePath(session.around) : context.url;
            cells.insert(cells.end(),
                         {place.empty() ? "of its secret" : place, context.secretName,
                          context.readOnly ? "yes" : ""});
        }
        cells.push_back(shownFilters(context.filters));
        table.rows.push_back(std::move(cells));
    }
    session.out += ops::toText(table);
    return ok;
}

int runCurrentContext(const Arguments&, Session& session)
{
    session.out += currentName(knownAndNoted(session).contexts) + "\n";
    return ok;
}

/// Our file with what `change` makes of it, the folder made when there is none.
template <typename Change> Result<Done> changeOurConfig(Session& session, const Change& change)
{
    const std::string path = ourConfigPath(session.around);
    if (path.empty())
        return Error{"no-home", "neither HOME nor XDG_CONFIG_HOME names a folder", {}};
    files::Expected expected = files::NoFile{};
    Result<text::SourceText> config = session.files.load(path);
    if (config)
        expected = files::KnownContent{*config};
    else if (config.error().code == "no-such-file")
        config = text::SourceText::make({}, path);
    if (!config)
        return config.error();
    const Result<std::string> changed = change(*config);
    if (!changed)
        return changed.error();
    std::error_code ignored; // saving says what is wrong with the folder
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
    return session.files.save(
        files::SaveOrder{path, *changed, std::move(expected), files::SaveWay::Replace});
}

int runUseContext(const Arguments& arguments, Session& session)
{
    if (arguments.positional().size() != 1) {
        session.say("Give the name of one context; pwctl config get-contexts lists them.");
        return couldNot;
    }
    const std::string& name = arguments.positional().front();
    const KnownContexts known = knownAndNoted(session);
    const Result<api::Context> context = api::chooseContext(known.contexts, name);
    if (!context)
        return failed(context.error(), session);
    const Result<Done> written = changeOurConfig(session, [&](const text::SourceText& config) {
        return api::useContext(config, api::ContextFile::Ours, name);
    });
    if (!written)
        return failed(written.error(), session);
    session.out += "Set current context to '" + name + "'.\n";
    return ok;
}

int runSetContext(const Arguments& arguments, Session& session)
{
    if (arguments.positional().size() != 1) {
        session.say("Give the name of one context.");
        return couldNot;
    }
    api::Context context;
    context.name = arguments.positional().front();
    if (context.name == api::localContextName) {
        session.say("\"local\" is the organization inside the program; choose another name.");
        return couldNot;
    }
    const Result<std::string> url = api::checkedUrl(arguments.value("url", api::defaultApiUrl));
    if (!url)
        return failed(url.error(), session);
    context.url = *url;
    context.organization = arguments.value("org");
    context.secretName = arguments.value("secret", context.name);
    context.readOnly = arguments.has("read-only");
    context.proxy = arguments.value("proxy");
    context.caFile = arguments.value("ca-file");
    if (!context.caFile.empty()) {
        std::error_code unknown; // which folder this is: then it says that it wants a whole path
        const auto whole = std::filesystem::absolute(context.caFile, unknown).lexically_normal();
        context.caFile = unknown ? context.caFile : whole.string();
    }
    const Result<Done> written
        = changeOurConfig(session, [&](const text::SourceText& config) -> Result<std::string> {
              Result<std::string> changed = api::setContext(config, context);
              if (!changed || !arguments.has("use-context"))
                  return changed;
              const auto next = text::SourceText::make(*changed, config.name());
              return next ? api::useContext(*next, api::ContextFile::Ours, context.name)
                          : next.error();
          });
    if (!written)
        return failed(written.error(), session);
    session.out += "Set context '" + context.name + "' in " + ourConfigPath(session.around) + ".\n";
    return ok;
}

int runSetSecret(const Arguments& arguments, Session& session)
{
    if (arguments.positional().size() != 1) {
        session.say("Give the name of one secret; the key is read from standard input.");
        return couldNot;
    }
    const std::string& name = arguments.positional().front();
    const Result<text::SourceText> input = session.files.load("-");
    if (!input)
        return failed(input.error(), session);
    std::string_view key = input->bytes();
    while (!key.empty() && (key.back() == '\n' || key.back() == '\r' || key.back() == ' '))
        key.remove_suffix(1);
    const bool oneLine = std::none_of(key.begin(), key.end(), [](char sign) {
        return static_cast<unsigned char>(sign) <= ' ' || static_cast<unsigned char>(sign) > '~';
    });
    if (key.empty() || !oneLine) {
        session.say("Standard input must hold the key alone, on one line.");
        return couldNot;
    }
    api::SecretStore keyring;
    const Result<api::KeptIn> kept
        = keyring.store(name, api::Secret(std::string(key)), session.around.stop);
    if (!kept)
        return failed(kept.error(), session);
    if (*kept == api::KeptIn::ThisSession) {
        session.say("There is no keyring here, so the key was not kept. Start one (for instance "
                    "gnome-keyring), or keep the key in spyctl's ~/.spyctl/.secrets/secrets.");
        return couldNot;
    }
    session.out += "Kept the key '" + name + "' in the keyring.\n";
    return ok;
}

std::string_view shownState(api::ConnectionStep::State state)
{
    switch (state) {
    case api::ConnectionStep::State::Passed:
        return "ok";
    case api::ConnectionStep::State::Failed:
        return "FAILED";
    case api::ConnectionStep::State::NotNeeded:
        return "not needed";
    case api::ConnectionStep::State::NotReached:
        return "not reached";
    }
    return {};
}

int runTest(const Arguments& arguments, Session& session)
{
    Arguments named = arguments;
    if (arguments.positional().size() > 1) {
        session.say("Give the name of one context.");
        return couldNot;
    }
    if (!arguments.positional().empty() && !arguments.has("context"))
        named.add("context", arguments.positional().front());
    const Result<Connection> connection = connect(named, session);
    if (!connection)
        return failed(connection.error(), session);
    ops::TextTable table;
    table.headers = {"STEP", "RESULT", "FOUND"};
    int exitCode = ok;
    for (const api::ConnectionStep& step :
         connection->client->testConnection(connection->call(session))) {
        table.rows.push_back(
            {std::string(toString(step.name)), std::string(shownState(step.state)), step.message});
        if (step.state != api::ConnectionStep::State::Failed)
            continue;
        exitCode = couldNot;
        session.say(step.advice);
    }
    session.out += "context " + connection->context.name + "\n" + ops::toText(table);
    return exitCode;
}

} // namespace

Command getContextsCommand()
{
    return {{"config get-contexts",
             "List the contexts of ours and spyctl's.",
             {},
             {{'o',
               {"output"},
               Takes::One,
               "FORMAT",
               "default unless given",
               {"default", "wide"},
               false}}},
            runGetContexts};
}

Command currentContextCommand()
{
    return {{"config current-context", "Print the name of the context in use.", {}, {}},
            runCurrentContext};
}

Command useContextCommand()
{
    return {{"config use-context",
             "Choose the context of the commands that name none; spyctl's choice stays.",
             "NAME",
             {}},
            runUseContext};
}

Command setContextCommand()
{
    return {
        {"config set-context",
         "Write a context: server, organization and the name of its key.",
         "NAME",
         {{'u', {"url"}, Takes::One, "URL", "https://api.spyderbat.com unless given", {}, false},
          {'o', {"org", "organization"}, Takes::One, "ORG", "name or uid", {}, true},
          {'s',
           {"secret"},
           Takes::One,
           "NAME",
           "of the key, the context's unless given",
           {},
           false},
          {0, {"read-only"}, Takes::Nothing, {}, "nothing is ever changed there", {}, false},
          {0, {"proxy"}, Takes::One, "URL", "http://host:port", {}, false},
          {0, {"ca-file"}, Takes::One, "FILE", "certificates to trust, too", {}, false},
          {0, {"use-context"}, Takes::Nothing, {}, "and use it from now on", {}, false}}},
        runSetContext};
}

Command setSecretCommand()
{
    return {{"config set-apisecret",
             "Keep the API key on standard input in the desktop's keyring.",
             "NAME",
             {}},
            runSetSecret};
}

Command testConnectionCommand()
{
    return {{"config test", "Try a connection step by step: name, TLS, key, organization.",
             "[NAME]", connectionOptions()},
            runTest};
}

} // namespace pw::pwctl
