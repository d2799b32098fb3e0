#pragma once
// The window on the organization of the mongos: behind HTTP and the proxy of faults, with its
// context and key in spyctl's files of a home of its own.

#include "tests/transport/world.h"
#include "tests/ui/application_setup.h"

#include <QTemporaryDir>

#include <atomic>
#include <chrono>

class QPushButton;

namespace pw::tests {

inline const std::string servedContext = "shop";

/// Every text that can be seen in it: labels, buttons and the rows of lists.
[[nodiscard]] QString wordsOn(const QWidget& widget);
/// The one with that text that can be seen; nullptr when there is none.
[[nodiscard]] QPushButton* buttonOn(const QWidget& widget, const QString& text);

class ServedWindow
{
public:
    /// `marks`: lines of the context in our own file, `readOnly: true`; empty: there is none.
    /// `stall`: what the window takes for one, so long that a busy machine makes none.
    explicit ServedWindow(const std::string& marks = {},
                          std::chrono::milliseconds stall = std::chrono::seconds(30));
    ServedWindow(const ServedWindow&) = delete;
    ServedWindow& operator=(const ServedWindow&) = delete;
    ~ServedWindow();

    /// Shows the window with the tabs of the last time and waits until it has all that it asked
    /// for.
    void start(const app::OpenTabs& tabs = {});
    /// The program ends and starts anew, on this context.
    void restart(const app::OpenTabs& tabs, const std::string& context = servedContext);
    /// False when it is still at work after half a minute.
    [[nodiscard]] bool settle();

    /// Of the applied policy of the mongos.
    [[nodiscard]] QString policyUid() const { return QString::fromStdString(m_world.policyUid()); }
    /// Opens it in a tab.
    app::Document& openPolicy();

    [[nodiscard]] World& world() { return m_world; }
    [[nodiscard]] FaultProxy& proxy() { return m_world.proxy(); }
    [[nodiscard]] app::Application& application() { return *m_application; }
    [[nodiscard]] app::MainWindow& window() { return m_application->window(); }
    [[nodiscard]] const app::Actions& actions() { return window().actions(); }
    template <typename T> T& part(const char* name)
    {
        T* const found = window().findChild<T*>(QLatin1String(name));
        if (found == nullptr)
            qFatal("there is no %s", name);
        return *found;
    }
    [[nodiscard]] QString home() const { return m_home.path(); }
    /// For the window; the server keeps its own time.
    void passTime(double seconds) { m_now = m_now + seconds; }

private:
    void write(const QString& path, const std::string& content);
    void make(const std::string& context);

    World m_world;
    QTemporaryDir m_home;
    files::DiskFileStore m_store;
    api::SecretStore m_keyring;
    std::chrono::milliseconds m_stall;
    std::atomic<double> m_now = mongoNow;
    std::unique_ptr<app::Application> m_application;
};

} // namespace pw::tests
