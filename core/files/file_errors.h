#pragma once
// What the system says, in words for a person: what, why and what to do.

#include "core/base/error.h"

#include <string>

namespace pw::files {

[[nodiscard]] Error readError(const std::string& path, int error);
[[nodiscard]] Error tooLarge(const std::string& path, const char* limit);
[[nodiscard]] Error writeError(const std::string& path, int error);

[[nodiscard]] Error changedOnDisk(const std::string& path);
[[nodiscard]] Error fileGone(const std::string& path);
[[nodiscard]] Error fileExists(const std::string& path);
[[nodiscard]] Error readOnlyFile(const std::string& path);
[[nodiscard]] Error hardLinked(const std::string& path, unsigned long names);
/// `owner`: "the user root", "the group adm".
[[nodiscard]] Error foreignOwner(const std::string& path, const std::string& owner);
[[nodiscard]] Error halfWritten(const std::string& path, const std::string& backup, int error);

} // namespace pw::files
