#pragma once
// What the window remembers from one start to the next.

#include "app/policywright/open_tabs.h"
#include "ui/common/theme.h"
#include "ui/fingerprints/map_layout.h"
#include "ui/fingerprints/saved_filters.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

class QSettings;

namespace pw::app {

/// How a person likes to look at fingerprints.
struct FingerprintsSettings
{
    QString columns; ///< see ui::columnText; empty: as spyctl prints them
    QList<ui::SavedFilter> filters;
    ui::MapState map;
    bool mapShown = false; ///< else the tables
    bool operator==(const FingerprintsSettings&) const = default;
};

struct Settings
{
    ui::ThemeChoice theme = ui::ThemeChoice::System;
    QByteArray geometry; ///< of the window; empty: never opened
    QString organization; ///< name of the context worked with last; empty: the local one
    bool offersAnswered = false; ///< those of the first start
    QStringList recentFiles = {}; ///< the newest first
    bool outline = false; ///< shown beside texts
    OpenTabs tabs = {}; ///< as the window was closed
    FingerprintsSettings fingerprints = {};
    QString library; ///< the folder that was shown last; empty: none

    /// What is missing or unknown keeps its default.
    [[nodiscard]] static Settings load(const QSettings& from);
    void save(QSettings& to) const;
    bool operator==(const Settings&) const = default;
};

} // namespace pw::app
