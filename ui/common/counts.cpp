#include "ui/common/counts.h"

#include <QLocale>

namespace pw::ui {

QString number(std::size_t count)
{
    // The C locale groups nothing; without a language the words are English ones.
    const QLocale own;
    const QLocale locale = own.language() == QLocale::C ? QLocale(QLocale::English) : own;
    return locale.toString(static_cast<qulonglong>(count));
}

QString counted(std::size_t count, const QString& one, const QString& many)
{
    return number(count) + u' ' + (count == 1 ? one : many);
}

} // namespace pw::ui
