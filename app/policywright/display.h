#pragma once
// Is there a place for a window? Qt ends the program when there is none, without a word to do.

namespace pw::app {

/// By the environment, and for X by asking the server.
[[nodiscard]] bool hasDisplay();

} // namespace pw::app
