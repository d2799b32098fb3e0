#pragma once
// Requests to the organization inside the program: no socket, one thread of its own.

#include "core/api/transport.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace pw::organization {

/// What the thread does. Both are called on it alone, one at a time.
struct LocalService
{
    std::function<api::Response(const api::Request&, const std::stop_token&)> handle;
    /// A slice of work that waits (evaluation), done while no request does; false when nothing is
    /// left. Asked again after each request.
    std::function<bool(const std::stop_token&)> workSlice;
};

/// Answers in the order of arrival, with the sizes and time-outs of a real connection.
class LocalTransport : public api::Transport
{
public:
    explicit LocalTransport(LocalService service);
    /// Nobody waits in `send` any more: whoever does shares the transport. A request that was given
    /// up is told to stop, and its end awaited.
    ~LocalTransport() override;

    /// A request that was cancelled or timed out before its turn is never handled.
    [[nodiscard]] Result<api::Response> send(const api::Request& request,
                                             const api::SendLimits& limits,
                                             const std::stop_token& stop) override;

private:
    struct Task;
    void run(const std::stop_token& stop);
    /// Waits for the next request while there is nothing else to do.
    [[nodiscard]] std::shared_ptr<Task> next(const std::stop_token& stop, bool workLeft);

    LocalService m_service;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<std::shared_ptr<Task>> m_queue;
    std::jthread m_thread; // last: ends before what it uses
};

} // namespace pw::organization
