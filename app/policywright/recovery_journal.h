#pragma once
// Keeps what is typed and not saved on the disk, at most a second behind, as long as the window
// runs. What another window left after a crash is found by RecoveryController.

#include "app/policywright/journal_keeper.h"

#include <QHash>
#include <QObject>
#include <QThread>
#include <QTimer>

namespace pw::app {

class Document;
class Session;

class RecoveryJournal : public QObject
{
    Q_OBJECT
public:
    /// Keeps nothing before there is a folder. The session must outlive it.
    explicit RecoveryJournal(Session& session, QObject* parent = nullptr);
    /// The window is closed, whatever was not saved is not wanted: nothing is left of it.
    ~RecoveryJournal() override;

    void setFolder(files::WindowFolder folder);
    /// What the window wants to know again after a crash, beside the texts.
    void note(const QByteArray& bytes);
    /// These files of another window are taken away as soon as what is open here is kept here.
    void takeOver(std::vector<std::string> files);
    void throwAway(std::vector<std::string> files);

    /// From the first change that is not kept.
    static constexpr int delayMs = 300;

Q_SIGNALS:
    /// What is typed is not kept at the moment; told again as long as it is so.
    void failed(const QString& why);
    void recovered(); ///< it is kept again

private:
    struct Followed
    {
        bool begun = false;
        bool bom = false; ///< when it was begun
        std::string path;
        QString title;
        std::optional<text::SourceText> known;
        std::vector<files::JournalChange> changes; ///< not written yet
        std::size_t written = 0; ///< changes since it was begun
        std::size_t writtenBytes = 0;
    };

    void onAdded(Document* document);
    void write();
    void write(const Document& document, Followed& followed);
    void begin(const Document& document, Followed& followed);
    [[nodiscard]] static bool fits(const Document& document, const Followed& followed);
    void onAnswer(int text, const Result<Done>& result);
    template <typename Call> void onThread(Call call);

    Session& m_session;
    QThread m_thread;
    JournalKeeper* m_keeper = nullptr; // lives on the thread
    QHash<int, Followed> m_followed; ///< by the number of the document
    QTimer m_delay;
    QTimer m_retry; ///< active: it failed, and is not tried
    bool m_ready = false;
    bool m_failing = false;
};

} // namespace pw::app
