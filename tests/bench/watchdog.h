#pragma once
// How long the GUI thread stood still at most, seen from another thread.

#include <QObject>

#include <atomic>
#include <chrono>
#include <thread>

namespace pw::bench {

/// From its making on, on the thread that makes it: that thread must run an event loop (or call
/// processEvents) wherever it is not meant to be found standing still.
class Watchdog
{
public:
    Watchdog() : m_thread([this] { watch(); }) { }
    ~Watchdog()
    {
        m_stop = true;
        m_thread.join();
    }
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    /// The longest wait of an event until now, in milliseconds. Begins anew afterwards.
    double takeLongest() { return static_cast<double>(m_longest.exchange(0)) / 1e3; }

private:
    using Clock = std::chrono::steady_clock;

    void watch()
    {
        while (!m_stop) {
            const Clock::time_point asked = Clock::now();
            std::atomic<bool>& answered = m_answered;
            answered = false;
            QMetaObject::invokeMethod(
                &m_there, [&answered] { answered = true; }, Qt::QueuedConnection);
            while (!answered && !m_stop) {
                std::this_thread::sleep_for(std::chrono::microseconds(200));
                const auto waited
                    = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - asked)
                          .count();
                if (waited > m_longest)
                    m_longest = waited;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

    QObject m_there; // lives on the watched thread; with it go calls that still wait
    std::atomic<bool> m_stop = false;
    std::atomic<bool> m_answered = false;
    std::atomic<long> m_longest = 0; // microseconds
    std::thread m_thread;
};

} // namespace pw::bench
