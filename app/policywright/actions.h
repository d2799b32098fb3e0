#pragma once
// Every action of the window, made in one place; menus, bars and context menus share them.

#include <cstdint>

class QAction;
class QActionGroup;
class QObject;

namespace pw::app {

struct Actions
{
    // files
    QAction* newPolicy = nullptr; ///< an empty text
    QAction* open = nullptr;
    QAction* openFolder = nullptr;
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
    QAction* complete = nullptr; ///< shows what can be written at the cursor
    QAction* comment = nullptr;
    QAction* cursorAbove = nullptr;
    QAction* cursorBelow = nullptr;
    QAction* nextOccurrence = nullptr;
    QAction* goToDefinition = nullptr; ///< of the process id at the cursor
    QAction* nextUse = nullptr;
    QAction* renameId = nullptr;
    QAction* describeWord = nullptr; ///< what the pointer would be told there
    QAction* outline = nullptr; ///< shown or not
    QAction* foldProcesses = nullptr;
    QAction* foldRules = nullptr;
    QAction* foldParts = nullptr;
    QAction* unfoldAll = nullptr;
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
    QAction* switchActivity = nullptr; ///< tables or map
    QAction* saveFingerprints = nullptr;
    QAction* mergeInto = nullptr;
    QAction* createPolicy = nullptr;
    // applied policies
    QAction* openPolicy = nullptr;
    QAction* enforcePolicy = nullptr;
    QAction* auditPolicy = nullptr;
    QAction* enablePolicy = nullptr;
    QAction* disablePolicy = nullptr;
    QAction* exportPolicy = nullptr;
    QAction* deletePolicy = nullptr;
    QAction* apply = nullptr; ///< the document that is shown
    // comparing
    QAction* compareWith = nullptr; ///< the document that is shown
    QAction* compareRows = nullptr; ///< an open policy with the selected fingerprints
    QAction* comparePolicy = nullptr; ///< the applied one that is selected
    QAction* nextChange = nullptr;
    QAction* previousChange = nullptr;
    QAction* takeLeft = nullptr;
    QAction* takeRight = nullptr;
    QAction* copyPatch = nullptr;
    QAction* copyReview = nullptr; ///< what changed in meaning, as Markdown
    QAction* mergeSides = nullptr; ///< what the other side changed since the base
    QAction* saveReview = nullptr; ///< and both texts, as a page for a browser
    // a folder as a library
    QAction* reloadLibrary = nullptr;
    QAction* filterLibrary = nullptr;
    QAction* copyLibraryRows = nullptr;
    QAction* openLibraryFile = nullptr;
    QAction* fixFiles = nullptr;
    // window
    QAction* comparePlace = nullptr;
    QAction* fingerprintsPlace = nullptr;
    QAction* policiesPlace = nullptr;
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

    /// Which page is in front; it decides which actions are there.
    enum class Page : std::uint8_t {
        Fingerprints,
        Policies,
        Document,
        Review,
        Compare,
        Library,
        LibraryFixing
    };

    /// What the actions can do just now.
    struct State
    {
        bool reading = false;
        bool rowsSelected = false;
        bool savingRows = false; ///< selected ones are being written
        bool localShown = false; ///< the local organization
        bool filesShown = false; ///< instead of an organization
        bool importing = false;
        bool readOnly = false; ///< nothing may be changed in the organization
        Page page = Page::Fingerprints;
        // of the policy that is selected
        bool policySelected = false; ///< exactly one
        bool policyAudits = false;
        bool policyEnforces = false;
        bool policyDisabled = false;
        int libraries = 0; ///< folders that are open
        // of the library that is shown
        int filesSelected = 0;
        bool canFixFiles = false;
        int documents = 0;
        int comparisons = 0;
        // of the comparison that is shown
        bool hasChanges = false;
        bool canTakeLeft = false;
        bool canMergeSides = false;
        bool canTakeRight = false;
        // of the document that is shown
        bool canUndo = false;
        bool canRedo = false;
        bool textSelected = false;
        bool modified = false;
        bool inFile = false;
        bool busy = false; ///< being written or read
        bool hasProblems = false;
        bool canFix = false;
        bool canApply = false; ///< it holds a policy or a ruleset, and no review is under way
    };
    /// What cannot work on this page is not shown; what cannot work just now is greyed.
    void update(const State& state) const;
};

[[nodiscard]] Actions makeActions(QObject* parent);

} // namespace pw::app
