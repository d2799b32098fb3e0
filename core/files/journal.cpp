#include "core/files/journal.h"

#include "core/files/file_errors.h"

#include <cerrno>
#include <fcntl.h>

namespace pw::files {

Journal::Journal(std::string path, SystemCalls calls)
    : m_path(std::move(path)), m_calls(std::make_unique<SystemCalls>(std::move(calls)))
{
}

Result<Done> Journal::begin(const JournalHead& head, std::string_view text)
{
    m_file.reset();
    const std::string fresh = m_path + ".new";
    constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC | O_NOFOLLOW;
    auto file = std::make_unique<OpenFile>(*m_calls, m_calls->open(fresh.c_str(), flags, 0600));
    if (!file->valid())
        return writeError(m_path, errno);
    std::optional<int> failed = file->writeAll(journalStart(head, text));
    if (!failed)
        failed = file->sync();
    if (!failed && m_calls->rename(fresh.c_str(), m_path.c_str(), true) != 0)
        failed = errno;
    if (failed) {
        m_calls->unlink(fresh.c_str());
        return writeError(m_path, *failed);
    }
    syncFolder(*m_calls, folderOf(m_path));
    m_file = std::move(file);
    return Done{};
}

Result<Done> Journal::append(const std::vector<JournalChange>& changes)
{
    if (m_file == nullptr)
        return Error{"not-begun", "the text before the changes is not kept", "write " + m_path};
    std::optional<int> failed = m_file->writeAll(journalStep(changes));
    if (!failed)
        failed = m_file->sync();
    if (!failed)
        return Done{};
    // Half a step may stand there: nothing behind it would be found.
    m_file.reset();
    return writeError(m_path, *failed);
}

void Journal::remove()
{
    m_file.reset();
    m_calls->unlink(m_path.c_str());
}

} // namespace pw::files
