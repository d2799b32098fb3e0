#include "ui/fingerprints/saved_filters.h"

#include "ui/common/icons.h"

#include <QInputDialog>
#include <QMenu>

namespace pw::ui {
namespace {

constexpr QSize buttonSize(34, 28); // with the arrow of its menu

} // namespace

SavedFilters::SavedFilters(QWidget* parent) : QToolButton(parent), m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("savedFilters"));
    setAccessibleName(tr("Saved filters"));
    setToolTip(tr("Saved filters"));
    setIcon(ui::icon(QStringLiteral("pin")));
    setPopupMode(QToolButton::InstantPopup);
    setAutoRaise(true);
    setFixedSize(buttonSize);
    setFocusPolicy(Qt::StrongFocus);
    m_menu->setObjectName(QStringLiteral("savedFiltersMenu"));
    m_menu->setToolTipsVisible(true);
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &SavedFilters::fillMenu);
}

void SavedFilters::setFilters(const QList<SavedFilter>& filters)
{
    m_filters = filters;
}

void SavedFilters::setCurrent(const ops::FingerprintFilter& filter)
{
    m_current = filter;
}

void SavedFilters::fillMenu()
{
    m_menu->clear();
    for (const SavedFilter& saved : m_filters) {
        QAction* const action = m_menu->addAction(saved.name);
        action->setCheckable(true);
        action->setChecked(saved.filter == m_current);
        connect(action, &QAction::triggered, this,
                [this, filter = saved.filter] { Q_EMIT chosen(filter); });
    }
    if (m_filters.isEmpty())
        m_menu->addAction(tr("No filter has been saved"))->setEnabled(false);
    m_menu->addSeparator();
    QAction* const save = m_menu->addAction(tr("&Save this filter…"));
    save->setObjectName(QStringLiteral("saveFilter"));
    save->setEnabled(!m_current.empty());
    connect(save, &QAction::triggered, this, &SavedFilters::askName);
    if (m_filters.isEmpty())
        return;
    QMenu* const remove = m_menu->addMenu(tr("&Delete"));
    for (const SavedFilter& saved : m_filters)
        connect(remove->addAction(saved.name), &QAction::triggered, this,
                [this, name = saved.name] { Q_EMIT deleteRequested(name); });
}

void SavedFilters::askName()
{
    auto* const dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("saveFilterDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save filter"));
    dialog->setLabelText(tr("Name of the filter:"));
    dialog->setOkButtonText(tr("Save"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        if (const QString trimmed = name.trimmed(); !trimmed.isEmpty())
            Q_EMIT saveRequested({trimmed, m_current});
    });
    dialog->open();
}

} // namespace pw::ui
