#pragma once
// The files that were opened or saved last, as a menu.

#include <QObject>
#include <QStringList>

class QMenu;

namespace pw::app {

class Document;
class Session;

class RecentFiles : public QObject
{
    Q_OBJECT
public:
    /// `menu` shows them, the newest on top; both must outlive it.
    RecentFiles(Session& session, QMenu& menu, QStringList paths, QObject* parent = nullptr);

    [[nodiscard]] const QStringList& paths() const { return m_paths; }
    static constexpr qsizetype most = 12;

Q_SIGNALS:
    void openRequested(const QStringList& paths);

private:
    void note(const Document* document);
    void fill();

    QMenu& m_menu;
    QStringList m_paths; ///< absolute
};

} // namespace pw::app
