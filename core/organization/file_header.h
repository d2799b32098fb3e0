#pragma once
// The beginning of a file that this process may have open as a database already.

#include "core/base/result.h"

#include <cstddef>
#include <string>

namespace pw::organization {

inline constexpr std::size_t fileHeaderBytes = 100; ///< of a SQLite database

/// The first bytes, as many as there are. Read through SQLite, by its name of the way to the disk:
/// closing a descriptor of our own would take all locks off the file that the process holds, and
/// another program would then throw away the log that an open database still writes to. Error
/// code: `cannot-open`.
[[nodiscard]] Result<std::string> fileHeader(const std::string& path, const char* vfs);

} // namespace pw::organization
