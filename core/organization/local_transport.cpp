#include "core/organization/local_transport.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace pw::organization {
namespace {

Error cancelled()
{
    return {std::string(cancelledCode), "Cancelled", {}};
}

} // namespace

/// Shared by the one who waits and the thread that answers: whichever goes first leaves it whole.
struct LocalTransport::Task
{
    api::Request request;
    std::stop_source stop;
    std::optional<Result<api::Response>> answer; // guarded by the transport's mutex
    std::condition_variable_any answered;
};

LocalTransport::LocalTransport(LocalService service)
    : m_service(std::move(service)), m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

LocalTransport::~LocalTransport() = default; // the thread is stopped and joined first

Result<api::Response> LocalTransport::send(const api::Request& request,
                                           const api::SendLimits& limits,
                                           const std::stop_token& stop)
{
    const auto task = std::make_shared<Task>();
    task->request = request;
    std::unique_lock lock(m_mutex);
    if (stop.stop_requested())
        return cancelled();
    m_queue.push_back(task);
    m_wake.notify_all();

    const bool inTime = task->answered.wait_for(lock, stop, limits.total,
                                                [&] { return task->answer.has_value(); });
    if (!inTime) {
        std::erase(m_queue, task);
        task->stop.request_stop();
        if (stop.stop_requested())
            return cancelled();
        return Error{"timeout", "the local organization did not answer in time", {}};
    }
    Result<api::Response> answer = std::move(*task->answer);
    if (answer && answer->body.size() > limits.replyBytes)
        return Error{"reply-too-big",
                     "the reply has " + std::to_string(answer->body.size())
                         + " bytes, more than the limit of " + std::to_string(limits.replyBytes),
                     {}};
    return answer;
}

std::shared_ptr<LocalTransport::Task> LocalTransport::next(const std::stop_token& stop,
                                                           bool workLeft)
{
    std::unique_lock lock(m_mutex);
    if (!workLeft)
        m_wake.wait(lock, stop, [this] { return !m_queue.empty(); });
    if (m_queue.empty())
        return nullptr;
    std::shared_ptr<Task> task = std::move(m_queue.front());
    m_queue.pop_front();
    return task;
}

void LocalTransport::run(const std::stop_token& stop)
{
    bool workLeft = m_service.workSlice != nullptr; // of an earlier run of the program
    while (!stop.stop_requested()) {
        const std::shared_ptr<Task> task = next(stop, workLeft);
        if (!task) {
            workLeft = workLeft && !stop.stop_requested() && m_service.workSlice(stop);
            continue;
        }
        const std::stop_callback stopWithThread(stop, [&] { task->stop.request_stop(); });
        Result<api::Response> answer = m_service.handle(task->request, task->stop.get_token());
        workLeft = m_service.workSlice != nullptr;
        const std::lock_guard lock(m_mutex);
        task->answer = std::move(answer);
        task->answered.notify_all();
    }
}

} // namespace pw::organization
