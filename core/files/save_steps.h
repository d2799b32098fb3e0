#pragma once
// The two ways in which a file gets new bytes.

#include "core/base/result.h"
#include "core/files/system_calls.h"

#include <functional>
#include <string>
#include <string_view>
#include <sys/stat.h>

namespace pw::files {

struct Replacing
{
    std::string target; ///< behind symbolic links
    const struct stat* old = nullptr; ///< of the file that is replaced; null: there is none
    bool overwrite = true; ///< without it: `exists` when a file has appeared meanwhile
    bool keepOwner = true; ///< `foreign-owner` when the new file cannot be given the old owner
    /// Asked at the last moment, when the new file is whole.
    std::function<Result<Done>()> mayReplace;
};

/// A new file beside the target takes its name. After any error the old one is as it was.
[[nodiscard]] Result<Done> replaceFile(const SystemCalls& calls, const Replacing& what,
                                       std::string_view bytes);

/// Overwrites the bytes of the file, so that its other names and its owner stay. Until that is
/// done a backup stands beside it; after an error the old content is put back, or `half-written`
/// names the backup.
[[nodiscard]] Result<Done> writeInPlace(const SystemCalls& calls, const std::string& target,
                                        const std::string& oldBytes, std::string_view bytes);

/// Devices and pipes are written to, never replaced.
[[nodiscard]] Result<Done> writeInto(const SystemCalls& calls, const std::string& target,
                                     std::string_view bytes);

} // namespace pw::files
