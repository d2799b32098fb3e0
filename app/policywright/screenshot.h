#pragma once
// The window as a picture: the same content gives the same bytes.

#include "app/policywright/application.h"

namespace pw::app {

/// To be called before the QApplication is made: no display, no local time, no local language.
void prepareScreenshot();

/// Opens what the arguments name, waits for the content and writes the picture. The exit status:
/// 0, or 2 when a file or the picture could not be read or written (told on standard error).
[[nodiscard]] int takeScreenshot(const Arguments& arguments);

} // namespace pw::app
