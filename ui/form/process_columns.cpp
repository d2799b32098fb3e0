#include "ui/form/process_columns.h"

#include "core/ops/form_cells.h"
#include "ui/common/convert.h"

namespace pw::ui {

using yaml::NodeRef;
using Kind = EntryRow::Kind;

NodeRef policyNode(const EntryRow& row)
{
    return row.row.node.find("policyNode");
}

QString processName(const EntryRow& row)
{
    if (row.kind != Kind::Entry)
        return toQString(row.row.step.key);
    if (const NodeRef node = policyNode(row))
        return toQString(node.find("id").value());
    const NodeRef name = row.row.node.find("name");
    return toQString(name ? ops::shownValue(name) : ops::shownValue(row.row.node));
}

namespace {

void nameLook(const EntryRow& row, Cell& cell)
{
    if (policyNode(row))
        cell.note = EntryModel::tr("of the policy");
    if (row.kind != Kind::Entry)
        cell.tone = Tone::Muted;
}

QString exeText(const EntryRow& row)
{
    return row.kind == Kind::Entry ? toQString(ops::textsWords(row.row.node.find("exe")))
                                   : toQString(ops::shownValue(row.row.node));
}

void pathLook(const EntryRow& /*row*/, Cell& cell)
{
    cell.mono = true;
    cell.elideMiddle = true;
}

QString usersText(const EntryRow& row)
{
    return toQString(ops::textsWords(ops::usersOf(row.row.node).users));
}

void usersLook(const EntryRow& row, Cell& cell)
{
    cell.mono = true;
    const ops::ProcessUsers users = ops::usersOf(row.row.node);
    if (!users.inherited || !users.users)
        return;
    cell.tone = Tone::Muted;
    cell.note = EntryModel::tr("like its parent");
}

QString socketsText(const EntryRow& row)
{
    return toQString(ops::portsWords(row.row.node.find("listeningSockets")));
}

QString idText(const EntryRow& row)
{
    return toQString(ops::shownValue(row.row.node.find("id")));
}

void monoLook(const EntryRow& /*row*/, Cell& cell)
{
    cell.mono = true;
}

policy::Place fieldPlace(const EntryRow& row, std::string_view key)
{
    return (policyNode(row) ? row.place.entry("policyNode") : row.place).entry(key);
}

} // namespace

std::vector<EntryModel::Column> processColumns()
{
    return {{QT_TRANSLATE_NOOP("pw::ui::EntryModel", "NAME"),
             {22, 110},
             processName,
             nameLook,
             [](const EntryRow& row) { return fieldPlace(row, "name"); }},
            {QT_TRANSLATE_NOOP("pw::ui::EntryModel", "EXE"),
             {24, 100},
             exeText,
             pathLook,
             [](const EntryRow& row) { return fieldPlace(row, "exe"); }},
            {QT_TRANSLATE_NOOP("pw::ui::EntryModel", "USERS"),
             {20, 70},
             usersText,
             usersLook,
             [](const EntryRow& row) { return fieldPlace(row, "euser"); }},
            {QT_TRANSLATE_NOOP("pw::ui::EntryModel", "SOCKETS"),
             {12, 60},
             socketsText,
             monoLook,
             [](const EntryRow& row) { return fieldPlace(row, "listeningSockets"); }},
            {QT_TRANSLATE_NOOP("pw::ui::EntryModel", "ID"),
             {14, 70},
             idText,
             monoLook,
             [](const EntryRow& row) { return fieldPlace(row, "id"); }}};
}

} // namespace pw::ui
