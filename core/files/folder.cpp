#include "core/files/folder.h"

#include "core/files/part_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <sys/stat.h>
#include <system_error>
#include <utility>

namespace pw::files {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> endings{".yaml", ".yml", ".json"};
constexpr std::size_t entriesPerStep = 200; // between two words of progress

using Identity = std::pair<std::uint64_t, std::uint64_t>;

std::int64_t nanoseconds(const timespec& time)
{
    constexpr std::int64_t perSecond = 1'000'000'000;
    return static_cast<std::int64_t>(time.tv_sec) * perSecond + time.tv_nsec;
}

FileStamp stampIn(const struct stat& facts)
{
    return {facts.st_dev, facts.st_ino, static_cast<std::uint64_t>(facts.st_size),
            nanoseconds(facts.st_mtim), nanoseconds(facts.st_ctim)};
}

Error folderError(const std::string& folder, int error)
{
    switch (error) {
    case ENOENT:
        return {"no-such-folder", "There is no folder " + folder, {}};
    case ENOTDIR:
        return {"not-a-folder", folder + " is no folder", {}};
    case EACCES:
    case EPERM:
        return {"no-permission", "You may not look into the folder " + folder, {}};
    default:
        return {"read-failed",
                "The folder " + folder + " could not be read: " + std::strerror(error),
                {}};
    }
}

/// One entry of a folder, links followed.
struct Entry
{
    std::string path;
    std::string name;
    struct stat facts = {};
    bool there = false;
    [[nodiscard]] Identity identity() const { return {facts.st_dev, facts.st_ino}; }
};

class Walk
{
public:
    Walk(std::size_t most, const std::stop_token& stop, const ProgressFn& progress)
        : m_most(most), m_stop(stop), m_progress(progress)
    {
    }

    Result<FolderListing> run(const std::string& folder)
    {
        struct stat facts = {};
        if (::stat(folder.c_str(), &facts) != 0)
            return folderError(folder, errno);
        if (!S_ISDIR(facts.st_mode))
            return folderError(folder, ENOTDIR);
        m_folders.insert({facts.st_dev, facts.st_ino});
        if (const int failed = look(folder, {}))
            return folderError(folder, failed);
        // What has a name of its own goes before what is linked.
        while (!m_waiting.empty() || !m_linked.empty()) {
            std::deque<Entry>& next = m_waiting.empty() ? m_linked : m_waiting;
            const Entry entry = std::move(next.front());
            next.pop_front();
            if (m_stop.stop_requested())
                break;
            S_ISDIR(entry.facts.st_mode) ? enter(entry) : takeFile(entry);
        }
        if (m_stop.stop_requested())
            return Error{std::string(cancelledCode), "reading the folder was cancelled", {}};
        std::ranges::sort(m_out.files, {}, &FolderFile::name);
        std::ranges::sort(m_out.skipped, {}, &SkippedFile::name);
        return std::move(m_out);
    }

private:
    void enter(const Entry& entry)
    {
        if (m_folders.contains(entry.identity()))
            return; // a link back, or a second one
        if (m_folders.size() == m_most) {
            m_out.cut = true;
            return;
        }
        m_folders.insert(entry.identity());
        if (const int failed = look(entry.path, entry.name + '/'))
            m_out.unread.push_back(entry.name + ": " + std::strerror(failed));
    }

    /// The errno of a folder that cannot be looked into.
    int look(const std::string& folder, const std::string& prefix)
    {
        std::error_code failed;
        fs::directory_iterator at(folder, failed);
        for (; !failed && at != fs::directory_iterator(); at.increment(failed)) {
            if (m_stop.stop_requested())
                return 0;
            take(*at, prefix);
        }
        return failed.value();
    }

    void take(const fs::directory_entry& found, const std::string& prefix)
    {
        const std::string last = found.path().filename().string();
        if (isPartName(last))
            return;
        std::error_code failed;
        const bool link = found.is_symlink(failed);
        Entry entry;
        entry.path = found.path().string();
        entry.name = prefix + last;
        entry.there = ::stat(entry.path.c_str(), &entry.facts) == 0;
        if (entry.there && S_ISDIR(entry.facts.st_mode)) {
            if (!last.starts_with('.'))
                (link ? m_linked : m_waiting).push_back(std::move(entry));
            return;
        }
        if (m_count == m_most) {
            m_out.cut = true;
            return;
        }
        if (++m_count % entriesPerStep == 0)
            m_progress(m_count, 0, entry.name);
        if (link)
            m_linked.push_back(std::move(entry));
        else
            takeFile(entry);
    }

    void takeFile(const Entry& entry)
    {
        if (!entry.there || !S_ISREG(entry.facts.st_mode)) {
            m_out.skipped.push_back({entry.name, SkippedFile::Why::Special, {}});
            return;
        }
        if (!isDocumentName(entry.name)) {
            m_out.skipped.push_back({entry.name, SkippedFile::Why::Name, {}});
            return;
        }
        const auto [known, isNew] = m_files.try_emplace(entry.identity(), entry.name);
        if (!isNew) {
            m_out.skipped.push_back({entry.name, SkippedFile::Why::Twice, known->second});
            return;
        }
        m_out.files.push_back({entry.path, entry.name, stampIn(entry.facts)});
    }

    std::size_t m_most;
    std::stop_token m_stop;
    const ProgressFn& m_progress;
    FolderListing m_out;
    std::size_t m_count = 0;
    std::deque<Entry> m_waiting; ///< folders
    std::deque<Entry> m_linked; ///< folders and files under other names
    std::set<Identity> m_folders;
    std::map<Identity, std::string> m_files;
};

} // namespace

std::optional<FileStamp> stampOf(const std::string& path)
{
    struct stat facts = {};
    return ::stat(path.c_str(), &facts) == 0 ? std::optional(stampIn(facts)) : std::nullopt;
}

bool isDocumentName(const std::string& name)
{
    std::string lower = name;
    std::ranges::transform(lower, lower.begin(), [](char sign) {
        return sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign;
    });
    return std::ranges::any_of(endings,
                               [&lower](std::string_view end) { return lower.ends_with(end); });
}

Result<FolderListing> listFolder(const std::string& folder, std::size_t most,
                                 const std::stop_token& stop, const ProgressFn& progress)
{
    return Walk(most, stop, progress).run(folder);
}

} // namespace pw::files
