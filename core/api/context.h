#pragma once
// Which server, organization and key a person works with, and which filters go along.
//
// Reads spyctl's `~/.spyctl/config` and `~/.spyctl/.secrets/secrets`, and a file of ours with the
// same layout and a few more keys, from texts that the caller has loaded: never from the working
// folder or those above it.

#include "core/api/filters.h"
#include "core/api/secret.h"
#include "core/api/server_url.h"
#include "core/base/result.h"
#include "core/text/diagnostic.h"
#include "core/text/source_text.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pw::api {

inline constexpr std::string_view defaultApiUrl = "https://api.spyderbat.com";
inline constexpr std::string_view localContextName = "local";

struct Context
{
    std::string name;
    std::string url; ///< without a `/` at its end; empty until the secret is known
    std::string organization; ///< name or uid
    std::string secretName; ///< of an APISecret or of a key in the keyring
    Filters filters; ///< default filters of queries
    bool readOnly = false;
    std::string proxy; ///< `http://host:port`; empty: the usual environment variables
    std::string caFile; ///< whole path of certificates to trust beside the system's
    bool local = false; ///< the organization inside the program: no server, no key
};

/// The organization inside the program, always there.
[[nodiscard]] Context localContext();

struct Contexts
{
    std::vector<Context> list; ///< in the order of the file, good ones alone
    std::string current; ///< `current-context`; empty when none is set
    std::vector<text::Diagnostic> problems; ///< of the text, sorted by place

    [[nodiscard]] const Context* find(std::string_view name) const;
};

/// Those with problems are left out, with the reason, and of two with one name the second; a text
/// that cannot be read to its end has none. `Ours` allows the keys `url`, `readOnly`, `proxy`,
/// `caFile` beside `organization`.
enum class ContextFile : std::uint8_t { Spyctl, Ours };
[[nodiscard]] Contexts readContexts(const text::SourceText& config, ContextFile file);

/// A key as spyctl's secrets hold it.
struct ApiSecret
{
    std::string name;
    std::string url;
    Secret key;
};
struct ApiSecrets
{
    std::vector<ApiSecret> list;
    std::vector<text::Diagnostic> problems; ///< never with a piece of a key in them

    [[nodiscard]] const ApiSecret* find(std::string_view name) const;
};
[[nodiscard]] ApiSecrets readApiSecrets(const text::SourceText& secrets);

/// The one asked for by name. Error code: `no-such-context`; the message names those there are.
[[nodiscard]] Result<Context> chooseContext(const Contexts& contexts, std::string_view name);

/// The text with another `current-context`, the rest untouched; whether there is such a context is
/// the caller's question. spyctl's file says `__none__` for the local one. An empty text becomes a
/// whole one. Error codes: those of yaml::TreeEdit,
/// `malformed-file`.
[[nodiscard]] Result<std::string> useContext(const text::SourceText& config, ContextFile file,
                                             std::string_view name);
/// The text with the context added, or in the place of the one of its name: keys that contexts do
/// not have stay. Error codes: as above, and `bad-context` for one that `readContexts` would
/// refuse.
[[nodiscard]] Result<std::string> setContext(const text::SourceText& config,
                                             const Context& context);

} // namespace pw::api
