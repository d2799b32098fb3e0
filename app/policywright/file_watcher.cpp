#include "app/policywright/file_watcher.h"

#include "ui/common/convert.h"

#include <QFileInfo>

#include <array>
#include <sys/stat.h>

namespace pw::app {
namespace {

/// Other programs write in steps, and some remove a file before they write it anew: what is there
/// is looked at several times after each event.
constexpr std::array lookAfterMs{40, 200, 800};
/// Clocks of file systems tick in milliseconds, those of some network disks in seconds.
constexpr std::time_t settledSeconds = 3;

} // namespace

bool FileWatcher::Mark::same(const Mark& other) const
{
    return device == other.device && inode == other.inode && changed.tv_sec == other.changed.tv_sec
        && changed.tv_nsec == other.changed.tv_nsec;
}

FileWatcher::FileWatcher(const files::FileStore& store, Changed changed)
    : m_store(store), m_changed(std::move(changed)), m_system(this), m_wait(this)
{
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &FileWatcher::look);
    connect(&m_system, &QFileSystemWatcher::fileChanged, this, &FileWatcher::onEvent);
    connect(&m_system, &QFileSystemWatcher::directoryChanged, this, &FileWatcher::onEvent);
}

void FileWatcher::follow(const QObject* who, const std::string& path,
                         const FileWatch::Content& known)
{
    Entry& entry = m_entries[who];
    const bool another = entry.path != path;
    entry = {path, known, {}, false};
    if (another)
        onEvent(); // it may have changed since it was read
}

void FileWatcher::forget(const QObject* who)
{
    m_entries.remove(who);
    arm();
}

void FileWatcher::checkAll()
{
    arm();
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
        it->mark = {};
        check(it.key(), *it, true);
    }
}

void FileWatcher::onEvent()
{
    // A stream of events must not put off the first look for ever.
    if (m_wait.isActive() && m_look == 0)
        return;
    m_look = 0;
    m_wait.start(lookAfterMs.front());
}

void FileWatcher::look()
{
    arm();
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it)
        check(it.key(), *it, m_look > 0);
    if (++m_look < lookAfterMs.size())
        m_wait.start(lookAfterMs[m_look]);
}

/// Always anew: after a rename over the file the old watch is on a file without a name. The folder
/// tells of files that come back.
void FileWatcher::arm()
{
    QStringList wanted;
    for (const Entry& entry : m_entries) {
        const QFileInfo file(ui::toQString(entry.path));
        wanted << file.filePath() << file.path();
        if (file.isSymLink()) {
            const QFileInfo real(file.canonicalFilePath());
            wanted << real.filePath() << real.path();
        }
    }
    wanted.removeDuplicates();
    wanted.removeAll(QString());
    QStringList stale = m_system.files();
    for (const QString& folder : m_system.directories()) {
        if (!wanted.contains(folder) || !QFileInfo::exists(folder))
            stale << folder;
    }
    if (!stale.isEmpty())
        m_system.removePaths(stale);
    QStringList missing;
    for (const QString& path : wanted) {
        if (!m_system.directories().contains(path) && QFileInfo::exists(path))
            missing << path;
    }
    if (!missing.isEmpty())
        m_system.addPaths(missing);
}

std::optional<FileWatcher::Mark> FileWatcher::markOf(const std::string& path)
{
    struct stat info = {};
    if (::stat(path.c_str(), &info) != 0)
        return std::nullopt;
    return Mark{S_ISREG(info.st_mode), info.st_dev, info.st_ino, info.st_ctim,
                info.st_ctim.tv_sec + settledSeconds < std::time(nullptr)};
}

void FileWatcher::check(const QObject* who, Entry& entry, bool final)
{
    const std::optional<Mark> mark = markOf(entry.path);
    if (mark && mark->settled && entry.mark.settled && mark->same(entry.mark))
        return;
    if (mark && !mark->regular)
        return; // reading a pipe may never end
    const Result<text::SourceText> read = m_store.load(entry.path);
    if (!read && read.error().code != "no-such-file")
        return;
    if (!read) {
        // Perhaps it is being written anew: believed at the second look.
        if (!entry.known || (!final && !std::exchange(entry.goneBefore, true)))
            return;
        entry.known.reset();
    } else {
        entry.goneBefore = false;
        entry.mark = mark.value_or(Mark{});
        if (entry.known && entry.known->bytes() == read->bytes())
            return;
        entry.known = *read;
    }
    m_changed(who, entry.path, entry.known);
}

} // namespace pw::app
