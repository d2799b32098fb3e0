#pragma once
// Sockets of this machine for servers of tests: every wait ends when the thread is told to stop.

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>

namespace pw::tests {

/// Listens on any free port of 127.0.0.1; -1 when that cannot be done.
[[nodiscard]] int listenOnLoopback(int& port);
/// -1 when nobody listens.
[[nodiscard]] int connectTo(int port);
/// False when told to stop before something can be read (the end included).
[[nodiscard]] bool waitForBytes(int socket, const std::stop_token& stop);
/// Adds what can be read; false at the end of the connection or when told to stop.
[[nodiscard]] bool receiveMore(int socket, const std::stop_token& stop, std::string& into);
/// False when the other side has gone or when told to stop.
[[nodiscard]] bool sendAll(int socket, const std::stop_token& stop, std::string_view bytes);
/// Returns when the other side has gone or when told to stop; what it sends is dropped.
void waitUntilGone(int socket, const std::stop_token& stop);

} // namespace pw::tests
