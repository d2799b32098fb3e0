#include "app/policywright/open_tabs.h"

#include "app/policywright/session.h"
#include "ui/common/convert.h"
#include "ui/editor/policy_editor.h"
#include "ui/editor/policy_page.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace pw::app {
namespace {

const QLatin1String tabsKey("tabs");
const QLatin1String foldersKey("folders");
const QLatin1String currentKey("current");
const QLatin1String pathKey("path");
const QLatin1String cursorKey("cursor");
const QLatin1String topLineKey("topLine");
const QLatin1String viewKey("view");

constexpr std::size_t mostTabs = 200;

OpenTab tabOf(const QJsonObject& object)
{
    OpenTab tab;
    tab.path = ui::toUtf8(object.value(pathKey).toString());
    tab.cursor = static_cast<text::ByteOffset>(std::max(0, object.value(cursorKey).toInt()));
    tab.topLine = std::max(0, object.value(topLineKey).toInt());
    tab.view = object.value(viewKey).toInt();
    return tab;
}

} // namespace

OpenTabs OpenTabs::of(const Session& session)
{
    OpenTabs out;
    for (const auto& document : session.documents()) {
        if (document->path().empty())
            continue;
        const ui::PolicyEditor& editor = document->editor();
        out.tabs.push_back({document->path(), editor.cursorOffset(), editor.topLine(),
                            static_cast<int>(document->page().view())});
    }
    if (const Document* const current = session.current())
        out.current = current->path();
    return out;
}

OpenTabs OpenTabs::read(const QByteArray& json)
{
    OpenTabs out;
    const QJsonObject whole = QJsonDocument::fromJson(json).object();
    for (const auto& value : whole.value(tabsKey).toArray()) {
        OpenTab tab = tabOf(value.toObject());
        if (tab.path.starts_with('/') && out.tabs.size() < mostTabs)
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
    for (const OpenTab& tab : tabs)
        list.append(QJsonObject{{pathKey, ui::toQString(tab.path)},
                                {cursorKey, static_cast<qint64>(tab.cursor)},
                                {topLineKey, tab.topLine},
                                {viewKey, tab.view}});
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
