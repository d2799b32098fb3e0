#include "app/pwctl/context_files.h"

#include "core/api/secret_store.h"

#include <algorithm>

namespace pw::pwctl {
namespace {

/// The folder of a variable, or the one below the home; empty without either.
std::string folderOf(const Surroundings& around, const char* variable, const char* belowHome)
{
    // A relative path would make the working folder a place for settings.
    if (const auto named = around.variable(variable); named && named->starts_with('/'))
        return *named;
    const auto home = around.variable("HOME");
    return home && home->starts_with('/') ? *home + belowHome : std::string();
}

std::string belowHome(const Surroundings& around, const char* path)
{
    const auto home = around.variable("HOME");
    return home && home->starts_with('/') ? *home + path : std::string();
}

/// Nothing when there is no such file; what else is wrong goes to the notes.
std::optional<text::SourceText> loadIfThere(const std::string& path, std::string& notes,
                                            const Session& session)
{
    if (path.empty())
        return std::nullopt;
    const Result<text::SourceText> source = session.files.load(path);
    if (source)
        return *source;
    if (source.error().code != "no-such-file")
        notes += source.error().text() + "\n";
    return std::nullopt;
}

/// Without the line itself: it may hold a key.
void note(const text::SourceText& source, const std::vector<text::Diagnostic>& problems,
          std::string& notes)
{
    for (const text::Diagnostic& problem : problems) {
        const text::LineColumn at = source.lineColumn(problem.span.begin);
        notes += source.name() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column)
            + ": " + problem.message + "\n";
    }
}

} // namespace

std::string ourConfigPath(const Surroundings& around)
{
    const std::string folder = folderOf(around, "XDG_CONFIG_HOME", "/.config");
    return folder.empty() ? folder : folder + "/policywright/config";
}

std::string localDatabasePath(const Surroundings& around)
{
    const std::string folder = folderOf(around, "XDG_DATA_HOME", "/.local/share");
    return folder.empty() ? folder : folder + "/policywright/local.db";
}

KnownContexts knownContexts(Session& session)
{
    KnownContexts known;
    if (const auto source = loadIfThere(ourConfigPath(session.around), known.notes, session)) {
        known.contexts = api::readContexts(*source, api::ContextFile::Ours);
        note(*source, known.contexts.problems, known.notes);
    }
    if (const auto source
        = loadIfThere(belowHome(session.around, "/.spyctl/config"), known.notes, session)) {
        api::Contexts spyctls = api::readContexts(*source, api::ContextFile::Spyctl);
        note(*source, spyctls.problems, known.notes);
        for (api::Context& context : spyctls.list) {
            if (known.contexts.find(context.name) == nullptr)
                known.contexts.list.push_back(std::move(context));
        }
    }
    if (known.contexts.find(api::localContextName) == nullptr)
        known.contexts.list.push_back(api::localContext());
    return known;
}

Result<api::ApiSecret> secretOf(const api::Context& context, Session& session)
{
    std::string notes;
    api::SecretStore keyring;
    const auto stored = keyring.lookup(context.secretName, session.around.stop);
    if (stored && stored->has_value())
        return api::ApiSecret{context.secretName,
                              context.url.empty() ? std::string(api::defaultApiUrl) : context.url,
                              (*stored)->key};
    if (const auto source
        = loadIfThere(belowHome(session.around, "/.spyctl/.secrets/secrets"), notes, session)) {
        const api::ApiSecrets secrets = api::readApiSecrets(*source);
        if (const api::ApiSecret* const found = secrets.find(context.secretName)) {
            api::ApiSecret secret = *found;
            if (!context.url.empty())
                secret.url = context.url;
            return secret;
        }
        note(*source, secrets.problems, notes);
    }
    std::string message = "there is no key named \"" + context.secretName
        + "\", neither in the keyring nor in ~/.spyctl/.secrets/secrets";
    if (!stored)
        message += " (" + stored.error().message + ")";
    if (!notes.empty())
        message += "\n" + notes.substr(0, notes.size() - 1);
    return Error{"no-key", message, "context " + context.name};
}

} // namespace pw::pwctl
