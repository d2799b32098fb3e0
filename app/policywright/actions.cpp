#include "app/policywright/actions.h"

#include "ui/common/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>

#include <initializer_list>

namespace pw::app {
namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(pw::app::Actions)
};

QAction* make(QObject* parent, const char* objectName, const QString& text,
              const QKeySequence& keys = {}, const char* iconName = nullptr)
{
    auto* const action = new QAction(text, parent);
    action->setObjectName(QLatin1String(objectName));
    action->setShortcut(keys);
    if (iconName != nullptr)
        action->setIcon(ui::icon(QLatin1String(iconName)));
    return action;
}

void makeFileActions(Actions& out, QObject* parent)
{
    out.newPolicy
        = make(parent, "newPolicy", Texts::tr("&New policy"), Qt::CTRL | Qt::Key_N, "plus");
    out.open = make(parent, "open", Texts::tr("&Open…"), Qt::CTRL | Qt::Key_O, "open");
    out.openFolder = make(parent, "openFolder", Texts::tr("Open fol&der…"),
                          Qt::CTRL | Qt::SHIFT | Qt::Key_L, "open");
    out.localOrganization
        = make(parent, "localOrganization", Texts::tr("&Local organization"), {}, "machine");
    out.connectOrganization
        = make(parent, "connectServer", Texts::tr("&Connect to Spyderbat…"), {}, "plug");
    out.testConnection = make(parent, "testServer", Texts::tr("&Test connection…"), {}, "network");
    out.importFingerprints
        = make(parent, "importFingerprints", Texts::tr("&Import fingerprints…"), {}, "import");
    out.reload = make(parent, "reload", Texts::tr("&Reload"), Qt::Key_F5, "refresh");
    out.reloadDocument
        = make(parent, "reloadDocument", Texts::tr("&Reload from disk"), Qt::Key_F5, "refresh");
    out.save = make(parent, "save", Texts::tr("&Save"), Qt::CTRL | Qt::Key_S, "save");
    out.saveAs
        = make(parent, "saveAs", Texts::tr("Save &as…"), Qt::CTRL | Qt::SHIFT | Qt::Key_S, "save");
    out.closeTab = make(parent, "closeDocument", Texts::tr("&Close"), Qt::CTRL | Qt::Key_W);
    out.quit = make(parent, "quit", Texts::tr("&Quit"), Qt::CTRL | Qt::Key_Q);
}

void makeTextActions(Actions& out, QObject* parent)
{
    out.undo = make(parent, "undo", Texts::tr("&Undo"), Qt::CTRL | Qt::Key_Z, "undo");
    out.redo = make(parent, "redo", Texts::tr("&Redo"), {}, "redo");
    out.redo->setShortcuts({Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y});
    out.cut = make(parent, "cut", Texts::tr("Cu&t"), Qt::CTRL | Qt::Key_X);
    out.copy = make(parent, "copy", Texts::tr("&Copy"), Qt::CTRL | Qt::Key_C, "copy");
    out.paste = make(parent, "paste", Texts::tr("&Paste"), Qt::CTRL | Qt::Key_V);
    out.selectAllText
        = make(parent, "selectAllText", Texts::tr("Select &all"), Qt::CTRL | Qt::Key_A);
    // Whatever has the focus handles these keys itself.
    for (QAction* const action : {out.cut, out.copy, out.paste, out.selectAllText})
        action->setShortcutContext(Qt::WidgetShortcut);
    out.find = make(parent, "find", Texts::tr("&Find…"), Qt::CTRL | Qt::Key_F, "search");
    out.findNext = make(parent, "findNext", Texts::tr("Find ne&xt"), Qt::Key_F3);
    out.findPrevious
        = make(parent, "findPrevious", Texts::tr("Find pre&vious"), Qt::SHIFT | Qt::Key_F3);
    out.replace = make(parent, "replace", Texts::tr("&Replace…"), Qt::CTRL | Qt::Key_H);
    out.complete
        = make(parent, "complete", Texts::tr("Comp&lete"), Qt::CTRL | Qt::Key_Space, "bulb");
    out.comment
        = make(parent, "comment", Texts::tr("Comment or &uncomment"), Qt::CTRL | Qt::Key_Slash);
    out.cursorAbove = make(parent, "cursorAbove", Texts::tr("Add cursor &above"),
                           Qt::CTRL | Qt::SHIFT | Qt::Key_Up);
    out.cursorBelow = make(parent, "cursorBelow", Texts::tr("Add cursor &below"),
                           Qt::CTRL | Qt::SHIFT | Qt::Key_Down);
    out.nextOccurrence = make(parent, "nextOccurrence", Texts::tr("Add next &occurrence"),
                              Qt::CTRL | Qt::SHIFT | Qt::Key_D);
    out.goToDefinition
        = make(parent, "goToDefinition", Texts::tr("&Go to process id"), Qt::Key_F12, "process");
    out.nextUse
        = make(parent, "nextUse", Texts::tr("Go to its next &use"), Qt::SHIFT | Qt::Key_F12);
    out.renameId = make(parent, "renameId", Texts::tr("Rename process &id…"), Qt::Key_F2);
    out.renameId->setShortcutContext(Qt::WidgetShortcut); // it edits the fields of a form
    out.describeWord
        = make(parent, "describeWord", Texts::tr("&What is this?"), Qt::SHIFT | Qt::Key_F1, "info");
    out.outline = make(parent, "outline", Texts::tr("&Outline"), Qt::CTRL | Qt::SHIFT | Qt::Key_O,
                       "columns");
    out.outline->setCheckable(true);
    out.foldProcesses = make(parent, "foldProcesses", Texts::tr("Fold every &process"));
    out.foldRules = make(parent, "foldRules", Texts::tr("Fold every network &rule"));
    out.foldParts = make(parent, "foldParts", Texts::tr("Fold all p&arts of documents"));
    out.unfoldAll = make(parent, "unfoldAll", Texts::tr("&Unfold everything"));
    out.nextProblem = make(parent, "nextProblem", Texts::tr("&Next problem"), Qt::Key_F8, "next");
    out.previousProblem = make(parent, "previousProblem", Texts::tr("&Previous problem"),
                               Qt::SHIFT | Qt::Key_F8, "prev");
    out.quickFix
        = make(parent, "quickFix", Texts::tr("Quick &fix"), Qt::CTRL | Qt::Key_Period, "fix");
}

void makeFingerprintActions(Actions& out, QObject* parent)
{
    out.copyRows = make(parent, "copyRows", Texts::tr("&Copy rows"), Qt::CTRL | Qt::Key_C, "copy");
    out.copyRows->setShortcutContext(Qt::WidgetShortcut); // text fields copy their own text
    out.selectAll = make(parent, "selectAll", Texts::tr("Select &all"), Qt::CTRL | Qt::Key_A);
    out.filter = make(parent, "filter", Texts::tr("&Filter"), Qt::CTRL | Qt::Key_F, "filter");
    out.containers = make(parent, "showContainers", Texts::tr("&Containers"), {}, "container");
    out.services = make(parent, "showServices", Texts::tr("&Linux services"), {}, "service");
    out.expandAll = make(parent, "expandAll", Texts::tr("&Expand all"));
    out.collapseAll = make(parent, "collapseAll", Texts::tr("C&ollapse all"));
    out.switchActivity = make(parent, "switchActivity", Texts::tr("&Tables or map"),
                              Qt::CTRL | Qt::Key_T, "network");
    out.saveFingerprints
        = make(parent, "saveFingerprints", Texts::tr("Save &fingerprints as…"), {}, "save");
    out.mergeInto = make(parent, "mergeInto", Texts::tr("&Merge into policy…"),
                         Qt::CTRL | Qt::SHIFT | Qt::Key_M, "import");
    out.createPolicy = make(parent, "createPolicy", Texts::tr("&Create policy…"),
                            Qt::CTRL | Qt::SHIFT | Qt::Key_N, "plus");
}

void makePolicyActions(Actions& out, QObject* parent)
{
    out.openPolicy = make(parent, "openPolicy", Texts::tr("&Open in a tab"), {}, "open");
    out.enforcePolicy = make(parent, "enforcePolicy", Texts::tr("&Enforce…"), {}, "enforce");
    out.auditPolicy = make(parent, "auditPolicy", Texts::tr("Back to &audit…"), {}, "eye");
    out.enablePolicy = make(parent, "enablePolicy", Texts::tr("E&nable…"), {}, "ok");
    out.disablePolicy = make(parent, "disablePolicy", Texts::tr("&Disable…"), {}, "off");
    out.exportPolicy
        = make(parent, "exportPolicy", Texts::tr("E&xport without server fields…"), {}, "save");
    out.deletePolicy = make(parent, "deletePolicy", Texts::tr("De&lete…"), {}, "trash");
    out.apply
        = make(parent, "apply", Texts::tr("&Apply…"), Qt::CTRL | Qt::SHIFT | Qt::Key_A, "apply");
}

void makeCompareActions(Actions& out, QObject* parent)
{
    out.compareWith
        = make(parent, "compareWith", Texts::tr("&Compare…"), Qt::CTRL | Qt::Key_D, "compare");
    out.compareRows = make(parent, "compareRows", Texts::tr("Compare with &policy…"),
                           Qt::CTRL | Qt::Key_D, "compare");
    out.comparePolicy
        = make(parent, "comparePolicy", Texts::tr("&Compare…"), Qt::CTRL | Qt::Key_D, "compare");
    out.nextChange = make(parent, "nextChange", Texts::tr("&Next change"), Qt::Key_F7, "next");
    out.previousChange = make(parent, "previousChange", Texts::tr("&Previous change"),
                              Qt::SHIFT | Qt::Key_F7, "prev");
    out.takeLeft
        = make(parent, "takeLeft", Texts::tr("Take &left"), Qt::ALT | Qt::Key_Left, "takeright");
    out.takeRight
        = make(parent, "takeRight", Texts::tr("Take &right"), Qt::ALT | Qt::Key_Right, "takeleft");
    out.copyPatch = make(parent, "copyPatch", Texts::tr("Copy as patch"), {}, "copy");
    out.copyReview = make(parent, "copyReview", Texts::tr("Copy as Markdown"), {}, "copy");
    out.mergeSides = make(parent, "mergeSides", Texts::tr("&Merge since the base…"),
                          Qt::CTRL | Qt::SHIFT | Qt::Key_M, "compare");
    out.saveReview = make(parent, "saveReview", Texts::tr("Save as &HTML…"), {}, "save");
    out.comparePlace
        = make(parent, "comparePlace", Texts::tr("&Compare"), Qt::CTRL | Qt::Key_5, "compare");
}

void makeLibraryActions(Actions& out, QObject* parent)
{
    out.reloadLibrary
        = make(parent, "reloadLibrary", Texts::tr("&Read again"), Qt::Key_F5, "refresh");
    out.filterLibrary
        = make(parent, "filterLibrary", Texts::tr("&Filter"), Qt::CTRL | Qt::Key_F, "filter");
    out.copyLibraryRows
        = make(parent, "copyLibraryRows", Texts::tr("&Copy rows"), Qt::CTRL | Qt::Key_C, "copy");
    out.copyLibraryRows->setShortcutContext(Qt::WidgetShortcut); // text fields copy their own text
    out.openLibraryFile = make(parent, "openLibraryFile", Texts::tr("&Open in a tab"), {}, "open");
    out.fixFiles = make(parent, "fixFiles", Texts::tr("Fix in all &files…"),
                        Qt::CTRL | Qt::ALT | Qt::Key_Period, "fix");
}

void makeWindowActions(Actions& out, QObject* parent)
{
    out.policiesPlace
        = make(parent, "policiesPlace", Texts::tr("&Policies"), Qt::CTRL | Qt::Key_3, "policy");
    out.fingerprintsPlace = make(parent, "fingerprintsPlace", Texts::tr("&Fingerprints"),
                                 Qt::CTRL | Qt::Key_2, "fingerprint");
    out.documentsPlace = make(parent, "documentsPlace", Texts::tr("&Documents"), {}, "documents");
    out.nextTab = make(parent, "nextTab", Texts::tr("&Next tab"), {});
    out.nextTab->setShortcuts({Qt::CTRL | Qt::Key_Tab, Qt::CTRL | Qt::Key_PageDown});
    out.previousTab = make(parent, "previousTab", Texts::tr("&Previous tab"), {});
    out.previousTab->setShortcuts(
        {Qt::CTRL | Qt::SHIFT | Qt::Key_Backtab, Qt::CTRL | Qt::Key_PageUp});
    out.nextPane = make(parent, "nextPane", Texts::tr("Next p&art"), Qt::Key_F6);
    out.previousPane
        = make(parent, "previousPane", Texts::tr("Previous pa&rt"), Qt::SHIFT | Qt::Key_F6);
    out.cancel = make(parent, "cancel", Texts::tr("Cancel"), Qt::Key_Escape, "close");
    out.about = make(parent, "about", Texts::tr("&About Policywright"));
    out.about->setMenuRole(QAction::AboutRole);

    out.themes = new QActionGroup(parent);
    out.systemTheme = make(parent, "systemTheme", Texts::tr("&System"));
    out.lightTheme = make(parent, "lightTheme", Texts::tr("&Light"));
    out.darkTheme = make(parent, "darkTheme", Texts::tr("&Dark"));
    for (QAction* const theme : {out.systemTheme, out.lightTheme, out.darkTheme}) {
        theme->setCheckable(true);
        out.themes->addAction(theme);
    }
}

/// A hidden action keeps its keys to itself, so two pages may use the same ones.
void show(std::initializer_list<QAction*> actions, bool shown)
{
    for (QAction* const action : actions)
        action->setVisible(shown);
}

} // namespace

Actions makeActions(QObject* parent)
{
    Actions out;
    makeFileActions(out, parent);
    makeTextActions(out, parent);
    makeFingerprintActions(out, parent);
    makePolicyActions(out, parent);
    makeCompareActions(out, parent);
    makeLibraryActions(out, parent);
    makeWindowActions(out, parent);
    out.update({});
    return out;
}

void Actions::update(const State& state) const
{
    const bool document = state.page == Page::Document;
    const bool fingerprints = state.page == Page::Fingerprints;
    const bool policies = state.page == Page::Policies;
    show({reloadDocument, save,        saveAs,       closeTab,       undo,
          redo,           cut,         copy,         paste,          selectAllText,
          find,           findNext,    findPrevious, replace,        complete,
          comment,        cursorAbove, cursorBelow,  nextOccurrence, goToDefinition,
          nextUse,        renameId,    describeWord, outline,        foldProcesses,
          foldRules,      foldParts,   unfoldAll,    nextProblem,    previousProblem,
          quickFix,       apply,       compareWith},
         document);
    show({nextChange, previousChange, takeLeft, takeRight, copyPatch, copyReview, saveReview,
          mergeSides},
         state.page == Page::Compare);
    if (state.page == Page::Compare) {
        closeTab->setVisible(true);
        apply->setVisible(true);
    }
    show({containers, services, expandAll, collapseAll, switchActivity, saveFingerprints,
          createPolicy},
         fingerprints);
    show({reload, copyRows, selectAll, filter}, fingerprints || policies);
    show({openPolicy, enforcePolicy, auditPolicy, enablePolicy, disablePolicy, exportPolicy,
          deletePolicy},
         policies);
    const bool library = state.page == Page::Library;
    show({reloadLibrary, filterLibrary, copyLibraryRows, openLibraryFile, fixFiles}, library);
    if (library || state.page == Page::LibraryFixing)
        closeTab->setVisible(true);
    show({comparePolicy}, policies);
    show({mergeInto, compareRows}, fingerprints && state.documents > 0);
    show({documentsPlace}, state.documents > 0);
    show({nextTab, previousTab}, state.documents + state.comparisons + state.libraries > 0);

    nextChange->setEnabled(state.hasChanges);
    previousChange->setEnabled(state.hasChanges);
    copyPatch->setEnabled(state.hasChanges);
    takeLeft->setEnabled(state.canTakeLeft);
    mergeSides->setEnabled(state.canMergeSides);
    takeRight->setEnabled(state.canTakeRight);
    comparePolicy->setEnabled(state.policySelected);
    for (QAction* const action : {copyRows, mergeInto, createPolicy, compareRows})
        action->setEnabled(state.rowsSelected);
    saveFingerprints->setEnabled(state.rowsSelected && !state.savingRows);
    cancel->setEnabled(state.reading);
    localOrganization->setEnabled(!state.localShown || state.filesShown);
    testConnection->setEnabled(!state.filesShown);
    importFingerprints->setEnabled(!state.importing);
    reloadDocument->setEnabled(state.inFile && !state.busy);
    saveAs->setEnabled(!state.busy);
    save->setEnabled(state.modified);
    openPolicy->setEnabled(state.policySelected);
    exportPolicy->setEnabled(state.policySelected);
    const bool may = state.policySelected && !state.readOnly;
    enforcePolicy->setEnabled(may && state.policyAudits);
    auditPolicy->setEnabled(may && state.policyEnforces);
    enablePolicy->setEnabled(may && state.policyDisabled);
    disablePolicy->setEnabled(may && !state.policyDisabled);
    deletePolicy->setEnabled(may);
    apply->setEnabled(state.canApply);
    openLibraryFile->setEnabled(state.filesSelected > 0);
    fixFiles->setEnabled(state.canFixFiles);
    fixFiles->setText(state.filesSelected > 1
                          ? Texts::tr("Fix in %1 &files…").arg(state.filesSelected)
                          : Texts::tr("Fix in all &files…"));
    undo->setEnabled(state.canUndo);
    redo->setEnabled(state.canRedo);
    cut->setEnabled(state.textSelected);
    copy->setEnabled(state.textSelected);
    nextProblem->setEnabled(state.hasProblems);
    previousProblem->setEnabled(state.hasProblems);
    quickFix->setEnabled(state.canFix);
}

} // namespace pw::app
