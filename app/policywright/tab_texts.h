#pragma once
// What stands in the tabs of files, for workers that would read the files otherwise.

#include "core/files/folder.h"
#include "core/snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pw::app {

class Session;

struct TabText
{
    std::string path;
    int document = 0; ///< its number in the session
    std::uint64_t revision = 0;
    bool unsaved = false;
    SnapshotPtr snapshot; ///< of this very text; null: it is not analysed yet
    std::string bytes; ///< when it is not

    /// Nothing when it is longer than any text may be.
    [[nodiscard]] std::optional<text::SourceText> text() const;
};

/// Of the documents that are kept in files.
[[nodiscard]] std::vector<TabText> tabTexts(const Session& session);

/// By the file itself, whatever name it was opened under. For a worker's thread.
class TabIndex
{
public:
    explicit TabIndex(std::vector<TabText> tabs);
    /// Null: the file is in no tab.
    [[nodiscard]] const TabText* find(const std::string& path,
                                      const std::optional<files::FileStamp>& stamp) const;

private:
    std::vector<TabText> m_tabs;
    std::vector<std::optional<files::FileStamp>> m_stamps;
};

} // namespace pw::app
