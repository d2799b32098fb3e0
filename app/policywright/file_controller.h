#pragma once
// Files of the open documents: opens, saves, notices changes of other programs, and asks before
// unsaved text would be lost.

#include "app/policywright/file_opener.h"
#include "app/policywright/file_watch.h"
#include "app/policywright/job.h"
#include "core/files/file_store.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTimer>

namespace pw::app {

class Document;
class FileSaver;
class Session;

class FileController : public QObject
{
    Q_OBJECT
public:
    /// All must outlive it. Questions are asked over the window; when it becomes the active one,
    /// all files are looked at.
    FileController(files::FileStore& store, Session& session, QWidget& window,
                   QObject* parent = nullptr);
    ~FileController() override;

    /// By their content: tabs, or `fingerprintFilesChosen`. What is refused is told once for all.
    void open(const QStringList& paths);
    /// The same without a box about those that are gone; `reopened` comes then.
    void reopen(const QStringList& paths);
    void chooseFiles();
    void save(Document& document);
    void saveAs(Document& document);
    void reload(Document& document);
    /// Asks first when its text is unsaved.
    void close(Document& document);
    /// For the window's close event. False: it is asked or written first, and `quitConfirmed`
    /// comes when the answer is yes.
    [[nodiscard]] bool mayQuit();
    /// Stops opening; a save is never stopped in the middle.
    void cancelOpening();

    [[nodiscard]] bool isOpening() const;
    /// The document is being written, read or asked about.
    [[nodiscard]] bool isBusy(const Document& document) const;
    /// Nothing is read, written or asked.
    [[nodiscard]] bool isIdle() const;
    [[nodiscard]] FileWatch& watch() { return m_watch; }

Q_SIGNALS:
    void fingerprintFilesChosen(const QStringList& paths);
    void folderChosen(const QString& path);
    /// What is opened or saved, when it takes longer; `total` 0: unknown.
    void working(const QString& what, int done, int total);
    void rested();
    /// `NAME: why` for each file that was not opened; told in a box, too.
    void refused(const QStringList& reasons);
    void opened(); ///< every file of one `open` is in its place
    void reopening(); ///< the files of one `reopen` are about to come
    void reopened(); ///< every file of one `reopen` that is still there
    void quitConfirmed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Followed
    {
        FileSaver* saver = nullptr;
        bool closing = false; ///< as soon as it is known whether the text is saved
        std::string path;
        std::optional<text::SourceText> known;
    };

    struct Order
    {
        QStringList paths;
        bool again = false; ///< they were open the last time
    };

    void onAdded(Document* document);
    void onClosing(Document* document);
    void follow(Document* document);
    void queue(const Order& order);
    void openNext();
    void take(const std::vector<OpenedFile>& files, bool again);
    void tellRefused(const std::vector<OpenedFile>& files);
    [[nodiscard]] FileSaver* saverOf(const Document& document) const;
    [[nodiscard]] FileSaver* busySaver() const;
    void askToClose(Document& document);
    void askToQuit();
    void saveAllAndQuit(QList<QPointer<Document>> documents);
    void quitNow();
    void showWork(const QString& what, int done, int total);
    void noteRest();

    files::FileStore& m_store;
    Session& m_session;
    QWidget& m_window;
    FileWatch m_watch;
    Job m_opening;
    QList<Order> m_queue; ///< to be opened next
    QHash<const Document*, Followed> m_followed;
    QTimer m_patience; ///< short work is not shown
    struct
    {
        QString what;
        int done = 0;
        int total = 0;
    } m_work;
    bool m_quitAsked = false;
    bool m_quitConfirmed = false;
};

} // namespace pw::app
