#pragma once
// Where everything is made and connected.

#include "app/policywright/arguments.h"
#include "app/policywright/fingerprints_controller.h"
#include "app/policywright/main_window.h"

#include <QObject>

#include <memory>

namespace pw::app {

class Application : public QObject
{
    Q_OBJECT
public:
    /// `store` must outlive it.
    Application(const files::FileStore& store, ui::ThemeChoice theme);
    ~Application() override;

    [[nodiscard]] ui::ThemeChoice theme() const { return m_theme; }
    /// Files, or the sample organization when there are none.
    void open(const std::vector<std::string>& files);

    [[nodiscard]] MainWindow& window() { return *m_window; }
    [[nodiscard]] FingerprintsController& fingerprints() { return *m_fingerprints; }

private:
    void connectActions();
    void chooseFiles();
    void copyRows();
    void setTheme(ui::ThemeChoice theme);
    void showPlace();
    void showTable();
    void updateActions();
    void about();

    ui::ThemeChoice m_theme = ui::ThemeChoice::System;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<FingerprintsController> m_fingerprints;
};

/// Style, font and names of the process; before the first window.
void prepareProcess();

} // namespace pw::app
