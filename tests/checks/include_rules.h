#pragma once
// Which file may include what: the two right-hand columns of the house's plan.

#include <QString>
#include <QStringList>

namespace pw::checks {

/// What is wrong with including `target` (`core/text/span.h`, `<QString>`) in the file at `path`
/// (`ui/common/theme.cpp`); empty when it may.
[[nodiscard]] QString whyNot(const QString& path, const QString& target, bool angled);

/// Lines of a source that must not stay: `line 12: …`.
[[nodiscard]] QStringList leftovers(const QString& source);

} // namespace pw::checks
