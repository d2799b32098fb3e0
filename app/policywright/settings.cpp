#include "app/policywright/settings.h"

#include <QSettings>

#include <array>
#include <utility>

namespace pw::app {
namespace {

const QLatin1String themeKey("window/theme");
const QLatin1String geometryKey("window/geometry");
const QLatin1String organizationKey("connection/organization");
const QLatin1String offersKey("window/offersAnswered");

constexpr std::array<std::pair<ui::ThemeChoice, QLatin1String>, 3> themeWords{
    {{ui::ThemeChoice::System, QLatin1String("system")},
     {ui::ThemeChoice::Light, QLatin1String("light")},
     {ui::ThemeChoice::Dark, QLatin1String("dark")}}};

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
}

} // namespace pw::app
