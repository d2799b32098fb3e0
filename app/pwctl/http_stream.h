#pragma once
// One connection of the server, with an end to how much of a request's head is read and for how
// long it may take: the library itself waits for every byte anew.

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <stop_token>
#include <string>

namespace pw::pwctl {

struct StreamLimits
{
    std::size_t headBytes = std::size_t{32} << 10; ///< request line and headers
    std::chrono::milliseconds idle{5'000}; ///< between two requests
    std::chrono::milliseconds idleInCrowd{200}; ///< the same while other connections wait
    std::chrono::milliseconds head{10'000}; ///< from a request's first byte to its last header
    std::chrono::milliseconds stall{30'000}; ///< without a byte in either direction
    std::chrono::milliseconds request{300'000}; ///< all of it, the reply included
    std::chrono::milliseconds afterStop{1'000}; ///< for the bytes of a request that has begun
};

class HttpStream : public httplib::Stream
{
public:
    /// `stop` ends the wait for the next request; one that has begun has a moment more. `waiting`
    /// is how many connections nobody serves yet.
    HttpStream(int socket, const StreamLimits& limits, std::stop_token stop,
               const std::atomic<int>& waiting);

    /// Waits for the first byte of the next request; false when there will be none.
    [[nodiscard]] bool waitForRequest();
    /// The reply that was written last says that something was wrong: what follows in the
    /// connection may be the rest of a body.
    [[nodiscard]] bool repliedWithError() const { return m_status >= 400 || m_status == 0; }

    [[nodiscard]] bool is_readable() const override;
    [[nodiscard]] bool is_writable() const override;
    ssize_t read(char* bytes, std::size_t size) override;
    ssize_t write(const char* bytes, std::size_t size) override;
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    void get_local_ip_and_port(std::string& ip, int& port) const override;
    [[nodiscard]] socket_t socket() const override { return m_socket; }

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] bool ready(short events, std::chrono::milliseconds atMost) const;
    [[nodiscard]] bool fill();
    void follow(char c);

    int m_socket;
    StreamLimits m_limits;
    std::stop_token m_stop;
    mutable std::optional<Clock::time_point> m_stopSeen;
    const std::atomic<int>& m_waiting;
    std::string m_buffer;
    std::size_t m_used = 0; ///< of the buffer
    Clock::time_point m_began = Clock::now();
    std::size_t m_headBytes = 0;
    int m_headEnd = 0; ///< how much of the empty line behind the headers has been read
    bool m_inHead = true;
    int m_status = 0; ///< of the last reply, 0 before one
};

} // namespace pw::pwctl
