#pragma once
// One open file and what is done with all of its bytes.

#include "core/base/result.h"
#include "core/files/system_calls.h"

#include <optional>
#include <string>
#include <string_view>

namespace pw::files {

/// A file descriptor that is closed on every way out. The calls must outlive it.
class OpenFile
{
public:
    OpenFile(const SystemCalls& calls, int fd) : m_calls(calls), m_fd(fd) { }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() { (void)close(); }

    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] bool valid() const { return m_fd >= 0; }

    /// Each gives the errno of what failed.
    [[nodiscard]] std::optional<int> writeAll(std::string_view bytes) const;
    [[nodiscard]] std::optional<int> sync() const;
    std::optional<int> close();

private:
    const SystemCalls& m_calls;
    int m_fd;
};

/// To the end, but never more than one byte over the limit: devices have no end. Error as
/// FileStore::load has them.
[[nodiscard]] Result<std::string> readAll(const SystemCalls& calls, const OpenFile& file,
                                          const std::string& path, std::size_t sizeHint);

/// `.` for a name without a slash.
[[nodiscard]] std::string folderOf(const std::string& path);

/// The path behind symbolic links, also when the file they name does not exist yet; or errno.
struct RealPath
{
    std::string path;
    std::optional<int> failed;
};
[[nodiscard]] RealPath realPath(const std::string& path);

/// A new name survives a power cut once its folder is on the disk, too. Some file systems cannot
/// do that; the bytes themselves are safe already.
void syncFolder(const SystemCalls& calls, const std::string& folder);

} // namespace pw::files
