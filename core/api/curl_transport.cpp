#include "core/api/curl_transport.h"

#include "core/api/curl_transfer.h"
#include "core/api/server_url.h"
#include "core/base/progress.h"

#include <algorithm>
#include <fstream>
#include <thread>

namespace pw::api {
namespace {

Error cancelled()
{
    return {std::string(cancelledCode), "Cancelled", {}};
}

/// A key with a line end in it would write headers of its own.
bool canStandInHeader(std::string_view key)
{
    return std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

} // namespace

/// The transfers on their way and the thread that moves them.
class CurlTransport::Network
{
public:
    explicit Network(CurlOptions options)
        : m_options(std::move(options)), m_multi(curl_multi_init())
    {
        if (m_multi != nullptr)
            m_thread = std::thread([this] { run(); });
    }
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;
    ~Network() { curl_multi_cleanup(m_multi); }

    [[nodiscard]] bool works() const { return m_multi != nullptr; }
    [[nodiscard]] const CurlOptions& options() const { return m_options; }

    void start(std::shared_ptr<CurlTransfer> transfer)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping) // nobody would take it any more
                return transfer->endWith(cancelled());
            m_waiting.push_back(std::move(transfer));
        }
        wake();
    }
    void wake() { curl_multi_wakeup(m_multi); }
    void stop()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        wake();
        m_thread.join();
    }

private:
    using Clock = CurlTransfer::Clock;

    void run()
    {
        while (takeNew()) {
            int running = 0;
            curl_multi_perform(m_multi, &running);
            takeEnded();
            const Clock::time_point next = endLate();
            const auto wait = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now());
            curl_multi_poll(m_multi, nullptr, 0,
                            static_cast<int>(std::max<std::int64_t>(wait.count(), 0)), nullptr);
        }
        for (const std::shared_ptr<CurlTransfer>& transfer : m_running) {
            curl_multi_remove_handle(m_multi, transfer->handle());
            transfer->endWith(cancelled());
        }
    }

    /// False when it is time to end.
    bool takeNew()
    {
        std::vector<std::shared_ptr<CurlTransfer>> fresh;
        bool stopping = false;
        {
            const std::lock_guard lock(m_mutex);
            fresh.swap(m_waiting);
            stopping = m_stopping;
        }
        for (std::shared_ptr<CurlTransfer>& transfer : fresh) {
            if (transfer->cancelled() || transfer->handle() == nullptr
                || curl_multi_add_handle(m_multi, transfer->handle()) != CURLM_OK)
                transfer->endWith(transfer->cancelled()
                                      ? cancelled()
                                      : Error{"cannot-connect", "libcurl has no memory", {}});
            else
                m_running.push_back(std::move(transfer));
        }
        return !stopping;
    }

    void takeEnded()
    {
        int left = 0;
        while (const CURLMsg* const message = curl_multi_info_read(m_multi, &left)) {
            if (message->msg != CURLMSG_DONE)
                continue;
            const CURLcode code = message->data.result;
            const auto found
                = std::find_if(m_running.begin(), m_running.end(), [&](const auto& transfer) {
                      return transfer->handle() == message->easy_handle;
                  });
            if (found == m_running.end())
                continue;
            const std::shared_ptr<CurlTransfer> transfer = *found;
            m_running.erase(found);
            curl_multi_remove_handle(m_multi, transfer->handle());
            transfer->endWith(code);
        }
    }

    /// Ends what is cancelled or has stalled; when to look again.
    Clock::time_point endLate()
    {
        const Clock::time_point now = Clock::now();
        Clock::time_point next = now + std::chrono::minutes(1);
        std::erase_if(m_running, [&](const std::shared_ptr<CurlTransfer>& transfer) {
            const bool isCancelled = transfer->cancelled();
            if (!isCancelled && transfer->stallsAt() > now) {
                next = std::min(next, transfer->stallsAt());
                return false;
            }
            if (isCancelled)
                transfer->endWith(cancelled()); // first: removing may take its time
            curl_multi_remove_handle(m_multi, transfer->handle());
            if (!isCancelled)
                transfer->endWith(CURLE_OPERATION_TIMEDOUT);
            return true;
        });
        return next;
    }

    CurlOptions m_options;
    CURLM* m_multi;
    std::mutex m_mutex; ///< of the two that follow
    std::vector<std::shared_ptr<CurlTransfer>> m_waiting;
    bool m_stopping = false;
    std::vector<std::shared_ptr<CurlTransfer>> m_running; ///< of the thread
    std::thread m_thread;
};

Result<std::shared_ptr<CurlTransport>> CurlTransport::make(CurlOptions options)
{
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready != CURLE_OK)
        return Error{"network-unavailable", curl_easy_strerror(ready), "connect"};
    Result<std::string> url = checkedUrl(options.baseUrl);
    if (!url)
        return url.error();
    options.baseUrl = *std::move(url);
    if (!canStandInHeader(options.key.reveal()))
        return Error{"bad-key", "The key holds signs that no key has: blanks or line ends",
                     "connect"};
    if (!options.caFile.empty() && !std::ifstream(options.caFile))
        return Error{"no-such-file", "The file of certificates cannot be read: " + options.caFile,
                     "connect"};
    auto network = std::make_shared<Network>(std::move(options));
    if (!network->works())
        return Error{"network-unavailable", "libcurl cannot be started", "connect"};
    return std::shared_ptr<CurlTransport>(new CurlTransport(std::move(network)));
}

CurlTransport::CurlTransport(std::shared_ptr<Network> network) : m_network(std::move(network)) { }

CurlTransport::~CurlTransport()
{
    m_network->stop();
}

Result<Response> CurlTransport::send(const Request& request, const SendLimits& limits,
                                     const std::stop_token& stop)
{
    if (stop.stop_requested())
        return cancelled();
    const std::shared_ptr<Network> network = m_network; // it may outlive this transport
    const auto transfer = std::make_shared<CurlTransfer>(network->options(), request, limits);
    network->start(transfer);
    const std::stop_callback cancel(stop, [&] {
        transfer->cancel();
        network->wake();
    });
    return transfer->wait();
}

} // namespace pw::api
