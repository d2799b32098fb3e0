#pragma once
// A state as a small tinted box with glyph and word, the same in rows and beside texts.

#include "ui/common/theme.h"

class QPainter;

namespace pw::ui {

struct Chip
{
    QString icon;
    Tone tone = Tone::Normal;
    QString word;

    /// `body` is the font of the text beside it.
    [[nodiscard]] QSize size(const QFont& body) const;
    void paint(QPainter& painter, const QRect& rect, const QFont& body, const Theme& theme) const;
};

} // namespace pw::ui
