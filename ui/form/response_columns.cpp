#include "ui/form/response_columns.h"

#include "core/ops/action_words.h"
#include "core/ops/form_cells.h"
#include "ui/common/convert.h"

namespace pw::ui {

using Kind = EntryRow::Kind;

QString whenText(const EntryRow& row)
{
    const std::string& key
        = row.kind == Kind::Entry ? row.place.parent().steps.back().key : row.row.step.key;
    return key == defaultKey ? EntryModel::tr("by default")
        : key == actionsKey  ? EntryModel::tr("by selector")
                             : toQString(key);
}

std::string actionKey(const EntryRow& row)
{
    for (const auto& [key, value] : row.row.node.entries())
        return std::string(key.value());
    return {};
}

QString actionText(const EntryRow& row)
{
    if (row.kind == Kind::EmptyList)
        return row.row.node ? EntryModel::tr("nothing") : EntryModel::tr("missing");
    if (row.kind == Kind::Other || !row.row.node.isMapping())
        return toQString(ops::shownValue(row.row.node));
    const std::string key = actionKey(row);
    return key.empty() ? EntryModel::tr("empty") : toQString(ops::actionName(key));
}

bool isActionOff(const EntryRow& row)
{
    return ops::shownValue(ops::bodyOf(row.row.node).find("enabled")) == "false";
}

namespace {

void whenLook(const EntryRow& row, Cell& cell)
{
    if (row.kind != Kind::Entry)
        cell.tone = Tone::Muted;
}

void actionLook(const EntryRow& row, Cell& cell)
{
    if (row.kind != Kind::Entry) {
        cell.tone = Tone::Muted;
        return;
    }
    if (actionKey(row).starts_with("agentKill")) {
        cell.icon = QStringLiteral("kill");
        cell.iconTone = Tone::Enforcing;
    }
}

QString forText(const EntryRow& row)
{
    if (row.kind != Kind::Entry)
        return {};
    const QString words = toQString(ops::selectorWords(ops::bodyOf(row.row.node)));
    const bool isDefault = row.place.parent().steps.back().key == defaultKey;
    return !words.isEmpty() ? words : isDefault ? EntryModel::tr("all others") : QString();
}

void forLook(const EntryRow& row, Cell& cell)
{
    const bool hasSelectors = !ops::selectorWords(ops::bodyOf(row.row.node)).empty();
    cell.mono = hasSelectors;
    if (!hasSelectors)
        cell.tone = Tone::Muted;
}

QString severityText(const EntryRow& row)
{
    return toQString(ops::shownValue(ops::bodyOf(row.row.node).find("severity")));
}

void severityLook(const EntryRow& row, Cell& cell)
{
    const std::string word = toUtf8(severityText(row));
    cell.tone = word == "critical" ? Tone::Error
        : word == "high"           ? Tone::Security
        : word == "medium"         ? Tone::Warning
        : word == "low"            ? Tone::Narrower
                                   : Tone::Muted;
}

QString onText(const EntryRow& row)
{
    if (row.kind != Kind::Entry)
        return {};
    return isActionOff(row) ? EntryModel::tr("off") : EntryModel::tr("on");
}

void onLook(const EntryRow& row, Cell& cell)
{
    if (row.kind == Kind::Entry && isActionOff(row)) {
        cell.icon = QStringLiteral("off");
        cell.tone = cell.iconTone = Tone::Muted;
    }
}

} // namespace

std::vector<EntryModel::Column> responseColumns()
{
    return {{QT_TRANSLATE_NOOP("pw::ui::EntryModel", "WHEN"), {14, 84}, whenText, whenLook},
            {QT_TRANSLATE_NOOP("pw::ui::EntryModel", "ACTION"), {20, 110}, actionText, actionLook},
            {QT_TRANSLATE_NOOP("pw::ui::EntryModel", "FOR"), {28, 110}, forText, forLook},
            {QT_TRANSLATE_NOOP("pw::ui::EntryModel", "SEVERITY"),
             {12, 76},
             severityText,
             severityLook,
             [](const EntryRow& row) { return row.place.entry(actionKey(row)).entry("severity"); }},
            {QT_TRANSLATE_NOOP("pw::ui::EntryModel", "ON"),
             {8, 52},
             onText,
             onLook,
             [](const EntryRow& row) { return row.place.entry(actionKey(row)).entry("enabled"); }}};
}

} // namespace pw::ui
