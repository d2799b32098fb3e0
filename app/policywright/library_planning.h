#pragma once
// What one fix makes of many files, and the writing of it: both on a worker's thread.

#include "app/policywright/tab_texts.h"
#include "core/base/progress.h"
#include "core/files/file_store.h"
#include "core/ops/library.h"
#include "core/text/text_edit.h"
#include "ui/diff/diff_rows.h"

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace pw::app {

struct FixPlan
{
    std::string path;
    std::string name; ///< from the folder on
    std::string refused; ///< why it cannot be changed; then nothing below is known
    int document = 0; ///< number of the tab that it stands in; 0: in none
    std::uint64_t revision = 0; ///< of the tab's text
    text::SourceText before; ///< what the changes are of; a file must still hold it
    ops::FixedText fixed;
    text::TextEdits edits; ///< of a tab
    ui::TextDiffPtr diff; ///< null: nothing changes
};
using FixPlanPtr = std::shared_ptr<const FixPlan>;

struct FixQuestion
{
    std::vector<ops::LibraryFilePtr> files;
    std::vector<TabText> tabs;
    std::set<ops::FixKind> chosen;
};

/// One for each file that has a chosen fix, read anew. Error code: `cancelled`.
[[nodiscard]] Result<std::vector<FixPlanPtr>> planFixes(const files::FileStore& store,
                                                        const FixQuestion& question,
                                                        const std::stop_token& stop,
                                                        const ProgressFn& progress);

struct WrittenFix
{
    std::string path;
    bool reached = false; ///< false: it was stopped before this one
    Result<Done> written = Done{};
};

/// One after the other, each at once or not at all; what another program has changed meanwhile is
/// refused. Stopped between two files. `told` is called on the worker's thread.
void writeFixes(files::FileStore& store, const std::vector<FixPlanPtr>& plans,
                const std::function<void(const WrittenFix&)>& told, const std::stop_token& stop,
                const ProgressFn& progress);

} // namespace pw::app
