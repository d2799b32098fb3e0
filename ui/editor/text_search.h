#pragma once
// Finding in the bytes of a text. Places are bytes of what is given; no widget is needed.

#include <QString>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pw::ui {

struct TextQuery
{
    QString text;
    bool regex = false; ///< within lines
    bool matchCase = false;

    [[nodiscard]] bool empty() const { return text.isEmpty(); }
    /// Why the pattern cannot be used; empty when it can.
    [[nodiscard]] QString problem() const;
    bool operator==(const TextQuery&) const = default;
};

struct Found
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string replacement; ///< with the groups of the match put in
    bool operator==(const Found&) const = default;
};

/// In the order of the text, at most `limit`. Empty matches are left out. In the replacement of a
/// regular expression `\0` to `\9` stand for groups, `\n` and `\t` for line end and tab.
[[nodiscard]] std::vector<Found> findAll(std::string_view text, const TextQuery& query,
                                         const QString& replacement = {},
                                         std::size_t limit = static_cast<std::size_t>(-1));

} // namespace pw::ui
