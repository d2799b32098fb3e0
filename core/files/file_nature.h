#pragma once
// Owner, rights and extended attributes: what a new file takes over from the one it replaces.

#include "core/files/system_calls.h"

#include <optional>
#include <string>
#include <sys/stat.h>

namespace pw::files {

/// Gives the new file the old one's owner and group. What could not be given, as words ("the user
/// root"); nothing when all was.
[[nodiscard]] std::optional<std::string> giveOwner(const SystemCalls& calls, int fd,
                                                   const struct stat& old);

/// Rights, access lists and extended attributes, as far as the file system takes them. A file
/// whose group is another one gives that group no more than everybody has. Errno when even the
/// rights could not be set.
[[nodiscard]] std::optional<int> giveRights(int fd, const std::string& oldPath,
                                            const struct stat& old);

} // namespace pw::files
