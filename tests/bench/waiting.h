#pragma once
// How long it took, and running a window until something is so.

#include <QApplication>
#include <QEventLoop>

#include <chrono>
#include <functional>

namespace pw::bench {

using Clock = std::chrono::steady_clock;

inline double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// The milliseconds it took, below zero when it was not so within a minute.
inline double waitFor(const std::function<bool()>& isSo)
{
    constexpr double patienceMs = 60000;
    const Clock::time_point start = Clock::now();
    while (!isSo()) {
        if (millisecondsSince(start) > patienceMs)
            return -1;
        QApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    return millisecondsSince(start);
}

} // namespace pw::bench
