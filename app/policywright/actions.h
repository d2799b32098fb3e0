#pragma once
// Every action of the window, made in one place; menus, tool bar and context menus share them.

class QAction;
class QActionGroup;
class QObject;

namespace pw::app {

struct Actions
{
    QAction* open = nullptr;
    QAction* sample = nullptr;
    QAction* reload = nullptr;
    QAction* quit = nullptr;
    QAction* copyRows = nullptr;
    QAction* selectAll = nullptr;
    QAction* find = nullptr;
    QAction* containers = nullptr;
    QAction* services = nullptr;
    QAction* expandAll = nullptr;
    QAction* collapseAll = nullptr;
    QActionGroup* themes = nullptr;
    QAction* systemTheme = nullptr;
    QAction* lightTheme = nullptr;
    QAction* darkTheme = nullptr;
    QAction* cancel = nullptr;
    QAction* about = nullptr;

    /// What the actions can do just now.
    struct State
    {
        bool reading = false;
        bool rowsSelected = false;
        bool sampleShown = false;
    };
    void update(const State& state) const;
};

[[nodiscard]] Actions makeActions(QObject* parent);

} // namespace pw::app
