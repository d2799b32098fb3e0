#pragma once
// Reads a folder as a library, on a worker's thread: what is known already is not read again.

#include "app/policywright/tab_texts.h"
#include "core/base/progress.h"
#include "core/files/file_store.h"
#include "core/ops/library.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace pw::app {

/// One file as it was read: a row, or why it is none.
struct KnownFile
{
    files::FileStamp stamp;
    ops::LibraryFilePtr row; ///< null: not ours
    ops::OtherFile other;
};

struct ReadLibrary
{
    ops::LibraryPtr library;
    std::map<std::string, KnownFile> known; ///< by name; without those that stand in tabs
};
using ReadLibraryPtr = std::shared_ptr<const ReadLibrary>;

struct LibraryQuestion
{
    std::string folder;
    std::vector<TabText> tabs; ///< judged as they stand there
    ReadLibraryPtr before; ///< files with the same stamp are not read again; null: all are read
};

/// Error codes as those of `listFolder`. A file that cannot be read is a row that says so.
[[nodiscard]] Result<ReadLibraryPtr> readLibrary(const files::FileStore& store,
                                                 const LibraryQuestion& question,
                                                 const std::stop_token& stop,
                                                 const ProgressFn& progress);

} // namespace pw::app
