#include "core/files/file_store.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <optional>
#include <random>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace pw::files {
namespace {

/// A file descriptor that is closed on every way out.
class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) { }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }

    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool valid() const { return m_fd >= 0; }
    bool close()
    {
        const int fd = std::exchange(m_fd, -1);
        return fd < 0 || ::close(fd) == 0;
    }

private:
    int m_fd;
};

std::string systemText(int error)
{
    return std::generic_category().message(error);
}

Error readError(const std::string& path, int error)
{
    const std::string context = "read " + path;
    if (error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG)
        return {"no-such-file", "there is no such file", context};
    if (error == EACCES || error == EPERM)
        return {"no-permission", "no permission to read it", context};
    if (error == EISDIR)
        return {"not-a-file", "it is a folder, not a file", context};
    return {"read-failed", systemText(error), context};
}

Error tooLarge(const std::string& path)
{
    return {"too-large", "it is larger than 256 MiB", "read " + path};
}

Error writeError(const std::string& path, int error)
{
    const std::string context = "write " + path;
    if (error == ENOENT || error == ENOTDIR)
        return {"no-such-folder", "there is no folder to write it to", context};
    if (error == EACCES || error == EPERM || error == EROFS)
        return {"no-permission", "no permission to write there", context};
    if (error == ENOSPC || error == EDQUOT)
        return {"disk-full", "the disk is full", context};
    return {"write-failed", systemText(error), context};
}

/// Reads to the end, but never more than one byte over the limit: devices have no end.
Result<std::string> readAll(int fd, const std::string& path, std::size_t sizeHint)
{
    constexpr std::size_t limit = text::SourceText::maxBytes;
    std::string bytes;
    bytes.resize(std::min(limit, sizeHint) + 1);
    std::size_t used = 0;
    for (;;) {
        if (used == bytes.size())
            bytes.resize(std::min(limit + 1, bytes.size() * 2 + 65536));
        const ssize_t got = ::read(fd, bytes.data() + used, bytes.size() - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return readError(path, errno);
        if (got == 0)
            break;
        used += static_cast<std::size_t>(got);
        if (used > limit)
            return tooLarge(path);
    }
    bytes.resize(used);
    return bytes;
}

std::optional<int> writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t put = ::write(fd, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return errno;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return std::nullopt;
}

std::string folderOf(const std::string& path)
{
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos)
        return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

/// The path behind symbolic links, also when the file they name does not exist yet.
Result<std::string> realTarget(const std::string& path)
{
    std::string target = path;
    for (int hops = 0; hops < 40; ++hops) {
        struct stat info = {};
        if (::lstat(target.c_str(), &info) != 0 || !S_ISLNK(info.st_mode))
            return target;
        std::string link(PATH_MAX, '\0');
        const ssize_t length = ::readlink(target.c_str(), link.data(), link.size());
        if (length < 0)
            return writeError(path, errno);
        link.resize(static_cast<std::size_t>(length));
        if (!link.starts_with('/'))
            link.insert(0, folderOf(target) + "/");
        target = std::move(link);
    }
    return writeError(path, ELOOP);
}

/// A new file beside the target, with the rights that a new file gets here.
int openBeside(const std::string& target, std::string& name)
{
    std::random_device random;
    int fd = -1;
    do {
        name = folderOf(target) + "/.policywright-" + std::to_string(random()) + ".part";
        fd = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    } while (fd < 0 && errno == EEXIST);
    return fd;
}

/// The new name survives a power cut once its folder is on the disk, too. Some file systems cannot
/// do that; the bytes themselves are safe already.
void syncFolder(const std::string& folder)
{
    const Descriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (handle.valid())
        ::fsync(handle.get());
}

/// Errno of what failed; the new file is gone then.
std::optional<int> replaceFile(const std::string& target, const struct stat* old,
                               std::string_view bytes)
{
    std::string part;
    Descriptor file(openBeside(target, part));
    if (!file.valid())
        return errno;
    std::optional<int> failed = writeAll(file.get(), bytes);
    if (!failed && old != nullptr) {
        // The owner can be kept by root alone, and is no reason to fail.
        if (::fchown(file.get(), old->st_uid, old->st_gid) != 0)
            errno = 0;
        if (::fchmod(file.get(), old->st_mode & 07777U) != 0)
            failed = errno;
    }
    if (!failed && ::fsync(file.get()) != 0)
        failed = errno;
    if (!file.close() && !failed)
        failed = errno;
    if (!failed && ::rename(part.c_str(), target.c_str()) != 0)
        failed = errno;
    if (failed)
        ::unlink(part.c_str());
    else
        syncFolder(folderOf(target));
    return failed;
}

/// Devices and pipes are written to, never replaced.
std::optional<int> writeInto(const std::string& target, std::string_view bytes)
{
    Descriptor file(::open(target.c_str(), O_WRONLY | O_CLOEXEC));
    if (!file.valid())
        return errno;
    std::optional<int> failed = writeAll(file.get(), bytes);
    if (!file.close() && !failed)
        failed = errno;
    return failed;
}

} // namespace

Result<text::SourceText> DiskFileStore::load(const std::string& path) const
{
    const bool standardInput = path == "-";
    const Descriptor file(standardInput ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                                        : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.valid())
        return readError(path, errno);
    struct stat info = {};
    if (::fstat(file.get(), &info) != 0)
        return readError(path, errno);
    if (S_ISDIR(info.st_mode))
        return readError(path, EISDIR);
    if (S_ISBLK(info.st_mode))
        return Error{"not-a-file", "it is a disk, not a file", "read " + path};
    const std::size_t size = info.st_size > 0 ? static_cast<std::size_t>(info.st_size) : 0;
    if (S_ISREG(info.st_mode) && !standardInput && size > text::SourceText::maxBytes)
        return tooLarge(path);

    Result<std::string> bytes = readAll(file.get(), path, size);
    if (!bytes)
        return bytes.error();
    return text::SourceText::make(*std::move(bytes), path);
}

Result<Done> DiskFileStore::save(const std::string& path, std::string_view bytes)
{
    const Result<std::string> target = realTarget(path);
    if (!target)
        return target.error();
    struct stat info = {};
    const bool exists = ::stat(target->c_str(), &info) == 0;
    std::optional<int> failed;
    if (!exists)
        failed = replaceFile(*target, nullptr, bytes);
    else if (S_ISDIR(info.st_mode))
        failed = EISDIR;
    else if (!S_ISREG(info.st_mode))
        failed = writeInto(*target, bytes);
    else if (::access(target->c_str(), W_OK) != 0)
        failed = errno; // a rename would ignore that the file itself is read-only
    else
        failed = replaceFile(*target, &info, bytes);
    if (failed)
        return writeError(path, *failed);
    return Done{};
}

} // namespace pw::files
