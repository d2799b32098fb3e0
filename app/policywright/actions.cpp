#include "app/policywright/actions.h"

#include "ui/common/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>

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

} // namespace

Actions makeActions(QObject* parent)
{
    Actions out;
    out.open
        = make(parent, "open", Texts::tr("&Open…"), QKeySequence(Qt::CTRL | Qt::Key_O), "open");
    out.sample = make(parent, "sample", Texts::tr("&Sample organization"), {}, "machine");
    out.reload = make(parent, "reload", Texts::tr("&Reload"), QKeySequence(Qt::Key_F5), "refresh");
    out.quit = make(parent, "quit", Texts::tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));
    out.copyRows = make(parent, "copyRows", Texts::tr("&Copy rows"),
                        QKeySequence(Qt::CTRL | Qt::Key_C), "copy");
    out.copyRows->setShortcutContext(Qt::WidgetShortcut); // text fields copy their own text
    out.selectAll
        = make(parent, "selectAll", Texts::tr("Select &all"), QKeySequence(Qt::CTRL | Qt::Key_A));
    out.find
        = make(parent, "find", Texts::tr("&Filter"), QKeySequence(Qt::CTRL | Qt::Key_F), "filter");
    out.containers = make(parent, "showContainers", Texts::tr("&Containers"), {}, "container");
    out.services = make(parent, "showServices", Texts::tr("&Linux services"), {}, "service");
    out.expandAll = make(parent, "expandAll", Texts::tr("&Expand all"));
    out.collapseAll = make(parent, "collapseAll", Texts::tr("C&ollapse all"));
    out.cancel = make(parent, "cancel", Texts::tr("Cancel"), QKeySequence(Qt::Key_Escape), "close");
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
    return out;
}

void Actions::update(const State& state) const
{
    copyRows->setEnabled(state.rowsSelected);
    cancel->setEnabled(state.reading);
    sample->setEnabled(!state.sampleShown);
}

} // namespace pw::app
