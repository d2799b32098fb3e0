#include "core/files/part_file.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <optional>
#include <random>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace pw::files {
namespace {

constexpr std::string_view prefix = ".policywright-";
constexpr std::string_view suffix = ".part";
constexpr std::time_t restSeconds = 3600;

/// Of `.policywright-PID-NUMBER.part`.
std::optional<pid_t> writerOf(std::string_view name)
{
    if (!name.starts_with(prefix) || !name.ends_with(suffix)
        || name.size() < prefix.size() + suffix.size())
        return std::nullopt;
    name.remove_prefix(prefix.size());
    name.remove_suffix(suffix.size());
    const char* const end = name.data() + name.size();
    pid_t pid = 0;
    const auto first = std::from_chars(name.data(), end, pid);
    if (first.ec != std::errc() || pid <= 0 || first.ptr == end || *first.ptr != '-'
        || first.ptr + 1 == end)
        return std::nullopt;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return std::all_of(first.ptr + 1, end, isDigit) ? std::optional(pid) : std::nullopt;
}

bool isLeftOver(const std::string& path, pid_t writer)
{
    if (::kill(writer, 0) == 0 || errno != ESRCH)
        return false;
    struct stat info = {};
    return ::lstat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == ::geteuid()
        && info.st_mtime < std::time(nullptr) - restSeconds;
}

} // namespace

int openPart(const SystemCalls& calls, const std::string& folder, mode_t mode, std::string& name)
{
    std::random_device random;
    int fd = -1;
    do {
        name = folder + "/" + std::string(prefix) + std::to_string(::getpid()) + "-"
            + std::to_string(random()) + std::string(suffix);
        fd = calls.open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    } while (fd < 0 && errno == EEXIST);
    return fd;
}

bool isPartName(std::string_view fileName)
{
    return writerOf(fileName).has_value();
}

void sweepParts(const SystemCalls& calls, const std::string& folder)
{
    const auto closeFolder = [](DIR* handle) { ::closedir(handle); };
    const std::unique_ptr<DIR, decltype(closeFolder)> handle(::opendir(folder.c_str()),
                                                             closeFolder);
    if (handle == nullptr)
        return;
    std::vector<std::string> leftOver;
    while (const dirent* const entry = ::readdir(handle.get())) {
        const std::string path = folder + "/" + entry->d_name;
        const std::optional<pid_t> writer = writerOf(entry->d_name);
        if (writer && isLeftOver(path, *writer))
            leftOver.push_back(path);
    }
    for (const std::string& path : leftOver)
        calls.unlink(path.c_str());
}

} // namespace pw::files
