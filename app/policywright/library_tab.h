#pragma once
// One folder that is shown as a library: its page, what was read of it, and fixing its files.

#include "app/policywright/job.h"
#include "app/policywright/library_reading.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

class QWidget;

namespace pw::ui {
class LibraryPage;
} // namespace pw::ui

namespace pw::app {

class LibraryFixing;
class MainWindow;
class Session;

class LibraryTab : public QObject
{
    Q_OBJECT
public:
    /// Shows its page and begins to read. All must outlive it; the path is absolute.
    LibraryTab(files::FileStore& store, Session& session, MainWindow& window, std::string folder,
               QObject* parent = nullptr);
    /// Takes its pages along.
    ~LibraryTab() override;

    [[nodiscard]] const std::string& folder() const { return m_folder; }
    [[nodiscard]] QString name() const; ///< the last part of the folder
    [[nodiscard]] ui::LibraryPage& page() const;
    [[nodiscard]] LibraryFixing* fixing() const { return m_fixing.get(); }
    [[nodiscard]] bool isIdle() const;
    [[nodiscard]] bool isWriting() const;

    enum class Read : std::uint8_t {
        Changed, ///< what has another stamp than before
        All,
    };
    void read(Read what);
    void cancelReading();
    /// Those that are selected when there are several, else all that are shown.
    void fixFiles();
    /// False: its files are being written; that is stopped, and closing may be tried again.
    [[nodiscard]] bool closeFixing();
    void stopWriting();

Q_SIGNALS:
    void stateChanged();

private:
    files::FileStore& m_store;
    Session& m_session;
    MainWindow& m_window;
    std::string m_folder;
    ReadLibraryPtr m_read; ///< null: never
    QPointer<ui::LibraryPage> m_page;
    std::unique_ptr<LibraryFixing> m_fixing;
    Job m_reading;
    bool m_readAgain = false; ///< something may have changed while it was read
};

} // namespace pw::app
