#include "core/files/open_file.h"

#include "core/files/file_errors.h"
#include "core/text/source_text.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace pw::files {

std::optional<int> OpenFile::writeAll(std::string_view bytes) const
{
    while (!bytes.empty()) {
        const ssize_t put = m_calls.write(m_fd, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return errno;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return std::nullopt;
}

std::optional<int> OpenFile::sync() const
{
    if (m_calls.fsync(m_fd) != 0)
        return errno;
    return std::nullopt;
}

std::optional<int> OpenFile::close()
{
    const int fd = std::exchange(m_fd, -1);
    if (fd >= 0 && m_calls.close(fd) != 0)
        return errno;
    return std::nullopt;
}

Result<std::string> readAll(const SystemCalls& calls, const OpenFile& file, const std::string& path,
                            std::size_t sizeHint)
{
    constexpr std::size_t limit = text::SourceText::maxBytes;
    std::string bytes;
    bytes.resize(std::min(limit, sizeHint) + 1);
    std::size_t used = 0;
    for (;;) {
        if (used == bytes.size())
            bytes.resize(std::min(limit + 1, bytes.size() * 2 + 65536));
        const ssize_t got = calls.read(file.fd(), bytes.data() + used, bytes.size() - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return readError(path, errno);
        if (got == 0)
            break;
        used += static_cast<std::size_t>(got);
        if (used > limit)
            return tooLarge(path, "256 MiB");
    }
    bytes.resize(used);
    return bytes;
}

std::string folderOf(const std::string& path)
{
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos)
        return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

RealPath realPath(const std::string& path)
{
    std::string target = path;
    for (int hops = 0; hops < 40; ++hops) {
        struct stat info = {};
        if (::lstat(target.c_str(), &info) != 0 || !S_ISLNK(info.st_mode))
            return {target, std::nullopt};
        std::string link(PATH_MAX, '\0');
        const ssize_t length = ::readlink(target.c_str(), link.data(), link.size());
        if (length < 0)
            return {target, errno};
        link.resize(static_cast<std::size_t>(length));
        if (!link.starts_with('/'))
            link.insert(0, folderOf(target) + "/");
        target = std::move(link);
    }
    return {target, ELOOP};
}

void syncFolder(const SystemCalls& calls, const std::string& folder)
{
    const OpenFile handle(calls, calls.open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0));
    if (handle.valid())
        (void)handle.sync();
}

} // namespace pw::files
