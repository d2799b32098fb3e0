#include "ui/form/network_columns.h"

#include "core/ops/form_cells.h"
#include "ui/common/convert.h"

namespace pw::ui {

using yaml::NodeRef;
using Kind = EntryRow::Kind;

QString wayText(const EntryRow& row)
{
    if (row.kind != Kind::Entry)
        return toQString(row.row.step.key);
    return toQString(row.place.parent().steps.back().key);
}

namespace {

void wayLook(const EntryRow& row, Cell& cell)
{
    const std::string way = toUtf8(wayText(row));
    if (way == ingressKey || way == egressKey)
        cell.icon = toQString(way);
    if (row.kind != Kind::Entry)
        cell.tone = cell.iconTone = Tone::Muted;
}

QString peersText(const EntryRow& row)
{
    if (row.kind == Kind::EmptyList)
        return row.row.node                                       ? EntryModel::tr("none allowed")
            : row.row.field != nullptr && row.row.field->required ? EntryModel::tr("missing")
                                                                  : EntryModel::tr("not set");
    if (row.kind == Kind::Other || !row.row.node.isMapping())
        return toQString(ops::shownValue(row.row.node));
    return toQString(ops::peersWords(ops::peersOf(row.row.node)));
}

void peersLook(const EntryRow& row, Cell& cell)
{
    cell.mono = row.kind != Kind::EmptyList;
    if (row.kind != Kind::Entry)
        cell.tone = Tone::Muted;
}

QString portsText(const EntryRow& row)
{
    return row.kind == Kind::Entry ? toQString(ops::portsWords(row.row.node.find("ports")))
                                   : QString();
}

void monoLook(const EntryRow& /*row*/, Cell& cell)
{
    cell.mono = true;
}

QString processesText(const EntryRow& row)
{
    if (row.kind != Kind::Entry || !row.row.node.isMapping())
        return {};
    const NodeRef processes = row.row.node.find("processes");
    return processes ? toQString(ops::textsWords(processes)) : EntryModel::tr("any process");
}

void processesLook(const EntryRow& row, Cell& cell)
{
    cell.mono = row.row.node.find("processes") != NodeRef();
    if (!cell.mono)
        cell.tone = Tone::Muted;
}

} // namespace

std::vector<EntryModel::Column> networkColumns()
{
    return {
        {QT_TRANSLATE_NOOP("pw::ui::EntryModel", "WAY"), {14, 90}, wayText, wayLook},
        {QT_TRANSLATE_NOOP("pw::ui::EntryModel", "PEERS"),
         {30, 130},
         peersText,
         peersLook,
         [](const EntryRow& row) {
             return row.place.entry(toUtf8(wayText(row)) == ingressKey ? "from" : "to");
         }},
        {QT_TRANSLATE_NOOP("pw::ui::EntryModel", "PORTS"),
         {16, 80},
         portsText,
         monoLook,
         [](const EntryRow& row) { return row.place.entry("ports"); }},
        {QT_TRANSLATE_NOOP("pw::ui::EntryModel", "PROCESSES"),
         {18, 90},
         processesText,
         processesLook,
         [](const EntryRow& row) { return row.place.entry("processes"); }},
    };
}

} // namespace pw::ui
