#pragma once
// Every action of the window, made in one place; menus, bars and context menus share them.

class QAction;
class QActionGroup;
class QObject;

namespace pw::app {

struct Actions
{
    // files
    QAction* open = nullptr;
    QAction* localOrganization = nullptr;
    QAction* connectOrganization = nullptr;
    QAction* testConnection = nullptr;
    QAction* importFingerprints = nullptr;
    QAction* reload = nullptr; ///< the fingerprints
    QAction* reloadDocument = nullptr;
    QAction* save = nullptr;
    QAction* saveAs = nullptr;
    QAction* closeTab = nullptr;
    QAction* quit = nullptr;
    // text
    QAction* undo = nullptr;
    QAction* redo = nullptr;
    QAction* cut = nullptr;
    QAction* copy = nullptr;
    QAction* paste = nullptr;
    QAction* selectAllText = nullptr;
    QAction* find = nullptr;
    QAction* findNext = nullptr;
    QAction* findPrevious = nullptr;
    QAction* replace = nullptr;
    // problems
    QAction* nextProblem = nullptr;
    QAction* previousProblem = nullptr;
    QAction* quickFix = nullptr;
    // fingerprints
    QAction* copyRows = nullptr;
    QAction* selectAll = nullptr;
    QAction* filter = nullptr;
    QAction* containers = nullptr;
    QAction* services = nullptr;
    QAction* expandAll = nullptr;
    QAction* collapseAll = nullptr;
    QAction* saveFingerprints = nullptr;
    QAction* mergeInto = nullptr;
    QAction* createPolicy = nullptr;
    // window
    QAction* fingerprintsPlace = nullptr;
    QAction* documentsPlace = nullptr;
    QAction* nextTab = nullptr;
    QAction* previousTab = nullptr;
    QAction* nextPane = nullptr;
    QAction* previousPane = nullptr;
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
        bool savingRows = false; ///< selected ones are being written
        bool localShown = false; ///< the local organization
        bool filesShown = false; ///< instead of an organization
        bool importing = false;
        bool documentShown = false; ///< else the fingerprints
        int documents = 0;
        // of the document that is shown
        bool canUndo = false;
        bool canRedo = false;
        bool textSelected = false;
        bool modified = false;
        bool inFile = false;
        bool busy = false; ///< being written or read
        bool hasProblems = false;
        bool canFix = false;
    };
    /// What cannot work on this page is not shown; what cannot work just now is greyed.
    void update(const State& state) const;
};

[[nodiscard]] Actions makeActions(QObject* parent);

} // namespace pw::app
