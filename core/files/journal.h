#pragma once
// The file in which a text is kept while it is being typed, for the day on which the program ends
// in the middle. For a thread that may wait for the disk.

#include "core/files/journal_record.h"
#include "core/files/open_file.h"

#include <memory>

namespace pw::files {

class Journal
{
public:
    /// Nothing is written yet.
    explicit Journal(std::string path, SystemCalls calls = SystemCalls::real());

    /// The whole text as it stands; what the file held before stays until this is on the disk. Only
    /// this person can read it. Error codes: those of FileStore::save.
    [[nodiscard]] Result<Done> begin(const JournalHead& head, std::string_view text);
    /// On the disk when it returns. After an error it has to begin anew. Error codes: as above, and
    /// `not-begun`.
    [[nodiscard]] Result<Done> append(const std::vector<JournalChange>& changes);
    /// Nothing has to be kept any more.
    void remove();

private:
    std::string m_path;
    std::unique_ptr<SystemCalls> m_calls; ///< at one place, as the file refers to them
    std::unique_ptr<OpenFile> m_file; ///< null: not begun
};

} // namespace pw::files
