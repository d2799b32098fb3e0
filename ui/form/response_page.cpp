#include "ui/form/response_page.h"

#include "core/ops/action_words.h"
#include "core/ops/new_pieces.h"
#include "core/ops/response_fit.h"
#include "ui/common/convert.h"
#include "ui/form/response_columns.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>

namespace pw::ui {

using ops::FormRow;
using Kind = EntryRow::Kind;

ResponsePage::ResponsePage(QWidget* parent)
    : EntryPage({ops::FormTab::Response, QStringLiteral("response"), tr("Actions"),
                 tr("Fields of the action"), tr("The action in words")},
                responseColumns(), parent)
{
    m_addDefault
        = head().addButton(QStringLiteral("addDefault"), QStringLiteral("plus"), tr("Add default"),
                           tr("An action for all that no other is for"));
    m_addAction = head().addButton(QStringLiteral("addAction"), QStringLiteral("plus"),
                                   tr("Add action"), tr("An action for what its selectors fit"));
    m_switch = head().addIconButton(QStringLiteral("switchAction"), QStringLiteral("off"),
                                    tr("Switch the action on or off"), Qt::Key_Space);
    m_remove = head().addIconButton(QStringLiteral("removeAction"), QStringLiteral("trash"),
                                    tr("Remove actions"), Qt::Key_Delete);
    for (const auto& [button, list] :
         {std::pair(m_addDefault, defaultKey), std::pair(m_addAction, actionsKey)}) {
        auto* const menu = new QMenu(button);
        menu->setObjectName(button->objectName() + QStringLiteral("Menu"));
        connect(menu, &QMenu::aboutToShow, this,
                [this, menu, key = list] { fillMenu(*menu, key); });
        button->setMenu(menu);
        button->setProperty("kind", QStringLiteral("menu"));
    }
    connect(m_switch, &QPushButton::clicked, this, &ResponsePage::switchCurrent);
    connect(m_remove, &QPushButton::clicked, this, [this] { removeSelected(); });
    auto* const space = new QAction(tr("Switch on or off"), &table());
    space->setShortcut(Qt::Key_Space);
    space->setShortcutContext(Qt::WidgetShortcut);
    connect(space, &QAction::triggered, this, &ResponsePage::switchCurrent);
    table().addAction(space);
}

std::vector<EntryRow> ResponsePage::rowsOf(const FormDocument& document) const
{
    std::vector<EntryRow> out;
    for (ops::FormTop& top : document.tops(ops::FormTab::Response)) {
        if (top.row.node && !top.row.node.isMapping() && !top.row.node.isNull()) {
            out.push_back({Kind::Other, top.place, top.row, {}});
            continue;
        }
        for (FormRow& list : ops::formRows(top.row)) {
            policy::Place place = top.place;
            place.steps.push_back(list.step);
            const bool isKnown = list.role == FormRow::Role::Field;
            if (!isKnown || (list.node && !list.node.isSequence() && !list.node.isNull())) {
                out.push_back({Kind::Other, std::move(place), std::move(list), {}});
                continue;
            }
            if (list.node.size() == 0) {
                out.push_back({Kind::EmptyList, std::move(place), std::move(list), {}});
                continue;
            }
            for (FormRow& action : ops::formRows(list)) {
                if (action.role == FormRow::Role::Item)
                    out.push_back(
                        {Kind::Entry, place.item(action.step.index), std::move(action), {}});
            }
        }
    }
    return out;
}

/// Those of the action's body. An entry that is no single action shows all that stands there.
std::vector<ops::FormTop> ResponsePage::fieldsOf(const EntryRow& row) const
{
    if (row.kind != Kind::Entry || row.row.node.size() != 1 || !row.row.node.isMapping())
        return EntryPage::fieldsOf(row);
    std::vector<ops::FormTop> out;
    for (const FormRow& action : ops::formRows(row.row)) {
        if (!action.node)
            continue;
        const policy::Place place = row.place.entry(action.step.key);
        if (action.type == nullptr || (!action.node.isMapping() && !action.node.isNull())) {
            out.push_back({place, action});
            continue;
        }
        for (FormRow& field : ops::formRows(action)) {
            if (!ops::isWorthARow(field, document()->shown().type))
                continue;
            policy::Place at = place;
            at.steps.push_back(field.step);
            out.push_back({std::move(at), std::move(field)});
        }
    }
    return out;
}

QString ResponsePage::fieldsTitle(const EntryRow& row) const
{
    if (row.kind != Kind::Entry)
        return toQString(row.row.step.key);
    return tr("Action %1, %2: %3").arg(row.row.step.index + 1).arg(whenText(row), actionText(row));
}

void ResponsePage::updateButtons()
{
    const EntryRow* const row = currentRow();
    const bool writes = row != nullptr && !isReadOnly();
    m_addDefault->setEnabled(writes && listSpot(defaultKey).has_value());
    m_addAction->setEnabled(writes && listSpot(actionsKey).has_value());
    m_switch->setEnabled(writes && row->kind == Kind::Entry && row->row.node.size() == 1);
    m_remove->setEnabled(writes && !selectedEntries().empty());
}

std::optional<ops::FormSpot> ResponsePage::listSpot(const std::string& list) const
{
    for (const ops::FormTop& top : document()->tops(ops::FormTab::Response)) {
        for (const FormRow& row : ops::formRows(top.row)) {
            if (row.role == FormRow::Role::Field && row.step.key == list)
                return ops::FormSpot{top.place.entry(list), row, document()->root()};
        }
    }
    return std::nullopt;
}

void ResponsePage::fillMenu(QMenu& menu, const std::string& list)
{
    menu.clear();
    const std::optional<ops::FormSpot> spot = listSpot(list);
    if (!spot)
        return;
    const std::string& type = document()->shown().type;
    for (const policy::Field& action : spot->row.field->item->fields) {
        if (!action.until.empty() || !ops::actionFits(action.key, type))
            continue;
        const std::string key(action.key);
        QAction* const entry = menu.addAction(toQString(ops::actionName(key)));
        entry->setObjectName(toQString(key));
        entry->setToolTip(toQString(action.doc));
        connect(entry, &QAction::triggered, this, [this, list, key] { addAction(list, key); });
    }
}

void ResponsePage::addAction(const std::string& list, const std::string& action)
{
    const std::optional<ops::FormSpot> spot = listSpot(list);
    const policy::Field* const field = spot ? spot->row.field->item->field(action) : nullptr;
    if (field == nullptr || isReadOnly())
        return;
    showLater(spot->place.item(spot->row.node.size()));
    Q_EMIT wished(
        ops::wishesToAdd(*spot, policy::atEnd, ops::newAction(*field, document()->shown().type)),
        tr("add %1").arg(toQString(ops::actionName(action))));
}

void ResponsePage::switchCurrent()
{
    const EntryRow* const row = currentRow();
    if (row == nullptr || row->kind != Kind::Entry || row->row.node.size() != 1 || isReadOnly())
        return;
    const policy::Place enabled = row->place.entry(actionKey(*row)).entry("enabled");
    if (isActionOff(*row))
        Q_EMIT wished({policy::Clear{{enabled}}}, tr("switch an action on"));
    else
        Q_EMIT wished({policy::SetValue{enabled, yaml::Value::boolean(false)}},
                      tr("switch an action off"));
}

} // namespace pw::ui
