#pragma once
// What the window remembers from one start to the next.

#include "ui/common/theme.h"

#include <QByteArray>
#include <QString>

class QSettings;

namespace pw::app {

struct Settings
{
    ui::ThemeChoice theme = ui::ThemeChoice::System;
    QByteArray geometry; ///< of the window; empty: never opened
    QString organization; ///< name of the context worked with last; empty: the local one
    bool offersAnswered = false; ///< those of the first start

    /// What is missing or unknown keeps its default.
    [[nodiscard]] static Settings load(const QSettings& from);
    void save(QSettings& to) const;
    bool operator==(const Settings&) const = default;
};

} // namespace pw::app
