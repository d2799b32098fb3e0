#include "ui/common/times.h"

#include "core/ops/fingerprint_table.h"
#include "core/ops/timestamp.h"
#include "ui/common/convert.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace pw::ui {
namespace {

constexpr int minute = 60;
constexpr int hour = 60 * minute;
constexpr int day = 24 * hour;
constexpr double milliseconds = 1000;

struct Times
{
    Q_DECLARE_TR_FUNCTIONS(Times)
};

} // namespace

QString timeText(std::string_view written)
{
    return toQString(ops::formatTimestamp(written));
}

QString localTimeText(std::string_view written)
{
    const std::optional<double> seconds = ops::timestampValue(written);
    if (!seconds || !ops::formatTime(*seconds))
        return {};
    const QDateTime time
        = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(*seconds * milliseconds))
              .toLocalTime();
    return Times::tr("%1, local time").arg(QLocale().toString(time, QLocale::LongFormat));
}

QString spanText(double seconds)
{
    const int whole = static_cast<int>(std::max(0.0, seconds));
    if (whole < minute)
        return Times::tr("%1 s").arg(whole);
    if (whole < hour)
        return Times::tr("%1 min").arg(whole / minute);
    if (whole < day)
        return Times::tr("%1 h").arg(whole / hour);
    return whole < 2 * day ? Times::tr("1 day") : Times::tr("%1 days").arg(whole / day);
}

} // namespace pw::ui
