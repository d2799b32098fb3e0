#include "app/policywright/open_tabs.h"

#include "app/policywright/session.h"
#include "ui/common/convert.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_page.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>

namespace pw::app {
namespace {

const QLatin1String tabsKey("tabs");
const QLatin1String foldersKey("folders");
const QLatin1String currentKey("current");
const QLatin1String pathKey("path");
const QLatin1String cursorKey("cursor");
const QLatin1String topLineKey("topLine");
const QLatin1String viewKey("view");
const QLatin1String contextKey("context");
const QLatin1String policiesKey("policies");
const QLatin1String uidKey("uid");
const QLatin1String versionKey("version");

constexpr std::size_t mostTabs = 200;

std::vector<PolicyInTab> policiesOf(const QJsonArray& list)
{
    std::vector<PolicyInTab> out;
    for (const auto& value : list) {
        PolicyInTab policy{ui::toUtf8(value.toObject().value(uidKey).toString()),
                           value.toObject().value(versionKey).toInteger()};
        if (!policy.uid.empty() && out.size() < mostTabs)
            out.push_back(std::move(policy));
    }
    return out;
}

QJsonArray listOf(const std::vector<PolicyInTab>& policies)
{
    QJsonArray out;
    for (const PolicyInTab& policy : policies)
        out.append(QJsonObject{{uidKey, ui::toQString(policy.uid)},
                               {versionKey, static_cast<qint64>(policy.version)}});
    return out;
}

/// Where the text is kept; nothing of one that is kept nowhere.
std::optional<OpenTab> placeOf(const Document& document)
{
    OpenTab tab;
    tab.path = document.path();
    if (!tab.path.empty())
        return tab;
    for (const ServerOrigin& origin : document.origins()) {
        tab.context = origin.context;
        tab.policies.push_back(
            {origin.copy.uid, origin.isOlder ? origin.copy.version.value_or(0) : 0});
    }
    return tab.policies.empty() ? std::nullopt : std::optional(tab);
}

OpenTab tabOf(const QJsonObject& object)
{
    OpenTab tab;
    tab.path = ui::toUtf8(object.value(pathKey).toString());
    tab.context = ui::toUtf8(object.value(contextKey).toString());
    tab.policies = policiesOf(object.value(policiesKey).toArray());
    tab.cursor = static_cast<text::ByteOffset>(std::max(0, object.value(cursorKey).toInt()));
    tab.topLine = std::max(0, object.value(topLineKey).toInt());
    tab.view = object.value(viewKey).toInt();
    return tab;
}

} // namespace

std::string OpenTab::key() const
{
    std::string out = path.empty() ? context : path;
    for (const PolicyInTab& policy : policies)
        out += '\n' + policy.uid + ' ' + std::to_string(policy.version);
    return out;
}

OpenTabs OpenTabs::of(const Session& session)
{
    OpenTabs out;
    for (const auto& document : session.documents()) {
        std::optional<OpenTab> tab = placeOf(*document);
        if (!tab)
            continue;
        const ui::PolicyEditor& editor = document->editor();
        tab->cursor = editor.cursorOffset();
        tab->topLine = editor.topLine();
        tab->view = static_cast<int>(document->page().view());
        if (document.get() == session.current())
            out.current = tab->key();
        out.tabs.push_back(*std::move(tab));
    }
    return out;
}

OpenTabs OpenTabs::read(const QByteArray& json)
{
    OpenTabs out;
    const QJsonObject whole = QJsonDocument::fromJson(json).object();
    for (const auto& value : whole.value(tabsKey).toArray()) {
        OpenTab tab = tabOf(value.toObject());
        const bool isSomewhere
            = tab.path.empty() ? !tab.policies.empty() : tab.path.starts_with('/');
        if (isSomewhere && out.tabs.size() < mostTabs)
            out.tabs.push_back(std::move(tab));
    }
    for (const auto& value : whole.value(foldersKey).toArray()) {
        std::string folder = ui::toUtf8(value.toString());
        if (folder.starts_with('/') && out.folders.size() < mostTabs)
            out.folders.push_back(std::move(folder));
    }
    out.current = ui::toUtf8(whole.value(currentKey).toString());
    return out;
}

QByteArray OpenTabs::json() const
{
    QJsonArray list;
    for (const OpenTab& tab : tabs) {
        QJsonObject one{{cursorKey, static_cast<qint64>(tab.cursor)},
                        {topLineKey, tab.topLine},
                        {viewKey, tab.view}};
        if (tab.path.empty()) {
            one.insert(contextKey, ui::toQString(tab.context));
            one.insert(policiesKey, listOf(tab.policies));
        } else {
            one.insert(pathKey, ui::toQString(tab.path));
        }
        list.append(one);
    }
    QJsonArray shown;
    for (const std::string& folder : folders)
        shown.append(ui::toQString(folder));
    const QJsonObject whole{
        {tabsKey, list}, {foldersKey, shown}, {currentKey, ui::toQString(current)}};
    return QJsonDocument(whole).toJson(QJsonDocument::Compact);
}

void lookAgain(const Document& document, const OpenTab& tab)
{
    using View = ui::PolicyPage::View;
    if (tab.view == static_cast<int>(View::Both) || tab.view == static_cast<int>(View::Form))
        document.page().showView(static_cast<View>(tab.view));
    document.editor().lookFrom(tab.cursor, tab.topLine);
}

} // namespace pw::app
