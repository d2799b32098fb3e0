#pragma once
// The tables of the store and how a file of an older version gets the newest ones.

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>

namespace pw::organization {

class Database;

/// Stands in the header of the file: what tells it from other programs' databases.
inline constexpr std::uint32_t applicationId = 0x50577274; // "PWrt"

/// The statements that lead from version `n` to `n + 1` stand at `n`; version 0 is an empty file.
[[nodiscard]] std::span<const char* const> schemaSteps();

/// The newest version that this program knows.
[[nodiscard]] std::int64_t schemaVersion();

/// What to say about a file with more steps behind it than this program knows.
[[nodiscard]] Error newerVersion(std::int64_t found);

/// Runs the steps that the file has not seen, all of them or none. The version that it had before.
/// Error codes: `newer-version` for a file of a program that knows more steps, `not-a-database` for
/// the database of another program.
[[nodiscard]] Result<std::int64_t> migrate(Database& database,
                                           std::span<const char* const> steps = schemaSteps());

} // namespace pw::organization
