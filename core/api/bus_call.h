#pragma once
// Asynchronous calls to the desktop's session bus, waited for with an end.

#include <chrono>
#include <functional>
#include <gio/gio.h>
#include <memory>
#include <stop_token>

namespace pw::api {

struct ObjectUnref
{
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename T> using Object = std::unique_ptr<T, ObjectUnref>;

/// Runs calls one after the other in an event context of its own, on the calling thread, until
/// their common time is over.
class BusCall
{
public:
    enum class End : std::uint8_t { None, Timeout, Cancelled };
    using Start = std::function<void(GCancellable*, GAsyncReadyCallback, gpointer)>;

    BusCall(std::chrono::milliseconds timeout, const std::stop_token& stop);
    BusCall(const BusCall&) = delete;
    BusCall& operator=(const BusCall&) = delete;
    ~BusCall();

    /// What the call that `start` begins came to, also once it was cancelled; nothing when it did
    /// not even end then. No call may follow that one.
    [[nodiscard]] Object<GAsyncResult> wait(const Start& start);
    /// Why calls were cancelled.
    [[nodiscard]] End end() const { return m_end; }

private:
    void attach(GSource* source, GSourceFunc callback);
    void cancel(End why);

    struct ContextUnref
    {
        void operator()(GMainContext* context) const { g_main_context_unref(context); }
    };
    std::unique_ptr<GMainContext, ContextUnref> m_context;
    Object<GCancellable> m_cancellable;
    End m_end = End::None;
    bool m_givenUp = false;
    std::stop_callback<std::function<void()>> m_onStop; ///< last: it may run at once
};

} // namespace pw::api
