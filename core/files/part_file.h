#pragma once
// The new file beside the old one, before it takes its name.

#include "core/files/system_calls.h"

#include <string>
#include <string_view>

namespace pw::files {

/// A new empty file in the folder, opened for writing; its name says which process writes it. The
/// file descriptor, or -1 and errno.
[[nodiscard]] int openPart(const SystemCalls& calls, const std::string& folder, mode_t mode,
                           std::string& name);

/// Is it the name of such a file? None is ever a document.
[[nodiscard]] bool isPartName(std::string_view fileName);

/// Takes away what processes that ended in the middle have left in the folder: only our own files,
/// older than an hour (a process id says nothing about other machines on the same disk).
void sweepParts(const SystemCalls& calls, const std::string& folder);

} // namespace pw::files
