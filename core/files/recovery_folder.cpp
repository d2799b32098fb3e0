#include "core/files/recovery_folder.h"

#include "core/files/file_errors.h"
#include "core/files/open_file.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <random>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace pw::files {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view windowPrefix = "window-";
constexpr std::string_view freshPrefix = ".new-"; // not locked yet
constexpr std::string_view lockName = "/lock";
constexpr std::string_view noteName = "/note";
constexpr std::string_view journalEnd = ".journal";
constexpr auto freshRest = std::chrono::hours(1);

Result<Done> makeFolders(const std::string& path)
{
    std::error_code failed;
    const fs::path above = fs::path(path).parent_path();
    if (!above.empty() && !fs::exists(above, failed)) {
        if (const Result<Done> made = makeFolders(above.string()); !made)
            return made;
    }
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        return writeError(path, errno);
    return Done{};
}

std::string anyName(const std::string& root, std::string_view prefix)
{
    std::random_device random;
    return root + "/" + std::string(prefix) + std::to_string(random()) + std::to_string(random());
}

/// Not held: somebody else has it, or it cannot be had.
FolderLock lockOf(const std::string& folder, int flags)
{
    const int fd = ::open((folder + std::string(lockName)).c_str(),
                          O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
    if (fd >= 0 && ::flock(fd, LOCK_EX | LOCK_NB) == 0)
        return FolderLock(fd);
    if (fd >= 0)
        ::close(fd);
    return {};
}

std::vector<fs::path> entriesOf(const std::string& folder)
{
    std::vector<fs::path> out;
    std::error_code failed;
    fs::directory_iterator at(folder, failed);
    while (!failed && at != fs::directory_iterator()) {
        out.push_back(at->path());
        at.increment(failed);
    }
    std::ranges::sort(out);
    return out;
}

/// The lock goes last: until then nobody takes what is being removed for something left.
void removeAll(const std::string& folder)
{
    std::error_code ignored; // what cannot go now goes when it is found again
    const std::string lock = folder + std::string(lockName);
    for (const fs::path& entry : entriesOf(folder)) {
        if (entry.string() != lock)
            fs::remove(entry, ignored);
    }
    fs::remove(lock, ignored);
    fs::remove(folder, ignored);
}

std::string contentOf(const std::string& path)
{
    const SystemCalls calls = SystemCalls::real();
    const OpenFile file(calls, calls.open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0));
    if (!file.valid())
        return {};
    Result<std::string> bytes = readAll(calls, file, path, 0);
    return bytes ? *std::move(bytes) : std::string();
}

fs::file_time_type changedAt(const std::string& path)
{
    std::error_code failed;
    const fs::file_time_type time = fs::last_write_time(path, failed);
    return failed ? fs::file_time_type::min() : time;
}

/// A window takes less than a moment from the making of its folder to the lock.
void sweepFresh(const std::string& folder)
{
    if (changedAt(folder) < fs::file_time_type::clock::now() - freshRest)
        removeAll(folder);
}

} // namespace

FolderLock::FolderLock(FolderLock&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) { }

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept
{
    std::swap(m_fd, other.m_fd);
    return *this;
}

FolderLock::~FolderLock()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

WindowFolder::WindowFolder(std::string path, FolderLock lock)
    : m_path(std::move(path)), m_lock(std::move(lock))
{
}

Result<WindowFolder> WindowFolder::make(const std::string& root)
{
    if (const Result<Done> made = makeFolders(root); !made)
        return made.error();
    const std::string fresh = anyName(root, freshPrefix);
    if (::mkdir(fresh.c_str(), 0700) != 0)
        return writeError(fresh, errno);
    FolderLock lock = lockOf(fresh, O_CREAT | O_EXCL);
    if (!lock.held()) {
        const Error error = writeError(fresh, errno);
        removeAll(fresh);
        return error;
    }
    // Found by others from now on, and locked from the first moment.
    std::string path = anyName(root, windowPrefix);
    if (::rename(fresh.c_str(), path.c_str()) != 0) {
        const Error error = writeError(path, errno);
        removeAll(fresh);
        return error;
    }
    return WindowFolder(std::move(path), std::move(lock));
}

std::string WindowFolder::journalOf(int text) const
{
    return m_path + "/" + std::to_string(text) + std::string(journalEnd);
}

Result<Done> WindowFolder::note(std::string_view bytes) const
{
    const SystemCalls calls = SystemCalls::real();
    const std::string name = m_path + std::string(noteName);
    const std::string fresh = name + ".new";
    OpenFile file(calls, calls.open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file.valid())
        return writeError(name, errno);
    std::optional<int> failed = file.writeAll(bytes);
    if (!failed && ::rename(fresh.c_str(), name.c_str()) != 0)
        failed = errno;
    return failed ? Result<Done>(writeError(name, *failed)) : Done{};
}

void WindowFolder::remove()
{
    removeAll(m_path);
    m_lock = FolderLock();
}

LeftWindows leftWindows(const std::string& root)
{
    LeftWindows out;
    for (const fs::path& entry : entriesOf(root)) {
        const std::string name = entry.filename().string();
        if (name.starts_with(freshPrefix))
            sweepFresh(entry.string());
        if (!name.starts_with(windowPrefix))
            continue;
        LeftWindow window{entry.string(),
                          lockOf(entry.string(), O_CREAT),
                          {},
                          {},
                          entry.string() + std::string(noteName)};
        if (!window.lock.held()) {
            ++out.running;
            continue;
        }
        for (const fs::path& file : entriesOf(window.path)) {
            if (file.filename().string().ends_with(journalEnd))
                window.journals.push_back(file.string());
        }
        window.note = contentOf(window.noteFile);
        if (window.journals.empty() && window.note.empty())
            removeLeft(window);
        else
            out.windows.push_back(std::move(window));
    }
    std::ranges::stable_sort(out.windows, {},
                             [](const LeftWindow& window) { return changedAt(window.path); });
    return out;
}

void removeLeft(const LeftWindow& window)
{
    removeAll(window.path);
}

} // namespace pw::files
