#pragma once
// Where the windows of this person keep the journals of their texts: a folder each, locked as long
// as the window's process lives, however it ends.

#include "core/base/result.h"
#include "core/files/system_calls.h"

#include <string>
#include <string_view>
#include <vector>

namespace pw::files {

/// A lock that the system takes away with the process. Movable.
class FolderLock
{
public:
    FolderLock() = default;
    explicit FolderLock(int fd) : m_fd(fd) { }
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept;
    ~FolderLock();
    [[nodiscard]] bool held() const { return m_fd >= 0; }

private:
    int m_fd = -1;
};

/// That of a window which runs.
class WindowFolder
{
public:
    /// Makes it below `root`, and that, too; both for this person alone. Error codes: those of
    /// FileStore::save.
    [[nodiscard]] static Result<WindowFolder> make(const std::string& root);

    [[nodiscard]] const std::string& path() const { return m_path; }
    /// Of the journal of the text with that number.
    [[nodiscard]] std::string journalOf(int text) const;
    /// What else the window wants to know again, as it likes; replaces what was noted before.
    [[nodiscard]] Result<Done> note(std::string_view bytes) const;
    /// With everything in it: the window was closed.
    void remove();

private:
    WindowFolder(std::string path, FolderLock lock);

    std::string m_path;
    FolderLock m_lock;
};

/// That of a window which ended without closing. Nobody else finds it while this value lives.
struct LeftWindow
{
    std::string path;
    FolderLock lock;
    std::vector<std::string> journals; ///< paths
    std::string note; ///< empty: none
    std::string noteFile; ///< its path
};

struct LeftWindows
{
    std::vector<LeftWindow> windows; ///< the one that was used last at the end
    std::size_t running = 0; ///< folders that somebody holds, this process counted
};

/// Folders that hold nothing are taken away.
[[nodiscard]] LeftWindows leftWindows(const std::string& root);

/// With everything in it.
void removeLeft(const LeftWindow& window);

} // namespace pw::files
