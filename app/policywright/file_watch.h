#pragma once
// Notices when another program changes, replaces or removes a file. Reads and compares on a thread
// of its own.

#include "core/files/file_store.h"

#include <QObject>
#include <QThread>

#include <optional>
#include <string>

namespace pw::app {

class FileWatcher;

class FileWatch : public QObject
{
    Q_OBJECT
public:
    using Content = std::optional<text::SourceText>; ///< absent: there is no such file

    /// `store` must outlive it.
    explicit FileWatch(const files::FileStore& store, QObject* parent = nullptr);
    ~FileWatch() override;

    /// `known` is what is no news. `who` is whom the file concerns: one file each.
    void follow(const QObject* who, const std::string& path, const Content& known);
    void forget(const QObject* who);
    /// Reads all files now: what comes over the network may change without an event.
    void checkAll();

Q_SIGNALS:
    /// The content is another one than before, whatever its times say. What is told is no news
    /// any more. A file that cannot be read tells nothing: the next save says why.
    void changed(const QObject* who, const std::string& path,
                 const pw::app::FileWatch::Content& content);
    void checked(); ///< `checkAll` is through

private:
    QThread m_thread;
    FileWatcher* m_watcher = nullptr; // lives on the thread
};

} // namespace pw::app
