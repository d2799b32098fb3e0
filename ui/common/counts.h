#pragma once
// How many of something there are, in figures that are grouped alike everywhere.

#include <QString>

#include <cstddef>

namespace pw::ui {

/// `12,345`, as the person's language groups figures.
[[nodiscard]] QString number(std::size_t count);

/// `1 image`, `12,345 images`.
[[nodiscard]] QString counted(std::size_t count, const QString& one, const QString& many);

} // namespace pw::ui
