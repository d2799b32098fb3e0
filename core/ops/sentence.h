#pragma once
// Words about a document in which its own names can be told from ours.

#include <string>
#include <string_view>
#include <vector>

namespace pw::ops {

/// A sentence whose names and values stand out.
struct Sentence
{
    struct Part
    {
        std::string text;
        bool name = false; ///< of a process, a field, a peer, …; else plain words
        bool operator==(const Part&) const = default;
    };
    std::vector<Part> parts;

    Sentence& say(std::string words);
    Sentence& name(std::string named);
    /// Names with commas between them, the first few only: "a, b and 7 more".
    Sentence& names(const std::vector<std::string>& named);
    /// All of a short list with a word before the last: "a, b and c"; of a longer one as `names`.
    Sentence& list(const std::vector<std::string>& named, std::string_view last = "and");
    Sentence& add(Sentence other); ///< behind this one
    [[nodiscard]] bool empty() const { return parts.empty(); }
    [[nodiscard]] std::string text() const;
    bool operator==(const Sentence&) const = default;
};

} // namespace pw::ops
