#include "core/organization/database_file.h"

#include "core/ops/timestamp.h"
#include "core/organization/file_header.h"
#include "core/organization/schema.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace pw::organization {
namespace {

constexpr std::string_view inMemory = ":memory:";
/// What SQLite keeps beside a database.
constexpr std::array<std::string_view, 4> companions{"", "-wal", "-shm", "-journal"};

Error systemError(const std::string& path, std::string_view doing, int error)
{
    const bool refused = error == EACCES || error == EPERM || error == EROFS;
    const bool full = error == ENOSPC || error == EDQUOT;
    return {refused    ? "read-only"
                : full ? "disk-full"
                       : "cannot-open",
            std::string(doing) + " " + path + ": " + std::strerror(error),
            {}};
}

std::string folderOf(const std::string& path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "." : path.substr(0, std::max<std::size_t>(slash, 1));
}

/// Every folder on the way that is missing, for the owner alone.
Result<Done> makeFolders(const std::string& folder)
{
    for (std::size_t end = folder.find('/', 1);; end = folder.find('/', end + 1)) {
        const std::string part = folder.substr(0, end);
        if (::mkdir(part.c_str(), 0700) != 0 && errno != EEXIST) {
            const int error = errno;
            struct stat info = {};
            if (::stat(part.c_str(), &info) != 0)
                return systemError(part, "cannot make the folder", error);
        }
        if (end == std::string::npos)
            return Done{};
    }
}

/// Closed on every way out.
class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) { }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    [[nodiscard]] int fd() const { return m_fd; }

private:
    int m_fd;
};

/// Only one process at a time makes, checks or moves files in the folder. File systems without such
/// locks go without: SQLite's own locks still keep the content whole.
class FolderLock
{
public:
    explicit FolderLock(const std::string& folder)
        : m_folder(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    {
        while (m_folder.fd() >= 0 && ::flock(m_folder.fd(), LOCK_EX) != 0 && errno == EINTR) { }
    }

private:
    Descriptor m_folder;
};

enum class Nature : std::uint8_t { Missing, Empty, Ours, Damaged };

std::uint32_t bigEndian(std::string_view header, std::size_t at)
{
    std::uint32_t out = 0;
    for (const char byte : header.substr(at, 4))
        out = out << 8U | static_cast<unsigned char>(byte);
    return out;
}

Result<Nature> natureOfHeader(const std::string& path, std::string_view header)
{
    constexpr std::string_view magic("SQLite format 3\0", 16);
    if (header.empty())
        return Nature::Empty;
    if (!magic.starts_with(header.substr(0, magic.size()))) {
        // A power cut leaves zeros; anything else is somebody's file.
        if (header.find_first_not_of('\0') == std::string_view::npos)
            return Nature::Damaged;
        return Error{
            "not-a-database", path + " is no database of Policywright; nothing was changed", {}};
    }
    if (header.size() < fileHeaderBytes)
        return Nature::Damaged;
    const std::uint32_t application = bigEndian(header, 68);
    const std::uint32_t version = bigEndian(header, 60);
    // A file whose making was cut short is taken back by SQLite when it is opened.
    const bool half = application == 0 && ::access((path + "-journal").c_str(), F_OK) == 0;
    if (application != applicationId && !half)
        return Error{"not-a-database",
                     path + " is the database of another program; nothing was changed",
                     {}};
    if (version > static_cast<std::uint32_t>(schemaVersion()))
        return newerVersion(version);
    return Nature::Ours;
}

/// By its first bytes, so that what is not ours is not even opened as a database.
Result<Nature> natureOf(const std::string& path, const char* vfs)
{
    struct stat info = {};
    if (::stat(path.c_str(), &info) != 0) {
        if (errno == ENOENT)
            return Nature::Missing;
        return systemError(path, "cannot open", errno);
    }
    if (S_ISDIR(info.st_mode))
        return Error{"is-a-folder", path + " is a folder, not a file", {}};
    if (!S_ISREG(info.st_mode))
        return Error{"not-a-database", path + " is no regular file", {}};
    if (::access(path.c_str(), R_OK) != 0)
        return systemError(path, "cannot open", errno);
    const Result<std::string> header = fileHeader(path, vfs);
    return header ? natureOfHeader(path, *header) : header.error();
}

Result<Done> makeFile(const std::string& path)
{
    const Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.fd() < 0)
        return systemError(path, "cannot make", errno);
    return Done{};
}

/// What it holds is for its owner alone.
void closeToOthers(const std::string& path)
{
    struct stat info = {};
    if (::stat(path.c_str(), &info) == 0 && (info.st_mode & 077U) != 0)
        (void)::chmod(path.c_str(), info.st_mode & 0700U);
}

/// The database and what stands beside it under a name with the date. The new name.
Result<std::string> moveAside(const std::string& path, double now)
{
    std::string date = ops::formatTime(now).value_or("unknown-date");
    std::ranges::replace(date, ':', '-');
    const std::string wish = path + ".damaged-" + date;
    std::string target = wish;
    const auto taken = [&] {
        return std::ranges::any_of(companions, [&](std::string_view suffix) {
            return ::access((target + std::string(suffix)).c_str(), F_OK) == 0;
        });
    };
    for (int number = 2; taken(); ++number)
        target = wish + "-" + std::to_string(number);
    // The database goes last: while it is there, its companions are found missing at worst.
    for (auto suffix = companions.rbegin(); suffix != companions.rend(); ++suffix) {
        const std::string from = path + std::string(*suffix);
        if (::rename(from.c_str(), (target + std::string(*suffix)).c_str()) != 0 && errno != ENOENT)
            return systemError(path, "the database is damaged and cannot be moved aside:", errno);
    }
    return target;
}

Result<Done> checkQuickly(Database& database)
{
    const Result<std::optional<std::string>> verdict = database.text("PRAGMA quick_check(1)");
    if (!verdict)
        return verdict.error();
    if (*verdict != "ok")
        return Error{"damaged-database",
                     "the database is damaged (" + verdict->value_or("no answer") + ")",
                     {}};
    return Done{};
}

Result<Done> setUp(Database& database, std::vector<OpenNote>& notes)
{
    // A change of the mode is refused by some file systems; the answer says what it is now.
    const Result<std::optional<std::string>> asked = database.text("PRAGMA journal_mode = WAL");
    const Result<std::optional<std::string>> mode = database.text("PRAGMA journal_mode");
    if (!mode)
        return asked ? mode.error() : asked.error();
    if (*mode != "wal" && *mode != "memory") {
        notes.push_back({"no-wal",
                         "the file system of the database does not allow several programs to read "
                         "while one writes; they wait for each other"});
    }
    return database.execute("PRAGMA synchronous = FULL;"
                            "PRAGMA foreign_keys = ON;"
                            "PRAGMA temp_store = MEMORY;"
                            "PRAGMA cache_size = -32768;"
                            "PRAGMA journal_size_limit = 67108864;");
}

Result<DatabaseFile> openRecognized(const std::string& path, const FileOptions& options, bool check)
{
    Result<Database> database = Database::open(path, options.vfs);
    if (!database)
        return database.error();
    if (database->readOnly())
        return systemError(path, "cannot write to", EACCES);
    if (check) {
        if (const Result<Done> whole = checkQuickly(*database); !whole)
            return whole.error();
    }
    // A new file gets its tables before it gets its log: its header says from the start whose it
    // is.
    const Result<std::int64_t> version = migrate(*database);
    if (!version)
        return version.error();
    DatabaseFile out{std::move(*database), {}};
    if (*version > 0 && *version < schemaVersion())
        out.notes.push_back({"upgraded", "the database was brought to the layout of this version"});
    if (const Result<Done> done = setUp(out.database, out.notes); !done)
        return done.error();
    return out;
}

Result<DatabaseFile> openFile(const std::string& path, const FileOptions& options)
{
    Result<Nature> nature = natureOf(path, options.vfs);
    if (!nature)
        return nature.error();
    std::string reason = "its beginning is gone";
    if (*nature == Nature::Missing) {
        if (const Result<Done> made = makeFile(path); !made)
            return made.error();
    }
    if (*nature != Nature::Damaged) {
        closeToOthers(path);
        Result<DatabaseFile> opened = openRecognized(path, options, *nature == Nature::Ours);
        if (opened || opened.error().code != "damaged-database" || *nature != Nature::Ours)
            return opened;
        reason = opened.error().message;
    }
    const Result<std::string> moved = moveAside(path, options.clock());
    if (!moved)
        return moved.error();
    if (const Result<Done> made = makeFile(path); !made)
        return made.error();
    Result<DatabaseFile> opened = openRecognized(path, options, false);
    if (opened) {
        opened->notes.insert(opened->notes.begin(),
                             {"moved-aside",
                              "the database was damaged (" + reason + "); it is kept as " + *moved
                                  + ", and a new one was made"});
    }
    return opened;
}

} // namespace

Result<DatabaseFile> openDatabaseFile(const std::string& path, const FileOptions& options)
{
    const std::string step = "open the local organization " + path;
    if (path.empty())
        return Error{"cannot-open", "the path is empty", step};
    if (path == inMemory) {
        Result<DatabaseFile> opened = openRecognized(path, options, false);
        return opened ? std::move(opened) : opened.error().withContext(step);
    }
    const std::string folder = folderOf(path);
    if (const Result<Done> made = makeFolders(folder); !made)
        return made.error().withContext(step);
    const FolderLock lock(folder);
    Result<DatabaseFile> opened = openFile(path, options);
    if (!opened) {
        Error error = opened.error();
        if (error.code == "cannot-open" && ::access(folder.c_str(), W_OK) != 0)
            error = systemError(folder, "cannot write to the folder", errno);
        return error.withContext(step);
    }
    return opened;
}

} // namespace pw::organization
