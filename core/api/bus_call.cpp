#include "core/api/bus_call.h"

#include <algorithm>

namespace pw::api {
namespace {

/// A prompt that was dismissed has this long to say so.
constexpr guint graceMs = 1000;

/// Outlives the wait when the call does not end.
struct Answer
{
    Object<GAsyncResult> result;
};

void onReady(GObject*, GAsyncResult* result, gpointer data)
{
    g_object_ref(result);
    static_cast<Answer*>(data)->result.reset(result);
}

guint clamped(std::chrono::milliseconds time)
{
    constexpr auto most = std::chrono::milliseconds(std::chrono::hours(24));
    return static_cast<guint>(std::clamp(time, std::chrono::milliseconds(0), most).count());
}

} // namespace

BusCall::BusCall(std::chrono::milliseconds timeout, const std::stop_token& stop)
    : m_context(g_main_context_new()), m_cancellable(g_cancellable_new()), m_onStop(stop, [this] {
          // On whatever thread: what is cancelled lives on the one that waits.
          attach(g_idle_source_new(), [](gpointer self) -> gboolean {
              static_cast<BusCall*>(self)->cancel(End::Cancelled);
              return G_SOURCE_REMOVE;
          });
      })
{
    attach(g_timeout_source_new(clamped(timeout)), [](gpointer self) -> gboolean {
        static_cast<BusCall*>(self)->cancel(End::Timeout);
        return G_SOURCE_REMOVE;
    });
}

BusCall::~BusCall()
{
    // What objects of the calls leave to be done when they end is done here, or never.
    while (!m_givenUp && g_main_context_iteration(m_context.get(), FALSE) != FALSE) { }
}

void BusCall::attach(GSource* source, GSourceFunc callback)
{
    g_source_set_callback(source, callback, this, nullptr);
    g_source_attach(source, m_context.get());
    g_source_unref(source);
}

void BusCall::cancel(End why)
{
    if (m_end != End::None)
        return;
    m_end = why;
    attach(g_timeout_source_new(graceMs), [](gpointer self) -> gboolean {
        static_cast<BusCall*>(self)->m_givenUp = true;
        return G_SOURCE_REMOVE;
    });
    g_cancellable_cancel(m_cancellable.get());
}

Object<GAsyncResult> BusCall::wait(const Start& start)
{
    auto answer = std::make_unique<Answer>();
    g_main_context_push_thread_default(m_context.get());
    start(m_cancellable.get(), &onReady, answer.get());
    while (!answer->result && !m_givenUp)
        g_main_context_iteration(m_context.get(), TRUE);
    g_main_context_pop_thread_default(m_context.get());
    if (answer->result)
        return std::move(answer->result);
    (void)answer.release(); // the call still knows it
    return nullptr;
}

} // namespace pw::api
