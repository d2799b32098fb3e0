// How the parts of the application speak with folders that are shown as libraries.

#include "app/policywright/application.h"

#include "app/policywright/library_controller.h"
#include "app/policywright/library_tab.h"
#include "ui/common/panes.h"
#include "ui/library/library_page.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

namespace pw::app {

void Application::connectLibrary()
{
    const Actions& actions = m_window->actions();
    LibraryController& library = *m_library;
    connect(actions.openFolder, &QAction::triggered, &library, &LibraryController::chooseFolder);
    // Each of them is for whatever page is in front.
    const auto onShown = [this](QAction* action, const auto& call) {
        connect(action, &QAction::triggered, this, [this, call] {
            if (LibraryTab* const tab = m_library->shown())
                call(*tab);
        });
    };
    onShown(actions.reloadLibrary, [](LibraryTab& tab) { tab.read(LibraryTab::Read::All); });
    onShown(actions.fixFiles, [](LibraryTab& tab) { tab.fixFiles(); });
    onShown(actions.openLibraryFile, [](LibraryTab& tab) { tab.page().openSelected(); });
    onShown(actions.filterLibrary, [](LibraryTab& tab) { tab.page().focusFilter(); });
    onShown(actions.copyLibraryRows, [](LibraryTab& tab) {
        if (const QString text = tab.page().selectedText(); !text.isEmpty())
            QGuiApplication::clipboard()->setText(text);
    });
    connect(actions.closeTab, &QAction::triggered, this, [this] {
        if (m_library->isShown())
            m_library->closeShown();
    });
    connect(actions.nextPane, &QAction::triggered, this,
            [this] { ui::focusNextPane(m_library->panes(), 1); });
    connect(actions.previousPane, &QAction::triggered, this,
            [this] { ui::focusNextPane(m_library->panes(), -1); });
    connect(&library, &LibraryController::stateChanged, this, [this] {
        showStatus();
        updateActions();
    });
}

QString Application::libraryFolder() const
{
    return m_library->lastFolder();
}

} // namespace pw::app
