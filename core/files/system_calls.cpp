#include "core/files/system_calls.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pw::files {
namespace {

int renameFile(const char* from, const char* to, bool replace)
{
    if (replace)
        return ::rename(from, to);
    if (::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    // Not every file system can do it in one step.
    struct stat info = {};
    if (::lstat(to, &info) == 0) {
        errno = EEXIST;
        return -1;
    }
    return ::rename(from, to);
}

} // namespace

SystemCalls SystemCalls::real()
{
    SystemCalls calls;
    calls.open = [](const char* path, int flags, mode_t mode) { return ::open(path, flags, mode); };
    calls.read = ::read;
    calls.write = ::write;
    calls.truncate = ::ftruncate;
    calls.fsync = ::fsync;
    calls.close = ::close;
    calls.chown = ::fchown;
    calls.access = ::access;
    calls.rename = renameFile;
    calls.unlink = ::unlink;
    return calls;
}

} // namespace pw::files
