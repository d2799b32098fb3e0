#pragma once
// What a path names, without reading it.

#include <string>

namespace pw::files {

/// Two names of one file (links of both kinds count), or one name for a file that is not there.
[[nodiscard]] bool sameFile(const std::string& a, const std::string& b);

/// A file with bytes that stay: no folder, device or pipe.
[[nodiscard]] bool isRegularFile(const std::string& path);

} // namespace pw::files
