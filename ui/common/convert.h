#pragma once
// Between core's UTF-8 and Qt's UTF-16: the only such place.

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

} // namespace pw::ui
