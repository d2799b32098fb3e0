#pragma once
// What a table cell is, for delegates: they know these roles and no model.

#include <QMetaType>
#include <QString>
#include <QVariant>

#include <cstddef>

namespace pw::ui {

enum Role {
    CellRole = Qt::UserRole + 1, ///< Cell
    SortRole, ///< a number or a text
};

/// A colour by its meaning.
enum class Tone : std::uint8_t {
    Normal,
    Muted,
    Covered,
    PartlyCovered,
    Uncovered,
    Error,
    Security,
    Narrower,
    Warning,
    Suggestion,
    Auditing,
    Enforcing,
    Accent,
};

/// What a cell draws instead of plain text.
enum class CellKind : std::uint8_t {
    Text,
    Coverage, ///< bar, `count/of` and a word
    Share, ///< bar and `count/of`
    WouldChip, ///< icon and word in a dashed frame: what would be done
};

struct Cell
{
    CellKind kind = CellKind::Text;
    bool mono = false;
    bool bold = false;
    bool elideMiddle = false; ///< paths and images
    bool atRight = false; ///< figures
    bool link = false; ///< a click on it does something
    Tone tone = Tone::Normal;
    QString icon; ///< left of the text
    Tone iconTone = Tone::Normal;
    QString note; ///< muted, behind the text
    bool noteMono = false;
    std::size_t count = 0;
    std::size_t of = 0;
};

} // namespace pw::ui

Q_DECLARE_METATYPE(pw::ui::Cell)

namespace pw::ui {

/// What a reader of the screen says: the text with its note.
[[nodiscard]] inline QString withNote(const QVariant& text, const QVariant& cell)
{
    return QString(text.toString() + u' ' + cell.value<Cell>().note).trimmed();
}

} // namespace pw::ui
