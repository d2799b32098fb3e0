#include "app/policywright/journal_keeper.h"

#include <unistd.h>

namespace pw::app {

void JournalKeeper::setFolder(files::WindowFolder folder)
{
    m_folder = std::move(folder);
}

void JournalKeeper::begin(int text, files::JournalHead head,
                          const std::optional<text::SourceText>& known, const std::string& bytes)
{
    if (!m_folder)
        return;
    if (known)
        head.known = files::contentDigest(known->bytes());
    auto at = m_journals.find(text);
    if (at == m_journals.end())
        at = m_journals.emplace(text, files::Journal(m_folder->journalOf(text))).first;
    const Result<Done> begun = at->second.begin(head, bytes);
    tell(text, begun);
}

void JournalKeeper::append(int text, const std::vector<files::JournalChange>& changes)
{
    const auto at = m_journals.find(text);
    if (at == m_journals.end())
        return;
    const Result<Done> appended = at->second.append(changes);
    if (!appended && appended.error().code == "not-begun")
        return; // told already
    tell(text, appended);
}

void JournalKeeper::tell(int text, const Result<Done>& result)
{
    if (result)
        m_failing.erase(text);
    else
        m_failing.insert(text);
    m_answer(text, result);
}

void JournalKeeper::remove(int text)
{
    m_failing.erase(text);
    const auto at = m_journals.find(text);
    if (at == m_journals.end())
        return;
    at->second.remove();
    m_journals.erase(at);
}

void JournalKeeper::note(const std::string& bytes)
{
    if (m_folder)
        (void)m_folder->note(bytes); // the tabs alone would be missed; texts have answers
}

void JournalKeeper::removeLeft(const std::vector<std::string>& files)
{
    if (!m_folder || !m_failing.empty())
        return; // offered once more the next time
    throwAway(files);
}

void JournalKeeper::throwAway(const std::vector<std::string>& files)
{
    for (const std::string& path : files)
        ::unlink(path.c_str());
}

void JournalKeeper::close()
{
    m_journals.clear();
    if (m_folder)
        m_folder->remove();
    m_folder.reset();
}

} // namespace pw::app
