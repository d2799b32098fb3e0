#pragma once
// The organization that a command is about: a context's, or the one inside the program.

#include "app/pwctl/commands.h"
#include "core/api/client.h"
#include "core/api/context.h"
#include "core/ops/time_input.h"

#include <memory>
#include <string>
#include <vector>

namespace pw::pwctl {

/// `--context` and `--db`, for every command that talks to an organization.
[[nodiscard]] std::vector<OptionSpec> connectionOptions();
/// `--start-time` and `--end-time`.
[[nodiscard]] std::vector<OptionSpec> timeOptions();
/// The table of a command from its own options and those of several groups.
[[nodiscard]] std::vector<OptionSpec> joined(std::vector<OptionSpec> own,
                                             const std::vector<std::vector<OptionSpec>>& groups);

struct Connection
{
    api::Context context;
    std::unique_ptr<api::Client> client;

    /// Stops with the command.
    [[nodiscard]] api::Call call(Session& session) const { return {session.around.stop, {}}; }
};

/// The context that was named, else the current one, else the local organization (which is made
/// with its sample when there is none). Error codes beside those of contexts, transports and the
/// store: `no-key`.
[[nodiscard]] Result<Connection> connect(const Arguments& arguments, Session& session);

/// What was asked for; without a start `defaultSeconds` back, in the local organization everything.
[[nodiscard]] Result<ops::TimeRange> rangeOf(const Arguments& arguments, double defaultSeconds,
                                             const api::Context& context, Session& session);
[[nodiscard]] api::TimeRange forClient(const ops::TimeRange& range);

/// `Getting fingerprints from 2024-01-16T13:52:51Z to 2024-01-16T15:22:51Z`
void sayRange(std::string_view what, const ops::TimeRange& range, Session& session);

/// What is not as asked for, a line each.
void sayNotes(const std::vector<std::string>& notes, Session& session);

/// Says it and gives the exit code of what could not be done.
int failed(const Error& error, Session& session);

} // namespace pw::pwctl
