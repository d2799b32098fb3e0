#pragma once
// The part of RecoveryJournal that lives on a thread of its own and waits for the disk.

#include "core/files/journal.h"
#include "core/files/recovery_folder.h"
#include "core/text/source_text.h"

#include <QObject>

#include <functional>
#include <map>
#include <optional>
#include <set>

namespace pw::app {

class JournalKeeper : public QObject
{
    Q_OBJECT
public:
    /// Of a text by its number.
    using Answer = std::function<void(int text, const Result<Done>& result)>;
    explicit JournalKeeper(Answer answer) : m_answer(std::move(answer)) { }

    /// All of them on its thread alone.
    void setFolder(files::WindowFolder folder);
    void begin(int text, files::JournalHead head, const std::optional<text::SourceText>& known,
               const std::string& bytes);
    void append(int text, const std::vector<files::JournalChange>& changes);
    void remove(int text);
    void note(const std::string& bytes);
    /// Takes away files that other windows left, unless something of this one is not kept.
    void removeLeft(const std::vector<std::string>& files);
    void throwAway(const std::vector<std::string>& files);
    void close();

private:
    void tell(int text, const Result<Done>& result);

    Answer m_answer;
    std::optional<files::WindowFolder> m_folder;
    std::map<int, files::Journal> m_journals;
    std::set<int> m_failing; ///< texts that are not kept
};

} // namespace pw::app
