#include "app/connections/known_contexts.h"

#include "core/api/secret_store.h"
#include "core/files/file_store.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace pw::connections {
namespace {

/// A path below the folder of a variable, or below the home; empty without either.
std::string pathIn(const VariableFn& variable, const char* folder, const char* belowHome,
                   const char* path)
{
    // A relative path would make the working folder a place for settings.
    if (const auto named = variable(folder); named && named->starts_with('/'))
        return *named + path;
    const auto home = variable("HOME");
    return home && home->starts_with('/') ? *home + belowHome + path : std::string();
}

std::string belowHome(const VariableFn& variable, const char* path)
{
    const auto home = variable("HOME");
    return home && home->starts_with('/') ? *home + path : std::string();
}

/// Nothing when there is no such file; what else is wrong goes to the notes.
std::optional<text::SourceText> loadIfThere(const std::string& path, std::string& notes,
                                            const files::FileStore& files)
{
    if (path.empty())
        return std::nullopt;
    const Result<text::SourceText> source = files.load(path);
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

std::optional<std::string> environmentVariable(const char* name)
{
    const char* const value = std::getenv(name); // NOLINT(concurrency-mt-unsafe)
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::string ourConfigPath(const VariableFn& variable)
{
    return pathIn(variable, "XDG_CONFIG_HOME", "/.config", "/policywright/config");
}

std::string recoveryFolderPath(const VariableFn& variable)
{
    return pathIn(variable, "XDG_STATE_HOME", "/.local/state", "/policywright/recovery");
}

std::string localDatabasePath(const VariableFn& variable)
{
    return pathIn(variable, "XDG_DATA_HOME", "/.local/share", "/policywright/local.db");
}

KnownContexts knownContexts(const Surroundings& around)
{
    KnownContexts known;
    if (const auto source
        = loadIfThere(ourConfigPath(around.variable), known.notes, around.files)) {
        known.contexts = api::readContexts(*source, api::ContextFile::Ours);
        note(*source, known.contexts.problems, known.notes);
    }
    if (const auto source
        = loadIfThere(belowHome(around.variable, "/.spyctl/config"), known.notes, around.files)) {
        api::Contexts spyctls = api::readContexts(*source, api::ContextFile::Spyctl);
        note(*source, spyctls.problems, known.notes);
        for (api::Context& context : spyctls.list) {
            if (known.contexts.find(context.name) != nullptr)
                continue;
            known.ofSpyctl.insert(context.name);
            known.contexts.list.push_back(std::move(context));
        }
    }
    if (known.contexts.find(api::localContextName) == nullptr)
        known.contexts.list.push_back(api::localContext());
    return known;
}

Result<Done> changeOurConfig(const Surroundings& around, const ConfigChange& change)
{
    const std::string path = ourConfigPath(around.variable);
    if (path.empty())
        return Error{"no-home", "neither HOME nor XDG_CONFIG_HOME names a folder", {}};
    files::Expected expected = files::NoFile{};
    Result<text::SourceText> config = around.files.load(path);
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
    return around.files.save(
        files::SaveOrder{path, *changed, std::move(expected), files::SaveWay::Replace});
}

Result<api::ApiSecret> secretOf(const api::Context& context, const Surroundings& around,
                                const std::stop_token& stop)
{
    std::string notes;
    const auto stored = around.keyring.lookup(context.secretName, stop);
    if (stored && stored->has_value())
        return api::ApiSecret{context.secretName,
                              context.url.empty() ? std::string(api::defaultApiUrl) : context.url,
                              (*stored)->key};
    if (const auto source = loadIfThere(belowHome(around.variable, "/.spyctl/.secrets/secrets"),
                                        notes, around.files)) {
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
    if (!stored) // it may well have the key
        return Error{stored.error().code,
                     "the keyring did not give the key \"" + context.secretName
                         + "\": " + stored.error().message,
                     "context " + context.name};
    if (!notes.empty())
        message += "\n" + notes.substr(0, notes.size() - 1);
    return Error{"no-key", message, "context " + context.name};
}

} // namespace pw::connections
