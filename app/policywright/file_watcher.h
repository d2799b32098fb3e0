#pragma once
// The part of FileWatch that lives on the thread: system events, waiting until they settle,
// reading and comparing.

#include "app/policywright/file_watch.h"

#include <QFileSystemWatcher>
#include <QHash>
#include <QTimer>

#include <ctime>
#include <functional>

namespace pw::app {

class FileWatcher : public QObject
{
    Q_OBJECT
public:
    using Changed
        = std::function<void(const QObject*, const std::string&, const FileWatch::Content&)>;

    FileWatcher(const files::FileStore& store, Changed changed);

    /// All of them on its thread alone.
    void follow(const QObject* who, const std::string& path, const FileWatch::Content& known);
    void forget(const QObject* who);
    void checkAll();

private:
    /// What changes with every write, if the clock has ticked since.
    struct Mark
    {
        bool regular = false;
        unsigned long device = 0;
        unsigned long inode = 0;
        std::timespec changed = {};
        bool settled = false; ///< read when the last change was old already
        [[nodiscard]] bool same(const Mark& other) const;
    };
    struct Entry
    {
        std::string path;
        FileWatch::Content known;
        Mark mark;
        bool goneBefore = false; ///< missing at the last look, not told yet
    };

    void onEvent();
    void look();
    void arm();
    void check(const QObject* who, Entry& entry, bool final);
    [[nodiscard]] static std::optional<Mark> markOf(const std::string& path);

    const files::FileStore& m_store;
    Changed m_changed;
    QFileSystemWatcher m_system;
    QTimer m_wait;
    std::size_t m_look = 0; ///< how many times was looked since the last event
    QHash<const QObject*, Entry> m_entries;
};

} // namespace pw::app
