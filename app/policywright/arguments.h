#pragma once
// What the command line asks for.

#include "core/base/result.h"
#include "ui/common/theme.h"

#include <QSize>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pw::app {

struct Arguments
{
    std::vector<std::string> compared; ///< two files, or none
    std::vector<std::string> files;
    std::string screenshot; ///< file to write the picture to; empty: open the window
    std::string context; ///< which organization; empty: the one of last time
    std::string database; ///< of the local organization; empty: the one of the home
    std::optional<ui::ThemeChoice> theme; ///< absent: as it was left
    QSize size; ///< of the window; invalid: not given
    bool version = false;
    bool help = false;
};

/// Error code: `wrong-option`.
[[nodiscard]] Result<Arguments> parseArguments(std::span<const std::string> words);

[[nodiscard]] std::string helpText();

} // namespace pw::app
