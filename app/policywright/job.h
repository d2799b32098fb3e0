#pragma once
// A slot for one question: work runs off the GUI thread, a new run stops the old one, and what
// comes late is dropped.

#include "core/base/progress.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <stop_token>
#include <utility>

namespace pw::app {

class Job : public QObject
{
    Q_OBJECT
public:
    explicit Job(QObject* parent = nullptr);
    /// Stops the work and waits for it: nothing of it outlives the owner.
    ~Job() override;

    /// `work(std::stop_token, const ProgressFn&)` on a thread of its own, `apply(result)` on this
    /// object's thread, unless the job was cancelled or run again in between.
    template <typename Work, typename Apply> void run(Work work, Apply apply)
    {
        using Value = std::invoke_result_t<Work, std::stop_token, const ProgressFn&>;
        const auto [number, stop] = begin();
        m_pool.start([this, number = number, stop = stop, work = std::move(work),
                      apply = std::move(apply)]() mutable {
            const ProgressFn progress = progressOf(number);
            // Shared, because a queued call has to be copyable.
            auto value = std::make_shared<Value>(work(stop, progress));
            QMetaObject::invokeMethod(
                this,
                [this, number, value, apply = std::move(apply)]() mutable {
                    if (finish(number))
                        apply(std::move(*value));
                },
                Qt::QueuedConnection);
        });
    }

    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    void started();
    /// `total` 0: unknown.
    void progressed(int done, int total, const QString& what);
    void finished(); ///< the result is applied
    void cancelled();

private:
    std::pair<int, std::stop_token> begin();
    bool finish(int number);
    ProgressFn progressOf(int number);

    QThreadPool m_pool; ///< of one thread: runs of one question never overlap
    std::stop_source m_stop;
    int m_number = 0;
    bool m_running = false;
};

} // namespace pw::app
