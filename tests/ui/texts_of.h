#pragma once
// Every text that the program holds where somebody could read it.

#include <QStringList>

namespace pw::tests {

/// Of all objects below the windows (each property), of what assistive programs are told, of all
/// models in every role, of the clipboard, and of the messages since `keepMessages`.
[[nodiscard]] QStringList textsOfEverything();
/// From now on; what was kept before is forgotten.
void keepMessages();

} // namespace pw::tests
