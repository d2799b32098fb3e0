#include "app/policywright/job.h"

#include "ui/common/convert.h"

namespace pw::app {

Job::Job(QObject* parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

Job::~Job()
{
    m_stop.request_stop();
    m_pool.clear();
    m_pool.waitForDone();
}

std::pair<int, std::stop_token> Job::begin()
{
    m_stop.request_stop();
    m_pool.clear();
    m_stop = std::stop_source();
    m_running = true;
    ++m_number;
    Q_EMIT started();
    return {m_number, m_stop.get_token()};
}

bool Job::finish(int number)
{
    if (number != m_number || !m_running)
        return false;
    m_running = false;
    // After apply has run: whoever waits for the end wants to see the result.
    QMetaObject::invokeMethod(this, &Job::finished, Qt::QueuedConnection);
    return true;
}

void Job::cancel()
{
    if (!m_running)
        return;
    m_stop.request_stop();
    m_pool.clear();
    m_running = false;
    ++m_number;
    Q_EMIT cancelled();
}

ProgressFn Job::progressOf(int number)
{
    return [this, number](std::size_t done, std::size_t total, std::string_view what) {
        QMetaObject::invokeMethod(
            this,
            [this, number, done = static_cast<int>(done), total = static_cast<int>(total),
             text = ui::toQString(what)] {
                if (m_running && number == m_number)
                    Q_EMIT progressed(done, total, text);
            },
            Qt::QueuedConnection);
    };
}

} // namespace pw::app
