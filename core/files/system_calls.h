#pragma once
// The system calls that fail when a disk is full, a folder is gone or a right is missing: tests
// put others in their place and see what happens to the files.

#include <functional>
#include <sys/types.h>

namespace pw::files {

/// Each answers as the call of its name and sets errno.
struct SystemCalls
{
    std::function<int(const char* path, int flags, mode_t mode)> open;
    std::function<ssize_t(int fd, void* to, std::size_t size)> read;
    std::function<ssize_t(int fd, const void* from, std::size_t size)> write;
    std::function<int(int fd, off_t size)> truncate;
    std::function<int(int fd)> fsync;
    std::function<int(int fd)> close;
    std::function<int(int fd, uid_t owner, gid_t group)> chown;
    std::function<int(const char* path, int mode)> access;
    /// Without `replace` EEXIST when something has the new name.
    std::function<int(const char* from, const char* to, bool replace)> rename;
    std::function<int(const char* path)> unlink;

    [[nodiscard]] static SystemCalls real();
};

} // namespace pw::files
