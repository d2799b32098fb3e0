#pragma once
// An application that knows which of its events took long, and what in them.

#include <QApplication>

#include <string>
#include <vector>

namespace pw::bench {

/// Events of the GUI thread alone are timed, with the events that were sent in them: in the
/// processor's time of that thread, so that what else the machine does counts for nothing.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override;
    /// What took longer than `longMs`, each as a tree of receivers and kinds. Begins anew.
    std::vector<std::string> takeLong();

    /// Of one event, in milliseconds. Begins anew.
    double takeLongest();

    static constexpr double longMs = 12; ///< of an event from outside any other
    static constexpr double partMs = 1.5; ///< of an event within, to be named

private:
    struct Frame
    {
        double begun = 0;
        std::string parts; ///< the named ones within, a line each
    };
    std::vector<Frame> m_frames;
    std::vector<std::string> m_long;
    double m_longest = 0;
};

} // namespace pw::bench
