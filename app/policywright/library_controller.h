#pragma once
// Folders that are shown as libraries, each in a tab of the window: opening, closing, and what the
// actions do on the one in front.

#include "app/policywright/actions.h"
#include "core/files/file_store.h"
#include "core/text/span.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QWidget;

namespace pw::app {

class FileController;
class LibraryTab;
class MainWindow;
class Session;

class LibraryController : public QObject
{
    Q_OBJECT
public:
    /// All must outlive it. `last`: the folder of last time; empty: none.
    LibraryController(files::FileStore& store, Session& session, FileController& files,
                      MainWindow& window, QString last, QObject* parent = nullptr);
    ~LibraryController() override;

    /// A folder that is open already is shown and looked at again.
    void open(const QString& folder);
    void chooseFolder();
    [[nodiscard]] const QString& lastFolder() const { return m_last; }
    /// Those that are open, in the order of their tabs.
    [[nodiscard]] std::vector<std::string> folders() const;

    /// One of its pages is in front.
    [[nodiscard]] bool isShown() const;
    /// Null: none is, or only the fixing of one.
    [[nodiscard]] LibraryTab* shown() const;
    void describe(Actions::State& state) const;
    [[nodiscard]] QString statusText() const;
    [[nodiscard]] QString title() const;
    /// The same problems on the command line; empty when none is in front.
    [[nodiscard]] QString command() const;
    [[nodiscard]] QList<QWidget*> panes() const;
    void closeShown();

    [[nodiscard]] bool isIdle() const;
    [[nodiscard]] bool isWriting() const;
    /// No further file is begun.
    void stopWriting();

Q_SIGNALS:
    void stateChanged();
    void becameIdle();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void add(const std::string& folder);
    void openAt(const std::string& path, const std::optional<text::Span>& place);
    void reveal();
    void closePage(QWidget* page);
    void close(LibraryTab& tab);
    [[nodiscard]] LibraryTab* tabOf(const QWidget* page) const;
    [[nodiscard]] LibraryTab* fixedBy(const QWidget* page) const;

    files::FileStore& m_store;
    Session& m_session;
    FileController& m_files;
    MainWindow& m_window;
    QString m_last;
    std::vector<std::unique_ptr<LibraryTab>> m_tabs;
    struct
    {
        std::string path;
        text::Span place;
    } m_wanted; ///< to be shown once the file is open; no path: nothing is
};

} // namespace pw::app
