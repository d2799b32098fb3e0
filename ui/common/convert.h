#pragma once
// Between core's UTF-8 and Qt's UTF-16, and between spans and places in the editor: the only such
// place.

#include "core/text/span.h"

#include <QString>

#include <string>
#include <string_view>

namespace pw::ui {

/// Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] inline QString toQString(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

[[nodiscard]] inline std::string toUtf8(const QString& text)
{
    return text.toStdString();
}

inline constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

/// The editor's text begins behind a byte order mark, which spans count. Its places are bytes.
[[nodiscard]] constexpr long toPosition(text::ByteOffset offset, bool hasBom)
{
    const auto front = hasBom ? byteOrderMark.size() : 0;
    return offset < front ? 0 : static_cast<long>(offset - front);
}

[[nodiscard]] constexpr text::ByteOffset toOffset(long position, bool hasBom)
{
    return static_cast<text::ByteOffset>(position)
        + static_cast<text::ByteOffset>(hasBom ? byteOrderMark.size() : 0);
}

} // namespace pw::ui
