#pragma once
// A state as a small box with glyph and word, the same in rows and beside texts.

#include "ui/common/theme.h"

class QPainter;

namespace pw::ui {

struct Chip
{
    enum class Look : std::uint8_t {
        Tinted,
        Solid, ///< what was really done, or must not be overlooked
        Dashed, ///< what would be done
    };

    QString icon;
    Tone tone = Tone::Normal;
    QString word;
    Look look = Look::Tinted;

    /// `body` is the font of the text beside it.
    [[nodiscard]] QSize size(const QFont& body) const;
    /// At the left of a room and in its middle.
    [[nodiscard]] QRect placed(const QRect& room, const QFont& body) const;
    void paint(QPainter& painter, const QRect& rect, const QFont& body, const Theme& theme) const;
};

} // namespace pw::ui
