#include "app/policywright/settings.h"

#include "core/ops/fingerprint_filter_text.h"
#include "ui/common/convert.h"

#include <QPointF>
#include <QSettings>
#include <QStringList>
#include <QVariantMap>

#include <array>
#include <utility>

namespace pw::app {
namespace {

const QLatin1String themeKey("window/theme");
const QLatin1String geometryKey("window/geometry");
const QLatin1String organizationKey("connection/organization");
const QLatin1String offersKey("window/offersAnswered");
const QLatin1String tabsKey("window/tabs");
const QLatin1String recentKey("window/recentFiles");
const QLatin1String outlineKey("window/outline");
const QLatin1String libraryKey("library/folder");
const QLatin1String columnsKey("fingerprints/columns");
const QLatin1String filtersKey("fingerprints/filters");
const QLatin1String mapShownKey("fingerprints/mapShown");
const QLatin1String mapHiddenKey("fingerprints/mapHidden");
const QLatin1String mapPlacesKey("fingerprints/mapPlaces");

constexpr std::array<std::pair<ui::ThemeChoice, QLatin1String>, 3> themeWords{
    {{ui::ThemeChoice::System, QLatin1String("system")},
     {ui::ThemeChoice::Light, QLatin1String("light")},
     {ui::ThemeChoice::Dark, QLatin1String("dark")}}};

/// Filters of another version that cannot be read are left out.
QList<ui::SavedFilter> filtersIn(const QVariantMap& texts)
{
    QList<ui::SavedFilter> out;
    for (auto at = texts.begin(); at != texts.end(); ++at) {
        const auto filter = ops::filterOf(ui::toUtf8(at.value().toString()));
        if (filter)
            out.append({at.key(), *filter});
    }
    return out;
}

QVariantMap textsOf(const QList<ui::SavedFilter>& filters)
{
    QVariantMap out;
    for (const ui::SavedFilter& saved : filters)
        out.insert(saved.name, ui::toQString(ops::filterText(saved.filter)));
    return out;
}

FingerprintsSettings loadFingerprints(const QSettings& from)
{
    FingerprintsSettings out;
    out.columns = from.value(columnsKey).toString();
    out.filters = filtersIn(from.value(filtersKey).toMap());
    out.mapShown = from.value(mapShownKey).toBool();
    for (const QString& peer : from.value(mapHiddenKey).toStringList())
        out.map.hidden.insert(ui::toUtf8(peer));
    const QVariantMap places = from.value(mapPlacesKey).toMap();
    for (auto at = places.begin(); at != places.end(); ++at)
        out.map.positions[ui::toUtf8(at.key())] = at.value().toPointF();
    return out;
}

void saveFingerprints(const FingerprintsSettings& from, QSettings& to)
{
    QStringList hidden;
    for (const std::string& peer : from.map.hidden)
        hidden += ui::toQString(peer);
    QVariantMap places;
    for (const auto& [node, place] : from.map.positions)
        places.insert(ui::toQString(node), place);
    to.setValue(columnsKey, from.columns);
    to.setValue(filtersKey, textsOf(from.filters));
    to.setValue(mapShownKey, from.mapShown);
    to.setValue(mapHiddenKey, hidden);
    to.setValue(mapPlacesKey, places);
}

} // namespace

Settings Settings::load(const QSettings& from)
{
    Settings out;
    const QString word = from.value(themeKey).toString();
    for (const auto& [theme, name] : themeWords) {
        if (word == name)
            out.theme = theme;
    }
    out.geometry = from.value(geometryKey).toByteArray();
    out.organization = from.value(organizationKey).toString();
    out.offersAnswered = from.value(offersKey).toBool();
    out.tabs = OpenTabs::read(from.value(tabsKey).toByteArray());
    out.recentFiles = from.value(recentKey).toStringList();
    out.outline = from.value(outlineKey).toBool();
    out.fingerprints = loadFingerprints(from);
    out.library = from.value(libraryKey).toString();
    return out;
}

void Settings::save(QSettings& to) const
{
    for (const auto& [choice, name] : themeWords) {
        if (theme == choice)
            to.setValue(themeKey, QString(name));
    }
    to.setValue(geometryKey, geometry);
    to.setValue(organizationKey, organization);
    to.setValue(offersKey, offersAnswered);
    to.setValue(tabsKey, tabs.json());
    to.setValue(recentKey, recentFiles);
    to.setValue(outlineKey, outline);
    saveFingerprints(fingerprints, to);
    to.setValue(libraryKey, library);
}

} // namespace pw::app
