#include "app/policywright/file_watch.h"

#include "app/policywright/file_watcher.h"

namespace pw::app {

FileWatch::FileWatch(const files::FileStore& store, QObject* parent) : QObject(parent)
{
    m_watcher = new FileWatcher(
        store, [this](const QObject* who, const std::string& path, const Content& content) {
            QMetaObject::invokeMethod(
                this, [this, who, path, content] { Q_EMIT changed(who, path, content); },
                Qt::QueuedConnection);
        });
    m_watcher->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_watcher, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("file watch"));
    m_thread.start();
}

FileWatch::~FileWatch()
{
    m_thread.quit();
    m_thread.wait();
}

void FileWatch::follow(const QObject* who, const std::string& path, const Content& known)
{
    QMetaObject::invokeMethod(
        m_watcher, [watcher = m_watcher, who, path, known] { watcher->follow(who, path, known); });
}

void FileWatch::forget(const QObject* who)
{
    QMetaObject::invokeMethod(m_watcher, [watcher = m_watcher, who] { watcher->forget(who); });
}

void FileWatch::checkAll()
{
    QMetaObject::invokeMethod(m_watcher, [this, watcher = m_watcher] {
        watcher->checkAll();
        QMetaObject::invokeMethod(this, &FileWatch::checked, Qt::QueuedConnection);
    });
}

} // namespace pw::app
