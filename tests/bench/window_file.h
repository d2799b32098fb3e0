#pragma once
// A file opened, changed and saved in the whole window, and how long the window stood still.

#include <string>

namespace pw::bench {

/// One policy with processes enough; a wrong key in every hundredth.
[[nodiscard]] std::string policyOf(int lines);

/// Prints its figures; false when something did not happen at all.
[[nodiscard]] bool measureFile(int lines);

} // namespace pw::bench
