#pragma once
// Reads what a window has left that ended in the middle, and compares it with the files.

#include "app/policywright/open_tabs.h"
#include "core/files/file_store.h"
#include "core/files/recovery_folder.h"
#include "ui/recovery/recovery_dialog.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace pw::app {

struct LeftText
{
    ui::RecoverableText shown; ///< its key is the path of the journal
    text::SourceText text;
    std::optional<text::SourceText> onDisk; ///< what the file holds now
};

struct LeftTexts
{
    std::vector<LeftText> texts;
    std::vector<std::string> done; ///< journals that say nothing that is not in a file
    std::vector<std::string> unreadable; ///< journals
};

/// For a worker's thread.
[[nodiscard]] LeftTexts readLeftTexts(const files::FileStore& store,
                                      const std::vector<std::string>& journals,
                                      const std::stop_token& stop);

} // namespace pw::app
