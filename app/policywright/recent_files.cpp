#include "app/policywright/recent_files.h"

#include "app/policywright/session.h"
#include "ui/common/convert.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>

namespace pw::app {
namespace {

/// `mongo.yaml – ~/policies`; an ampersand is no key here.
QString actionText(const QString& path)
{
    const QFileInfo file(path);
    QString folder = file.path();
    const QString home = qEnvironmentVariable("HOME");
    if (!home.isEmpty() && (folder == home || folder.startsWith(home + u'/')))
        folder = u'~' + folder.mid(home.size());
    QString text = QStringLiteral("%1 – %2").arg(file.fileName(), folder);
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

RecentFiles::RecentFiles(Session& session, QMenu& menu, QStringList paths, QObject* parent)
    : QObject(parent), m_menu(menu), m_paths(std::move(paths))
{
    m_paths.removeDuplicates();
    m_paths = m_paths.mid(0, most);
    connect(&session, &Session::added, this, &RecentFiles::note);
    connect(&session, &Session::changed, this, &RecentFiles::note);
    fill();
}

void RecentFiles::note(const Document* document)
{
    const QString path = ui::toQString(document->path());
    if (path.isEmpty() || (!m_paths.isEmpty() && m_paths.front() == path))
        return;
    // Typing in a file that was opened before others makes it no newer.
    if (document->isModified() && m_paths.contains(path))
        return;
    m_paths.removeAll(path);
    m_paths.prepend(path);
    m_paths = m_paths.mid(0, most);
    fill();
}

void RecentFiles::fill()
{
    m_menu.clear();
    m_menu.menuAction()->setEnabled(!m_paths.isEmpty());
    for (const QString& path : std::as_const(m_paths)) {
        QAction* const action = m_menu.addAction(actionText(path));
        action->setObjectName(QStringLiteral("recent:") + path);
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT openRequested({path}); });
    }
    m_menu.addSeparator();
    QAction* const clear = m_menu.addAction(tr("&Clear this list"));
    clear->setObjectName(QStringLiteral("clearRecent"));
    // Queued: the menu is emptied, and the action with it.
    connect(
        clear, &QAction::triggered, this,
        [this] {
            m_paths.clear();
            fill();
        },
        Qt::QueuedConnection);
}

} // namespace pw::app
