#pragma once
// What lies in a folder and below it, without reading a file: by names, kinds, sizes and times.

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace pw::files {

/// Says whether a file is still the one that was read; never whether it holds the same.
struct FileStamp
{
    std::uint64_t device = 0;
    std::uint64_t node = 0;
    std::uint64_t size = 0;
    std::int64_t modified = 0; ///< nanoseconds since the epoch
    std::int64_t changed = 0; ///< of its rights and names, too
    bool operator==(const FileStamp&) const = default;
};

/// Nothing when there is no such file. Links are followed.
[[nodiscard]] std::optional<FileStamp> stampOf(const std::string& path);

struct FolderFile
{
    std::string path; ///< absolute when the folder was
    std::string name; ///< from the folder on: `services/chronyd.yaml`
    FileStamp stamp;
};

/// What is no document for us by what it is alone.
struct SkippedFile
{
    enum class Why : std::uint8_t {
        Name, ///< ends in neither .yaml, .yml nor .json
        Twice, ///< another name of a file that is listed
        Special, ///< a device, pipe or socket, or a link to nothing
    };
    std::string name;
    Why why = Why::Name;
    std::string other; ///< of Twice: the name that is listed
};

struct FolderListing
{
    std::vector<FolderFile> files; ///< by name
    std::vector<SkippedFile> skipped; ///< by name
    std::vector<std::string> unread; ///< `name: why`, folders that could not be looked into
    bool cut = false; ///< there is more than `most`
};

/// Folders whose names begin with a dot are left out, and so is what a save in progress has left.
/// Links are followed, each file and folder is listed once, under its own name where it has one.
/// `most`: files of every kind, and folders. Error codes: `no-such-folder`, `not-a-folder`,
/// `no-permission`, `read-failed`, `cancelled`.
[[nodiscard]] Result<FolderListing> listFolder(const std::string& folder, std::size_t most,
                                               const std::stop_token& stop,
                                               const ProgressFn& progress);

inline constexpr std::size_t mostFolderFiles = 10000;

/// By its name: may it hold a document?
[[nodiscard]] bool isDocumentName(const std::string& name);

} // namespace pw::files
