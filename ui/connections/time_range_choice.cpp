#include "ui/connections/time_range_choice.h"

#include "core/ops/timestamp.h"
#include "ui/common/convert.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace pw::ui {
namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(pw::ui::TimeRange)
};

constexpr double minute = 60;
constexpr double hour = 60 * minute;
constexpr double day = 24 * hour;

/// The parts of `2024-01-16T15:00:43Z`.
struct Parts
{
    QString year;
    QString dayOfYear; ///< `01-16`
    QString clock;

    explicit Parts(const QString& text)
        : year(text.left(4)), dayOfYear(text.mid(5, 5)), clock(text.mid(11, 8))
    {
    }
    [[nodiscard]] QString date() const { return year + u'-' + dayOfYear; }
    [[nodiscard]] QString minutes() const { return clock.left(5); }
};

QString lengthText(double seconds)
{
    struct Unit
    {
        double seconds;
        const char* name;
    };
    // A day is 24h; days are counted from two on.
    constexpr std::array<Unit, 4> units{{{day, "d"}, {hour, "h"}, {minute, "m"}, {1, "s"}}};
    for (const Unit& unit : units) {
        const double least = unit.seconds == day ? 2 * day : unit.seconds;
        if (seconds < least && unit.seconds > 1)
            continue;
        constexpr double hundredth = 100;
        const double amount = std::round(seconds / unit.seconds * hundredth) / hundredth;
        return QString::number(amount, 'f', QLocale::FloatingPointShortest)
            + QLatin1String(unit.name);
    }
    return {};
}

} // namespace

TimeRangeChoice TimeRangeChoice::last(double seconds)
{
    return {Kind::Last, seconds, {}, {}};
}

TimeRangeChoice TimeRangeChoice::everything()
{
    TimeRangeChoice out;
    out.kind = Kind::Everything;
    return out;
}

ops::TimeRange rangeOf(const TimeRangeChoice& choice, double now)
{
    switch (choice.kind) {
    case TimeRangeChoice::Kind::Last:
        return {std::max(0.0, now - choice.seconds), now};
    case TimeRangeChoice::Kind::Everything:
        break;
    case TimeRangeChoice::Kind::Between:
        return {choice.from, choice.to.value_or(now)};
    }
    return {std::nullopt, now};
}

Result<TimeRangeChoice> choiceFrom(const QString& start, const QString& end, double now)
{
    const std::string from = toUtf8(start.trimmed());
    const std::string to = toUtf8(end.trimmed());
    const Result<ops::TimeRange> range = ops::parseRange(from, to, std::nullopt, now);
    if (!range)
        return range.error();
    if (from.empty() && to.empty())
        return TimeRangeChoice::everything();
    if (to.empty()) {
        // A start that moves with the clock is a length of time, no date.
        const Result<double> later = ops::parseTime(from, now + 1);
        if (later && *later != *range->start)
            return TimeRangeChoice::last(now - *range->start);
    }
    TimeRangeChoice out;
    out.kind = TimeRangeChoice::Kind::Between;
    out.from = range->start;
    if (!to.empty())
        out.to = range->end;
    return out;
}

QString nameOf(const TimeRangeChoice& choice)
{
    switch (choice.kind) {
    case TimeRangeChoice::Kind::Last:
        break;
    case TimeRangeChoice::Kind::Everything:
        return Texts::tr("Everything");
    case TimeRangeChoice::Kind::Between:
        if (choice.from && choice.to)
            return Texts::tr("Between");
        return choice.from ? Texts::tr("Since") : Texts::tr("Until");
    }
    return lengthText(choice.seconds);
}

QString spanText(double from, double to, double now)
{
    const QString fromText = timeText(std::floor(from));
    const QString toText = timeText(std::floor(to));
    if (fromText.isEmpty() || toText.isEmpty())
        return {};
    const Parts first(fromText);
    const Parts last(toText);
    const QString today = now > 0 ? Parts(timeText(now)).date() : last.date();
    const QString pattern = Texts::tr("%1 – %2 UTC");
    if (first.date() == last.date())
        return last.date() == today ? pattern.arg(first.clock, last.clock)
                                    : last.date() + u' ' + pattern.arg(first.clock, last.clock);
    if (first.year == last.year)
        return pattern.arg(first.dayOfYear + u' ' + first.minutes(),
                           last.dayOfYear + u' ' + last.minutes());
    return pattern.arg(first.date() + u' ' + first.minutes(), last.date() + u' ' + last.minutes());
}

QString timeText(double epochSeconds)
{
    return toQString(ops::formatTime(epochSeconds).value_or(std::string()));
}

} // namespace pw::ui
