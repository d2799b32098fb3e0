#pragma once
// Every colour of the product by name, in two themes. Nobody writes a colour elsewhere.

#include "ui/common/cell.h"

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

namespace pw::ui {

enum class ThemeChoice : std::uint8_t { System, Light, Dark };

struct Theme
{
    bool dark = false;
    // surfaces
    QColor window, base, alternate, panel, border, control, button, hover;
    QColor selection, selectionInactive, selectionSoft;
    QColor accent, fill, fillText, track, bar;
    // text and states
    QColor text, disabled, muted;
    QColor covered, partlyCovered, uncovered;
    QColor removed, changed, wider, audit; ///< also: error, warning, security, suggestion
    QColor narrower;
    QColor enforce;
    // text of the editor; plain values are `text`, ids and known words are `audit`
    QColor codeKey, codeComment, codeNumber, codeQuoted;
    QColor codeMargin, codeCurrentLine;
    // lines of a diff, and words that changed within them; a line that is not there is a ghost
    QColor diffAdded, diffRemoved, diffChanged, diffGhost;
    QColor diffAddedWord, diffRemovedWord;

    static const Theme& light();
    static const Theme& darkTheme();

    [[nodiscard]] QPalette palette() const;
    /// The sheet of the application with the tokens of this theme in it.
    [[nodiscard]] QString styleSheet() const;
    /// `over` mixed into `base`, opaque.
    [[nodiscard]] static QColor mixed(const QColor& over, const QColor& base, double share);
};

/// The theme that a widget is painted in, by its palette; for delegates and painters.
[[nodiscard]] const Theme& themeOf(const QPalette& palette);

[[nodiscard]] QColor toneColor(const Theme& theme, Tone tone);

/// Sets palette and sheet of the application; System goes by the platform's own palette.
void applyTheme(ThemeChoice choice);

/// The application's fonts, by part (relative to the system's own).
[[nodiscard]] QFont monoFont(const QFont& body);
[[nodiscard]] QFont scaledFont(const QFont& body, double factor, int weight = -1);

} // namespace pw::ui
