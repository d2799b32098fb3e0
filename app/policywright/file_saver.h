#pragma once
// Saving, reloading and what happens to the file meanwhile, for one document.

#include "app/policywright/document.h"
#include "app/policywright/job.h"
#include "core/files/file_store.h"

#include <QObject>

#include <functional>
#include <optional>
#include <string>
#include <vector>

class QWidget;

namespace pw::app {

class FileSaver : public QObject
{
    Q_OBJECT
public:
    /// Whether the text as it was when it was asked for is in a file now.
    using Then = std::function<void(bool saved)>;

    /// Belongs to the document. `store` and `window`, where questions are asked, must outlive it.
    FileSaver(files::FileStore& store, Document& document, QWidget& window);

    /// Asks for a name when there is none, and before anything is lost. Called again while it
    /// works, what has been typed since is saved afterwards.
    void save(const Then& then = {});
    void saveAs(const Then& then = {});
    /// The file's content as one undo step.
    void reload();
    /// What stands in the file now, by the watch.
    void tellNews(const std::optional<text::SourceText>& content);

    /// Writing, reading or waiting for an answer.
    [[nodiscard]] bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void working(const QString& what);
    void rested();

private:
    enum class Notice { None, Changed, ChangedModified, Gone };

    void begin(const Then& then);
    void end(bool saved);
    void chooseName();
    void write(const std::string& path, files::Expected expected, files::SaveWay way);
    void written(const files::SaveOrder& order, const Result<Done>& result,
                 const text::SourceText& content, std::uint64_t revision);
    void askAbout(const Error& error, const files::SaveOrder& order);
    void decide(const QString& choice, const files::SaveOrder& order);
    void read();
    void take(const text::SourceText& content);
    void showNotice(Notice notice);
    void onNoticeAnswered(int button);

    files::FileStore& m_store;
    Document& m_document;
    QWidget& m_window;
    Job m_job;
    bool m_busy = false;
    Then m_then;
    std::vector<Then> m_waiting;
    Notice m_notice = Notice::None;
    std::optional<text::SourceText> m_news; ///< what the notice is about
    bool m_newsPending = false; ///< came while busy
};

} // namespace pw::app
