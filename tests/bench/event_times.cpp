#include "tests/bench/event_times.h"

#include <QMetaEnum>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <utility>

namespace pw::bench {
namespace {

std::string nameOf(const QObject& receiver, const QEvent& event)
{
    const char* const kind = QMetaEnum::fromType<QEvent::Type>().valueToKey(event.type());
    std::string name = receiver.metaObject()->className();
    if (!receiver.objectName().isEmpty())
        name += " " + receiver.objectName().toStdString();
    return name + ": " + (kind != nullptr ? kind : std::to_string(event.type()).c_str());
}

double threadMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

} // namespace

bool TimedApplication::notify(QObject* receiver, QEvent* event)
{
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    std::string name = nameOf(*receiver, *event); // it may be gone afterwards
    m_frames.push_back({threadMilliseconds(), {}});
    const bool answer = QApplication::notify(receiver, event);
    Frame ended = std::move(m_frames.back());
    m_frames.pop_back();
    const double took = threadMilliseconds() - ended.begun;
    if (m_frames.empty())
        m_longest = std::max(m_longest, took);
    if (took < (m_frames.empty() ? longMs : partMs))
        return answer;
    char line[24];
    std::snprintf(line, sizeof line, "%7.1f ", took);
    const std::string indent(2 * m_frames.size() + 4, ' ');
    std::string text = indent + line + name + '\n' + ended.parts;
    if (m_frames.empty())
        m_long.push_back(std::move(text));
    else
        m_frames.back().parts += text;
    return answer;
}

std::vector<std::string> TimedApplication::takeLong()
{
    return std::exchange(m_long, {});
}

double TimedApplication::takeLongest()
{
    return std::exchange(m_longest, 0);
}

} // namespace pw::bench
