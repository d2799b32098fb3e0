#pragma once
// The product's icons: one path each, drawn in the colour of the text beside them.

#include "ui/common/cell.h"

#include <QColor>
#include <QIcon>
#include <QPainter>

namespace pw::ui {

/// Names are those of the files under :/icons without their ending. Follows the palette: text
/// colour, the disabled one, and the accent colour where `checkedAccent` is set and it is on.
[[nodiscard]] QIcon icon(const QString& name, bool checkedAccent = false);

/// In the colour of a state, whatever the text beside it has.
[[nodiscard]] QIcon icon(const QString& name, Tone tone);

/// One icon in a given colour, sharp at the painter's scale.
void paintIcon(QPainter& painter, const QString& name, const QRect& rect, const QColor& color);

} // namespace pw::ui
