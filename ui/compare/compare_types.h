#pragma once
// What a comparison has on its two sides.

#include "ui/common/popup_button.h"

#include <QList>
#include <QString>

#include <cstdint>

namespace pw::ui {

/// The base is what both came from; there need be none.
enum class CompareSide : std::uint8_t { Left, Right, Base };

/// Something that can be compared.
struct CompareChoice
{
    QString key; ///< unique; empty: a line between groups
    QString icon;
    QString text;
    QString whyNot; ///< it cannot be chosen now
    bool operator==(const CompareChoice&) const = default;
};

/// What stands on a side now.
struct CompareFace
{
    QString key;
    QString title; ///< `Applied version`
    QString note; ///< `v1, 2024-01-16T15:00:43Z`
    QString icon;
    bool canChange = false; ///< the other side's text can be taken into it
    bool operator==(const CompareFace&) const = default;
};

} // namespace pw::ui
