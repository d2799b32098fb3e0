#include "app/policywright/menus.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace pw::app {
namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(pw::app::Menus)
};

/// Groups are kept apart by a line; a menu of which nothing is shown is not shown either.
void addMenu(QMenuBar& bar, const QString& title, const QList<QList<QAction*>>& groups)
{
    QMenu* const menu = bar.addMenu(title);
    QList<QAction*> all;
    for (const QList<QAction*>& group : groups) {
        if (!menu->isEmpty())
            menu->addSeparator();
        menu->addActions(group);
        all += group;
    }
    const auto follow = [menu, all] {
        const bool any = std::ranges::any_of(all, &QAction::isVisible);
        menu->menuAction()->setVisible(any);
    };
    for (QAction* const action : all)
        QObject::connect(action, &QAction::visibleChanged, menu, follow);
    follow();
}

} // namespace

QMenu* buildMenus(QMenuBar& bar, const Actions& a)
{
    bar.setObjectName(QStringLiteral("menuBar"));
    bar.setAccessibleName(Texts::tr("Menus"));
    addMenu(bar, Texts::tr("&File"),
            {{a.newPolicy, a.open, a.openFolder, a.importFingerprints, a.reload, a.reloadDocument,
              a.reloadLibrary},
             {a.localOrganization, a.connectOrganization, a.testConnection},
             {a.save, a.saveAs, a.saveFingerprints, a.closeTab},
             {a.quit}});
    auto* const recent = new QMenu(Texts::tr("Open &recent"), &bar);
    recent->setObjectName(QStringLiteral("recentFiles"));
    bar.actions().constLast()->menu()->insertMenu(a.importFingerprints, recent);
    addMenu(bar, Texts::tr("&Edit"),
            {{a.undo, a.redo},
             {a.cut, a.copy, a.paste, a.copyRows, a.copyLibraryRows, a.selectAllText, a.selectAll},
             {a.filter, a.filterLibrary, a.find, a.findNext, a.findPrevious, a.replace},
             {a.complete, a.comment, a.renameId},
             {a.cursorAbove, a.cursorBelow, a.nextOccurrence},
             {a.nextProblem, a.previousProblem, a.quickFix, a.fixFiles}});
    addMenu(bar, Texts::tr("&View"),
            {{a.containers, a.services},
             {a.expandAll, a.collapseAll, a.switchActivity},
             {a.outline, a.describeWord},
             {a.foldProcesses, a.foldRules, a.foldParts, a.unfoldAll},
             {a.nextPane, a.previousPane}});
    QMenu* const themes = bar.actions().constLast()->menu()->addMenu(Texts::tr("&Theme"));
    themes->addActions({a.systemTheme, a.lightTheme, a.darkTheme});
    addMenu(bar, Texts::tr("&Go"),
            {{a.fingerprintsPlace, a.policiesPlace, a.comparePlace, a.documentsPlace},
             {a.goToDefinition, a.nextUse},
             {a.nextChange, a.previousChange},
             {a.nextTab, a.previousTab}});
    addMenu(bar, Texts::tr("&Policy"),
            {{a.createPolicy, a.mergeInto, a.apply},
             {a.compareWith, a.compareRows, a.comparePolicy},
             {a.takeLeft, a.takeRight, a.mergeSides, a.copyPatch, a.copyReview, a.saveReview},
             {a.openPolicy, a.openLibraryFile, a.exportPolicy},
             {a.enforcePolicy, a.auditPolicy, a.enablePolicy, a.disablePolicy},
             {a.deletePolicy}});
    addMenu(bar, Texts::tr("&Help"), {{a.about}});
    return recent;
}

} // namespace pw::app
