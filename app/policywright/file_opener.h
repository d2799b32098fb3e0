#pragma once
// What a file is, by its content: fingerprints for the table, a text for a tab, or nothing for us.

#include "core/base/progress.h"
#include "core/files/file_store.h"

#include <stop_token>
#include <string>
#include <vector>

namespace pw::app {

struct OpenedFile
{
    enum class Kind {
        Text, ///< for a tab: policies, broken YAML, empty files
        Fingerprints, ///< and what is no regular file: a pipe cannot be saved to
        Folder,
        SameAs, ///< another name of a file that is open, or comes before in the list
        Refused,
    };
    Kind kind = Kind::Refused;
    std::string path; ///< absolute; that of the other file when it is the same
    text::SourceText text; ///< of a text
    Error error; ///< why it is refused
};

/// In the order of the paths. For a worker's thread.
[[nodiscard]] std::vector<OpenedFile> openFiles(const files::FileStore& store,
                                                const std::vector<std::string>& paths,
                                                const std::vector<std::string>& open,
                                                const std::stop_token& stop,
                                                const ProgressFn& progress);

} // namespace pw::app
