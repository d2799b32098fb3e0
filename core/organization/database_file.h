#pragma once
// The file of the store: made, recognized, checked, moved aside when it is damaged.

#include "core/base/clock.h"
#include "core/organization/database.h"

#include <string>
#include <vector>

namespace pw::organization {

/// What the person should hear about the file that was opened.
struct OpenNote
{
    std::string code; ///< `moved-aside`, `no-wal`, `upgraded`
    std::string message;
    bool operator==(const OpenNote&) const = default;
};

struct FileOptions
{
    ClockFn clock = systemTime; ///< for the names of files moved aside
    const char* vfs = nullptr; ///< SQLite's name of the way to the disk; null: the usual one
};

struct DatabaseFile
{
    Database database;
    std::vector<OpenNote> notes;
};

/// As Store::open says; with the newest tables. Processes that open one file wait for each other
/// here.
[[nodiscard]] Result<DatabaseFile> openDatabaseFile(const std::string& path,
                                                    const FileOptions& options = {});

} // namespace pw::organization
